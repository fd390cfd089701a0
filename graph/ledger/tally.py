"""Sums over occurrences in a stretch of days, asked many times: sorted once, then by difference of running sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter

from graph.counts import Range
from graph.flows import together

Days = tuple[int, int]  # the first and the last, as ordinals
Entry = tuple[int, int, int | None, int, int]  # number, fewest, most (None: no limit), first and last day
UNKNOWN = 1 << 62  # as the least of what nobody counts: it may be one with what somebody does, and makes that no less


class Tally:
    """How many some occurrences make in a period, from all being one to all being distinct.

    A period lies after the window of an opening and before windows of next counts. What surely lies between them gives
    its range, what may lie outside [0, max], what does lie outside nothing. As few as may be are those of the least
    occurrence: nothing, where one may lie outside. Only where judgements keep some of them `apart` are they gone
    through one by one.
    """

    def __init__(self, entries: Iterable[Entry], apart: Mapping[int, set[int]]) -> None:
        by_first = sorted(entries, key=itemgetter(3))
        by_last = sorted(by_first, key=itemgetter(4))
        both = by_first, by_last
        self._apart, self._entries = apart, by_first
        self._firsts = [entry[3] for entry in by_first]
        self._lasts = [entry[4] for entry in by_last]
        self._lows = [entry[1] for entry in by_first]
        self._longest = max((entry[4] - entry[3] for entry in by_first), default=0)
        self._highs = [_sums([entry[2] or 0 for entry in some]) for some in both]
        self._unlimited = _counted([[entry[2] is None for entry in some] for some in both])
        self._judged = _counted([[entry[0] in apart for entry in some] for some in both]) if apart else None

    def total(self, opening: Days, next_ones: Days) -> Range:
        """The sum over the period; `next_ones` are the first day of the earliest, the last of the latest next count."""
        lasts, firsts = self._lasts, self._firsts
        over = bisect_left(lasts, opening[0])  # as many were over before; they had all begun
        begun = bisect_right(firsts, next_ones[1])
        if over == begun:
            return 0, 0
        unlimited = self._unlimited is not None and self._unlimited[0][begun] > self._unlimited[1][over]
        high = None if unlimited else self._highs[0][begun] - self._highs[1][over]
        if self._judged and self._judged[0][begun] > self._judged[1][over]:
            return self._fewest(begun, opening, next_ones), high
        after = bisect_right(firsts, opening[1])
        if after > over or begun > bisect_left(lasts, next_ones[0]):  # one touches a window
            return 0, high
        low = min(self._lows[after:begun])
        return 0 if low == UNKNOWN else low, high

    def _fewest(self, begun: int, opening: Days, next_ones: Days) -> int:
        lows: dict[int, Range] = {}
        soonest = bisect_left(self._firsts, opening[0] - self._longest)
        for number, low, _, first, last in self._entries[soonest:begun]:
            if last >= opening[0]:
                inside = opening[1] < first and last < next_ones[0]
                if not inside or low != UNKNOWN:
                    lows[number] = low if inside else 0, 0
        return together(lows, self._apart)[0]


def _sums(numbers: Iterable[int]) -> list[int]:
    """The sum of the first n numbers, at place n."""
    return list(accumulate(numbers, initial=0))


def _counted(told: Sequence[Sequence[bool]]) -> list[list[int]] | None:
    """How many of the first n are so, in each order; None where none is."""
    return [_sums(some) for some in told] if any(told[0]) else None
