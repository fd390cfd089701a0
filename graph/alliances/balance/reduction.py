"""A smaller network with the same frustration: nodes of up to three others are taken out, and put back at the end.

Every node stands on side 1 or -1, and the cost of sides x is (sum of |w| - sum of w x x) / 2. The best side of a node
follows from those around it; for up to three of them, what it then adds is a constant and a weight on each pair of
them. Leaves vanish, paths become one edge, a star of three becomes a triangle. Exact, as F. Barahona, "On the
computational complexity of Ising spin glass models", 1982, uses the star and the triangle; weights become fractions
of powers of two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.alliances.balance.edges import Edges

MOST_AROUND = 3
NOTHING = 1e-9  # a weight that is only left of rounding
Around = dict[int, float]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is left: weights by node and neighbour, the cost already counted, and the nodes taken out, in order."""

    around: list[Around]
    cost: float
    taken: list[tuple[int, Around]]

    def fill_sides(self, sides: NDArray[np.int8]) -> None:
        """Fill in the best sides of the nodes taken out, once those of the others are known."""
        for node, around in reversed(self.taken):
            sides[node] = 1 if sum(w * sides[other] for other, w in around.items()) >= 0 else -1


def reduce_edges(edges: Edges) -> Kernel:
    """Remove nodes with up to three neighbours until none is left."""
    around = _find_neighbours(edges)
    aligned = 0.0  # what the sum of w x x holds that no side changes any more
    taken: list[tuple[int, Around]] = []
    waiting = [node for node, others in enumerate(around) if 0 < len(others) <= MOST_AROUND]
    while waiting:
        node = waiting.pop()
        others = around[node]
        if not 0 < len(others) <= MOST_AROUND:
            continue
        around[node] = {}
        taken.append((node, others))
        for other in others:
            del around[other][node]
        aligned += _join_neighbours(around, others)
        waiting += [other for other in others if len(around[other]) <= MOST_AROUND]
    left = sum(abs(w) for others in around for w in others.values()) / 2
    return Kernel(around, (len(edges) - aligned - left) / 2, taken)


def _join_neighbours(around: list[Around], others: Around) -> float:
    """Put weights on the pairs of those around a node that is gone; the constant that goes with them.

    They are |w1 x1 + w2 x2 + w3 x3| = constant + J12 x1 x2 + J13 x1 x3 + J23 x2 x3, for all sides.
    """
    nodes, (first, second, third) = list(others), [*others.values(), 0.0, 0.0][:MOST_AROUND]
    same = abs(first + second + third)
    one, two, three = abs(second + third - first), abs(first + third - second), abs(first + second - third)
    weights = {(0, 1): same - one - two + three, (0, 2): same - one + two - three, (1, 2): same + one - two - three}
    for (i, j), weight in weights.items():
        if abs(weight) > NOTHING:
            a, b = nodes[i], nodes[j]
            around[a][b] = around[b][a] = around[a].get(b, 0.0) + weight / 4
            if abs(around[a][b]) < NOTHING:
                del around[a][b], around[b][a]
    return (same + one + two + three) / 4


def _find_neighbours(edges: Edges) -> list[Around]:
    """Weights by node and neighbour; edges of one pair are added up, so those of a mixed pair cancel."""
    size = edges.size
    ends = np.concatenate([edges.a, edges.b]), np.concatenate([edges.b, edges.a])
    table = coo_array((np.concatenate([edges.sign, edges.sign]).astype(float), ends), shape=(size, size)).tocsr()
    table.eliminate_zeros()
    starts, to, weights = table.indptr.tolist(), table.indices.tolist(), table.data.tolist()
    return [dict(zip(to[i:j], weights[i:j], strict=True)) for i, j in pairwise(starts)]


Sides = NDArray[np.int8]


@dataclass(frozen=True)
class Block:
    """Part of a network that no single node would cut: weighted edges between the positions of its nodes."""

    nodes: NDArray[np.intp]
    a: NDArray[np.intp]
    b: NDArray[np.intp]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def key(self) -> bytes:
        """The same for blocks of the same form."""
        return b"".join(part.tobytes() for part in (self.a, self.b, self.weight))

    def matrix(self) -> csr_array:
        ends = np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a])
        return coo_array((np.concatenate([self.weight, self.weight]), ends), shape=(len(self), len(self))).tocsr()

    def costs(self, sides: NDArray[np.number]) -> NDArray[np.float64]:
        """The weight of what goes against some sides; one partition, or one a column."""
        aligned = self.weight @ (sides[self.a] * sides[self.b])
        return np.asarray((np.abs(self.weight).sum() - aligned) / 2)


def find_blocks(around: Sequence[Around]) -> Iterator[Block]:
    """Blocks in an order in which each shares at most one node with all those before it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((a, b) for a, others in enumerate(around) for b in others if a < b)
    for found in reversed(list(nx.biconnected_component_edges(graph))):
        ends = np.array(sorted((min(edge), max(edge)) for edge in found))
        nodes = np.unique(ends)
        a, b = np.searchsorted(nodes, ends).T
        yield Block(nodes, a, b, np.array([around[one][other] for one, other in ends.tolist()]))


def join_sides(sides: Sides, block: Block, of_block: Sides) -> None:
    """Write the sides of a block into `sides` (0 where unknown), all flipped if a node that is known disagrees."""
    present = sides[block.nodes]
    met = np.flatnonzero(present)
    flipped = of_block * present[met[0]] * of_block[met[0]] if len(met) else of_block
    sides[block.nodes] = flipped
