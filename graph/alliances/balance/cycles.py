"""Cycle inequalities: of every cycle with an odd number of hostile edges, at least one is frustrated.

With f = 1 for frustrated edges, the set of them and the hostile ones together cut the network in two, and a cut meets
every cycle an even number of times. So for a cycle C, and a part T of it such that |T| and the hostile edges of C are
together odd: sum over C without T of f + sum over T of (1 - f) >= 1. All that some f breaks are found as shortest
paths in a graph of two layers, one a side (F. Barahona and A. R. Mahjoub, "On the cut polytope", 1986). Triangles are
the case that S. Aref, A. Mason and M. C. Wilson (2020) add to their models.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from graph.alliances.balance.reduction import Block

Values = NDArray[np.float64]
Cut = tuple[tuple[int, bool], ...]  # edges of a cycle, and whether each is in T
BROKEN = 1e-3  # by how much an inequality must be broken to be worth adding
SHARED = 4  # how many new inequalities may hold one edge, so that they differ
ALONG = 4_000_000  # arcs times sources that one search walks
SMALL = 1e-7  # zero would be no arc


class Cycles:
    """Finds the inequalities of a block that values of f break."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._friendly = block.weight > 0
        self._edge = {pair: number for number, pair in enumerate(zip(block.a.tolist(), block.b.tolist(), strict=True))}
        self._chance = np.random.default_rng(len(block))

    def broken(self, f: Values) -> list[Cut]:
        """Those that are broken the most, few to an edge. From a sample of the nodes where there are many."""
        size = len(self.block)
        within, across = self._lengths(f)
        most = max(1, ALONG // (8 * len(f)))
        sources = np.sort(self._chance.permutation(size)[:most])
        lengths, before = dijkstra(self._layers(within, across), indices=sources, return_predecessors=True, limit=1.0)
        found: dict[Cut, float] = {}
        for length, cut in self._closed(sources, lengths, before, within, across):
            found[cut] = length
        return self._spread(sorted(found, key=found.__getitem__))

    def _lengths(self, f: Values) -> tuple[Values, Values]:
        """What an edge costs on a path that stays in its layer, and on one that changes it."""
        f = np.clip(f, 0.0, 1.0)
        return np.where(self._friendly, f, 1 - f) + SMALL, np.where(self._friendly, 1 - f, f) + SMALL

    def _layers(self, within: Values, across: Values) -> csr_array:
        a, b, size = self.block.a, self.block.b, len(self.block)
        tails = np.concatenate([a, a + size, a, b])
        heads = np.concatenate([b, b + size, b + size, a + size])
        lengths = np.concatenate([within, within, across, across])
        ends = np.concatenate([tails, heads]), np.concatenate([heads, tails])
        return csr_array((np.concatenate([lengths, lengths]), ends), shape=(2 * size, 2 * size))

    def _closed(
        self, sources: NDArray[np.intp], lengths: Values, before: NDArray[np.int32], within: Values, across: Values
    ) -> Iterator[tuple[float, Cut]]:
        """Paths from one end of an edge to the other that the edge closes to a cycle which ends in the other layer."""
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
                path = _path(before[rows[number]], int(ends[number]))
                cut = self._cut(path, edge, changes)
                if cut:
                    yield float(whole[number]), cut

    def _cut(self, path: list[int], closing: int, changes: bool) -> Cut | None:
        """The inequality of a closed path; None where it meets itself, for then a shorter one is broken too."""
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

    def _spread(self, cuts: Sequence[Cut]) -> list[Cut]:
        used = np.zeros(len(self.block.weight), int)
        chosen = []
        for cut in cuts:
            edges = [edge for edge, _ in cut]
            if used[edges].max() < SHARED:
                used[edges] += 1
                chosen.append(cut)
        return chosen


def rows_of(cuts: Sequence[Cut], width: int) -> tuple[csr_array, Values]:
    """The inequalities as rows of `matrix @ f >= least`."""
    lines = np.repeat(np.arange(len(cuts)), [len(cut) for cut in cuts])
    edges = np.array([edge for cut in cuts for edge, _ in cut], int)
    turned = np.array([inside for cut in cuts for _, inside in cut], bool)
    matrix = csr_array((np.where(turned, -1.0, 1.0), (lines, edges)), shape=(len(cuts), width))
    return matrix, np.asarray(1.0 - np.bincount(lines, weights=turned, minlength=len(cuts)), np.float64)


def _path(before: NDArray[np.int32], end: int) -> list[int]:
    path = [end]
    while before[path[-1]] >= 0:
        path.append(int(before[path[-1]]))
    return path
