"""How many over time, on small cases by hand and on random worlds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from graph.custody.series import build_lines, find_series, rate_certainty
from graph.custody.series_lines import Segment, SeriesLine, SeriesScope
from graph.dates.validity import is_certain, is_possible
from graph.dates.windows import MAX, MIN, Window
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, answered, said
from tests.world.worlds import world_of_custody

quick = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=list(HealthCheck))


def held(words: str, **more: object) -> StoredStatement:
    given = {"who": "ash", "observed": "2026-01-20"} if "valid" not in more else {"who": "ash"}
    return said("crow", f"holds {words}", **{**given, **more})  # type: ignore[arg-type]


def one(*statements: StoredStatement) -> SeriesLine:
    (line,) = build_lines(statements)
    return line


def numbers(line: SeriesLine) -> list[tuple[int, int | None]]:
    return [(point.count.min, point.count.max) for point in line.points]


def test_a_series_is_asked_of_a_selection() -> None:
    told = [
        held("100", who="birch", whom="lake-women"),
        held("40", at="yard", key="forty"),
        held("200", observed="2026-02/2026-03"),
        held("7", observed="2027-01-01"),
        said("atlas", "part_of", "lake-women", GROUP, valid="2020/.."),
    ]
    days = Window(MIN, date(2026, 2, 28))
    found = find_series(Selection(Few(told), ON), "Lake-Men", days)
    assert [(line.scope.holders, line.scope.held, line.scope.places, numbers(line)) for line in found.lines] == [
        (("ash",), (GROUP,), (), [(200, 200)]),
        (("ash",), (GROUP,), ("yard",), [(40, 40)]),
        (("birch",), ("lake-women",), (), [(100, 100)]),
    ]
    assert (found.scope.groups, len(found.read)) == ({GROUP, "lake-women"}, 4)
    assert [rate_certainty(line.points[0], days) for line in found.lines] == ["possible", "certain", "certain"]
    at_yard = find_series(Selection(Few(told), replace(ON, certainty="certain")), GROUP, days, "ash", "Yard")
    assert [line.points[0].statement.key for line in at_yard.lines] == ["forty"]
    few = find_series(Selection(Few(told), replace(ON, min_independent=2)), GROUP, days)
    assert (few.lines, few.filtered.few_speakers) == ([], 3)


def test_counts_of_four_years_are_four_points_and_no_line() -> None:
    told = [("nearly 56000", "2022~"), ("about 54000", "2023-01"), ("27488", "2025-09"), ("about 24000", "2026-01")]
    line = one(*(held(words, observed=when, at="camp") for words, when in told))
    assert numbers(line) == [(55500, 55999), (53500, 54500), (27488, 27488), (23500, 24500)]
    assert line.segments == []
    assert [point.disagree for point in line.points] == [()] * 4


def test_two_sightings_of_one_number_make_no_line() -> None:
    assert one(held("100"), held("100", observed="2026-02-20")).segments == []


def test_a_state_that_lasted_is_a_segment_with_uncertain_ends() -> None:
    (segment,) = one(held("100", valid="2019/2021")).segments
    assert (segment.start.earliest, segment.start.latest) == (date(2019, 1, 1), date(2019, 12, 31))
    assert (segment.end.earliest, segment.end.latest) == (date(2021, 1, 1), date(2021, 12, 31))
    assert segment.certain
    assert (segment.certain.earliest, segment.certain.latest) == (date(2019, 12, 31), date(2021, 1, 1))
    assert not segment.ongoing


def test_a_state_that_was_going_on_is_a_segment_up_to_the_day_when_that_was_said() -> None:
    (segment,) = one(held("100", valid="2019-01-01/..", said_on="2026-02")).segments
    assert (segment.end.earliest, segment.end.latest) == (date(2026, 2, 1), date(2026, 2, 28))
    assert segment.ongoing


def test_an_end_that_was_still_to_come_is_no_line_beyond_the_day_when_it_was_said() -> None:
    (segment,) = one(held("100", valid="2019-01-01/2030", said_on="2026-02-01")).segments
    assert segment.end.latest == date(2026, 2, 1)


@pytest.mark.parametrize("valid", ["/..", "/2021", "2019/"])
def test_without_a_named_start_or_with_an_end_that_nobody_named_there_is_only_a_point(valid: str) -> None:
    line = one(held("100", valid=valid))
    assert (len(line.points), line.segments) == (1, [])


@pytest.mark.parametrize(
    "other",
    [
        {"who": ("ash", "birch")},
        {"whom": "boys"},
        {"at": "fort"},
        {"unit": "families"},
    ],
)
def test_another_scope_is_another_line(other: dict[str, object]) -> None:
    lines = build_lines([held("100"), held("900", **other)])
    assert [len(line.points) for line in lines] == [1, 1]
    assert all(point.disagree == () for line in lines for point in line.points)


@pytest.mark.parametrize("kind", ["cap", "peak", "share"])
def test_what_is_no_stock_is_a_point_of_its_kind_even_of_a_state_that_lasted(kind: str) -> None:
    line = one(held("50", valid="2019/2021", kind=kind), held("900", observed="2020-05"))
    assert [point.count.kind for point in line.points] == [kind, "stock"]
    assert (line.segments, [point.disagree for point in line.points]) == ([], [(), ()])


def test_points_of_one_window_that_cannot_both_be_true_name_one_another() -> None:
    low, high, vague = held("5703", key="low"), held("5704", key="high"), held("about 5700", key="vague")
    assert {p.statement.key: p.disagree for p in one(low, high, vague).points} == {
        "low": ("high",), "high": ("low",), "vague": (),
    }  # fmt: skip


def test_numbers_of_windows_that_only_overlap_may_both_be_true() -> None:
    assert {p.disagree for p in one(held("100", observed="2026-01"), held("900", observed="2026")).points} == {()}


def test_a_point_against_a_number_that_surely_lasted_then_is_flagged() -> None:
    lasted = held("100", valid="2019/2021", key="lasted")
    line = one(lasted, held("900", observed="2020-05", key="then"), held("900", observed="2019-05", key="perhaps"))
    assert {p.statement.key: p.disagree for p in line.points} == {"perhaps": (), "then": ("lasted",)}
    assert line.segments[0].disagree == ("then",)


def test_a_move_is_a_mark_on_both_sides_and_two_reports_of_one_event_know_one_another() -> None:
    moves = [
        said("crow", "transfers 150", from_holder="ash", to_holder="birch", on="2026-01-21", about="flight", key="a"),
        said("daw", "transfers 144", to_holder="birch", on="2026-01-21", about="flight", key="b"),
    ]
    marks = {
        line.scope.holders: [(f.direction, f.statement.key, f.same) for f in line.flows] for line in build_lines(moves)
    }
    assert marks == {
        ("ash",): [("went", "a", ("b",))],
        ("birch",): [("came", "a", ("b",)), ("came", "b", ("a",))],
    }


def test_people_who_left_nobody_named_stand_in_a_line_without_holder() -> None:
    (line,) = build_lines([said("crow", "escapes 120", from_place="fort", on="2026-01-20")])
    assert line.scope == SeriesScope((), ("lake-men",), ("fort",), "people", "")
    assert [f.direction for f in line.flows] == ["went"]


def test_a_move_that_nobody_counted_is_a_mark_without_a_number() -> None:
    (line,) = build_lines([said("crow", "releases", "ash", on="2026-01-20")])
    assert [(f.direction, f.count) for f in line.flows] == [("went", None)]


def test_what_is_under_way_planned_denied_or_taken_back_is_no_number() -> None:
    assert build_lines([
        said("crow", "transfers 7000", to_holder="ash", on="2026-01-20", mode="under_way"),
        held("100", mode="expected"),
        held("100", polarity="denies"),
        answered(held("150"), "crow", "corrects"),
    ]) == []  # fmt: skip


def test_a_period_keeps_what_may_lie_within_it() -> None:
    told = [held("1", observed="2019"), held("2", observed="2020-02"), held("3", valid="2018/2022")]
    (line,) = build_lines(told, first=date(2020, 3, 1), last=date(2021, 1, 1))
    assert (numbers(line), [s.count.min for s in line.segments]) == ([], [3])


@quick
@given(world_of_custody)
def test_a_segment_covers_no_day_on_which_its_statement_does_not_say_that_it_lasted(
    world: list[StoredStatement],
) -> None:
    for segment in (s for line in build_lines(world) for s in line.segments):
        statement = segment.statement
        assert MIN < segment.start.earliest <= segment.end.latest < MAX
        assert segment.end.latest <= statement.said.latest
        assert statement.validity.kind == "valid"
        for day in _days(segment):
            assert is_possible(statement.bounds, day, day)
            sure = segment.certain is not None and segment.certain.earliest <= day <= segment.certain.latest
            assert sure == is_certain(statement.bounds, day, day)


def _days(segment: Segment) -> list[date]:
    window = segment.window
    return [window.earliest + timedelta(n) for n in range((window.latest - window.earliest).days + 1)]


@quick
@given(world_of_custody)
def test_every_number_is_that_of_one_statement_and_of_its_scope(world: list[StoredStatement]) -> None:
    for line in build_lines(world):
        for item in [*line.points, *line.segments, *line.flows]:
            assert item.count == item.statement.count
            unit = item.statement.count.unit if item.statement.count else "people"
            assert line.scope.unit == unit
            assert set(line.scope.held) <= {id_ for ids in item.statement.roles.values() for id_ in ids}
        against = {item.statement.id: item.disagree for item in [*line.points, *line.segments]}
        assert all(one in against[other] for one, others in against.items() for other in others)


def test_a_count_of_what_had_ended_by_a_day_is_of_any_day_before() -> None:
    (line,) = build_lines([said("crow", "holds 90", "ash", valid="/", said_on="2026-03-01")])
    assert line.points[0].window == Window(MIN, date(2026, 3, 1))
