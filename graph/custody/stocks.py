"""Number of people of a group that one holder holds on a day: selecting counts and combining them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from graph.dates.windows import Window
from graph.evidence.custody_roles import cache_by_form, find_held_groups, find_holders, is_count_of_held
from graph.evidence.hierarchy import Containment
from graph.evidence.support import find_named_days
from graph.model.counts import Range, ReportedCount, add_ranges, enclose_ranges
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class StockReading:
    """A count with its holders, groups and places, its statement, and its window of days."""

    count: ReportedCount
    holders: tuple[str, ...]
    held: tuple[str, ...]
    places: tuple[str, ...]
    statement: StoredStatement
    window: Window
    days_off: int

    @property
    def range(self) -> Range:
        return self.count.min, self.count.max


class Timing(StrEnum):
    """When people were counted: on the days asked about, the last time before them, or the first time after."""

    ON = "on"
    BEFORE = "before"
    AFTER = "after"


class StockCount(NamedTuple):
    """The number of people held, and the counts behind it.

    `best` is the first of the `readings` that make up the number, `days` are the days of these. `places` is the number
    of places added, None if the counts are not by place. `elsewhere` are readings of other places on other days, which
    are not added.
    """

    range: Range
    best: StockReading
    readings: tuple[StockReading, ...]
    days: Window
    timing: Timing
    places: int | None
    elsewhere: tuple[StockReading, ...] = ()

    @property
    def disputed(self) -> list[tuple[StockReading, ...]]:
        """The readings of each place (or of all places) where two of the same day cannot both be true."""
        by_places: dict[tuple[str, ...], list[StockReading]] = defaultdict(list)
        for reading in self.readings:
            by_places[reading.places].append(reading)
        return [tuple(readings) for readings in by_places.values() if _has_disjoint_overlap(readings)]


def select_counts(statements: Iterable[StoredStatement], holder: str, a: date, b: date) -> list[StockReading]:
    """Counts of people held, with their scopes; the most general and then the nearest in time first.

    Counts of one holder come before joint counts, counts of all places before those of one, people before other units.
    """
    readings = []
    parties = cache_by_form(lambda statement: (find_holders(statement), find_held_groups(statement)))
    for statement in statements:
        holders, held = parties(statement)
        if statement.count and is_count_of_held(statement) and holder in holders:
            window = find_named_days(statement)
            days_off = max(0, (window.earliest - b).days, (a - window.latest).days)
            places = statement.role("at")
            readings.append(StockReading(statement.count, holders, held, places, statement, window, days_off))
    return sorted(readings, key=_measure_width)


def _measure_width(counted: StockReading) -> tuple[object, ...]:
    count = counted.count
    scope = counted.holders, counted.places, count.unit
    return len(counted.holders), bool(counted.places), count.unit != "people", counted.days_off, scope


def count_stock(
    counts: Iterable[StockReading], a: date, b: date, within: Containment | None = None, max_gap_days: int | None = None
) -> StockCount | None:
    """How many there were on the days from a to b; None if there is no count.

    The scope is chosen first, then the day. Counts without a place win: those whose window includes the days, else the
    last before, else the first after. A count older than the predicate's `stale_after_days` (or `max_gap_days`) is
    ignored if there are later counts by place. Without such counts, those by place are added: see `_count_by_place`.
    A count of several groups together is not used for any one of them.
    """
    scopes: dict[tuple[Hashable, ...], list[StockReading]] = defaultdict(list)
    for counted in counts:
        if counted.count.kind == "stock" and len(counted.held) == 1:
            scopes[counted.holders, counted.count.unit, counted.count.of].append(counted)
    choices = []
    for readings in scopes.values():
        local = [counted for counted in readings if counted.places]
        general = _drop_stale([counted for counted in readings if not counted.places], local, a, b, max_gap_days)
        choices += [chosen for chosen in (general, local) if chosen]
    if not choices:
        return None
    chosen = min(choices, key=lambda readings: min(map(_measure_width, readings)))
    timing, nearest = _select_nearest(chosen, a, b)
    if chosen[0].places:
        return _count_by_place(chosen, timing, nearest, (a, b), within)
    return _make_count(nearest, enclose_ranges(c.range for c in nearest), timing, None)


def has_disagreement(counts: Iterable[StockReading]) -> bool:
    """Whether two counts of one scope, at overlapping times or of one event, cannot both be true."""
    scopes: dict[tuple[Hashable, ...], list[StockReading]] = defaultdict(list)
    for counted in counts:
        count = counted.count
        scope = count.unit, count.of, count.kind, counted.holders, counted.held, counted.places
        scopes[scope].append(counted)
        for event in counted.statement.about:
            scopes[*scope, event].append(counted)
    return any(
        _is_contradictory(readings) if len(scope) > 6 else _has_disjoint_overlap(readings)
        for scope, readings in scopes.items()
    )


def _is_contradictory(readings: Iterable[StockReading]) -> bool:
    """Whether no number lies in all ranges. (If every two intervals overlap, all of them share a number.)"""
    ranges = [counted.range for counted in readings]
    return max(low for low, _ in ranges) > min(inf if high is None else high for _, high in ranges)


def _has_disjoint_overlap(readings: Sequence[StockReading]) -> bool:
    """Whether two readings share a day but no number. A sweep over the days."""
    lows: list[tuple[float, date]] = []  # of windows begun so far: the highest minimum first, with its last day
    highs: list[tuple[float, date]] = []  # the lowest maximum first
    for counted in sorted(readings, key=lambda counted: counted.window.earliest):
        for heap in (lows, highs):
            while heap and heap[0][1] < counted.window.earliest:
                heappop(heap)
        low, high = counted.count.min, inf if counted.count.max is None else counted.count.max
        if (lows and -lows[0][0] > high) or (highs and highs[0][0] < low):
            return True
        heappush(lows, (-low, counted.window.latest))
        heappush(highs, (high, counted.window.latest))
    return False


def _drop_stale(
    general: Sequence[StockReading], placed: Iterable[StockReading], a: date, b: date, max_gap_days: int | None
) -> list[StockReading]:
    """Counts without a place, except stale ones that are older than the newest count by place."""
    newest = max((counted.window.earliest for counted in placed if counted.window.earliest <= b), default=None)
    if newest is None:
        return list(general)

    def is_stale(counted: StockReading) -> bool:
        limit = vocabulary().predicates[counted.statement.predicate].stale_after_days or 0
        return (a - counted.window.latest).days > (limit if max_gap_days is None else max_gap_days)

    return [counted for counted in general if counted.window.latest >= newest or not is_stale(counted)]


def _select_nearest(readings: Sequence[StockReading], a: date, b: date) -> tuple[Timing, list[StockReading]]:
    """Readings whose window includes one of the days, else those of the last window before, else the first after."""
    if on := [counted for counted in readings if counted.window.earliest <= b and a <= counted.window.latest]:
        return Timing.ON, on
    if before := [counted for counted in readings if counted.window.latest < a]:
        last = max(counted.window.latest for counted in before)
        return Timing.BEFORE, [counted for counted in before if counted.window.latest == last]
    first = min(counted.window.earliest for counted in readings)
    return Timing.AFTER, [counted for counted in readings if counted.window.earliest == first]


def _count_by_place(
    chosen: Sequence[StockReading],
    timing: Timing,
    nearest: Sequence[StockReading],
    days: tuple[date, date],
    within: Containment | None,
) -> StockCount:
    """The sum over the places counted on one day, each with the hull of its readings. A place inside another counted
    place is not added. For a period, the last of the days on which most places were counted."""
    by_day = _group_by_day(nearest, *days) if timing is Timing.ON and days[0] < days[1] else [list(nearest)]
    fullest = max(reversed(by_day), key=lambda some: len({place for counted in some for place in counted.places}))
    range_, readings, number = _add_places(fullest, within)
    counted_at = {place for counted in fullest for place in counted.places}
    elsewhere = [counted for counted in chosen if counted_at.isdisjoint(counted.places)]
    return _make_count(readings, range_, timing, number, elsewhere)


def _make_count(
    readings: Sequence[StockReading],
    range_: Range | None,
    timing: Timing,
    places: int | None,
    elsewhere: Iterable[StockReading] = (),
) -> StockCount:
    days = Window(min(c.window.earliest for c in readings), max(c.window.latest for c in readings))
    return StockCount(range_ or (0, None), readings[0], tuple(readings), days, timing, places, tuple(elsewhere))


def _group_by_day(readings: Sequence[StockReading], a: date, b: date) -> list[list[StockReading]]:
    """Readings by day from a to b, for each day on which a window ends."""
    days = sorted({min(counted.window.latest, b) for counted in readings})
    by_day: list[list[StockReading]] = [[] for _ in days]
    for counted in readings:
        first, last = bisect_left(days, counted.window.earliest), bisect_right(days, counted.window.latest)
        for day in range(first, last):
            by_day[day].append(counted)
    return by_day


def _add_places(readings: Iterable[StockReading], within: Containment | None) -> tuple[Range, list[StockReading], int]:
    """The sum over places, the readings that are added, and the number of their places."""
    by_places: dict[tuple[str, ...], list[StockReading]] = defaultdict(list)
    for counted in readings:
        by_places[counted.places].append(counted)
    outer = _select_outermost(by_places, within)
    ranges = [enclose_ranges(c.range for c in by_places[places]) or (0, None) for places in outer]
    number = len({place for places in outer for place in places})
    low, high = add_ranges(ranges)
    if number < sum(map(len, outer)):  # two sets share a place, whose people must not count twice
        low = max(low for low, _ in ranges)
    return (low, high), [counted for places in outer for counted in by_places[places]], number


def _select_outermost(place_sets: Collection[tuple[str, ...]], within: Containment | None) -> list[tuple[str, ...]]:
    """The sets of places that do not lie inside another counted set."""
    counted_with: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for places in place_sets:
        for place in places:
            counted_with[place].append(places)

    def find_enclosing(place: str) -> Collection[str]:
        return within.find_ancestors([place]) if within else (place,)

    def lies_in(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
        return all(not set(outer).isdisjoint(find_enclosing(place)) for place in inner)

    def is_inside(inner: tuple[str, ...]) -> bool:
        others = {
            outer for upper in find_enclosing(inner[0]) for outer in counted_with.get(upper, ()) if outer != inner
        }
        # of two that lie in one another one is kept
        return any(lies_in(inner, outer) and (not lies_in(outer, inner) or outer < inner) for outer in others)

    return [places for places in place_sets if not is_inside(places)]
