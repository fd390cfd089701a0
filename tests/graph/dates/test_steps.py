"""Equal steps through the calendar: each ends the day before the next begins, and none is lost."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates.steps import list_steps, read_step
from graph.dates.windows import Window
from graph.errors import InvalidInput

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def test_a_year_in_steps_of_a_quarter() -> None:
    assert list_steps(date(2021, 1, 1), date(2021, 12, 31), "P3M", 4) == [
        Window(date(2021, 1, 1), date(2021, 3, 31)),
        Window(date(2021, 4, 1), date(2021, 6, 30)),
        Window(date(2021, 7, 1), date(2021, 9, 30)),
        Window(date(2021, 10, 1), date(2021, 12, 31)),
    ]


def test_months_from_the_31st_begin_on_the_last_day_of_shorter_ones_and_come_back_to_the_31st() -> None:
    begins = [period.earliest for period in list_steps(date(2023, 12, 31), date(2024, 4, 30), "month", 9)]
    assert begins == [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_the_last_step_ends_with_the_days_asked_about() -> None:
    assert list_steps(date(2021, 1, 1), date(2021, 1, 10), "week", 9)[-1] == Window(date(2021, 1, 8), date(2021, 1, 10))


@pytest.mark.parametrize(("one", "same"), [("7", "P1W"), ("p1y", "P12M"), ("quarter", "P3M"), (" decade ", "P10Y")])
def test_a_length_may_be_written_in_several_ways(one: str, same: str) -> None:
    assert read_step(one) == read_step(same)


@pytest.mark.parametrize("written", ["P0D", "0", "P", "", "PT1H", "fortnight", "P-1D", "1.5", "P1D1Y", "P9999999D"])
def test_what_is_no_length_is_refused_by_what_was_written(written: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_step(written)
    assert refused.value.parameter == "step"
    assert refused.value.value == written


def test_too_many_steps_are_refused_with_how_many_and_the_limit() -> None:
    with pytest.raises(InvalidInput) as refused:
        list_steps(date(2001, 1, 1), date(2400, 12, 31), "P1D", 10_000)
    assert "146,097 steps" in refused.value.message
    assert "10,000" in refused.value.message


def test_a_step_beyond_the_calendar_is_one_step() -> None:
    assert list_steps(date(2020, 1, 1), date(9998, 1, 1), "P999999Y", 1) == [Window(date(2020, 1, 1), date(9998, 1, 1))]


@given(days, st.integers(0, 4_000), st.integers(0, 30), st.integers(0, 40))
def test_steps_follow_one_another_and_miss_no_day(first: date, more: int, months: int, some_days: int) -> None:
    if not months and not some_days:
        some_days = 1
    found = list_steps(first, first + timedelta(more), f"P{months}M{some_days}D", 10_000)
    assert (found[0].earliest, found[-1].latest) == (first, first + timedelta(more))
    assert all(period.earliest <= period.latest for period in found)
    assert all(one.latest + timedelta(1) == two.earliest for one, two in pairwise(found))
