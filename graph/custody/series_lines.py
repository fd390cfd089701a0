"""Numbers held over time, and which of one scope contradict one another: points, segments and moves in lines.

Contradictory numbers are looked up by index, and not by comparing all pairs.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from math import inf
from typing import Final, Literal, TypeVar

from graph.dates.windows import Window
from graph.model.counts import ReportedCount
from graph.model.statement import StoredStatement

Direction = Literal["came", "went"]


class Agreement:
    """All numbers of a line. Two of one kind are held against one another where they speak of the same days: counts of
    one window; and any count of a time all of which lies in the certain days of a segment, for that one says that its
    number lasted; and two segments with a certain day in common."""

    def __init__(self) -> None:
        self._points: dict[str, _Points] = {}
        self._segments: dict[str, _Segments] = {}

    def compare(self, points: Iterable["CountPoint"], segments: Iterable["Segment"]) -> None:
        """Index all numbers of the line. Call it once."""
        by_kind: dict[str, list[CountPoint]] = defaultdict(list)
        for point in points:
            by_kind[point.count.kind].append(point)
        lasting: dict[str, list[Segment]] = defaultdict(list)
        for segment in segments:
            lasting[segment.count.kind].append(segment)
        self._points = {kind: _Points(some) for kind, some in by_kind.items()}
        self._segments = {kind: _Segments(some) for kind, some in lasting.items()}

    def list_against_point(self, point: "CountPoint") -> tuple[str, ...]:
        """The ids of statements that cannot be true together with a count, in order."""
        kind, window = point.count.kind, point.window
        lasting = self._segments[kind].find_over(window) if kind in self._segments else ()
        beside = self._points[kind].find_excluded(window, point.count) if kind in self._points else ()
        return _sort_ids(chain(beside, (s.statement.id for s in lasting if not _can_agree(s.count, point.count))))

    def list_against_segment(self, segment: "Segment") -> tuple[str, ...]:
        """The same for a count of a state that lasted."""
        kind, sure = segment.count.kind, segment.certain
        if sure is None:
            return ()
        lasting = self._segments[kind].find_meeting(sure) if kind in self._segments else ()
        within = self._points[kind].find_excluded_within(sure, segment.count) if kind in self._points else ()
        others = (s.statement.id for s in lasting if s is not segment and not _can_agree(s.count, segment.count))
        return _sort_ids(chain(within, others))


class _Points:
    """Counts of one kind by their windows, and these in order."""

    def __init__(self, points: Iterable["CountPoint"]) -> None:
        by_window: dict[Window, list[CountPoint]] = defaultdict(list)
        for point in points:
            by_window[point.window].append(point)
        self._by_window = {window: _Ranges(some) for window, some in by_window.items()}
        self._windows = sorted(self._by_window)

    def find_excluded(self, window: Window, count: ReportedCount) -> Iterable[str]:
        """The ids of counts of one window that a count excludes."""
        return self._by_window[window].find_excluded(count) if window in self._by_window else ()

    def find_excluded_within(self, days: Window, count: ReportedCount) -> Iterator[str]:
        """The ids of counts, of windows that lie within some days, that a count excludes."""
        for index in range(bisect_left(self._windows, Window(days.earliest, date.min)), len(self._windows)):
            window = self._windows[index]
            if window.earliest > days.latest:
                return
            if window.latest <= days.latest:
                yield from self._by_window[window].find_excluded(count)


class _Ranges:
    """Counts by their lowest and by their highest number."""

    def __init__(self, points: Iterable["CountPoint"]) -> None:
        points = list(points)
        lows = sorted((point.count.min, point.statement.id) for point in points)
        highs = sorted((_find_high(point.count), point.statement.id) for point in points)
        self._lows, self._by_low = [low for low, _ in lows], [id_ for _, id_ in lows]
        self._highs, self._by_high = [high for high, _ in highs], [id_ for _, id_ in highs]

    def find_excluded(self, count: ReportedCount) -> Iterator[str]:
        """The ids of those that have no number in common with a count."""
        above, below = bisect_right(self._lows, _find_high(count)), bisect_left(self._highs, count.min)
        return chain(self._by_low[above:], self._by_high[:below])


class _Segments:
    """States of one kind of count in the order of their first certain days, with the last one of them so far."""

    def __init__(self, segments: Iterable["Segment"]) -> None:
        sure = [(segment.certain, segment) for segment in segments if segment.certain]
        self._sure = sorted(sure, key=lambda pair: pair[0])
        self._firsts = [days.earliest for days, _ in self._sure]
        self._lasts = list(accumulate((days.latest for days, _ in self._sure), max))

    def find_meeting(self, window: Window) -> Iterator["Segment"]:
        """Those that have a certain day in common with a window."""
        return self._find_reaching(bisect_right(self._firsts, window.latest), window.earliest)

    def find_over(self, window: Window) -> Iterator["Segment"]:
        """Those that hold all days of a window for certain."""
        return self._find_reaching(bisect_right(self._firsts, window.earliest), window.latest)

    def _find_reaching(self, end: int, day: date) -> Iterator["Segment"]:
        """Of the first ones those that are certain on a day or later."""
        for index in range(end - 1, -1, -1):
            if self._lasts[index] < day:
                return
            days, segment = self._sure[index]
            if days.latest >= day:
                yield segment


def _find_high(count: ReportedCount) -> float:
    return inf if count.max is None else count.max


def _can_agree(one: ReportedCount, other: ReportedCount) -> bool:
    return max(one.min, other.min) <= min(_find_high(one), _find_high(other))


def _sort_ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


@dataclass(slots=True)
class CountPoint:
    """A count at some time within a window. `Final`, not frozen: see `graph.model.statement.StoredStatement`."""

    window: Final[Window]
    count: Final[ReportedCount]
    statement: Final[StoredStatement]
    agreement: Final[Agreement]

    @property
    def disagree(self) -> tuple[str, ...]:
        """The ids of statements that cannot be true beside it."""
        return self.agreement.list_against_point(self)


@dataclass(slots=True)
class Segment:
    """A count of a state that lasted: `start` and `end` are the days within which it began and was last said to last.

    On the days of `certain` it lasted whichever those days are. `ongoing`: it may have gone on after it was said.
    """

    start: Final[Window]
    end: Final[Window]
    certain: Final[Window | None]
    ongoing: Final[bool]
    count: Final[ReportedCount]
    statement: Final[StoredStatement]
    agreement: Final[Agreement]

    @property
    def window(self) -> Window:
        return Window(self.start.earliest, self.end.latest)

    @property
    def disagree(self) -> tuple[str, ...]:
        """The ids of statements that cannot be true beside it."""
        return self.agreement.list_against_segment(self)


@dataclass(slots=True)
class MoveMark:
    """People who came or went; `count` is None where the report has no number. `reports` are all of the same move."""

    direction: Final[Direction]
    window: Final[Window]
    count: Final[ReportedCount | None]
    statement: Final[StoredStatement]
    reports: Final[tuple[StoredStatement, ...]]

    @property
    def same(self) -> tuple[str, ...]:
        """The ids of the other reports of the same move."""
        return tuple(other.id for other in self.reports if other is not self.statement)


@dataclass(frozen=True, slots=True, order=True)
class SeriesScope:
    """What a number is of: those counted together as holders, groups and places, the unit, and of what."""

    holders: tuple[str, ...]
    held: tuple[str, ...]
    places: tuple[str, ...]
    unit: str
    of: str


SeriesItem = CountPoint | Segment | MoveMark
AnyItem = TypeVar("AnyItem", bound=SeriesItem)


@dataclass
class SeriesLine:
    """All numbers of one scope. Fill it before reading its `statements`."""

    scope: SeriesScope
    points: list[CountPoint] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    flows: list[MoveMark] = field(default_factory=list)
    agreement: Agreement = field(default_factory=Agreement)

    @cached_property
    def statements(self) -> list[StoredStatement]:
        """Each statement of the line once, the earliest window first."""
        kinds: list[Sequence[SeriesItem]] = [self.points, self.segments, self.flows]
        there = [items for items in kinds if items]  # each is in order by itself
        items = there[0] if len(there) == 1 else order_by_time(item for some in there for item in some)
        return list({item.statement.id: item.statement for item in items}.values())


def order_by_time(items: Iterable[AnyItem]) -> list[AnyItem]:
    """Items by window, then by the key of their statement. Windows are few, so sorting them first compares less."""
    by_window: dict[Window, list[AnyItem]] = {}
    for item in items:
        by_window.setdefault(item.window, []).append(item)
    return [item for window in sorted(by_window) for item in sorted(by_window[window], key=_key_item)]


def _key_item(item: SeriesItem) -> str:
    return item.statement.key
