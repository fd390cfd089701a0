"""Simple paths of a network, the shortest first, that respect time; with bounds on their length and on the work.

Each passage is a function of time: who is there by `until` is across by max(day, `since`), so a path is taken best by
arriving at every node as early as can be (foremost paths: Bui-Xuan, Ferreira, Jarry 2003; Wu et al., "Path problems in
temporal graphs", 2014). Where passages are open all the time, all paths respect it.

For every number of hops that are left the latest day on which a node must be reached is worked out backwards, with
every passage looked at once. A walk is only made longer where the rest can be walked from there, so nothing is tried in
vain but for walks that would meet themselves; those are what `MOST_STEPS` bounds.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from graph.alliances.paths.ties import PassageNetwork
from graph.columns.table import Array

Walk = tuple[int, ...]  # nodes
MOST_HOPS = 8
MOST_STEPS = 300_000
STEPS_A_LOOK = 10  # what looking at the passages of a node takes, beside one that was looked at before
PASSAGES_A_STEP = 100
NEVER = np.int32(-1)  # before every day


class Search:
    """Paths from one node to another on the days [first, last] (ordinals), and whether the work was cut short.

    `cut` is how many hops the walks had that were being looked for when the steps were used up; None until then.
    """

    def __init__(
        self, network: PassageNetwork, source: int, target: int, first: int, last: int, *, most_steps: int = MOST_STEPS
    ) -> None:
        self.network, self.source, self.target, self.first = network, source, target, first
        self.cut: int | None = None
        self._steps, self._hops = most_steps, 0
        self._next: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        self._starts, self._latest = self._find_latest_departures(last)

    @property
    def fewest_hops(self) -> int | None:
        """How many hops the shortest way has; None where there is none of at most MOST_HOPS.

        A shortest walk meets no node twice where time sets no limits; else it may, and then this is a lower bound.
        """
        return next((hops for hops, day in enumerate(self._starts) if day >= self.first), None)

    def list_paths(self, most_hops: int) -> Iterator[Walk]:
        """All paths of at most so many hops, no node twice: the shortest first, then in the order of nodes."""
        for hops in range(1, most_hops + 1):
            self._hops = hops
            if self._starts[hops] >= self.first:
                yield from self._extend_walk((self.source,), self.first, hops)
            if self.cut is not None:
                return

    def _extend_walk(self, walk: Walk, day: int, left: int) -> Iterator[Walk]:
        if left == 1:  # whoever is here by now can be across
            yield (*walk, self.target)
            return
        for node, over in self._list_next_nodes(walk[-1], day, left):
            if node not in walk:
                yield from self._extend_walk((*walk, node), over, left - 1)
            if self.cut is not None:
                return

    def _list_next_nodes(self, node: int, day: int, left: int) -> list[tuple[int, int]]:
        """The nodes to which to go on, each with the day of arrival, where the rest can then be walked."""
        self._steps -= 1
        key = (node, day, left)
        if key not in self._next:
            self._next[key] = self._find_next_nodes(node, day, left)
        if self._steps < 0 and self.cut is None:
            self.cut = self._hops
        return self._next[key]

    def _find_next_nodes(self, node: int, day: int, left: int) -> list[tuple[int, int]]:
        network = self.network
        low, high = int(network.node_offsets[node]), int(network.node_offsets[node + 1])
        self._steps -= STEPS_A_LOOK + (high - low) // PASSAGES_A_STEP
        head, since, until = network.head[low:high], network.passages.since[low:high], network.passages.until[low:high]
        over = np.maximum(since, day)
        met = np.flatnonzero((until >= day) & (over <= self._latest[left - 1][head]))
        heads = head[met]
        earliest = np.ones(len(met), bool)  # they stand by head and since, so the first one is over first
        earliest[1:] = heads[1:] != heads[:-1]
        return list(zip(heads[earliest].tolist(), over[met[earliest]].tolist(), strict=True))

    def _find_latest_departures(self, last: int) -> tuple[list[int], list[Array]]:
        """For every number of hops left: until when to leave the source, and each other node, to reach the target."""
        latest = np.full(self.network.nodes, NEVER, np.int32)
        latest[self.target] = last
        starts, found = [int(NEVER)], [latest]
        runs, by = self.network.tail_offsets, self.network.passages
        for _ in range(MOST_HOPS):
            at_head = found[-1][self.network.head]
            leave = np.where(by.since <= at_head, np.minimum(by.until, at_head), NEVER)
            latest = np.full(self.network.nodes, NEVER, np.int32)
            if len(leave):
                latest[self.network.tail[runs[:-1]]] = np.maximum.reduceat(leave, runs[:-1])
            starts.append(int(latest[self.source]))
            latest[[self.source, self.target]] = NEVER  # paths only begin and end there
            found.append(latest)
        return starts, found


def find_arrival(network: PassageNetwork, walk: Walk, first: int) -> int | None:
    """The earliest day by which a walk that sets out on `first` may be over; None where some hop is closed by then."""
    days = find_arrivals(network, walk, first)
    return days[-1] if len(days) == len(walk) - 1 else None


def find_arrivals(network: PassageNetwork, walk: Walk, first: int) -> list[int]:
    """The earliest day by which each hop may be over, as far as the walk can go."""
    found: list[int] = []
    day = first
    for tail, head in pairwise(walk):
        hop = network.find_hop(tail, head)
        since = network.passages.since[hop][network.passages.until[hop] >= day]
        if not len(since):
            break
        day = max(day, int(since.min()))
        found.append(day)
    return found


def find_hop_windows(network: PassageNetwork, walk: Walk, first: int, last: int) -> list[tuple[int, int]]:
    """For each hop of a walk the days between which it is taken: from the earliest to the latest way to do all."""
    latest: list[int] = []
    day = last
    for tail, head in reversed(list(pairwise(walk))):
        hop = network.find_hop(tail, head)
        until = network.passages.until[hop][network.passages.since[hop] <= day]
        day = min(day, int(until.max()))
        latest.append(day)
    return list(zip(find_arrivals(network, walk, first), reversed(latest), strict=True))


def find_corridor(network: PassageNetwork, source: int, target: int, most_hops: int) -> Array:
    """Which passages lie on some walk of at most so many hops, whatever the days."""
    out, back = (_count_hops(network, node, most_hops, forward=way) for node, way in ((source, True), (target, False)))
    return np.asarray(out[network.tail] + 1 + back[network.head] <= most_hops)


def _count_hops(network: PassageNetwork, node: int, most: int, *, forward: bool) -> Array:
    one, other = (network.tail, network.head) if forward else (network.head, network.tail)
    far = 2 * MOST_HOPS
    found = np.full(network.nodes, far, np.int32)
    found[node] = 0
    for hops in range(1, most):
        reached = other[found[one] == hops - 1]
        found[reached[found[reached] == far]] = hops
    return found
