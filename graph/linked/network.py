"""Days that bound one another: the earliest and the latest day of each that all constraints together allow.

A network of difference constraints (Dechter, Meiri & Pearl 1991, Temporal Constraint Networks): each node is one day,
some nodes have a window or a set of weekdays, and two nodes may lie so many days apart. Take two ways to choose the
days that both fit; the earlier one of each two days fits too, and so does the later one: windows, weekdays and
distances are closed under minimum and maximum. So there is one way with every day as early as it can be, and one with
every day as late. Pushing all days up from below until nothing moves finds the first, and down from above the second:
the bounds are exact, and a network that no days fit is always found out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.dates import MAX, MIN, Window
from graph.linked.clashes import fewest
from graph.linked.push import EARLY, FAR, LATE, Apart, Constraint, Network, Node, OnWeekday, Step, Within, chain, push

__all__ = ["EARLY", "LATE", "Apart", "Clash", "Constraint", "Node", "OnWeekday", "Reason", "Solved", "Within", "solve"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation: the constraint that was used, and the bound that it gave."""

    bound: date
    why: Constraint


@dataclass(frozen=True, slots=True)
class Solved:
    """The tightest bounds of every node, and why."""

    early: Mapping[Node, Step]
    late: Mapping[Node, Step]

    def window(self, node: Node) -> Window:
        """The days that a node may lie on; MIN and MAX where it is unbounded, or where no constraint names it."""
        if node not in self.early:
            return Window(MIN, MAX)
        return Window(_date(self.early[node], EARLY), _date(self.late[node], LATE))

    def explain(self, node: Node, side: int) -> list[Reason]:
        """How a bound follows, from its first cause on; empty where it is unbounded. `side` is EARLY or LATE."""
        last = (self.early if side == EARLY else self.late).get(node)
        if last is None or abs(last.day) > FAR // 2:
            return []
        return [Reason(_date(step, side), step.why) for step in reversed(chain(last)) if step.why]


class Clash(Exception):
    """No days fit. `owners` are the fewest whose constraints do not fit together, in order of their names."""

    def __init__(self, owners: Iterable[str]) -> None:
        self.owners = tuple(sorted(owners))
        super().__init__(", ".join(self.owners))


def solve(constraints: Collection[Constraint]) -> Solved:
    """The tightest bounds of every node that a constraint names. Raises Clash where no days fit."""
    network = Network(constraints)
    early, clashes = push(network, EARLY)
    if clashes:
        raise Clash(fewest(constraints, clashes))
    return Solved(early, push(network, LATE)[0])


def _date(step: Step, side: int) -> date:
    day = step.day * side
    return date.fromordinal(min(max(day, MIN.toordinal()), MAX.toordinal()))
