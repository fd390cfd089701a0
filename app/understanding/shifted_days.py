"""Days that are named by those of the question before: a week earlier, before that."""

from collections.abc import Sequence
from datetime import date, timedelta

from graph.dates.edtf import count_month_days
from graph.dates.windows import MAX, MIN, Window, read_edtf


def shift_days(readings: Sequence[str], step: str, today: date) -> tuple[str, ...]:
    """The days in EDTF, by a step such as `day -7`, `year 1`, `same`, `before` or `after`; no readings are today."""
    if step == "same":
        return tuple(readings)
    windows = [read_edtf(one, "days").window for one in readings] or [Window(today, today)]
    return tuple(filter(None, (_shift(window, step) for window in windows)))


def _shift(window: Window, step: str) -> str | None:
    """None where there is no such day."""
    first, last = window.earliest, window.latest
    try:
        if step == "before":
            return f"../{first - timedelta(1)}"
        if step == "after":
            return f"{last + timedelta(1)}/.."
        unit, number = step.split()
        start = ".." if first == MIN else _move(first, unit, int(number)).isoformat()
        end = ".." if last == MAX else _move(last, unit, int(number), is_end=first != last).isoformat()
    except (OverflowError, ValueError):
        return None
    return _shorten(start, end)


def _move(day: date, unit: str, number: int, *, is_end: bool = False) -> date:
    """The day so many days, months or years on; where a period ends with a month, it still does."""
    if unit == "day":
        return day + timedelta(number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    last = count_month_days(year, month)
    is_last = is_end and day.day == count_month_days(day.year, day.month)
    return date(year, month, last if is_last else min(day.day, last))


def _shorten(start: str, end: str) -> str:
    """One day, month or year where the ends are those of one."""
    if start == end:
        return start
    for written in (start[:4], start[:7]):
        if ".." not in written:
            window = read_edtf(written, "days").window
            if (window.earliest.isoformat(), window.latest.isoformat()) == (start, end):
                return written
    return f"{start}/{end}"
