"""The frustration index (line index of balance): the fewest edges that go against two camps.

F. Harary, "On the measurement of structural balance", 1959. Zero means balanced: friends together, foes apart.
"""

import math
import time
from dataclasses import dataclass

import numpy as np

from graph.alliances.balance.edges import Edges
from graph.alliances.balance.optimum import EPSILON, Optimum, optimum
from graph.alliances.balance.reduction import Block, Sides, blocks_of, join, reduced

SECONDS = 10.0
Memory = dict[bytes, Optimum]


@dataclass(frozen=True, slots=True)
class Frustration:
    """The index lies between `lower` and `upper`; `sides` (1 or -1 a node) have `upper` edges against them."""

    lower: int
    upper: int
    sides: Sides

    @property
    def proved(self) -> bool:
        return self.lower == self.upper

    @property
    def gap(self) -> float:
        """What is open of the upper bound, from 0 (proved) to 1 (nothing known from below)."""
        return (self.upper - self.lower) / self.upper if self.upper else 0.0


def frustration(edges: Edges, seconds: float = SECONDS, memory: Memory | None = None) -> Frustration:
    """The frustration of some edges, with bounds where `seconds` are too short for a proof.

    `memory` keeps the blocks that are solved, for networks that differ in little.
    """
    deadline = time.monotonic() + seconds
    kernel = reduced(edges)
    sides = np.zeros(edges.size, np.int8)
    blocks = list(blocks_of(kernel.around))
    solved = _solved(blocks, deadline, {} if memory is None else memory)
    for block, best in zip(blocks, solved, strict=True):
        join(sides, block, best.sides)
    sides[sides == 0] = 1
    kernel.put_back(sides)
    lower = math.ceil(kernel.cost + sum(best.lower for best in solved) - EPSILON)
    return Frustration(lower, int(edges.frustrated(sides).sum()), sides)


def _solved(blocks: list[Block], deadline: float, memory: Memory) -> list[Optimum]:
    """Small blocks first, so that the large ones get the time that is left."""
    found: dict[int, Optimum] = {}
    for done, number in enumerate(sorted(range(len(blocks)), key=lambda number: len(blocks[number].weight))):
        block = blocks[number]
        if block.key not in memory:
            now = time.monotonic()
            best = optimum(block, now + max(0.0, deadline - now) / (len(blocks) - done))
            if best.proved:
                memory[block.key] = best
        else:
            best = memory[block.key]
        found[number] = best
    return [found[number] for number in range(len(blocks))]
