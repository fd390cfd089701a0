"""Networks for tests: by hand, one line a pair, or random."""

from collections.abc import Iterable

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graph.alliances.network import Network
from graph.evidence.support import RANKS

# a pair: two ends, how many friendly, hostile and neutral statements, and its support
Pair = tuple[int, int, int, int, int, str]


def network(size: int, pairs: Iterable[Pair]) -> Network:
    """A network of actors 0 to size - 1."""
    rows = sorted({(min(a, b), max(a, b)): (f, h, n, s) for a, b, f, h, n, s in pairs if a != b}.items())
    ends, counts = [pair for pair, _ in rows], [found[:3] for _, found in rows]
    told = np.array(counts, dtype=np.int32).reshape(-1, 3)
    a, b = np.array(ends, dtype=np.int32).reshape(-1, 2).T
    offsets = np.concatenate(([0], np.cumsum(told.sum(axis=1))))
    return Network(
        nodes=[f"actor-{number}" for number in range(size)],
        a=a,
        b=b,
        friendly=told[:, 0],
        hostile=told[:, 1],
        neutral=told[:, 2],
        support=np.array([RANKS.index(found[3]) for _, found in rows], dtype=np.int8),
        offsets=offsets,
        statements=np.arange(offsets[-1], dtype=np.int32),
        ids=[f"statement-{number}" for number in range(offsets[-1])],
    )


def friends(size: int, *pairs: tuple[int, int]) -> Network:
    return network(size, [(a, b, 1, 0, 0, "certain") for a, b in pairs])


def graph_of(found: Network, sign: str = "all", certain: bool = False) -> nx.Graph:
    """The same in networkx, with those alone who are in a pair; what a sign takes is written out anew."""
    graph = nx.Graph()
    for i in range(len(found)):
        friendly, hostile = found.friendly[i] > 0, found.hostile[i] > 0
        takes = {"all": True, "friendly": friendly and not hostile, "hostile": hostile and not friendly}[sign]
        if takes and (not certain or RANKS[found.support[i]] == "certain"):
            graph.add_edge(int(found.a[i]), int(found.b[i]))
    return graph


@st.composite
def any_network(draw: st.DrawFn, most: int = 14) -> Network:
    """A network of a few actors; some are in no pair."""
    size = draw(st.integers(2, most))
    actor, told = st.integers(0, size - 1), st.integers(0, 2)
    pair = st.tuples(actor, actor, told, told, told, st.sampled_from(RANKS))
    return network(size, (p for p in draw(st.lists(pair, max_size=3 * most)) if sum(p[2:5])))


signs = st.sampled_from(["all", "friendly", "hostile"])
