"""whoholds and its peers, each with the same statements, asked for the pairs of a day and for PageRank of some days.

`pairs` and `ranks` return what each has; `read_pairs`, and `read_ranks` for all, make it comparable afterwards.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

import networkx as nx
import numpy as np
import pyarrow as pa

from graph.alliances.measures import DAMPING, ERROR, choose_ties, find_pagerank
from graph.alliances.network import NetworkDay, find_day
from graph.columns.table import Array, Columns
from tests.bench import spans
from tests.bench.everyone import ready, whole
from tests.bench.spans import FRIENDLY, HOSTILE, OF_SIGN, Spans

LAST_STEP = ERROR * (1 - DAMPING)  # what one step may change at most when a power method ends, for the same error
MOST_STEPS = 1_000
STEPS = 85  # after which a power method has that error
NAMES = {1: "friendly", -1: "hostile", 0: "neutral"}
Ranks = tuple[Iterable[Any], Sequence[float] | Array]  # actors, and the rank of each


class Asker(Protocol):
    """Whoever is asked. Days are ordinals, and `ranks` is about all days from one to another."""

    def pairs(self, on: int) -> Any: ...
    def read_pairs(self, found: Any) -> Array: ...
    def ranks(self, a: int, b: int) -> Ranks: ...


def read_ranks(found: Ranks, actors: int) -> Array:
    """Ranks by the numbers of actors, which sum to 1; 0 for those that are in no pair."""
    ids, values = found
    ranks = np.zeros(actors)
    ranks[[int(str(one).removeprefix("actor-")) for one in ids]] = values
    return ranks / ranks.sum()


class Whoholds:
    def __init__(self, columns: Columns) -> None:
        self.evidence = ready(columns)

    def pairs(self, on: int) -> NetworkDay:
        return whole(self.evidence, on)

    def read_pairs(self, found: NetworkDay) -> Array:
        one, other = (ends.astype(np.int64) for ends in self.evidence.find_ends(found.places[found.offsets[:-1]]))
        return spans.coded(one, other, (found.friendly > 0) * FRIENDLY | (found.hostile > 0) * HOSTILE)

    def ranks(self, a: int, b: int) -> Ranks:
        network = find_day(self.evidence, a, b).network
        return network.nodes, find_pagerank(choose_ties(network))


class Numpy:
    """What anybody would write: a filter, and the distinct pairs of what it lets through."""

    def __init__(self, told: Spans) -> None:
        self.told, self.actors = told, int(max(told.start.max(), told.end.max())) + 1

    def pairs(self, on: int) -> Array:
        return spans.pairs(self.told, on)

    def read_pairs(self, found: Array) -> Array:
        return found

    def ranks(self, a: int, b: int) -> Ranks:
        return range(self.actors), spans.ranks(self.told, a, b, self.actors)


class Networkx:
    """A multigraph, walked through: networkx has no notion of time."""

    def __init__(self, told: Spans) -> None:
        self.graph = nx.MultiGraph()
        days = (
            {"first": first, "last": last, "sign": sign} for first, last, sign in zip(*_lists(told[2:]), strict=True)
        )
        self.graph.add_edges_from(zip(*_lists(told[:2]), days, strict=True))

    def pairs(self, on: int) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for one, other, told in self.graph.edges(data=True):
            if told["first"] <= on <= told["last"]:
                pair = (one, other) if one < other else (other, one)
                found[pair] = found.get(pair, 0) | (0, FRIENDLY, HOSTILE)[told["sign"]]
        return found

    def read_pairs(self, found: dict[tuple[int, int], int]) -> Array:
        ends = np.array(list(found), np.int64).reshape(-1, 2)
        return spans.coded(ends[:, 0], ends[:, 1], np.array(list(found.values()), np.int64))

    def ranks(self, a: int, b: int) -> Ranks:
        edges = self.graph.edges(data=True)
        graph = nx.Graph((x, y) for x, y, told in edges if told["first"] <= b and a <= told["last"])
        found = nx.pagerank(graph, tol=LAST_STEP / graph.number_of_nodes(), max_iter=MOST_STEPS)
        return found.keys(), list(found.values())


class Raphtory:
    """Its persistent graph: an edge is there from when it is added to when it is deleted. A layer for each sign.

    PageRank follows directions, so edges go both ways in a second graph. Each network is made a graph of its own first:
    its documentation advises that for what is asked more than once, and here it is many times faster than a view.
    """

    def __init__(self, told: Spans) -> None:
        self.told = told
        layers = [NAMES[sign] for sign in told.sign.tolist()]
        low, high = np.minimum(told.start, told.end), np.maximum(told.start, told.end)
        self.graph = self._graph(low, high, told.first, told.last, layers)

    def pairs(self, on: int) -> dict[str, list[tuple[int, int]]]:
        there = self.graph.at(on)
        return {name: there.layer(name).edges.id.collect() for name in NAMES.values()}

    def read_pairs(self, found: dict[str, list[tuple[int, int]]]) -> Array:
        ends = np.array([ends for some in found.values() for ends in some], np.int64).reshape(-1, 2)
        signs = np.repeat([OF_SIGN[sign] for sign in NAMES], [len(found[name]) for name in NAMES.values()])
        return spans.coded(ends[:, 0], ends[:, 1], signs)

    def ranks(self, a: int, b: int) -> Ranks:
        from raphtory import algorithms

        graph = self._both_ways.window(a, b + 1).materialize()
        # by its `max_diff` alone it would stop while all ranks together are a thousandth off or more
        found = algorithms.pagerank(graph, iter_count=STEPS, max_diff=1e-15, use_l2_norm=False)
        return found.nodes().id.collect(), [row["pagerank_score"] for row in found.values()]

    @cached_property
    def _both_ways(self) -> Any:
        told = self.told
        one, other = np.r_[told.start, told.end], np.r_[told.end, told.start]
        return self._graph(one, other, np.tile(told.first, 2), np.tile(told.last, 2))

    def _graph(self, one: Array, other: Array, first: Array, last: Array, layers: list[str] | None = None) -> Any:
        from raphtory import PersistentGraph

        graph = PersistentGraph()
        columns = {"one": one, "other": other, "first": first, "after": last + 1}
        layer = None if layers is None else "layer"
        table = pa.table(columns if layers is None else {**columns, "layer": layers})
        with _no_progress():
            graph.load_edges(table, time="first", src="one", dst="other", layer_col=layer)
            graph.load_edge_deletions(table, time="after", src="one", dst="other", layer_col=layer)
        return graph


@contextmanager
def _no_progress() -> Iterator[None]:
    """Raphtory draws bars on stderr, past Python."""
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _lists(arrays: Iterable[Array]) -> list[list[int]]:
    return [array.tolist() for array in arrays]
