"""A signed network of actors as arrays, and the network of all pairs on some days, made from evidence columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.columns.evidence import (
    FIRST,
    LAST,
    NONE,
    EvidenceColumns,
    bound_rows,
    drop_side,
    find_kinds,
    find_ranks,
    get_kind,
    is_friendly,
    is_neutral,
)
from graph.columns.segments import count_true, find_least, find_offsets, list_ranges, spread_values
from graph.columns.table import INFERRED, Array
from graph.evidence.support import RANKS

CERTAIN = RANKS.index("certain")


@dataclass(frozen=True)
class Network:
    """Pairs by the positions of their ends in `nodes` (ids); a pair stands once, and never joins a node to itself.

    `friendly`, `hostile` and `neutral` count statements by sign, `support` is the place of the pair's support in
    graph.evidence.support.RANKS. The statements of pair i are `statements[offsets[i]:offsets[i + 1]]`, positions in
    `ids`.
    """

    nodes: Sequence[str]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    friendly: NDArray[np.int32]
    hostile: NDArray[np.int32]
    neutral: NDArray[np.int32]
    support: NDArray[np.int8]
    offsets: NDArray[np.int64]
    statements: NDArray[np.int32]
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def mixed(self) -> NDArray[np.bool_]:
        """Whether friendly and hostile statements meet."""
        return (self.friendly > 0) & (self.hostile > 0)

    @cached_property
    def sign(self) -> NDArray[np.int8]:
        """1, -1, or 0 where a pair is neutral or mixed."""
        return np.asarray((self.friendly > 0).astype(np.int8) - (self.hostile > 0).astype(np.int8))

    @cached_property
    def certain(self) -> NDArray[np.bool_]:
        return np.asarray(self.support == CERTAIN)

    def statements_of(self, pair: int) -> list[str]:
        """The ids of the statements of one pair."""
        return [self.ids[row] for row in self.statements[self.offsets[pair] : self.offsets[pair + 1]]]


NO_GAP = -1


@dataclass(frozen=True, kw_only=True)
class NetworkDay:
    """The pairs that have a row on some day in [a, b] (ordinals), in the order of their numbers.

    The evidence of pair i is `places[offsets[i]:offsets[i + 1]]`, places in `evidence.rows`, each with its `rank` (see
    graph.columns.evidence).
    """

    evidence: EvidenceColumns
    a: int
    b: int
    pairs: Array
    offsets: Array
    places: Array
    rank: Array

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def _least(self) -> Array:
        return find_least(self.rank, self.offsets)

    @cached_property
    def support(self) -> Array:
        """The kind of each row: of its signed evidence, where it has such; a place in graph.evidence.support.RANKS."""
        return get_kind(self._least)

    @cached_property
    def friendly(self) -> Array:
        """The number of pieces of friendly evidence of each row: int32."""
        return count_true(is_friendly(self.rank), self.offsets)

    @cached_property
    def neutral(self) -> Array:
        return count_true(is_neutral(self.rank), self.offsets)

    @cached_property
    def hostile(self) -> Array:
        return np.diff(self.offsets).astype(np.int32) - self.friendly - self.neutral

    def mark_stated(self, sign: int) -> Array:
        """Whether somebody states evidence of this sign for each pair, so that it does not only follow from something
        else, as that the ally of a party fights its enemy."""
        at = self.evidence.rows[self.places]
        is_stated = (self.evidence.columns["flags"][at] & INFERRED) == 0
        return count_true(is_stated & (self.evidence.sign[self.places] == sign), self.offsets) > 0

    @cached_property
    def best(self) -> Array:
        """Whether each piece of evidence gives its row the support; in mixed rows, pieces of both signs may."""
        return np.equal(drop_side(self.rank), drop_side(spread_values(self._least, self.offsets)))

    @cached_property
    def gap(self) -> Array:
        """For each pair gapDays (see graph.dates.validity.count_gap_days); NO_GAP where no number of days would do."""
        days = bound_rows(self.evidence.columns, self.evidence.rows[self.places], self.evidence.settled)
        never = ((days.latest_start == LAST) & (self.b < LAST)) | ((days.earliest_end == FIRST) & (self.a > FIRST))
        found = np.maximum(0, np.maximum(days.latest_start - self.b, self.a - days.earliest_end))
        found = np.where(never | ~self.best, np.iinfo(np.int32).max, found)
        nearest_one = find_least(found, self.offsets)
        return np.where(nearest_one == np.iinfo(np.int32).max, NO_GAP, nearest_one)

    def is_surely_known(self, last: int | None) -> Array:
        """For each pair whether its best evidence was surely public by a day; None asks for no day."""
        if last is None:
            return np.ones(len(self.pairs), bool)
        known = self.evidence.find_known_latest(self.places)
        return find_least(np.where(self.best, known, LAST + 1), self.offsets) <= last

    def take(self, chosen: Array) -> Self:
        """Only some of the pairs, by their positions here."""
        sizes = np.diff(self.offsets)[chosen]
        kept = list_ranges(self.offsets[:-1][chosen], sizes)
        return replace(
            self, pairs=self.pairs[chosen], offsets=np.r_[0, np.cumsum(sizes)], places=self.places[kept],
            rank=self.rank[kept],
        )  # fmt: skip

    @cached_property
    def network(self) -> Network:
        """The pairs as a network of the actors that have a pair."""
        low, high = self.evidence.find_ends(self.places[self.offsets[:-1]])
        names = self.evidence.nodes
        there = np.zeros(len(names), bool)
        there[low] = there[high] = True
        met = np.flatnonzero(there)
        position = np.empty(len(names), np.int32)
        position[met] = np.arange(len(met), dtype=np.int32)
        return Network(
            nodes=SomeTexts(names, met),
            a=position[low],
            b=position[high],
            friendly=self.friendly,
            hostile=self.hostile,
            neutral=self.neutral,
            support=self.support,
            offsets=self.offsets,
            statements=self.evidence.rows[self.places],
            ids=RowIds(self.evidence),
        )


class SomeTexts(Sequence[str]):
    """Some of many texts, by their numbers; looked up only when asked for."""

    def __init__(self, texts: Sequence[str], numbers: Array) -> None:
        self._texts, self._numbers = texts, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self._texts[int(self._numbers[place])]

    def __iter__(self) -> Iterator[str]:
        return (self._texts[number] for number in self._numbers.tolist())


class RowIds(Sequence[str]):
    """The id of the statement in a row of the columns."""

    def __init__(self, evidence: EvidenceColumns) -> None:
        self._columns = evidence.columns

    def __len__(self) -> int:
        return len(self._columns)

    def __getitem__(self, row: int) -> str:  # type: ignore[override]
        return bytes(self._columns["id"][row]).hex()


def find_day(evidence: EvidenceColumns, a: int, b: int, max_gap_days: int | None = None) -> NetworkDay:
    """The rows on some day in [a, b], which are ordinals; `max_gap_days` as in graph.evidence.support."""
    if a == b and max_gap_days is None:
        places, rank = evidence.find_day_evidence(a)
    elif max_gap_days is None:
        places, rank = _find_period_places(evidence, a, b)
    else:
        places, rank = _find_ranked_places(evidence, np.arange(len(evidence)), a, b, max_gap_days)
    pair = evidence.pair[places]
    offsets = find_offsets(pair)
    return NetworkDay(evidence=evidence, a=a, b=b, pairs=pair[offsets[:-1]], offsets=offsets, places=places, rank=rank)


def _find_period_places(evidence: EvidenceColumns, a: int, b: int) -> tuple[Array, Array]:
    near = evidence.find_period_evidence(a, b)
    places, rank = _find_ranked_places(evidence, near.others, a, b)
    places, rank = np.concatenate([near.places, places]), np.concatenate([near.rank, rank])
    order = np.argsort(places, kind="stable")
    return places[order], rank[order]


def _find_ranked_places(
    evidence: EvidenceColumns, places: Array, a: int, b: int, max_gap_days: int | None = None
) -> tuple[Array, Array]:
    """Places of evidence that supports a row in a period, and the rank of each. `places` are complete groups."""
    kind = find_kinds(evidence, places, a, b, find_offsets(evidence.number_groups(places)), max_gap_days)
    used = kind != NONE
    return places[used], find_ranks(kind[used], evidence.sign[places[used]])


def find_nearest(evidence: EvidenceColumns, without: NetworkDay, a: int, b: int) -> tuple[Array, Array]:
    """The evidence nearest before a, and nearest after b, of the pairs that have no row: places, pair by pair.

    For `lastKnown` and `firstKnown`.
    """
    absent = np.ones(evidence.pairs, bool)
    absent[without.pairs] = False
    days = evidence.windows
    before, after = days.last < a, days.first > b
    before[days.over] = days.last[days.over] <= b
    found = []
    for there, nearness in ((before, -days.last), (after, days.first)):
        places = np.flatnonzero(there)
        places = places[absent[evidence.pair[places]]]
        found.append(places[_find_least_places(evidence.pair[places], nearness[places])])
    return found[0], found[1]


def _find_least_places(pair: Array, value: Array) -> Array:
    """The indexes of the least values of each pair."""
    offsets = find_offsets(pair)
    return np.flatnonzero(value == spread_values(find_least(value, offsets), offsets))
