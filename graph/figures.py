"""How many: the counts of one holder and held, which of them count for a day, and who came and went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.counts import Count, Range, add, agree, hull
from graph.recorded import Recorded
from graph.support import Evidence, stated
from graph.vocabulary import vocabulary

MOVES = ("flow", "cumulative")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its scope: whose, of which groups, where; and which statement gives it."""

    count: Count
    holders: tuple[str, ...]
    held: tuple[str, ...]
    places: tuple[str, ...]
    statement: Recorded
    days_off: int


def holders_of(statement: Recorded) -> tuple[str, ...]:
    """Who holds, or comes to hold, by a statement."""
    return _with_effect(statement, ("holds", "gains"))


def held_by(statement: Recorded) -> tuple[str, ...]:
    """The groups that a statement on custody is about."""
    return _with_effect(statement, ("held",))


def losers_of(statement: Recorded) -> tuple[str, ...]:
    """Who loses people by a statement; nobody where the source names none."""
    return _with_effect(statement, ("loses",))


def counts_of(statements: Iterable[Recorded], holder: str, a: date, b: date) -> list[Counted]:
    """Counts of those held, with their scopes: people before other units, then the widest and the nearest first."""
    found = []
    for statement in statements:
        holders = holders_of(statement)
        if statement.count and _counts_the_held(statement) and holder in holders:
            window = stated(statement).window
            off = max(0, (window.earliest - b).days, (a - window.latest).days)
            found.append(Counted(statement.count, holders, held_by(statement), statement.role("at"), statement, off))
    return sorted(found, key=lambda c: (c.count.unit != "people", bool(c.places), -len(c.holders), c.days_off))


def nearest(counts: Sequence[Counted]) -> tuple[Range, Counted] | None:
    """The hull of the stock counts nearest to the day, of those in the widest scope.

    A count of several groups together is none of each one's.
    """
    stocks = [c for c in counts if c.count.kind == "stock" and len(c.held) == 1]
    if not stocks:
        return None
    best = stocks[0]
    same = [c for c in stocks if _scope(c) == _scope(best) and c.days_off == best.days_off]
    found = hull((c.count.min, c.count.max) for c in same)
    return (found, best) if found else None


def disagree(counts: Sequence[Counted]) -> bool:
    """Whether two counts of one scope, of times that overlap or of one event, cannot both be true."""
    for number, one in enumerate(counts):
        for other in counts[number + 1 :]:
            together = overlap(one.statement, other.statement) or set(one.statement.about) & set(other.statement.about)
            same = _scope(one) == _scope(other) and together
            if same and not agree((one.count.min, one.count.max), (other.count.min, other.count.max)):
                return True
    return False


def overlap(one: Recorded, other: Recorded) -> bool:
    """Whether two statements name days in common."""
    first, second = stated(one).window, stated(other).window
    return first.earliest <= second.latest and second.earliest <= first.latest


def moved(flows: Iterable[Recorded], effect: str, b: date) -> tuple[Range, str] | None:
    """How many came in (effect gains), or went out (loses), up to a day.

    The latest cumulative figures where there are any. Else the flows: those about one event count once, by their
    hull; all others from all being one to all being distinct. What is only under way, or may come after the day,
    is none yet; what several share, or what nobody named lost, is up to that many of each one's.
    """
    modes = vocabulary().modes
    counted = [
        s
        for s in flows
        if s.count and s.count.unit == "people" and not modes[s.mode].whole and s.bounds.earliest_start <= b
    ]
    running = [s for s in counted if s.count and s.count.kind == "cumulative"]
    if running:
        latest = max(s.bounds.latest_end for s in running)
        found = hull(_share(s, effect, b) for s in running if s.bounds.latest_end == latest)
        return (found, "cumulative") if found else None
    by_event: dict[tuple[str, ...], list[Range]] = {}
    for statement in counted:
        if statement.count and statement.count.kind == "flow":
            by_event.setdefault(statement.about or (statement.id,), []).append(_share(statement, effect, b))
    events = [range_ for ranges in by_event.values() if (range_ := hull(ranges))]
    return ((min(low for low, _ in events), add(events)[1]), "flow") if events else None


def takes_all(loss: Recorded, evidence: Iterable[Evidence]) -> bool:
    """Whether a loss is of all that were held: it says so, or it is of at least as many as were last counted."""
    if vocabulary().modes[loss.mode].whole:
        return False
    if loss.whole:
        return True
    count = loss.count
    if count is None or count.kind != "flow":
        return False
    stocks = [item for item in evidence if _is_stock_before(item, loss)]
    stocks = [item for item in stocks if not item.statement.role("at")] or stocks
    if not stocks or len({item.statement.role("at") for item in stocks}) > 1:
        return False
    last = max(item.window.latest for item in stocks)
    most = [item.statement.count.max for item in stocks if item.window.latest == last and item.statement.count]
    return all(high is not None and count.min >= high for high in most)


def _is_stock_before(item: Evidence, loss: Recorded) -> bool:
    """Whether a stock was counted before a loss, of everybody that the loss counts."""
    stock, count = item.statement.count, loss.count
    return (
        stock is not None
        and count is not None
        and stock.kind == "stock"
        and _counts_the_held(item.statement)
        and (stock.unit, stock.of) == (count.unit, count.of)
        and item.window.latest <= loss.bounds.earliest_start
        and set(losers_of(loss)) <= set(holders_of(item.statement))
        and set(held_by(loss)) <= set(held_by(item.statement))
    )


def _share(statement: Recorded, effect: str, b: date) -> Range:
    """What a counted move allows for one of those who share it, and by a day on which it may be still to come."""
    count = statement.count
    assert count is not None
    alone = len(_with_effect(statement, (effect,))) == 1 and len(held_by(statement)) == 1
    done = statement.bounds.latest_end <= b or count.kind == "cumulative"
    return (count.min if alone and done else 0), count.max


def _counts_the_held(statement: Recorded) -> bool:
    count = statement.count
    return count is not None and count.kind not in MOVES and not vocabulary().modes[statement.mode].whole


def _scope(counted: Counted) -> tuple[object, ...]:
    count = counted.count
    return count.unit, count.of, count.kind, counted.holders, counted.held, counted.places


def _with_effect(statement: Recorded, effects: Iterable[str]) -> tuple[str, ...]:
    custody = vocabulary().predicates[statement.predicate].custody
    return tuple(sorted({i for role, has in custody.items() if has in effects for i in statement.role(role)}))
