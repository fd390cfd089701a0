"""How many came, or went, up to a day: totals, what they hold, and several reports of moves. Worked out by hand."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.inflow_outflow import MovedPeople, count_moved_people
from graph.custody.moves import GAINS, LOSES, read_moves
from graph.dates.validity import read_event
from graph.evidence.hierarchy import Containment
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world.builder import GROUP, said
from tests.world.worlds import some

MINE = ("ash", GROUP)


def came(n: int | str, on: str, by: str = "crow", since: str | None = None, **more: Any) -> StoredStatement:
    spread = more.pop("spread", False)
    statement = said(by, f"transfers {n}", on=on, **{"to_holder": "ash", **more})
    if spread:
        statement = replace(statement, validity=read_event(on, spread=True))
    if since:
        assert statement.count
        statement = replace(statement, count=replace(statement.count, since=since))
    return statement


def so_far(n: int | str, on: str, by: str = "crow", since: str | None = None, **more: Any) -> StoredStatement:
    return came(n, on, by, since, kind="cumulative", **more)


def over(n: int | str, on: str, by: str = "crow", **more: Any) -> StoredStatement:
    return came(n, on, by, spread=True, **more)


def by_day(day: str, *reports: StoredStatement, **more: Any) -> MovedPeople | None:
    return count_moved_people(read_moves(reports), MINE, GAINS, date.fromisoformat(day), **more)


def range_on(day: str, *reports: StoredStatement, **more: Any) -> Range | None:
    found = by_day(day, *reports, **more)
    return found and found.range


IRAQ = [
    came(150, "2026-01-21", "centcom", key="first"),
    so_far("about 2000", "2026-01-30", "officer", key="so-far"),
    over(5704, "2026-01-21/2026-02-12", "ministry", key="all"),
]


@pytest.mark.parametrize(
    ("day", "expected", "reports"),
    [
        ("2026-01-20", None, []),
        ("2026-01-25", (150, 150), ["first"]),
        ("2026-02-05", (1800, 2200), ["so-far"]),
        ("2026-02-11", (1800, 2200), ["so-far"]),  # a period that goes on is no total yet
        ("2026-02-12", (5704, 5704), ["all"]),
        ("2026-02-14", (5704, 5704), ["all"]),
    ],
)
def test_the_latest_total_stands_for_what_it_holds(day: str, expected: Range | None, reports: list[str]) -> None:
    found = by_day(day, *IRAQ)
    assert (found and found.range) == expected
    assert [report.key for report in found.reports] == reports if found else not reports


def test_a_figure_so_far_of_an_unknown_day_counts_from_its_first_day_and_is_outgrown_by_a_higher_one() -> None:
    vague = so_far("about 2000", "2026-01-29/2026-11-19", "officer", since="2026-01-01")
    assert range_on("2026-01-28", IRAQ[0], vague) == (150, 150)
    assert range_on("2026-02-05", IRAQ[0], vague) == (1800, 2200)
    assert range_on("2026-02-14", IRAQ[0], vague, IRAQ[2]) == (5704, 5704)
    assert range_on("2026-02-14", IRAQ[0], vague, so_far(5704, "2026-02-12", "ministry")) == (5704, 5704)
    # of two either of which may be the later one, neither is above the other
    assert range_on("2026-02-14", vague, so_far(2100, "2026-02-12", "ministry")) == (1800, 2200)


def test_what_begins_after_a_total_is_added_and_what_lies_across_its_end_may_be() -> None:
    total = so_far(2000, "2026-01-30")
    assert range_on("2026-02-20", total, came(30, "2026-01-30"), came(40, "2026-01-31", "daw")) == (2040, 2040)
    assert range_on("2026-02-20", total, came(40, "2026-01-25/2026-02-03", "daw")) == (2000, 2040)
    assert range_on("2026-02-20", total, came(5, "2026-02-01"), came(7, "2026-02-02")) == (2012, 2012)
    assert range_on("2026-02-20", total, came(5, "2026-02-01"), came(7, "2026-02-01", "daw")) == (2007, 2012)
    assert range_on("2026-02-02", total, came(40, "2026-02-01/2026-02-03", "daw")) == (2000, 2040)


def test_what_came_before_a_period_is_added_and_so_are_the_totals_of_other_periods() -> None:
    assert range_on("2026-03-01", IRAQ[2], came(30, "2026-01-10")) == (5734, 5734)
    assert range_on("2026-03-01", IRAQ[2], came(30, "2026-01-10/2026-01-22")) == (5704, 5734)
    years = [over(1000, "2024-01-01/2024-12-31"), over(1200, "2025-01-01/2025-12-31", "daw")]
    assert range_on("2026-03-01", *years, came(10, "2024-05-01"), came(20, "2025-05-01")) == (2200, 2200)


def test_totals_of_one_end_that_differ_stand_side_by_side() -> None:
    found = by_day("2026-03-01", so_far(5703, "2026-02-12"), so_far(5704, "2026-02-12", "daw"))
    assert found
    assert (found.range, found.kind, len(found.reports)) == ((5703, 5704), "cumulative", 2)
    # what is of a shorter time is a part, unless it is more
    since = [so_far(9000, "2026-02-12", since="2019-01-01"), over(5704, "2026-01-21/2026-02-12", "daw")]
    assert range_on("2026-03-01", came(1, "2019-01-01"), *since) == (9000, 9000)


def test_a_total_holds_only_what_is_within_its_places() -> None:
    within = Containment([said("crow", "located_in", "fort", "shore", valid="/..")])
    total = so_far(500, "2026-01-30", to_place="shore")
    fort = came(40, "2026-01-20", "daw", to_place="fort")
    assert range_on("2026-02-05", total, fort, within=within) == (500, 500)
    assert range_on("2026-02-05", total, fort) == (540, 540)  # nobody says that the fort is on the shore
    assert range_on("2026-02-05", total, came(40, "2026-01-20", "daw")) == (500, 500)
    narrow = so_far(50, "2026-01-30", to_place="fort")
    assert range_on("2026-02-05", narrow, came(40, "2026-01-20", "daw", to_place="shore"), within=within) == (50, 90)
    # totals of two places add, and each holds what came there
    two = [so_far(300, "2026-01-29", "daw", to_place="mill"), came(70, "2026-01-10", to_place="mill")]
    assert range_on("2026-02-05", total, *two) == (800, 800)


def test_a_later_total_of_one_place_does_not_hide_an_earlier_one_of_all() -> None:
    whole, prison = so_far(5704, "2026-02-12"), so_far(50, "2026-02-14", "daw", to_place="fort")
    assert range_on("2026-02-20", whole, prison) == (5704, 5754)


def test_a_total_of_others_or_of_several_replaces_nothing() -> None:
    joint = so_far(500, "2026-02-01", to_holder=("ash", "birch"))
    assert range_on("2026-02-05", came(40, "2026-01-20"), joint) == (40, 540)
    assert range_on("2026-02-05", came(40, "2026-01-20"), so_far(500, "2026-02-01", whom=(GROUP, "boys"))) == (40, 540)
    later = so_far(600, "2026-02-03", to_holder=("ash", "birch"))
    assert range_on("2026-02-05", came(40, "2026-01-20"), joint, later) == (40, 640)


def test_several_reports_of_one_speaker_on_different_days_are_different_moves() -> None:
    reports = [came(5, "2026-01-01"), came(7, "2026-01-01"), came(4, "2026-01-02")]
    assert range_on("2026-02-01", *reports) == (11, 16)
    assert range_on("2026-02-01", *reports, distinct=("world",)) == (16, 16)
    other = replace(came(12, "2026-01-01", "daw"), dataset="other")
    assert range_on("2026-02-01", *reports, other, distinct=("world",)) == (16, 28)


def test_a_move_that_nobody_counts_leaves_no_upper_bound_unless_a_total_holds_it() -> None:
    assert range_on("2026-02-01", came(5, "2026-01-01"), came("", "2026-01-03")) == (5, None)
    assert range_on("2026-02-01", came("", "2026-01-03"), so_far(50, "2026-01-20")) == (50, 50)
    assert range_on("2026-02-01", came("", "2026-01-03")) is None
    assert range_on("2026-02-01", came(3, "2026-01-03", unit="families")) is None


def test_one_event_counts_once_by_its_total_and_by_its_hull() -> None:
    march = [over(300, "2026-01-10/2026-01-15", about="march"), came(280, "2026-01-12", "daw", about="march")]
    assert range_on("2026-02-01", *march) == (300, 300)
    assert range_on("2026-01-13", *march) == (280, 280)
    more = came(320, "2026-01-12", "daw", about="march")
    assert range_on("2026-02-01", march[0], more) == (300, 320)


def test_what_a_judgement_makes_one_is_one_and_what_it_parts_is_two() -> None:
    two = [came(100, "2026-01-10", "crow", key="one"), came(150, "2026-01-10", "daw", key="other")]
    judged = {
        verdict: [Judgement(id="j", ids=("one", "other"), verdict=verdict, by="x", on="2026-02-01", why="y")]
        for verdict in ("positive", "negative", "unsure")
    }
    assert range_on("2026-02-01", *two, judgements=judged["positive"]) == (100, 150)
    assert range_on("2026-02-01", *two, judgements=judged["negative"]) == (250, 250)
    assert range_on("2026-02-01", *two, judgements=judged["unsure"]) == range_on("2026-02-01", *two) == (150, 250)


def test_a_loss_from_nobody_named_is_up_to_all_of_it() -> None:
    loss = said("daw", "escapes 30", on="2026-01-25", from_place="fort")
    found = count_moved_people(read_moves([loss]), MINE, LOSES, date(2026, 2, 5))
    assert found is not None
    assert found.range == (0, 30)


# random reports against a plain reading of the rule, with all sets tried


@st.composite
def report(draw: st.DrawFn) -> StoredStatement:
    first = draw(st.integers(1, 12))
    last = draw(some([first, first, first + draw(st.integers(1, 3))]))
    on = f"2026-01-{first:02}" if first == last else f"2026-01-{first:02}/2026-01-{last:02}"
    n, by = draw(st.integers(1, 30)), draw(some("ab"))
    kind = draw(some(["flow", "flow", "flow", "so far", "period"]))
    place = {"to_place": draw(some(["fort", "mill"]))} if draw(st.integers(0, 3)) == 0 else {}
    if kind == "so far":
        since = draw(some([None, "2026-01-03"]))
        return so_far(n, f"2026-01-{last:02}", by, since if last >= 3 else None, **place)
    return (over if kind == "period" else came)(n, on, by, **place)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(report(), max_size=7), st.integers(1, 16))
def test_a_total_that_holds_all_before_it_is_never_added_to(reports: list[StoredStatement], day: int) -> None:
    """Whatever is reported: no more than all reports together, no less than the least of the latest total of all."""
    b = date(2026, 1, day)
    found = range_on(str(b), *reports)
    ended = [
        s
        for s in reports
        if s.count and s.bounds.earliest_start <= b and (s.bounds.latest_end <= b or not s.validity.spread)
    ]
    if not ended:
        assert found is None
        return
    assert found is not None
    low, high = found
    assert high is not None
    assert low <= high <= sum(s.count.max or 0 for s in ended if s.count)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(report(), max_size=6), st.integers(1, 16))
def test_a_report_within_the_latest_total_changes_nothing(reports: list[StoredStatement], day: int) -> None:
    total = so_far(1000, "2026-01-16", "total")
    held = [s for s in reports if s.bounds.latest_end <= date(2026, 1, 16)]
    assert range_on("2026-01-20", total, *held) == (1000, 1000)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5), st.sampled_from("ab")), min_size=1, max_size=7))
def test_reports_without_totals_make_the_best_set_of_one_speaker(told: list[tuple[int, int, str]]) -> None:
    reports = [came(n, f"2026-01-{day:02}", by) for n, day, by in told]
    best = 0
    for chosen in product([False, True], repeat=len(told)):
        some = [one for one, take in zip(told, chosen, strict=True) if take]
        if len({by for _, _, by in some}) <= 1 and len({day for _, day, _ in some}) == len(some):
            best = max(best, sum(n for n, _, _ in some))
    assert range_on("2026-02-01", *reports) == (best, sum(n for n, _, _ in told))


def test_a_total_of_one_holder_holds_its_part_of_what_it_shared() -> None:
    """100 came to ash by 30 January: of the 30 that came to ash and birch before, none are more than these."""
    joint = came(30, "2026-01-10", to_holder=("ash", "birch"))
    assert range_on("2026-02-01", so_far(100, "2026-01-30"), joint) == (100, 100)
    assert range_on("2026-02-01", so_far(100, "2026-01-30"), replace(joint, validity=read_event("2026-02-01"))) == (
        100,
        130,
    )
    of_both = so_far(40, "2026-02-01", to_holder=("ash", "birch"))
    assert range_on("2026-02-01", of_both, joint) == (0, 40)  # a total of both holds reports of both


def test_what_a_total_across_another_one_holds_is_not_added_to_it() -> None:
    """From 8 to 20 January 150 came; by the 10th it were 100 in all, of whom 50 on the 3rd: 150 to 250."""
    reports = [over(150, "2026-01-08/2026-01-20"), so_far(100, "2026-01-10"), came(50, "2026-01-03")]
    assert range_on("2026-02-01", *reports) == (150, 250)
