"""How many one holder holds of a group: which counts stand for a day, and what they make together."""

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
    """A count with its scope: whose, of which groups, where; which statement gives it, and on which days."""

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
    """How many there are, and what says so.

    `best` is the first of the `readings` that make up the number, `days` the days on which these were made, `places`
    how many places are added; None where people were counted wherever they were. `elsewhere` are readings of other
    places, counted on other days and so not added.
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
        """The readings of each scope, of one place or of all, two of which cannot both be true of one day."""
        by_places: dict[tuple[str, ...], list[StockReading]] = defaultdict(list)
        for reading in self.readings:
            by_places[reading.places].append(reading)
        return [tuple(some) for some in by_places.values() if _has_disjoint_overlap(some)]


def select_counts(statements: Iterable[StoredStatement], holder: str, a: date, b: date) -> list[StockReading]:
    """Counts of those held, with their scopes, the widest and then the nearest first.

    What one holder holds alone is its own, a joint count is not each one's; all places are wider than one; people go
    before other units.
    """
    found = []
    parties = cache_by_form(lambda statement: (find_holders(statement), find_held_groups(statement)))
    for statement in statements:
        holders, held = parties(statement)
        if statement.count and is_count_of_held(statement) and holder in holders:
            window = find_named_days(statement)
            off = max(0, (window.earliest - b).days, (a - window.latest).days)
            places = statement.role("at")
            found.append(StockReading(statement.count, holders, held, places, statement, window, off))
    return sorted(found, key=_measure_width)


def _measure_width(counted: StockReading) -> tuple[object, ...]:
    count = counted.count
    scope = counted.holders, counted.places, count.unit
    return len(counted.holders), bool(counted.places), count.unit != "people", counted.days_off, scope


def count_stock(
    counts: Iterable[StockReading], a: date, b: date, within: Containment | None = None, max_gap_days: int | None = None
) -> StockCount | None:
    """How many there were on the days from a to b; None where no one counts them.

    Scope first, then day. Where people were counted wherever they were, only such counts matter: those whose window
    holds the days, else the last before, else the first after. One that is older than the predicate's
    `stale_after_days` (or `max_gap_days`) is passed over where places were counted since. Else by place: see
    `_by_place`. A count of several groups together is none of each one's.
    """
    scopes: dict[tuple[Hashable, ...], list[StockReading]] = defaultdict(list)
    for counted in counts:
        if counted.count.kind == "stock" and len(counted.held) == 1:
            scopes[counted.holders, counted.count.unit, counted.count.of].append(counted)
    choices = []
    for some in scopes.values():
        placed = [counted for counted in some if counted.places]
        wide = _drop_stale([counted for counted in some if not counted.places], placed, a, b, max_gap_days)
        choices += [chosen for chosen in (wide, placed) if chosen]
    if not choices:
        return None
    chosen = min(choices, key=lambda some: min(map(_measure_width, some)))
    timing, nearest = _select_nearest(chosen, a, b)
    if chosen[0].places:
        return _count_by_place(chosen, timing, nearest, (a, b), within)
    return _make_count(nearest, enclose_ranges(c.range for c in nearest), timing, None)


def has_disagreement(counts: Iterable[StockReading]) -> bool:
    """Whether two counts of one scope, of times that overlap or of one event, cannot both be true."""
    scopes: dict[tuple[Hashable, ...], list[StockReading]] = defaultdict(list)
    for counted in counts:
        count = counted.count
        scope = count.unit, count.of, count.kind, counted.holders, counted.held, counted.places
        scopes[scope].append(counted)
        for event in counted.statement.about:
            scopes[*scope, event].append(counted)
    return any(
        _is_contradictory(some) if len(scope) > 6 else _has_disjoint_overlap(some) for scope, some in scopes.items()
    )


def _is_contradictory(some: Iterable[StockReading]) -> bool:
    """Whether no number is in all ranges. On a line, every two meet only if all do."""
    ranges = [counted.range for counted in some]
    return max(low for low, _ in ranges) > min(inf if high is None else high for _, high in ranges)


def _has_disjoint_overlap(some: Sequence[StockReading]) -> bool:
    """Whether two whose windows share a day have no number in common: a sweep over the days."""
    lows: list[tuple[float, date]] = []  # of windows begun so far: the highest minimum first, with its last day
    highs: list[tuple[float, date]] = []  # the lowest maximum first
    for counted in sorted(some, key=lambda counted: counted.window.earliest):
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
    wide: Sequence[StockReading], placed: Iterable[StockReading], a: date, b: date, max_gap_days: int | None
) -> list[StockReading]:
    """Counts without a place, but for old ones where places were counted since."""
    newest = max((counted.window.earliest for counted in placed if counted.window.earliest <= b), default=None)
    if newest is None:
        return list(wide)

    def is_stale(counted: StockReading) -> bool:
        limit = vocabulary().predicates[counted.statement.predicate].stale_after_days or 0
        return (a - counted.window.latest).days > (limit if max_gap_days is None else max_gap_days)

    return [counted for counted in wide if counted.window.latest >= newest or not is_stale(counted)]


def _select_nearest(some: Sequence[StockReading], a: date, b: date) -> tuple[Timing, list[StockReading]]:
    """Those whose window holds one of the days, else those of the last window before, else of the first after."""
    if on := [counted for counted in some if counted.window.earliest <= b and a <= counted.window.latest]:
        return Timing.ON, on
    if before := [counted for counted in some if counted.window.latest < a]:
        last = max(counted.window.latest for counted in before)
        return Timing.BEFORE, [counted for counted in before if counted.window.latest == last]
    first = min(counted.window.earliest for counted in some)
    return Timing.AFTER, [counted for counted in some if counted.window.earliest == first]


def _count_by_place(
    chosen: Sequence[StockReading],
    timing: Timing,
    nearest: Sequence[StockReading],
    days: tuple[date, date],
    within: Containment | None,
) -> StockCount:
    """The places counted on one day, added: per place the hull of its readings, of places one of which lies in another
    only the outer one. Of several days asked about, the last on which most places were counted."""
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


def _group_by_day(some: Sequence[StockReading], a: date, b: date) -> list[list[StockReading]]:
    """Readings by the days from a to b on which they may have been made: days on which a window ends."""
    days = sorted({min(counted.window.latest, b) for counted in some})
    found: list[list[StockReading]] = [[] for _ in days]
    for counted in some:
        first, last = bisect_left(days, counted.window.earliest), bisect_right(days, counted.window.latest)
        for day in range(first, last):
            found[day].append(counted)
    return found


def _add_places(some: Iterable[StockReading], within: Containment | None) -> tuple[Range, list[StockReading], int]:
    """What the places make together, the readings that are added, and of how many places these are."""
    by_places: dict[tuple[str, ...], list[StockReading]] = defaultdict(list)
    for counted in some:
        by_places[counted.places].append(counted)
    outer = _select_outermost(by_places, within)
    ranges = [enclose_ranges(c.range for c in by_places[places]) or (0, None) for places in outer]
    number = len({place for places in outer for place in places})
    low, high = add_ranges(ranges)
    if number < sum(map(len, outer)):  # two of them share a place: its people must not count twice
        low = max(low for low, _ in ranges)
    return (low, high), [counted for places in outer for counted in by_places[places]], number


def _select_outermost(some: Collection[tuple[str, ...]], within: Containment | None) -> list[tuple[str, ...]]:
    """Of places that are counted together those that do not lie in others that are counted too."""
    counted_with: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for places in some:
        for place in places:
            counted_with[place].append(places)

    def uppers(place: str) -> Collection[str]:
        return within.find_ancestors([place]) if within else (place,)

    def lies_in(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
        return all(not set(outer).isdisjoint(uppers(place)) for place in inner)

    def is_inside(inner: tuple[str, ...]) -> bool:
        others = {outer for upper in uppers(inner[0]) for outer in counted_with.get(upper, ()) if outer != inner}
        # of two that lie in one another one is kept
        return any(lies_in(inner, outer) and (not lies_in(outer, inner) or outer < inner) for outer in others)

    return [places for places in some if not is_inside(places)]
