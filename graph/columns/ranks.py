"""The rank of evidence in one small number: its sign and its kind, so that the least of a pair gives its support.

Signed evidence comes before neutral, then the better kind: 2 * kind, and 1 more where it is friendly; neutral evidence
has 16 more instead. A kind is a place in graph.support.RANKS.
"""

import numpy as np

from graph.columns.table import Array

NEUTRAL = 16


def ranks(kind: Array, sign: Array) -> Array:
    """Ranks from kinds and signs."""
    return np.where(sign == 0, kind * 2 + NEUTRAL, kind * 2 + (sign > 0)).astype(np.int8)


def kind_of(rank: Array) -> Array:
    return (rank >> 1) & 7


def is_friendly(rank: Array) -> Array:
    return np.asarray((rank & 1) != 0)


def is_neutral(rank: Array) -> Array:
    return rank >= NEUTRAL


def without_side(rank: Array) -> Array:
    """The rank without telling friendly from hostile."""
    return rank | 1
