"""Bound propagation for date constraints: the earliest, or the latest, day of each node that its constraints allow.

`solver` says what a network is, and why propagation from either side gives exact bounds. It can go on for ever only
around a loop: where a bound follows from an earlier bound of the same node, on the same day of the week, the loop
between the two moves all its days by whole weeks again and again, so no days fit it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from typing import NamedTuple

from graph.dates.windows import MAX, MIN, Window

Node = str
FAR = 10**15  # where a day starts that nothing bounds: no sum of distances leads back from there
NEVER = -4 * FAR  # for a distance without limit: such an edge moves nothing, but still joins its two nodes
EARLY, LATE = 1, -1  # the two sides: latest days are propagated as negative numbers


@dataclass(frozen=True, slots=True)
class WithinWindow:
    """A day lies in a window. In all constraints `owner` is who says so, and `rule` what it says, in words."""

    node: Node
    window: Window
    owner: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day is one of these days of the week, Monday being 0."""

    node: Node
    weekdays: frozenset[int]
    owner: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DaysApart:
    """`later` lies at least `least` days after `earlier`, and at most `most`, None where there is no limit."""

    earlier: Node
    later: Node
    least: int
    most: int | None
    owner: str
    rule: str = ""


Constraint = WithinWindow | OnWeekday | DaysApart


class PropagationStep(NamedTuple):
    """A bound of a node, the constraint that gave it, and the bound that it follows from; no reason: unbounded.

    `day` is an ordinal, negative where it bounds from above.
    """

    node: Node
    day: int
    why: Constraint | None = None
    before: "PropagationStep | None" = None
    depth: int = 0


class BoundEdge(NamedTuple):
    """The least distance from one node to another, in days, from either side: its day plus this bounds the other."""

    other: Node
    early: int
    late: int
    why: DaysApart


class DayNetwork:
    """Constraints by the nodes that they name."""

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self.windows: list[WithinWindow] = []
        self.weekdays: dict[Node, list[OnWeekday]] = defaultdict(list)
        self.ties: dict[Node, list[BoundEdge]] = defaultdict(list)
        for constraint in constraints:
            if isinstance(constraint, DaysApart):
                least, most = constraint.least, NEVER if constraint.most is None else -constraint.most
                self.ties[constraint.earlier].append(BoundEdge(constraint.later, least, most, constraint))
                self.ties[constraint.later].append(BoundEdge(constraint.earlier, most, least, constraint))
            elif isinstance(constraint, OnWeekday):
                self.weekdays[constraint.node].append(constraint)
            else:
                self.windows.append(constraint)
        self.nodes = list(dict.fromkeys([*self.ties, *self.weekdays, *(within.node for within in self.windows)]))

    @cached_property
    def tree_order(self) -> list[Node]:
        """The nodes, each after one that it is tied to, except the first of each tree."""
        found: dict[Node, None] = {}
        for first in self.nodes:
            waiting = [first]
            while waiting:
                node = waiting.pop()
                if node not in found:
                    found[node] = None
                    waiting += [tie.other for tie in self.ties.get(node, ()) if tie.other not in found]
        return list(found)

    @cached_property
    def day_order(self) -> list[Node]:
        """The nodes, each after those whose days are to lie before its own, where there is such an order."""
        before = Counter(tie.other for ties in self.ties.values() for tie in ties if tie.early >= 0)
        waiting = [node for node in self.tree_order if not before[node]]
        found: dict[Node, None] = {}
        while waiting:
            node = waiting.pop()
            found[node] = None
            for tie in self.ties.get(node, ()):
                if tie.early >= 0:
                    before[tie.other] -= 1
                    if not before[tie.other]:
                        waiting.append(tie.other)
        return [*found, *(node for node in self.tree_order if node not in found)]


def propagate_bounds(network: DayNetwork, side: int) -> tuple[dict[Node, PropagationStep], list[frozenset[str]]]:
    """The bounds from one side, and the owners of each contradiction that was met; a loop ends the propagation."""
    propagation = _Propagation(network, side)
    try:
        propagation.run()
    except _Loop as loop:
        return propagation.steps, [loop.owners]
    return propagation.steps, propagation.list_clashes()


class _Loop(Exception):
    def __init__(self, owners: frozenset[str]) -> None:
        self.owners = owners


class _Propagation:
    """One propagation: every node starts unbounded, and moves as far as its constraints demand."""

    def __init__(self, network: DayNetwork, side: int) -> None:
        self._network, self._side = network, side
        self.steps = {node: PropagationStep(node, -FAR) for node in network.nodes}
        self._stale = set(network.nodes)

    def run(self) -> None:
        """Sweep over the nodes until none moves, forwards and backwards in two orders.

        Along its branches a tree takes two sweeps, and days that follow one another take one in their own order.
        """
        for within in self._network.windows:
            if (day := _find_bound(within.window, self._side)) > self.steps[within.node].day:
                self._move(within.node, day, within, None)
        branches, following = self._network.tree_order, self._network.day_order
        if self._side == LATE:
            following = following[::-1]
        for order in cycle([branches[::-1], branches, following, following[::-1]]):
            if not self._stale:
                return
            for node in order:
                if node in self._stale:
                    self._move_to_weekday(node)
                    self._stale.discard(node)
                    self._move_others(node)

    def _move_to_weekday(self, node: Node) -> None:
        constraints = self._network.weekdays.get(node, ())
        moved = bool(constraints)
        while moved:
            moved = False
            for constraint in constraints:
                step = self.steps[node]
                day = next(d for d in range(step.day, step.day + 7) if self._find_weekday(d) in constraint.weekdays)
                if day > step.day:
                    self._move(node, day, constraint, step)
                    moved = True

    def _move_others(self, node: Node) -> None:
        step, early = self.steps[node], self._side == EARLY
        for tie in self._network.ties.get(node, ()):
            day = step.day + (tie.early if early else tie.late)
            if day > self.steps[tie.other].day:
                self._move(tie.other, day, tie.why, step)

    def _move(self, node: Node, day: int, why: Constraint, before: PropagationStep | None) -> None:
        depth = before.depth + 1 if before else 0
        step = self.steps[node] = PropagationStep(node, day, why, before, depth)
        self._stale.add(node)
        if (
            depth >= 16 and depth & (depth - 1) == 0
        ):  # at every doubling, so that the search for loops costs no more than the moves
            _refuse_loop(step)

    def list_clashes(self) -> list[frozenset[str]]:
        """The owners of each contradiction: of a window that its node was moved out of, and of what moved the node."""
        return [
            _list_owners(trace_steps(self.steps[within.node])) | {within.owner}
            for within in self._network.windows
            if self.steps[within.node].day > -_find_bound(within.window, -self._side)
        ]

    def _find_weekday(self, day: int) -> int:
        return (day * self._side + 6) % 7


def _find_bound(window: Window, side: int) -> int:
    """The end of a window that bounds from one side; of the other side, the end that is not to be passed."""
    if side == EARLY:
        return -FAR if window.earliest == MIN else window.earliest.toordinal()
    return -FAR if window.latest == MAX else -window.latest.toordinal()


def trace_steps(step: PropagationStep | None) -> list[PropagationStep]:
    found = []
    while step:
        found.append(step)
        step = step.before
    return found


def _list_owners(steps: Iterable[PropagationStep]) -> frozenset[str]:
    return frozenset(step.why.owner for step in steps if step.why)


def _refuse_loop(last: PropagationStep) -> None:
    """Raise where a bound follows from a bound of the same node, whole weeks away: that would go on for ever."""
    steps = trace_steps(last)
    first_places: dict[tuple[Node, int], int] = {}
    for place, step in enumerate(steps):
        first = first_places.setdefault((step.node, step.day % 7), place)
        if first != place:
            raise _Loop(_list_owners(steps[first:place]))
