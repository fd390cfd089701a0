"""Who held whom on a day: rows of holder and held, with why they are there, how many, and who denies it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from graph.counts import Range, add, hull
from graph.dates import Window
from graph.disagreement import Denial, denials_of, standing
from graph.figures import Counted as Counted  # part of a row
from graph.figures import counts_of, disagree, held_by, holders_of, losers_of, moved, nearest, takes_all
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.support import Evidence, Support, begun, first_after, last_before, stated, support
from graph.vocabulary import CAPACITIES, vocabulary

Pair = tuple[str, str]  # holder, held


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
    max_gap_days: int | None = None,
    publishers: Mapping[str, str] | None = None,
) -> Custody:
    """Rows for some day in [a, b] from statements about custody.

    `publishers` as in `standing`, `max_gap_days` as in graph.support. `wanted` tells which holder and held are asked
    about. One who only guards, jointly with somebody who holds by more than guarding, stands in that one's row
    (`joint_with`); it has its own where `asked_holders` names it.
    """
    answer = Custody()
    statements = standing(statements, publishers)
    for pair, case in sorted(_cases(statements).items()):
        if not wanted(*pair) or not case.evidence:
            continue
        found = support(case.evidence, a, b, _ends(pair, case), max_gap_days)
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
    by_holders: dict[tuple[str, ...], list[Range]] = defaultdict(list)
    for row in rows:
        if row.count is None:
            return None, f"no total: no one says how many {row.holder} held"
        found, counted = row.count
        if counted.count.unit != "people":
            return None, f"no total: what {row.holder} held is counted in {counted.count.unit}"
        by_holders[counted.holders].append(found)
    for one, two in combinations(by_holders, 2):
        if both := sorted(set(one) & set(two)):
            return None, f"no total: what {both[0]} held is part of more than one joint count"
    return add(range_ for ranges in by_holders.values() if (range_ := hull(ranges))), None


def _cases(statements: Iterable[Recorded]) -> dict[Pair, _Case]:
    cases: dict[Pair, _Case] = defaultdict(_Case)
    losses_of_nobody: list[Recorded] = []
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
        losing = predicate.role_with("loses")
        if losing and not statement.role(losing):
            losses_of_nobody.append(statement)
    for (holder, held), case in cases.items():
        case.losses += [s for s in losses_of_nobody if held in held_by(s) and _was_there(s, holder, case)]
    return cases


def _was_there(loss: Recorded, holder: str, case: _Case) -> bool:
    """Whether somebody may be the one whom nobody named: a holder at the place that people left."""
    left = {*loss.role("from_place"), *loss.role("at")}
    return holder not in holders_of(loss) and any(left & set(item.statement.role("at")) for item in case.evidence)


def _note(case: _Case, effect: str, statement: Recorded) -> None:
    if effect == "holds":
        case.evidence.append(stated(statement))
    elif effect == "gains":
        case.evidence.append(begun(statement))
        case.gains.append(statement)
    elif effect == "loses":
        case.losses.append(statement)


def _ends(pair: Pair, case: _Case) -> list[Window]:
    """When losses ended the holding. What nobody named lost only lowers it."""
    return [
        Window(loss.bounds.earliest_start, loss.bounds.latest_end)
        for loss in case.losses
        if pair[0] in losers_of(loss) and takes_all(loss, case.evidence)
    ]


def _row(
    pair: Pair, case: _Case, found: Support | None, used: list[Recorded], everything: Sequence[Recorded],
    a: date, b: date,
) -> Row:  # fmt: skip
    holder, held = pair
    words = vocabulary().predicates
    counts = counts_of(used, holder, a, b)
    return Row(
        holder=holder,
        held=held,
        support=found,
        statements=tuple(used),
        joint_with=_together(
            other for s in used for other in holders_of(s) if holder in holders_of(s) and other != holder
        ),
        places=_together(place for s in used for place in (*s.role("at"), *s.role("to_place"))),
        capacities=tuple(c for c in CAPACITIES if c in {words[s.predicate].capacity for s in used}),
        terms=_together(term for s in used for term in s.terms),
        basis="stated" if any(words[s.predicate].is_state for s in used) else "moved",
        count=nearest(counts),
        counts=tuple(counts),
        gained=moved(case.gains, "gains", b),
        lost=moved(case.losses, "loses", b),
        counts_disagree=disagree(counts),
        denials=denials_of(used, everything),
    )


def _folded(rows: list[Row], asked: frozenset[str]) -> list[Row]:
    """Leave out rows of those who only guard beside somebody whose row shows them."""
    shown_by: dict[Pair, set[str]] = defaultdict(set)
    for row in rows:
        for other in row.joint_with if row.capacities[:1] != ("guards",) else ():
            shown_by[other, row.held].add(row.holder)

    def shown_elsewhere(row: Row) -> bool:
        beside = shown_by.get((row.holder, row.held), set())
        return (
            row.holder not in asked
            and row.capacities == ("guards",)
            and all(beside & set(holders_of(s)) for s in row.statements)
        )

    return [row for row in rows if not shown_elsewhere(row)]


def _together(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
