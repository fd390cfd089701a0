"""Where to draw everyone: one place for all days, whatever is asked about."""

import numpy as np

from graph.columns.preparing import NO_SIGN
from graph.columns.table import Array, Columns
from graph.layout import positions

PULL = np.array([1.0, 0.5, 0.25])  # friendly, neutral, hostile: friends come to stand nearer than foes


def places(columns: Columns, rows: Array, identity: Array) -> Array:
    """x and y between -1 and 1 for the number of each entity; not a number for those without a pair in these rows.

    A pair pulls by the root of what its statements pull together, so that a hundred reports of one alliance pull ten
    times as much as one.
    """
    signs = columns.edge_table("sign")[columns["edge"][rows]]
    rows, signs = rows[signs != NO_SIGN], signs[signs != NO_SIGN]
    start, end = (identity[columns[name][rows]].astype(np.int64) for name in ("start", "end"))
    size = len(columns.names.entities)
    key = np.minimum(start, end) * size + np.maximum(start, end)
    pairs, pair = np.unique(key[start != end], return_inverse=True)
    weight = np.sqrt(np.bincount(pair, PULL[1 - signs[start != end]], len(pairs)))
    met, ends = np.unique(np.concatenate([pairs // size, pairs % size]), return_inverse=True)
    ids = [columns.names.entities.texts[number] for number in met.tolist()]
    a, b = ends[: len(pairs)].astype(np.int32), ends[len(pairs) :].astype(np.int32)
    found = np.full((size, 2), np.nan)
    found[met] = positions(ids, a, b, weight)
    return found
