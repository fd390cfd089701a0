"""Which running figures count a move that is told apart as well: it must not be added to them."""

from collections.abc import Collection, Iterable, Sequence, Set
from operator import itemgetter
from typing import NamedTuple

from graph.custody.cumulative_counts import MovedSpan
from graph.custody.ledger.sums import Overlaps
from graph.custody.moves import Move, Share
from graph.dates.windows import MAX, MIN
from graph.evidence.hierarchy import with_parts
from graph.model.stored_statement import StoredStatement


class RestatingFigure(NamedTuple):
    """A running figure as moves within a span; the first of its reports stands for all: they have the same roles."""

    number: int
    span: MovedSpan
    move: Move


class Restatements(NamedTuple):
    """By which running figures occurrences are restated, and by which they may be: both by their numbers."""

    by: dict[int, list[int]]
    perhaps_by: dict[int, list[int]]
    figures: Set[int]

    def among(self, figures: Set[int]) -> "Restatements":
        """The same by some figures alone."""
        if self.figures <= figures:
            return self
        if not figures:
            return Restatements({}, {}, figures)
        by, perhaps_by = (
            {number: kept for number, by in found.items() if (kept := [n for n in by if n in figures])}
            for found in (self.by, self.perhaps_by)
        )
        return Restatements(by, perhaps_by, figures)


class DatedOccurrence(NamedTuple):
    """An occurrence: the hull of its days, and its reports."""

    number: int
    first: int
    last: int
    reports: Sequence[Move]


def restated(
    alike: Iterable[Sequence[DatedOccurrence]], figures: Sequence[RestatingFigure], links: Sequence[StoredStatement]
) -> Restatements:
    """Which figures restate which occurrences, those together that are told in the same forms.

    A figure restates an occurrence in its span that has the same predicate and, in each role that the figure fills,
    nobody and nowhere else (parts of them are no one else). It may do so where the occurrence leaves such a role open,
    names others beside, or may lie outside the span. One of another predicate or of other parties it never restates.
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
            fit = fits.of(figure.move, reports)
            for number, first, last, _ in by_days.between(span.first, span.last) if fit != "none" else ():
                sure = fit == "all" and span.holds(first, last)
                (found.by if sure else found.perhaps_by).setdefault(number, []).append(figure.number)
    return found


class _Fits:
    """Whether what is reported is among what a figure counts, whatever the days: all, perhaps (some), or none."""

    def __init__(self, links: Sequence[StoredStatement]) -> None:
        self._links = links
        self._within: dict[tuple[str, ...], frozenset[str]] = {}
        self._found: dict[tuple[int, ...], Share] = {}

    def of(self, figure: Move, reports: Collection[StoredStatement]) -> Share:
        """Reports of one occurrence differ in whom they name: sure where one is sure of it and none contradicts."""
        key = (id(figure.form), *map(id, reports))
        if key not in self._found:
            fits = {self._fit(figure.statement, report) for report in reports}
            sure = "all" in fits and "none" not in fits
            self._found[key] = "all" if sure else "none" if fits == {"none"} else "some"
        return self._found[key]

    def _fit(self, figure: StoredStatement, report: StoredStatement) -> Share:
        if figure.predicate != report.predicate:
            return "none"
        counted = figure.count.of if figure.count else None
        sure = counted is None or (report.count is not None and report.count.of == counted)
        for role, named in figure.roles.items():
            told, inside = report.role(role), self._parts(named)
            if told and inside.isdisjoint(told) and self._parts(told).isdisjoint(named):
                return "none"
            sure = sure and bool(told) and inside.issuperset(told)
        return "all" if sure else "some"

    def _parts(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Ids, and what is part of them or lies in them, at whatever time."""
        if ids not in self._within:
            self._within[ids] = frozenset(part for id_ in ids for part in with_parts(id_, self._links, MIN, MAX))
        return self._within[ids]
