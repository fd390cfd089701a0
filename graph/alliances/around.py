"""Pairs around some actors: how many steps away they are, and which rows touch them."""

from collections.abc import Collection

import numpy as np

from graph.alliances.day import NetworkDay
from graph.alliances.network import Network
from graph.columns.evidence import EvidenceColumns
from graph.columns.table import Array
from graph.errors import InvalidInput

DEEPEST = 8


def read_depth(written: str | int | None, actor: str | None) -> int:
    """How many steps around an actor are asked for. Raises InvalidInput."""
    if written is None:
        return 1
    if not str(written).isdecimal() or not 1 <= int(written) <= DEEPEST:
        raise InvalidInput(f"depth: {written!r}; expected 1 to {DEEPEST}", parameter="depth", value=written)
    if actor is None:
        raise InvalidInput("depth is given without an actor to start from", parameter="depth", value=written)
    return int(written)


def count_steps(network: Network, centre: Collection[str], most: int | None = None) -> Array:
    """For each node how many steps it is from the centre, an integer each: 0 for those in it.

    Who is not reached, or not within `most` steps, has as many as there are nodes.
    """
    size = len(network.nodes)
    steps = np.where(np.array([node in centre for node in network.nodes], bool), 0, size)
    for step in range(1, size if most is None else most + 1):
        touched = (steps[network.a] < step) | (steps[network.b] < step)
        reached = np.zeros(size, bool)
        reached[network.a[touched]] = reached[network.b[touched]] = True
        reached &= steps == size
        if not reached.any():
            break
        steps[reached] = step
    return steps


def find_pairs_around(network: Network, centre: Collection[str], depth: int) -> Array:
    """The positions of the pairs that some path of at most `depth` steps from the centre goes through."""
    if not len(network):
        return np.empty(0, np.int64)
    near = count_steps(network, centre, depth - 1) < min(depth, len(network.nodes))
    return np.flatnonzero(near[network.a] | near[network.b])


def mark_entities(evidence: EvidenceColumns, ids: Collection[str]) -> Array:
    """For the number of each entity whether it is one of some ids."""
    names = evidence.columns.names.entities
    found = np.zeros(len(names), bool)
    found[[number for id_ in ids if (number := names.find(id_)) is not None]] = True
    return found


def take_touching(rows: NetworkDay, one: Array, other: Array | None = None) -> NetworkDay:
    """The rows with an end in `one`, as `mark_entities` gives it; with `other` only those with the other end in it."""
    low, high = rows.evidence.ends(rows.places[rows.offsets[:-1]])
    if other is None:
        return rows.taken(np.flatnonzero(one[low] | one[high]))
    return rows.taken(np.flatnonzero((one[low] & other[high]) | (one[high] & other[low])))
