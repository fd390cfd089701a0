"""What a network on some days comes to in numbers, and the days that its evidence tells of."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from graph.columns.day import Day
from graph.columns.evidence import FIRST, LAST, Evidence, bounded
from graph.columns.table import Array
from graph.network import CERTAIN, Network


class Tally(NamedTuple):
    """Pairs by sign, mixed ones apart; `certain` ones are surely so and surely public. `actors` are those with a pair.

    `density` is pairs by all that there could be among these actors, None for fewer than two. `components` are the
    pieces that hang together by any pair, `friendly_components` those that do by friendly ones alone (not mixed); an
    actor without a friendly pair is in none of the latter.
    """

    pairs: int
    friendly: int
    hostile: int
    neutral: int
    mixed: int
    certain: int
    actors: int
    density: float | None
    components: int
    friendly_components: int


def tally(rows: Day, last_known: int | None) -> Tally:
    """The numbers of some rows; `last_known` is the last day of known_at, an ordinal."""
    network, pairs = rows.network, len(rows)
    mixed, sign, actors = network.mixed, network.sign, len(network.nodes)
    friendly = (sign == 1) & ~mixed
    return Tally(
        pairs=pairs,
        friendly=int(friendly.sum()),
        hostile=int(((sign == -1) & ~mixed).sum()),
        neutral=int(((sign == 0) & ~mixed).sum()),
        mixed=int(mixed.sum()),
        certain=int(((rows.support == CERTAIN) & rows.surely_known(last_known)).sum()),
        actors=actors,
        density=2 * pairs / (actors * (actors - 1)) if actors > 1 else None,
        components=_components(network, np.ones(pairs, bool)),
        friendly_components=_components(network, friendly),
    )


def among(evidence: Evidence, ids: Collection[str]) -> Array:
    """For the number of each entity whether it is one of some ids."""
    names = evidence.columns.names.entities
    found = np.zeros(len(names), bool)
    found[[number for id_ in ids if (number := names.find(id_)) is not None]] = True
    return found


def touching(rows: Day, one: Array, other: Array | None = None) -> Day:
    """The rows with an end in `one`, as `among` gives it; with `other` only those with the other end in it."""
    low, high = rows.evidence.ends(rows.places[rows.offsets[:-1]])
    if other is None:
        return rows.taken(np.flatnonzero(one[low] | one[high]))
    return rows.taken(np.flatnonzero((one[low] & other[high]) | (one[high] & other[low])))


def told_of(evidence: Evidence) -> tuple[int, int] | None:
    """The first and the last day that any piece of evidence names, as ordinals; None where there is none."""
    if not len(evidence):
        return None
    days = bounded(evidence.columns, evidence.rows, evidence.settled)
    named = [day[(day > FIRST) & (day < LAST)] for day in (days.first, days.last)]
    if not all(map(len, named)):
        return None
    return int(named[0].min()), int(named[1].max())


def _components(network: Network, chosen: Array) -> int:
    """How many pieces of at least two actors some pairs make."""
    a, b = network.a[chosen], network.b[chosen]
    size = len(network.nodes)
    if not size:
        return 0
    tied = np.zeros(size, bool)
    tied[a] = tied[b] = True
    from scipy.sparse import coo_array  # scipy takes long to import, and few ask for this
    from scipy.sparse.csgraph import connected_components

    number, _ = connected_components(coo_array((np.ones(len(a), np.int8), (a, b)), (size, size)), directed=False)
    return int(number) - int((~tied).sum())
