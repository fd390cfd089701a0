"""The frustration index against all divisions of small networks, and against what is published."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alliances.balance import optimum as optimum_module
from graph.alliances.balance.edges import Edges, list_all_edges, select_sure_edges
from graph.alliances.balance.frustration import find_frustration
from graph.alliances.balance.optimum import find_optimum
from graph.alliances.balance.question import find_network_balance
from graph.alliances.balance.reduction import Block, Sides, find_blocks
from graph.alliances.network import Network
from tests.graph.alliances.balance.worlds import Pair, brute, network, networks, random_edges

TRIBES = Path(__file__).with_name("highland_tribes.csv")


def tribes() -> Network:
    with TRIBES.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row[end] for row in rows for end in "ab"})
    pairs: list[Pair] = [
        (names.index(row["a"]), names.index(row["b"]), "+" if int(row["sign"]) > 0 else "-", True) for row in rows
    ]
    return network(len(names), pairs)


def test_the_highland_tribes_have_the_published_index_and_triangles() -> None:
    found = find_network_balance(tribes())
    assert (found.least.lower, found.least.upper, found.most.upper) == (7, 7, 7)
    assert (found.census.all, found.census.balanced) == ((68, 68), (59, 59))
    assert len(found.against) == 7


@given(networks())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_index_is_that_of_the_best_of_all_divisions(some: Network) -> None:
    for edges in (select_sure_edges(some), list_all_edges(some)):
        found = find_frustration(edges)
        assert found.proved
        assert found.lower == brute(edges) == edges.frustrated(found.sides).sum()


@given(networks())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_mixed_pair_adds_one_to_the_highest_index_and_nothing_to_the_least(some: Network) -> None:
    plain = list_all_edges(some)
    without = plain.take(~some.mixed[plain.pair])
    assert find_frustration(plain).upper == find_frustration(without).upper + some.mixed.sum()
    # read as whichever sign suits a best division of the sure ones, it goes against nothing
    assert find_frustration(select_sure_edges(some)).upper == brute(select_sure_edges(some))


@given(networks(), st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_one_edge_more_never_lowers_the_index_and_raises_it_by_one_at_most(some: Network, data: st.DataObject) -> None:
    edges = list_all_edges(some)
    if not len(edges):
        return
    left = edges.take(np.arange(len(edges)) != data.draw(st.integers(0, len(edges) - 1)))
    assert find_frustration(edges).upper - find_frustration(left).upper in (0, 1)


@pytest.mark.parametrize("cutting", [True, False], ids=["with cycles", "without"])
@pytest.mark.parametrize("seed", range(10))
def test_the_programs_find_the_best_from_the_worst_start(
    monkeypatch: pytest.MonkeyPatch, seed: int, cutting: bool
) -> None:
    monkeypatch.setattr(optimum_module, "anneal_partition", _all_on_one_side)
    if not cutting:
        monkeypatch.setattr(optimum_module, "_tighten_bound", lambda block, upper, deadline: (0.0, []))
    edges = random_edges(11, 22 + seed, seed)
    found = [find_optimum(block, time.monotonic() + 60) for block in find_blocks(_whole_network(edges))]
    assert all(best.proved for best in found)
    assert sum(best.upper for best in found) == brute(edges)


def test_where_time_is_up_the_bounds_hold_the_index() -> None:
    edges = random_edges(16, 90, 3)
    found = find_frustration(edges, seconds=0.0)
    assert found.lower <= brute(edges) <= found.upper == edges.frustrated(found.sides).sum()
    assert 0 <= found.gap <= 1


def _all_on_one_side(block: Block, deadline: float) -> tuple[Sides, float]:
    sides = np.ones(len(block), np.int8)
    return sides, float(block.costs(sides))


def _whole_network(edges: Edges) -> list[dict[int, float]]:
    """Neighbours by node, nothing taken out."""
    around: list[dict[int, float]] = [{} for _ in range(edges.size)]
    for a, b, sign in zip(edges.a.tolist(), edges.b.tolist(), edges.sign.tolist(), strict=True):
        around[a][b] = around[b][a] = float(sign)
    return around
