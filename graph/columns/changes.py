"""How two networks differ, pair by pair, and which statements tell of an end between them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from graph.columns.day import Day
from graph.columns.evidence import LAST, Evidence, bounded
from graph.columns.table import VALID, Array
from graph.columns.whole import MANY

NO_ROW = -1
MIXED = 2


class Differences(NamedTuple):
    """Pairs that have a row in only one of two networks, or rows of different signs, by their keys.

    `before` and `after` are the positions of the rows; NO_ROW where there is none.
    """

    key: Array
    before: Array
    after: Array

    def only(self, chosen: Array) -> "Differences":
        return Differences(*(column[chosen] for column in self))


def differences(before: Day, after: Day) -> Differences:
    """What is otherwise in two networks of one data version, which may rest on other evidence."""
    keys = keys_of(before), keys_of(after)
    key = np.union1d(*keys)
    at = tuple(_positions(key, there) for there in keys)
    signs = [
        np.append(signs_of(rows), [np.int8(MIXED + 1)])[place] for rows, place in zip((before, after), at, strict=True)
    ]
    return Differences(key, *at).only(np.flatnonzero(signs[0] != signs[1]))


def keys_of(rows: Day) -> Array:
    """A number for each pair, by its two ends, in the order of rows: the same whatever evidence they rest on."""
    return _keys(*rows.evidence.ends(rows.places[rows.offsets[:-1]]))


def ends_of(key: Array) -> tuple[Array, Array]:
    """The numbers of the two entities of each pair."""
    return key // MANY, key % MANY


def signs_of(rows: Day) -> Array:
    """1, -1 or 0 for each row; MIXED where friendly and hostile statements meet."""
    network = rows.network
    return np.asarray(np.where(network.mixed, np.int8(MIXED), network.sign))


def stated_ends(rows: Day, a: int, b: int) -> dict[int, list[int]]:
    """For the key of each pair the rows in the columns of what says that it ended, perhaps in [a, b].

    Only what has a sign that the pair's row rests on: that a truce ended is no end of a war.
    """
    evidence = rows.evidence
    groups = np.unique(evidence.group(rows.places))
    days = bounded(evidence.columns, evidence.rows, evidence.settled)
    telling = ((evidence.columns["flags"][evidence.rows] & VALID) != 0) & ~days.derived & (days.latest_end < LAST)
    places = np.flatnonzero(telling & (days.earliest_end <= b) & (a <= days.latest_end))
    places = places[np.isin(evidence.group(places), groups)]
    return _by_key(_keys(*evidence.ends(places)), evidence.rows[places])


def facts_of(evidence: Evidence, keys: Array) -> dict[int, list[int]]:
    """For some pairs the rows in the columns of all evidence on them."""
    every = _keys(*evidence.ends(np.arange(len(evidence))))
    places = np.flatnonzero(np.isin(every, keys))
    return _by_key(every[places], evidence.rows[places])


def _keys(one: Array, other: Array) -> Array:
    one, other = one.astype(np.int64), other.astype(np.int64)
    return np.minimum(one, other) * MANY + np.maximum(one, other)


def _positions(key: Array, there: Array) -> Array:
    """Where each key stands among sorted ones."""
    at = np.searchsorted(there, key)
    at[at == len(there)] = 0
    met = there[at] == key if len(there) else np.zeros(len(key), bool)
    return np.asarray(np.where(met, at, NO_ROW))


def _by_key(keys: Array, rows: Array) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    pairs: Iterable[tuple[int, int]] = zip(keys.tolist(), rows.tolist(), strict=True)
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found
