"""How much of a plan is said to be done: the deeds that fulfil it, and what they count together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, get_args

from graph.custody.inflow_outflow import CountedPart, reckon_moves
from graph.custody.moves import GAINS, LOSES, PEOPLE, Move, MoveForm
from graph.custody.totals import CountedMove
from graph.dates.windows import MAX
from graph.evidence.hierarchy import Containment, is_fact
from graph.evidence.support import window_of
from graph.model.counts import MOVED, Range, ReportedCount
from graph.model.judgements import Judgement
from graph.model.stored_statement import StoredStatement
from graph.vocabulary import vocabulary

PlanBasis = Literal["fulfils", "event", "matching"]
BASES: tuple[PlanBasis, ...] = get_args(PlanBasis)
PARTIES = ("agent", "subject", "from_holder", "to_holder")
PLACES = ("from_place", "to_place", "at")


@dataclass(frozen=True, slots=True)
class Deed:
    """A report that bears on a plan. `basis`: it is linked to the plan (fulfils), or about the same Event (event), or
    nothing speaks against it (matching). `counted` is what it counts towards the plan; None: nobody counts. One that is
    `in_total` is held by a total that counts, and adds nothing to it."""

    statement: StoredStatement
    basis: PlanBasis
    counted: Range | None
    in_total: bool = False


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """`cap` is what was planned, `done` what is said to be done of it, `share` done of the cap in per cent."""

    deeds: tuple[Deed, ...]
    done: Range | None
    cap: Range | None
    share: Range | None


def deeds_among(statements: Iterable[StoredStatement], last: date = MAX) -> dict[str, list[StoredStatement]]:
    """Statements of what was done, at or before a day as far as they tell, by predicate. What is only under way is no
    deed, nor is a state."""
    words, found = vocabulary(), defaultdict(list)
    for s in statements:
        event = not words.predicates[s.predicate].is_state and not words.modes[s.mode].whole
        if event and is_fact(s) and s.bounds.earliest_start <= last:
            found[s.predicate].append(s)
    return found


def fulfilment(
    plan: StoredStatement,
    deeds: Iterable[StoredStatement],
    within: Containment,
    judgements: Sequence[Judgement] = (),
    last: date = MAX,
    distinct: Collection[str] = (),
) -> Fulfilment:
    """How much of a plan is done by a day, of what is counted: a deed without a number adds none.

    The least counts only deeds that are linked to the plan or are about its Event, and totals that hold one of these;
    the most also those that merely match it. Totals replace what they hold, and reports that may be of one occurrence
    run from one to all, as in graph.custody.inflow_outflow. `distinct` are datasets whose rows are distinct.
    """
    found = [deed for deed in (_deed(plan, statement, within, last) for statement in deeds) if deed]
    counted = [deed for deed in found if deed.counted]
    sure = [deed for deed in counted if deed.basis != "matching"]
    count_done = partial(_done, plan, within=within, judgements=judgements, distinct=distinct, last=last)
    done: Range | None = None
    if counted:
        (_, most), totals = count_done(counted)
        linked = {deed.statement.id for deed in sure}
        of_the_same = {id_ for total in totals if not linked.isdisjoint(total.all) for id_ in total.all}
        in_total = set().union(*(total.held for total in totals))
        found = [replace(deed, in_total=deed.statement.id in in_total) for deed in found]
        sure = [deed for deed in counted if deed.statement.id in linked | of_the_same]
        (low, high), _ = count_done(sure) if sure else ((0, 0), [])
        done = low, None if high is None or most is None else max(high, most)
    cap = (plan.count.min, plan.count.max) if plan.count and plan.count.kind != "share" else None
    order = sorted(found, key=lambda deed: (BASES.index(deed.basis), deed.statement.bounds.earliest_start))
    return Fulfilment(tuple(order), done, cap, share_of(done, cap))


def share_of(done: Range | None, cap: Range | None) -> Range | None:
    """Done of the cap in whole per cent, rounded outwards; None unless the cap is bounded. Of "up to n" it is of n."""
    if done is None or cap is None or not cap[1]:
        return None
    fewest = cap[0] or cap[1]
    return done[0] * 100 // cap[1], None if done[1] is None else -(-done[1] * 100 // fewest)


class _Held(NamedTuple):
    """The ids of the reports of one total, and of those that it holds."""

    own: set[str]
    held: set[str]

    @property
    def all(self) -> set[str]:
        return self.own | self.held


def _done(
    plan: StoredStatement,
    deeds: Sequence[Deed],
    *,
    within: Containment,
    judgements: Sequence[Judgement],
    distinct: Collection[str],
    last: date,
) -> tuple[Range, list[_Held]]:
    """What some counted deeds come to together, and what each total that counts holds."""
    of_deed = {deed.statement.id: deed.counted or (0, None) for deed in deeds}

    moves = [_as_move(deed.statement) for deed in deeds]
    named = {move.form.gains for move in moves if move.form.gains}
    unsaid = _gainers(plan) or (next(iter(named)) if len(named) == 1 else ())  # whom nobody names is no other

    def read(move: Move) -> CountedPart:
        form = move.form
        whose = tuple(sorted(form.gains or unsaid)), tuple(sorted(form.held))
        places = form.places(LOSES if form.gains is None else GAINS)
        return CountedPart(of_deed[move.statement.id], whose, tuple(sorted(places)))

    reckoned, apart = reckon_moves(moves, last.toordinal(), read, judgements, distinct, within)
    totals = [_Held(_ids(total.current), _ids(total.replaced)) for total in (*reckoned.totals, *reckoned.across)]
    return reckoned.range(apart), totals


def _ids(items: Iterable[CountedMove]) -> set[str]:
    return {statement.id for item in items for statement in item.reports}


def _as_move(deed: StoredStatement) -> Move:
    """A counted deed as a move; what is not of people is counted alike."""
    count, at = _count(deed), deed.role("at")
    came_to, left = deed.role("to_place") + at, deed.role("from_place") + at
    has_gainers = vocabulary().predicates[deed.predicate].role_with("gains") is not None
    form = MoveForm(
        _of(deed)[1],
        _gainers(deed) if has_gainers else None,
        None,
        came_to,
        left,
        PEOPLE,
        True,
        count.kind == "cumulative",
    )
    days = deed.bounds
    return Move(form, (count.min, count.max), days.earliest_start.toordinal(), days.latest_end.toordinal(), deed)


def _gainers(statement: StoredStatement) -> tuple[str, ...]:
    return statement.role(vocabulary().predicates[statement.predicate].role_with("gains"))


def _deed(plan: StoredStatement, statement: StoredStatement, within: Containment, last: date) -> Deed | None:
    basis = _basis(plan, statement, within)
    return Deed(statement, basis, _counted(plan, statement, within, last, basis)) if basis else None


def _basis(plan: StoredStatement, deed: StoredStatement, within: Containment) -> PlanBasis | None:
    if plan.id in deed.fulfils or deed.id in plan.fulfilled_by:
        return "fulfils"
    if deed.predicate != plan.predicate or not _same_people(plan, deed, within):
        return None
    if not set(plan.about).isdisjoint(deed.about):
        return "event"
    return "matching" if _matches(plan, deed, within) else None


def _matches(plan: StoredStatement, deed: StoredStatement, within: Containment) -> bool:
    held = _of(plan)[0]
    return (
        all(within.compatible(plan.role(role), deed.role(role)) for role in PARTIES if role != held)
        and all(within.compatible(plan.role(role), deed.role(role)) for role in PLACES)
        and deed.bounds.latest_end >= window_of(plan).earliest
    )


def _same_people(plan: StoredStatement, deed: StoredStatement, within: Containment) -> bool:
    """Whether the deed is on somebody of whom the plan speaks, or on a part of them; or neither names anybody."""
    wanted, done = set(_of(plan)[1]), _of(deed)[1]
    return any(wanted & within.above([one]) for one in done) if wanted else not done


def _of(statement: StoredStatement) -> tuple[str, tuple[str, ...]]:
    """The role of those who are moved or held, or of what is acted on, and who that is."""
    role = vocabulary().predicates[statement.predicate].role_with("held") or "object"
    return role, statement.role(role)


def _counted(
    plan: StoredStatement, deed: StoredStatement, within: Containment, last: date, basis: PlanBasis
) -> Range | None:
    """What a deed counts towards a plan. Of what others share, or what may come after the day, it may be none."""
    count, unit = deed.count, plan.count.unit if plan.count else "people"
    if count is None or count.kind not in MOVED or count.unit != unit:
        return None
    wanted = set(_of(plan)[1])
    alone = basis == "fulfils" or all(wanted & within.above([one]) for one in _of(deed)[1])
    done = count.kind == "cumulative" or deed.bounds.latest_end <= last
    return (count.min if alone and done else 0), count.max


def _count(deed: StoredStatement) -> ReportedCount:
    assert deed.count is not None
    return deed.count
