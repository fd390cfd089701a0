"""Totals as moves within a span: running figures by difference or from a beginning, and what is told of a period."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from graph.dates.windows import MIN, read_window
from graph.errors import InvalidDate
from graph.model.counts import Range, enclose_ranges
from graph.model.stored_statement import StoredStatement

BEGINNING = MIN.toordinal()
Series = tuple[object, ...]


class CumulativePoint(NamedTuple):
    """What is said of one day (or window) in one series: reports with the same days stand together, as their hull."""

    first: int
    last: int
    range: Range
    reports: tuple[StoredStatement, ...]


class MovedSpan(NamedTuple):
    """How many moved within a span of days.

    The span begins on some day from `first` to `first_certain` (as ordinals), and ends on one from `last_certain` to
    `last`. `after` is the figure that was subtracted; without it the span begins with the stated `since`, or has no
    beginning. `range` may lie below zero where a figure is lower than an earlier one.
    """

    series: Series
    first: int
    first_certain: int
    last_certain: int
    last: int
    range: Range
    reports: tuple[StoredStatement, ...]
    after: CumulativePoint | None

    @property
    def is_of_a_period(self) -> bool:
        """Whether it is told of a period, not so far."""
        return bool(self.series) and isinstance(self.series[-1], tuple)

    def holds(self, first: int, last: int) -> bool:
        """Whether a move on some day of first to last lies in the span for certain."""
        return self.first_certain <= first and last <= self.last_certain


def spans(figures: Iterable[StoredStatement]) -> list[MovedSpan]:
    """Cumulative figures as spans: of one series are those with the same predicate, roles, unit, of and since."""
    series: dict[Series, dict[tuple[int, int], list[StoredStatement]]] = {}
    for figure in figures:
        count = figure.count
        if count:
            name = (*_what(figure), count.since)
            days = figure.bounds.earliest_start.toordinal(), figure.bounds.latest_end.toordinal()
            series.setdefault(name, {}).setdefault(days, []).append(figure)
    return [span for name, days in series.items() for span in _spans(name, days)]


def period_totals(flows: Iterable[StoredStatement], running: Iterable[MovedSpan]) -> list[MovedSpan]:
    """What flows say of all moves in a period (`spread`), as spans; those of the same roles and days as their hull.

    Left out are those that lie within another total of the same predicate, roles and unit: that one holds them.
    """
    told: dict[Series, dict[tuple[int, int], list[StoredStatement]]] = {}
    for flow in flows:
        if flow.count:
            days = flow.bounds.earliest_start.toordinal(), flow.bounds.latest_end.toordinal()
            told.setdefault(_what(flow), {}).setdefault(days, []).append(flow)
    held: dict[Series, list[tuple[int, int]]] = {}
    for span in running if told else ():
        held.setdefault(span.series[:-1], []).append((span.first_certain, span.last_certain))
    found = []
    for name, by_days in told.items():
        latest = 0
        for first, last, own in sorted(
            [(*days, True) for days in by_days] + [(*days, False) for days in held.get(name, ())],
            key=lambda one: (one[0], -one[1], one[2]),
        ):
            if last <= latest:
                continue
            latest = last
            if own:
                reports = by_days[first, last]
                series = (*name, (first, last))
                found.append(MovedSpan(series, first, first, last, last, _hull(reports), tuple(reports), None))
    return found


def _what(report: StoredStatement) -> Series:
    """What two totals must have in common for one to hold the other."""
    count = report.count
    assert count is not None
    return report.predicate, tuple(sorted(report.roles.items())), count.unit, count.of


def _spans(series: Series, by_days: dict[tuple[int, int], list[StoredStatement]]) -> list[MovedSpan]:
    points = [CumulativePoint(*days, _hull(reports), tuple(reports)) for days, reports in sorted(by_days.items())]
    by_end = sorted(points, key=lambda point: point.last)
    found, ended = [], 0
    for point in points:  # by their first days
        while by_end[ended].last < point.first:
            ended += 1
        found.append(_span(series, point, by_end[ended - 1] if ended else None))
    return found


def _span(series: Series, point: CumulativePoint, before: CumulativePoint | None) -> MovedSpan:
    if before:
        found = _difference(before.range, point.range)
        begins = before.first + 1, before.last + 1
    else:
        found = point.range
        begins = days_since(series[-1]) if isinstance(series[-1], str) else (BEGINNING, BEGINNING)
    first, certain = (min(day, point.first) for day in begins)  # a figure since later than its own day is no span
    return MovedSpan(series, first, certain, point.first, point.last, found, point.reports, before)


def _difference(before: Range, now: Range) -> Range:
    """How many more there were; nobody comes back by being counted, so below zero only where the figures contradict."""
    low = now[0] - before[1] if before[1] is not None else 0
    if now[1] is None:
        return max(0, low), None
    most = now[1] - before[0]
    return (low, 0) if most < 0 else (max(0, low), most)


@lru_cache(maxsize=1_000)
def days_since(since: str) -> tuple[int, int]:
    """The days that a stated beginning allows; from the beginning of time where it is no date."""
    try:
        found = read_window(since)
    except InvalidDate:
        return BEGINNING, BEGINNING
    return found.earliest.toordinal(), found.latest.toordinal()


def _hull(reports: Iterable[StoredStatement]) -> Range:
    return enclose_ranges((s.count.min, s.count.max) for s in reports if s.count) or (0, None)
