"""Totals of moves as spans of days, and the single moves that such a total already includes.

A running total ("7,000 so far") is turned into spans by subtracting the figure before it; the total of a period is a
span by itself.
"""

from collections.abc import Collection, Iterable, Sequence, Set
from operator import itemgetter
from typing import NamedTuple

from graph.custody.ledger.sums import Overlaps
from graph.custody.moves import BEGINNING, Move, Share, read_since
from graph.dates.windows import MAX, MIN
from graph.evidence.hierarchy import find_parts
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement

Series = tuple[object, ...]


class CumulativePoint(NamedTuple):
    """A running total as of one day or window. Reports of the same days are one point; its range encloses all."""

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
        """Whether it is the total of a period, not a running total."""
        return bool(self.series) and isinstance(self.series[-1], tuple)

    def has_within(self, first: int, last: int) -> bool:
        """Whether a move on some day of first to last lies in the span for certain."""
        return self.first_certain <= first and last <= self.last_certain


def read_running_totals(figures: Iterable[StoredStatement]) -> list[MovedSpan]:
    """Running totals as spans. Figures with the same predicate, roles, unit, `of` and `since` form one series."""
    series: dict[Series, dict[tuple[int, int], list[StoredStatement]]] = {}
    for figure in figures:
        count = figure.count
        if count:
            name = (*_list_common(figure), count.since)
            days = figure.bounds.earliest_start.toordinal(), figure.bounds.latest_end.toordinal()
            series.setdefault(name, {}).setdefault(days, []).append(figure)
    return [span for name, days in series.items() for span in _make_spans(name, days)]


def read_period_totals(flows: Iterable[StoredStatement], running: Iterable[MovedSpan]) -> list[MovedSpan]:
    """Totals of all moves in a period (flows with `spread`), as spans; those of the same roles and days are one span.

    A total within the days of another one with the same predicate, roles and unit is left out: the other includes it.
    """
    by_name: dict[Series, dict[tuple[int, int], list[StoredStatement]]] = {}
    for flow in flows:
        if flow.count:
            days = flow.bounds.earliest_start.toordinal(), flow.bounds.latest_end.toordinal()
            by_name.setdefault(_list_common(flow), {}).setdefault(days, []).append(flow)
    held: dict[Series, list[tuple[int, int]]] = {}
    for span in running if by_name else ():
        held.setdefault(span.series[:-1], []).append((span.first_certain, span.last_certain))
    found = []
    for name, by_days in by_name.items():
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
                found.append(
                    MovedSpan(series, first, first, last, last, _enclose_counts(reports), tuple(reports), None)
                )
    return found


def _list_common(report: StoredStatement) -> Series:
    """What two totals must have in common for one to include the other."""
    count = report.count
    assert count is not None
    return report.predicate, tuple(sorted(report.roles.items())), count.unit, count.of


def _make_spans(series: Series, by_days: dict[tuple[int, int], list[StoredStatement]]) -> list[MovedSpan]:
    points = [
        CumulativePoint(*days, _enclose_counts(reports), tuple(reports)) for days, reports in sorted(by_days.items())
    ]
    by_end = sorted(points, key=lambda point: point.last)
    found, ended = [], 0
    for point in points:  # by their first days
        while by_end[ended].last < point.first:
            ended += 1
        found.append(_make_span(series, point, by_end[ended - 1] if ended else None))
    return found


def _make_span(series: Series, point: CumulativePoint, before: CumulativePoint | None) -> MovedSpan:
    if before:
        found = _subtract(before.range, point.range)
        begins = before.first + 1, before.last + 1
    else:
        found = point.range
        begins = read_since(series[-1]) if isinstance(series[-1], str) else (BEGINNING, BEGINNING)
    first, certain = (min(day, point.first) for day in begins)  # a figure since later than its own day is no span
    return MovedSpan(series, first, certain, point.first, point.last, found, point.reports, before)


def _subtract(before: Range, now: Range) -> Range:
    """How many more there were. A running total never falls, so it is below zero only where the figures contradict."""
    low = now[0] - before[1] if before[1] is not None else 0
    if now[1] is None:
        return max(0, low), None
    most = now[1] - before[0]
    return (low, 0) if most < 0 else (max(0, low), most)


def _enclose_counts(reports: Iterable[StoredStatement]) -> Range:
    return enclose_ranges((s.count.min, s.count.max) for s in reports if s.count) or (0, None)


class RestatingFigure(NamedTuple):
    """A running total as moves within a span. `move` is its first report; all its reports have the same roles."""

    number: int
    span: MovedSpan
    move: Move


class Restatements(NamedTuple):
    """By the number of an occurrence, the numbers of the totals that include it, and of those that may include it."""

    by: dict[int, list[int]]
    perhaps_by: dict[int, list[int]]
    figures: Set[int]

    def limit_to(self, figures: Set[int]) -> "Restatements":
        """The same with only some of the totals."""
        if self.figures <= figures:
            return self
        if not figures:
            return Restatements({}, {}, figures)
        by, perhaps_by = (
            {number: left for number, by in found.items() if (left := [n for n in by if n in figures])}
            for found in (self.by, self.perhaps_by)
        )
        return Restatements(by, perhaps_by, figures)


class DatedOccurrence(NamedTuple):
    """An occurrence: the hull of its days, and its reports."""

    number: int
    first: int
    last: int
    reports: Sequence[Move]


def find_restated(
    alike: Iterable[Sequence[DatedOccurrence]], figures: Sequence[RestatingFigure], links: Sequence[StoredStatement]
) -> Restatements:
    """Which totals include which occurrences. Occurrences whose reports have the same forms come in one group.

    A total includes an occurrence that lies in its span, has the same predicate, and in each role of the total names
    only entities of that role or their parts. It may include one that leaves such a role open, names others too, or may
    lie outside the span. It never includes one with another predicate or other parties.
    """
    found = Restatements({}, {}, {figure.number for figure in figures})
    if not figures:
        return found
    fits = _Fits(links)
    for some in alike:
        by_days = Overlaps(some, itemgetter(1, 2))
        reports = {id(report.form): report.statement for report in some[0].reports}.values()
        for figure in figures:
            span = figure.span
            fit = fits.rate(figure.move, reports)
            for number, first, last, _ in by_days.find_overlapping(span.first, span.last) if fit != "none" else ():
                sure = fit == "all" and span.has_within(first, last)
                (found.by if sure else found.perhaps_by).setdefault(number, []).append(figure.number)
    return found


class _Fits:
    """Whether a total counts a reported move, whatever the days: "all" for yes, "some" for perhaps, "none" for no."""

    def __init__(self, links: Sequence[StoredStatement]) -> None:
        self._links = links
        self._within: dict[tuple[str, ...], frozenset[str]] = {}
        self._found: dict[tuple[int, ...], Share] = {}

    def rate(self, figure: Move, reports: Collection[StoredStatement]) -> Share:
        """ "all" if at least one report of the occurrence is surely counted and no report contradicts it."""
        key = (id(figure.form), *map(id, reports))
        if key not in self._found:
            fits = {self._compare(figure.statement, report) for report in reports}
            sure = "all" in fits and "none" not in fits
            self._found[key] = "all" if sure else "none" if fits == {"none"} else "some"
        return self._found[key]

    def _compare(self, figure: StoredStatement, report: StoredStatement) -> Share:
        if figure.predicate != report.predicate:
            return "none"
        counted = figure.count.of if figure.count else None
        sure = counted is None or (report.count is not None and report.count.of == counted)
        for role, named in figure.roles.items():
            ids, inside = report.role(role), self._list_parts(named)
            if ids and inside.isdisjoint(ids) and self._list_parts(ids).isdisjoint(named):
                return "none"
            sure = sure and bool(ids) and inside.issuperset(ids)
        return "all" if sure else "some"

    def _list_parts(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Ids, and what is part of them or lies in them, at whatever time."""
        if ids not in self._within:
            self._within[ids] = frozenset(part for id_ in ids for part in find_parts(id_, self._links, MIN, MAX))
        return self._within[ids]
