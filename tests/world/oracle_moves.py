"""The plainest possible sums of what came and what went by a day: totals in place of the reports that they hold.

Choices, where the design is silent or can be read in two ways (they go on from those of oracle.py):

29. A total is a cumulative figure of just this holder and group, or a move spread over its days; a report is an
    occurrence: the hull of its days and counts. A running figure of a vague day counts from its first possible day on,
    a spread one once it has ended. One without a beginning, or that begins earlier, begins with the first move told.
30. The total that ends last replaces what lies in its days and places. What lies across its beginning or end, in a
    wider place, or is shared with others, adds [0, n]. What is left is treated by the same rule again.
31. Totals of the same places and end, or of which one may be later and is not surely less, are one range; of two that
    begin apart the wider replaces the narrower that does not exceed it.
32. A report without a place lies in the only place that totals name, unless it exceeds that total; with totals of
    several places it is [0, n].
33. Reports of an event of which one is spread: that is the total, the others are dropped unless they exceed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.world.oracle_base import (
    UNCOUNTED_MOVES_COUNT,
    Count,
    Entry,
    Ids,
    Reading,
    Told,
    at_most,
    counts,
    entry,
    hull,
    largest_sum,
    parts_of,
    range_of,
    sum_or_none,
)
from tests.world.oracle_time import Span, overlap

Moves = list[tuple[Told, str]]  # with "all" or "some": are they of this holder and group alone?


@dataclass(eq=False)
class Sum:
    """A report or a total."""

    name: str
    told: list[Told]
    begin: date
    ends: Span
    count: Count | None
    places: Ids
    is_total: bool
    shared: bool
    perhaps: bool = False  # what it tells may be told by a total already


def moved_count(reading: Reading, asked: Span, moves: Moves, way: str) -> tuple[int, int | None, str] | None:
    """What came in or went out by the day: (min, max, kind)."""
    last = asked[1]
    begin = min((one.window[0] for one, _ in moves), default=last)
    items = [
        *running(moves, way, begin, last),
        *occurrences(reading, [(one, part) for one, part in moves if not counts_as(one, "cumulative")], way, last),
    ]
    if not any(one.count for one in items):
        return None
    least, most, is_running = reckon(reading, asked, items)
    return least, most, "cumulative" if is_running else "flow"


def counts_as(one: Told, kind: str) -> bool:
    """Does it count people in this way?"""
    return counts(one, kind) and bool(one.count) and one.count["unit"] == "people"


def places_of(one: Told, way: str) -> Ids:
    """Where people arrive, or leave."""
    return one.holding_places if way == "gains" else one.at("from_place", "at")


def running(moves: Moves, way: str, begin: date, last: date) -> list[Sum]:
    """Cumulative figures that were told of a day that may have been."""
    found = []
    for one, part in moves:
        if counts_as(one, "cumulative") and one.window[0] <= last:
            since = one.count and one.count.get("since")
            start = min(max(begin, date.fromisoformat(since)) if since else begin, one.window[0])
            found.append(
                Sum(one.key, [one], start, one.window, range_of(one), places_of(one, way), True, part != "all")
            )
    return found


def occurrences(reading: Reading, moves: Moves, way: str, last: date) -> list[Sum]:
    """Everything that is told of one occurrence as one report, or as a total where some of it is spread."""
    events: dict[str, Moves] = {}
    for one, part in moves:
        goes_on = one.raw.get("spread") and counts_as(one, "flow") and one.window[1] > last
        if one.window[0] <= last and not goes_on:
            events.setdefault(reading.occurrence.get(one.key, one.key), []).append((one, part))
    found = []
    for name, event in events.items():
        spread = [(one, part) for one, part in event if one.raw.get("spread") and counts_as(one, "flow")]
        people = [(one, part) for one, part in event if counts_as(one, "flow")]
        shared = any(part != "all" for _, part in people or event)
        if spread and not shared:
            count = hull([range_of(one) for one, _ in spread])
            above = [range_of(one) for one, _ in people if count[1] is not None and range_of(one)[0] > count[1]]
            event, count = spread, hull([count, *above])
        else:
            spread = []
            count = hull([at_most(range_of(one), part == "all") for one, part in people]) if people else None
        told = [one for one, _ in event]
        days = min(one.window[0] for one in told), max(one.window[1] for one in told)
        places = frozenset().union(*(places_of(one, way) for one in told))
        if spread:
            found.append(Sum(name, told, days[0], (days[1], days[1]), count, places, True, False))
        else:
            found.append(Sum(name, told, days[0], (days[1], days[1]), count, places, False, shared, days[1] > last))
    return found


def reckon(reading: Reading, asked: Span, items: list[Sum]) -> tuple[int, int | None, bool]:
    """The least and the most of all, and whether a running figure is among what they rest on."""
    by = asked[1]
    totals = [one for one in items if one.is_total and not one.shared]
    named = {one.places for one in totals}
    left, least = items, 0
    most: list[int | None] = []
    used: list[Sum] = []
    while totals:
        latest = max(totals, key=lambda one: (one.ends[0], width(reading, asked, one, totals), -one.begin.toordinal()))
        same, replaced = alike(latest, totals)
        count = hull([one.count for one in same if one.count])
        used += same
        least += 0 if all(one.perhaps for one in same) else count[0]
        most.append(count[1])
        left = [one for one in left if one not in same and one not in replaced]
        stays = []
        for one in left:
            where = within(reading, asked, one, latest, named)
            when = days_within(one, latest)
            if where == when == "all":
                continue
            if where and when:
                one.perhaps = True
            stays.append(one)
        left = stays
        totals = [one for one in totals if one in left]
    full, across = [], []
    for one in left:
        if one.count is None:
            most += [None] if UNCOUNTED_MOVES_COUNT else []
            continue
        most.append(one.count[1])
        used.append(one)
        told = entry(one.name, one.told, one.count)
        if one.ends[1] > by or one.shared:
            told = Entry(told.name, told.days, 0, told.voices, told.datasets)
        (across if one.perhaps else full).append(told)
    most_of_all = sum_or_none(most)
    return (
        max(least + largest_sum(reading, full), largest_sum(reading, full + across)),
        most_of_all,
        any(counts(each, "cumulative") for one in used for each in one.told),
    )


def width(reading: Reading, asked: Span, one: Sum, others: list[Sum]) -> int:
    """How many totals lie in the places of one."""
    near = around(reading, asked, one)
    return sum(1 for other in others if not one.places or (other.places and other.places <= near))


def around(reading: Reading, asked: Span, one: Sum) -> set[str]:
    """The places of a report, with all that lies in them."""
    return parts_of(reading, asked, one.places, ("part", "place"))


def alike(latest: Sum, totals: list[Sum]) -> tuple[list[Sum], list[Sum]]:
    """Totals that tell the same as the latest, and those of its end that it replaces."""
    same, replaced = [latest], []
    for one in totals:
        if one is latest or one.places != latest.places or one.ends[1] < latest.ends[0]:
            continue
        assert one.count
        assert latest.count
        if one.ends == latest.ends:
            above = latest.count[1] is not None and one.count[0] > latest.count[1]
            (same if one.begin == latest.begin or above else replaced).append(one)
        elif one.count[1] is None or one.count[1] >= latest.count[0]:
            same.append(one)
    return same, replaced


def within(reading: Reading, asked: Span, one: Sum, total: Sum, named: set[Ids]) -> str | None:
    """Does what is told lie in the places of a total: all, perhaps, or not?"""
    if not total.places:
        return "all"
    if not one.places:
        if frozenset() in named:
            return None
        exceeds = bool(one.count and total.count and total.count[1] is not None and one.count[0] > total.count[1])
        return "some" if len(named) > 1 or exceeds else "all"
    if one.places <= around(reading, asked, total):
        return "all"
    return "some" if around(reading, asked, one) & around(reading, asked, total) else None


def days_within(one: Sum, total: Sum) -> str | None:
    """Does it lie in the days of a total: all, perhaps, or not?"""
    if not overlap((one.begin, one.ends[1]), (total.begin, total.ends[1])):
        return None
    return "all" if total.begin <= one.begin and one.ends[1] <= total.ends[0] else "some"
