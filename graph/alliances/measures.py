"""What a network on a day looks like as a whole: degree, PageRank, betweenness, components and communities.

Each measure takes pairs that `ties` chooses and gives an array with a value for each node.

PageRank: Page, Brin, Motwani and Winograd, *The PageRank Citation Ranking*, 1999. Ties have no direction, so all
eigenvalues of the walk are real, and its equation is solved by Chebyshev's semi-iteration (Golub and Varga, 1961):
about 25 steps for the accuracy that the power method has after 85. Communities: the Louvain method (Blondel, Guillaume,
Lambiotte and Lefebvre, *Fast unfolding of communities in large networks*, 2008), as in networkx.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graph.alliances.network import Network
from graph.errors import InvalidInput, TooLarge

DAMPING = 0.85
ERROR = 1e-6
WORK = 25_000_000  # sources times actors and pairs: a second, or a few where there are very many
FEWEST = 64
TOGETHER = 16  # sources at once; more of them leave the processor's cache
MOST_PAIRS = 50_000  # some ten seconds
SEED = 1

TieSign = Literal["all", "friendly", "hostile"]
TIE_SIGNS: tuple[TieSign, ...] = ("all", "friendly", "hostile")


@dataclass(frozen=True)
class ChosenTies:
    """Chosen pairs, and the actors in them: `members[i]` is where actor i of `a` and `b` stands among all `size` nodes.

    `mixed` is how many pairs were left out because friendly and hostile statements meet in them.
    """

    size: int
    members: NDArray[np.intp]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    mixed: int

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """How many of the pairs each member is in: one at least."""
        number = len(self.members)
        return np.bincount(self.a, minlength=number) + np.bincount(self.b, minlength=number)

    @cached_property
    def matrix(self) -> csr_array:
        """The pairs both ways: 1 where two members are a pair."""
        ends = np.concatenate((self.a, self.b)), np.concatenate((self.b, self.a))
        number = len(self.members)
        found = coo_array((np.ones(len(ends[0])), ends), shape=(number, number))
        found.has_canonical_format = True  # a pair stands once, so nothing must be looked for to be added up
        return found.tocsr()

    def over_all(self, values: NDArray[Any], otherwise: float = 0) -> NDArray[Any]:
        """A value for every node of the network, from one for each member."""
        found = np.full(self.size, otherwise, dtype=values.dtype)
        found[self.members] = values
        return found


def choose_ties(network: Network, sign: str = "all", certain: bool = False) -> ChosenTies:
    """The pairs of one sign, all or only the certain ones.

    `all` takes every pair, neutral and mixed ones too. `friendly` and `hostile` take pairs whose statements agree on
    that, neutral ones aside; a mixed pair is neither. Raises InvalidInput for another sign.
    """
    if sign not in TIE_SIGNS:
        raise InvalidInput(f"sign: {sign!r}; expected one of {', '.join(TIE_SIGNS)}", parameter="sign", value=sign)
    wanted = network.certain if certain else np.ones(len(network), dtype=bool)
    mixed = 0
    if sign != "all":
        mixed = int((wanted & network.mixed).sum())
        wanted = wanted & (network.sign == (1 if sign == "friendly" else -1))
    a, b = network.a[wanted], network.b[wanted]
    taking_part = np.zeros(len(network.nodes), dtype=bool)
    taking_part[a] = taking_part[b] = True
    place = np.cumsum(taking_part, dtype=np.int32) - 1
    return ChosenTies(len(network.nodes), np.flatnonzero(taking_part), place[a], place[b], mixed)


def count_degree(chosen: ChosenTies) -> NDArray[Any]:
    """Pairs by node, an integer each; 0 for who is in none."""
    return chosen.over_all(chosen.degree)


def find_pagerank(chosen: ChosenTies, damping: float = DAMPING, error: float = ERROR) -> NDArray[np.float64]:
    """Ranks by node, which sum to 1; 0 for who is in no pair. The ranks together are at most about `error` off.

    Nodes without a pair would only take the same share from everybody: the order and the ratios stay.
    """
    number = len(chosen.members)
    if not number:
        return np.zeros(chosen.size)
    matrix, per_tie = chosen.matrix, damping / chosen.degree
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
            return chosen.over_all(walked / walked.sum())
        factor = 1 / (1 - damping * damping * factor / 4)
        walked -= before
        walked *= factor
        walked += before
        before, ranks = ranks, walked


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


def find_betweenness(chosen: ChosenTies, work: int = WORK, seed: int = SEED) -> Betweenness:
    """Exact where actors times (actors and pairs) are at most `work`; else from as many sources as that allows.

    These are 64 at least. The same for the same network and seed.
    """
    number = len(chosen.members)
    wanted = min(number, max(FEWEST, work // max(1, number + len(chosen.a))))
    sources = np.arange(number)
    if wanted < number:
        sources = np.sort(np.random.default_rng(seed).choice(number, wanted, replace=False))
    total = np.zeros(number)
    for first in range(0, wanted, TOGETHER):
        total += _sum_dependencies(chosen.matrix, sources[first : first + TOGETHER])
    if number > 2:
        total *= number / (wanted * (number - 1.0) * (number - 2.0))
    return Betweenness(chosen.over_all(total), wanted, number)


def _sum_dependencies(matrix: csr_array, sources: NDArray[np.intp]) -> NDArray[np.float64]:
    """The betweenness of each member from shortest paths of some sources; each target counts 1 in total."""
    paths, levels = _count_shortest_paths(matrix, sources)
    passing = np.zeros_like(paths)  # a column a source
    for nearer, farther in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        share = np.divide(1 + passing, paths, out=np.zeros_like(paths), where=farther > 0)
        passing += (matrix @ share) * nearer
    return np.asarray(passing.sum(axis=1))


def _count_shortest_paths(matrix: csr_array, sources: NDArray[np.intp]) -> tuple[NDArray[Any], list[NDArray[Any]]]:
    """The number of shortest paths to each member, one column per source; and the same for each distance from 0."""
    front = np.zeros((matrix.shape[0], len(sources)))
    front[sources, np.arange(len(sources))] = 1
    paths, levels = np.zeros_like(front), []
    while front.any():
        paths += front
        levels.append(front)
        front = np.asarray(matrix @ front)
        front[paths > 0] = 0
    return paths, levels


@dataclass(frozen=True)
class Grouping:
    """A number by node, -1 for nodes without a pair. 0 is the largest; of equal ones, that with the first node."""

    of: NDArray[np.int64]
    sizes: NDArray[np.int64]


def find_components(chosen: ChosenTies) -> Grouping:
    """The components of at least two actors."""
    _, labels = connected_components(chosen.matrix, directed=False)
    return number_groups(chosen, labels)


def number_groups(chosen: ChosenTies, labels: NDArray[Any]) -> Grouping:
    """Groups from any labels of the members, numbered by size."""
    _, first, found, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return Grouping(chosen.over_all(number[found], otherwise=-1), sizes[order])


@dataclass(frozen=True)
class Communities(Grouping):
    """`modularity` tells how far the friendly ties keep to the communities: 0 as by chance, near 1 hardly any leaves.

    `hostile_within` and `hostile_between` count hostile pairs inside one community and between two. The method does not
    look at them, so few within is a finding.
    """

    modularity: float
    hostile_within: int
    hostile_between: int


def find_communities(network: Network, certain: bool = False, resolution: float = 1, seed: int = SEED) -> Communities:
    """The communities that friendly pairs make; who is in none has -1. The same for the same network and seed.

    A higher `resolution` makes more and smaller ones. Raises TooLarge beyond 50,000 friendly pairs.
    """
    friendly = choose_ties(network, "friendly", certain)
    if len(friendly.a) > MOST_PAIRS:
        raise TooLarge(f"{len(friendly.a)} friendly pairs; communities are found among {MOST_PAIRS} at most")
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(friendly.members)))
    graph.add_edges_from(zip(friendly.a.tolist(), friendly.b.tolist(), strict=True))
    found = louvain_communities(graph, resolution=resolution, seed=seed)
    labels = np.empty(len(friendly.members), dtype=np.int64)
    for number, members in enumerate(found):
        labels[list(members)] = number
    named = number_groups(friendly, labels)
    modularity = nx.community.modularity(graph, found, resolution=resolution) if len(friendly.a) else 0.0
    within, between = _count_hostile_pairs(network, named, certain)
    return Communities(named.of, named.sizes, modularity, within, between)


def _count_hostile_pairs(network: Network, named: Grouping, certain: bool) -> tuple[int, int]:
    hostile = choose_ties(network, "hostile", certain)
    one, other = named.of[hostile.members[hostile.a]], named.of[hostile.members[hostile.b]]
    known = (one >= 0) & (other >= 0)
    return int((known & (one == other)).sum()), int((known & (one != other)).sum())
