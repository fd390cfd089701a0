"""The least cost of a block: a good partition from above, a linear and an integer program from below.

The program is the XOR model of S. Aref, A. J. Mason and M. C. Wilson, "A modeling and computational study of the
frustration index in signed networks", 2020: x = 1 on one side, f = 1 for frustrated edges, f >= |x_a - x_b| on friendly
and f >= |x_a + x_b - 1| on hostile ones. Cycle inequalities make it tight. As costs differ by whole numbers, HiGHS is
asked whether there is a partition at the bound; if not, the bound is one higher, until it meets what was found.

Cycle inequalities: of every cycle with an odd number of hostile edges, at least one is frustrated.

With f = 1 for frustrated edges, the set of them and the hostile ones together cut the network in two, and a cut meets
every cycle an even number of times. So for a cycle C, and a part T of it such that |T| and the hostile edges of C are
together odd: sum over C without T of f + sum over T of (1 - f) >= 1. All that some f breaks are found as shortest
paths in a graph of two layers, one a side (F. Barahona and A. R. Mahjoub, "On the cut polytope", 1986). Triangles are
the case that S. Aref, A. Mason and M. C. Wilson (2020) add to their models.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import breadth_first_order, dijkstra

from graph.alliances.balance.reduction import Block, Sides

Values = NDArray[np.float64]
Cut = tuple[tuple[int, bool], ...]  # edges of a cycle, and whether each is in T
BROKEN = 1e-3  # by how much an inequality must be broken to be worth adding
SHARED = 4  # how many new inequalities may hold one edge, so that they differ
ALONG = 4_000_000  # arcs times sources that one search walks
SMALL = 1e-7  # zero would be no arc


class Cycles:
    """Finds cycle inequalities of a block that the values of f violate."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._friendly = block.weight > 0
        self._edge = {pair: number for number, pair in enumerate(zip(block.a.tolist(), block.b.tolist(), strict=True))}
        self._chance = np.random.default_rng(len(block))

    def find_broken(self, f: Values) -> list[Cut]:
        """The most violated inequalities, only a few per edge. In large blocks paths start from a sample of nodes.

        `f` has one float per edge. All shortest paths are found by one compiled Dijkstra over a sparse matrix.
        """
        size = len(self.block)
        within, across = self._find_lengths(f)
        most = max(1, ALONG // (8 * len(f)))
        sources = np.sort(self._chance.permutation(size)[:most])
        lengths, before = dijkstra(
            self._make_layers(within, across), indices=sources, return_predecessors=True, limit=1.0
        )
        found: dict[Cut, float] = {}
        for length, cut in self._close_paths(sources, lengths, before, within, across):
            found[cut] = length
        return self._spread_cuts(sorted(found, key=found.__getitem__))

    def _find_lengths(self, f: Values) -> tuple[Values, Values]:
        """The length of each edge on a path that stays in its layer, and on one that changes layers."""
        f = np.clip(f, 0.0, 1.0)
        return np.where(self._friendly, f, 1 - f) + SMALL, np.where(self._friendly, 1 - f, f) + SMALL

    def _make_layers(self, within: Values, across: Values) -> csr_array:
        """Lengths in the graph of two layers, as a sparse matrix: node i is i in one layer, i + size in the other."""
        a, b, size = self.block.a, self.block.b, len(self.block)
        tails = np.concatenate([a, a + size, a, b])
        heads = np.concatenate([b, b + size, b + size, a + size])
        lengths = np.concatenate([within, within, across, across])
        ends = np.concatenate([tails, heads]), np.concatenate([heads, tails])
        return csr_array((np.concatenate([lengths, lengths]), ends), shape=(2 * size, 2 * size))

    def _close_paths(
        self, sources: NDArray[np.intp], lengths: Values, before: NDArray[np.int32], within: Values, across: Values
    ) -> Iterator[tuple[float, Cut]]:
        """Violated inequalities with lengths: cycles of an edge and a shortest path that end in the other layer."""
        size = len(self.block)
        place = np.full(size, -1)
        place[sources] = np.arange(len(sources))
        edges = np.flatnonzero(place[self.block.a] >= 0)
        rows = place[self.block.a[edges]]
        for changes, closing in ((True, across), (False, within)):
            ends = self.block.b[edges] + (0 if changes else size)
            whole = lengths[rows, ends] + closing[edges]
            for number in np.flatnonzero(whole < 1 - BROKEN).tolist():
                edge = int(edges[number])
                path = _trace_path(before[rows[number]], int(ends[number]))
                cut = self._make_cut(path, edge, changes)
                if cut:
                    yield float(whole[number]), cut

    def _make_cut(self, path: list[int], closing: int, changes: bool) -> Cut | None:
        """The inequality of a closed path; None if it visits a node twice, as then a shorter cycle is violated too."""
        size = len(self.block)
        nodes = [node % size for node in path]
        if len(set(nodes)) < len(nodes) or len(nodes) < 3:
            return None
        found = [(closing, changes == bool(self._friendly[closing]))]
        for one, other in pairwise(path):
            ends = sorted((one % size, other % size))
            edge = self._edge[ends[0], ends[1]]
            found.append((edge, ((one < size) != (other < size)) == bool(self._friendly[edge])))
        return tuple(sorted(found))

    def _spread_cuts(self, cuts: Sequence[Cut]) -> list[Cut]:
        used = np.zeros(len(self.block.weight), int)
        chosen = []
        for cut in cuts:
            edges = [edge for edge, _ in cut]
            if used[edges].max() < SHARED:
                used[edges] += 1
                chosen.append(cut)
        return chosen


def list_rows(cuts: Sequence[Cut], width: int) -> tuple[csr_array, Values]:
    """The inequalities as rows of `matrix @ f >= least`."""
    lines = np.repeat(np.arange(len(cuts)), [len(cut) for cut in cuts])
    edges = np.array([edge for cut in cuts for edge, _ in cut], int)
    turned = np.array([inside for cut in cuts for _, inside in cut], bool)
    matrix = csr_array((np.where(turned, -1.0, 1.0), (lines, edges)), shape=(len(cuts), width))
    return matrix, np.asarray(1.0 - np.bincount(lines, weights=turned, minlength=len(cuts)), np.float64)


def _trace_path(before: NDArray[np.int32], end: int) -> list[int]:
    path = [end]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return path


STARTS = 48  # partitions that are improved together
STEPS = 40_000  # nodes looked at, in all, within these bounds
FEWEST_SWEEPS, MOST_SWEEPS = 10, 150
HOTTEST, COLDEST, FROZEN = 2.0, 0.2, 1e-3  # in mean weights
FROZEN_SWEEPS = 4
SEED = 1954
NO_COST = 1e-9


def anneal_partition(block: Block, deadline: float) -> tuple[Sides, float]:
    """The best sides found by simulated annealing, and their cost. Optimal if the block is balanced (cost 0).

    `deadline` is of time.monotonic(). `sides` is float of shape (nodes, STARTS), one partition per column: NumPy then
    improves all partitions in one step per node.
    """
    chance = np.random.default_rng(SEED)
    matrix = block.matrix()
    sides = chance.choice([-1.0, 1.0], size=(len(block), STARTS))
    sides[:, 0] = tree = _follow_tree(matrix)
    if block.costs(tree) < NO_COST:
        return tree.astype(np.int8), 0.0
    sweeps = min(MOST_SWEEPS, max(FEWEST_SWEEPS, STEPS // len(block)))
    scale = float(np.abs(block.weight).mean())
    heats = np.concatenate([np.linspace(HOTTEST, COLDEST, sweeps), np.full(FROZEN_SWEEPS, FROZEN)])
    for heat in heats * scale:
        if time.monotonic() > deadline:
            break
        _sweep_nodes(matrix, sides[:, 1:], heat, chance)
    costs = block.costs(sides)
    best = int(costs.argmin())
    return sides[:, best].astype(np.int8), float(costs[best])


def _follow_tree(matrix: csr_array) -> NDArray[np.float64]:
    """Sides that agree with every edge of a spanning tree, and so with all edges of a balanced block."""
    order, before = breadth_first_order(matrix, 0, directed=False)
    sides = np.ones(len(order))
    signs = np.sign(np.asarray(matrix[order[1:], before[order[1:]]])).ravel()
    for node, sign in zip(order[1:].tolist(), signs.tolist(), strict=True):
        sides[node] = sign * sides[before[node]]
    return sides


def _sweep_nodes(matrix: csr_array, sides: NDArray[np.float64], heat: float, chance: np.random.Generator) -> None:
    """Flip each node if that lowers the cost, or by chance if it raises it only a little. Changes `sides`."""
    for node in chance.permutation(len(sides)):
        row = slice(matrix.indptr[node], matrix.indptr[node + 1])
        rise = sides[node] * (matrix.data[row] @ sides[matrix.indices[row]])
        turned = chance.random(sides.shape[1]) < np.exp(np.minimum(0.0, -rise / heat))
        sides[node, turned] *= -1


CUTTING = 0.4  # share of the time for the linear program
NEAR = 0.3  # inequalities with less to spare are kept
LARGEST = 5_000  # edges; for more, one step of the integer program takes too long
EPSILON = 1e-6
SOLVED, INFEASIBLE = 0, 2  # statuses of scipy.optimize


@dataclass(frozen=True, slots=True)
class Optimum:
    """No partition costs less than `lower`; `sides` cost `upper`."""

    lower: float
    upper: float
    sides: Sides

    @property
    def proved(self) -> bool:
        return self.upper - self.lower < 0.5


def find_optimum(block: Block, deadline: float) -> Optimum:
    """The best partition of a block, with bounds where the time (of time.monotonic()) ends before the proof."""
    start = time.monotonic()
    sides, upper = anneal_partition(block, start + (deadline - start) / 4)
    found = Optimum(_round_up_bound(0.0, upper), upper, sides)
    if found.proved:
        return found
    small = len(block.weight) <= LARGEST
    until = start + (deadline - start) * CUTTING if small else deadline
    bound, cuts = _tighten_bound(block, upper, until)
    found = Optimum(_round_up_bound(bound, upper), upper, sides)
    if not small:
        return found
    program = _Program(block, cuts)
    while not found.proved and (left := deadline - time.monotonic()) > 0:
        answer = program.find_partition(found.lower, left)
        if answer is None:
            break
        if isinstance(answer, bool):
            found = Optimum(found.lower + 1, found.upper, found.sides)
        else:
            cost = float(block.costs(answer))
            found = Optimum(_round_up_bound(found.lower, cost), cost, answer)
    return found


def _round_up_bound(bound: float, upper: float) -> float:
    """A lower bound, raised to the next possible cost: costs of partitions differ by integers."""
    return upper - math.floor(upper - bound + EPSILON)


def _tighten_bound(block: Block, upper: float, deadline: float) -> tuple[float, list[Cut]]:
    """The lower bound from the linear program, and the inequalities that it needs."""
    cycles, width = Cycles(block), len(block.weight)
    costs = np.abs(block.weight)
    cuts: list[Cut] = []
    f, bound = np.zeros(width), 0.0
    while (left := deadline - time.monotonic()) > 0 and _round_up_bound(bound, upper) < upper - 0.5:
        known = set(cuts)
        new = [cut for cut in cycles.find_broken(f) if cut not in known]
        if not new:
            break
        matrix, least = list_rows(cuts + new, width)
        answer = linprog(  # type: ignore[call-overload]  # sparse rows are documented, but not in the stubs
            costs,
            A_ub=-matrix,
            b_ub=-least,
            bounds=(0, 1),
            method="highs-ipm",  # quicker than the simplex here, where every round starts anew
            options={"time_limit": left},
        )
        if answer.status != SOLVED:
            break
        cuts += new
        f = answer.x
        if answer.fun > bound + EPSILON:  # else dropped ones could come back for ever
            spare = matrix @ f - least
            cuts = [cut for cut, room in zip(cuts, spare, strict=True) if room < NEAR]
        bound = max(bound, float(answer.fun))
    return bound, cuts


class _Program:
    """The XOR model of a block. Variables: f (one per edge), then x (one per node).

    `_rows` is one sparse matrix, built once: each search only changes the allowed cost in its last row.
    """

    def __init__(self, block: Block, cuts: list[Cut]) -> None:
        edges, size = len(block.weight), len(block)
        number = np.arange(edges)
        at_a = csr_array((np.ones(edges), (number, block.a)), shape=(edges, size))
        at_b = csr_array((np.sign(block.weight), (number, block.b)), shape=(edges, size))
        across = at_a - at_b  # x_a - x_b on friendly edges, x_a + x_b on hostile ones
        hostile = (block.weight < 0).astype(float)
        f = eye_array(edges)
        cycles, least = list_rows(cuts, edges)
        self._rows = vstack(
            [
                hstack([f, -across]),
                hstack([f, across]),
                hstack([cycles, csr_array((len(cuts), size))]),
                csr_array(np.concatenate([np.abs(block.weight), np.zeros(size)])[None]),
            ]
        ).tocsr()
        self._least: Values = np.concatenate([-hostile, hostile, least, [-np.inf]])
        self._costs = np.concatenate([np.abs(block.weight), np.zeros(size)])
        self._whole = np.repeat([0, 1], [edges, size])
        # the two sides may be swapped, so the node of most others stands on the first
        degrees = np.bincount(np.concatenate([block.a, block.b]), minlength=size)
        self._lowest = np.zeros(edges + size)
        self._lowest[edges + degrees.argmax()] = 1

    def find_partition(self, cost: float, seconds: float) -> Sides | bool | None:
        """Sides with at most this cost, False if there are none, None if the time was too short to decide."""
        most = np.full(len(self._least), np.inf)
        most[-1] = cost + 0.25  # costs differ by whole numbers, so this only allows for rounding
        answer = milp(
            self._costs,
            integrality=self._whole,
            bounds=Bounds(self._lowest, 1),
            constraints=LinearConstraint(self._rows, self._least, most),
            options={"time_limit": seconds, "mip_rel_gap": 1.0},  # any partition at the bound will do
        )
        if answer.x is not None:
            sides: Sides = np.where(answer.x[self._whole == 1] > 0.5, 1, -1).astype(np.int8)
            return sides
        return False if answer.status == INFEASIBLE else None
