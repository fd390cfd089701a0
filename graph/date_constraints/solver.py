"""Days that bound one another: the earliest and the latest day that all constraints together allow for each.

A network of difference constraints (Dechter, Meiri & Pearl 1991, Temporal Constraint Networks): each node is one day,
some nodes have a window or a set of weekdays, and between two nodes there may be a least and a most distance. Take two
ways to choose the days that both fit; the earlier one of each two days fits too, and so does the later one: windows,
weekdays and distances are closed under minimum and maximum. So there is one way with every day as early as it can be,
and one with every day as late. Raising all days from below until nothing moves finds the first, and lowering them from
above the second: the bounds are exact, and a network that no days fit is always detected.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.date_constraints.propagation import (
    EARLY,
    FAR,
    LATE,
    Constraint,
    DayNetwork,
    Node,
    PropagationStep,
    propagate_bounds,
    trace_steps,
)
from graph.dates.windows import MAX, MIN, Window

Owners = frozenset[str]
PATIENCE = 200  # rounds


def find_fewest_owners(constraints: Iterable[Constraint], clashes: Sequence[Owners]) -> Owners:
    """The fewest owners whose constraints no days fit. `clashes` are some sets of owners that do not fit.

    Whatever does not fit shares an owner with every set of owners without which all the rest fits. So the smallest set
    that meets all such sets known so far is either what is looked for, or leads to one more of them (Ignatiev,
    Previti, Liffiton & Marques-Silva 2015, Smallest MUS Extraction with Minimal Hitting Set Dualization). After
    PATIENCE rounds the best set so far is given; none of its owners can be left out.
    """
    by_owner: dict[str, list[Constraint]] = defaultdict(list)
    for constraint in constraints:
        by_owner[constraint.owner].append(constraint)
    search = _Search(by_owner)
    best = search.shrink(min(clashes, key=lambda owners: (len(owners), sorted(owners))))
    repairs: list[Owners] = []
    for _ in range(PATIENCE):
        hitting = _find_hitting_set(repairs, len(best) - 1)
        if hitting is None:
            return best
        if search.find_clashes(hitting):
            return hitting
        repairs.append(search.repair(hitting))
    return best


class _Search:
    def __init__(self, by_owner: dict[str, list[Constraint]]) -> None:
        self._by_owner = by_owner

    def find_clashes(self, owners: Collection[str]) -> list[Owners]:
        network = DayNetwork(c for owner in sorted(owners) for c in self._by_owner[owner])
        return propagate_bounds(network, EARLY)[1]

    def shrink(self, owners: Owners) -> Owners:
        """Owners among these that do not fit either, none of whom can be left out."""
        for owner in sorted(owners):
            left = self.find_clashes(owners - {owner}) if owner in owners else []
            owners = min(left, key=len, default=owners)
        return owners

    def repair(self, kept: Owners) -> Owners:
        """Owners without which all the rest fits; none of `kept` is among them."""
        removed: set[str] = set()
        while clashes := self.find_clashes(self._by_owner.keys() - removed):
            times = Counter(owner for clash in clashes for owner in clash - kept)
            for clash in clashes:
                if not clash & removed:
                    removed.add(max(sorted(clash - kept), key=times.__getitem__))
        return frozenset(removed)


def _find_hitting_set(sets: Sequence[Owners], most: int) -> Owners | None:
    """The smallest set, of at most `most` owners, that shares one with each of the sets; None where there is none."""
    sure = {owner for one in sets if len(one) == 1 for owner in one}
    left = [one for one in sets if not one & sure]
    for size in range(most - len(sure) + 1):
        found = _find_set_of_size(left, size)
        if found is not None:
            return found | sure
    return None


def _find_set_of_size(sets: Sequence[Owners], size: int) -> Owners | None:
    if not sets:
        return frozenset()
    if size == 0:
        return None
    shortest = min(sets, key=len)
    for owner in sorted(shortest):
        rest = _find_set_of_size([one for one in sets if owner not in one], size - 1)
        if rest is not None:
            return rest | {owner}
    return None


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One step of an explanation: the constraint that was used, and the bound that it gave."""

    bound: date
    why: Constraint


@dataclass(frozen=True, slots=True)
class SolvedDays:
    """The tightest bounds of every node, and why."""

    early: Mapping[Node, PropagationStep]
    late: Mapping[Node, PropagationStep]

    def find_window(self, node: Node) -> Window:
        """The days that a node may lie on; MIN and MAX where it is unbounded, or where no constraint names it."""
        if node not in self.early:
            return Window(MIN, MAX)
        return Window(_make_date(self.early[node], EARLY), _make_date(self.late[node], LATE))

    def explain(self, node: Node, side: int) -> list[ExplainedStep]:
        """How a bound follows, from its first cause on; empty where it is unbounded. `side` is EARLY or LATE."""
        last = (self.early if side == EARLY else self.late).get(node)
        if last is None or abs(last.day) > FAR // 2:
            return []
        return [ExplainedStep(_make_date(step, side), step.why) for step in reversed(trace_steps(last)) if step.why]


class Clash(Exception):
    """No days fit. `owners` are the fewest whose constraints do not fit together, in order of their names."""

    def __init__(self, owners: Iterable[str]) -> None:
        self.owners = tuple(sorted(owners))
        super().__init__(", ".join(self.owners))


def solve_days(constraints: Collection[Constraint]) -> SolvedDays:
    """The tightest bounds of every node that a constraint names. Raises Clash where no days fit."""
    network = DayNetwork(constraints)
    early, clashes = propagate_bounds(network, EARLY)
    if clashes:
        raise Clash(find_fewest_owners(constraints, clashes))
    return SolvedDays(early, propagate_bounds(network, LATE)[0])


def _make_date(step: PropagationStep, side: int) -> date:
    day = step.day * side
    return date.fromordinal(min(max(day, MIN.toordinal()), MAX.toordinal()))
