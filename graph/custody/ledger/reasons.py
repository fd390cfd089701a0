"""Short reasons for the numbers in lines of a ledger, and for periods that stay open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.custody.ledger.ledger import Ledger, LedgerPeriod
from graph.custody.ledger.lines import BookLine, LedgerOccurrence, RunningFigure
from graph.custody.ledger.reason_facts import LedgerReason
from graph.custody.ledger.reason_facts import LedgerReasonKind as Kind
from graph.custody.moves import read_moves
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement


class OpenReason(NamedTuple):
    """One reason why a period is open, and the statements behind it."""

    why: LedgerReason
    statements: tuple[StoredStatement, ...]


def collect_reports(row: LedgerPeriod) -> list[StoredStatement]:
    """All statements of a row, each once."""
    lines = [*row.gains.lines, *row.losses.lines]
    reports = [*row.openings, *(report for line in lines for report in line.reports), *row.closings]
    return list({statement.id: statement for statement in reports}.values())


def explain_lines(
    ledger: Ledger, row: LedgerPeriod, effect: str, lines: Sequence[BookLine], shown: int | None = None
) -> list[list[LedgerReason]]:
    """The reasons for the numbers in the first lines of a side; empty if a line just gives its reports."""
    keys = {line.of.number: line.reports[0].key for line in lines if isinstance(line.of, RunningFigure)}
    duplicates = _find_possible_duplicates(lines, ledger.moves.apart)
    return [
        [
            *_explain_when(row, line),
            *_explain_whose(ledger, row, effect, line),
            *_explain_line(line, keys, duplicates.get(line.of.number)),
        ]
        for line in lines[:shown]
    ]


def _explain_line(line: BookLine, keys: Mapping[int, str], same_as: BookLine | None) -> Iterator[LedgerReason]:
    if not isinstance(line.of, LedgerOccurrence):
        yield from _explain_figure(line, line.of)
        return
    yield from (LedgerReason(Kind.RESTATED, (keys[span],)) for span in line.restated_by)
    yield from (LedgerReason(Kind.PERHAPS_RESTATED, (keys[span],)) for span in line.perhaps_by if span in keys)
    if line.kind == "uncounted":
        yield _explain_uncounted(line)
    elif same_as:
        yield LedgerReason(Kind.PERHAPS_SAME, (same_as.reports[0].key, line.reports[0].key))


def _find_possible_duplicates(lines: Sequence[BookLine], apart: Mapping[int, set[int]]) -> dict[int, BookLine]:
    """The counted moves that may duplicate another line of the side, by number, each with that line.

    Moves are no duplicates if one speaker reports them in one source on different days, if they are in one source whose
    rows are distinct, or if a judgement keeps them apart. Totals over a period are left out.
    """
    moves = [(line, line.of) for line in lines if line.kind == "flow" and isinstance(line.of, LedgerOccurrence)]
    flows = sorted((line for line, _ in moves), key=lambda line: line.days)
    occurrences = [occurrence for _, occurrence in moves]
    if len(flows) < 2:
        return {}
    if set(occurrences[0].distinct_in).intersection(*(one.distinct_in for one in occurrences)):
        return {}
    numbers = {one.number for one in occurrences}
    one_voice = bool(set(occurrences[0].voices).intersection(*(one.voices for one in occurrences)))
    duplicates: dict[int, BookLine] = {}
    longest = flows[0]  # of those before, the one that ends last
    for previous, line in pairwise(flows):
        if previous.days[1] > longest.days[1]:
            longest = previous
        other = longest if line.days[0] <= longest.days[1] else previous
        if one_voice and line.days[0] > longest.days[1]:
            continue  # begins after all before it were over
        if other.of.number not in apart.get(line.of.number, ()):
            duplicates.setdefault(other.of.number, line)
            duplicates[line.of.number] = other
    if not one_voice:  # any two may be one, but for those that are judged
        for line in flows:
            if line.of.number not in duplicates and len(apart.get(line.of.number, set()) & numbers) < len(numbers) - 1:
                own_apart = apart.get(line.of.number, set())
                others = (one for one in flows if one is not line and one.of.number not in own_apart)
                duplicates[line.of.number] = next(others)
    return duplicates


def explain_open(row: LedgerPeriod, ledger: Ledger, judgements: Iterable[Judgement] = ()) -> list[OpenReason]:
    """The reasons why a period is open: no count before or after it, a number without limit, or possible duplicates
    without a judgement."""
    reasons: dict[LedgerReason, list[StoredStatement]] = {}
    if not row.openings:
        reasons[LedgerReason(Kind.NO_OPENING)] = []
    if not row.closings:
        reasons[LedgerReason(Kind.NO_CLOSING)] = list(row.openings)
    if row.closes == "open" and row.openings and row.closings:
        reasons[LedgerReason(Kind.UNEXPLAINED)] = []
    if unbounded := [s for s in (*row.openings, *row.closings) if s.count and s.count.max is None]:
        reasons[LedgerReason(Kind.UNLIMITED_COUNT)] = unbounded
    unsure = {id_ for judgement in judgements if judgement.verdict == "unsure" for id_ in judgement.ids}
    for side in (row.gains, row.losses):
        lines = side.lines
        for line in lines:
            if line.kind == "uncounted" and not line.restated_by:
                units = _list_units(line)
                why = LedgerReason(Kind.MOVE_IN_OTHER_UNITS if units else Kind.UNCOUNTED_MOVE, units=units)
                reasons.setdefault(why, []).extend(line.reports)
            elif line.range[1] is None and line.kind != "uncounted":
                reasons.setdefault(LedgerReason(Kind.UNLIMITED_MOVE), []).extend(line.reports)
            if line.exceeded_by:
                reasons.setdefault(LedgerReason(Kind.EXCEEDED_TOTAL), []).extend(line.reports)
        duplicates = _find_possible_duplicates(lines, ledger.moves.apart)
        if duplicate_reports := [report for line in lines if line.of.number in duplicates for report in line.reports]:
            names = {name for report in duplicate_reports for name in (report.key, *report.about)}
            missing = Kind.UNSURE_JUDGEMENT if names & unsure else Kind.MISSING_JUDGEMENT
            reasons.setdefault(LedgerReason(missing), []).extend(duplicate_reports)
    return [OpenReason(why, tuple(statements)) for why, statements in reasons.items()]


def _explain_when(row: LedgerPeriod, line: BookLine) -> Iterator[LedgerReason]:
    """The reason why a line is not certainly all in the period."""
    if line.certain_in:
        return
    first, last = line.days
    if row.start and first <= row.start[1]:
        begun = first < row.start[0]
        yield LedgerReason(Kind.PERHAPS_BEFORE if begun else Kind.ON_OPENING)
    if row.end and last >= row.end[0]:
        yield LedgerReason(Kind.ON_CLOSING if last <= row.end[1] else Kind.PERHAPS_AFTER)


def _explain_whose(ledger: Ledger, row: LedgerPeriod, effect: str, line: BookLine) -> Iterator[LedgerReason]:
    """The reasons why a line may be less than its reports say: others share it, or no holder is named."""
    stated_forms = {move.form for move in read_moves(line.reports)}
    forms = {move.form for move in line.of.reports} if isinstance(line.of, LedgerOccurrence) else stated_forms
    if forms != stated_forms:
        yield LedgerReason(Kind.ONLY_HOLDER)
    if ledger.moves.shares.find_share(forms, row.scope, effect) == "all":
        return
    named = {holder for form in forms for holder in form.get_side(effect) or ()}
    places = {place for form in forms for place in form.get_places(effect)}
    others = sorted(named - set(row.scope.holders))
    if not named:
        yield LedgerReason(Kind.UNNAMED)
    elif others:
        yield LedgerReason(Kind.SHARED, holders=tuple(others))
    if not all(set(form.held) <= ledger.moves.family for form in forms):
        yield LedgerReason(Kind.SEVERAL_GROUPS)
    if row.scope.places and not places:
        yield LedgerReason(Kind.NO_PLACE)


def _explain_uncounted(line: BookLine) -> LedgerReason:
    """The reason why a line has no number in the unit of the ledger."""
    units = _list_units(line)
    return LedgerReason(Kind.IN_OTHER_UNITS if units else Kind.UNCOUNTED, units=units)


def _list_units(line: BookLine) -> tuple[tuple[str, str | None], ...]:
    """The units in which the reports of a line count, each with what it is of."""
    return tuple(dict.fromkeys(move.form.unit for move in read_moves(line.reports) if move.form.counted))


def _explain_figure(line: BookLine, running: RunningFigure) -> Iterator[LedgerReason]:
    span = running.span
    if not running.counted:
        yield _explain_uncounted(line)
    if span.after:
        yield LedgerReason(Kind.MORE_THAN_BEFORE, (span.after.reports[0].key,))
        if span.range[0] < 0:
            yield LedgerReason(Kind.LESS_THAN_BEFORE, (span.after.reports[0].key,))
    elif isinstance(span.series[-1], str):
        yield LedgerReason(Kind.SINCE, since=span.series[-1])
    elif span.is_of_a_period:
        yield LedgerReason(Kind.WHOLE_PERIOD)
    else:
        yield LedgerReason(Kind.SINCE_UNKNOWN)
    if line.exceeded_by:
        yield LedgerReason(Kind.RESTATED_MORE, number=line.exceeded_by[0])
