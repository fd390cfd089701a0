"""What makes the index quick to find: nodes taken out, blocks solved apart. Neither changes it."""

import numpy as np
from hypothesis import given, settings

from graph.alliances.balance.edges import Edges, list_all_edges
from graph.alliances.balance.frustration import find_frustration
from graph.alliances.balance.reduction import find_blocks, join_sides, reduce_edges
from graph.alliances.network import Network
from tests.graph.alliances.balance.worlds import all_costs, brute, networks, random_edges


@given(networks())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_nodes_of_up_to_three_others_are_taken_out_at_an_exact_cost(some: Network) -> None:
    edges = list_all_edges(some)
    kernel = reduce_edges(edges)
    left = [node for node, others in enumerate(kernel.around) if others]
    assert all(len(kernel.around[node]) > 3 for node in left)
    best = np.inf
    for number in range(1 << len(left)):
        sides = np.ones(edges.size, np.int8)
        sides[left] = [1 - 2 * (number >> place & 1) for place in range(len(left))]
        weights = [(w, a, b) for a, others in enumerate(kernel.around) for b, w in others.items() if a < b]
        cost = kernel.cost + sum((abs(w) - w * sides[a] * sides[b]) / 2 for w, a, b in weights)
        kernel.fill_sides(sides)
        assert edges.frustrated(sides).sum() == cost
        best = min(best, cost)
    assert best == brute(edges)


@given(networks(marks="+-"))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_index_is_the_sum_over_blocks(some: Network) -> None:
    edges = list_all_edges(some)
    around: list[dict[int, float]] = [{} for _ in range(edges.size)]
    for a, b, sign in zip(edges.a.tolist(), edges.b.tolist(), edges.sign.tolist(), strict=True):
        around[a][b] = around[b][a] = float(sign)
    sides, total = np.zeros(edges.size, np.int8), 0
    for block in find_blocks(around):
        costs = all_costs(_edges_of(len(block), block.a, block.b, block.weight))
        total += int(costs.min())
        best = 1 - 2 * ((int(costs.argmin()) >> np.arange(len(block))) & 1)
        join_sides(sides, block, best.astype(np.int8))
    assert total == brute(edges)
    assert (total == edges.frustrated(sides).sum()) or not len(edges)


def test_a_long_chain_of_rings_is_solved_at_once() -> None:
    """2,000 triangles in a row, each with one hostile pair: as many blocks, and one edge too many in each."""
    rings, number = np.arange(2_000), 2_000
    a = np.concatenate([2 * rings, 2 * rings + 1, 2 * rings])
    b = np.concatenate([2 * rings + 1, 2 * rings + 2, 2 * rings + 2])
    edges = _edges_of(2 * number + 1, a, b, np.repeat([1, 1, -1], number))
    assert find_frustration(edges, seconds=0.0).lower == number


def test_a_sparse_network_of_500_pairs_is_proved() -> None:
    found = find_frustration(random_edges(450, 500, 1), seconds=240.0)
    assert found.proved


def _edges_of(size: int, a: np.ndarray, b: np.ndarray, sign: np.ndarray) -> Edges:
    return Edges(size, a.astype(np.int32), b.astype(np.int32), sign.astype(np.int8), np.arange(len(a)))
