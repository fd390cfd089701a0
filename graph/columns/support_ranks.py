"""Why each piece of evidence bears a row: graph.evidence.support.find_support, for many at once."""

import numpy as np

from graph.columns.evidence import FIRST, LAST, EvidenceColumns, RowBounds, bound_rows
from graph.columns.segments import find_least, spread_values
from graph.columns.table import Array
from graph.dates.validity import is_certain, is_possible
from graph.evidence.support import RANKS

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
    kill = evidence.kills(places)
    found = find_kind_alone(days, kill, days.last + evidence.stale(places, max_gap_days), a, b)
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
