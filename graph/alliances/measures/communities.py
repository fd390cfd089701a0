"""Who belongs together by friendly ties: communities by the Louvain method.

Blondel, Guillaume, Lambiotte and Lefebvre, *Fast unfolding of communities in large networks*, 2008, as in networkx.
"""

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from graph.alliances.measures.ties import ChosenTies, ties
from graph.alliances.network import Network
from graph.errors import TooLarge


@dataclass(frozen=True)
class Grouping:
    """A number by node, -1 for who is in no pair. 0 is the largest; of equal ones, that with the first node."""

    of: NDArray[np.int64]
    sizes: NDArray[np.int64]


def components(ties: ChosenTies) -> Grouping:
    """The components of at least two actors."""
    _, labels = connected_components(ties.matrix, directed=False)
    return parted(ties, labels)


def parted(ties: ChosenTies, labels: NDArray[Any]) -> Grouping:
    """Labels of the members, whatever they are, as numbers by size."""
    _, first, found, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return Grouping(ties.over_all(number[found], otherwise=-1), sizes[order])


MOST_PAIRS = 50_000  # some ten seconds
SEED = 1


@dataclass(frozen=True)
class Communities(Grouping):
    """`modularity` tells how far the friendly ties keep to the communities: 0 as by chance, near 1 hardly any leaves.

    `hostile_within` and `hostile_between` count hostile pairs inside one community and between two. The method does not
    look at them, so few within is a finding.
    """

    modularity: float
    hostile_within: int
    hostile_between: int


def communities(network: Network, certain: bool = False, resolution: float = 1, seed: int = SEED) -> Communities:
    """The communities that friendly pairs make; who is in none has -1. The same for the same network and seed.

    A higher `resolution` makes more and smaller ones. Raises TooLarge beyond 50,000 friendly pairs.
    """
    friendly = ties(network, "friendly", certain)
    if len(friendly.a) > MOST_PAIRS:
        raise TooLarge(f"{len(friendly.a)} friendly pairs; communities are found among {MOST_PAIRS} at most")
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(friendly.members)))
    graph.add_edges_from(zip(friendly.a.tolist(), friendly.b.tolist(), strict=True))
    found = louvain_communities(graph, resolution=resolution, seed=seed)
    labels = np.empty(len(friendly.members), dtype=np.int64)
    for number, members in enumerate(found):
        labels[list(members)] = number
    named = parted(friendly, labels)
    modularity = nx.community.modularity(graph, found, resolution=resolution) if len(friendly.a) else 0.0
    within, between = _hostile(network, named, certain)
    return Communities(named.of, named.sizes, modularity, within, between)


def _hostile(network: Network, named: Grouping, certain: bool) -> tuple[int, int]:
    hostile = ties(network, "hostile", certain)
    one, other = named.of[hostile.members[hostile.a]], named.of[hostile.members[hostile.b]]
    known = (one >= 0) & (other >= 0)
    return int((known & (one == other)).sum()), int((known & (one != other)).sum())
