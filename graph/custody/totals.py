"""Totals of moves, running or over a period, and the reports of moves that such a total includes."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from graph.evidence.hierarchy import Containment
from graph.evidence.occurrences import Occurrence, find_largest_sum
from graph.model.counts import Range, add_ranges, enclose_ranges
from graph.model.statement import StoredStatement

Places = tuple[str, ...]
Whose = tuple[tuple[str, ...], ...]  # the holders that gain or lose, and the groups that they do


class CountedMove(NamedTuple):
    """One move, or one total of moves, as counted up to a day. Days are ordinals.

    A total includes every move from `first_sure` to `last_sure`, and may include those from `first` to `last`; only
    moves of the same people by the same parties (`whose`). `occurrence` has its number and its reporters.
    """

    range: Range
    first: int
    first_sure: int
    last_sure: int
    last: int
    is_total: bool
    is_running: bool  # a running total, as of a day from last_sure to last
    whose: Whose
    places: Places
    is_counted: bool  # in people
    occurrence: Occurrence
    reports: tuple[StoredStatement, ...]


@dataclass(eq=False)
class Total:
    """A total in use, with alternatives that give another number for the same moves. It includes those `replaced`.

    `low` and `high` are the hull of all alternatives, `range` is the hull of those that may be the latest.
    """

    first: int
    first_sure: int
    last_sure: int
    last: int
    low: int
    high: int | None
    items: list[CountedMove]
    replaced: list[CountedMove] = field(default_factory=list)

    def join(self, item: CountedMove) -> None:
        self.items.append(item)
        self.last = max(self.last, item.last)
        self.low, self.high = enclose_ranges([(self.low, self.high), item.range]) or item.range

    @cached_property
    def current(self) -> list[CountedMove]:
        """The alternatives that may be the latest. Totals only grow, so a lower one that may be earlier is earlier."""
        newest = max(item.last_sure for item in self.items)
        late = sorted((item for item in self.items if item.last >= newest), key=lambda item: item.last)
        ends = [item.last for item in late]
        highest = list(accumulate((item.range[0] for item in reversed(late)), max))[::-1]

        def is_outgrown(item: CountedMove) -> bool:
            later = bisect_right(ends, item.last_sure)
            return later < len(late) and item.range[1] is not None and item.range[1] < highest[later]

        return [item for item in late if not is_outgrown(item)] or late

    @property
    def range(self) -> Range:
        return enclose_ranges([item.range for item in self.current]) or (0, None)

    @property
    def occurrence(self) -> Occurrence:
        """The total as one report of its lower bound, by all its reporters."""
        current = [item.occurrence for item in self.current]
        voices = dict.fromkeys(voice for one in current for voice in one.voices)
        datasets = dict.fromkeys(dataset for one in current for dataset in one.distinct_in)
        days = min(item.first for item in self.current), max(item.last for item in self.current)
        return Occurrence(current[0].number, self.range[0], *days, tuple(voices), tuple(datasets))


class ResolvedTotals(NamedTuple):
    """Totals, the moves that are added to them, and the moves that may or may not be in a total (`perhaps`).

    `across` are totals that overlap another in part, in days or places, so their moves may already be in that one. They
    replace the reports they include, as other totals do.
    """

    totals: list[Total]
    across: list[Total]
    added: list[CountedMove]
    perhaps: list[CountedMove]

    def sum_range(self, apart: Mapping[int, set[int]]) -> Range:
        """The sum: at least the totals with the moves that must be added, or the largest sum of others; at most all."""
        ranges = [total.range for total in self.totals]
        low = sum(low for low, _ in ranges) + find_largest_sum((item.occurrence for item in self.added), apart)
        if self.perhaps or self.across:
            unsure = [total.occurrence for total in self.across]
            reports = (item.occurrence for item in (*self.added, *self.perhaps))
            low = max(low, find_largest_sum((*reports, *unsure), apart))
        ranges += [total.range for total in self.across]
        return low, add_ranges([*ranges, *(item.range for item in (*self.added, *self.perhaps))])[1]

    @property
    def items(self) -> list[CountedMove]:
        """All items behind the range."""
        current = (item for total in (*self.totals, *self.across) for item in total.current)
        return [*current, *self.added, *self.perhaps]


def resolve_totals(
    items: Iterable[CountedMove], within: Containment | None = None, own: Whose | None = None
) -> ResolvedTotals:
    """The totals in use, the latest first, and the reports that they do not include.

    A total replaces the reports and other totals within its days and places. A total without a beginning starts on the
    first day of any reported move. A report that overlaps a total only in part, in days or places, may or may not be in
    it. Different totals with the same end are alternatives, and so are totals of which either may be the later one. A
    report without a place may be at any place.

    If one holder and group are asked about (`own`), their totals also replace reports that they share with others, of
    which only their share counts.
    """
    by_whose: dict[Whose, list[CountedMove]] = defaultdict(list)
    for item in _begin_totals(list(items)):
        by_whose[item.whose].append(item)
    resolved = ResolvedTotals([], [], [], [])
    within = within or Containment()
    levels = _add_levels(by_whose.pop(own), within, resolved) if own and own in by_whose else []
    for shared in by_whose.values():
        remaining = (
            [item for item in shared if not any(level.replace_included(item) for level in levels)] if levels else shared
        )
        _add_levels(remaining, within, resolved)
    return resolved


def _begin_totals(items: Sequence[CountedMove]) -> list[CountedMove]:
    """The items, with each total starting no earlier than the first day of any item."""
    first_day = min((item.last_sure if item.is_running else item.first for item in items), default=0)
    return [
        item._replace(first=max(item.first, first_day), first_sure=max(item.first_sure, first_day))
        if item.is_total
        else item
        for item in items
    ]


def _add_levels(items: Sequence[CountedMove], within: Containment, found: ResolvedTotals) -> list["_LevelTotals"]:
    """Add the items of the same parties and groups to the result, level by level.

    Each level takes totals that do not overlap, the latest first. A total that overlaps one of them in part goes to the
    next level. So each item is placed once per level, and none is compared with all others.
    """
    totals = [item for item in items if item.is_total]
    reports = [(item, False) for item in items if not item.is_total]  # with whether a total may hold it
    levels: list[_LevelTotals] = []
    while totals:
        level, across = _LevelTotals(within), []
        for total in sorted(totals, key=lambda item: (-item.last_sure, item.last, item.first, bool(item.places))):
            if not level.add_alternative(total) and not level.replace_included(total):
                if level.may_include(total):
                    across.append(total)
                else:
                    level.start(total)
        reports = [
            (item, is_possible or level.may_include(item))
            for item, is_possible in reports
            if not level.replace_included(item)
        ]
        (found.across if levels else found.totals).extend(total for row in level.rows.values() for total in row.totals)
        levels.append(level)
        totals = across
    for item, is_possible in reports:
        (found.perhaps if is_possible else found.added).append(item)
    return levels


class _PlaceTotals:
    """Totals at the same places, the latest first; no two share a day."""

    def __init__(self) -> None:
        self.totals: list[Total] = []

    def start(self, item: CountedMove) -> None:
        self.totals.append(Total(item.first, item.first_sure, item.last_sure, item.last, *item.range, [item]))

    def find_meeting(self, first: int, last: int) -> list[Total]:
        """The totals that may include a move on some day from first to last."""
        begun = bisect_left(self.totals, -last, key=lambda total: -total.first)
        ended = bisect_right(self.totals, -first, key=lambda total: -total.last)
        return self.totals[begun:ended]


class _LevelTotals:
    """The totals of one level so far, to which items are added one by one."""

    def __init__(self, within: Containment) -> None:
        self._within = within
        self.rows: dict[Places, _PlaceTotals] = {}
        self._rows_by_place: dict[str, list[Places]] = defaultdict(list)  # rows by their places
        self._rows_by_ancestor: dict[str, list[Places]] = defaultdict(list)  # and by the larger places around these
        self._within_cache: dict[tuple[Places, Places], bool] = {}

    def start(self, item: CountedMove) -> None:
        """Add a new total."""
        if item.places not in self.rows:
            self.rows[item.places] = _PlaceTotals()
            for place in item.places:
                self._rows_by_place[place].append(item.places)
            for place in self._within.find_ancestors(item.places):
                self._rows_by_ancestor[place].append(item.places)
        self.rows[item.places].start(item)

    def add_alternative(self, item: CountedMove) -> bool:
        """Add a total as an alternative to one that gives another number for the same moves. False if there is none.

        Such a total has the same beginning and end, or both are running totals of which either may be the later. A part
        that is larger than its whole is an alternative too.
        """
        for places in self._find_around(item.places):
            overlapping = self.rows[places].find_meeting(item.first, item.last)
            if len(overlapping) != 1:
                continue
            total = overlapping[0]
            same_end = (item.last_sure, item.last) == (total.last_sure, total.last)
            is_more = total.high is not None and item.range[0] > total.high
            may_be_later = item.is_running and item.last > total.last_sure and not _is_less(item, total)
            same = item.first <= total.first and (same_end or may_be_later)
            if (places == item.places and same) or (same_end and is_more and (item.places or not places)):
                total.join(item)
                return True
        return False

    def replace_included(self, item: CountedMove) -> bool:
        """Mark an item as replaced if a total surely includes it. False if none does."""
        for places in self._find_around(item.places):
            overlapping = self.rows[places].find_meeting(item.first, item.last)
            if len(overlapping) != 1:
                continue
            total = overlapping[0]
            # totals only grow, so one that is less is earlier
            last = min(item.last, total.last_sure) if item.is_running and _is_less(item, total) else item.last
            holds = total.first_sure <= item.first and last <= total.last_sure
            # an item without a place that is larger than the total cannot all be in it
            fits = item.places or not places or total.high is None or item.range[0] <= total.high
            if holds and fits:
                total.replaced.append(item)
                return True
        return False

    def may_include(self, item: CountedMove) -> bool:
        """Whether a total of this level may include an item."""
        rows = (*self._find_around(item.places), *self._find_partly(item.places))
        return any(self.rows[places].find_meeting(item.first, item.last) for places in rows)

    def _find_around(self, places: Places) -> list[Places]:
        """The rows that include some places: the row without places, and rows of larger places around all of them.

        An item without a place is in the only row, if there is just one.
        """
        if not places:
            return [row for row in self.rows if not row] or (list(self.rows) if len(self.rows) == 1 else [])
        found = [()] if () in self.rows else []
        wider = dict.fromkeys(
            row for place in self._within.find_ancestors(places) for row in self._rows_by_place.get(place, ())
        )
        return [*found, *(row for row in wider if self._is_within(places, row))]

    def _find_partly(self, places: Places) -> Iterable[Places]:
        """The rows that may overlap some places in part."""
        if not places:
            return self.rows
        above = self._within.find_ancestors(places)
        return dict.fromkeys(
            row
            for where, some in ((self._rows_by_place, above), (self._rows_by_ancestor, places))
            for place in some
            for row in where.get(place, ())
        )

    def _is_within(self, places: Places, row: Places) -> bool:
        if (places, row) not in self._within_cache:
            self._within_cache[places, row] = all(
                not self._within.find_ancestors([place]).isdisjoint(row) for place in places
            )
        return self._within_cache[places, row]


def _is_less(item: CountedMove, total: Total) -> bool:
    """Whether a running figure is less than a total, and so of an earlier day."""
    return item.range[1] is not None and item.range[1] < total.low
