"""The series question: numbers held over time, connected only if a source says that a state lasted."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from graph.custody.question import CustodyScope, resolve_scope
from graph.custody.series_lines import (
    Agreement,
    CountPoint,
    Direction,
    MoveMark,
    Segment,
    SeriesItem,
    SeriesLine,
    SeriesScope,
    order_by_time,
)
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import cache_by_form, find_held_groups, find_holders, find_losers
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import group_by_occurrence
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import Certainty, find_known_certainty, find_named_days
from graph.model.counts import ReportedCount
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary

STOCK = "stock"
Form = tuple[Hashable, ...]


@dataclass(frozen=True, kw_only=True)
class SeriesFindings:
    """The numbers held of a group over time, and what they were worked out from.

    `held` is the group's id, the first one of several; `scope` has it, its holder and its place with their parts on the
    `days`. `read` are all statements on the group and its parts; `statements` those that the question may see.
    `filtered` are the lines, those of the group itself first, and how many too few speakers report.
    """

    scope: CustodyScope
    held: str
    days: Window
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[SeriesLine]

    @property
    def lines(self) -> list[SeriesLine]:
        return self.filtered.rows


def find_series(
    selection: AnySelection, held: str, days: Window, holder: str | None = None, place: str | None = None
) -> SeriesFindings:
    """A line for each scope of a group or its parts, with what may lie in the days.

    `held`, `holder` and `place` are ids or names. Raises NotFound or Ambiguous naming the parameter.
    """
    scope = resolve_scope(selection.replace_days(days), held, holder, place)
    groups = set(scope.asked["held"])
    read = selection.view.select_by_entities(
        scope.groups or (), vocabulary().custody_predicates, selection.question.known_by
    )
    statements = selection.select_statements(read)
    filtered = find_lines(selection, scope, days, statements)
    filtered.rows.sort(
        key=lambda line: (groups.isdisjoint(line.scope.held), line.scope.unit != "people", not line.scope.holders)
    )
    return SeriesFindings(scope=scope, held=min(groups), days=days, read=read, statements=statements, filtered=filtered)


def find_lines(
    selection: AnySelection,
    scope: CustodyScope,
    days: Window,
    statements: Sequence[StoredStatement],
    held: Collection[str] | None = None,
) -> FilteredRows[SeriesLine]:
    """The lines that some statements make and that the question wants; of exactly these groups if some are given."""
    view = selection.view

    def wanted(one: SeriesScope) -> bool:
        asked_for = ((one.held, scope.groups), (one.holders, scope.holders), (one.places, scope.places))
        return all(ids is None or not ids.isdisjoint(has) for has, ids in asked_for) and held in (None, one.held)

    lines = build_lines(
        statements,
        first=days.earliest,
        last=days.latest,
        wanted=wanted,
        judgements=view.judgements,
        publishers=view.publishers,
        distinct=view.distinct_sources,
    )
    sure = (_drop_uncertain(line, selection.question, days) for line in lines)
    return filter_by_speakers(selection, [line for line in sure if line.statements])


def rate_certainty(item: SeriesItem, days: Window) -> Certainty:
    """Whether a time surely lies in the days asked about; of a state that lasted, whether some day of it does."""
    if isinstance(item, Segment):
        sure = item.certain
        is_within = sure is not None and sure.earliest <= days.latest and days.earliest <= sure.latest
    else:
        is_within = days.earliest <= item.window.earliest and item.window.latest <= days.latest
    return "certain" if is_within else "possible"


def _drop_uncertain(line: SeriesLine, asked: SelectionQuestion, days: Window) -> SeriesLine:
    """The line, or, if only what is certain is wanted, what surely lies in the days asked about and was public."""
    if asked.certainty == "possible":
        return line

    def is_sure(item: SeriesItem) -> bool:
        return (
            rate_certainty(item, days) == "certain"
            and find_known_certainty([item.statement], asked.known_at) == "certain"
        )

    points, segments = [p for p in line.points if is_sure(p)], [s for s in line.segments if is_sure(s)]
    return SeriesLine(line.scope, points, segments, [f for f in line.flows if is_sure(f)], line.agreement)


def build_lines(
    statements: Iterable[StoredStatement],
    *,
    first: date = MIN,
    last: date = MAX,
    wanted: Callable[[SeriesScope], bool] = lambda scope: True,
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    distinct: Collection[str] = (),
) -> list[SeriesLine]:
    """One line per scope, of what may lie within [first, last], from statements about custody.

    Nothing is added up and no hull is taken: what two statements count stays two numbers. The count of what is only
    under way is that of the whole undertaking, so it is a plan and stands in no line.
    """
    lines: dict[SeriesScope, SeriesLine] = {}
    lines_by_form: dict[Form, SeriesLine | None] = {}
    moves: list[StoredStatement] = []
    is_move = cache_by_form(_is_move)

    def find_line(form: Form, scope_of: Callable[[], SeriesScope]) -> SeriesLine | None:
        """The line for a form; None if it is not wanted."""
        if form not in lines_by_form:
            scope = scope_of()
            lines_by_form[form] = lines.setdefault(scope, SeriesLine(scope)) if wanted(scope) else None
        return lines_by_form[form]

    in_force = drop_retracted(statements, publishers)  # held to the end, so that no other roles get the address of some
    for statement in in_force:
        if not is_fact(statement) or vocabulary().modes[statement.mode].whole:
            continue
        stock = statement.count is not None and statement.count.kind == STOCK
        if is_move(statement) and not (stock and find_holders(statement)):  # a stock is of those then held
            moves.append(statement)
        elif statement.count and (holders := find_holders(statement)):
            form = _key_form(statement, "")
            if series_line := find_line(form, partial(_read_scope, statement, holders, statement.role("at"))):
                number = _read_number(statement, statement.count, series_line.agreement)
                if not _lies_within(number.window, first, last):
                    continue
                if isinstance(number, Segment):
                    series_line.segments.append(number)
                else:
                    series_line.points.append(number)
    for mark, side in _read_marks(moves, judgements, distinct):
        if _lies_within(mark.window, first, last):
            scope_of = partial(_read_scope, mark.statement, side.holders, side.places)
            if series_line := find_line(_key_form(mark.statement, mark.direction), scope_of):
                series_line.flows.append(mark)
    return [_order_line(line) for _, line in sorted(lines.items()) if line.points or line.segments or line.flows]


class _Side(NamedTuple):
    """One side of a move: its direction, holders and places."""

    direction: Direction
    holders: tuple[str, ...]
    places: tuple[str, ...]


def _key_form(statement: StoredStatement, direction: str) -> Form:
    """The cache key for the scope of a statement. Many statements share it."""
    count = statement.count
    return (direction, statement.predicate, id(statement.roles), (count.unit, count.of) if count else None)


def _is_move(statement: StoredStatement) -> bool:
    """Whether a statement reports people who come or go."""
    return not {"gains", "loses"}.isdisjoint(vocabulary().predicates[statement.predicate].custody.values())


def _read_number(statement: StoredStatement, count: ReportedCount, agreement: Agreement) -> CountPoint | Segment:
    """A segment where a start is named, and an end or that it was going on; or else a point."""
    bounds, said = statement.bounds, statement.said
    written = statement.validity.written
    lasted = statement.validity.kind == "valid" and bounds.earliest_start > MIN and not written.endswith("/")
    end = Window(bounds.earliest_end, min(bounds.latest_end, said.latest))  # nothing is said of the days after
    if not lasted or count.kind != STOCK or end.latest < end.earliest:
        return CountPoint(find_named_days(statement), count, statement, agreement)
    sure = Window(bounds.latest_start, bounds.earliest_end) if bounds.latest_start <= bounds.earliest_end else None
    start = Window(bounds.earliest_start, min(bounds.latest_start, end.latest))
    return Segment(start, end, sure, bounds.latest_end > said.latest, count, statement, agreement)


def _read_marks(
    moves: Sequence[StoredStatement], judgements: Iterable[Judgement], distinct: Collection[str]
) -> Iterator[tuple[MoveMark, _Side]]:
    """Marks of those who came and went, with the holders and places; without a holder where a source names none."""
    reports = {
        statement.id: block for block in group_by_occurrence(moves, judgements, distinct).blocks for statement in block
    }
    sides = cache_by_form(_read_sides)
    for statement in moves:
        bounds = statement.validity.bounds
        window = Window(bounds.earliest_start, bounds.latest_end)
        for side in sides(statement):
            yield MoveMark(side.direction, window, statement.count, statement, reports[statement.id]), side


def _read_sides(statement: StoredStatement) -> list[_Side]:
    """Who came or went by a move, as its roles say."""
    predicate = vocabulary().predicates[statement.predicate]
    sides = {
        "gains": _Side("came", find_holders(statement), _join_places(statement, "to_place")),
        "loses": _Side("went", find_losers(statement), _join_places(statement, "from_place")),
    }
    found = [side for effect, side in sides.items() if predicate.find_role(effect) and (side.holders or side.places)]
    return found or [_Side("went", (), ())]


def _join_places(statement: StoredStatement, role: str) -> tuple[str, ...]:
    return tuple(sorted({*statement.role(role), *statement.role("at")}))


def _read_scope(statement: StoredStatement, holders: tuple[str, ...], places: tuple[str, ...]) -> SeriesScope:
    count = statement.count
    unit, of = (count.unit, count.of or "") if count else ("people", "")
    return SeriesScope(holders, find_held_groups(statement), tuple(sorted(places)), unit, of)


def _lies_within(window: Window, first: date, last: date) -> bool:
    return window.earliest <= last and first <= window.latest


def _order_line(line: SeriesLine) -> SeriesLine:
    """The line in the order of time, with what its numbers are held against."""
    line.agreement.compare(line.points, line.segments)
    line.points = order_by_time(line.points)
    line.segments = order_by_time(line.segments)
    line.flows = order_by_time(line.flows)
    return line
