"""Positions of all entities in drawings: the same for all days and questions.

Friends attract one another, and foes come to rest some way apart: near enough that a line between them can be
followed, and further apart than friends. All push each other a little, so that nobody covers another.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, next_fast_len, rfft2
from scipy.sparse import coo_array

from graph.columns.preparing import NO_SIGN
from graph.columns.table import Array, Columns

Floats = NDArray[np.float64]

EXACT = 400
GRID = 192
ROUNDS = (40, 300)  # at least and at most
WORK = 60_000_000  # pairs looked at, all rounds together, so that time is bounded
MIDDLE = 0.02
ROOM = 0.3  # how strongly everybody pushes everybody, so that friends do not cover one another
FOES_APART = 1.2  # where foes come to rest if nothing else moves them
DIGITS = 4


def find_positions(
    ids: Sequence[str],
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    pull: Floats,
    push: Floats | None = None,
    seed: int = 1,
) -> Floats:
    """x and y between -1 and 1 for each id.

    Pairs are places in `ids`, each once, with how strongly they attract each other, and how strongly they are held
    apart (by default not at all).

    The same for the same ids and pairs, in whatever order they come: an id begins at a place of its own.
    """
    size = len(ids)
    if not size:
        return np.empty((0, 2))
    order = np.argsort(np.array(ids, dtype=object), kind="stable")
    place = np.empty(size, np.int64)
    place[order] = np.arange(size)
    low, high = np.minimum(place[a], place[b]), np.maximum(place[a], place[b])
    by_ends = np.lexsort((high, low))
    pairs = PulledPairs(
        low[by_ends], high[by_ends], pull[by_ends], (np.zeros(len(a)) if push is None else push)[by_ends]
    )
    found = _move_to_rest(_place_at_random([ids[number] for number in order], seed), pairs)
    return np.asarray(np.round(_fit_frame(found), DIGITS)[place] + 0.0)  # never -0.0


def _place_at_random(ids: Sequence[str], seed: int) -> Floats:
    """A position in the unit disc for each id, from its hash: floats of shape (n, 2)."""
    digests = b"".join(hashlib.blake2b(f"{seed} {id_}".encode(), digest_size=8).digest() for id_ in ids)
    drawn = np.frombuffer(digests, "<u4").reshape(-1, 2) / 2.0**32
    angle, away = drawn[:, 0] * 2 * np.pi, np.sqrt(drawn[:, 1])
    return np.stack([np.cos(angle) * away, np.sin(angle) * away], axis=1)


class PulledPairs(NamedTuple):
    """Each pair once: its two ends, how strongly it attracts, and how strongly it holds apart."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    pull: Floats
    push: Floats


def _move_to_rest(at: Floats, pairs: PulledPairs) -> Floats:
    size = len(at)
    foes = np.flatnonzero(pairs.push > 0)
    ends, push = (pairs.low[foes], pairs.high[foes]), pairs.push[foes]
    half = coo_array((pairs.pull, (pairs.low, pairs.high)), shape=(size, size))
    ties = (half + half.T).tocsr()
    pulled = np.asarray(ties @ np.ones(size))
    pushed = np.bincount(np.concatenate(ends), np.tile(push, 2), size)
    mass = 1.0 + pulled + pushed
    total_mass = mass.sum()  # so that a network of any size comes to lie in the unit disc
    pushes, work = (_find_pushes, size * size) if size <= EXACT else (_find_grid_pushes, GRID * GRID * 4 + size)
    rounds = int(np.clip(WORK // (work + ties.nnz + 2 * len(foes)), *ROUNDS))
    for heat in np.linspace(0.2, 0.002, rounds):
        pull = (ties @ at - pulled[:, None] * at + _hold_apart(at, *ends, push)) / mass[:, None]
        force = pull + ROOM * pushes(at, mass) / total_mass - MIDDLE * at
        length = np.sqrt((force**2).sum(axis=1)) + 1e-12
        at = at + force * (np.minimum(length, heat) / length)[:, None]
    return at


def _hold_apart(at: Floats, low: NDArray[np.int64], high: NDArray[np.int64], push: Floats) -> Floats:
    """The force on each node that takes foes to FOES_APART: away while they are nearer, back when they are further."""
    apart = at[low] - at[high]
    length = np.sqrt((apart**2).sum(axis=1)) + 1e-6
    force = apart * (push * (FOES_APART / length - 1.0))[:, None]
    return np.stack([np.bincount(low, side, len(at)) - np.bincount(high, side, len(at)) for side in force.T], axis=1)


def _find_pushes(at: Floats, mass: Floats) -> Floats:
    """The repulsion of each node by all others: mass divided by distance, floats of shape (n, 2)."""
    apart = at[:, None, :] - at[None, :, :]
    square = (apart**2).sum(axis=2) + 1e-6
    return np.asarray((apart * (mass / square)[:, :, None]).sum(axis=1))


def _find_grid_pushes(at: Floats, mass: Floats) -> Floats:
    low = at.min(axis=0)
    side = float((at.max(axis=0) - low).max()) / (GRID - 2) + 1e-12
    scaled = (at - low) / side
    cell = np.floor(scaled).astype(np.int64)
    part = scaled - cell
    corners = [(i, j) for i in (0, 1) for j in (0, 1)]
    places = [(cell[:, 0] + i) * GRID + cell[:, 1] + j for i, j in corners]
    shares = [np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1]) for i, j in corners]
    spread = np.zeros(GRID * GRID)
    for place, share in zip(places, shares, strict=True):
        spread += np.bincount(place, share * mass, GRID * GRID)
    fields = _convolve_grid(spread.reshape(GRID, GRID))
    found = [sum(field.ravel()[place] * share for place, share in zip(places, shares, strict=True)) for field in fields]
    return np.stack(found, axis=1) / side


def _convolve_grid(spread: Floats) -> list[Floats]:
    """The total_mass of what lies on a grid at each of its points, along both axes, in units of its cells."""
    size, kernels = _make_kernels()
    known = rfft2(spread, (size, size))
    return [irfft2(known * kernel, (size, size))[:GRID, :GRID] for kernel in kernels]


@cache
def _make_kernels() -> tuple[int, list[NDArray[np.complex128]]]:
    """The push of one cell on others along both axes, as the transform of a grid so large that no push wraps around."""
    size = next_fast_len(2 * GRID - 1)
    steps = np.arange(size)
    steps = np.where(steps < GRID, steps, steps - size).astype(float)
    across, along = np.meshgrid(steps, steps, indexing="ij")
    square = across**2 + along**2 + 1.0
    return size, [rfft2(axis / square) for axis in (across, along)]


def _fit_frame(at: Floats) -> Floats:
    """Positions centred and scaled to reach from -1 to 1 along the longer side."""
    low, high = at.min(axis=0), at.max(axis=0)
    half = float((high - low).max()) / 2
    return np.asarray((at - (low + high) / 2) / half if half > 1e-9 else np.zeros_like(at))


PULL = np.array([1.0, 0.5, 0.0])  # of a statement that is friendly, neutral, hostile
PUSH = np.array([0.0, 0.0, 1.0])


def find_places(columns: Columns, rows: Array, identity: Array) -> Array:
    """x and y between -1 and 1 for the number of each entity; not a number for those without a pair in these rows.

    A pair pulls by the root of what its statements pull together, so that a hundred reports of one alliance pull ten
    times as much as one; foes push likewise.
    """
    signs = columns.tabulate_edges("sign")[columns["edge"][rows]]
    rows, signs = rows[signs != NO_SIGN], signs[signs != NO_SIGN]
    start, end = (identity[columns[name][rows]].astype(np.int64) for name in ("start", "end"))
    size = len(columns.names.entities)
    key = np.minimum(start, end) * size + np.maximum(start, end)
    pairs, pair = np.unique(key[start != end], return_inverse=True)
    pull, push = (np.sqrt(np.bincount(pair, by[1 - signs[start != end]], len(pairs))) for by in (PULL, PUSH))
    met, ends = np.unique(np.concatenate([pairs // size, pairs % size]), return_inverse=True)
    ids = [columns.names.entities.texts[number] for number in met.tolist()]
    a, b = ends[: len(pairs)].astype(np.int32), ends[len(pairs) :].astype(np.int32)
    found = np.full((size, 2), np.nan)
    found[met] = find_positions(ids, a, b, pull, push)
    return found
