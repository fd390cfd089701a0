"""The ledger of a group: each count of it, what came and went until the next one, and whether that adds up."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, product
from typing import NamedTuple

from graph.counts import Range, hull
from graph.dates import MAX
from graph.figures import held_by, holders_of
from graph.identity import Judgement
from graph.ledger.lines import ALWAYS, NEVER, Book, Side
from graph.ledger.moves import Moves
from graph.ledger.shares import Scope
from graph.ledger.tally import Days
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.standing import standing
from graph.support import window_of
from graph.vocabulary import vocabulary

Unaccounted = tuple[int | None, int | None]  # None: no lower, or no upper, bound


class Combination(NamedTuple):
    """One opening count against one next count, by their places in the row."""

    opening: int
    closing: int
    unaccounted: Unaccounted
    closes: str


class Row(NamedTuple):
    """One period of one scope. Days are ordinals; openings of one row have the same days and are alternatives."""

    scope: Scope
    start: Days | None
    end: Days | None
    openings: tuple[Recorded, ...]
    closings: tuple[Recorded, ...]
    gains: Side
    losses: Side

    @property
    def opening(self) -> Range | None:
        return hull(map(_counted, self.openings))

    @property
    def closing(self) -> Range | None:
        return hull(map(_counted, self.closings))

    @property
    def expected(self) -> Range | None:
        """How many there should be at the next count; nobody is fewer than none."""
        if (opening := self.opening) is None:
            return None
        low, high = _unaccounted(opening, self.gains.range, self.losses.range, (0, 0))
        return max(0, low or 0), None if high is None else max(0, high)

    @property
    def unaccounted(self) -> Unaccounted | None:
        """How many are missing at the next count, over all combinations; below zero, how many came from nowhere."""
        opening, closing = self.opening, self.closing
        if opening is None or closing is None:
            return None
        return _unaccounted(opening, self.gains.range, self.losses.range, closing)

    @property
    def combinations(self) -> Iterator[Combination]:
        for (i, opening), (j, closing) in product(enumerate(self.openings), enumerate(self.closings)):
            found = _unaccounted(_counted(opening), self.gains.range, self.losses.range, _counted(closing))
            yield Combination(i, j, found, _closes(found))

    @property
    def closes(self) -> str:
        """certain, possible, no (where no combination can close) or open (where there are none)."""
        met = set()
        for combination in self.combinations:
            met.add(combination.closes)
            if "possible" in met:
                return "possible"
        return met.pop() if len(met) == 1 else "possible" if met else "open"


class Ledger(NamedTuple):
    """Rows by scope and time; `others` are moves that no row counts, as they are counted in another unit."""

    rows: list[Row]
    others: list[Recorded]
    moves: Moves


def ledger(
    statements: Iterable[Recorded],
    group: str,
    *,
    links: Sequence[Recorded] = (),
    judgements: Sequence[Judgement] = (),
    until: date = MAX,
    wanted: Callable[[Scope], bool] = lambda scope: True,
    backed: Callable[[Sequence[Recorded]], bool] | None = None,
    publishers: Mapping[str, str] | None = None,
) -> Ledger:
    """The periods of a group from statements on custody of it and of its parts (graph.parts.with_parts).

    `links` tell what is part of, or lies in, what; `publishers` are as in `standing`. What cannot have been by `until`
    is left out. `backed` tells whether the reports of one occurrence, or of one count, are enough to stand behind it.
    """
    stocks: dict[Scope, dict[Days, list[Recorded]]] = {}
    facts = [s for s in standing(statements, publishers) if is_fact(s)]
    last = until.toordinal()
    for statement in facts:
        if (
            statement.count
            and statement.count.kind == "stock"
            and (scope := _scope(statement, group))
            and wanted(scope)
        ):
            seen = window_of(statement)
            days = seen.earliest.toordinal(), seen.latest.toordinal()
            if days[0] <= last:
                stocks.setdefault(scope, {}).setdefault(days, []).append(statement)
    if backed:
        stocks = {scope: found for scope, counts in stocks.items() if (found := _backed(counts, backed))}
    moves = Moves(facts, group, links=links, judgements=judgements, until=last, backed=backed or (lambda reports: True))
    rows = [row for scope in sorted(stocks, key=_order) for row in _rows(stocks[scope], moves.book, scope)]
    for scope in filter(wanted, moves.scopes_without(stocks)):
        gains, losses = (book.between(ALWAYS, NEVER) for book in moves.book(scope))
        if gains.told or losses.told:
            rows.append(Row(scope, None, None, (), (), gains, losses))
    return Ledger(rows, moves.others({row.scope for row in rows}), moves)


def _scope(statement: Recorded, group: str) -> Scope | None:
    """Whose count of exactly this group a stock is, where and in what."""
    count = statement.count
    assert count is not None
    words = vocabulary()
    if not words.predicates[statement.predicate].is_state or words.modes[statement.mode].whole:
        return None
    if held_by(statement) != (group,):
        return None
    return Scope(holders_of(statement), tuple(sorted(set(statement.role("at")))), count.unit, count.of)


def _rows(
    counts: Mapping[Days, list[Recorded]], books: Callable[[Scope], tuple[Book, Book]], scope: Scope
) -> Iterator[Row]:
    """A row for each opening window, up to the counts next after it: after it, and not after another that is."""
    gains, losses = books(scope)
    days = sorted(counts)
    firsts = [first for first, _ in days]
    soonest = list(accumulate((last for _, last in reversed(days)), min))[::-1]  # the first last day from here on
    for opening in days:
        begin = bisect_right(firsts, opening[1])
        closings = days[begin : bisect_right(firsts, soonest[begin])] if begin < len(days) else []
        end = (closings[0][0], max(last for _, last in closings)) if closings else None
        yield Row(
            scope,
            opening,
            end,
            tuple(counts[opening]),
            tuple(s for window in closings for s in counts[window]),
            gains.between(opening, end or NEVER),
            losses.between(opening, end or NEVER),
        )


def _backed(
    counts: Mapping[Days, list[Recorded]], backed: Callable[[Sequence[Recorded]], bool]
) -> dict[Days, list[Recorded]]:
    """The counts that enough speakers give: as many, of the same days."""
    found: dict[Days, list[Recorded]] = {}
    for days, reports in counts.items():
        alike: dict[Range, list[Recorded]] = {}
        for report in reports:
            alike.setdefault(_counted(report), []).append(report)
        kept = {report.id for same in alike.values() if backed(same) for report in same}
        if kept:
            found[days] = [report for report in reports if report.id in kept]
    return found


def _order(scope: Scope) -> tuple[object, ...]:
    return scope.unit != "people", scope.unit, scope.of or "", scope.holders, scope.places


def _counted(statement: Recorded) -> Range:
    assert statement.count is not None
    return statement.count.min, statement.count.max


def _unaccounted(opening: Range, gained: Range, lost: Range, closing: Range) -> Unaccounted:
    low = None if lost[1] is None or closing[1] is None else opening[0] + gained[0] - lost[1] - closing[1]
    high = None if opening[1] is None or gained[1] is None else opening[1] + gained[1] - lost[0] - closing[0]
    return low, high


def _closes(found: Unaccounted) -> str:
    low, high = found
    if low == high == 0:
        return "certain"
    return "possible" if (low is None or low <= 0) and (high is None or high >= 0) else "no"
