"""Arrivals at, or departures from, one set of holders between two counts: one line per occurrence or running figure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple

from graph.custody.ledger.running_totals import MovedSpan, Restatements, Series
from graph.custody.ledger.sums import Days, Overlaps, PeriodSums
from graph.custody.moves import Move, Share, take_share
from graph.evidence.occurrences import Occurrence, Voice, find_largest_sum
from graph.model.counts import Range, add_ranges, enclose_ranges
from graph.model.statement import StoredStatement

ALWAYS: Days = (0, 0)  # before the first day that there is
NEVER: Days = (10_000_000, 10_000_000)  # after the last
ANYBODY: Voice = ("", "")


class LedgerOccurrence(NamedTuple):
    """One occurrence as it bears on a scope: an `Occurrence`, and at most how many it moved (None: no limit).

    It is not `counted` where no report says how many in the unit of the scope: then it is none for certain.
    """

    number: int
    fewest: int
    first: int
    last: int
    voices: Sequence[Voice]
    distinct_in: Sequence[str]
    most: int | None
    counted: bool
    reports: Sequence[Move]

    @property
    def range(self) -> Range:
        return self.fewest, self.most

    def limit_share(self, share: Share) -> "LedgerOccurrence":
        """The same of which a scope has only a share."""
        fewest, most = take_share(share, self.range)
        return self._replace(fewest=fewest, most=most)


class RunningFigure(NamedTuple):
    """A running figure as it bears on a scope; `range` is its share of the figure."""

    number: int
    range: Range
    span: MovedSpan
    counted: bool


LineKind = Literal["flow", "cumulative", "uncounted"]


class BookLine(NamedTuple):
    """One line of the ledger: its number in the period, and whether all of it is certainly in the period."""

    range: Range
    kind: LineKind
    certain_in: bool
    of: LedgerOccurrence | RunningFigure
    restated_by: Sequence[int] = ()  # numbers of running figures, as in `Restatements`
    perhaps_by: Sequence[int] = ()
    exceeded_by: Range | None = None  # what the flows make that a running figure should hold, where that is more

    @property
    def reports(self) -> tuple[StoredStatement, ...]:
        """The statements that the line rests on."""
        if isinstance(self.of, LedgerOccurrence):
            return tuple([report.statement for report in self.of.reports])
        return self.of.span.reports

    @property
    def days(self) -> Days:
        """The first and the last day on which it may have happened."""
        dated = self.of if isinstance(self.of, LedgerOccurrence) else self.of.span
        return dated.first, dated.last


class MoveBook:
    """All moves of one side that bear on one scope, ready to be asked for periods.

    `until` is the last day asked about: a running figure that may be of a later day tells how many there were by then.
    A running figure that is not counted in the unit of the scope restates nothing: it only leaves open how many.
    Moves outside a period tell of nobody who moved in it. Reports that are judged to be one, or are of one Event, do
    take a move along: their days are those of both.
    """

    def __init__(
        self,
        occurrences: Sequence[LedgerOccurrence],
        running: Sequence[RunningFigure],
        restated: Restatements,
        apart: Mapping[int, set[int]],
        until: int,
    ) -> None:
        self._occurrences, self._apart, self._until = occurrences, apart, until
        self.has_reports = bool(occurrences or running)
        self._running = Overlaps(running, lambda one: (one.span.first, one.span.last))
        self._by, self._perhaps_by, _ = restated.limit_to({figure.number for figure in running if figure.counted})
        unrestated, self._counted_by = self._split_restated(occurrences) if self._by else (occurrences, {})
        self._unrestated_sums = self._sum_up(unrestated)
        self._sums_by_figure: dict[int, PeriodSums] = {}
        self._sums: dict[tuple[Days, Days], Range] = {}

    @cached_property
    def _by_days(self) -> Overlaps[LedgerOccurrence]:
        return Overlaps(self._occurrences, attrgetter("first", "last"))

    def _split_restated(
        self, occurrences: Sequence[LedgerOccurrence]
    ) -> tuple[list[LedgerOccurrence], dict[int, list[LedgerOccurrence]]]:
        """Occurrences that no figure surely restates; and the counted ones that each figure restates, by number."""
        unrestated: list[LedgerOccurrence] = []
        counted_by: dict[int, list[LedgerOccurrence]] = {}
        for one in occurrences:
            by = self._by.get(one.number)
            if by is None:
                unrestated.append(one)
            elif one.counted:
                for number in by:
                    counted_by.setdefault(number, []).append(one)
        return unrestated, counted_by

    def make_side(self, opening: Days, next_ones: Days) -> "LedgerSide":
        """The side after the window of an opening, and before windows that end on `next_ones` at the latest.

        `next_ones` are the first day of the earliest, and the last day of the latest next count.
        """
        if not self.has_reports:
            return LedgerSide((0, 0), opening, next_ones, self)
        # those who lose and those who gain share a book, and are often counted on the same days
        found = self._sums.get((opening, next_ones))
        if found is None:
            found = self._sums[opening, next_ones] = self._sum_period(opening, next_ones)
        return LedgerSide(found, opening, next_ones, self)

    def _sum_period(self, opening: Days, next_ones: Days) -> Range:
        unrestated = self._unrestated_sums.sum_period(opening, next_ones)
        met = self._running.find_overlapping(opening[0], next_ones[1])
        if not met:
            return unrestated
        figures = [self._read_figure(figure, opening, next_ones) for figure in met]
        low, high = add_ranges([unrestated, figures[0].range if len(figures) == 1 else _sum_series(figures)])
        return max(0, low), high

    def list_lines(self, opening: Days, next_ones: Days) -> list[BookLine]:
        """A line for each occurrence, and then for each running figure."""
        flows = [
            BookLine(
                self._limit_range(one, opening, next_ones),
                "flow" if one.counted else "uncounted",
                opening[1] < one.first and one.last < next_ones[0],
                one,
                self._by.get(one.number, ()),
                () if one.number in self._by else self._perhaps_by.get(one.number, ()),
            )
            for one in self._by_days.find_overlapping(opening[0], next_ones[1])
        ]
        running = self._running.find_overlapping(opening[0], next_ones[1])
        return [*flows, *(self._read_figure(figure, opening, next_ones) for figure in running)]

    def _limit_range(self, one: LedgerOccurrence, opening: Days, next_ones: Days) -> Range:
        """What an occurrence gives: as many as may be, and no more for certain than lies in the period for certain."""
        inside = opening[1] < one.first and one.last < next_ones[0]
        return one.range if inside and not self._can_be_restated(one.number) else (0, one.range[1])

    def _read_figure(self, figure: RunningFigure, opening: Days, next_ones: Days) -> BookLine:
        """What a running figure gives: at least what its flows make; two alternatives where these make more."""
        last = figure.span.last
        if next_ones[0] > self._until and not figure.span.is_of_a_period:  # no next count: so far is so far
            last = figure.span.last_certain
        inside = opening[1] < figure.span.first and last < next_ones[0]
        kind: LineKind = "uncounted" if not figure.counted else "flow" if figure.span.is_of_a_period else "cumulative"
        low, high = figure.range if inside else (0, figure.range[1])
        restated_sum = self._sum_restated(figure.number, opening, next_ones)
        if high is not None and restated_sum[0] > high:
            both = enclose_ranges([(low, high), restated_sum]) or restated_sum
            return BookLine(both, kind, inside, figure, exceeded_by=restated_sum)
        return BookLine((max(low, restated_sum[0]), high), kind, inside, figure)

    def _sum_restated(self, number: int, opening: Days, next_ones: Days) -> Range:
        """What the flows that a running figure restates make in a period."""
        if number not in self._counted_by:
            return 0, 0
        if number not in self._sums_by_figure:
            self._sums_by_figure[number] = self._sum_up(self._counted_by[number])
        return self._sums_by_figure[number].sum_period(opening, next_ones)

    def _sum_up(self, occurrences: Sequence[LedgerOccurrence]) -> PeriodSums:
        """Sums of occurrences by period. What a figure may restate, or no report counts, adds nothing for certain."""
        if self._perhaps_by:
            occurrences = [one.limit_share("some") if self._can_be_restated(one.number) else one for one in occurrences]
        return PeriodSums(occurrences, self._apart)

    def _can_be_restated(self, number: int) -> bool:
        """Whether some figure may restate an occurrence that none restates for certain."""
        return number in self._perhaps_by and number not in self._by


class LedgerSide(NamedTuple):
    """The arrivals, or the departures, in a period: their sum and reports. Lines are made when first read."""

    range: Range
    opening: Days
    next_ones: Days
    book: MoveBook

    @property
    def has_reports(self) -> bool:
        """Whether there is any report."""
        return self.book.has_reports

    @property
    def lines(self) -> list[BookLine]:
        """A line for each occurrence, and then for each running figure."""
        return self.book.list_lines(self.opening, self.next_ones)


def _sum_series(figures: Iterable[BookLine]) -> Range:
    """How many all running figures make: those that follow one another in one series add; those that none follows are
    alternatives, as each such sum is how many there were. Series of the same days may be of the same people; of other
    days they add."""
    by_series: dict[Series, list[tuple[RunningFigure, Range]]] = {}
    counted = True
    for line in figures:
        if isinstance(line.of, RunningFigure):
            counted = counted and line.of.counted
            if line.of.counted:
                by_series.setdefault(line.of.span.series, []).append((line.of, line.range))
    sums, sure = [], []
    for number, series in enumerate(by_series.values()):
        spans = {(one.span.last_certain, one.span.last): (one.span, range_) for one, range_ in series}
        found = enclose_ranges(_sum_chains(spans)) or (0, 0)
        first, last = min(one.span.first for one, _ in series), max(one.span.last for one, _ in series)
        sums.append(found)
        sure.append(Occurrence(number, max(0, found[0]), first, last, (ANYBODY,)))
    low, high = (sums[0] if len(sums) == 1 else (find_largest_sum(sure, {}), add_ranges(sums)[1])) if sums else (0, 0)
    return low, high if counted else None


def _sum_chains(series: Mapping[Days, tuple[MovedSpan, Range]]) -> list[Range]:
    """For each figure that none follows, its sum with those before it. Figures come in the order of their days."""
    sums: dict[Days, Range] = {}
    followed = set()
    for days, (span, range_) in series.items():
        before = (span.after.first, span.after.last) if span.after else None
        if before in sums:
            followed.add(before)
            range_ = add_ranges([sums[before], range_])
        sums[days] = range_
    return [range_ for days, range_ in sums.items() if days not in followed]
