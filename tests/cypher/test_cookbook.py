"""The cookbook runs as it stands, on both engines, with the same rows for the first report."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath

from graph.model.statement import OPEN
from graph.store.engine.connection import Engine
from graph.store.store import Store
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from tests.conftest import wipe

FOLDER = Path(__file__).resolve().parents[2] / "cypher" / "cookbook"
FILES = sorted(FOLDER.glob("*.cypher"))
ONE_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
VALUE = r"(?:'[^']*'|date\('\d{4}-\d\d-\d\d'\)|\[(?:'[^']*'(?:,\s*)?)+\])"
NAMED = re.compile(rf"({VALUE}) AS (\w+)(?:,\s*)?")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def stores(embedded_engine: Engine, neo4j_engine: Engine) -> Iterator[dict[str, Store]]:
    """The first report on both engines."""
    for engine in (embedded_engine, neo4j_engine):
        wipe(engine)
    with Store(engine=embedded_engine) as embedded, Store(engine=neo4j_engine) as server:
        for store in (embedded, server):
            load_source(store, "isis-detainee-transfer")
        yield {"embedded": embedded, "neo4j": server}


def plain(value: Any) -> Any:
    """What a user sees of a value: engines number nodes and order their properties each in its own way."""
    if isinstance(value, GraphPath):
        return [plain(part) for part in (*value.nodes, *value.relationships)]
    if isinstance(value, Node):
        return sorted(value.labels), sorted((name, plain(value[name])) for name in value)
    if isinstance(value, Relationship):
        return value.type, sorted((name, plain(value[name])) for name in value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_native() if isinstance(value, neo4j.time.Date) else value


def rows(store: Store, name: str) -> Rows:
    """The rows of a file, run as Neo4j Browser runs it: no parameters."""
    text = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")
    with store.driver.session(database=store.engine.database, default_access_mode="READ") as session:
        result = session.run(text)
        columns = result.keys()
        return [dict(zip(columns, map(plain, record), strict=True)) for record in result]


def header_and_query(file: Path) -> tuple[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    header = [line for line in lines if line.startswith("//")]
    return "\n".join(header), "\n".join(lines[len(header) :])


@ONE_FILE
def test_both_engines_give_the_same_rows_in_the_same_order(stores: dict[str, Store], file: Path) -> None:
    found = {name: rows(store, file.stem) for name, store in stores.items()}
    assert found["embedded"]
    assert found["embedded"] == found["neo4j"]


@ONE_FILE
def test_columns_are_the_ones_that_the_header_explains(stores: dict[str, Store], file: Path) -> None:
    shape = header_and_query(file)[0].partition("One row")[2]
    for column in rows(stores["embedded"], file.stem)[0]:
        assert re.search(rf"\b{column}\b", shape), f"{file.name} does not say what {column} is"


@ONE_FILE
def test_what_to_edit_stands_first_as_plain_values_that_the_header_explains(file: Path) -> None:
    header, query = header_and_query(file)
    assert "$" not in query
    explained = dict(re.findall(r"(?m)^// (\w+) +(STRING|DATE|LIST of STRING) {2,}\S", header))
    first = re.split(r"\n(?:MATCH|UNWIND) ", query)[0] if query.startswith("WITH ") else ""
    values = {name: value for value, name in NAMED.findall(first.removeprefix("WITH "))}
    assert NAMED.sub("", first.removeprefix("WITH ")).strip() == ""
    kinds = {"'": "STRING", "d": "DATE", "[": "LIST of STRING"}
    assert {name: kinds[value[0]] for name, value in values.items() if name not in SIGNS} == explained


@ONE_FILE
def test_the_index_of_the_cookbook_has_every_file(file: Path) -> None:
    assert f"`{file.stem}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@ONE_FILE
def test_only_statements_in_force_are_shown(file: Path) -> None:
    _, query = header_and_query(file)
    for name in set(re.findall(r"\((\w+):Statement\b", query)):
        assert f"{name}.closedIn = {OPEN}" in query, f"{file.name} also takes statements that were closed as {name}"


SIGNS = {"friendly": 1, "hostile": -1, "neutral": 0}


@ONE_FILE
def test_signs_and_ways_of_holding_are_those_of_the_vocabulary(file: Path) -> None:
    _, query = header_and_query(file)
    lists = {name: set(re.findall(r"'(\w+)'", value)) for value, name in NAMED.findall(query) if name in SIGNS}
    for name, found in lists.items():
        signed = [predicate for predicate in vocabulary().predicates.values() if predicate.sign == SIGNS[name]]
        assert found == {edge for predicate in signed for edge in predicate.edges}, name
    holding = [p.name for p in vocabulary().predicates.values() if "holds" in p.custody.values()]
    for names in re.findall(r"\['holds'[^]]*\]", query):
        assert re.findall(r"'(\w+)'", names)[: len(holding)] == holding


def test_custody_and_allegations_are_those_of_the_vocabulary() -> None:
    holding = [p for p in vocabulary().predicates.values() if "holds" in p.custody.values()]
    everywhere = "\n".join(header_and_query(file)[1] for file in FILES)
    assert "|".join(edge for predicate in holding for edge in predicate.edges) in everywhere
    assert str([predicate.name for predicate in holding]) in everywhere
    for name in ("trials", "never_answered"):
        (value, _), *_ = NAMED.findall(header_and_query(FOLDER / f"{name}.cypher")[1])
        assert set(re.findall(r"'(\w+)'", value)) <= vocabulary().terms["trial"] | vocabulary().terms["treatment"]


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, stores: dict[str, Store]) -> Store:
    return stores[request.param]


def coded(key: str) -> str:
    """The key as its coder wrote it, without the dataset."""
    return key.partition(":")[2]


def test_in_february_2026_three_sightings_speak_for_the_sdf_and_one_for_the_coalition(store: Store) -> None:
    """5 February is 35 days after 1 January, the first day of the January window, and 2592 after 1 January 2019."""
    found = [
        (row["holder"], row["how"], row["certainty"], row["daysOff"], row["countMin"], row["joint"])
        for row in rows(store, "holders_on_a_day")
    ]
    assert found == [
        ("Syrian Democratic Forces", "HOLDS", "possible", 35, None, False),
        ("Syrian Democratic Forces", "GUARDS", "possible", 2592, 2000, True),
        ("Syrian Democratic Forces", "HOLDS", "possible", 2592, None, False),
        ("US-led coalition", "GUARDS", "possible", 2592, 2000, True),
    ]


def test_in_january_2026_the_sdf_clashes_with_damascus_under_a_ceasefire(store: Store) -> None:
    found = {
        row["other"]: (row["friendly"], row["hostile"], row["neutral"], row["relations"])
        for row in rows(store, "friends_and_foes")
    }
    assert found == {
        "ISIS": (0, 1, 0, ["FIGHTS"]),
        "Syrian government": (0, 2, 1, ["CEASEFIRE_WITH", "DISTRUSTS", "FIGHTS"]),
        "US-led coalition": (1, 0, 0, ["COOPERATES_WITH"]),
        "United States": (2, 0, 0, ["ALLIED_WITH", "SUPPORTS"]),
    }


def test_one_gain_is_reported_by_one_anonymous_speaker_and_no_loss(store: Store) -> None:
    """About 2,000: 2,000 - 200 to 2,000 + 200, since half the unit of the last digit is more than a tenth of it."""
    (gain,) = rows(store, "gains_and_losses")
    assert (gain["holder"], gain["what"], coded(gain["key"])) == ("Iraq", "GAINED", "iraq-received")
    assert (gain["countMin"], gain["countMax"], gain["countKind"]) == (1800, 2200, "cumulative")
    assert gain["earliest"] == date(2026, 1, 29)
    alone = [row for row in rows(store, "one_speaker") if row["anonymous"]]
    assert [(row["predicate"], row["actor"], row["saidBy"]) for row in alone] == [
        ("transfers", "Iraq", "Iraqi security source")
    ]


def test_every_rejection_of_the_trials_is_general(store: Store) -> None:
    found = {coded(row["key"]): row["rejections"] for row in rows(store, "trials")}
    assert found["sanbar-sham"] == 3
    assert found["sanbar-torture"] == 2
    assert found["sanbar-overwhelmed"] == 0
    scopes = {denier.split()[-1] for row in rows(store, "trials") for denier in row["rejectedBy"]}
    assert scopes == {"(general)"}


def by_key(found: Rows) -> dict[str, dict[str, Any]]:
    return {coded(row["key"]): row for row in found}


def test_who_somebody_is_and_what_one_statement_says(store: Store) -> None:
    """Zeidan leads the council and the judiciary, and comments on convictions: three statements name him in a role."""
    (zeidan,) = rows(store, "about_an_entity")
    assert (zeidan["name"], zeidan["label"], zeidan["kind"]) == ("Faiq Zeidan", "Actor", "person")
    assert (zeidan["partOf"], zeidan["statements"]) == (["Iraqi judiciary", "Supreme Judicial Council of Iraq"], 3)
    (torture,) = rows(store, "one_statement")
    assert torture["roles"] == [
        "AT detention centres of the torture allegations",
        "OBJECT defendants of the 2019 trials",
    ]
    assert (torture["earliestStart"], torture["latestEnd"]) == (date(2019, 1, 1), date(2019, 12, 31))
    assert (torture["saidBy"], torture["publisher"]) == ("Sarah Sanbar", "CBS News")
    assert torture["answeredBy"] == ["denies official of Iraq's National Center"]
    assert set(by_key(rows(store, "what_is_said_of"))) == {
        "ceasefire-extended",
        "ministry-of-damascus",
        "clashes",
        "sdf-distrusts-damascus",
        "damascus-new",
        "us-backs-damascus",
        "worries-over-security",
        "government-in-damascus",
    }


YEAR = (date(2019, 1, 1), date(2019, 12, 31))  # of what was seen in 2019


def test_counts_and_holdings_have_the_days_on_which_they_were_seen(store: Store) -> None:
    """The convicts under a sentence of death were counted between 2018 and the report, the others in 2019."""
    counted = by_key(rows(store, "counts_over_time"))
    assert list(counted) == [
        "amnesty-death-row",
        "hrw-death-row",
        "iraq-holds-sentenced-2019",
        "sdf-holds-american",
        "iraq-holds-french-2019",
    ]
    french = counted["iraq-holds-french-2019"]
    assert (french["earliest"], french["latest"]) == YEAR
    assert (french["countMin"], french["countMax"], french["holders"]) == (7, 7, ["Iraq"])
    assert counted["hrw-death-row"]["earliest"] == date(2018, 1, 1)
    groups = {row["held"]: row for row in rows(store, "groups_of_a_holder")}
    assert {held: row["statements"] for held, row in groups.items()} == {
        "alleged ISIS members sentenced to death in 2019": 1,
        "people under a sentence of death in Iraq": 2,
        "seven French citizens sentenced to death in 2019": 1,
    }
    named = groups["seven French citizens sentenced to death in 2019"]
    assert (named["first"], named["last"], named["least"], named["most"]) == (*YEAR, 7, 7)
    assert [
        (row["place"], row["held"], row["first"], row["last"], row["statements"])
        for row in rows(store, "places_of_a_holder")
    ] == [
        ("prison in Hasakah", "ISIS suspects", *YEAR, 1),
        ("prison in Hasakah", "an American among the ISIS suspects", *YEAR, 1),
        (
            "prisons and detention centres in Northeast Syria",
            "ISIS suspects",
            date(2019, 1, 1),
            date(2026, 1, 31),
            2,
        ),
    ]
    (uncounted,) = rows(store, "nobody_counts")
    assert (uncounted["holder"], uncounted["held"], uncounted["how"], uncounted["statements"]) == (
        "Syrian Democratic Forces",
        "ISIS suspects",
        "holds",
        2,
    )


def test_who_is_held_in_northeast_syria_is_found_in_its_prisons_too(store: Store) -> None:
    found = by_key(rows(store, "held_in_a_place"))
    both, one = ["Syrian Democratic Forces", "US-led coalition"], ["Syrian Democratic Forces"]
    assert {key: row["holders"] for key, row in found.items()} == {
        "american-detained": [],
        "detained-at-clashes": [],
        "detained-at-hasakah": [],
        "prisons-guarded": both,
        "sdf-holds-2019": one,
        "sdf-holds-2026": one,
        "sdf-holds-american": one,
    }
    assert [(row["name"], row["steps"]) for row in rows(store, "places_within")] == [
        ("Northeast Syria", 1),
        ("border between Iraq and Syria", 1),
        ("camps in Syria", 1),
        ("prison in Syria that people escaped from in January 2026", 1),
        ("Hasakah", 2),
        ("clashes between Syrian government troops and Kurdish forces", 2),
        ("prisons and detention centres in Northeast Syria", 2),
        ("prison in Hasakah", 3),
    ]


def test_six_statements_tell_of_moves_and_escapes_of_the_suspects(store: Store) -> None:
    found = by_key(rows(store, "moves"))
    assert set(found) == {
        "headline-transfer",
        "military-transfers",
        "us-takes-detainees",
        "iraq-received",
        "mass-escape",
        "escape-jan-20",
    }
    assert (found["mass-escape"]["countMin"], found["mass-escape"]["countUnit"]) == (1, "facilities")
    assert (found["iraq-received"]["toHolders"], found["iraq-received"]["fromHolders"]) == (["Iraq"], [])


def test_five_statements_are_on_the_escape_of_20_january(store: Store) -> None:
    event = next(row for row in rows(store, "events") if row["event"] == "prison escape of 20 January 2026")
    assert (event["statements"], event["speakers"], event["denials"]) == (5, 1, 0)
    assert (event["first"], event["last"]) == (date(2026, 1, 20), date(2026, 1, 20))
    found = by_key(rows(store, "reports_on_an_event"))
    assert set(found) == {
        "security-concerns",
        "mass-escape",
        "escape-facility-in-syria",
        "escape-jan-20",
        "escape-facility-among-prisons",
    }
    assert found["mass-escape"]["wording"] == "at least one"


def test_in_january_2026_two_triangles_balance_and_one_does_not(store: Store) -> None:
    """The SDF and its two friends fight ISIS; the United States backs both the SDF and Damascus, which clash."""
    sdf = "Syrian Democratic Forces"
    assert [tuple(row.values()) for row in rows(store, "balance")] == [
        ("ISIS", sdf, "US-led coalition", 2, True),
        ("ISIS", sdf, "United States", 2, True),
        (sdf, "Syrian government", "United States", 1, False),
    ]
    (foe,) = rows(store, "shared_foes")
    assert (foe["foe"], foe["first"], foe["together"]) == ("ISIS", date(2014, 1, 1), False)
    assert [(row["one"], row["other"], row["friendly"], row["hostile"]) for row in rows(store, "friend_and_foe")] == [
        (sdf, "Syrian government", "CEASEFIRE_WITH", "DISTRUSTS"),
        (sdf, "Syrian government", "CEASEFIRE_WITH", "FIGHTS"),
    ]


def test_ties_are_counted_by_day_and_by_year(store: Store) -> None:
    """In 2016 two fought ISIS, and the SDF and the coalition stood together; what was seen in 2026 is possible."""
    sdf = "Syrian Democratic Forces"
    assert [
        (row["one"], row["other"], row["friendly"], row["hostile"], row["neutral"], row["certain"])
        for row in rows(store, "network_on_a_day")
    ] == [
        ("ISIS", sdf, 0, 1, 0, True),
        ("ISIS", "United States", 0, 1, 0, True),
        (sdf, "Syrian government", 0, 2, 1, False),
        (sdf, "US-led coalition", 2, 0, 0, True),
        (sdf, "United States", 2, 0, 0, False),
        ("Syrian government", "United States", 1, 0, 0, False),
    ]
    assert [tuple(row.values()) for row in rows(store, "pairs_by_year")] == [
        ("2014", 1, 2),
        ("2016", 1, 2),
        ("2018", 1, 2),
        ("2020", 1, 2),
        ("2026", 3, 3),
    ]
    assert [(row["relation"], row["latestEnd"]) for row in rows(store, "spells_of_a_pair")] == [
        ("FIGHTS_BESIDE", date(2019, 12, 31)),
        ("COOPERATES_WITH", date(9999, 12, 31)),
    ]


def test_nine_ties_lead_to_iraq(store: Store) -> None:
    found = rows(store, "chain_of_command")
    assert [(row["how"], row["steps"]) for row in found].count(("PART_OF", 1)) == 5
    assert [(row["who"], row["how"], row["whom"]) for row in found if row["steps"] == 2] == [
        ("Faiq Zeidan", "LEADS", "Iraqi judiciary"),
        ("official of Iraq's National Center", "PART_OF", NATIONAL_CENTER),
        ("official of Iraq's National Center", "SPEAKS_FOR", NATIONAL_CENTER),
        ("Faiq Zeidan", "LEADS", "Supreme Judicial Council of Iraq"),
    ]
    assert len(found) == 9


NATIONAL_CENTER = "National Center of Justice and International Judicial Cooperation"


def test_who_speaks_how_often_and_in_which_words(store: Store) -> None:
    """Sanbar says 19 things: three deny, and three are of what should or will be; Rubio says four, two by inference."""
    (sanbar,) = (row for row in rows(store, "speakers") if row["speaker"] == "Sarah Sanbar")
    assert (sanbar["kind"], sanbar["statements"], sanbar["denials"], sanbar["plans"]) == ("person", 19, 3, 3)
    (rubio,) = (row for row in rows(store, "second_hand") if row["speaker"] == "Marco Rubio")
    assert (rubio["publisher"], rubio["itself"], rubio["statements"], rubio["inferred"]) == ("CBS News", False, 4, 2)
    (moves,) = (row for row in rows(store, "words_in_use") if row["predicate"] == "transfers")
    assert (moves["statements"], moves["denials"], moves["plans"], moves["inferred"]) == (7, 0, 3, 0)
    assert (moves["counted"], moves["speakers"]) == (4, 4)
    (load,) = rows(store, "loads")
    assert load["dataset"] == "isis-detainee-transfer"
    assert {f"opened={OF_THE_REPORT}", "closed=0"} <= set(load["counts"])


OF_THE_REPORT = (
    (FOLDER.parents[1] / "ingest/sources/isis-detainee-transfer/dossier.yml")
    .read_text(encoding="utf-8")
    .count("\n  - key: ")
)


def test_ten_answers_confirm_qualify_question_or_decline(store: Store) -> None:
    found = [(coded(row["claim"]), row["stance"], coded(row["key"])) for row in rows(store, "answers_to_a_claim")]
    assert found == sorted(
        [
            ("us-agreed-transfer", "confirms", "rubio-confirms-plan"),
            ("rubio-only-temporary", "qualifies", "iraq-prepared-to-prosecute"),
            ("iraq-offers-fair-trial", "questions", "publisher-questions-offer"),
            ("iraq-offers-fair-trial", "questions", "sanbar-questions-fairness"),
            ("zeidan-ready", "questions", "sanbar-questions-fairness"),
            ("judiciary-ready", "questions", "sanbar-questions-fairness"),
            ("death-sentences-in-period", "declines", "iraq-has-not-confirmed"),
            ("sanbar-sham", "qualifies", "sanbar-progress"),
            ("sanbar-progress", "qualifies", "sanbar-systemic-issues"),
            ("centre-in-contact", "declines", "centre-does-not-name"),
        ]
    )
