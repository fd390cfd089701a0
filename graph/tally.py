"""Sums over occurrences in a stretch of days, asked many times: sorted once, then by difference of running sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate
from operator import itemgetter

from graph.counts import Range

Days = tuple[int, int]  # the first and the last, as ordinals
Entry = tuple[int, Range, int, int]  # number, range, first and last day
UNKNOWN = 1 << 62  # as the least of what nobody counts: it may be one with what somebody does, and makes that no less


class Tally:
    """How many some occurrences make in a period, from all being one to all being distinct.

    A period lies after the window of an opening and before windows of next counts. What surely lies between them gives
    its range, what may lie outside [0, max], what does lie outside nothing. As few as may be are those of the least
    occurrence: nothing, where one may lie outside. Where some are `judged` distinct from others, `exact` is asked.
    """

    def __init__(self, entries: Iterable[Entry], judged: Collection[int], exact: Callable[[Days, Days], Range]) -> None:
        by_first = sorted(entries, key=itemgetter(2))
        by_last = sorted(by_first, key=itemgetter(3))
        self._firsts = [entry[2] for entry in by_first]
        self._lasts = [entry[3] for entry in by_last]
        self._lows = [entry[1][0] for entry in by_first]
        self._highs = [_sums(entry[1][1] or 0 for entry in some) for some in (by_first, by_last)]
        open_ = any(entry[1][1] is None for entry in by_first)
        self._open = [_sums(entry[1][1] is None for entry in some) for some in (by_first, by_last)] if open_ else None
        told = bool(judged) and any(entry[0] in judged for entry in by_first)
        self._judged = [_sums(entry[0] in judged for entry in some) for some in (by_first, by_last)] if told else None
        self._exact = exact

    def total(self, opening: Days, next_ones: Days) -> Range:
        """The sum over the period; `next_ones` are the first day of the earliest, the last of the latest next count."""
        lasts, firsts = self._lasts, self._firsts
        over = bisect_left(lasts, opening[0])  # as many were over before; they had all begun
        begun = bisect_right(firsts, next_ones[1])
        if over == begun:
            return 0, 0
        if self._judged and self._judged[0][begun] > self._judged[1][over]:
            return self._exact(opening, next_ones)
        high = self._highs[0][begun] - self._highs[1][over]
        unbounded = self._open is not None and self._open[0][begun] > self._open[1][over]
        after = bisect_right(firsts, opening[1])
        inside = after == over and begun == bisect_left(lasts, next_ones[0])  # none touches either window
        low = min(self._lows[after:begun]) if inside else 0
        return 0 if low == UNKNOWN else low, None if unbounded else high


def _sums(numbers: Iterable[int]) -> list[int]:
    """The sum of the first n numbers, at place n."""
    return list(accumulate(numbers, initial=0))
