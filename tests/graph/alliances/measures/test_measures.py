"""Degree, PageRank, betweenness and components are those of networkx, on random networks and by hand."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.alliances.measures import choose_ties, count_degree, find_betweenness, find_components, find_pagerank
from graph.alliances.network import Network
from graph.errors import InvalidInput
from tests.graph.alliances.measures.networks import any_network, friends, graph_of, network, signs

quick = settings(deadline=None, derandomize=True, max_examples=200)
FRIENDLY, HOSTILE = (1, 0, 0, "certain"), (0, 1, 0, "certain")


def by_node(found: Network, values: dict[int, float]) -> list[float]:
    return [values.get(node, 0) for node in range(len(found.nodes))]


@quick
@given(any_network(), signs)
def test_an_actor_is_in_as_many_pairs_as_networkx_counts(found: Network, sign: str) -> None:
    assert count_degree(choose_ties(found, sign)).tolist() == by_node(found, dict(graph_of(found, sign).degree))


@quick
@given(any_network(), signs)
def test_ranks_are_those_of_networkx(found: Network, sign: str) -> None:
    right = nx.pagerank(graph_of(found, sign), tol=1e-12, max_iter=1_000)
    assert np.abs(find_pagerank(choose_ties(found, sign)) - by_node(found, right)).sum() <= 1e-6


@quick
@given(any_network())
def test_ranks_are_as_near_as_they_are_asked_to_be(found: Network) -> None:
    right = nx.pagerank(graph_of(found), tol=1e-14, max_iter=1_000)
    for error in (1e-2, 1e-10):
        assert np.abs(find_pagerank(choose_ties(found), error=error) - by_node(found, right)).sum() <= 2 * error


@quick
@given(any_network(), signs)
def test_shares_of_shortest_ways_are_those_of_networkx(found: Network, sign: str) -> None:
    answer = find_betweenness(choose_ties(found, sign))
    right = nx.betweenness_centrality(graph_of(found, sign))
    assert answer.exact
    np.testing.assert_allclose(answer.values, by_node(found, right), atol=1e-12)


@quick
@given(any_network(), signs)
def test_components_are_those_of_networkx_the_largest_first(found: Network, sign: str) -> None:
    answer = find_components(choose_ties(found, sign))
    right = {frozenset(part) for part in nx.connected_components(graph_of(found, sign))}
    assert {frozenset(np.flatnonzero(answer.of == number).tolist()) for number in range(len(answer.sizes))} == right
    assert answer.sizes.tolist() == sorted((len(part) for part in right), reverse=True)
    assert (answer.of == -1).sum() == len(found.nodes) - sum(map(len, right))


@quick
@given(any_network(), signs)
def test_only_certain_pairs_count_where_that_is_asked(found: Network, sign: str) -> None:
    chosen = choose_ties(found, sign, certain=True)
    assert count_degree(chosen).tolist() == by_node(found, dict(graph_of(found, sign, certain=True).degree))


def test_a_mixed_pair_is_neither_friendly_nor_hostile_and_a_neutral_one_only_a_tie() -> None:
    found = network(4, [(0, 1, *FRIENDLY), (0, 2, 2, 1, 0, "certain"), (0, 3, 0, 0, 1, "certain"), (1, 2, *HOSTILE)])
    assert count_degree(choose_ties(found)).tolist() == [3, 2, 2, 1]
    assert count_degree(choose_ties(found, "friendly")).tolist() == [1, 1, 0, 0]
    assert count_degree(choose_ties(found, "hostile")).tolist() == [0, 1, 1, 0]
    assert [choose_ties(found, sign).mixed for sign in ("all", "friendly", "hostile")] == [0, 1, 1]


def test_a_sign_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        choose_ties(friends(2, (0, 1)), "enemies")
    assert refused.value.parameter == "sign"


def test_who_joins_two_sides_lies_between_all_of_them() -> None:
    answer = find_betweenness(choose_ties(friends(6, (0, 2), (1, 2), (2, 3), (2, 4))))
    assert answer.values.tolist() == [0, 0, 1, 0, 0, 0]
    assert find_pagerank(choose_ties(friends(6, (0, 2), (1, 2), (2, 3), (2, 4)))).argmax() == 2


def test_nobody_has_a_rank_where_there_is_no_pair() -> None:
    for found in (friends(3), friends(0)):
        for values in (
            find_pagerank(choose_ties(found)),
            find_betweenness(choose_ties(found)).values,
            count_degree(choose_ties(found)),
        ):
            assert values.tolist() == [0] * len(found.nodes)
        assert find_components(choose_ties(found)).sizes.tolist() == []


def test_those_who_are_in_no_pair_change_no_ratio_of_ranks() -> None:
    few = find_pagerank(choose_ties(friends(4, (0, 1), (1, 2), (2, 3))))
    crowd = nx.Graph([(0, 1), (1, 2), (2, 3)])
    crowd.add_nodes_from(range(4, 20))
    right = nx.pagerank(crowd, tol=1e-12)
    ratios = np.array([right[node] for node in range(4)])
    np.testing.assert_allclose(few, ratios / ratios.sum(), atol=1e-6)


def test_a_network_too_large_is_sampled_the_same_way_each_time_and_comes_near() -> None:
    graph = nx.powerlaw_cluster_graph(400, 3, 0.3, seed=4)
    chosen = choose_ties(friends(400, *graph.edges))
    sampled, again = find_betweenness(chosen, work=1), find_betweenness(chosen, work=1)
    assert (sampled.sources, sampled.of, sampled.exact) == (64, 400, False)
    assert sampled.values.tolist() == again.values.tolist()
    assert find_betweenness(chosen, work=1, seed=9).values.tolist() != sampled.values.tolist()
    exact = find_betweenness(chosen).values
    assert sampled.values.argmax() == exact.argmax()
    assert np.corrcoef(sampled.values, exact)[0, 1] > 0.9
