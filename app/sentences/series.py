"""The facts of the sentence on numbers over time: at most four counts in the order of time, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days, prefer_surely_known
from app.sentences.facts import AskedDays, SaidAmount, find_weekday, find_written_days, is_running_total
from app.sentences.statements import StatementFact, make_statement_fact
from graph.custody.series import SeriesFindings
from graph.custody.series_lines import CountPoint, Segment, SeriesLine
from graph.dates.windows import Window
from graph.evidence.custody_roles import is_move_inside
from graph.model.counts import ReportedCount
from graph.model.statement import StoredStatement
from graph.model.wordings import AmountForm, read_amount

MOST_COUNTS = 4
MOST_MOVES = 2
NUMBERS = (AmountForm.EXACTLY, AmountForm.ABOUT, AmountForm.NEARLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFact:
    """How many were held, or came to the holders, at one time. No holders: nobody is named."""

    holders: tuple[str, ...]
    held: tuple[str, ...]
    places: tuple[str, ...]
    figure: SaidAmount
    rivals: tuple[SaidAmount, ...] = ()  # other numbers of the same move
    capture: str = ""  # the predicate by which the holders took them themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFacts:
    """Numbers of a group over time, each kind by date. `omitted` is the number of counts that are not named here.
    `others` are the last numbers of other moves, of who left or stayed with one holder, where there are no more."""

    asked: AskedDays
    days: Window
    held: str
    holder: str | None
    place: str | None
    counts: tuple[CountFact, ...]
    omitted: int
    moves: tuple[CountFact, ...]
    others: tuple[StatementFact, ...] = ()


def find_series_facts(selection: Asked, findings: SeriesFindings) -> SeriesFacts:
    """The counts of the group itself, or of its parts if it has none; of many the first, highest, lowest and last."""
    own = [line for line in findings.lines if line.scope.held == (findings.held,)]
    lines = own if any(_list_counts(line) or line.flows for line in own) else findings.lines
    units = {line.scope.unit for line in lines if any(number.count for number in _list_counts(line))}
    numbers = [  # of people; of other units where nobody counts people
        (line, number)
        for line in lines
        if line.scope.unit == "people" or "people" not in units
        for number in _list_counts(line)
        if number.count
    ]
    known = prefer_surely_known(selection, numbers, lambda pair: [pair[1].statement])
    counted = [
        (number.statement, _make_fact(line, number.statement, number.count))
        for line, number in sorted(known, key=lambda pair: (_find_last_day(pair[1]), pair[1].window))
    ]
    arrivals = [
        (line, move)
        for line in lines
        if line.scope.holders and line.scope.unit == "people"
        for move in line.flows
        if move.direction == "came" and move.count and not is_move_inside(move.statement)
    ]
    arrivals = list(prefer_surely_known(selection, arrivals, lambda pair: [pair[1].statement]))
    moves, seen = [], set[str]()
    for line, move in sorted(arrivals, key=lambda pair: (-_find_low(pair[1].count), pair[1].window)):
        if move.statement.id not in seen and move.count:
            same = [other.statement for _, other in arrivals if other.statement.id in move.same]
            moves.append((move.window, move.statement, _make_move(line, move.statement, same)))
        seen |= {move.statement.id, *move.same}
    scope = findings.scope
    counts = _choose_counts(_join_alike(counted))
    shown = sorted(moves[:MOST_MOVES], key=lambda move: move[0])
    others = [] if counts or shown else _list_other_moves(findings.lines)
    told = [*(statement for statement, _ in counts), *(statement for _, statement, _ in shown), *others]
    return SeriesFacts(
        asked=find_asked_days(selection, has_day=False, findings=[[statement] for statement in told]),
        days=findings.days,
        held=findings.held,
        holder=scope.holder,
        place=scope.place,
        counts=tuple(fact for _, fact in counts),
        omitted=len(_join_alike(counted)) - len(counts) + len(numbers) - len(counted),
        moves=tuple(fact for _, _, fact in shown),
        others=tuple(make_statement_fact(selection.view, one) for one in others),
    )


def _list_other_moves(lines: Sequence[SeriesLine]) -> list[StoredStatement]:
    """The last moves with a number, each report once and one of the same move."""
    found: dict[str, StoredStatement] = {}
    seen = set[str]()
    flows = [move for line in lines for move in line.flows if move.count]
    for move in sorted(flows, key=lambda move: (move.window.latest, move.statement.key), reverse=True):
        if move.statement.id not in seen:
            found[move.statement.id] = move.statement
        seen |= {move.statement.id, *move.same}
    return list(found.values())[:MOST_MOVES]


def _list_counts(line: SeriesLine) -> Sequence[CountPoint | Segment]:
    return [*line.points, *line.segments]


def _make_fact(line: SeriesLine, statement: StoredStatement, count: ReportedCount) -> CountFact:
    days, is_around = find_written_days(statement)
    amount = read_amount((count.min, count.max), (count.wording,))
    return CountFact(
        holders=line.scope.holders,
        held=line.scope.held,
        places=line.scope.places,
        figure=SaidAmount(
            amount,
            (statement.said_by,),
            days,
            line.scope.unit,
            is_around,
            is_running_total(statement),
            find_weekday(statement),
            count.kind == "peak",
        ),
    )


def _make_move(line: SeriesLine, statement: StoredStatement, same: Sequence[StoredStatement]) -> CountFact:
    """How many came by one report, with those of the same move that give another number, each once."""
    assert statement.count is not None
    fact = _make_fact(line, statement, statement.count)
    others = {(one.count.min, one.count.max): one for one in same if one.count}
    others.pop((statement.count.min, statement.count.max), None)
    rivals = tuple(_make_fact(line, one, one.count).figure for one in others.values() if one.count)
    is_taken = any(id_ in statement.role("subject") for id_ in line.scope.holders)
    return replace(fact, rivals=rivals, capture=statement.predicate if is_taken else "")


def _join_alike(counted: Sequence[tuple[StoredStatement, CountFact]]) -> list[tuple[StoredStatement, CountFact]]:
    """One and the same figure of the same days, with all who give it."""
    joined: dict[CountFact, tuple[StoredStatement, CountFact]] = {}
    for statement, fact in counted:
        key = replace(fact, figure=replace(fact.figure, speakers=()))
        if key in joined:
            first, known = joined[key]
            speakers = tuple(dict.fromkeys((*known.figure.speakers, *fact.figure.speakers)))
            joined[key] = first, replace(known, figure=replace(known.figure, speakers=speakers))
        else:
            joined[key] = statement, fact
    return list(joined.values())


def _choose_counts(counted: Sequence[tuple[StoredStatement, CountFact]]) -> list[tuple[StoredStatement, CountFact]]:
    """All in the order of time, or the first, the highest, the lowest and the last."""
    if len(counted) <= MOST_COUNTS:
        return list(counted)
    lows = [one.figure.amount.low if one.figure.amount else 0 for _, one in counted]
    chosen = {0, len(counted) - 1, lows.index(max(lows)), lows.index(min(lows))}
    # the first, or the last, may be the highest: then the next ones, numbers before bounds such as fewer than 48,000
    for index in sorted(range(len(counted)), key=lambda index: (_is_bound(counted[index][1]), index)):
        if len(chosen) < MOST_COUNTS:
            chosen.add(index)
    return [counted[index] for index in sorted(chosen)]


def _is_bound(one: CountFact) -> bool:
    return one.figure.amount is None or one.figure.amount.form not in NUMBERS


def _find_last_day(number: CountPoint | Segment) -> date:
    return find_written_days(number.statement)[0].latest


def _find_low(count: ReportedCount | None) -> int:
    return count.min if count else 0
