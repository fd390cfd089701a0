"""The first report and UCDP's actors and dyads together, with the judgements shipped; expected by hand from rows."""

import csv
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.answers.question import Common, read_common
from app.judgements import shipped_judgements
from app.questions.alliances import alliances
from app.questions.alliances_diff import alliances_diff
from app.questions.alliances_series import alliances_series
from app.questions.balance import balance
from app.questions.contested import contested
from app.questions.custody_diff import custody_diff
from app.questions.paths import paths
from app.questions.search import search
from app.questions.silences import silences
from app.sentences.actor_alliances import find_alliances_facts
from graph.alliances.question import find_scope, find_stated_alliances
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from tests.app.sentences.test_by_hand import ARABIC, PARAMETERS, check_form, list_pieces
from tests.bench.distances import BAR, YEARS, find_distances
from tests.conftest import wipe
from tests.engines.loaded_database import load_sources

Row = dict[str, Any]
SOURCES = ("isis-detainee-transfer", "ucdp-dyadic", "ucdp-actor")
BESIDE_IRAQ_IN_2016 = {
    "Government of Australia", "Government of Bahrain", "Government of Belgium", "Government of Canada",
    "Government of Denmark", "Government of France", "Government of Jordan", "Government of Netherlands",
    "Government of Saudi Arabia", "Government of United Arab Emirates", "Government of United Kingdom",
    "United States",  # by the name that it has in the first report
}  # fmt: skip


@pytest.fixture(scope="module")
def view(embedded_engine: Engine, kept: Path) -> Iterator[View]:
    wipe(embedded_engine)
    load_sources(embedded_engine, SOURCES, kept)
    with Store(engine=embedded_engine) as store:
        apply_judgements(store, shipped_judgements())
        yield Reader(store).view()


def on(day: str, **others: str) -> Common:
    return read_common(as_of=day, **others)


def rows(view: View, day: str, actor: str, **others: str) -> dict[str, Row]:
    """The other actor's name: the row."""
    found = alliances(Selection(view, on(day, **others)), actor)["rows"]
    id_ = view.directory.get(actor).id
    return {(row["b"] if row["a"]["id"] == id_ else row["a"])["name"]: row for row in found}


def test_in_2016_iraq_had_twelve_allies_against_is(view: View) -> None:
    found = rows(view, "2016", "iraq")
    assert {name for name, row in found.items() if row["sign"] == 1} == BESIDE_IRAQ_IN_2016
    assert {name for name, row in found.items() if row["sign"] == -1} == {"ISIS"}
    assert {row["certainty"] for row in found.values()} == {"certain"}


def test_on_a_day_of_the_year_the_same_is_possible(view: View) -> None:
    found = rows(view, "2016-06-01", "iraq")
    assert set(found) == BESIDE_IRAQ_IN_2016 | {"ISIS"}
    assert {(row["certainty"], row["support"]) for row in found.values()} == {("possible", "within")}


@pytest.mark.parametrize("year", YEARS)
def test_foes_are_drawn_at_least_twice_as_far_apart_as_friends(view: View, year: int) -> None:
    friendly, hostile = find_distances(view, year)
    assert friendly > 0.02, "friends do not cover one another"
    assert hostile >= BAR * friendly


def test_allies_of_one_side_are_nothing_to_each_other(view: View) -> None:
    assert "Government of Jordan" not in rows(view, "2016", "us")


@pytest.mark.parametrize(
    ("year", "actor", "others"),
    [
        ("2003", "us", {"Government of Australia", "Government of United Kingdom"}),
        ("1956", "ucdp-actor-121", {"Government of France", "Government of United Kingdom"}),
        ("2001", "ucdp-actor-28", {"United States"}),
    ],
)
def test_states_that_are_one_side_of_a_row_are_friendly(view: View, year: str, actor: str, others: set[str]) -> None:
    found = rows(view, year, actor)
    assert others <= {name for name, row in found.items() if row["sign"] == 1 and row["certainty"] == "certain"}


def test_of_1948_the_five_states_against_israel_are_friendly(view: View) -> None:
    found = rows(view, "1948", "ucdp-actor-117")
    assert len([row for row in found.values() if row["sign"] == 1]) == 4
    assert [name for name, row in found.items() if row["sign"] == -1] == ["Government of Israel"]
    summary = alliances(Selection(view, on("1948")), "ucdp-actor-117")["summary"]
    assert "stood with" in summary


@pytest.mark.parametrize(("year", "fought"), [(2016, True), (2017, False), (2018, True), (2019, False), (2022, False)])
def test_a_year_without_fighting_stays_empty(view: View, year: int, fought: bool) -> None:
    for day in (f"{year}", f"{year}-07-01"):
        assert ("Government of Syria" in rows(view, day, "sdf")) == fought


def test_the_government_before_december_2024_is_not_the_one_after(view: View) -> None:
    assert view.directory.get("damascus").id == "damascus"
    assert view.directory.get("ucdp-actor-118").id == "ucdp-actor-118"
    assert "Government of Syria" not in rows(view, "2026-01-25", "sdf")
    assert "Syrian government" not in rows(view, "2018", "sdf")
    # a name goes before the other names of another: the report calls the new one by this name too
    asked = alliances(Selection(view, on("2018")), "government of Syria")["question"]["actor"]
    assert asked == {"id": view.directory.get("ucdp-actor-118").id, "name": "Government of Syria"}


def test_the_wars_add_nothing_to_what_was_so_in_2026(view: View) -> None:
    row = rows(view, "2026-01-25", "sdf")["Syrian government"]
    assert (row["sign"], row["signs"]) == (-1, {"friendly": 0, "hostile": 2, "neutral": 1})


def test_before_a_version_appeared_nobody_could_know_of_it(view: View) -> None:
    assert "ISIS" not in rows(view, "2016", "iraq", known_at="2023-12-31")


def test_no_figure_of_deaths_contradicts_another(view: View) -> None:
    told = contested(Selection(view, on("2016")))["rows"]
    assert not [row for row in told if any(s["key"].startswith("ucdp") for s in row.get("statements", []))]


QUESTIONS = {"/alliances/diff": "alliances_diff", "/alliances/series": "alliances_series"}
WRITTEN_BY_HAND = Path(__file__).parent / "sentences" / "stored" / "alliances.tsv"


def list_sentences() -> Iterator[Any]:
    with WRITTEN_BY_HAND.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield pytest.param(row, id=row["address"])


@pytest.mark.parametrize("row", list(list_sentences()))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_sentence_says_what_the_editor_wrote(view: View, row: dict[str, str], language: str) -> None:
    url = urlsplit(row["address"])
    path, given = url.path.removeprefix("/v1"), dict(parse_qsl(url.query))
    name = QUESTIONS.get(path, path.rpartition("/")[2])
    as_of = {"as_of": given.pop("as_of")} if "as_of" in given else {}
    own = {PARAMETERS.get(key, key): value for key, value in given.items()}
    selection = Selection(view, read_common(lang=language, **as_of))
    summary = getattr(import_module(f"app.questions.{name}"), name)(selection, **own)["summary"]
    must = list_pieces(row["must" if language == "en" else "must_arabic"])
    assert [piece for piece in must if piece not in summary] == [], summary
    assert language == "ar" or [piece for piece in list_pieces(row["never"]) if piece in summary] == [], summary
    assert language == "en" or ARABIC.search(summary)
    check_form(summary)


@pytest.mark.parametrize(
    ("actor", "year", "sentence"),
    [
        ("Government of Armenia", "2020", "with the Republic of Artsakh against Azerbaijan"),
        ("Government of Armenia", "2020", "with Mali against "),
        # each against its own foes, also where the actor is said to fight them itself
        (
            "Government of Russia (Soviet Union)",
            "2022",
            "against Ukraine, and with the Central African Republic against the Coalition of Patriots for Change",
        ),
        ("Government of Ethiopia", "2020", "with Somalia against "),
        ("Government of Turkey", "2016", "It stood with Mali, which fought Ansar Dine and"),
        (
            "Government of Iran",
            "2016",
            "It stood with the Syrian government of the time, which fought ISIS",
        ),
        ("Taliban", "2010", "stood with its opponent Afghanistan"),
        # of those whose peacekeepers came it is not said that they fought anybody
        ("Government of Sweden", "2016", "Sweden stood with Mali, which fought Ansar Dine and the al-Qaida Org"),
        ("isis", "2015", "fought the SDF and the United States, according to CBS News"),
        # against al-Qaeda and not against ISIS, which it fought too; of two foes each has its own friends
        ("us", "2016", "Afghanistan and Pakistan stood with it against al-Qaida, and it stood with"),
        ("us", "2003", "Australia and the United Kingdom stood with it against Iraq, and Afghanistan, "),
        ("Government of United Kingdom", "2003", "with the United States against al-Qaida"),
    ],
)
def test_who_joined_whom_is_said_and_nobody_is_left_out(view: View, actor: str, year: str, sentence: str) -> None:
    selection = Selection(view, on(year))
    answer = alliances(selection, actor)
    assert sentence in answer["summary"]
    check_form(answer["summary"])
    findings = find_stated_alliances(selection, find_scope(selection, actor))
    facts = find_alliances_facts(selection, findings)
    told = sum(side.count for side in (*facts.hostile, *facts.opposed))
    assert told >= sum(row["sign"] == -1 for row in answer["rows"])  # a foe may be told for each who says so
    assert sum(side.count for side in facts.friendly) >= sum(row["sign"] == 1 for row in answer["rows"])


@pytest.mark.parametrize(
    ("actor", "days", "start"),
    [
        ("UNITA", "1990/..", "Between 1990 and 2002 the National Union for the Total Independence of Angola fought"),
        ("Hezbollah", "2016", "No source here says who stood with or against Hezbollah in 2016. It is last reported"),
    ],
)
def test_what_is_over_is_not_told_as_if_it_lasted(view: View, actor: str, days: str, start: str) -> None:
    assert alliances(Selection(view, on(days)), actor)["summary"].startswith(start)


def test_all_of_the_last_year_are_named_and_not_only_who_came_last(view: View) -> None:
    summary = alliances(Selection(view, on("2030")), "Government of Mali")["summary"]
    assert "last reported before that in 2023, fighting ISIS, " in summary
    assert all(name in summary for name in ("JNIM", "CSP-PSD"))


@pytest.mark.parametrize(("group", "state"), [("Taliban", "Afghanistan"), ("ucdp-actor-1091", "Yemen")])
def test_the_years_in_which_a_group_governed_are_its_last_too(view: View, group: str, state: str) -> None:
    summary = alliances(Selection(view, on("2030")), group)["summary"]
    assert f"government of {state}, in 2023, fighting " in summary


@pytest.mark.parametrize(
    ("words", "start", "arabic"),
    [
        # by the name of that time, and of no other
        (
            "North Vietnam",
            "“North Vietnam” is Vietnam between 21 July 1954 and 1 July 1976. South Vietnam fought North Vietnam in ",
            "فيتنام الشمالية في عام 1975",
        ),
        ("Zaire", "“Zaire” is DR Congo between 27 October 1971 and 16 May 1997. Zaire fought ", "1997"),
    ],
)
def test_a_name_of_one_time_is_told_with_what_is_said_of_that_time(
    view: View, words: str, start: str, arabic: str
) -> None:
    assert search(Selection(view, read_common()), words)["summary"].startswith(start)
    assert arabic in search(Selection(view, read_common(lang="ar")), words)["summary"]


def test_a_fight_that_is_only_inferred_is_no_answer_where_it_is_stated_whom_a_state_joined(view: View) -> None:
    assert search(Selection(view, read_common()), "Government of Germany")["summary"].endswith(
        "It fought beside the United States in 2010, according to the Uppsala Conflict Data Program."
    )


@pytest.mark.parametrize(("name", "year"), [("Government of Germany", "1975"), ("North Vietnam", "1972")])
def test_who_had_a_name_of_its_own_is_not_said_to_have_come_later(view: View, name: str, year: str) -> None:
    notes = alliances(Selection(view, on(year)), name)["notes"]
    assert [note for note in notes if "came after" in note] == []


def test_both_clauses_of_what_changed_in_custody_are_in_arabic_too(view: View) -> None:
    asked = Selection(view, read_common(lang="ar"))
    summary = custody_diff(asked, "2026-01-15", "2026-02-15", held="isis-suspects")["summary"]
    assert "يظهر العراق حديثًا" in summary
    assert summary.endswith("ويتغير أيضًا ما يُذكر عن قوات سوريا الديمقراطية.")
    check_form(summary)


def test_of_whom_nothing_on_custody_speaks_no_gap_is_denied(view: View) -> None:
    found = silences(Selection(view, read_common()), "Government of Japan")
    assert found["summary"] == "No source here mentions Japan in what it says of custody."
    arabic = silences(Selection(view, read_common(lang="ar")), "Government of Japan")
    assert "في ما يقوله عن الاحتجاز" in arabic["summary"]


def test_what_differs_tells_who_came_to_whose_side(view: View) -> None:
    found = alliances_diff(Selection(view, read_common()), "2013", "2015", actor="Government of Iran")
    assert found["summary"].startswith("Iran stood with the Syrian government of the time in 2015 and not in 2013")


def test_the_series_of_two_who_only_stood_together_is_told(view: View) -> None:
    found = alliances_series(Selection(view, read_common()), actor="ucdp-actor-115", other="us")  # Turkey
    assert found["summary"].startswith("Turkey and the United States stood together")


def test_the_few_of_two_camps_are_named(view: View) -> None:
    summary = balance(Selection(view, on("2015")), "Government of Syria")["summary"]
    assert "according to the Uppsala Conflict Data Program, three inferred, " in summary
    assert "By our reckoning ISIS, " in summary  # no source makes camps
    assert summary.endswith("would face Iran, Russia and the Syrian government of the time.")


def test_of_the_shortest_paths_the_strongest_ties_are_told(view: View) -> None:
    summary = paths(Selection(view, read_common()), "us", "isis-suspects")["summary"]
    assert "worried" not in summary  # that it worries about their prisons is the weakest of what ties them
    assert "coalition" in summary or "the SDF" in summary


def test_a_path_without_a_day_is_one_of_today_and_names_no_date(view: View) -> None:
    found = paths(Selection(view, read_common()), "us", "ucdp-actor-282", max_hops="1")
    assert found["summary"].endswith("today within one step.")
