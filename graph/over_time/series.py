"""How many were held over time: points, segments and moves, side by side and never joined where nobody says so."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import combinations

from graph.counts import Count, agree
from graph.dates import MAX, MIN, Window
from graph.figures import held_by, holders_of, losers_of
from graph.identity import Judgement
from graph.occurrences import occurrences
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.standing import standing
from graph.support import days_named
from graph.vocabulary import vocabulary

STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Point:
    """A count of some time within a window. `disagree` are ids of statements that cannot be true beside it."""

    window: Window
    count: Count
    statement: Recorded
    disagree: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A count of a state that lasted: `start` and `end` are the days within which it began and was last said to last.

    On the days of `certain` it lasted whichever those days are. `ongoing`: it may have gone on after it was said.
    """

    start: Window
    end: Window
    certain: Window | None
    ongoing: bool
    count: Count
    statement: Recorded
    disagree: tuple[str, ...] = ()

    @property
    def window(self) -> Window:
        return Window(self.start.earliest, self.end.latest)


@dataclass(frozen=True, slots=True)
class Mark:
    """People who came or went; without a count, nobody says how many. `same` are ids of reports of the same move."""

    direction: str
    window: Window
    count: Count | None
    statement: Recorded
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What a number is of: those counted together as holders, groups and places, the unit, and of what."""

    holders: tuple[str, ...]
    held: tuple[str, ...]
    places: tuple[str, ...]
    unit: str
    of: str


@dataclass
class Line:
    """All numbers of one scope, which are there before its statements are asked for."""

    scope: Scope
    points: list[Point] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    flows: list[Mark] = field(default_factory=list)

    @cached_property
    def statements(self) -> list[Recorded]:
        """Each statement of the line once, the earliest window first."""
        items: list[Point | Segment | Mark] = [*self.points, *self.segments, *self.flows]
        items.sort(key=lambda item: (item.window.earliest, item.window.latest, item.statement.key))
        return list({item.statement.id: item.statement for item in items}.values())


def series(
    statements: Iterable[Recorded],
    *,
    first: date = MIN,
    last: date = MAX,
    wanted: Callable[[Scope], bool] = lambda scope: True,
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
) -> list[Line]:
    """One line per scope, of what may lie within [first, last], from statements about custody.

    Nothing is added up and no hull is taken: what two statements count stays two numbers. The count of what is only
    under way is that of the whole undertaking, so it is a plan and stands in no line.
    """
    lines: dict[Scope, Line] = {}

    def line(scope: Scope) -> Line:
        return lines.setdefault(scope, Line(scope))

    moves = []
    for statement in standing(statements, publishers):
        if not is_fact(statement) or vocabulary().modes[statement.mode].whole:
            continue
        if _moves(statement):
            moves.append(statement)
        elif statement.count and holders_of(statement):
            found = _number(statement, statement.count)
            scope = _scope(statement, holders_of(statement), statement.role("at"))
            if wanted(scope) and _within(found.window, first, last):
                if isinstance(found, Segment):
                    line(scope).segments.append(found)
                else:
                    line(scope).points.append(found)
    for scope, mark in _marks(moves, judgements):
        if wanted(scope) and _within(mark.window, first, last):
            line(scope).flows.append(mark)
    return [_compared(found) for _, found in sorted(lines.items())]


def _moves(statement: Recorded) -> bool:
    """Whether a statement tells of people who come or go; a stock that it counts is of those then held."""
    effects = set(vocabulary().predicates[statement.predicate].custody.values())
    stock = statement.count is not None and statement.count.kind == STOCK
    return bool(effects & {"gains", "loses"}) and not (stock and holders_of(statement))


def _number(statement: Recorded, count: Count) -> Point | Segment:
    """A line only where somebody named a start, and an end or that it was going on; else a point."""
    bounds, said = statement.bounds, statement.said
    written = statement.validity.written
    lasted = statement.validity.kind == "valid" and bounds.earliest_start > MIN and not written.endswith("/")
    end = Window(bounds.earliest_end, min(bounds.latest_end, said.latest))  # nothing is said of the days after
    if not lasted or count.kind != STOCK or end.latest < end.earliest:
        return Point(days_named(statement), count, statement)
    sure = Window(bounds.latest_start, bounds.earliest_end) if bounds.latest_start <= bounds.earliest_end else None
    start = Window(bounds.earliest_start, min(bounds.latest_start, end.latest))
    return Segment(start, end, sure, bounds.latest_end > said.latest, count, statement)


def _marks(moves: Sequence[Recorded], judgements: Iterable[Judgement]) -> list[tuple[Scope, Mark]]:
    """Marks of those who came and went; of nobody named, where a source names the place alone, or neither side."""
    same = {
        statement.id: tuple(other.id for other in block if other is not statement)
        for block in occurrences(moves, judgements).blocks
        for statement in block
    }
    found = []
    forms: dict[tuple[object, ...], list[tuple[str, Scope]]] = {}  # many statements fill the same roles alike
    for statement in moves:
        count = statement.count
        unit = (count.unit, count.of) if count else ()
        key = (statement.predicate, *statement.roles, *statement.roles.values(), *unit)
        if key not in forms:
            forms[key] = _sides(statement)
        window = Window(statement.bounds.earliest_start, statement.bounds.latest_end)
        for side, scope in forms[key]:
            found.append((scope, Mark(side, window, count, statement, same[statement.id])))
    return found


def _sides(statement: Recorded) -> list[tuple[str, Scope]]:
    """Who came or went by a move, as its roles say."""
    predicate = vocabulary().predicates[statement.predicate]
    sides = {
        "came": (holders_of(statement), _together(statement, "to_place"), predicate.role_with("gains")),
        "went": (losers_of(statement), _together(statement, "from_place"), predicate.role_with("loses")),
    }
    told = {side: sides[side] for side in sides if sides[side][2] and (sides[side][0] or sides[side][1])}
    return [
        (side, _scope(statement, holders, places))
        for side, (holders, places, _) in (told or {"went": ((), (), None)}).items()
    ]


def _together(statement: Recorded, role: str) -> tuple[str, ...]:
    return tuple(sorted({*statement.role(role), *statement.role("at")}))


def _scope(statement: Recorded, holders: tuple[str, ...], places: tuple[str, ...]) -> Scope:
    count = statement.count
    unit, of = (count.unit, count.of or "") if count else ("people", "")
    return Scope(holders, held_by(statement), tuple(sorted(places)), unit, of)


def _within(window: Window, first: date, last: date) -> bool:
    return window.earliest <= last and first <= window.latest


def _compared(line: Line) -> Line:
    """The line in the order of time, with what cannot both be true: counts of one kind and one window; and any count
    of a time all of which lies in the certain days of a segment, for that one says that its number lasted."""
    against: dict[str, set[str]] = defaultdict(set)

    def compare(one: Point | Segment, other: Point | Segment) -> None:
        ranges = [(item.count.min, item.count.max) for item in (one, other)]
        if one.count.kind == other.count.kind and not agree(*ranges):
            against[one.statement.id].add(other.statement.id)
            against[other.statement.id].add(one.statement.id)

    by_window: dict[Window, list[Point]] = defaultdict(list)
    for point in line.points:
        by_window[point.window].append(point)
    for points in by_window.values():
        for one, other in combinations(points, 2):
            compare(one, other)
    for segment in line.segments:
        for point in line.points:
            sure = segment.certain
            if sure and sure.earliest <= point.window.earliest and point.window.latest <= sure.latest:
                compare(segment, point)
    for first, second in combinations(line.segments, 2):
        if first.certain and second.certain and _within(first.certain, second.certain.earliest, second.certain.latest):
            compare(first, second)
    return Line(
        line.scope,
        [replace(p, disagree=tuple(sorted(against[p.statement.id]))) for p in sorted(line.points, key=_when)],
        [replace(s, disagree=tuple(sorted(against[s.statement.id]))) for s in sorted(line.segments, key=_when)],
        sorted(line.flows, key=_when),
    )


def _when(item: Point | Segment | Mark) -> tuple[date, date, str]:
    return item.window.earliest, item.window.latest, item.statement.key
