"""Why a line of the ledger gives what it gives, and what leaves a period open, in a few words each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.flows import Form, read_moves
from graph.identity import Judgement
from graph.ledger.ledger import Ledger, Row
from graph.ledger.lines import Line, Running, Told
from graph.recorded import Recorded

UNKNOWN = "nobody says how many"


class Reason(NamedTuple):
    """What leaves a period open, and the statements that do."""

    why: str
    statements: tuple[Recorded, ...]


def reports_of(row: Row) -> list[Recorded]:
    """All statements that a row rests on, each once."""
    lines = [*row.gains.lines, *row.losses.lines]
    told = [*row.openings, *(report for line in lines for report in line.reports), *row.closings]
    return list({statement.id: statement for statement in told}.values())


def why(found: Ledger, row: Row, effect: str, lines: Sequence[Line], number: int) -> list[str]:
    """Why one of the lines of a side gives what it gives; nothing where it gives all that its reports say."""
    line = lines[number]
    told = list(_when(row, line))
    told += _whose(found, row, effect, {move.form for move in read_moves(line.reports)})
    if isinstance(line.of, Told):
        keys = {one.of.number: one.reports[0].key for one in lines}
        told += [f"restated by cumulative {keys[span]}" for span in line.restated_by]
        told += [f"may be restated by cumulative {keys[span]}" for span in line.perhaps_by if span in keys]
        if line.kind == "uncounted":
            told.append(_not_counted(line))
        else:
            told += [
                f"judgement missing between {other.reports[0].key} and {line.reports[0].key}"
                for other in lines[max(0, number - 1) : number]
                if other.kind == "flow" and line.of.number not in row_apart(lines, found, other)
            ]
        return told
    return told + list(_of_figure(line, line.of))


def row_apart(lines: Sequence[Line], found: Ledger, line: Line) -> set[int]:
    """The numbers of the occurrences that a judgement keeps apart from that of a line."""
    return found.moves.apart.get(line.of.number, set())


def open_because(row: Row, found: Ledger, judgements: Iterable[Judgement] = ()) -> list[Reason]:
    """What leaves a period open: no count before or after it, a number without limit, reports of which nobody has
    judged whether they tell of one occurrence."""
    reasons = []
    if not row.openings:
        reasons.append(Reason("nobody counted them before", ()))
    if not row.closings:
        reasons.append(Reason("no next count", row.openings))
    counts = (*row.openings, *row.closings)
    if unbounded := tuple(s for s in counts if s.count and s.count.max is None):
        reasons.append(Reason("a count without an upper limit", unbounded))
    unsure = {id_ for judgement in judgements if judgement.verdict == "unsure" for id_ in judgement.ids}
    for side in (row.gains, row.losses):
        lines = side.lines
        flows = [line for line in lines if line.kind == "flow"]
        for line in lines:
            if line.kind == "uncounted" and not line.restated_by:
                told = _not_counted(line)
                reasons.append(Reason(f"a move {told if told != UNKNOWN else 'that nobody counted'}", line.reports))
            elif line.range[1] is None and line.kind != "uncounted":
                reasons.append(Reason("a move without an upper limit", line.reports))
            if line.exceeded_by:
                reasons.append(Reason("moves make more than the cumulative figure that restates them", line.reports))
        loose = [line for line in flows if len(flows) - 1 > len(row_apart(lines, found, line) & _numbers(flows))]
        if loose:
            reports = tuple(report for line in loose for report in line.reports)
            names = {name for report in reports for name in (report.key, *report.about)}
            missing = "unsure" if names & unsure else "missing"
            reasons.append(Reason(f"a judgement is {missing}: do these tell of one occurrence?", reports))
    return reasons


def _numbers(lines: Iterable[Line]) -> set[int]:
    return {line.of.number for line in lines}


def _when(row: Row, line: Line) -> Iterator[str]:
    """Why not all of it lies in the period for certain."""
    if line.certain_in:
        return
    first, last = line.days
    if row.start and first <= row.start[1]:
        begun = first < row.start[0]
        yield "may have been before the opening count" if begun else "on the day of the opening count"
    if row.end and last >= row.end[0]:
        yield "on the day of the next count" if last <= row.end[1] else "may have been after the next count"


def _whose(found: Ledger, row: Row, effect: str, forms: Collection[Form]) -> Iterator[str]:
    """Why it may be less than what the reports say: others share it, or nobody is named."""
    if found.moves.shares.of(forms, row.scope, effect) == "all":
        return
    named = {holder for form in forms for holder in form.side(effect) or ()}
    places = {place for form in forms for place in form.places(effect)}
    others = sorted(named - set(row.scope.holders))
    if not named:
        yield "nobody is named"
    elif others:
        yield f"shared with {', '.join(others)}"
    if not all(set(form.held) <= found.moves.family for form in forms):
        yield "of several groups together"
    if row.scope.places and not places:
        yield "no place is named"


def _not_counted(line: Line) -> str:
    """Why a line has no number in the unit of the ledger."""
    counts = [move.form.unit for move in read_moves(line.reports) if move.form.counted]
    units = dict.fromkeys(f"{unit} of {of}" if of else unit for unit, of in counts)
    return f"counted in {' and '.join(units)}" if units else UNKNOWN


def _of_figure(line: Line, running: Running) -> Iterator[str]:
    span = running.span
    if not running.counted:
        yield _not_counted(line)
    if span.after:
        yield f"more than {span.after.reports[0].key} counted before"
        if span.range[0] < 0:
            yield f"fewer than {span.after.reports[0].key} counted before"
    elif isinstance(span.series[-1], str):
        yield f"counted since {span.series[-1]}"
    else:
        yield "counted since nobody says when"
    if line.exceeded_by:
        yield f"the moves that it restates make {line.exceeded_by[0]} at least"
