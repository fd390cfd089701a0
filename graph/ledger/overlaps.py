"""Things with a first and a last day, found by the days that they overlap."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Days = tuple[int, int]  # the first and the last, as ordinals


class Overlaps(Generic[Item]):
    """Items by their days. A query costs what it finds, and a few steps for each order of length that there is.

    Items are kept apart by how long they are, doubling, so that one that lasts for years does not make every query
    walk through the years before it.
    """

    def __init__(self, items: Iterable[Item], days: Callable[[Item], Days]) -> None:
        lengths: dict[int, list[tuple[int, int, int, Item]]] = defaultdict(list)
        for number, item in enumerate(items):
            first, last = days(item)
            lengths[(last - first).bit_length()].append((first, number, last, item))
        self._lengths = []
        for length, found in lengths.items():
            found.sort(key=lambda one: one[:2])
            self._lengths.append((1 << length, [one[0] for one in found], found))

    def between(self, first: int, last: int) -> list[Item]:
        """Items that share a day with first to last, in the order in which they were given."""
        met = []
        for longest, firsts, found in self._lengths:
            begin, end = bisect_left(firsts, first - longest), bisect_right(firsts, last)
            if begin < end:
                met += [one for one in found[begin:end] if one[2] >= first]
        if len(met) > 1:
            met.sort(key=lambda one: one[1])
        return [one[3] for one in met]
