"""Sums over occurrences in a stretch of days, asked many times: sorted once, then by difference of running sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from graph.counts import Range
from graph.report_sums import Occurrence, largest_sum

Days = tuple[int, int]  # the first and the last, as ordinals


class Entry(NamedTuple):
    """One occurrence to be summed up: what is sure of it, and at most how many (None: no limit)."""

    sure: Occurrence
    most: int | None


class Tally:
    """How many some occurrences make in a period.

    A period lies after the window of an opening and before windows of next counts. The upper bound is the sum of all
    that may lie in it. The lower bound is what those make that surely lie in it and that cannot be one another
    (graph.report_sums); what may lie outside adds nothing to it.
    """

    def __init__(self, entries: Iterable[Entry], apart: Mapping[int, set[int]]) -> None:
        by_first = sorted(entries, key=lambda entry: entry.sure.first)
        by_last = sorted(by_first, key=lambda entry: entry.sure.last)
        self._apart, self._entries = apart, by_first
        self._firsts = [entry.sure.first for entry in by_first]
        self._lasts = [entry.sure.last for entry in by_last]
        both = by_first, by_last
        self._highs = [_sums(entry.most or 0 for entry in some) for some in both]
        self._unlimited = [_sums(entry.most is None for entry in some) for some in both]
        self._lows: dict[Days, int] = {}

    def total(self, opening: Days, next_ones: Days) -> Range:
        """The sum over the period; `next_ones` are the first day of the earliest, the last of the latest next count."""
        over = bisect_left(self._lasts, opening[0])  # as many were over before; they had all begun
        begun = bisect_right(self._firsts, next_ones[1])
        if over == begun:
            return 0, 0
        unlimited = self._unlimited[0][begun] > self._unlimited[1][over]
        high = None if unlimited else self._highs[0][begun] - self._highs[1][over]
        inside = opening[1], next_ones[0]
        if inside not in self._lows:
            self._lows[inside] = self._at_least(*inside)
        return self._lows[inside], high

    def _at_least(self, after: int, before: int) -> int:
        begin, end = bisect_right(self._firsts, after), bisect_left(self._firsts, before)
        sure = [entry.sure for entry in self._entries[begin:end] if entry.sure.last < before]
        return largest_sum(sure, self._apart) if sure else 0


def _sums(numbers: Iterable[int]) -> Sequence[int]:
    """The sum of the first n numbers, at place n."""
    return list(accumulate(numbers, initial=0))
