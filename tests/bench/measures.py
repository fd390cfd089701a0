"""Measures of a network against networkx, on an invented network with hubs: the ranks, and who lies between others."""

from collections.abc import Iterator
from random import Random

import networkx as nx
import numpy as np

from graph.alliances.measures import DAMPING, ERROR, choose_ties, find_betweenness, find_pagerank
from graph.alliances.network import Network
from tests.bench.measure import Result, in_turn

LAST_STEP = ERROR * (1 - DAMPING)


def measures(actors: int, pairs: int, few: int, rounds: int) -> Iterator[Result]:
    """PageRank of a network of so many actors and pairs; betweenness of one of `few` actors, three pairs each.

    networkx gets its graph ready made, and its power method ends by the same rule as ours: how much one step changes.
    """
    large, small = hubs(actors, pairs), hubs(few, 3 * few)
    graph, little = graph_of(large), graph_of(small)
    yield _line(
        f"PageRank of {len(large):,} pairs",
        in_turn(
            {
                "ours": lambda: find_pagerank(choose_ties(large)),
                "networkx": lambda: nx.pagerank(graph, tol=LAST_STEP / graph.number_of_nodes(), max_iter=1_000),
            },
            rounds,
            warm=1,
        ),
    )
    yield _line(
        f"betweenness of {len(small):,} pairs, exact",
        in_turn(
            {
                "ours": lambda: find_betweenness(choose_ties(small), work=few * len(small) * 2),
                "networkx": lambda: nx.betweenness_centrality(little),
            },
            1,
            warm=0,
        ),
    )


def hubs(actors: int, pairs: int, seed: int = 1) -> Network:
    """Friendly and hostile pairs among actors of whom some are in very many."""
    chance = Random(seed)
    drawn = {tuple(sorted(int(actors * chance.random() ** 2) for _ in "ab")) for _ in range(pairs)}
    a, b = np.array(sorted(pair for pair in drawn if pair[0] != pair[1]), dtype=np.int32).T
    hostile = np.arange(len(a), dtype=np.int32) % 3 == 0
    return Network(
        nodes=[str(number) for number in range(actors)],
        a=a,
        b=b,
        friendly=(~hostile).astype(np.int32),
        hostile=hostile.astype(np.int32),
        neutral=np.zeros(len(a), dtype=np.int32),
        support=np.zeros(len(a), dtype=np.int8),
        offsets=np.arange(len(a) + 1),
        statements=np.arange(len(a), dtype=np.int32),
        ids=[str(number) for number in range(len(a))],
    )


def graph_of(network: Network) -> nx.Graph:
    return nx.Graph(zip(network.a.tolist(), network.b.tolist(), strict=True))


def _line(what: str, median: dict[str, float]) -> Result:
    return Result(
        what=what,
        engine="",
        value=median["ours"],
        unit="ms",
        against="of networkx",
        ratio=median["ours"] / median["networkx"],
        details=median,
    )
