"""Short reasons for the numbers in lines of a ledger, and for periods that stay open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.custody.ledger.ledger import Ledger, LedgerPeriod
from graph.custody.ledger.lines import BookLine, LedgerOccurrence, RunningFigure
from graph.custody.moves import read_moves
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement

UNKNOWN = "nobody says how many"


class OpenReason(NamedTuple):
    """One reason why a period is open, and the statements behind it."""

    why: str
    statements: tuple[StoredStatement, ...]


def collect_reports(row: LedgerPeriod) -> list[StoredStatement]:
    """All statements of a row, each once."""
    lines = [*row.gains.lines, *row.losses.lines]
    reports = [*row.openings, *(report for line in lines for report in line.reports), *row.closings]
    return list({statement.id: statement for statement in reports}.values())


def explain_lines(
    ledger: Ledger, row: LedgerPeriod, effect: str, lines: Sequence[BookLine], shown: int | None = None
) -> list[list[str]]:
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


def _explain_line(line: BookLine, keys: Mapping[int, str], same_as: BookLine | None) -> Iterator[str]:
    if not isinstance(line.of, LedgerOccurrence):
        yield from _explain_figure(line, line.of)
        return
    yield from (f"restated by cumulative {keys[span]}" for span in line.restated_by)
    yield from (f"may be restated by cumulative {keys[span]}" for span in line.perhaps_by if span in keys)
    if line.kind == "uncounted":
        yield _explain_uncounted(line)
    elif same_as:
        yield f"judgement missing between {same_as.reports[0].key} and {line.reports[0].key}"


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
    reasons: dict[str, list[StoredStatement]] = {}
    if not row.openings:
        reasons["nobody counted them before"] = []
    if not row.closings:
        reasons["no next count"] = list(row.openings)
    if row.closes == "open" and row.openings and row.closings:
        reasons["the reported moves do not explain the difference, and no source says that it reports every move"] = []
    if unbounded := [s for s in (*row.openings, *row.closings) if s.count and s.count.max is None]:
        reasons["a count without an upper limit"] = unbounded
    unsure = {id_ for judgement in judgements if judgement.verdict == "unsure" for id_ in judgement.ids}
    for side in (row.gains, row.losses):
        lines = side.lines
        for line in lines:
            if line.kind == "uncounted" and not line.restated_by:
                uncounted = _explain_uncounted(line)
                why = f"a move {uncounted if uncounted != UNKNOWN else 'that nobody counted'}"
                reasons.setdefault(why, []).extend(line.reports)
            elif line.range[1] is None and line.kind != "uncounted":
                reasons.setdefault("a move without an upper limit", []).extend(line.reports)
            if line.exceeded_by:
                why = "moves make more than the cumulative figure that restates them"
                reasons.setdefault(why, []).extend(line.reports)
        duplicates = _find_possible_duplicates(lines, ledger.moves.apart)
        if duplicate_reports := [report for line in lines if line.of.number in duplicates for report in line.reports]:
            names = {name for report in duplicate_reports for name in (report.key, *report.about)}
            missing = "unsure" if names & unsure else "missing"
            reasons.setdefault(f"a judgement is {missing}: do these tell of one occurrence?", []).extend(
                duplicate_reports
            )
    return [OpenReason(why, tuple(statements)) for why, statements in reasons.items()]


def _explain_when(row: LedgerPeriod, line: BookLine) -> Iterator[str]:
    """The reason why a line is not certainly all in the period."""
    if line.certain_in:
        return
    first, last = line.days
    if row.start and first <= row.start[1]:
        begun = first < row.start[0]
        yield "may have been before the opening count" if begun else "on the day of the opening count"
    if row.end and last >= row.end[0]:
        yield "on the day of the next count" if last <= row.end[1] else "may have been after the next count"


def _explain_whose(ledger: Ledger, row: LedgerPeriod, effect: str, line: BookLine) -> Iterator[str]:
    """The reasons why a line may be less than its reports say: others share it, or no holder is named."""
    stated_forms = {move.form for move in read_moves(line.reports)}
    forms = {move.form for move in line.of.reports} if isinstance(line.of, LedgerOccurrence) else stated_forms
    if forms != stated_forms:
        yield "nobody is named; one holder alone is said to hold them there"
    if ledger.moves.shares.find_share(forms, row.scope, effect) == "all":
        return
    named = {holder for form in forms for holder in form.get_side(effect) or ()}
    places = {place for form in forms for place in form.get_places(effect)}
    others = sorted(named - set(row.scope.holders))
    if not named:
        yield "nobody is named"
    elif others:
        yield f"shared with {', '.join(others)}"
    if not all(set(form.held) <= ledger.moves.family for form in forms):
        yield "of several groups together"
    if row.scope.places and not places:
        yield "no place is named"


def _explain_uncounted(line: BookLine) -> str:
    """The reason why a line has no number in the unit of the ledger."""
    counts = [move.form.unit for move in read_moves(line.reports) if move.form.counted]
    units = dict.fromkeys(f"{unit} of {of}" if of else unit for unit, of in counts)
    return f"counted in {' and '.join(units)}" if units else UNKNOWN


def _explain_figure(line: BookLine, running: RunningFigure) -> Iterator[str]:
    span = running.span
    if not running.counted:
        yield _explain_uncounted(line)
    if span.after:
        yield f"more than {span.after.reports[0].key} counted before"
        if span.range[0] < 0:
            yield f"fewer than {span.after.reports[0].key} counted before"
    elif isinstance(span.series[-1], str):
        yield f"counted since {span.series[-1]}"
    elif span.is_of_a_period:
        yield "all moves of a period"
    else:
        yield "counted since nobody says when"
    if line.exceeded_by:
        yield f"the moves that it restates make {line.exceeded_by[0]} at least"
