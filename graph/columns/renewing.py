"""Evidence brought up to date: only the pairs that something changed for are worked out anew."""

import numpy as np

from graph.columns.evidence import NOTHING_SETTLED, EvidenceColumns, ResolvedRows, Stretches, WideEvidence
from graph.columns.preparing import NO_SIGN, evidence
from graph.columns.segments import offsets_of
from graph.columns.table import DAYS, FACT, Array, Columns

MANY = 1 << 31  # more than there are entities


def renewed(
    old: EvidenceColumns, columns: Columns, identity: Array, settled: ResolvedRows = NOTHING_SETTLED
) -> EvidenceColumns:
    """The evidence of all open facts of later columns, as `Whole.facts` makes it of all of them.

    Whoever stood for somebody in the old evidence must still do so.
    """
    changed = _changed(old, columns, settled)
    keys = _keys(columns, changed, identity)
    first = offsets_of(old.pair)[:-1]
    start, end = (ends.astype(np.int64) for ends in old.ends(first))
    had = np.minimum(start, end) * MANY + np.maximum(start, end)
    at = np.searchsorted(had, keys)
    at = at[at < len(had)]
    touched = np.zeros(old.pairs, bool)
    touched[at[np.isin(had[at], keys)]] = True
    rows = np.union1d(old.rows[touched[old.pair]], changed).astype(np.int64)
    kept = ((columns["flags"][rows] & FACT) != 0) & (columns["closed"][rows] > columns.version)
    kept &= ~np.isin(rows, settled.out)
    new = evidence(columns, rows[kept], identity, settled)
    return _joined(old, ~touched, had, new)


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


def _joined(old: EvidenceColumns, stays: Array, had: Array, new: EvidenceColumns) -> EvidenceColumns:
    """The pairs of one that stay, and those of the other, in the order of their keys (`had` those of the old one)."""
    kept = stays[old.pair]
    first = offsets_of(new.pair)
    start, end = (ends.astype(np.int64) for ends in new.ends(first[:-1]))
    came = np.minimum(start, end) * MANY + np.maximum(start, end)
    pairs_before = np.searchsorted(had[stays], came)  # how many pairs that stay stand before each that came
    sizes = np.diff(first)
    begins = np.append(offsets_of(old.pair[kept])[:-1], kept.sum())
    places_before = begins[pairs_before]
    moved_pair = _after_insertions(int(stays.sum()), pairs_before, np.ones(len(came), np.int64))
    moved_place = _after_insertions(int(kept.sum()), places_before, sizes)
    new_pair = pairs_before + np.arange(len(came))
    new_place = np.arange(len(new)) + np.repeat(places_before, sizes)
    pair_of = np.full(old.pairs, -1, np.int64)
    pair_of[stays] = moved_pair
    place_of = np.full(len(old), -1, np.int64)
    place_of[kept] = moved_place

    def together(mine: Array, theirs: Array) -> Array:
        found = np.empty(len(moved_place) + len(new_place), mine.dtype)
        found[moved_place], found[new_place] = mine, theirs
        return found

    def by_place(mine: Array, theirs: Array, *columns: tuple[Array, Array]) -> list[Array]:
        """Columns with a place each, of those that stay and of the others, in the order of places."""
        mine, theirs = place_of[mine], new_place[theirs]
        stay = np.flatnonzero(mine >= 0)
        at = np.searchsorted(mine[stay], theirs)
        found = [np.insert(mine[stay], at, theirs)]
        return found + [np.insert(one[stay], at, other) for one, other in columns]

    ended, until = by_place(old.ended, new.ended, (old.until, new.until))
    place, begin, over, rank = by_place(
        old.stretches.place,
        new.stretches.place,
        (old.stretches.start, new.stretches.start),
        (old.stretches.end, new.stretches.end),
        (old.stretches.bearer & 31, new.stretches.bearer & 31),
    )
    wide = by_place(old.wide.place, new.wide.place, *zip(old.wide[:2], new.wide[:2], strict=True))
    return EvidenceColumns(
        columns=new.columns,
        rows=together(old.rows[kept], new.rows),
        pair=together(pair_of[old.pair[kept]].astype(np.int32), new_pair[new.pair].astype(np.int32)),
        sign=together(old.sign[kept], new.sign),
        plain=np.packbits(together(_bits(old)[kept], _bits(new))),
        ended=ended.astype(np.int32),
        until=until,
        pairs=len(moved_pair) + len(new_pair),
        identity=new.identity,
        settled=new.settled,
        stretches=Stretches(begin, over, (place * 32 + rank).astype(np.int32)),
        wide=WideEvidence(wide[1], wide[2], wide[0].astype(np.int32)),
    )


def _bits(made: EvidenceColumns) -> Array:
    return np.unpackbits(made.plain, count=len(made)).astype(bool)


def _after_insertions(number: int, before: Array, sizes: Array) -> Array:
    """Where each of some things stands once others are put before them: `sizes` of them before the one at `before`."""
    return np.arange(number) + np.cumsum(np.bincount(before, sizes, minlength=number + 1))[:number].astype(np.int64)
