"""Signed facts by pair, with the days on which each supports the row of its pair, and why: ready for any day.

`find_kinds` is graph.evidence.support.find_support, for many at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graph.columns.segments import find_least, find_offsets, find_true, spread_values
from graph.columns.table import ENDED, INFERRED, OBSERVED, VALID, Array, Columns
from graph.dates.validity import is_certain, is_possible
from graph.dates.windows import MAX, MIN
from graph.evidence.support import RANKS

FIRST, LAST = MIN.toordinal(), MAX.toordinal()
NEVER = np.int32(2_000_000_000)  # after every day


class ResolvedRows(NamedTuple):
    """Rows that were decided one by one: their dates depend on other statements, or they may be retracted.

    `rows` are sorted; each has a row in `days`, in place of what the columns hold: the four bounds, and the last day of
    `known`. `out` are rows that are left out.
    """

    rows: Array
    days: Array
    out: Array

    def find(self, rows: Array) -> tuple[Array, Array]:
        """The index of each row in `rows`, and whether it is there."""
        at = np.searchsorted(self.rows, rows)
        at[at == len(self.rows)] = 0
        return at, self.rows[at] == rows


NOTHING_SETTLED = ResolvedRows(np.empty(0, np.int64), np.empty((0, 5), np.int32), np.empty(0, np.int64))


class Stretches(NamedTuple):
    """From which day to which a piece of evidence has a rank (see graph.columns.evidence), in the order of places.

    A piece may have several, one after another.
    """

    start: Array  # the first day, an ordinal: int32
    end: Array  # the last day: int32
    bearer: Array  # 32 * place + rank, int32: one number, so that a day is read with one look-up

    @property
    def place(self) -> Array:
        return self.bearer >> 5


class PeriodEvidence(NamedTuple):
    """What may bear a row in a period: `places` with a kind that is known by their `rank`, and `others`, whose kinds
    depend on the whole period. Both are in order."""

    places: Array
    rank: Array
    others: Array


class WideEvidence(NamedTuple):
    """What may bear a row in a period and not on its single days: such are looked at from `start` to `end`."""

    start: Array
    end: Array
    place: Array


class EvidenceWindows(NamedTuple):
    """The first and the last day (ordinals, int32) in which each piece of evidence tells of something, by its place.

    `over` are the places of those that only tell that something was over by a day.
    """

    first: Array
    last: Array
    over: Array


class RowBounds(NamedTuple):
    """The bounds of some rows, and the windows of the days that they name (graph.evidence.support.find_named_window).

    `derived`, `over` and `sure` are graph.evidence.support.Evidence's `derived`, `is_over` and `may_be_sure`.
    """

    earliest_start: Array
    latest_start: Array
    earliest_end: Array
    latest_end: Array
    first: Array
    last: Array
    derived: Array
    over: Array
    sure: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class EvidenceColumns:
    """Facts with a sign, in the order of their pairs and signs. The place of a fact is its position in this order.

    Each object is only equal to itself, so that caches may have it as a key.
    """

    columns: Columns
    rows: Array  # by place: its row in the columns, int32
    pair: Array  # by place: the number of its pair, int32; sorted, so that a pair is a run
    sign: Array  # by place: -1, 0 or 1, int8
    ended: Array  # the places of facts that an end follows, int32; few, so that most take no memory for it
    until: Array  # for each of these the last day of the first such end: an ordinal, int32
    pairs: int  # how many pairs there are
    identity: Array  # by entity: the number of its canonical entity, int32
    settled: ResolvedRows = NOTHING_SETTLED
    plain: Array  # a bit by place: whether its kind in a period is the best that it has on a day of it; uint8, packed
    stretches: Stretches
    wide: WideEvidence

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def nbytes(self) -> int:
        arrays = (self.rows, self.pair, self.sign, self.ended, self.until, self.plain)
        return sum(array.nbytes for array in (*arrays, *self.settled, *self.stretches, *self.wide))

    @property
    def nodes(self) -> Sequence[str]:
        """The ids of all entities, by their numbers."""
        return self.columns.names.entities.texts

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """The first and the last day that any piece of evidence names, as ordinals; None if none names any."""
        if not len(self):
            return None
        days = bound_rows(self.columns, self.rows, self.settled)
        named = [day[(day > FIRST) & (day < LAST)] for day in (days.first, days.last)]
        return (int(named[0].min()), int(named[1].max())) if all(map(len, named)) else None

    def find_day_evidence(self, day: int) -> tuple[Array, Array]:
        """The places of evidence that supports a row on one day, and the rank of each."""
        found = self.stretches
        there = found.start <= day
        there &= day <= found.end
        hit = find_true(there)
        bearer = found.bearer[hit]
        return bearer >> 5, (bearer & 31).astype(np.int8)

    def find_period_evidence(self, a: int, b: int) -> PeriodEvidence:
        """All evidence that may support a row on some day in [a, b]."""
        met, wide = (find_true((some.start <= b) & (a <= some.end)) for some in (self.stretches, self.wide))
        bearer = self.stretches.bearer[met]
        offsets = find_offsets(bearer >> 5)
        best = find_least(bearer, offsets)  # of one place the one with the least rank
        places = best >> 5
        plain = ((self.plain[places >> 3] >> (7 - (places & 7)).astype(np.uint8)) & 1).astype(bool)
        others = places[~plain]
        if len(wide):  # both are in order, so that sorting is merging
            others = np.sort(np.concatenate([others, self.wide.place[wide]]), kind="stable")
            others = others[np.append(True, others[1:] != others[:-1])]
        return PeriodEvidence(places[plain], (best[plain] & 31).astype(np.int8), others)

    @cached_property
    def sizes(self) -> Array:
        """How many pieces of evidence each pair has, of whatever days, by the number of the pair."""
        return np.diff(find_offsets(self.pair))

    @cached_property
    def windows(self) -> EvidenceWindows:
        """The first and last day that each piece of evidence names; computed once, when first needed."""
        days = bound_rows(self.columns, self.rows, self.settled)
        return EvidenceWindows(days.first, days.last, np.flatnonzero(days.over).astype(np.int32))

    @cached_property
    def pair_ranks(self) -> Array:
        """The rank of each pair, by number, in the order of the lesser and then the greater id: int32."""
        texts = np.array(self.columns.names.entities.texts, dtype=object)
        order = np.empty(len(texts), np.int64)
        order[np.argsort(texts, kind="stable")] = np.arange(len(texts))
        one, other = (order[end] for end in self.find_ends(find_offsets(self.pair)[:-1]))
        found = np.empty(self.pairs, np.int32)
        found[np.argsort(np.minimum(one, other) * len(texts) + np.maximum(one, other))] = np.arange(self.pairs)
        return found

    def find_ends(self, places: Array) -> tuple[Array, Array]:
        """The two ends of the pair of each, subject and object, as numbers of entities."""
        rows = self.rows[places]
        return self.identity[self.columns["start"][rows]], self.identity[self.columns["end"][rows]]

    def find_known_latest(self, places: Array) -> Array:
        """The last day on which each became public."""
        rows = self.rows[places]
        found = self.columns["known_latest"][rows]
        if len(self.settled.rows):
            at, met = self.settled.find(rows)
            found[met] = self.settled.days[at[met], 4]
        return found

    def number_groups(self, places: Array) -> Array:
        """The number of the pair and sign of each: what supports a row together."""
        return self.pair[places].astype(np.int64) * 3 + self.sign[places] + 1

    def find_stale_days(self, places: Array, max_gap_days: int | None = None) -> Array:
        """For each after how many days it supports nothing any more: those of its predicate, or so many for all."""
        if max_gap_days is not None:
            return np.full(len(places), max_gap_days, np.int32)
        return self.columns.tabulate_edges("stale")[self.columns["edge"][self.rows[places]]]

    def find_end_days(self, places: Array) -> Array:
        """The last day of the first end that follows each fact; NEVER if none does: int32."""
        found = np.full(len(places), NEVER, np.int32)
        if len(self.ended):
            at = np.searchsorted(self.ended, places)
            at[at == len(self.ended)] = 0
            met = self.ended[at] == places
            found[met] = self.until[at[met]]
        return found


def bound_rows(columns: Columns, rows: Array, settled: ResolvedRows = NOTHING_SETTLED) -> RowBounds:
    """The bounds and windows of some rows."""
    days = [columns[name][rows] for name in ("earliest_start", "latest_start", "earliest_end", "latest_end")]
    if len(settled.rows):
        at, met = settled.find(rows)
        for number, array in enumerate(days):
            array[met] = settled.days[at[met], number]
    earliest_start, latest_start, earliest_end, latest_end = days
    flags = columns["flags"][rows]
    derived = columns.tabulate_edges("event")[columns["edge"][rows]].astype(bool)
    over = ((flags & VALID) != 0) & ~derived & (earliest_start == FIRST) & (earliest_end == FIRST) & (latest_end < LAST)
    first, last = earliest_start, latest_end
    seen = (flags & OBSERVED) != 0
    lasted = (flags & VALID) != 0
    if seen.any():
        first, last = np.where(seen, earliest_end, first), np.where(seen, latest_start, last)
    if lasted.any():
        begun = np.where(earliest_end > FIRST, earliest_end, latest_start)
        low = np.where(earliest_start == FIRST, begun, earliest_start)
        high = np.where(latest_end == LAST, earliest_end, latest_end)
        high = np.where((flags & ENDED) != 0, latest_start, high)
        first = np.where(lasted, np.minimum(low, high), first)
        last = np.where(lasted, np.maximum(low, high), last)
    if over.any():
        first, last = np.where(over, latest_end, first), np.where(over, latest_end, last)
    if derived.any():  # an act after which two may stay friends or foes (graph.evidence.support.make_act_evidence)
        first, last = np.where(derived, earliest_start, first), np.where(derived, latest_end, last)
        latest_end = np.where(derived, np.int32(LAST), latest_end)
    sure = (flags & INFERRED) == 0
    return RowBounds(earliest_start, latest_start, earliest_end, latest_end, first, last, derived, over, sure)


NEUTRAL = 16


def find_ranks(kind: Array, sign: Array) -> Array:
    """Ranks from kinds and signs."""
    return np.where(sign == 0, kind * 2 + NEUTRAL, kind * 2 + (sign > 0)).astype(np.int8)


def get_kind(rank: Array) -> Array:
    return (rank >> 1) & 7


def is_friendly(rank: Array) -> Array:
    return np.asarray((rank & 1) != 0)


def is_neutral(rank: Array) -> Array:
    return rank >= NEUTRAL


def drop_side(rank: Array) -> Array:
    """The rank without the distinction of friendly and hostile."""
    return rank | 1


CERTAIN, WITHIN, BETWEEN, AFTER = (np.int8(RANKS.index(kind)) for kind in ("certain", "within", "between", "after"))
NONE = np.int8(len(RANKS))


def find_kinds(
    evidence: EvidenceColumns,
    places: Array,
    a: int | Array,
    b: int | Array,
    offsets: Array,
    max_gap_days: int | None = None,
) -> Array:
    """The best kind that each piece has on some day in [a, b]; NONE where it bears nothing.

    `places` in the evidence come by group (pair and sign), from one of `offsets` to the next; a and b may be the same
    for all or other ones for each group, and then stand at each place.
    """
    days = bound_rows(evidence.columns, evidence.rows[places], evidence.settled)
    kill = evidence.find_end_days(places)
    found = find_kind_alone(days, kill, days.last + evidence.find_stale_days(places, max_gap_days), a, b)
    is_between = _find_between(days, kill, a, b, offsets, max_gap_days)
    return np.where(is_between, np.minimum(found, BETWEEN), found)


def find_kind_alone(days: RowBounds, kill: Array, fresh: Array, a: int | Array, b: int | Array) -> Array:
    """The best kind of each piece without regard to other pieces; `fresh` is the last day on which it is not stale."""
    there = is_possible(days, a, b) & ~days.over
    found = np.full(there.shape, NONE, np.int8)
    found[there & (days.last < a) & (a <= fresh) & (kill >= a)] = AFTER
    found[there & (days.first <= b) & (a <= days.last)] = WITHIN
    found[there & days.sure & is_certain(days, a, b)] = CERTAIN
    return found


def _find_between(
    days: RowBounds, kill: Array, a: int | Array, b: int | Array, offsets: Array, max_gap_days: int | None
) -> Array:
    """Whether each piece is the nearest evidence before or after the period, and no end lies between them: bool."""
    there = is_possible(days, a, b) & ~days.over
    before, after = there & (days.last < a), there & (days.first > b)
    if not (before.any() and after.any()):
        return np.zeros(len(there), bool)
    firsts = np.where(after, days.first, np.int32(LAST))
    first = spread_values(find_least(firsts, offsets), offsets)
    kept = before & (kill >= first)
    lasts = np.where(kept, days.last, np.int32(FIRST))
    last = -spread_values(find_least(-lasts, offsets), offsets)
    joined = (spread_values(find_least((~kept).view(np.int8), offsets), offsets) == 0) & (first < LAST)
    if max_gap_days is not None:
        joined &= first - last <= max_gap_days
    return np.asarray(joined & ((kept & (lasts == last)) | (after & (firsts == first))))
