"""How often the frustration index is proved optimal: a share of networks, each with the same time."""

import statistics
import time
from collections.abc import Iterator, Sequence

from graph.alliances.balance.edges import Edges
from graph.alliances.balance.frustration import SECONDS, find_frustration
from tests.bench.measure import Result
from tests.graph.alliances.balance.worlds import random_edges

PAIRS = 500
SIZES = (50, 100, 200, 300, 330, 400)  # actors: the fewer, the denser, and the harder
HOSTILE = (0.5, 0.2)  # a half is the hardest


def random_networks(seeds: int, seconds: float = SECONDS) -> Iterator[Result]:
    """Networks of 500 pairs drawn evenly among so many actors (Erdos and Renyi), a share of them hostile."""
    for hostile in HOSTILE:
        for size in SIZES:
            networks = [random_edges(size, PAIRS, seed, hostile) for seed in range(seeds)]
            yield proved(f"{PAIRS} random pairs, {hostile:.0%} hostile, of {size} actors", networks, seconds)


def proved(what: str, networks: Sequence[Edges], seconds: float = SECONDS) -> Result:
    """The share of some networks, one a year for example, whose index is proved; `edges.all_edges` makes them."""
    found, taken = [], []
    for edges in networks:
        start = time.perf_counter()
        found.append(find_frustration(edges, seconds))
        taken.append(time.perf_counter() - start)
    share = sum(one.proved for one in found) / len(found)
    return Result(
        what=f"index proved in {seconds:g} s: {what}",
        engine="",
        value=100 * share,
        unit=f"% of {len(found)}",
        details={
            "bounds": [(one.lower, one.upper) for one in found],
            "mean gap": statistics.fmean(one.gap for one in found),
            "median seconds": statistics.median(taken),
        },
    )
