"""Biconnected blocks: frustration is additive over them, so each is solved apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.balance.reduction import Around

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


def blocks_of(around: Sequence[Around]) -> Iterator[Block]:
    """Blocks in an order in which each shares at most one node with all those before it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((a, b) for a, others in enumerate(around) for b in others if a < b)
    for found in reversed(list(nx.biconnected_component_edges(graph))):
        ends = np.array(sorted((min(edge), max(edge)) for edge in found))
        nodes = np.unique(ends)
        a, b = np.searchsorted(nodes, ends).T
        yield Block(nodes, a, b, np.array([around[one][other] for one, other in ends.tolist()]))


def join(sides: Sides, block: Block, of_block: Sides) -> None:
    """Put the sides of a block beside those already there (0 where there are none), turned so that they agree."""
    there = sides[block.nodes]
    met = np.flatnonzero(there)
    turned = of_block * there[met[0]] * of_block[met[0]] if len(met) else of_block
    sides[block.nodes] = turned
