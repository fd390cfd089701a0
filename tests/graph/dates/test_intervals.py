"""The one rule against its meaning: every world, a first and a last day that the bounds allow, tried one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from operator import and_, ge, le
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.validity import Bounds, count_gap_days, is_certain, is_possible
from graph.dates.windows import MAX, MIN

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(n) for n in range(8)]


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    day = st.sampled_from(DAYS)
    earliest, *_, latest = sorted((draw(day), draw(day)))
    between = st.sampled_from([day for day in DAYS if earliest <= day <= latest])
    return Bounds(earliest, draw(between), draw(between), latest)


def worlds(of: Bounds) -> list[tuple[date, date]]:
    return [
        (start, end)
        for start, end in product(DAYS, DAYS)
        if of.earliest_start <= start <= of.latest_start and of.earliest_end <= end <= of.latest_end and start <= end
    ]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(bounds(), st.sampled_from(DAYS), st.integers(0, 7))
def test_certain_is_in_every_world_and_possible_in_some(of: Bounds, a: date, length: int) -> None:
    b = a + timedelta(length)
    touching = [start <= b and a <= end for start, end in worlds(of)]
    assert is_certain(of, a, b) == all(touching)
    assert is_possible(of, a, b) == any(touching)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(bounds(), st.sampled_from(DAYS), st.integers(0, 7))
def test_a_question_widened_by_the_gap_on_both_sides_is_certain(of: Bounds, a: date, length: int) -> None:
    b = a + timedelta(length)
    gap = count_gap_days(of, a, b)
    assert gap is not None
    assert (gap == 0) == is_certain(of, a, b)
    assert is_certain(of, a - timedelta(gap), b + timedelta(gap))
    if gap:
        assert not is_certain(of, a - timedelta(gap - 1), b + timedelta(gap - 1))


@pytest.mark.parametrize(
    ("of", "gap"),
    [
        # seen on 20 January, asked about 5 February
        (Bounds(MIN, date(2026, 1, 20), date(2026, 1, 20), MAX), 16),
        # seen at some time from 1 January to 10 February
        (Bounds(MIN, date(2026, 2, 10), date(2026, 1, 1), MAX), 35),
        # held for certain
        (Bounds(date(2014, 1, 1), date(2014, 12, 31), date(2026, 2, 10), MAX), 0),
        # still to come
        (Bounds(date(2026, 3, 1), date(2026, 3, 5), date(2026, 3, 1), MAX), 28),
        # the day it began has no last bound, the day it ended no first
        (Bounds(date(2026, 1, 1), MAX, date(2026, 1, 1), MAX), None),
        (Bounds(MIN, date(2026, 1, 1), MIN, date(2026, 1, 1)), None),
    ],
)
def test_a_gap_is_measured_to_what_is_certain(of: Bounds, gap: int | None) -> None:
    day = date(2026, 2, 5)
    assert count_gap_days(of, day, day) == gap


class Column(list[Any]):
    """As much of an array as the rule may use."""

    def _each(self, other: Any, operator: Callable[[Any, Any], bool]) -> "Column":
        others = other if isinstance(other, Column) else [other] * len(self)
        return Column(operator(one, two) for one, two in zip(self, others, strict=True))

    def __le__(self, other: Any) -> "Column":  # type: ignore[override]
        return self._each(other, le)

    def __ge__(self, other: Any) -> "Column":  # type: ignore[override]
        return self._each(other, ge)

    def __and__(self, other: Any) -> "Column":
        return self._each(other, and_)


@dataclass
class Columns:
    earliest_start: Column
    latest_start: Column
    earliest_end: Column
    latest_end: Column


@settings(deadline=None, derandomize=True)
@given(st.lists(bounds(), max_size=5), st.sampled_from(DAYS), st.integers(0, 7))
def test_the_rule_is_the_same_for_columns_of_day_numbers(rows: list[Bounds], a: date, length: int) -> None:
    b = a + timedelta(length)
    names = ("earliest_start", "latest_start", "earliest_end", "latest_end")
    columns = Columns(*(Column(getattr(row, name).toordinal() for row in rows) for name in names))
    for rule in (is_certain, is_possible):
        assert rule(columns, a.toordinal(), b.toordinal()) == [rule(row, a, b) for row in rows]
