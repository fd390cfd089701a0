"""The first report and the reported figures together. Expected numbers were worked out by hand from the rows."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from app.answers.question import Common, read_common
from app.judgements import shipped_judgements
from app.questions.contested import ContestedRow, contested
from app.questions.custody import custody
from app.questions.ledger import ledger
from app.questions.plans import plans
from app.questions.series import series
from app.table_columns import columns_of
from app.tables import csv_of
from graph.custody.moves import list_apart
from graph.evidence.occurrences import Occurrence, find_largest_sum, find_witnesses, group_by_occurrence
from graph.model.counts import Range, add_ranges, enclose_ranges
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from ingest.loading import load_source
from tests.conftest import wipe

Row = dict[str, Any]
FLIGHT = tuple(f"reported-figures:C00{number}" for number in (4, 5, 6, 7))


@pytest.fixture(scope="module")
def views(embedded_engine: Engine) -> Iterator[tuple[View, View]]:
    """Both sources without any judgement, and with those that are shipped."""
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        for source in ("isis-detainee-transfer", "reported-figures"):
            loaded = load_source(store, source)
            assert not loaded.parsed.quarantine.rows
            assert loaded.warnings == []
        assert load_source(store, "reported-figures").report.version is None  # loading twice changes nothing
        before = Reader(store).view()
        assert before.judgements == []
        apply_judgements(store, shipped_judgements())
        yield before, Reader(store).view()


@pytest.fixture(scope="module")
def apart(views: tuple[View, View]) -> View:
    return views[0]


@pytest.fixture(scope="module")
def joined(views: tuple[View, View]) -> View:
    return views[1]


def on(day: str, **others: str) -> Common:
    return read_common(as_of=day, **others)


def rows(view: View, day: str, **asked: str) -> dict[tuple[str, str], Row]:
    answer = custody(Selection(view, on(day)), **asked)
    return {(row["holder"]["id"], row["held"]["id"]): row for row in answer["rows"]}


def bounds(row: Row, name: str = "count") -> tuple[int, int | None]:
    return row[name]["min"], row[name]["max"]


def keys(row: Row) -> set[str]:
    return {statement["key"].partition(":")[2] for statement in row["statements"]}


def test_in_july_2022_the_sdf_held_ten_thousand_fighters_and_breakdowns_that_are_not_added_to_them(
    joined: View,
) -> None:
    answer = custody(Selection(joined, on("2022-07-15")), held="rf-isis-fighters")
    found = {row["held"]["id"]: row for row in answer["rows"]}
    assert {row["holder"]["id"] for row in answer["rows"]} == {"sdf"}
    assert keys(found["rf-isis-fighters"]) == {"C025", "C026"}  # about 10,000; more than 10,000
    assert bounds(found["rf-isis-fighters"]) == (9000, None)
    assert bounds(found["rf-syrian-isis-fighters"]) == (4500, 5500)
    assert bounds(found["rf-iraqi-isis-fighters"]) == (2700, 3300)
    assert bounds(found["rf-isis-fighters-from-elsewhere"]) == (1800, 2200)
    assert answer["total"] == {"min": 9000, "max": None}


def test_two_departments_of_one_government_are_one_independent_speaker(joined: View) -> None:
    row = rows(joined, "2022-07-15", held="rf-isis-fighters")["sdf", "rf-isis-fighters"]
    assert {speaker["name"] for speaker in row["saidBy"]} == {"Ian Moss", "US Department of Defense"}
    assert row["independentSpeakers"] == {"min": 1, "max": 1}


# a day, and how many lived in al-Hol by the figures of that day
AL_HOL = [
    ("2022-06-01", (55500, 55999), {"C037"}),  # nearly 56,000 around 2022
    # about 54,000 in January 2023, fewer than 48,000 in 2023, nearly 56,000 around 2022: each may be of this day
    ("2023-01-15", (0, 55999), {"C037", "C041", "C042"}),
    ("2025-09-15", (27488, 27488), {"C043"}),  # counted in September 2025
    ("2026-01-15", (23500, 24500), {"C044"}),  # roughly 24,000 in January 2026
]


@pytest.mark.parametrize(("day", "expected", "claims"), AL_HOL)
def test_four_years_of_al_hol_are_not_one_range(
    joined: View, day: str, expected: tuple[int, int], claims: set[str]
) -> None:
    row = rows(joined, day, held="residents of al-Hol")["sdf", "rf-residents-of-al-hol"]
    assert bounds(row) == expected
    assert keys(row) >= claims


def test_the_figures_of_2023_for_al_hol_cannot_all_be_true(joined: View) -> None:
    row = rows(joined, "2023-01-15", held="residents of al-Hol")["sdf", "rf-residents-of-al-hol"]
    assert keys(row) >= {"C041", "C042"}  # about 54,000 in January; fewer than 48,000 in the year
    assert row["countsDisagree"]
    assert row["independentSpeakers"] == {"min": 2, "max": 2}  # the US government and a newspaper


def test_the_figures_of_al_hol_stand_apart_over_four_years(joined: View) -> None:
    rows = series(Selection(joined, on("2026-02-01")), "residents of al-Hol")["rows"]
    (camp,) = [row for row in rows if [held["id"] for held in row["held"]] == ["rf-residents-of-al-hol"]]
    assert [(str(p["earliest"]), str(p["latest"]), p["min"], p["max"]) for p in camp["points"]] == [
        ("2021-01-01", "2023-12-31", 55500, 55999),  # 2022~ may be the year before or after
        ("2023-01-01", "2023-01-31", 53500, 54500),
        ("2023-01-01", "2023-12-31", 0, 47999),
        ("2025-09-01", "2025-09-30", 27488, 27488),
        ("2026-01-01", "2026-01-31", 23500, 24500),
    ]
    assert camp["segments"] == []  # nobody says that any of these numbers lasted


def test_a_peak_is_no_count_of_a_day(joined: View) -> None:
    row = rows(joined, "2019-06-01", held="residents of al-Hol and al-Roj")["sdf", "rf-residents-of-al-hol-and-al-roj"]
    assert row["count"] is None
    assert [(count["min"], count["max"], count["kind"]) for count in row["counts"]] == [(70000, 70000, "peak")]


def total_of_the_flight(view: View) -> tuple[int, Range]:
    """How many reports tell of moves of their own, and how many they make: each names some of who, whom and where."""
    flight = view.select_by_keys(FLIGHT)
    told = group_by_occurrence(flight, view.judgements)
    counted = [
        Occurrence(number, low, *days(block), *find_witnesses(block))
        for number, block in enumerate(told.blocks)
        for low, _ in [range_of(block)]
    ]
    high = add_ranges(range_of(block) for block in told.blocks)[1]
    return len(told.blocks), (find_largest_sum(counted, list_apart(told)), high)


def range_of(block: Sequence[StoredStatement]) -> Range:
    return enclose_ranges((s.count.min, s.count.max) for s in block if s.count) or (0, None)


def days(block: Sequence[StoredStatement]) -> tuple[int, int]:
    return min(s.bounds.earliest_start.toordinal() for s in block), max(s.bounds.latest_end.toordinal() for s in block)


def test_one_flight_is_one_flight_by_judgement_and_without_it_one_to_four(apart: View, joined: View) -> None:
    assert total_of_the_flight(apart) == (4, (150, 594))  # at least one of 150; 150 + 144 + 150 + 150
    assert total_of_the_flight(joined) == (1, (144, 150))


def test_what_iraq_received_by_25_january_follows(apart: View, joined: View) -> None:
    row = rows(apart, "2026-01-25", held="rf-isis-detainees")["rf-iraqi-authorities", "rf-isis-detainees"]
    assert bounds(row, "gained") == (150, 294)  # two rows name who received them: 144, 150
    row = rows(joined, "2026-01-25", held="rf-isis-detainees")["iraq", "isis-suspects"]
    assert bounds(row, "gained") == (144, 150)
    assert row["basis"] == "moved"


def test_without_a_judgement_nothing_of_the_two_sources_is_joined(apart: View, joined: View) -> None:
    assert {holder for holder, _ in rows(apart, "2026-01-25", held="isis-suspects")} == {"sdf"}
    assert {holder for holder, _ in rows(joined, "2026-01-25", held="isis-suspects")} == {"sdf", "iraq", "damascus"}
    assert joined.directory.find_canonical("rf-sdf") == "sdf"
    for stays in ("rf-us-central-command", "rf-isis-members", "rf-isis-fighters", "rf-place-hasakah", "rf-event-c033"):
        assert joined.directory.find_canonical(stays) == stays


def test_the_name_that_both_sources_give_leads_to_one_group(joined: View) -> None:
    assert joined.directory.resolve("ISIS detainees", ["Group"], "held").id == "isis-suspects"
    assert joined.directory.resolve("SDF", ["Actor"], "holder").id == "sdf"


def test_up_to_7000_were_planned_and_none_of_them_is_counted_as_moved(joined: View) -> None:
    found = plans(Selection(joined, on("2026-01-25")), held="isis-suspects")["rows"]
    told = {row["statements"][0]["key"].partition(":")[2]: row for row in found}
    assert (told["C001"]["mode"], bounds(told["C001"]), told["C001"]["count"]["kind"]) == ("intended", (0, 7000), "cap")
    assert (told["C002"]["mode"], bounds(told["C002"])) == ("agreed", (7000, 7000))
    assert {who["id"] for who in told["C002"]["who"]} == {"iraq", "us"}


def disputed(view: View) -> set[tuple[str, frozenset[str]]]:
    found = contested(Selection(view, on("2026-02-01", limit="500")))["rows"]
    return {(row["why"], frozenset(s["key"].partition(":")[2] for s in row["statements"])) for row in found}


def test_figures_on_one_occurrence_are_side_by_side_once_it_is_judged_to_be_one(apart: View, joined: View) -> None:
    def together(view: View, *claims: str) -> bool:
        return any(why == "figures" and set(claims) <= members for why, members in disputed(view))

    assert not together(apart, "C031", "C032")
    assert together(joined, "C031", "C032")  # about 200 or about 120 escaped
    assert together(joined, "C005", "C006")  # 144 or 150 came


def test_a_dispute_in_csv_has_its_numbers_and_speakers(joined: View) -> None:
    answer = contested(Selection(joined, on("2026-02-01", limit="500")))
    lines = list(csv.DictReader(io.StringIO(csv_of(answer, columns_of(ContestedRow)).decode())))
    (escape,) = [line for line in lines if line["why"] == "figures" and "120" in line["sides"]]
    sides = set(escape["sides"].split("; "))
    assert {side.partition(", says ")[0] for side in sides} == {"about 120", "about 200"}
    # who is not named may be one who is
    independent = escape["independentSpeakers.min"], escape["independentSpeakers.max"]
    assert (*independent, escape["question.unit"]) == ("1", "2", "people")


def test_known_at_asks_what_was_public_by_then(joined: View) -> None:
    told = custody(Selection(joined, on("2022-07-15", known_at="2022-07-20")), held="residents of al-Hol and al-Roj")[
        "rows"
    ]
    held = {row["held"]["id"]: row for row in told}
    assert keys(held["rf-residents-of-al-hol-and-al-roj"]) >= {"C045"}
    assert not keys(held["rf-residents-of-al-hol-and-al-roj"]) & {"C047", "C048"}  # told in September 2025


def told_keys(answer: Row) -> set[str]:
    return set().union(*(keys(row) for row in answer["rows"]))


def test_people_who_came_to_iraq_are_not_held_in_syria_which_they_left(joined: View) -> None:
    for day, held in (("2022", None), ("2026-02-05", "isis-suspects")):
        answer = custody(Selection(joined, on(day)), place="Syria", held=held)
        met = [row for name in ("rows", "lastKnown", "firstKnown") for row in answer[name]]
        assert "iraq" not in {row["holder"]["id"] for row in met}
        assert "sdf" in {row["holder"]["id"] for row in answer["rows"]}
        assert "place-iraq" not in {place["id"] for row in met for place in row["places"]}
    there = custody(Selection(joined, on("2026-02-05")), place="place-iraq", held="isis-suspects")
    assert {row["holder"]["id"] for row in there["rows"]} == {"iraq"}


def test_the_series_and_the_ledger_of_a_place_have_no_numbers_of_another(joined: View) -> None:
    lines = series(Selection(joined, on("2026-02-05")), "isis-suspects", place="Syria")["rows"]
    assert not any("place-iraq" in {place["id"] for place in line["places"]} for line in lines)
    assert any(flow["direction"] == "went" for line in lines for flow in line["flows"])  # who left Syria left it
    rows = ledger(Selection(joined, on("2026-02-05")), "isis-suspects", place="Syria")["rows"]
    assert {holder["id"] for row in rows for holder in row["holders"]} == {"sdf", "us-led-coalition"}


def test_where_a_place_lies_is_followed_before_a_source_says_so(joined: View) -> None:
    # the flight was public on 21 January; that Hasakah lies in Syria stands in a file of 23 January or later
    def told(day: str) -> set[str]:
        rows = contested(Selection(joined, on("2026-02-01", known_at=day, limit="500")), entity="isis-suspects")["rows"]
        return {key for row in rows if row["why"] == "figures" for key in keys(row)}

    assert "C004" not in told("2026-01-20")
    assert {"C004", "C005"} <= told("2026-01-22")  # 150 by the one, 144 by the other
    held = custody(Selection(joined, on("2022-07-15", known_at="2022-07-20")), place="Syria")
    assert "C026" in told_keys(held)  # more than 10,000 in Northeast Syria, told on that day


def test_whom_an_unsure_judgement_keeps_apart_is_named(joined: View, apart: View) -> None:
    asked = on("2026-01")
    for answer in (
        custody(Selection(joined, asked), held="isis-suspects"),
        series(Selection(joined, asked), "isis-suspects"),
        ledger(Selection(joined, asked), "isis-suspects"),
    ):
        (note,) = [note for note in answer["notes"] if note.startswith("ISIS suspects may be")]
        assert "ISIS members" in note
        assert "ISIS fighters" in note
        assert "C023" not in told_keys(answer)
    (own,) = [
        note for note in custody(Selection(joined, asked), held="rf-isis-members")["notes"] if "may be the same" in note
    ]
    assert "ISIS suspects" in own
    assert not any(
        "may be the same" in note for note in custody(Selection(apart, asked), held="isis-suspects")["notes"]
    )


def over_places(view: View, day: str, **asked: str) -> list[str]:
    lens = {name: asked.pop(name) for name in ("known_at", "exclude") if name in asked}
    return [note for note in custody(Selection(view, on(day, **lens)), **asked)["notes"] if "is said to have" in note]


def test_a_takeover_of_a_place_is_told_beside_custody_there_and_makes_nobody_a_holder(joined: View) -> None:
    camp = {"held": "rf-residents-of-al-hol"}
    (note,) = over_places(joined, "2026-02-05", **camp)
    assert note.startswith("UNHCR is said to have taken over al-Hol camp on 22 January 2026. Who held")
    assert {row["holder"]["id"] for row in custody(Selection(joined, on("2026-02-05")), **camp)["rows"]} == {"sdf"}
    assert over_places(joined, "2026-01-21", **camp) == []
    assert over_places(joined, "2026-02-05", known_at="2026-01-22", **camp) == []  # told on the 23rd
    assert over_places(joined, "2026-02-05", exclude="rf-united-nations", **camp) == []
    (note,) = over_places(joined, "2026-02-01", place="rf-place-al-aqtan-prison")
    assert note.startswith("Syrian government is said to have taken over al-Aqtan prison on 23 January 2026")
    assert over_places(joined, "2027-02-01", place="rf-place-al-aqtan-prison") == []  # more than a year before


def test_of_two_days_of_january_2026_each_has_its_figure_and_the_month_the_last_one(joined: View) -> None:
    def found(day: str) -> tuple[int, int | None]:
        return bounds(rows(joined, day, held="rf-isis-members")["sdf", "rf-isis-members"])

    assert found("2026-01-21") == (8500, 9500)  # around 9,000 by AP
    assert found("2026-01-23") == (10001, None)  # more than 10,000 by The Media Line
    assert found("2026-01") == (10001, None)  # a place counted on two days: the last of them, and it says which
    row = rows(joined, "2026-01", held="rf-isis-members")["sdf", "rf-isis-members"]
    assert (row["countedOn"], row["countTiming"]) == ("2026-01-23", "on")
    assert {count["wording"] for count in row["counts"]} == {"around 9,000", "more than 10,000"}
    assert not row["countsDisagree"]  # of different days, so both may be true


def test_without_the_parties_no_iraqi_tells_what_iraq_received(joined: View) -> None:
    answer = custody(Selection(joined, on("2026-02-05", exclude="parties")), held="isis-suspects")
    assert "iraq" not in {row["holder"]["id"] for row in answer["rows"]}
    (left,) = [note for note in answer["notes"] if "left out" in note]
    assert "Iraqi intelligence general (unnamed)" in left


def test_the_156_of_2024_came_beside_the_2000_of_the_operation(joined: View) -> None:
    answer = ledger(Selection(joined, on("2026-02-05")), "isis-suspects")
    (iraq,) = [row for row in answer["rows"] if [holder["id"] for holder in row["holders"]] == ["iraq"]]
    # 1,800 to 2,200 since January 2026, the first flight among them; and 156 before
    assert iraq["gained"] == {"min": 1956, "max": 2356}


def test_the_first_page_quotes_the_answer_and_shows_its_picture(views: tuple[View, View]) -> None:
    answer = custody(Selection(views[1], read_common(as_of="2026-02-05")), held="isis-suspects")
    root = Path(__file__).resolve().parents[2]
    assert f"> {answer['summary']}\n" in (root / "README.md").read_text(encoding="utf-8")
    assert escape(answer["summary"]) in (root / "docs/isis-suspects.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "figures"),
    [  # rows C023 and C026 of the figures; C024 has no first day, and was said two days after the first
        ("2026-01-21", {("rf-isis-members", 8_500, 9_500)}),
        ("2022-07", {("rf-isis-fighters", 10_001, None)}),
    ],
)
def test_groups_that_may_be_the_same_people_are_shown_with_holder_number_and_speaker(
    joined: View, day: str, figures: set[tuple[str, int, int | None]]
) -> None:
    found = custody(Selection(joined, on(day)), held="isis-suspects")["perhapsSame"]
    assert {row["holder"]["id"] for row in found} == {"sdf"}
    shown = {(row["held"]["id"], figure["min"], figure["max"]) for row in found for figure in row["figures"]}
    assert figures <= shown
    assert all(row["saidBy"] for row in found)
    of_the_group = custody(Selection(joined, on(day)), held="isis-suspects")["rows"]
    assert not {row["held"]["id"] for row in of_the_group} & {row["held"]["id"] for row in found}


def test_without_a_judgement_no_group_may_be_the_same(apart: View) -> None:
    assert custody(Selection(apart, on("2026-01-21")), held="isis-suspects")["perhapsSame"] == []
