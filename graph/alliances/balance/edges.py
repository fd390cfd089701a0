"""The signed edges of a network: those that are sure, and all that are possible."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network


@dataclass(frozen=True)
class Edges:
    """Signed edges between the nodes 0 .. size - 1, `pair` the position of each in the network.

    A mixed pair stands twice, once with either sign. Neutral pairs have no edge.
    """

    size: int
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    sign: NDArray[np.int8]
    pair: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.sign)

    def only(self, chosen: NDArray[np.bool_]) -> "Edges":
        return Edges(self.size, self.a[chosen], self.b[chosen], self.sign[chosen], self.pair[chosen])

    def frustrated(self, sides: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Which edges go against the sides (1 or -1 a node): friends apart, foes together."""
        return np.asarray(self.sign * sides[self.a] * sides[self.b] < 0)


def sure_pairs(network: Network) -> NDArray[np.bool_]:
    """Pairs whose sign is certain. Where friendly and hostile statements meet, neither sign is."""
    return np.asarray(network.certain & ~network.mixed & (network.sign != 0))


def sure_edges(network: Network) -> Edges:
    """The edges that are there however the doubts are settled."""
    return _edges(network, sure_pairs(network))


def all_edges(network: Network) -> Edges:
    """Every edge that some statement makes possible."""
    return _edges(network, np.ones(len(network), bool))


def with_pair(network: Network, pair: int) -> Edges:
    """The sure edges, and all that one more pair may have."""
    chosen = sure_pairs(network)
    chosen[pair] = True
    return _edges(network, chosen)


def _edges(network: Network, chosen: NDArray[np.bool_]) -> Edges:
    plus = np.flatnonzero(chosen & (network.friendly > 0))
    minus = np.flatnonzero(chosen & (network.hostile > 0))
    pair = np.concatenate([plus, minus])
    sign = np.repeat(np.array([1, -1], np.int8), [len(plus), len(minus)])
    return Edges(len(network.nodes), network.a[pair], network.b[pair], sign, pair)
