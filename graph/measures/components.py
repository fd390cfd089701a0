"""Who hangs together at all: actors between whom a way of ties leads."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from graph.measures.ties import Ties


@dataclass(frozen=True)
class Parted:
    """A number by node, -1 for who is in no pair. 0 is the largest; of equal ones, that with the first node."""

    of: NDArray[np.int64]
    sizes: NDArray[np.int64]


def components(ties: Ties) -> Parted:
    """The components of at least two actors."""
    _, labels = connected_components(ties.matrix, directed=False)
    return parted(ties, labels)


def parted(ties: Ties, labels: NDArray[Any]) -> Parted:
    """Labels of the members, whatever they are, as numbers by size."""
    _, first, found, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return Parted(ties.over_all(number[found], otherwise=-1), sizes[order])
