"""Invented networks of signed statements as columns, the same for the same size and seed: S, L and XL."""

from datetime import date

import numpy as np

from graph.columns.table import (
    DENIES,
    FACT,
    FIELDS,
    OBSERVED,
    VALID,
    Array,
    Columns,
    Dictionaries,
    NumberedTexts,
    narrow_numbers,
)
from graph.dates.windows import MAX, MIN
from graph.model.statement import OPEN

SIZES = {"quick": (60, 400), "S": (10_000, 100_000), "L": (100_000, 1_000_000), "XL": (1_000_000, 10_000_000)}
FIRST, DAYS = date(1985, 1, 1).toordinal(), 36 * 365
EDGES = (
    ("allied_with ALLIED_WITH", 28), ("supports SUPPORTS", 23), ("fights FIGHTS", 28), ("hostile_to HOSTILE_TO", 14),
    ("ceasefire_with CEASEFIRE_WITH", 7),
)  # fmt: skip


def signed(nodes: int, edges: int, seed: int = 1, ended: bool = False) -> Columns:
    """So many statements on so many actors, hubs among them: a tenth of all actors have most of the ends.

    A quarter were only seen, a quarter go on, half have ended, or all of them; one in twenty denies.
    """
    chance = np.random.default_rng(seed)
    start, end = _ends(chance, nodes, edges), _ends(chance, nodes, edges)
    start, end = start[start != end], end[start != end]
    number = len(start)
    kind = chance.random(number) / 2 + 0.5 if ended else chance.random(number)
    begin = (FIRST + chance.integers(0, DAYS - 400, number)).astype(np.int32)
    stop = (begin + chance.integers(1, 400, number)).astype(np.int32)
    known = (stop + chance.integers(0, 30, number)).astype(np.int32)
    seen, goes_on = kind < 0.25, (kind >= 0.25) & (kind < 0.5)
    flags = np.where(seen, OBSERVED, VALID) | np.where(chance.random(number) < 0.05, DENIES, FACT)
    names = Dictionaries(
        entities=NumberedTexts(f"actor-{n}" for n in range(nodes)), edges=NumberedTexts(name for name, _ in EDGES)
    )
    speakers, sources = max(2, nodes // 50), max(2, nodes // 100)
    names = Dictionaries(
        entities=names.entities,
        edges=names.edges,
        speakers=NumberedTexts(f"actor-{n}" for n in range(speakers)),
        sources=NumberedTexts(f"report-{n}" for n in range(sources)),
    )
    weights = np.array([often for _, often in EDGES], float)
    arrays = {
        "earliest_start": np.where(seen, np.int32(MIN.toordinal()), begin),
        "latest_start": np.where(seen, stop, begin),
        "earliest_end": np.where(seen, begin, np.where(goes_on, known, stop)),
        "latest_end": np.where(seen | goes_on, np.int32(MAX.toordinal()), stop),
        "known_earliest": known,
        "known_latest": known.copy(),
        "start": start,
        "end": end,
        "said_by": narrow_numbers(chance.integers(0, speakers, number), speakers),
        "source": narrow_numbers(chance.integers(0, sources, number), sources),
        "edge": narrow_numbers(chance.choice(len(EDGES), number, p=weights / weights.sum()), len(EDGES)),
        "flags": flags.astype(FIELDS["flags"]),
        "closed": np.full(number, OPEN, np.int32),
        "id": np.sort(np.frombuffer(chance.bytes(number * 10), "S10")).view(FIELDS["id"]),
    }
    return Columns(version=1, arrays=arrays, versions=(1,), starts=(0, number), names=names)


def facts(columns: Columns) -> Array:
    """The rows that assert what was so."""
    return np.flatnonzero((columns["flags"] & FACT) != 0)


def _ends(chance: np.random.Generator, nodes: int, edges: int) -> Array:
    return (nodes * chance.random(edges) ** 3).astype(np.int32)
