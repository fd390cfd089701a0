"""The network on each day of a period at once: each pair in pieces of days on which its evidence stays the same."""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np

from graph.columns.day import Day
from graph.columns.evidence import Evidence, Stretches
from graph.columns.segments import offsets_of, ranges
from graph.columns.table import Array

SPAN = 1 << 24  # more than there are days


@dataclass(frozen=True, kw_only=True)
class Pieces(Day):
    """Rows as those of a day, but a pair has one for each piece: it is the pair's row on every day of the piece.

    `start` and `end` are the first and the last day (ordinals) of each; those of a pair stand in order, and never
    share a day. So whatever is asked of the rows of a day can be asked of pieces, but for `gap`, which is another on
    each day.
    """

    start: Array
    end: Array

    def taken(self, chosen: Array) -> Self:
        """Only some of the pieces, by their positions here."""
        return self.cut(chosen, self.start[chosen], self.end[chosen])

    def cut(self, chosen: Array, start: Array, end: Array) -> Self:
        """Some of the pieces, by positions, which may repeat, on some of their days only."""
        return replace(super().taken(chosen), start=start, end=end)


class Spells(NamedTuple):
    """Days on which what a pair's row says stays the same: the position of a piece that has it, first and last day."""

    piece: Array
    start: Array
    end: Array


def pieces(evidence: Evidence, a: int, b: int, stretches: Stretches | None = None) -> Pieces:
    """The pieces of all pairs from day a to day b, cut to these; `stretches` are those of another `max_gap_days`."""
    found = stretches or evidence.stretches
    met = np.flatnonzero((found.start <= b) & (a <= found.end))
    bearer = found.bearer[met]
    place = bearer >> 5
    base = evidence.pair[place].astype(np.int64) * SPAN
    begin = base + np.maximum(found.start[met], a)
    over = base + np.minimum(found.end[met], b) + 1
    turns = np.unique(np.concatenate([begin, over]))
    first = np.searchsorted(turns, begin)
    sizes = np.searchsorted(turns, over) - first
    turn = ranges(first, sizes)
    order = np.argsort(turn, kind="stable")  # by piece, and within one by place, as stretches are
    turn, bearer = turn[order], np.repeat(bearer, sizes)[order]
    offsets = offsets_of(turn)
    at = turn[offsets[:-1]]
    following = np.append(turns[1:], 0)[at]  # a piece ends before the next turn of its pair: its last has none
    return Pieces(
        evidence=evidence, a=a, b=b, pairs=turns[at] // SPAN, offsets=offsets, places=bearer >> 5,
        rank=(bearer & 31).astype(np.int8), start=turns[at] % SPAN, end=following % SPAN - 1,
    )  # fmt: skip


def firsts(rows: Pieces) -> Pieces:
    """The first piece of each pair: who is in a pair at all."""
    return rows.taken(offsets_of(rows.pairs)[:-1])


def spells(rows: Pieces, known: Array) -> Spells:
    """Pieces that follow one another and say the same become one; `known` is for each whether it was surely public."""
    size, network = len(rows), rows.network
    goes_on = np.zeros(size, bool)
    goes_on[1:] = (rows.pairs[1:] == rows.pairs[:-1]) & (rows.start[1:] == rows.end[:-1] + 1)
    for said in (network.sign, network.mixed, rows.support, known):
        goes_on[1:] &= said[1:] == said[:-1]
    begins = np.flatnonzero(~goes_on)
    return Spells(begins, rows.start[begins], rows.end[np.append(begins[1:], size)[: len(begins)] - 1])
