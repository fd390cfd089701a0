"""Incremental update of evidence: only pairs with changes are computed again.

All other pairs are unchanged, in long runs between those that changed. So each array is joined from slices: unchanged
ones of the old evidence, and new ones between them. Only the ends of slices are looked up, by bisection; copying slices
is much faster than work on every pair. The numbers of pairs and places in later slices are shifted.
"""

from typing import NamedTuple

import numpy as np

from graph.columns.evidence import NOTHING_SETTLED, EvidenceColumns, ResolvedRows, Stretches, WideEvidence
from graph.columns.preparing import NO_SIGN, prepare_evidence
from graph.columns.segments import list_ranges
from graph.columns.table import DAYS, FACT, Array, Columns

MANY = 1 << 31  # more than there are entities
FEW = 8  # if more than one pair in so many changes, computing all again is faster


class Slices(NamedTuple):
    """The slices that an array is joined from, in turn: `new[new_from[i]:new_to[i]]`, `old[old_from[i]:old_to[i]]`.

    These are positions (int64) in arrays of pairs, of places, or of what has a place. Either slice may be empty.
    """

    new_from: Array
    new_to: Array
    old_from: Array
    old_to: Array

    def join(self, old: Array, new: Array) -> Array:
        """One array of both."""
        parts = []
        for a, b, c, d in zip(*(ends.tolist() for ends in self), strict=True):
            parts += [new[a:b], old[c:d]]
        return np.concatenate(parts)

    def shift(self, old: Array, new: Array, moves: tuple[Array, Array], step: int = 1) -> Array:
        """One array of both, whose values are numbers that move: how far in each slice of the old and of the new."""
        joined = self.join(old, new)
        sizes = np.stack([self.new_to - self.new_from, self.old_to - self.old_from], axis=1).ravel()
        moved = np.stack([moves[1], moves[0]], axis=1).ravel() * step
        joined += np.repeat(moved.astype(joined.dtype), sizes)
        return joined

    def find_within(self, old: Array, new: Array, step: int = 1) -> "Slices":
        """The slices of arrays that are sorted by the numbers of these, times `step`: where each begins and ends."""
        # in the same type, else np.searchsorted would convert the full array
        return Slices(
            *(np.searchsorted(new, (ends * step).astype(new.dtype)) for ends in self[:2]),
            *(np.searchsorted(old, (ends * step).astype(old.dtype)) for ends in self[2:]),
        )

    def find_moves(self) -> tuple[Array, Array]:
        """How far the indexes of each slice shift, for the old and the new array."""
        ends = np.cumsum(self.new_to - self.new_from + self.old_to - self.old_from)
        begin_old = ends - (self.old_to - self.old_from)
        return begin_old - self.old_from, begin_old - self.new_to


def renew_evidence(
    old: EvidenceColumns, columns: Columns, identity: Array, settled: ResolvedRows = NOTHING_SETTLED
) -> EvidenceColumns:
    """The evidence of all open facts of later columns, as `ColumnView.prepare_facts` makes it of all of them.

    Canonical entities in the old evidence must still be canonical.
    """
    changed = _find_changed_rows(old, columns, settled)
    keys = _find_row_keys(columns, changed, identity)
    at = _find_pairs(old, keys)
    at = at[at < old.pairs]
    touched = at[np.isin(_find_pair_keys(old, at), keys)]  # numbers of pairs, in order
    is_few = len(touched) * FEW <= old.pairs
    first, last = (np.searchsorted(old.pair, touched, side=side) for side in ("left", "right"))
    rows = np.union1d(old.rows[list_ranges(first, last - first)] if is_few else old.rows, changed).astype(np.int64)
    kept = ((columns["flags"][rows] & FACT) != 0) & (columns["closed"][rows] > columns.version)
    kept &= ~np.isin(rows, settled.out)
    new = prepare_evidence(columns, rows[kept], identity, settled)
    return _join_evidence(old, touched, new) if is_few else new


def _find_changed_rows(old: EvidenceColumns, columns: Columns, settled: ResolvedRows) -> Array:
    """Rows opened, closed or with new days since, and rows that were or are decided one by one: int64, unique."""
    before = old.columns
    found = [np.arange(len(before), len(columns))]
    found += [rows for resolved in (old.settled, settled) for rows in (resolved.rows, resolved.out)]
    for name in ("closed", *DAYS):
        was, now = before[name], columns[name][: len(before)]
        if was.ctypes.data != now.ctypes.data:
            found.append(np.flatnonzero(was != now))
    return np.unique(np.concatenate(found)).astype(np.int64)


def _find_row_keys(columns: Columns, rows: Array, identity: Array) -> Array:
    """The keys of the pairs of signed rows: int64, unique."""
    rows = rows[columns.tabulate_edges("sign")[columns["edge"][rows]] != NO_SIGN]
    start, end = (identity[columns[name][rows]].astype(np.int64) for name in ("start", "end"))
    return np.unique(np.minimum(start, end) * MANY + np.maximum(start, end))


def _find_pair_keys(evidence: EvidenceColumns, pairs: Array) -> Array:
    """The keys of some pairs, given by number: int64."""
    first = np.searchsorted(evidence.pair, pairs.astype(evidence.pair.dtype))
    start, end = (ends.astype(np.int64) for ends in evidence.find_ends(first))
    return np.minimum(start, end) * MANY + np.maximum(start, end)


def _find_pairs(evidence: EvidenceColumns, keys: Array) -> Array:
    """The number of the first pair whose key is not less than each of some keys: np.searchsorted over all pairs.

    An array of all keys would add a tenth to the memory and take time to build. Bisection computes some 20 per key.
    """
    low, high = np.zeros(len(keys), np.int64), np.full(len(keys), evidence.pairs, np.int64)
    while (unfinished := np.flatnonzero(low < high)).size:
        middle = (low[unfinished] + high[unfinished]) // 2
        is_less = _find_pair_keys(evidence, middle) < keys[unfinished]
        low[unfinished[is_less]] = middle[is_less] + 1
        high[unfinished[~is_less]] = middle[~is_less]
    return low


def _join_evidence(old: EvidenceColumns, touched: Array, new: EvidenceColumns) -> EvidenceColumns:
    """The old evidence with the touched pairs (numbers, sorted) replaced by the new ones, in the order of keys."""
    before = _find_pairs(
        old, _find_pair_keys(new, np.arange(new.pairs))
    )  # for each new pair, the old pair that it precedes
    cuts = np.unique(np.concatenate([[0, old.pairs], touched, touched + 1, before]))
    ends = np.append(cuts[1:], old.pairs)
    new_from, new_to = (np.searchsorted(before, cuts, side=side) for side in ("left", "right"))
    pairs = Slices(new_from, new_to, cuts, np.where(np.isin(cuts, touched), cuts, ends))  # what was touched is left out
    places = pairs.find_within(old.pair, new.pair)
    stretches = places.find_within(old.stretches.bearer, new.stretches.bearer, step=32)
    ended, wide = places.find_within(old.ended, new.ended), places.find_within(old.wide.place, new.wide.place)
    moves = places.find_moves()
    return EvidenceColumns(
        columns=new.columns,
        rows=places.join(old.rows, new.rows),
        pair=places.shift(old.pair, new.pair, pairs.find_moves()),
        sign=places.join(old.sign, new.sign),
        plain=np.packbits(places.join(_unpack_plain(old), _unpack_plain(new))),
        ended=ended.shift(old.ended, new.ended, moves),
        until=ended.join(old.until, new.until),
        pairs=old.pairs - len(touched) + new.pairs,
        identity=new.identity,
        settled=new.settled,
        stretches=Stretches(
            stretches.join(old.stretches.start, new.stretches.start),
            stretches.join(old.stretches.end, new.stretches.end),
            stretches.shift(old.stretches.bearer, new.stretches.bearer, moves, step=32),
        ),
        wide=WideEvidence(
            wide.join(old.wide.start, new.wide.start),
            wide.join(old.wide.end, new.wide.end),
            wide.shift(old.wide.place, new.wide.place, moves),
        ),
    )


def _unpack_plain(made: EvidenceColumns) -> Array:
    return np.unpackbits(made.plain, count=len(made)).astype(bool)
