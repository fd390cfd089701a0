"""Whom one often comes to when following ties, and jumping anywhere now and then: PageRank.

Page, Brin, Motwani and Winograd, *The PageRank Citation Ranking*, 1999. Ties have no direction, so all eigenvalues of
the walk are real, and its equation is solved by Chebyshev's semi-iteration (Golub and Varga, 1961): about 25 steps for
the accuracy that the power method has after 85.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.alliances.measures.ties import ChosenTies


def degree(ties: ChosenTies) -> NDArray[Any]:
    """Pairs by node, an integer each; 0 for who is in none."""
    return ties.over_all(ties.degree)


DAMPING = 0.85
ERROR = 1e-6


def pagerank(ties: ChosenTies, damping: float = DAMPING, error: float = ERROR) -> NDArray[np.float64]:
    """Ranks by node, which sum to 1; 0 for who is in no pair. The ranks together are at most about `error` off.

    Nodes without a pair would only take the same share from everybody: the order and the ratios stay.
    """
    number = len(ties.members)
    if not number:
        return np.zeros(ties.size)
    matrix, per_tie = ties.matrix, damping / ties.degree
    jump = (1 - damping) / number

    def walk(ranks: NDArray[np.float64]) -> NDArray[np.float64]:
        walked = np.asarray(matrix @ (ranks * per_tie))
        walked += jump
        return walked

    before = np.full(number, 1 / number)
    ranks, factor = walk(before), 2.0
    while True:
        walked = walk(ranks)
        # what one step changes bounds what all further ones can, since each shrinks it by `damping`
        if np.abs(walked - ranks).sum() <= error * (1 - damping):
            return ties.over_all(walked / walked.sum())
        factor = 1 / (1 - damping * damping * factor / 4)
        walked -= before
        walked *= factor
        walked += before
        before, ranks = ranks, walked


WORK = 25_000_000  # sources times actors and pairs: a second, or a few where there are very many
FEWEST = 64
TOGETHER = 16  # sources at once; more of them leave the processor's cache
SEED = 1


@dataclass(frozen=True)
class Betweenness:
    """Shares by node, from 0 to 1: of all pairs of others, how many it lies between. From `sources` of `of` actors."""

    values: NDArray[np.float64]
    sources: int
    of: int

    @property
    def exact(self) -> bool:
        """Whether every actor was a source; else the values are estimates, the same each time."""
        return self.sources == self.of


def betweenness(ties: ChosenTies, work: int = WORK, seed: int = SEED) -> Betweenness:
    """Exact where actors times (actors and pairs) are at most `work`; else from as many sources as that allows.

    These are 64 at least. The same for the same network and seed.
    """
    number = len(ties.members)
    wanted = min(number, max(FEWEST, work // max(1, number + len(ties.a))))
    sources = np.arange(number)
    if wanted < number:
        sources = np.sort(np.random.default_rng(seed).choice(number, wanted, replace=False))
    total = np.zeros(number)
    for first in range(0, wanted, TOGETHER):
        total += _from(ties.matrix, sources[first : first + TOGETHER])
    if number > 2:
        total *= number / (wanted * (number - 1.0) * (number - 2.0))
    return Betweenness(ties.over_all(total), wanted, number)


def _from(matrix: csr_array, sources: NDArray[np.intp]) -> NDArray[np.float64]:
    """What lies on shortest ways from some sources, each way to one target counting 1 in all."""
    paths, levels = _levels(matrix, sources)
    passing = np.zeros_like(paths)  # a column a source
    for nearer, farther in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        share = np.divide(1 + passing, paths, out=np.zeros_like(paths), where=farther > 0)
        passing += (matrix @ share) * nearer
    return np.asarray(passing.sum(axis=1))


def _levels(matrix: csr_array, sources: NDArray[np.intp]) -> tuple[NDArray[Any], list[NDArray[Any]]]:
    """How many shortest ways lead to each member, a column a source; and the same by distance, from 0."""
    front = np.zeros((matrix.shape[0], len(sources)))
    front[sources, np.arange(len(sources))] = 1
    paths, levels = np.zeros_like(front), []
    while front.any():
        paths += front
        levels.append(front)
        front = np.asarray(matrix @ front)
        front[paths > 0] = 0
    return paths, levels
