"""A good partition in short time, by simulated annealing (S. Kirkpatrick, C. Gelatt, M. Vecchi, 1983)."""

import time

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from graph.balance.blocks import Block, Sides

STARTS = 48  # partitions that are improved side by side
STEPS = 40_000  # nodes looked at, in all, within these bounds
FEWEST_SWEEPS, MOST_SWEEPS = 10, 150
HOTTEST, COLDEST, FROZEN = 2.0, 0.2, 1e-3  # in mean weights
FROZEN_SWEEPS = 4
SEED = 1954
EPSILON = 1e-9


def annealed(block: Block, deadline: float) -> tuple[Sides, float]:
    """The best sides found, and their cost. Optimal where the cost can be 0; else nothing is promised.

    `deadline` is of time.monotonic().
    """
    chance = np.random.default_rng(SEED)
    matrix = block.matrix()
    sides = chance.choice([-1.0, 1.0], size=(len(block), STARTS))
    sides[:, 0] = tree = _along_a_tree(matrix)
    if block.costs(tree) < EPSILON:
        return tree.astype(np.int8), 0.0
    sweeps = min(MOST_SWEEPS, max(FEWEST_SWEEPS, STEPS // len(block)))
    scale = float(np.abs(block.weight).mean())
    heats = np.concatenate([np.linspace(HOTTEST, COLDEST, sweeps), np.full(FROZEN_SWEEPS, FROZEN)])
    for heat in heats * scale:
        if time.monotonic() > deadline:
            break
        _sweep(matrix, sides[:, 1:], heat, chance)
    costs = block.costs(sides)
    best = int(costs.argmin())
    return sides[:, best].astype(np.int8), float(costs[best])


def _along_a_tree(matrix: csr_array) -> NDArray[np.float64]:
    """Sides that agree with every edge of a spanning tree: with all edges, where the block is balanced."""
    order, before = breadth_first_order(matrix, 0, directed=False)
    sides = np.ones(len(order))
    signs = np.sign(np.asarray(matrix[order[1:], before[order[1:]]])).ravel()
    for node, sign in zip(order[1:].tolist(), signs.tolist(), strict=True):
        sides[node] = sign * sides[before[node]]
    return sides


def _sweep(matrix: csr_array, sides: NDArray[np.float64], heat: float, chance: np.random.Generator) -> None:
    """Turn each node where that lowers the cost, or by chance where it does not raise it much."""
    for node in chance.permutation(len(sides)):
        row = slice(matrix.indptr[node], matrix.indptr[node + 1])
        rise = sides[node] * (matrix.data[row] @ sides[matrix.indices[row]])
        turned = chance.random(sides.shape[1]) < np.exp(np.minimum(0.0, -rise / heat))
        sides[node, turned] *= -1
