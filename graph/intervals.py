"""The one rule of time: what holds for certain, or possibly, on some day of [a, b]; for one day a = b.

`certain` and `possible` take anything with the four bounds as attributes, days as dates or numbers, one each or as
arrays: they only compare, and join by `&`.
"""

from datetime import date
from typing import Any

from graph.dates import MAX, MIN
from graph.validity import Bounds


def certain(bounds: Any, a: Any, b: Any) -> Any:
    """Whether it held on some day of [a, b], whichever of the allowed days it began and ended on."""
    return (bounds.latest_start <= b) & (a <= bounds.earliest_end)


def possible(bounds: Any, a: Any, b: Any) -> Any:
    """Whether it held on some day of [a, b] for at least one choice of the allowed days."""
    return (bounds.earliest_start <= b) & (a <= bounds.latest_end)


def gap_days(bounds: Bounds, a: date, b: date) -> int | None:
    """How many days [a, b] lies from being certain: 0 where it is, None where no number of days would do."""
    if (bounds.latest_start == MAX and b < MAX) or (bounds.earliest_end == MIN and a > MIN):
        return None
    return max(0, (bounds.latest_start - b).days, (a - bounds.earliest_end).days)
