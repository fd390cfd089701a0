"""Numbers held over time: points, segments and moves, connected only if a source says that a state lasted."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Final, Literal, NamedTuple, TypeVar

from graph.custody.series_agreement import Agreement
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import cache_by_form, find_held_groups, find_holders, find_losers
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import group_by_occurrence
from graph.evidence.retraction import drop_retracted
from graph.evidence.support import find_named_days
from graph.model.counts import ReportedCount
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

STOCK = "stock"
Form = tuple[Hashable, ...]

Direction = Literal["came", "went"]


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


def build_lines(
    statements: Iterable[StoredStatement],
    *,
    first: date = MIN,
    last: date = MAX,
    wanted: Callable[[SeriesScope], bool] = lambda scope: True,
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
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
    for mark, side in _read_marks(moves, judgements):
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


def _read_marks(moves: Sequence[StoredStatement], judgements: Iterable[Judgement]) -> Iterator[tuple[MoveMark, _Side]]:
    """Marks of those who came and went, with the holders and places; without a holder where a source names none."""
    reports = {statement.id: block for block in group_by_occurrence(moves, judgements).blocks for statement in block}
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


def order_by_time(items: Iterable[AnyItem]) -> list[AnyItem]:
    """Items by window, then by the key of their statement. Windows are few, so sorting them first compares less."""
    by_window: dict[Window, list[AnyItem]] = {}
    for item in items:
        by_window.setdefault(item.window, []).append(item)
    return [item for window in sorted(by_window) for item in sorted(by_window[window], key=_key_item)]


def _key_item(item: SeriesItem) -> str:
    return item.statement.key
