"""Small signed networks, and what is true of them by trying everything."""

from collections.abc import Sequence
from itertools import combinations

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.alliances.balance.edges import Edges
from graph.alliances.network import CERTAIN, Network
from tests.world.worlds import some

MOST_NODES = 9
Pair = tuple[int, int, str, bool]  # two nodes, "+", "-", "+-" or "0", and whether it is certain


def network(size: int, pairs: Sequence[Pair]) -> Network:
    """Each pair with one statement a sign."""
    marks = [mark for _, _, mark, _ in pairs]
    friendly, hostile, neutral = (np.array([sign in mark for mark in marks], np.int32) for sign in "+-0")
    numbers = friendly + hostile + neutral
    return Network(
        nodes=[f"n{node}" for node in range(size)],
        a=np.array([pair[0] for pair in pairs], np.int32),
        b=np.array([pair[1] for pair in pairs], np.int32),
        friendly=friendly,
        hostile=hostile,
        neutral=neutral,
        support=np.array([CERTAIN if certain else CERTAIN + 1 for *_, certain in pairs], np.int8),
        offsets=np.concatenate([[0], np.cumsum(numbers)]).astype(np.int64),
        statements=np.arange(numbers.sum(), dtype=np.int32),
        ids=[f"s{number}" for number in range(numbers.sum())],
    )


@st.composite
def networks(draw: st.DrawFn, marks: Sequence[str] = ("+", "-", "+-", "0")) -> Network:
    size = draw(st.integers(2, MOST_NODES))
    every = list(combinations(range(size), 2))
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=24))
    return network(size, [(a, b, draw(some(marks)), draw(st.booleans())) for a, b in chosen])


def random_edges(size: int, pairs: int, seed: int, hostile: float = 0.5) -> Edges:
    """Pairs drawn evenly (Erdos and Renyi), a share of them hostile."""
    ends = np.array(nx.gnm_random_graph(size, pairs, seed=seed).edges(), np.int32).reshape(-1, 2)
    sign = np.ones(len(ends), np.int8)
    sign[np.random.default_rng(seed).permutation(len(ends))[: round(hostile * len(ends))]] = -1
    return Edges(size, ends[:, 0], ends[:, 1], sign, np.arange(len(ends)))


def all_costs(edges: Edges) -> NDArray[np.int64]:
    """What goes against each of the 2^(n-1) divisions of the nodes in two."""
    numbers = np.arange(1 << (edges.size - 1))[:, None]
    sides = 1 - 2 * ((numbers >> np.arange(edges.size)) & 1)
    return np.asarray((edges.sign * sides[:, edges.a] * sides[:, edges.b] < 0).sum(axis=1), np.int64)


def brute(edges: Edges) -> int:
    return int(all_costs(edges).min())
