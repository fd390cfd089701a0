"""The ledger of a group: each count, the arrivals and departures until the next count, and whether they add up."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, product
from typing import Literal, NamedTuple

from graph.custody.ledger.lines import ALWAYS, NEVER, LedgerSide, MoveBook
from graph.custody.ledger.moves import GroupMoves
from graph.custody.ledger.shares import GroupClaims, LedgerScope
from graph.custody.ledger.sums import Days
from graph.dates.windows import MAX, MIN
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import select_facts
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import find_named_window
from graph.model.counts import Range, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.sources import MovesClaim
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Unaccounted = tuple[int | None, int | None]  # None: no lower, or no upper, bound


Closes = Literal["yes", "open", "no"]


class Combination(NamedTuple):
    """One opening count against one next count, by their indices in the row."""

    opening: int
    closing: int
    unaccounted: Unaccounted
    closes: Closes


class LedgerPeriod(NamedTuple):
    """One period of one scope. Days are ordinals. The openings of a row have the same days and are alternatives."""

    scope: LedgerScope
    start: Days | None
    end: Days | None
    openings: tuple[StoredStatement, ...]
    closings: tuple[StoredStatement, ...]
    gains: LedgerSide
    losses: LedgerSide
    is_claimed: bool = False  # some source claims to report all moves of this scope and period

    @property
    def opening(self) -> Range | None:
        """The hull of the opening counts."""
        return _enclose_counts(self.openings)

    @property
    def closing(self) -> Range | None:
        """The hull of the next counts."""
        return _enclose_counts(self.closings)

    @property
    def expected(self) -> Range | None:
        """The expected number at the next count, never below zero."""
        if (opening := self.opening) is None:
            return None
        low, high = _find_unaccounted(opening, self.gains.range, self.losses.range, (0, 0))
        return max(0, low or 0), None if high is None else max(0, high)

    @property
    def unaccounted(self) -> Unaccounted | None:
        """The expected minus the counted number at the next count, over all combinations: people whose departure no
        report explains; below zero, people whose arrival no report explains."""
        opening, closing = self.opening, self.closing
        if opening is None or closing is None:
            return None
        return _find_unaccounted(opening, self.gains.range, self.losses.range, closing)

    @property
    def combinations(self) -> Iterator[Combination]:
        """Each opening count against each next count."""
        for (i, opening), (j, closing) in product(enumerate(self.openings), enumerate(self.closings)):
            unaccounted = _find_unaccounted(
                _read_count(opening), self.gains.range, self.losses.range, _read_count(closing)
            )
            yield Combination(i, j, unaccounted, _rate_closing(unaccounted, self.is_claimed))

    @property
    def closes(self) -> Closes:
        """yes: the reported moves can explain the difference between some opening and next count. open: they do not, or
        there are no two counts. no: they do not, and a source claims that it reports every move."""
        gained, lost = self.gains.range, self.losses.range
        rating: Closes = "open"
        for opening, closing in product(map(_read_count, self.openings), map(_read_count, self.closings)):
            rating = _rate_closing(_find_unaccounted(opening, gained, lost, closing), self.is_claimed)
            if rating == "yes":
                break
        return rating


class OuterDays(NamedTuple):
    """Days used in place of missing counts: before the first day and after the last day asked about.

    `is_bounded`: the question has a first day.
    """

    opening: Days
    closing: Days
    is_bounded: bool


class Ledger(NamedTuple):
    """Rows by scope and time. `others` are moves counted in another unit, which are in no row."""

    rows: list[LedgerPeriod]
    others: list[StoredStatement]
    moves: GroupMoves


def build_ledger(
    statements: Iterable[StoredStatement],
    group: str,
    *,
    links: Sequence[StoredStatement] = (),
    judgements: Sequence[Judgement] = (),
    since: date = MIN,
    until: date = MAX,
    wanted: Callable[[LedgerScope], bool] = lambda scope: True,
    backed: Callable[[Sequence[StoredStatement]], bool] | None = None,
    publishers: Mapping[str, str] | None = None,
    distinct: Collection[str] = (),
    claims: Iterable[MovesClaim] = (),
) -> Ledger:
    """The periods of a group from statements on custody of it and of its parts (graph.evidence.hierarchy.find_parts).

    `links` are parts of groups and places in places; `publishers` are as in `drop_retracted`. Statements that cannot be
    from `since` to `until` are left out; those that may be outside do not raise the lower bound. `backed` says whether
    the reports of one occurrence, or of one count, are enough. `distinct` are datasets whose rows are distinct moves,
    `claims` are claims of sources to report all moves.
    """
    facts = select_facts(drop_retracted(statements, publishers))
    first, last = since.toordinal(), until.toordinal()
    outer = OuterDays(
        ALWAYS if since == MIN else (first - 1, first - 1), NEVER if until == MAX else (last + 1, last + 1), since > MIN
    )
    stocks = _read_stocks(facts, group, first, last, wanted)
    if backed:
        stocks = {scope: found for scope, counts in stocks.items() if (found := _filter_backed(counts, backed))}
    moves = GroupMoves(
        facts,
        group,
        links=links,
        judgements=judgements,
        since=first,
        until=last,
        backed=backed,
        distinct=distinct,
    )
    claimed = GroupClaims(claims, group, moves.shares.find_places_in)
    rows = [
        row
        for scope in sorted(stocks, key=_rank_scope)
        for row in _make_rows(stocks[scope], moves.open_books, scope, outer, claimed)
    ]
    for scope in filter(wanted, moves.list_uncounted_scopes(stocks)):
        gains, losses = (book.make_side(outer.opening, outer.closing) for book in moves.open_books(scope))
        if gains.has_reports or losses.has_reports:
            rows.append(LedgerPeriod(scope, None, None, (), (), gains, losses))
    return Ledger(rows, moves.list_other_units({row.scope for row in rows}), moves)


def _read_stocks(
    facts: Iterable[StoredStatement], group: str, first: int, last: int, wanted: Callable[[LedgerScope], bool]
) -> dict[LedgerScope, dict[Days, list[StoredStatement]]]:
    """The counts of a group by scope and days, those that may be of a day from first to last.

    Thousands of counts say the same but for numbers and days: their scope is worked out once.
    """
    stocks: dict[LedgerScope, dict[Days, list[StoredStatement]]] = {}
    scopes: dict[tuple[object, ...], LedgerScope | None] = {}
    for statement in facts:
        count = statement.count
        if count is None or count.kind != "stock" or statement.validity.is_over:  # over: on no day that anybody knows
            continue
        form = statement.predicate, statement.mode, count.unit, count.of, tuple(statement.roles.items())
        if form not in scopes:
            scope = _read_scope(statement, group)
            scopes[form] = scope if scope and wanted(scope) else None
        if scope := scopes[form]:
            seen = find_named_window(statement)
            days = seen.earliest.toordinal(), seen.latest.toordinal()
            if days[0] <= last and first <= days[1]:
                stocks.setdefault(scope, {}).setdefault(days, []).append(statement)
    return stocks


def _read_scope(statement: StoredStatement, group: str) -> LedgerScope | None:
    """The scope of a stock count of exactly this group; None for other counts."""
    count = statement.count
    assert count is not None
    words = vocabulary()
    if not words.predicates[statement.predicate].is_state or words.modes[statement.mode].whole:
        return None
    if find_held_groups(statement) != (group,):
        return None
    return LedgerScope(find_holders(statement), tuple(sorted(set(statement.role("at")))), count.unit, count.of)


def _make_rows(
    counts: Mapping[Days, list[StoredStatement]],
    books: Callable[[LedgerScope], tuple[MoveBook, MoveBook]],
    scope: LedgerScope,
    outer: OuterDays,
    claimed: GroupClaims,
) -> Iterator[LedgerPeriod]:
    """A row for each opening window, up to the next counts: the later ones without another count between.

    If the question has a first day, the reports from that day up to the first counts make a row before these.
    """
    gains, losses = books(scope)
    days = sorted(counts)
    firsts = [first for first, _ in days]
    # for each window the soonest end of it and all later ones: what begins after that end is not next, as this one
    # lies before it; so the next windows are one slice of the sorted ones, found by bisection
    soonest = list(accumulate((last for _, last in reversed(days)), min))[::-1]

    def find_next_windows(index: int) -> list[Days]:
        return days[index : bisect_right(firsts, soonest[index])] if index < len(days) else []

    def make_period(opening: Days | None, closings: Sequence[Days]) -> LedgerPeriod:
        end = (closings[0][0], max(last for _, last in closings)) if closings else None
        start, until = opening or outer.opening, end or outer.closing
        return LedgerPeriod(
            scope,
            opening,
            end,
            tuple(counts[opening]) if opening else (),
            tuple(s for window in closings for s in counts[window]),
            gains.make_side(start, until),
            losses.make_side(start, until),
            bool(opening and end and claimed.can_cover(scope, opening, end)),
        )

    if (
        outer.is_bounded
        and (before := make_period(None, find_next_windows(0)))
        and (before.gains.lines or before.losses.lines)
    ):
        yield before
    for opening in days:
        yield make_period(opening, find_next_windows(bisect_right(firsts, opening[1])))


def _filter_backed(
    counts: Mapping[Days, list[StoredStatement]], backed: Callable[[Sequence[StoredStatement]], bool]
) -> dict[Days, list[StoredStatement]]:
    """The counts backed by enough speakers that give the same number for the same days."""
    found: dict[Days, list[StoredStatement]] = {}
    for days, reports in counts.items():
        alike: dict[Range, list[StoredStatement]] = {}
        for report in reports:
            alike.setdefault(_read_count(report), []).append(report)
        enough = {report.id for same in alike.values() if backed(same) for report in same}
        if enough:
            found[days] = [report for report in reports if report.id in enough]
    return found


def _rank_scope(scope: LedgerScope) -> tuple[object, ...]:
    return scope.unit != "people", scope.unit, scope.of or "", scope.holders, scope.places


def _read_count(statement: StoredStatement) -> Range:
    assert statement.count is not None
    return statement.count.min, statement.count.max


def _enclose_counts(statements: Sequence[StoredStatement]) -> Range | None:
    return _read_count(statements[0]) if len(statements) == 1 else enclose_ranges(map(_read_count, statements))


def _find_unaccounted(opening: Range, gained: Range, lost: Range, closing: Range) -> Unaccounted:
    low = None if lost[1] is None or closing[1] is None else opening[0] + gained[0] - lost[1] - closing[1]
    high = None if opening[1] is None or gained[1] is None else opening[1] + gained[1] - lost[0] - closing[0]
    return low, high


def _rate_closing(found: Unaccounted, is_claimed: bool) -> Closes:
    low, high = found
    if (low is None or low <= 0) and (high is None or high >= 0):
        return "yes"
    return "no" if is_claimed else "open"
