"""Sums over occurrences in many periods: sorted once, then by difference of running sums."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Generic, Protocol, TypeVar

from graph.evidence.occurrences import Summand, find_largest_sum
from graph.model.counts import Range

Item = TypeVar("Item")
Days = tuple[int, int]  # the first and the last, as ordinals


class Overlaps(Generic[Item]):
    """Index of items by days. The cost of a query grows with its results, plus a few steps per class of length.

    Items are in classes of doubling length, so that one that lasts for years does not make every query scan the years
    before it.
    """

    def __init__(self, items: Iterable[Item], days: Callable[[Item], Days]) -> None:
        lengths: dict[int, list[tuple[int, int, int, Item]]] = defaultdict(list)
        for number, item in enumerate(items):
            first, last = days(item)
            lengths[(last - first).bit_length()].append((first, number, last, item))
        self._lengths = []
        for length, found in lengths.items():
            found.sort()  # by day, then by number, which no two have
            self._lengths.append((1 << length, [one[0] for one in found], found))

    def find_overlapping(self, first: int, last: int) -> list[Item]:
        """Items that share a day with first to last, in the order in which they were given."""
        met = []
        for longest, firsts, found in self._lengths:
            begin, end = bisect_left(firsts, first - longest), bisect_right(firsts, last)
            if begin < end:
                met += [one for one in found[begin:end] if one[2] >= first]
        if len(met) > 1:
            met.sort(key=itemgetter(1))
        return [one[3] for one in met]


class BoundedSummand(Summand, Protocol):
    """One occurrence to be summed up: at least `fewest`, and at most `most` (None: no limit)."""

    @property
    def most(self) -> int | None: ...


class PeriodSums:
    """Sums of occurrences by period.

    A period lies after the window of an opening and before windows of next counts. The upper bound is the sum of all
    that may lie in it. The lower bound is the sum of those that surely lie in it and must be different
    (graph.evidence.occurrences); those that may lie outside add nothing to it.
    """

    def __init__(self, entries: Iterable[BoundedSummand], apart: Mapping[int, set[int]]) -> None:
        by_first = sorted(entries, key=attrgetter("first"))
        by_last = sorted(by_first, key=attrgetter("last"))
        self._apart, self._entries = apart, by_first
        self._firsts = [entry.first for entry in by_first]
        self._lasts = [entry.last for entry in by_last]
        both = by_first, by_last
        self._highs = [_accumulate_sums(entry.most or 0 for entry in some) for some in both]
        is_limited = all(entry.most is not None for entry in by_first)
        self._unlimited = None if is_limited else [_accumulate_sums(e.most is None for e in some) for some in both]
        self._lows: dict[Days, int] = {}

    def sum_period(self, opening: Days, next_ones: Days) -> Range:
        """The sum over the period; `next_ones` are the first day of the earliest, the last of the latest next count."""
        over = bisect_left(self._lasts, opening[0])  # the number that ended before; all of these had begun
        begun = bisect_right(self._firsts, next_ones[1])
        if over == begun:
            return 0, 0
        unlimited = self._unlimited
        if unlimited and unlimited[0][begun] > unlimited[1][over]:
            high = None
        else:
            high = self._highs[0][begun] - self._highs[1][over]
        inside = opening[1], next_ones[0]
        if inside not in self._lows:
            self._lows[inside] = self._sum_sure(*inside)
        return self._lows[inside], high

    def _sum_sure(self, after: int, before: int) -> int:
        begin, end = bisect_right(self._firsts, after), bisect_left(self._firsts, before)
        sure = [entry for entry in self._entries[begin:end] if entry.last < before]
        return find_largest_sum(sure, self._apart) if sure else 0


def _accumulate_sums(numbers: Iterable[int]) -> Sequence[int]:
    """The sum of the first n numbers, at index n."""
    return list(accumulate(numbers, initial=0))
