"""Who held whom on a day: rows of holder and held, with why they are there, how many, and who denies it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.counts import Count, Range, add, agree, hull
from graph.dates import Window
from graph.disagreement import Denial, denials_of
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.support import Evidence, Support, begun, first_after, last_before, stated, support
from graph.vocabulary import CAPACITIES, vocabulary

Pair = tuple[str, str]  # holder, held


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its scope: whose, where, and which statement gives it."""

    count: Count
    holders: tuple[str, ...]
    places: tuple[str, ...]
    statement: Recorded
    days_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One holder and held. `count` is the hull of the nearest stock counts in the widest scope, with one of them."""

    holder: str
    held: str
    support: Support | None
    statements: tuple[Recorded, ...]
    joint_with: tuple[str, ...]
    places: tuple[str, ...]
    capacities: tuple[str, ...]
    terms: tuple[str, ...]
    basis: str
    count: tuple[Range, Counted] | None = None
    counts: tuple[Counted, ...] = ()
    gained: tuple[Range, str] | None = None
    lost: tuple[Range, str] | None = None
    counts_disagree: bool = False
    denials: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The answer: rows for the day, and for pairs without one the evidence nearest to it on either side."""

    rows: list[Row] = field(default_factory=list)
    last_known: list[Row] = field(default_factory=list)
    first_known: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Case:
    """All that is said of one holder and held."""

    evidence: list[Evidence] = field(default_factory=list)
    gains: list[Recorded] = field(default_factory=list)
    losses: list[Recorded] = field(default_factory=list)


def custody(
    statements: Sequence[Recorded],
    a: date,
    b: date,
    *,
    wanted: Callable[[str, str], bool] = lambda holder, held: True,
    asked_holders: frozenset[str] = frozenset(),
) -> Custody:
    """Rows for some day in [a, b] from statements about custody.

    `wanted` tells which holder and held are asked about. One who only guards, jointly with somebody who holds by
    more than guarding, stands in that one's row (`joint_with`); it has its own where `asked_holders` names it.
    """
    answer = Custody()
    for pair, case in sorted(_cases(statements).items()):
        if not wanted(*pair) or not case.evidence:
            continue
        found = support(case.evidence, a, b, ends=_ends(case))
        if found:
            answer.rows.append(_row(pair, case, found, [e.statement for e in found.evidence], statements, a, b))
            continue
        for target, evidence in (
            (answer.last_known, last_before(case.evidence, a)),
            (answer.first_known, first_after(case.evidence, b)),
        ):
            if evidence:
                target.append(_row(pair, case, None, [e.statement for e in evidence], statements, a, b))
    return Custody(
        rows=_folded(answer.rows, asked_holders),
        last_known=_folded(answer.last_known, asked_holders),
        first_known=_folded(answer.first_known, asked_holders),
    )


def total(rows: Iterable[Row]) -> tuple[Range | None, str | None]:
    """How many are held by all of one group's holders together, joint holdings once; or None with the reason."""
    rows = list(rows)
    groups = {row.held for row in rows}
    if not rows:
        return None, None
    if len(groups) > 1:
        return None, "no total: the rows speak of several groups, which may hold one another's members"
    by_holders: dict[tuple[str, ...], Range] = {}
    for row in rows:
        if row.count is None:
            return None, f"no total: no one says how many {row.holder} held"
        found, counted = row.count
        if counted.count.unit != "people":
            return None, f"no total: what {row.holder} held is counted in {counted.count.unit}"
        by_holders[counted.holders] = found
    return add(by_holders.values()), None


def _cases(statements: Iterable[Recorded]) -> dict[Pair, _Case]:
    cases: dict[Pair, _Case] = defaultdict(_Case)
    words = vocabulary().predicates
    for statement in statements:
        predicate = words[statement.predicate]
        held_role = predicate.role_with("held")
        if held_role is None or not is_fact(statement):
            continue
        for role, effect in predicate.custody.items():
            for holder in statement.role(role) if effect != "held" else ():
                for held in statement.role(held_role):
                    _note(cases[holder, held], effect, statement)
    return cases


def _note(case: _Case, effect: str, statement: Recorded) -> None:
    if effect == "holds":
        case.evidence.append(stated(statement))
    elif effect == "gains":
        case.evidence.append(begun(statement))
        case.gains.append(statement)
    elif effect == "loses":
        case.losses.append(statement)


def _ends(case: _Case) -> list[Window]:
    """When losses ended the holding: those of all, or of at least as many as were last counted."""
    found = []
    for loss in case.losses:
        window = Window(loss.bounds.earliest_start, loss.bounds.latest_end)
        stocks = [e for e in case.evidence if _is_stock(e.statement) and e.window.latest <= window.earliest]
        last = max(stocks, key=lambda e: e.window.latest, default=None)
        most = last.statement.count.max if last and last.statement.count else None
        if loss.whole or (loss.count and most is not None and loss.count.min >= most):
            found.append(window)
    return found


def _row(
    pair: Pair, case: _Case, found: Support | None, used: list[Recorded], everything: Sequence[Recorded],
    a: date, b: date,
) -> Row:  # fmt: skip
    holder, held = pair
    words = vocabulary().predicates
    counts = _counts(used, holder, a, b)
    return Row(
        holder=holder,
        held=held,
        support=found,
        statements=tuple(used),
        joint_with=_together(other for s in used for other in _holders(s) if holder in _holders(s) and other != holder),
        places=_together(place for s in used for place in (*s.role("at"), *s.role("to_place"))),
        capacities=tuple(c for c in CAPACITIES if c in {words[s.predicate].capacity for s in used}),
        terms=_together(term for s in used for term in s.terms),
        basis="stated" if any(words[s.predicate].is_state for s in used) else "moved",
        count=_nearest(counts),
        counts=tuple(counts),
        gained=_moved(case.gains, b),
        lost=_moved(case.losses, b),
        counts_disagree=_disagree(counts),
        denials=denials_of(used, everything),
    )


def _holders(statement: Recorded) -> tuple[str, ...]:
    predicate = vocabulary().predicates[statement.predicate]
    return tuple(
        i for role, effect in predicate.custody.items() if effect in ("holds", "gains") for i in statement.role(role)
    )


def _counts(statements: Iterable[Recorded], holder: str, a: date, b: date) -> list[Counted]:
    """Stock counts with their scopes, the widest and nearest first."""
    found = []
    for statement in statements:
        if statement.count and _is_stock(statement) and holder in _holders(statement):
            window = stated(statement).window
            off = max(0, (window.earliest - b).days, (a - window.latest).days)
            found.append(Counted(statement.count, _together(_holders(statement)), statement.role("at"), statement, off))
    return sorted(found, key=lambda c: (c.count.unit != "people", bool(c.places), -len(c.holders), c.days_off))


def _is_stock(statement: Recorded) -> bool:
    count = statement.count
    return count is not None and count.kind == "stock" and not vocabulary().modes[statement.mode].whole


def _scope(counted: Counted) -> tuple[object, ...]:
    return counted.count.unit, counted.count.of, counted.holders, counted.places


def _nearest(counts: Sequence[Counted]) -> tuple[Range, Counted] | None:
    """The hull of the counts nearest to the day, of those in the widest scope."""
    if not counts:
        return None
    best = counts[0]
    same = [c for c in counts if _scope(c) == _scope(best) and c.days_off == best.days_off]
    found = hull((c.count.min, c.count.max) for c in same)
    return (found, best) if found else None


def _disagree(counts: Sequence[Counted]) -> bool:
    """Whether two counts of one scope, of times that overlap, cannot both be true."""
    for number, one in enumerate(counts):
        for other in counts[number + 1 :]:
            first, second = stated(one.statement).window, stated(other.statement).window
            overlap = first.earliest <= second.latest and second.earliest <= first.latest
            same = _scope(one) == _scope(other) and overlap
            if same and not agree((one.count.min, one.count.max), (other.count.min, other.count.max)):
                return True
    return False


def _moved(flows: Iterable[Recorded], b: date) -> tuple[Range, str] | None:
    """How many came in, or went out, up to a day.

    The latest cumulative figures where there are any. Else the flows: at least the largest of them, at most all
    together, since two reports may be of one move. The count of what is only under way is a plan's, not a flow.
    """
    modes = vocabulary().modes
    counted = [
        s
        for s in flows
        if s.count and not modes[s.mode].whole and s.bounds.earliest_start <= b and s.count.unit == "people"
    ]
    running = [s for s in counted if s.count and s.count.kind == "cumulative"]
    if running:
        latest = max(s.bounds.latest_end for s in running)
        found = hull((s.count.min, s.count.max) for s in running if s.count and s.bounds.latest_end == latest)
        return (found, "cumulative") if found else None
    ranges = [(s.count.min, s.count.max) for s in counted if s.count and s.count.kind == "flow"]
    if not ranges:
        return None
    return (max(low for low, _ in ranges), add(ranges)[1]), "flow"


def _folded(rows: list[Row], asked: frozenset[str]) -> list[Row]:
    """Leave out rows of those who only guard beside somebody whose row shows them."""
    stronger = {(row.holder, row.held) for row in rows if row.capacities and row.capacities[0] != "guards"}

    def shown_elsewhere(row: Row) -> bool:
        return (
            row.holder not in asked
            and row.capacities == ("guards",)
            and all(
                any((other, row.held) in stronger for other in _holders(s) if other != row.holder)
                for s in row.statements
            )
        )

    return [row for row in rows if not shown_elsewhere(row)]


def _together(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
