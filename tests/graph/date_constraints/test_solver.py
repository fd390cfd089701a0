"""Days that bound one another, against every way to choose them; and why they are bounded, and why they cannot be."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.date_constraints.propagation import EARLY, LATE, Constraint, DaysApart, OnWeekday, WithinWindow
from graph.date_constraints.solver import Clash, solve_days
from graph.dates.windows import MAX, MIN, Window

FIRST = date(2026, 1, 5)  # a Monday
DAYS = 12
NODES = "abcd"
MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def day(number: int) -> date:
    return FIRST + timedelta(number)


def fits(constraint: Constraint, days: dict[str, date]) -> bool:
    if isinstance(constraint, WithinWindow):
        return constraint.window.earliest <= days[constraint.node] <= constraint.window.latest
    if isinstance(constraint, OnWeekday):
        return days[constraint.node].weekday() in constraint.weekdays
    between = (days[constraint.later] - days[constraint.earlier]).days
    return constraint.least <= between and (constraint.most is None or between <= constraint.most)


def every_way(constraints: Collection[Constraint], nodes: str = NODES, days: int = DAYS) -> Iterator[dict[str, date]]:
    for chosen in product(range(days), repeat=len(nodes)):
        ways = {node: day(number) for node, number in zip(nodes, chosen, strict=True)}
        if all(fits(constraint, ways) for constraint in constraints):
            yield ways


owners = st.sampled_from(["ann", "bob", "cal", "dot", "eve"])
nodes = st.sampled_from(NODES)
numbers = st.integers(0, DAYS - 1)
windows = st.builds(lambda a, b: Window(day(min(a, b)), day(max(a, b))), numbers, numbers)
weekdays = st.frozensets(st.integers(0, 6), min_size=1, max_size=3)
lengths = st.integers(0, 4)


@st.composite
def distances(draw: st.DrawFn) -> DaysApart:
    earlier, later = draw(st.permutations(NODES))[:2]
    least = draw(lengths)
    return DaysApart(earlier, later, least, draw(st.none() | st.just(least + draw(lengths))), draw(owners))


loose = st.lists(
    st.builds(WithinWindow, nodes, windows, owners) | st.builds(OnWeekday, nodes, weekdays, owners) | distances(),
    max_size=7,
)
ALL_IN = [WithinWindow(node, Window(day(0), day(DAYS - 1)), "calendar") for node in NODES]


@given(loose)
@settings(deadline=None, max_examples=80)
def test_the_bounds_are_those_of_all_ways_to_choose_the_days_and_no_wider(constraints: list[Constraint]) -> None:
    within = [*ALL_IN, *constraints]
    ways = list(every_way(within))
    if not ways:
        with pytest.raises(Clash):
            solve_days(within)
        return
    found = solve_days(within)
    for node in NODES:
        days = [way[node] for way in ways]
        assert found.find_window(node) == Window(min(days), max(days))


@given(loose)
@settings(deadline=None, max_examples=80)
def test_the_steps_of_an_explanation_alone_give_the_bound(constraints: list[Constraint]) -> None:
    within = [*ALL_IN, *constraints]
    try:
        found = solve_days(within)
    except Clash:
        return
    for node, side in product(NODES, (EARLY, LATE)):
        steps = found.explain(node, side)
        again = solve_days([*{step.why: None for step in steps}]).find_window(node)
        bound = found.find_window(node).earliest if side == EARLY else found.find_window(node).latest
        assert steps[-1].bound == bound == (again.earliest if side == EARLY else again.latest)
        assert all(step.why in within for step in steps)


def fit_somehow(constraints: Sequence[Constraint]) -> bool:
    try:
        solve_days(constraints)
    except Clash:
        return False
    return True


@given(
    st.lists(
        st.builds(WithinWindow, nodes, windows, owners) | st.builds(OnWeekday, nodes, weekdays, owners) | distances(),
        min_size=5,
        max_size=12,
    )
)
@settings(deadline=None, max_examples=300)
def test_what_does_not_fit_is_told_by_the_fewest_who_cause_it(constraints: list[Constraint]) -> None:
    try:
        solve_days(constraints)
    except Clash as clash:
        named = clash.owners
    else:
        return
    everybody = sorted({constraint.owner for constraint in constraints})

    def of(some: Collection[str]) -> list[Constraint]:
        return [constraint for constraint in constraints if constraint.owner in some]

    assert not fit_somehow(of(named))
    for number in range(len(named)):
        for fewer in combinations(everybody, number):
            assert fit_somehow(of(fewer)), fewer


@given(loose)
@settings(deadline=None, max_examples=100)
def test_without_windows_days_fit_just_where_some_fit_in_a_long_enough_stretch(constraints: list[Constraint]) -> None:
    free = [constraint for constraint in constraints if not isinstance(constraint, WithinWindow)]
    # only three nodes, so that a stretch of five weeks can be tried through
    free = [c for c in free if "d" not in (getattr(c, "node", ""), getattr(c, "earlier", ""), getattr(c, "later", ""))]
    # 3 nodes at most 4 days apart and then on to the same weekday: 3 * (4 + 6) days hold a way wherever there is one
    assert fit_somehow(free) == any(True for _ in every_way(free, "abc", 31))


def test_bounds_come_from_both_sides() -> None:
    found = solve_days(
        [
            WithinWindow("capture", Window(day(0), day(30)), "report"),
            WithinWindow("flight", Window(day(3), day(9)), "ministry"),
            DaysApart("capture", "flight", 2, 5, "witness"),
        ]
    )
    assert found.find_window("capture") == Window(day(0), day(7))
    assert found.find_window("flight") == Window(day(3), day(9))
    assert [(step.bound, step.why.owner) for step in found.explain("capture", LATE)] == [
        (day(9), "ministry"),
        (day(7), "witness"),
    ]


def test_a_thursday_after_the_twelfth_is_the_next_one() -> None:
    found = solve_days(
        [
            WithinWindow("entry-12", Window(day(1), day(1)), "entry-12"),  # a Tuesday
            DaysApart("entry-12", "entry-13", 0, 8, "entry-13"),
            OnWeekday("entry-13", frozenset({THURSDAY}), "entry-13"),
        ]
    )
    assert found.find_window("entry-13") == Window(day(3), day(3))


def test_what_nothing_bounds_stays_unbounded_whatever_hangs_on_it() -> None:
    found = solve_days([DaysApart("a", "b", 400, None, "x"), OnWeekday("a", frozenset({MONDAY}), "y")])
    assert found.find_window("a") == found.find_window("b") == Window(MIN, MAX)
    assert found.explain("b", EARLY) == []
    one_side = solve_days([DaysApart("a", "b", 3, None, "x"), WithinWindow("a", Window(day(0), MAX), "y")])
    assert one_side.find_window("b") == Window(day(3), MAX)


@pytest.mark.parametrize(
    "constraints",
    [
        # each after the other, on no known day
        [DaysApart("a", "b", 1, None, "x"), DaysApart("b", "a", 1, None, "y")],
        # around three, one of them bounded
        [
            DaysApart("a", "b", 0, None, "x"),
            DaysApart("b", "a", 1, None, "y"),
            WithinWindow("a", Window(day(0), MAX), "z"),
        ],
        # a Thursday on the day after a Thursday
        [
            DaysApart("a", "b", 1, 1, "x"),
            OnWeekday("a", frozenset({THURSDAY}), "x"),
            OnWeekday("b", frozenset({THURSDAY}), "y"),
        ],
        # one day that is a Thursday and a Friday
        [OnWeekday("a", frozenset({THURSDAY}), "x"), OnWeekday("a", frozenset({FRIDAY}), "y")],
    ],
)
def test_a_loop_that_no_days_fit_is_found_though_nothing_bounds_it(constraints: list[Constraint]) -> None:
    others = [DaysApart("a", f"n{i}", 1, None, f"o{i}") for i in range(200)]
    with pytest.raises(Clash) as raised:
        solve_days([*others, *constraints])
    assert raised.value.owners == ("x", "y")


def test_a_long_loop_is_told_whole() -> None:
    ring = [DaysApart(f"n{i}", f"n{(i + 1) % 60}", 0, None, f"o{i:02}") for i in range(60)]
    assert solve_days(ring).find_window("n0") == Window(MIN, MAX)
    with pytest.raises(Clash) as raised:
        solve_days([*ring, DaysApart("n3", "n4", 1, None, "o03")])
    assert len(raised.value.owners) == 60


def test_of_two_reasons_the_shorter_is_told() -> None:
    around = [DaysApart(f"n{i}", f"n{i + 1}", 1, None, f"o{i}") for i in range(9)]
    direct = [DaysApart("n0", "n9", 9, None, "direct"), WithinWindow("n0", Window(day(0), day(0)), "start")]
    with pytest.raises(Clash) as raised:
        solve_days([*around, *direct, WithinWindow("n9", Window(day(8), day(8)), "end")])
    assert raised.value.owners == ("direct", "end", "start")
