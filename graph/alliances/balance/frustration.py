"""The frustration index (line index of balance): the fewest edges that go against two camps.

F. Harary, "On the measurement of structural balance", 1959. Zero means balanced: friends together, foes apart.

Which single pairs move the frustration: added to the sure ones, or taken from all that are possible.

One pair moves it by one at most. What needs no search: a pair that some best partition agrees with adds nothing; one
that some best partition goes against is one less without it; a mixed pair is always one, as one of its two signs goes
against any partition. The others are solved again, with all blocks remembered that they leave as they were.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.alliances.balance.edges import Edges, add_pair, list_all_edges, select_sure_edges, select_sure_pairs
from graph.alliances.balance.optimum import EPSILON, Optimum, find_optimum
from graph.alliances.balance.reduction import Block, Sides, find_blocks, join_sides, reduce_edges
from graph.alliances.network import Network

SECONDS = 10.0
Memory = dict[bytes, Optimum]


@dataclass(frozen=True, slots=True)
class Frustration:
    """The index is between `lower` and `upper`; `sides` (int8, 1 or -1 per node) frustrate `upper` edges."""

    lower: int
    upper: int
    sides: Sides

    @property
    def proved(self) -> bool:
        return self.lower == self.upper

    @property
    def gap(self) -> float:
        """The part of the upper bound that is not proved, from 0 (proved) to 1 (no lower bound)."""
        return (self.upper - self.lower) / self.upper if self.upper else 0.0


def find_frustration(edges: Edges, seconds: float = SECONDS, memory: Memory | None = None) -> Frustration:
    """The frustration of some edges, with bounds where `seconds` are too short for a proof.

    `memory` is a cache of solved blocks, for networks that differ only slightly.
    """
    deadline = time.monotonic() + seconds
    kernel = reduce_edges(edges)
    sides = np.zeros(edges.size, np.int8)
    blocks = list(find_blocks(kernel.around))
    solved = _solve_blocks(blocks, deadline, {} if memory is None else memory)
    for block, best in zip(blocks, solved, strict=True):
        join_sides(sides, block, best.sides)
    sides[sides == 0] = 1
    kernel.fill_sides(sides)
    lower = math.ceil(kernel.cost + sum(best.lower for best in solved) - EPSILON)
    return Frustration(lower, int(edges.frustrated(sides).sum()), sides)


def _solve_blocks(blocks: list[Block], deadline: float, memory: Memory) -> list[Optimum]:
    """The optimum of each block. Small blocks are solved first, so that large ones get the remaining time."""
    found: dict[int, Optimum] = {}
    for done, number in enumerate(sorted(range(len(blocks)), key=lambda number: len(blocks[number].weight))):
        block = blocks[number]
        if block.key not in memory:
            now = time.monotonic()
            best = find_optimum(block, now + max(0.0, deadline - now) / (len(blocks) - done))
            if best.proved:
                memory[block.key] = best
        else:
            best = memory[block.key]
        found[number] = best
    return [found[number] for number in range(len(blocks))]


MOST_SOLVED = 300
Bound = Literal["min", "max"]
Chosen = NDArray[np.bool_]
STEP: dict[Bound, int] = {"min": 1, "max": -1}


@dataclass(frozen=True, slots=True)
class Tip:
    """A pair, by its index in the network, that changes a bound of the frustration index."""

    pair: int
    bound: Bound
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tips:
    """The pairs found. `tried` of `candidates` were decided: if fewer than all, there may be more."""

    found: tuple[Tip, ...]
    tried: int
    candidates: int


def find_tips(network: Network, least: Frustration, most: Frustration, seconds: float, memory: Memory) -> Tips:
    """Pairs that raise the lowest index if they exist, or lower the highest if they do not.

    `least` is of the sure edges, `most` of all edges; one that is not proved is skipped.
    """
    search = _Search(time.monotonic() + seconds, memory)
    doubtful = ~select_sure_pairs(network) & ((network.friendly > 0) | (network.hostile > 0))
    if least.proved:
        agrees = _find_agreeing_pairs(network, least) | _find_separate_pairs(network)
        search.over("min", least.upper, doubtful, network.mixed, agrees, lambda pair: add_pair(network, pair))
    if most.proved:
        every = list_all_edges(network)
        against = ~_find_agreeing_pairs(network, most)
        nowhere = np.zeros(len(network), bool)
        search.over("max", most.upper, doubtful, against, nowhere, lambda pair: every.take(every.pair != pair))
    return Tips(tuple(search.found), search.tried, 2 * int(doubtful.sum()))


@dataclass
class _Search:
    deadline: float
    memory: Memory
    found: list[Tip] = field(default_factory=list)
    tried: int = 0
    solved: int = 0

    def over(
        self, bound: Bound, before: int, pairs: Chosen, tip: Chosen, keep: Chosen, changed: Callable[[int], Edges]
    ) -> None:
        """Decide pairs: those known to change the index (`tip`) or not to (`keep`), others by solving again."""
        after = before + STEP[bound]
        self.tried += int((pairs & (tip | keep)).sum())
        moving = np.flatnonzero(pairs & tip).tolist()
        for pair in np.flatnonzero(pairs & ~tip & ~keep).tolist():
            left = self.deadline - time.monotonic()
            if left <= 0 or self.solved == MOST_SOLVED:
                break
            self.solved += 1
            again = find_frustration(changed(pair), left, self.memory)
            if again.proved:
                self.tried += 1
                moving += [pair] if again.upper == after else []
        self.found += [Tip(pair, bound, before, after) for pair in sorted(moving)]


def _find_agreeing_pairs(network: Network, best: Frustration) -> Chosen:
    """Whether each pair has no frustrated edge; a mixed pair always has one."""
    edges = list_all_edges(network)
    agrees = np.ones(len(network), bool)
    agrees[edges.pair[edges.frustrated(best.sides)]] = False
    return agrees


def _find_separate_pairs(network: Network) -> Chosen:
    """Whether the ends of each pair are in different components of sure edges: such an edge is never frustrated."""
    sure = select_sure_edges(network)
    table = coo_array((np.ones(len(sure)), (sure.a, sure.b)), shape=(sure.size, sure.size))
    part = connected_components(table, directed=False)[1]
    return np.asarray((part[network.a] != part[network.b]) & ~network.mixed)
