"""How much of a plan is said to be done: the deeds that fulfil it, and what they count together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.counts import MOVED, Count, Range, add, hull
from graph.dates import MAX
from graph.identity import Judgement
from graph.occurrences import occurrences
from graph.over_time.within import Within
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.support import window_of
from graph.vocabulary import vocabulary

BASES = ("fulfils", "event", "matching")
PARTIES = ("agent", "subject", "from_holder", "to_holder")
PLACES = ("from_place", "to_place", "at")


@dataclass(frozen=True, slots=True)
class Deed:
    """A report that bears on a plan. `basis`: it is linked to the plan (fulfils), or about the same Event (event), or
    nothing speaks against it (matching). `low` and `high` are what it counts towards the plan; None: nobody counts."""

    statement: Recorded
    basis: str
    counted: Range | None


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """`cap` is what was planned, `done` what is said to be done of it, `share` done of the cap in per cent."""

    deeds: tuple[Deed, ...]
    done: Range | None
    cap: Range | None
    share: Range | None


def deeds_among(statements: Iterable[Recorded], last: date = MAX) -> dict[str, list[Recorded]]:
    """Statements of what was done, at or before a day as far as they tell, by predicate. What is only under way is no
    deed, nor is a state."""
    words, found = vocabulary(), defaultdict(list)
    for s in statements:
        event = not words.predicates[s.predicate].is_state and not words.modes[s.mode].whole
        if event and is_fact(s) and s.bounds.earliest_start <= last:
            found[s.predicate].append(s)
    return found


def fulfilment(
    plan: Recorded,
    deeds: Iterable[Recorded],
    within: Within,
    judgements: Sequence[Judgement] = (),
    last: date = MAX,
) -> Fulfilment:
    """How much of a plan is done by a day, of what is counted: a deed without a number adds none.

    The least counts only deeds that are linked to the plan or are about its Event; the most also those that merely
    match it. Each occurrence counts once, from all reports being of one to all being of distinct ones. A running total
    stands for what came before its day.
    """
    found = [deed for deed in (_deed(plan, statement, within, last) for statement in deeds) if deed]
    counted = [deed for deed in found if deed.counted]
    sure = [deed for deed in counted if deed.basis != "matching"]
    done: Range | None = None
    if counted:
        low, high = done_by(sure, judgements) if sure else (0, 0)
        _, most = done_by(counted, judgements)
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


def done_by(deeds: Sequence[Deed], judgements: Sequence[Judgement]) -> Range:
    """What some counted deeds, one or more, come to together.

    Running totals come first: those on one Event (or on none) stand for one another, the latest one for all. Flows
    that surely lie after them all are added; those that may lie after one of them raise only the most.
    """
    flows = [deed for deed in deeds if _count(deed).kind == "flow"]
    pools: dict[tuple[str, ...], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if _count(deed).kind == "cumulative":
            pools[deed.statement.about if len(deed.statement.about) == 1 else ()].append(deed)
    if not pools:
        return _flows(flows, judgements)
    totals = [_running(pool) for pool in pools.values()]
    stated_on = [deed.statement.bounds for pool in pools.values() for deed in pool]
    first = min(bounds.earliest_start for bounds in stated_on)
    last = max(bounds.latest_end for bounds in stated_on)
    surely = _flows([deed for deed in flows if deed.statement.bounds.earliest_start > last], judgements)
    perhaps = _flows([deed for deed in flows if deed.statement.bounds.latest_end > first], judgements)
    return min(low for low, _ in totals) + surely[0], add([*totals, perhaps])[1]


def _flows(deeds: Sequence[Deed], judgements: Sequence[Judgement]) -> Range:
    by_id = {deed.statement.id: deed.counted for deed in deeds}
    found = occurrences([deed.statement for deed in deeds], judgements)
    hulls = [hull(counted for s in block if (counted := by_id[s.id])) or (0, None) for block in found.blocks]
    return found.total(hulls)


def _running(pool: Sequence[Deed]) -> Range:
    """The hull of the running totals that may be the latest.

    A total only grows: one that is below another, and may be of an earlier day, is taken to be the earlier one.
    """

    def over(one: Deed, other: Deed) -> bool:
        """Whether the other stands for the first."""
        before, after = one.statement.bounds, other.statement.bounds
        if before.latest_end < after.earliest_start:
            return True
        (_, high), (low, _) = one.counted or (0, None), other.counted or (0, None)
        return high is not None and high < low and before.earliest_start < after.latest_end

    latest = [one for one in pool if not any(over(one, other) for other in pool)]
    return hull(deed.counted for deed in latest or pool if deed.counted) or (0, None)


def _deed(plan: Recorded, statement: Recorded, within: Within, last: date) -> Deed | None:
    basis = _basis(plan, statement, within)
    return Deed(statement, basis, _counted(plan, statement, within, last, basis)) if basis else None


def _basis(plan: Recorded, deed: Recorded, within: Within) -> str | None:
    if plan.id in deed.fulfils or deed.id in plan.fulfilled_by:
        return "fulfils"
    if deed.predicate != plan.predicate or not _same_people(plan, deed, within):
        return None
    if not set(plan.about).isdisjoint(deed.about):
        return "event"
    return "matching" if _matches(plan, deed, within) else None


def _matches(plan: Recorded, deed: Recorded, within: Within) -> bool:
    held = _of(plan)[0]
    return (
        all(within.compatible(plan.role(role), deed.role(role)) for role in PARTIES if role != held)
        and all(within.compatible(plan.role(role), deed.role(role)) for role in PLACES)
        and deed.bounds.latest_end >= window_of(plan).earliest
    )


def _same_people(plan: Recorded, deed: Recorded, within: Within) -> bool:
    """Whether the deed is on somebody of whom the plan speaks, or on a part of them; or neither names anybody."""
    wanted, done = set(_of(plan)[1]), _of(deed)[1]
    return any(wanted & within.above([one]) for one in done) if wanted else not done


def _of(statement: Recorded) -> tuple[str, tuple[str, ...]]:
    """The role of those who are moved or held, or of what is acted on, and who that is."""
    role = vocabulary().predicates[statement.predicate].role_with("held") or "object"
    return role, statement.role(role)


def _counted(plan: Recorded, deed: Recorded, within: Within, last: date, basis: str) -> Range | None:
    """What a deed counts towards a plan. Of what others share, or what may come after the day, it may be none."""
    count, unit = deed.count, plan.count.unit if plan.count else "people"
    if count is None or count.kind not in MOVED or count.unit != unit:
        return None
    wanted = set(_of(plan)[1])
    alone = basis == "fulfils" or all(wanted & within.above([one]) for one in _of(deed)[1])
    done = count.kind == "cumulative" or deed.bounds.latest_end <= last
    return (count.min if alone and done else 0), count.max


def _count(deed: Deed) -> Count:
    assert deed.statement.count is not None
    return deed.statement.count
