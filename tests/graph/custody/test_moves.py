"""Moves: how many came or went, reports of one occurrence once, running figures as flows. Worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.inflow_outflow import count_moved_people
from graph.custody.ledger.running_totals import read_running_totals
from graph.custody.ledger.sums import Overlaps
from graph.custody.moves import GAINS, LOSES, combine_counts, find_share, read_moves
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world.builder import GROUP, said

DAY = date(2026, 2, 5)
MINE = ("ash", GROUP)


def judged(verdict: str, *statements: StoredStatement) -> Judgement:
    ids = tuple(statement.key for statement in statements)
    return Judgement(id="-".join(ids), ids=ids, verdict=verdict, by="x", on="2026-02-01", why="tail number")


FLIGHT = [
    said("centcom", "transfers 150", on="2026-01-21", to_holder="ash", key="centcom-150"),
    said("general", "transfers 144", on="2026-01-21", to_holder="ash", key="general-144"),
    said("spokesman", "transfers 150", on="2026-01-22", to_holder="ash", key="spokesman-150"),
    said("agency", "transfers 150", on="2026-01-20", to_holder="ash", key="agency-150"),
]


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], (150, 594)),  # from one flight, of as many as one of them says, to four
        ([judged("positive", *FLIGHT)], (144, 150)),
        ([judged("unsure", *FLIGHT)], (150, 594)),
        ([judged("negative", *FLIGHT)], (594, 594)),
        ([judged("positive", *FLIGHT[:2]), judged("negative", FLIGHT[0], FLIGHT[2])], (294, 450)),
    ],
)
def test_one_flight_told_four_ways_is_one_to_four_flights_until_somebody_judges(
    judgements: list[Judgement], expected: Range
) -> None:
    found = count_moved_people(read_moves(FLIGHT), MINE, GAINS, DAY, judgements)
    assert found is not None
    assert found[:2] == (expected, "flow")


def test_a_count_of_several_is_up_to_all_of_it_for_each() -> None:
    (move,) = read_moves([said("crow", "transfers 100", on="2026-01-20", from_holder=("ash", "birch"))])
    assert find_share(move.form, LOSES, ("ash",), (GROUP,)) == "some"
    assert find_share(move.form, LOSES, ("ash", "birch"), (GROUP,)) == "all"
    assert find_share(move.form, LOSES, ("cedar",), (GROUP,)) == "none"
    assert find_share(move.form, GAINS, ("ash",), (GROUP,)) == "none"
    assert find_share(move.form, LOSES, ("ash", "birch"), ("others",)) == "none"


@pytest.mark.parametrize("how", [{"mode": "under_way"}, {"mode": "intended"}, {"polarity": "denies"}])
def test_what_is_under_way_or_planned_or_denied_is_no_move(how: dict[str, str]) -> None:
    assert read_moves([said("crow", "captures 100", "ash", on="2026-01-20", **how)]) == []  # type: ignore[arg-type]


def test_parts_in_one_occurrence_are_at_least_the_largest_and_their_sum_if_they_have_nobody_in_common() -> None:
    parts: list[tuple[tuple[str, ...], Range]] = [(("boys",), (40, 40)), (("men",), (100, 110))]
    assert combine_counts(parts, GROUP, frozenset()) == (100, 150)
    assert combine_counts(parts, GROUP, frozenset([frozenset(("boys", "men"))])) == (140, 150)
    assert combine_counts([*parts, ((GROUP,), (150, 160))], GROUP, frozenset()) == (150, 160)


def running(n: int | str, day: str, since: str | None = None, **roles: str) -> StoredStatement:
    statement = said("crow", f"transfers {n}", on=day, kind="cumulative", to_holder="ash", **roles)
    assert statement.count is not None
    return replace(statement, count=replace(statement.count, since=since))


def days(*written: str) -> tuple[int, ...]:
    return tuple(date.fromisoformat(day).toordinal() for day in written)


def test_a_running_figure_becomes_a_flow_by_difference_from_the_day_after_the_one_before() -> None:
    first, second, third = read_running_totals(
        [running("about 2000", "2026-01-31"), running(2250, "2026-02-05"), running(4583, "2026-02-10")]
    )
    assert (first.range, first.first) == ((1800, 2200), 1)
    assert (second.range, *second[1:5]) == ((50, 450), *days("2026-02-01", "2026-02-01", "2026-02-05", "2026-02-05"))
    assert (third.range, *third[1:5]) == ((2333, 2333), *days("2026-02-06", "2026-02-06", "2026-02-10", "2026-02-10"))


def test_figures_of_other_roles_or_with_another_beginning_are_other_series() -> None:
    told = read_running_totals(
        [
            running(100, "2026-01-31", since="2026-01-21"),
            running(200, "2026-02-05"),
            running(300, "2026-02-10", from_holder="birch"),
        ]
    )
    assert [span.after for span in told] == [None] * 3
    assert [span.first for span in told] == [*days("2026-01-21"), 1, 1]


def test_a_figure_below_an_earlier_one_takes_back_what_that_one_gave() -> None:
    _, later = read_running_totals([running(2000, "2026-01-31"), running(1800, "2026-02-05")])
    assert later.range == (-200, 0)


numbers = st.integers(0, 60)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(numbers, st.integers(0, 40)), max_size=30), numbers, st.integers(0, 20))
def test_what_overlaps_is_found_and_nothing_else(lengths: list[tuple[int, int]], first: int, more: int) -> None:
    items = [(begin, begin + length) for begin, length in lengths]
    found = Overlaps(items, lambda item: item).find_overlapping(first, first + more)
    assert found == [item for item in items if item[0] <= first + more and first <= item[1]]


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 200), st.integers(0, 9))
def test_one_more_report_of_a_judged_occurrence_with_the_same_count_changes_nothing(n: int, off: int) -> None:
    reports = [
        said(who, f"captures {n}", "ash", on=str(date(2026, 1, 20) + timedelta(off * i))) for i, who in enumerate("abc")
    ]
    one = count_moved_people(read_moves(reports[:1]), MINE, GAINS, DAY)
    all_of_them = count_moved_people(read_moves(reports), MINE, GAINS, date(2026, 3, 1), [judged("positive", *reports)])
    assert one is not None
    assert all_of_them is not None
    assert all_of_them[:2] == one[:2]
