"""The reference tables: who is who, with names that lead to one entity, and a source for each name."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import chain

import pytest
import yaml

from app.judgements import shipped_judgements
from graph.errors import Ambiguous
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.judgements import find_canonical_ids
from graph.spelling import fold_name
from ingest.dossier import ParsedSource
from ingest.keys import ID
from ingest.reading import find_unexpected
from ingest.shipped import FOLDER
from tests.ingest.shipped import read_shipped
from tests.ingest.tables import rows_of

TABLES = FOLDER / "reference"
DYADS = FOLDER / "ucdp-dyadic" / "sample" / "Dyadic_v24_1.csv.gz"
LANGUAGES = {"ar", "ckb", "de", "en", "fa", "fr", "ru", "ku", "tr"}
UN_MEMBERS = 193
NOT_MEMBERS = {"kosovo", "taiwan", "palestine", "holy-see"}  # and states that ended
# names that several have, so that who asks by one is given the choice
ACTOR_CHOICES = {
    "congo", "the congo", "korea", "syria", "syrian arab republic", "sanaa", "islamic emirate of afghanistan", "kurds",
    "eln", "national liberation army", "mnr", "fnl", "bra", "upc",
    "syrian army", "syrian armed forces", "syrian military", "syrian forces", "syrian security forces",
    "syrian government forces", "syrian government", "uck",
    "syrian troops", "syrian soldiers",
    "syrian kurds", "iraqi kurds", "kurdish administration", "kurdish authorities", "kurdish officials",
    "asayish", "asayish forces", "karkh court", "karkh courts",
    "rohingya militants", "rohingya insurgents", "rohingya rebels", "uyghur militants", "uighur militants",
}  # fmt: skip
PLACE_CHOICES = {"congo", "the congo", "korea"}
NATIONALITY_CHOICES = {"congo", "the congo", "korea", "congolese", "dominican", "dominicans"}

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STATES, STATE_NAMES, ACTORS, PLACES, NAMES, LINKS = (
    read(f"{name}.csv") for name in ("states", "state_names", "actors", "places", "names", "links")
)
CURRENT = [row for row in STATES if not row["to"] and row["id"] != "hyderabad"]


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def test_every_ruler_is_of_a_state_with_a_source_and_stands_once() -> None:
    rulers = read("rulers.csv")
    assert {row["id"] for row in rulers} <= {row["id"] for row in STATES}
    assert all(row["source"].startswith("https://") and row["name"] and row["family"] for row in rulers)
    assert [key for key, times in Counter((row["id"], row["name"]) for row in rulers).items() if times > 1] == []


def test_rows_are_whole_and_ids_stand_once() -> None:
    for rows in (STATES, STATE_NAMES, ACTORS, PLACES, NAMES, LINKS):
        for row in rows:
            assert None not in row, row
            assert None not in row.values(), row
            assert all(cell == cell.strip() for cell in row.values()), row
    ids = [row["id"] for row in chain(STATES, ACTORS, PLACES)]
    assert [id_ for id_, times in Counter(ids).items() if times > 1] == []
    assert [id_ for id_ in ids if not re.fullmatch(ID, id_)] == []


def test_every_name_is_of_a_row_in_a_language_with_a_source() -> None:
    states, others = {row["id"] for row in STATES}, {row["id"] for row in chain(ACTORS, PLACES)}
    for row, known in [*((row, states) for row in STATE_NAMES), *((row, others) for row in NAMES)]:
        assert row["id"] in known, row
        assert row["language"] in LANGUAGES, row
        assert row["name"], row
        assert row["source"] in ("CLDR", "i18n-iso-countries") or row["source"].startswith("https://"), row
    for rows in (STATE_NAMES, NAMES):
        times = Counter((row["id"], row["language"], row["name"]) for row in rows)
        assert [name for name, n in times.items() if n > 1] == []


def test_the_first_english_name_of_an_organisation_or_place_is_its_name() -> None:
    first: dict[str, str] = {}
    for row in NAMES:
        if row["language"] == "en":
            first.setdefault(row["id"], row["name"])
    assert first == {row["id"]: row["name"] for row in chain(ACTORS, PLACES)}


def claims_of(label: str) -> dict[str, set[str]]:
    """Who claims an English name, as names are compared."""
    found: dict[str, set[str]] = defaultdict(set)
    columns = {"Actor": ("also", "government"), "Place": ("also",), "Nationality": ("also", "demonyms")}[label]
    for row in STATES:
        for name in (row["name"], *chain.from_iterable(split(row[column]) for column in columns)):
            found[fold_name(name)].add(row["id"])
    ids = {row["id"] for row in ACTORS} if label == "Actor" else {r["id"] for r in PLACES if r["label"] == label}
    for row in NAMES:
        if row["id"] in ids and row["language"] == "en":
            found[fold_name(row["name"])].add(row["id"])
    return found


@pytest.mark.parametrize(
    ("label", "choices"),
    [("Actor", ACTOR_CHOICES), ("Place", PLACE_CHOICES), ("Nationality", NATIONALITY_CHOICES)],
)
def test_no_two_claim_an_english_name_but_where_a_choice_is_wanted(label: str, choices: set[str]) -> None:
    assert {name for name, ids in claims_of(label).items() if len(ids) > 1} == choices


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("Russia", "russia"), ("USSR", "russia"), ("the US", "us"), ("UK", "united-kingdom"), ("Turkiye", "turkey"),
        ("Türkiye", "turkey"), ("Burma", "myanmar"), ("Zaire", "dr-congo"), ("DRC", "dr-congo"), ("Moscow", "russia"),
        ("Baghdad", "iraq"), ("Damascus", "damascus"), ("Holland", "netherlands"), ("Niger", "niger"),
        ("Austria", "austria"), ("Czechia", "czechia"), ("Ivory Coast", "ivory-coast"),
        ("Emirates", "united-arab-emirates"),
        ("al-Qaeda", "al-qaeda"), ("Al Qaida", "al-qaeda"), ("Afghan Taliban", "taliban"), ("Pakistani Taliban", "ttp"),
        ("Hizbollah", "hezbollah"), ("so-called Islamic State", "isis"), ("FARC-EP", "farc"),
        ("Houthi rebels", "houthis"),
        ("Kurdish forces", "sdf"), ("HTS", "hts"), ("Nusra Front", "nusra-front"), ("UNAMI", "un-mission-iraq"),
    ],
)  # fmt: skip
def test_an_ordinary_name_leads_to_one(asked: str, id_: str) -> None:
    assert claims_of("Actor")[fold_name(asked)] == {id_}


def test_the_forces_of_a_state_are_its_government_but_for_those_with_a_row(parsed: dict[str, ParsedSource]) -> None:
    names = {entity.id: {entity.name, *entity.aliases} for entity in parsed["reference"].entities}
    assert {"Iraqi army", "Iraqi security forces", "Iraqi troops"} <= names["iraq"]
    assert "Lebanese army" in names["lebanon"]
    assert "Lebanese forces" not in names["lebanon"]  # the Lebanese Forces
    assert not {"American forces", "American troops", "American military"} & names["us"]  # us-military


def test_every_member_of_the_united_nations_is_there_and_named_in_five_languages() -> None:
    members = {row["id"] for row in CURRENT} - NOT_MEMBERS
    assert len(members | {"damascus"}) == UN_MEMBERS  # Syria is a government with a name of its own
    there = {(row["id"], row["language"]) for row in chain(STATE_NAMES, NAMES)}
    wanted = {(id_, language) for id_ in members | {"damascus"} for language in ("ar", "de", "fa", "fr", "tr")}
    assert wanted - there == set()
    assert {(row["id"], language) for row in CURRENT for language in ("ckb", "ku")} - there == set()


def test_codes_are_those_of_their_lists() -> None:
    for column, form in (("iso2", "[A-Z]{2}"), ("iso3", "[A-Z]{3}"), ("isonum", "[0-9]{3}"), ("gw", "[0-9]{1,3}"),
                         ("cow", "[0-9]{1,3}"), ("ucdp", "[0-9]{1,4}")):  # fmt: skip
        codes = [row[column] for row in STATES if row[column]]
        assert len(set(codes)) == len(codes), column
        assert [code for code in codes if not re.fullmatch(form, code)] == [], column
    by_id = {row["id"]: row for row in STATES}
    codes_of = ("iso2", "iso3", "isonum", "cow", "gw", "ucdp")
    assert [by_id["iraq"][column] for column in codes_of] == ["IQ", "IRQ", "368", "645", "645", "116"]
    assert [by_id["germany"][column] for column in codes_of] == ["DE", "DEU", "276", "255", "260", "37"]
    assert [by_id["namibia"][column] for column in codes_of] == ["NA", "NAM", "516", "565", "565", "103"]
    assert [by_id["kosovo"][column] for column in codes_of] == ["", "", "", "347", "347", ""]


def test_no_government_of_ucdp_is_left_out() -> None:
    rows = rows_of(FOLDER / "ucdp-actor" / "sample" / "ucdp-actor-221.csv.gz")
    governments = {row["ActorId"] for row in rows if row["Org"] == "4"}
    assert {row["ucdp"] for row in chain(STATES, ACTORS)} >= governments


def test_a_state_ends_after_it_began_and_is_followed_after_it_ended() -> None:
    by_id = {row["id"]: row for row in STATES}
    for row in STATES:
        days = [date.fromisoformat(row[column]) for column in ("from", "to") if row[column]]
        assert days == sorted(days), row
        assert bool(row["from"]) == (row["dates"] in ("gw", "cow")), row
    for link in LINKS:
        if link["predicate"] == "succeeds" and link["object"] in by_id and by_id[link["object"]]["to"]:
            assert by_id[link["object"]]["to"] <= link["on"].strip("[]").split("..")[0], link


def test_links_are_between_rows() -> None:
    known = {row["id"] for row in chain(STATES, ACTORS, PLACES)} | {f"place-{row['id']}" for row in STATES}
    for link in LINKS:
        assert {link["subject"], link["object"]} <= known, link
        assert bool(link["on"]) != bool(link["valid"]), link
        assert link["source"].startswith("https://"), link


def test_most_groups_that_fought_longest_have_a_name_of_the_press() -> None:
    years: Counter[str] = Counter()
    for row in rows_of(DYADS):
        for side in "ab":
            if not row[f"gwno_{side}"].strip():
                years.update(number.strip() for number in row[f"side_{side}_id"].split(","))
    longest = [number for number, _ in years.most_common(300)]
    named = {row["ucdp"] for row in ACTORS}
    assert sum(number in named for number in longest) >= 240
    assert sum(number in named for number in longest[:100]) >= 85


@pytest.fixture(scope="module")
def parsed() -> dict[str, ParsedSource]:
    sources = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor", "ucdp-dyadic")
    return {source: read_shipped(source) for source in sources}


@pytest.fixture(scope="module")
def directory(parsed: dict[str, ParsedSource]) -> Directory:
    """All that is shipped but for registers, joined by the judgements that come with it."""
    made = [used.made for one in parsed.values() for used in one.used if used.made]
    entities = {entity.id: entity for entity in chain(made, *(one.entities for one in parsed.values()))}
    entities |= {entity.id: entity for entity in parsed["reference"].entities}
    canonical = find_canonical_ids(shipped_judgements())
    fields = ("id", "label", "name", "kind", "aliases", "external_ids", "languages")
    return Directory(
        NamedEntity(**{field: getattr(entity, field) for field in fields}, canonical=canonical.get(entity.id, ""))
        for entity in entities.values()
    )


def test_every_row_is_read(parsed: dict[str, ParsedSource]) -> None:
    reference = parsed["reference"]
    assert not [str(row) for row in reference.quarantine]
    assert find_unexpected(reference) == []
    # a state is an actor, a place and a nationality; besides there is the publisher
    assert len(reference.entities) == 3 * len(STATES) + len(ACTORS) + len(PLACES) + 1
    assert len(reference.statements) == sum(bool(row["from"]) for row in STATES) + len(LINKS)


def test_what_the_first_report_uses_is_the_same_here(parsed: dict[str, ParsedSource]) -> None:
    here = {entity.id: entity for entity in parsed["reference"].entities}
    used = [used.made for used in parsed["isis-detainee-transfer"].used if used.owner == "reference" and used.made]
    assert {"us", "iraq", "damascus", "sdf", "isis", "place-iraq", "place-syria", "nat-iq", "nat-sy"} <= {
        entity.id for entity in used
    }
    for entity in used:
        assert (entity.name, entity.label, entity.kind) == tuple(
            getattr(here[entity.id], field) for field in ("name", "label", "kind")
        )


def test_every_shipped_source_is_loaded_alone(parsed: dict[str, ParsedSource]) -> None:
    for file in FOLDER.glob("*/source.yml"):
        assert "uses" not in yaml.safe_load(file.read_text(encoding="utf-8")), file
    assert all(used.made for one in parsed.values() for used in one.used)


def test_what_a_source_names_as_the_tables_do_is_theirs_or_judged(parsed: dict[str, ParsedSource]) -> None:
    tables: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in parsed["reference"].entities:
        tables[entity.label, fold_name(entity.name)].add(entity.id)
    judged = [set(judgement.ids) for judgement in shipped_judgements()]
    own = [entity for id_, one in parsed.items() if id_ != "reference" for entity in one.entities]
    assert [
        entity.id
        for entity in own
        if (same := tables[entity.label, fold_name(entity.name)])
        and not any(entity.id in ids and same & ids for ids in judged)
    ] == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Russia", "Government of Russia (Soviet Union)"), ("Soviet Union", "Government of Russia (Soviet Union)"),
        ("روسيا", "Government of Russia (Soviet Union)"), ("روسیه", "Government of Russia (Soviet Union)"),
        ("Rusya", "Government of Russia (Soviet Union)"), ("Moscow", "Government of Russia (Soviet Union)"),
        ("Turkiye", "Government of Turkey"), ("تركيا", "Government of Turkey"), ("Ankara", "Government of Turkey"),
        ("Britain", "Government of United Kingdom"), ("Emirates", "Government of United Arab Emirates"),
        ("Burma", "Government of Myanmar (Burma)"), ("DRC", "Government of DR Congo (Zaire)"),
        ("Yugoslavia", "Government of Serbia (Yugoslavia)"), ("Niger", "Government of Niger"),
        ("North Vietnam", "Government of Vietnam (North Vietnam)"), ("Austria", "Government of Austria"),
        ("the US", "United States"), ("أمريكا", "United States"), ("Baghdad", "Iraq"), ("العراق", "Iraq"),
        ("عێراق", "Iraq"), ("Îraq", "Iraq"), ("Irak", "Iraq"), ("Damascus", "Syrian government"), ("داعش", "ISIS"),
        ("so-called Islamic State", "ISIS"), ("قسد", "Syrian Democratic Forces"),
        ("the SDF", "Syrian Democratic Forces"), ("Pakistani Taliban", "TTP"),
        ("Boko Haram", "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad"), ("طالبان", "Taleban"),
        ("Hizbollah", "Hezbollah"), ("Tamil Tigers", "LTTE"), ("Shining Path", "Sendero Luminoso"), ("PKK", "PKK"),
        ("Houthi rebels", "Ansarallah"), ("HTS", "HTS"), ("al-Qaeda", "al-Qaida"), ("YPG", "People's Protection Units"),
        ("فائق زيدان", "Faiq Zeidan"), ("UNAMI", "United Nations Mission in Iraq"),
        ("Pentagon", "US Department of Defense"),
    ],
)  # fmt: skip
def test_an_ordinary_name_leads_to_whom_the_sources_name(directory: Directory, asked: str, name: str) -> None:
    assert directory.resolve(asked, ["Actor"], "holder").name == name


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("Hasaka", "place-hasakah"), ("الحسكة", "place-hasakah"), ("Hawl camp", "rf-place-al-hol-camp"),
        ("مخيم الهول", "rf-place-al-hol-camp"), ("Shadadi", "rf-place-al-shaddadi"), ("NES", "place-northeast-syria"),
        ("Damascus", "place-damascus"), ("Baghdad", "place-baghdad"), ("Syria", "place-syria"),
    ],
)  # fmt: skip
def test_an_ordinary_name_of_a_place_leads_to_it(directory: Directory, asked: str, id_: str) -> None:
    assert directory.resolve(asked, ["Place"], "at").id == id_


@pytest.mark.parametrize(
    ("asked", "choices"),
    [
        ("Syria", {"damascus", "ucdp-actor-118"}),
        ("Syrian army", {"damascus", "ucdp-actor-118"}),
        ("Uighur militants", {"ucdp-actor-1156", "turkistan-islamic-party"}),
        ("سوريا", {"damascus", "ucdp-actor-118"}),
        ("Congo", {"ucdp-actor-88", "ucdp-actor-89"}),
        ("ELN", {"ucdp-actor-721", "ucdp-actor-744", "ucdp-actor-748"}),
        ("Kurds", {"sdf", "ypg", "krg", "ucdp-actor-164", "ucdp-actor-260", "ucdp-actor-261", "ucdp-actor-309",
                   "ucdp-actor-323", "ucdp-actor-4163"}),
    ],
)  # fmt: skip
def test_a_name_of_several_offers_them(directory: Directory, asked: str, choices: set[str]) -> None:
    with pytest.raises(Ambiguous) as refused:
        directory.resolve(asked, ["Actor"], "holder")
    assert {choice["id"] for choice in refused.value.choices} == choices


GROUP_WORDS, MORE_WORDS = ("rebels", "group"), ("militants", "fighters", "insurgents", "militia", "movement", "gunmen")


@pytest.mark.parametrize("word", [*GROUP_WORDS, *(pytest.param(word, marks=pytest.mark.long) for word in MORE_WORDS)])
def test_the_rebels_of_a_country_are_never_its_government(directory: Directory, word: str) -> None:
    names = {name for row in STATES for name in (row["name"], *split(row["also"]), *split(row["demonyms"]))}
    governments = {one.id for one in directory if one.kind in ("state", "government")}
    for name in sorted(names):
        match = directory.names.find(f"{name} {word}", {"Actor"})
        assert match is None or not governments.intersection(match.ids), f"{name} {word}"
