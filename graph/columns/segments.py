"""Sums and least values over segments of arrays. `offsets` has the start of each segment, and the end of the last.

Most segments have one value, so these handle the others separately: much faster than np.ufunc.reduceat over all.
"""

import numpy as np

from graph.columns.table import Array


def find_offsets(numbers: Array) -> Array:
    """Where each run of equal numbers begins, and the end of the last one."""
    if not len(numbers):
        return np.zeros(1, np.int64)
    return np.concatenate([[0], np.flatnonzero(numbers[1:] != numbers[:-1]) + 1, [len(numbers)]])


def spread_values(values: Array, offsets: Array) -> Array:
    """The value of each segment at each of its indexes."""
    return np.repeat(values, np.diff(offsets))


def find_least(values: Array, offsets: Array) -> Array:
    """The least value of each segment; segments are never empty."""
    found = values[offsets[:-1]]
    many = np.flatnonzero(np.diff(offsets) > 1)
    if len(many):
        ends = np.c_[offsets[many], offsets[many + 1]].ravel()
        if ends[-1] == len(values):
            ends = ends[:-1]
        found[many] = np.minimum.reduceat(values, ends)[::2]
    return found


def count_true(which: Array, offsets: Array) -> Array:
    """The number of true values in each segment: int32."""
    so_far = np.zeros(len(which) + 1, np.int32)
    np.cumsum(which, out=so_far[1:])
    return np.asarray(np.diff(so_far[offsets]))


def list_ranges(starts: Array, sizes: Array) -> Array:
    """The numbers from each start on, as many as its size says, one range after another."""
    ends = np.cumsum(sizes)
    within: Array = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes, sizes)
    return np.asarray(within + np.repeat(starts, sizes))


def find_true(which: Array) -> Array:
    """The indexes of true values, as np.flatnonzero; faster if few are true: it skips eight false values at once."""
    full = len(which) // 8 * 8
    words = which[:full].view(np.uint64)
    met = np.flatnonzero(words != 0)
    at = np.flatnonzero(words[met].view(np.bool_))
    return np.asarray(np.concatenate([met[at >> 3] * 8 + (at & 7), np.flatnonzero(which[full:]) + full]))
