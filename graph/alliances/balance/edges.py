"""Signed edges that are sure and that are possible, and the triangles that they make, by kind.

With an even number of hostile sides a triangle is balanced: F. Heider, "Attitudes and cognitive organization", 1946;
D. Cartwright and F. Harary, "Structural balance", 1956.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network


@dataclass(frozen=True)
class Edges:
    """Signed edges between the nodes 0 .. size - 1: all arrays have one value per edge.

    `a` and `b` are the nodes, `sign` is 1 or -1, `pair` is the index of the pair in the network. A mixed pair has two
    edges, one of each sign. Neutral pairs have no edge.
    """

    size: int
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    sign: NDArray[np.int8]
    pair: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.sign)

    def take(self, chosen: NDArray[np.bool_]) -> "Edges":
        return Edges(self.size, self.a[chosen], self.b[chosen], self.sign[chosen], self.pair[chosen])

    def frustrated(self, sides: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Whether each edge is frustrated by `sides` (1 or -1 per node): friends apart or foes together."""
        return np.asarray(self.sign * sides[self.a] * sides[self.b] < 0)


def select_sure_pairs(network: Network) -> NDArray[np.bool_]:
    """Pairs whose sign is certain. Where friendly and hostile statements meet, neither sign is."""
    return np.asarray(network.certain & ~network.mixed & (network.sign != 0))


def select_sure_edges(network: Network) -> Edges:
    """The edges of pairs whose sign is certain."""
    return _make_edges(network, select_sure_pairs(network))


def list_all_edges(network: Network) -> Edges:
    """Every edge that some statement makes possible."""
    return _make_edges(network, np.ones(len(network), bool))


def add_pair(network: Network, pair: int) -> Edges:
    """The sure edges, and all that one more pair may have."""
    chosen = select_sure_pairs(network)
    chosen[pair] = True
    return _make_edges(network, chosen)


def _make_edges(network: Network, chosen: NDArray[np.bool_]) -> Edges:
    plus = np.flatnonzero(chosen & (network.friendly > 0))
    minus = np.flatnonzero(chosen & (network.hostile > 0))
    pair = np.concatenate([plus, minus])
    sign = np.repeat(np.array([1, -1], np.int8), [len(plus), len(minus)])
    return Edges(len(network.nodes), network.a[pair], network.b[pair], sign, pair)


TriangleKind = Literal["+++", "++-", "+--", "---"]
KINDS: tuple[TriangleKind, ...] = ("+++", "++-", "+--", "---")  # by the number of hostile sides
BALANCED, UNBALANCED = (0, 2), (1, 3)
CHUNK = 1 << 20  # paths of two pairs per chunk, to bound memory
Pairs = NDArray[np.intp]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Census:
    """The number of triangles of each kind: the certain ones, and the most possible.

    A triangle with a mixed pair may be of several kinds, so the highest numbers of the kinds need not add up.
    """

    all: Range
    balanced: Range
    unbalanced: Range
    kinds: dict[TriangleKind, Range]


def count_triangles(network: Network) -> Census:
    """Numbers of triangles of sure pairs, and of all possible ones. Neutral pairs form no triangle."""
    signed = np.flatnonzero((network.friendly > 0) | (network.hostile > 0))
    signs = ((network.friendly > 0) + 2 * (network.hostile > 0))[signed]
    sure = select_sure_pairs(network)[signed]
    least, most = (np.zeros(16, np.int64) for _ in range(2))
    for sides in list_triangles(network.a[signed], network.b[signed], len(network.nodes)):
        kinds = KINDS_OF[tuple(signs[sides].T)]
        most += np.bincount(kinds, minlength=16)
        least += np.bincount(kinds[sure[sides].all(axis=1)], minlength=16)

    def count(*kinds: int) -> Range:
        has = np.array([any(mask >> kind & 1 for kind in kinds) for mask in range(16)])
        return int(least[has].sum()), int(most[has].sum())

    return Census(
        all=count(*range(4)),
        balanced=count(*BALANCED),
        unbalanced=count(*UNBALANCED),
        kinds={name: count(number) for number, name in enumerate(KINDS)},
    )


def list_triangles(a: NDArray[np.int32], b: NDArray[np.int32], size: int) -> Iterator[Pairs]:
    """All triangles of an undirected graph with each pair once, in chunks: arrays of shape (n, 3), each row the
    indexes of three pairs.

    Pairs are directed from the node with fewer pairs to the one with more; then no node has more than sqrt(2 m) that
    leave it, and every triangle has one node that two leave (N. Chiba and T. Nishizeki, 1985).
    """
    degrees = np.bincount(np.concatenate([a, b]), minlength=size)
    rank = np.empty(size, np.int64)
    rank[np.argsort(degrees, kind="stable")] = np.arange(size)
    tail, head = np.minimum(rank[a], rank[b]), np.maximum(rank[a], rank[b])
    order = np.argsort(tail * size + head)
    tail, head = tail[order], head[order]
    keys = tail * size + head
    ends = np.searchsorted(tail, tail, side="right")
    partners = ends - np.arange(len(tail)) - 1  # later pairs that leave the same node
    total = np.concatenate([[0], np.cumsum(partners)])
    first = 0
    while first < len(tail):
        last = max(first + 1, int(np.searchsorted(total, total[first] + CHUNK, side="right")) - 1)
        one = np.repeat(np.arange(first, last), partners[first:last])
        other = one + 1 + np.arange(len(one)) - (total[one] - total[first])
        wanted = head[one] * size + head[other]
        third = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[third] == wanted
        yield order[np.stack([one[closed], other[closed], third[closed]], axis=1)]
        first = last


def _tabulate_kinds() -> NDArray[np.int8]:
    """The kinds that three sides can form, as bits: int8 of shape (4, 4, 4). A side is 1 friendly, 2 hostile, 3 both.

    A table, so that all triangles of a chunk are classified with one look-up.
    """
    found = np.zeros((4, 4, 4), np.int8)
    readings = {1: (0,), 2: (1,), 3: (0, 1)}
    for first, x in readings.items():
        for second, y in readings.items():
            for third, z in readings.items():
                for hostile in {i + j + k for i in x for j in y for k in z}:
                    found[first, second, third] |= 1 << hostile
    return found


KINDS_OF = _tabulate_kinds()
