"""The plainest possible count of a row: scope first, then the day; what is counted by place is added.

Choices, where the documents leave one open (they go on from those of oracle.py):

34. Whose: the fewest holders first (a joint count is not each one's), then people before other units; counts without a
    place before counts by place; then the nearest. A count of several held groups together is no stock of one.
35. A count without place that is older than its predicate's `stale_after_days` is passed over where places were counted
    surely after it, and no later than the last day asked.
    Of a period, what was counted by place is that of the last day on which most places were.
36. countedOn is the hull of the days of the readings that are taken; on the day are all whose window holds a day asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.world.oracle_base import Count, Ids, Reading, Told, counts, hull, note, parts_of, range_of, sum_or_none
from tests.world.oracle_time import Span, days_apart, overlap


@dataclass
class Stock:
    """The count of a row."""

    count: Count
    holders: Ids
    unit: str
    timing: str  # on, before, after
    days: Span
    places: int | None  # how many places were added
    readings: list[Told]


def stock_count(reading: Reading, told: list[Told], asked: Span) -> Stock | None:
    """The count of a row whose statements these are."""
    scopes: dict[tuple[Ids, str], list[Told]] = {}
    for one in told:
        if counts(one, "stock") and len(one.filling("held")) == 1 and one.count:
            holders = one.filling("holds") | one.filling("gains")
            scopes.setdefault((holders, one.count["unit"]), []).append(one)
    if not scopes:
        return None

    def narrowness(scope: tuple[Ids, str]) -> tuple[object, ...]:
        holders, unit = scope
        near = min(days_apart(one.window, asked) for one in scopes[scope])
        placed = all(one.holding_places for one in scopes[scope])
        return len(holders), placed, unit != "people", near, sorted(holders), unit

    whose = min(scopes, key=narrowness)
    whole = [one for one in scopes[whose] if not one.holding_places]
    placed = [one for one in scopes[whose] if one.holding_places]
    fresh = [one for one in whole if not passed_over(one, placed, asked)]
    note("count: an old one is passed over", used=len(fresh) < len(whole))
    whole = fresh
    timing, taken = of_the_day(whole or placed, asked)
    days = min(one.window[0] for one in taken), max(one.window[1] for one in taken)
    note(f"count: counted {timing}")
    note("count: joint, of several holders", used=len(whose[0]) > 1)
    if whole:
        note("count: several readings, one hull", used=len(set(map(range_of, taken))) > 1)
        return Stock(hull(list(map(range_of, taken))), *whose, timing, days, None, taken)
    places = {one.holding_places for one in taken}
    outer = [
        one
        for one in places
        if not any(one != other and one <= parts_of(reading, asked, other, ("part", "place")) for other in places)
    ]
    ranges = [hull([range_of(one) for one in taken if one.holding_places == where]) for where in outer]
    count = sum(least for least, _ in ranges), sum_or_none([most for _, most in ranges])
    taken = [one for one in taken if one.holding_places in outer]
    note("count: several places added", used=len(outer) > 1)
    note("count: a place inside another is left out", used=len(outer) < len(places))
    note("count: places of other days are not added", used=len({one.holding_places for one in placed}) > len(places))
    note("count: hull of one place", used=any(low != high for low, high in ranges))
    return Stock(count, *whose, timing, days, len(outer), taken)


def passed_over(one: Told, placed: list[Told], asked: Span) -> bool:
    """Is a count so old that what was counted by place since says more?"""
    stale = one.predicate.get("stale_after_days")
    if stale is None or one.window[1] >= asked[0] or days_apart(one.window, asked) <= stale:
        return False
    return any(one.window[1] < other.window[0] <= asked[1] for other in placed)


def of_the_day(told: list[Told], asked: Span) -> tuple[str, list[Told]]:
    """What was counted on the day; else on the last day before; else on the first after."""
    on = [one for one in told if overlap(one.window, asked)]
    if on and all(one.holding_places for one in on):
        on = of_the_fullest_day(on, asked)
    if on:
        return "on", on
    before = [one for one in told if one.window[1] < asked[0]]
    if before:
        last: date = max(one.window[1] for one in before)
        return "before", [one for one in before if one.window[1] == last]
    first = min(one.window[0] for one in told)
    return "after", [one for one in told if one.window[0] == first]


def of_the_fullest_day(told: list[Told], asked: Span) -> list[Told]:
    """Of a period, the last day on which most places were counted."""
    days = {day for one in told for day in (max(one.window[0], asked[0]), min(one.window[1], asked[1]))}

    def counted(day: date) -> list[Told]:
        return [one for one in told if overlap(one.window, (day, day))]

    return counted(max(days, key=lambda day: (len({one.holding_places for one in counted(day)}), day)))
