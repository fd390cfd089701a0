"""What peers are asked, and the right answers by plain numpy: the pairs on some days, and their PageRank."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array

from graph.alliances.measures import DAMPING
from graph.columns.table import Array, Columns
from tests.bench.whole import facts

STEPS = 250  # of the power method, after which nothing changes
FRIENDLY, HOSTILE = 1, 2
OF_SIGN = np.array([0, FRIENDLY, HOSTILE])  # by the signs 0, 1 and -1


class Spans(NamedTuple):
    """A row for each statement that asserts something: who, to whom, from which day to which (ordinals), 1, -1 or 0."""

    start: Array
    end: Array
    first: Array
    last: Array
    sign: Array


def spans(columns: Columns) -> Spans:
    """Of statements that have ended: what they allow on a day is what is so, and there is nothing to weigh up."""
    rows = facts(columns)
    sign = columns.tabulate_edges("sign")[columns["edge"][rows]]
    taken = (columns[name][rows] for name in ("start", "end", "earliest_start", "latest_end"))
    return Spans(*(array.astype(np.int64) for array in (*taken, sign)))


def merged(told: Spans) -> Spans:
    """A row for each stretch of days on which a pair has a sign without a break: statements are no more told apart."""
    low, high = np.minimum(told.start, told.end), np.maximum(told.start, told.end)
    order = np.lexsort((told.first, told.sign, high, low))
    low, high, first, last, sign = (array[order] for array in (low, high, *told[2:]))
    other = np.append(True, (np.diff(low) != 0) | (np.diff(high) != 0) | (np.diff(sign) != 0))
    later = np.cumsum(other) << 24  # the days of each pair are moved behind all those of the one before
    until = np.maximum.accumulate(last + later) - later
    begins = np.flatnonzero(other | np.append(True, first[1:] > until[:-1] + 1))
    ends = np.append(begins[1:], len(first)) - 1
    return Spans(low[begins], high[begins], first[begins], until[ends], sign[begins])


def on(told: Spans, a: int, b: int) -> Spans:
    """The rows of some day in [a, b]."""
    there = np.flatnonzero((told.first <= b) & (a <= told.last))
    return Spans(*(array[there] for array in told))


def pairs(told: Spans, day: int) -> Array:
    """The pairs of a day, each with the signs of its statements: see `coded`."""
    there = on(told, day, day)
    return coded(there.start, there.end, OF_SIGN[there.sign])


def coded(one: Array, other: Array, signs: Array) -> Array:
    """One number a pair, in order: its ends, and whether it is FRIENDLY, HOSTILE, both or neither."""
    pair, at = np.unique(np.minimum(one, other) << 31 | np.maximum(one, other), return_inverse=True)
    friendly, hostile = (np.bincount(at, signs & sign, len(pair)) > 0 for sign in (FRIENDLY, HOSTILE))
    return np.asarray(pair << 2 | friendly | hostile * HOSTILE)


def ranks(told: Spans, a: int, b: int, actors: int) -> Array:
    """PageRank of all actors in a pair on some day in [a, b]; 0 for others."""
    there = on(told, a, b)
    pair = np.unique(np.minimum(there.start, there.end) << 31 | np.maximum(there.start, there.end))
    low, high = pair >> 31, pair & (1 << 31) - 1
    ends = np.concatenate([low, high]), np.concatenate([high, low])
    degree = np.bincount(ends[0], minlength=actors)
    members = degree > 0
    matrix = coo_array((np.ones(len(ends[0])), ends), shape=(actors, actors)).tocsr()
    found = members / members.sum()
    for _ in range(STEPS):
        found = DAMPING * (matrix @ (found / np.maximum(degree, 1))) + (1 - DAMPING) / members.sum() * members
    return np.asarray(found)
