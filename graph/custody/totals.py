"""Totals of moves: how many came so far, or over a period, and the reports of moves that such a total includes."""

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
    """One move, or one total of moves, as it counts up to a day. Days are ordinals.

    A total holds every move from `first_sure` to `last_sure`, and may hold those from `first` to `last`. It holds moves
    of the same people by the same parties (`whose`) only. `occurrence` has its number and who reports it.
    """

    range: Range
    first: int
    first_sure: int
    last_sure: int
    last: int
    is_total: bool
    is_running: bool  # a total of all so far, as of a day within last_sure to last
    whose: Whose
    places: Places
    is_counted: bool  # in people
    occurrence: Occurrence
    reports: tuple[StoredStatement, ...]


@dataclass(eq=False)
class Total:
    """A total that counts, with others that tell another number of the same moves. What it holds is `replaced`.

    `low` and `high` are the hull of them all, `range` is that of those that may be the latest.
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
        """Those that may be the latest. Totals only grow: one that is lower, and may be earlier, is the earlier one."""
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
        """As one report of at least as many, by all who tell of it."""
        current = [item.occurrence for item in self.current]
        voices = dict.fromkeys(voice for one in current for voice in one.voices)
        datasets = dict.fromkeys(dataset for one in current for dataset in one.distinct_in)
        days = min(item.first for item in self.current), max(item.last for item in self.current)
        return Occurrence(current[0].number, self.range[0], *days, tuple(voices), tuple(datasets))


class ResolvedTotals(NamedTuple):
    """What moves make together: totals, the moves that are added to them, and those that may be in a total or not.

    `across` are totals that lie across the beginning or the end of another, or around its places: what they tell may be
    in that one already. They hold reports as others do.
    """

    totals: list[Total]
    across: list[Total]
    added: list[CountedMove]
    perhaps: list[CountedMove]

    def sum_range(self, apart: Mapping[int, set[int]]) -> Range:
        """At least the totals and what must be added to them, or what is in no total for certain; at most all of it."""
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
        """All that the range rests on."""
        current = (item for total in (*self.totals, *self.across) for item in total.current)
        return [*current, *self.added, *self.perhaps]


def resolve_totals(
    items: Iterable[CountedMove], within: Containment | None = None, own: Whose | None = None
) -> ResolvedTotals:
    """The totals that count, the latest first, and what they leave of the other reports.

    A total replaces what it holds: the reports within its days and its places, other totals too. One without a
    beginning begins with the first day of which anybody reports a move. A report across the end or the beginning of a
    total, or at a place around its own, may be in it or not; what a total across another holds is replaced all the
    same. Totals of one end that differ stand side by side, and so do those of which either may be the later one. Places
    that are not named say nothing.

    Where one holder and group are asked about (`own`), their totals also hold what others share with them: of that,
    only their part is counted.
    """
    by_whose: dict[Whose, list[CountedMove]] = defaultdict(list)
    for item in _begin_totals(list(items)):
        by_whose[item.whose].append(item)
    found = ResolvedTotals([], [], [], [])
    within = within or Containment()
    levels = _reckon_levels(by_whose.pop(own), within, found) if own and own in by_whose else []
    for shared in by_whose.values():
        left = [item for item in shared if not any(kept.hold(item) for kept in levels)] if levels else shared
        _reckon_levels(left, within, found)
    return found


def _begin_totals(items: Sequence[CountedMove]) -> list[CountedMove]:
    """The items, totals from the first day of which any of them tells."""
    begins = min((item.last_sure if item.is_running else item.first for item in items), default=0)
    return [
        item._replace(first=max(item.first, begins), first_sure=max(item.first_sure, begins)) if item.is_total else item
        for item in items
    ]


def _reckon_levels(items: Sequence[CountedMove], within: Containment, found: ResolvedTotals) -> list["_LevelTotals"]:
    """Note what the items of the same parties and groups make, level by level.

    Each level takes totals that do not overlap, the latest first. A total that lies across one of them waits for the
    next level, where it is among totals like it; so each item is placed once in each level, and none is compared with
    all others.
    """
    totals = [item for item in items if item.is_total]
    reports = [(item, False) for item in items if not item.is_total]  # with whether a total may hold it
    levels: list[_LevelTotals] = []
    while totals:
        kept, across = _LevelTotals(within), []
        for total in sorted(totals, key=lambda item: (-item.last_sure, item.last, item.first, bool(item.places))):
            if not kept.join(total) and not kept.hold(total):
                if kept.touch(total):
                    across.append(total)
                else:
                    kept.start(total)
        reports = [(item, may or kept.touch(item)) for item, may in reports if not kept.hold(item)]
        (found.across if levels else found.totals).extend(total for row in kept.rows.values() for total in row.totals)
        levels.append(kept)
        totals = across
    for item, may in reports:
        (found.perhaps if may else found.added).append(item)
    return levels


class _PlaceTotals:
    """Totals at the same places, the latest first; no two share a day."""

    def __init__(self) -> None:
        self.totals: list[Total] = []

    def start(self, item: CountedMove) -> None:
        self.totals.append(Total(item.first, item.first_sure, item.last_sure, item.last, *item.range, [item]))

    def find_meeting(self, first: int, last: int) -> list[Total]:
        """Those that may hold a move on some day of first to last."""
        begun = bisect_left(self.totals, -last, key=lambda total: -total.first)
        ended = bisect_right(self.totals, -first, key=lambda total: -total.last)
        return self.totals[begun:ended]


class _LevelTotals:
    """The totals that count so far, to be met by one item after another."""

    def __init__(self, within: Containment) -> None:
        self._within = within
        self.rows: dict[Places, _PlaceTotals] = {}
        self._named: dict[str, list[Places]] = defaultdict(list)  # rows by the places that they name
        self._under: dict[str, list[Places]] = defaultdict(list)  # and by all places around those
        self._inside: dict[tuple[Places, Places], bool] = {}

    def start(self, item: CountedMove) -> None:
        """A total that counts."""
        if item.places not in self.rows:
            self.rows[item.places] = _PlaceTotals()
            for place in item.places:
                self._named[place].append(item.places)
            for place in self._within.find_ancestors(item.places):
                self._under[place].append(item.places)
        self.rows[item.places].start(item)

    def join(self, item: CountedMove) -> bool:
        """Note a total beside one that tells another number of the same moves, where there is one.

        That is one of the same end and beginning, or, of all so far, one of which either may be the later. A part that
        is more than its whole contradicts it too.
        """
        for places in self._find_around(item.places):
            met = self.rows[places].find_meeting(item.first, item.last)
            if len(met) != 1:
                continue
            total = met[0]
            same_end = (item.last_sure, item.last) == (total.last_sure, total.last)
            is_more = total.high is not None and item.range[0] > total.high
            may_be_later = item.is_running and item.last > total.last_sure and not _is_less(item, total)
            same = item.first <= total.first and (same_end or may_be_later)
            if (places == item.places and same) or (same_end and is_more and (item.places or not places)):
                total.join(item)
                return True
        return False

    def hold(self, item: CountedMove) -> bool:
        """Note an item that is in a total for certain as replaced by it."""
        for places in self._find_around(item.places):
            met = self.rows[places].find_meeting(item.first, item.last)
            if len(met) != 1:
                continue
            total = met[0]
            # totals only grow, so one that is less is earlier
            last = min(item.last, total.last_sure) if item.is_running and _is_less(item, total) else item.last
            holds = total.first_sure <= item.first and last <= total.last_sure
            # of an unknown place, and more than the total: not all of it can be in there
            fits = item.places or not places or total.high is None or item.range[0] <= total.high
            if holds and fits:
                total.replaced.append(item)
                return True
        return False

    def touch(self, item: CountedMove) -> bool:
        """Whether an item may be in a total that counts."""
        rows = (*self._find_around(item.places), *self._find_partly(item.places))
        return any(self.rows[places].find_meeting(item.first, item.last) for places in rows)

    def _find_around(self, places: Places) -> list[Places]:
        """The rows that some places lie within: of no place in particular, or of places around all of them.

        What is at no place that anybody names lies in the only row, where there is but one.
        """
        if not places:
            return [row for row in self.rows if not row] or (list(self.rows) if len(self.rows) == 1 else [])
        found = [()] if () in self.rows else []
        wider = dict.fromkeys(
            row for place in self._within.find_ancestors(places) for row in self._named.get(place, ())
        )
        return [*found, *(row for row in wider if self._is_within(places, row))]

    def _find_partly(self, places: Places) -> Iterable[Places]:
        """The rows that some places may meet without lying within."""
        if not places:
            return self.rows
        above = self._within.find_ancestors(places)
        return dict.fromkeys(
            row
            for where, some in ((self._named, above), (self._under, places))
            for place in some
            for row in where.get(place, ())
        )

    def _is_within(self, places: Places, row: Places) -> bool:
        if (places, row) not in self._inside:
            self._inside[places, row] = all(
                not self._within.find_ancestors([place]).isdisjoint(row) for place in places
            )
        return self._inside[places, row]


def _is_less(item: CountedMove, total: Total) -> bool:
    """Whether a figure so far is less than a total, and so of an earlier day."""
    return item.range[1] is not None and item.range[1] < total.low
