"""Evidence brought up to date: only the pairs that something changed for are worked out anew.

All other pairs stay as they are, in long runs between those that changed. So each array is put together of slices:
those of the old evidence that stay, and between them those of the new. Only the ends of slices are looked up. Nothing
is worked out for every pair, except that the numbers of pairs and places move.
"""

from typing import NamedTuple

import numpy as np

from graph.columns.evidence import NOTHING_SETTLED, EvidenceColumns, ResolvedRows, Stretches, WideEvidence
from graph.columns.preparing import NO_SIGN, prepare_evidence
from graph.columns.segments import list_ranges
from graph.columns.table import DAYS, FACT, Array, Columns

MANY = 1 << 31  # more than there are entities
FEW = 8  # of so many pairs one may change; else all are made anew, which is faster then


class Slices(NamedTuple):
    """What an array is put together of: for slice i `new[new_from[i]:new_to[i]]`, then `old[old_from[i]:old_to[i]]`.

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

    def within(self, old: Array, new: Array, step: int = 1) -> "Slices":
        """The slices of arrays that are sorted by the numbers of these, times `step`: where each begins and ends."""
        # as numbers of the same width: else all of the array would be widened to look some up
        return Slices(
            *(np.searchsorted(new, (ends * step).astype(new.dtype)) for ends in self[:2]),
            *(np.searchsorted(old, (ends * step).astype(old.dtype)) for ends in self[2:]),
        )

    def moves(self) -> tuple[Array, Array]:
        """By how much the numbers of each slice move, of the old and of the new: to where they are put."""
        ends = np.cumsum(self.new_to - self.new_from + self.old_to - self.old_from)
        begin_old = ends - (self.old_to - self.old_from)
        return begin_old - self.old_from, begin_old - self.new_to


def renew_evidence(
    old: EvidenceColumns, columns: Columns, identity: Array, settled: ResolvedRows = NOTHING_SETTLED
) -> EvidenceColumns:
    """The evidence of all open facts of later columns, as `Whole.facts` makes it of all of them.

    Whoever stood for somebody in the old evidence must still do so.
    """
    changed = _changed(old, columns, settled)
    keys = _keys(columns, changed, identity)
    at = _find_pairs(old, keys)
    at = at[at < old.pairs]
    touched = at[np.isin(_keys_of_pairs(old, at), keys)]  # numbers of pairs, in order
    is_few = len(touched) * FEW <= old.pairs
    first, last = (np.searchsorted(old.pair, touched, side=side) for side in ("left", "right"))
    rows = np.union1d(old.rows[list_ranges(first, last - first)] if is_few else old.rows, changed).astype(np.int64)
    kept = ((columns["flags"][rows] & FACT) != 0) & (columns["closed"][rows] > columns.version)
    kept &= ~np.isin(rows, settled.out)
    new = prepare_evidence(columns, rows[kept], identity, settled)
    return _joined(old, touched, new) if is_few else new


def _changed(old: EvidenceColumns, columns: Columns, settled: ResolvedRows) -> Array:
    """The rows that were opened, closed or renewed, and those that are settled one by one, now or then."""
    before = old.columns
    found = [np.arange(len(before), len(columns))]
    found += [some for one in (old.settled, settled) for some in (one.rows, one.out)]
    for name in ("closed", *DAYS):
        was, now = before[name], columns[name][: len(before)]
        if was.ctypes.data != now.ctypes.data:
            found.append(np.flatnonzero(was != now))
    return np.unique(np.concatenate(found)).astype(np.int64)


def _keys(columns: Columns, rows: Array, identity: Array) -> Array:
    """The keys of the pairs of some rows, of those with a sign."""
    rows = rows[columns.edge_table("sign")[columns["edge"][rows]] != NO_SIGN]
    start, end = (identity[columns[name][rows]].astype(np.int64) for name in ("start", "end"))
    return np.unique(np.minimum(start, end) * MANY + np.maximum(start, end))


def _keys_of_pairs(evidence: EvidenceColumns, pairs: Array) -> Array:
    """The keys of some pairs, by their numbers: int64, in the order of pairs."""
    first = np.searchsorted(evidence.pair, pairs.astype(evidence.pair.dtype))
    start, end = (ends.astype(np.int64) for ends in evidence.ends(first))
    return np.minimum(start, end) * MANY + np.maximum(start, end)


def _find_pairs(evidence: EvidenceColumns, keys: Array) -> Array:
    """The number of the first pair whose key is not less than each of some keys: np.searchsorted over all pairs.

    All keys together would take a tenth of the memory, and time to gather. By halving, 20 are looked at for each.
    """
    low, high = np.zeros(len(keys), np.int64), np.full(len(keys), evidence.pairs, np.int64)
    while (open_ones := np.flatnonzero(low < high)).size:
        middle = (low[open_ones] + high[open_ones]) // 2
        is_less = _keys_of_pairs(evidence, middle) < keys[open_ones]
        low[open_ones[is_less]] = middle[is_less] + 1
        high[open_ones[~is_less]] = middle[~is_less]
    return low


def _joined(old: EvidenceColumns, touched: Array, new: EvidenceColumns) -> EvidenceColumns:
    """The pairs of the old evidence, but for those that were touched, and the new ones, in the order of their keys."""
    before = _find_pairs(old, _keys_of_pairs(new, np.arange(new.pairs)))  # which pair of the old each new one precedes
    cuts = np.unique(np.concatenate([[0, old.pairs], touched, touched + 1, before]))
    ends = np.append(cuts[1:], old.pairs)
    new_from, new_to = (np.searchsorted(before, cuts, side=side) for side in ("left", "right"))
    pairs = Slices(new_from, new_to, cuts, np.where(np.isin(cuts, touched), cuts, ends))  # what was touched is left out
    places = pairs.within(old.pair, new.pair)
    stretches = places.within(old.stretches.bearer, new.stretches.bearer, step=32)
    ended, wide = places.within(old.ended, new.ended), places.within(old.wide.place, new.wide.place)
    moves = places.moves()
    return EvidenceColumns(
        columns=new.columns,
        rows=places.join(old.rows, new.rows),
        pair=places.shift(old.pair, new.pair, pairs.moves()),
        sign=places.join(old.sign, new.sign),
        plain=np.packbits(places.join(_bits(old), _bits(new))),
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


def _bits(made: EvidenceColumns) -> Array:
    return np.unpackbits(made.plain, count=len(made)).astype(bool)
