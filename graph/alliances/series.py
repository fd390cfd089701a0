"""What a network on some days comes to in numbers, and the days that its evidence tells of."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graph.alliances.day import NetworkDay
from graph.alliances.network import CERTAIN, Network
from graph.columns.evidence import FIRST, LAST, EvidenceColumns, bounded
from graph.columns.table import OBSERVED, Array

AT_ONCE = 100_000  # pairs


class NetworkTally(NamedTuple):
    """Pairs by sign, mixed ones apart; `certain` ones are surely so and surely public. `actors` are those with a pair.

    `density` is pairs by all that there could be among these actors, None for fewer than two. `components` are the
    connected components by any pair, `friendly_components` those that do by friendly ones alone (not mixed); an
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


def tallies(many: Iterable[NetworkDay], last_known: int | None) -> Iterator[tuple[NetworkDay, NetworkTally]]:
    """The numbers of the rows of many steps; `last_known` is the last day of known_at, an ordinal. Some steps at a
    time, since scipy takes as long to find the connected components of one small network as those of many."""
    batch: list[NetworkDay] = []
    pairs = 0
    for rows in many:
        batch.append(rows)
        pairs += len(rows)
        if pairs > AT_ONCE:
            yield from _counted(batch, last_known)
            batch, pairs = [], 0
    yield from _counted(batch, last_known)


def _counted(batch: Sequence[NetworkDay], last_known: int | None) -> Iterator[tuple[NetworkDay, NetworkTally]]:
    networks = [rows.network for rows in batch]
    friendly = [(network.sign == 1) & ~network.mixed for network in networks]
    every = _components(networks, [np.ones(len(rows), bool) for rows in batch])
    among_friends = _components(networks, friendly)
    for rows, network, friends, components, friendly_components in zip(
        batch, networks, friendly, every, among_friends, strict=True
    ):
        mixed, sign, actors, pairs = network.mixed, network.sign, len(network.nodes), len(rows)
        yield (
            rows,
            NetworkTally(
                pairs=pairs,
                friendly=int(friends.sum()),
                hostile=int(((sign == -1) & ~mixed).sum()),
                neutral=int(((sign == 0) & ~mixed).sum()),
                mixed=int(mixed.sum()),
                certain=int(((rows.support == CERTAIN) & rows.surely_known(last_known)).sum()),
                actors=actors,
                density=2 * pairs / (actors * (actors - 1)) if actors > 1 else None,
                components=components,
                friendly_components=friendly_components,
            ),
        )


def among(evidence: EvidenceColumns, ids: Collection[str]) -> Array:
    """For the number of each entity whether it is one of some ids."""
    names = evidence.columns.names.entities
    found = np.zeros(len(names), bool)
    found[[number for id_ in ids if (number := names.find(id_)) is not None]] = True
    return found


def touching(rows: NetworkDay, one: Array, other: Array | None = None) -> NetworkDay:
    """The rows with an end in `one`, as `among` gives it; with `other` only those with the other end in it."""
    low, high = rows.evidence.ends(rows.places[rows.offsets[:-1]])
    if other is None:
        return rows.taken(np.flatnonzero(one[low] | one[high]))
    return rows.taken(np.flatnonzero((one[low] & other[high]) | (one[high] & other[low])))


def told_of(evidence: EvidenceColumns) -> tuple[int, int] | None:
    """The first and the last day that any piece of evidence names, as ordinals; None where there is none."""
    if not len(evidence):
        return None
    days = bounded(evidence.columns, evidence.rows, evidence.settled)
    named = [day[(day > FIRST) & (day < LAST)] for day in (days.first, days.last)]
    if not all(map(len, named)):
        return None
    return int(named[0].min()), int(named[1].max())


def _components(networks: Sequence[Network], chosen: Sequence[Array]) -> list[int]:
    """For each network how many pieces of at least two actors some of its pairs make."""
    begins = np.cumsum([0, *(len(network.nodes) for network in networks)])
    size = int(begins[-1])
    if not size:
        return [0] * len(networks)
    each = list(zip(networks, chosen, begins.tolist(), strict=False))
    a, b = (
        np.concatenate([getattr(network, end)[some].astype(np.int64) + begin for network, some, begin in each])
        for end in ("a", "b")
    )
    from scipy.sparse import coo_array  # scipy takes long to import, and few ask for this
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(coo_array((np.ones(len(a), np.int8), (a, b)), (size, size)), directed=False)
    tied = np.zeros(size, bool)
    tied[a] = tied[b] = True
    # a piece lies in one network, so it is counted where the first of its actors stands
    _, first = np.unique(label[tied], return_index=True)
    network = np.searchsorted(begins, np.flatnonzero(tied)[first], side="right") - 1
    return [int(number) for number in np.bincount(network, minlength=len(networks))]


class Beginnings(NamedTuple):
    """For each piece of evidence, by its place, the days within which it tells that something began or happened.

    A state began between the bounds of its start, an event happened and a sighting was made within its window. What
    names no such day has none (`none`): it tells that something lasted. `statement` numbers whose evidence it is.
    """

    first: Array
    last: Array
    none: Array
    statement: Array


class BeginningCounts(NamedTuple):
    """How many statements; `possible` ones do so perhaps, and are not among the certain ones."""

    certain: int
    possible: int


def beginnings(evidence: EvidenceColumns) -> Beginnings:
    """Those of all evidence, worked out once for many steps."""
    days = bounded(evidence.columns, evidence.rows, evidence.settled)
    seen = (evidence.columns["flags"][evidence.rows] & OBSERVED) != 0
    first = np.where(seen, days.first, days.earliest_start)
    last = np.where(seen, days.last, days.latest_start)
    # rows of one statement stand together in the columns
    rows = np.sort(evidence.rows)
    ids = evidence.columns["id"][rows]
    numbers = np.zeros(len(rows), np.int32)
    np.cumsum(ids[1:] != ids[:-1], out=numbers[1:])
    return Beginnings(first, last, (first == FIRST) | (last == LAST), numbers[np.searchsorted(rows, evidence.rows)])


def starts(found: Beginnings, rows: NetworkDay) -> BeginningCounts:
    """How many of the statements that some rows rest on tell of a beginning in their days, [rows.a, rows.b]."""
    first, last = found.first[rows.places], found.last[rows.places]
    touched = (first <= rows.b) & (rows.a <= last) & ~found.none[rows.places]
    places, inside = rows.places[touched], (rows.a <= first[touched]) & (last[touched] <= rows.b)
    # one statement may name several actors, and is one all the same
    statements, at = np.unique(found.statement[places], return_index=True)
    certain = int(inside[at].sum())
    return BeginningCounts(certain, len(statements) - certain)
