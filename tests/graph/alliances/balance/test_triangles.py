"""Triangles by kind, against all threes of nodes."""

from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.alliances.balance import edges as module
from graph.alliances.balance.edges import KINDS, count_triangles, list_triangles
from graph.alliances.network import Network
from tests.graph.alliances.balance.worlds import network, networks, random_edges


@given(networks())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_threes_are_counted_by_every_kind_that_they_may_be(some: Network) -> None:
    signs = {
        (a, b): {sign for sign, number in ((0, f), (1, h)) if number}
        for a, b, f, h in zip(*(part.tolist() for part in (some.a, some.b, some.friendly, some.hostile)), strict=True)
    }
    sure = {pair for pair, certain in zip(signs, some.certain, strict=True) if certain and len(signs[pair]) == 1}
    least, most = dict.fromkeys(range(4), 0), dict.fromkeys(range(4), 0)
    balanced, every = [0, 0], [0, 0]
    for three in combinations(range(len(some.nodes)), 3):
        sides = list(combinations(three, 2))
        kinds = {sum(read) for read in product(*(signs.get(side, set()) for side in sides))}
        certain = all(side in sure for side in sides)
        for kind in kinds:
            most[kind] += 1
            least[kind] += certain
        balanced[1] += bool(kinds & {0, 2})
        balanced[0] += bool(kinds & {0, 2}) and certain
        every[1] += bool(kinds)
        every[0] += bool(kinds) and certain
    found = count_triangles(some)
    assert found.kinds == {name: (least[kind], most[kind]) for kind, name in enumerate(KINDS)}
    assert (found.balanced, found.all) == (tuple(balanced), tuple(every))


@pytest.mark.parametrize("chunk", [1, 50, 1 << 20])
@pytest.mark.parametrize("seed", range(3))
def test_triangles_are_those_of_networkx(monkeypatch: pytest.MonkeyPatch, seed: int, chunk: int) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    edges = random_edges(60, 500, seed)
    graph = nx.Graph(zip(edges.a.tolist(), edges.b.tolist(), strict=True))
    found = np.concatenate(list(list_triangles(edges.a, edges.b, edges.size)))
    assert len(found) == sum(nx.triangles(graph).values()) // 3
    assert len(np.unique(np.sort(found, axis=1), axis=0)) == len(found)
    ends = np.stack([edges.a, edges.b], axis=1)[found].reshape(len(found), 6)
    assert all(len(set(three)) == 3 for three in ends.tolist())


def test_a_mixed_pair_makes_a_three_of_two_kinds() -> None:
    found = count_triangles(network(3, [(0, 1, "+", True), (1, 2, "+", True), (0, 2, "+-", True)]))
    assert found.kinds == {"+++": (0, 1), "++-": (0, 1), "+--": (0, 0), "---": (0, 0)}
    assert (found.all, found.balanced, found.unbalanced) == ((0, 1), (0, 1), (0, 1))


def test_a_neutral_pair_is_no_side() -> None:
    assert count_triangles(network(3, [(0, 1, "+", True), (1, 2, "+", True), (0, 2, "0", True)])).all == (0, 0)
