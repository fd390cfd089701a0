"""Communities by friendly ties, and how hostile ones fall among them."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.alliances import measures as subject
from graph.alliances.measures import find_communities
from graph.alliances.network import Network
from graph.errors import TooLarge
from tests.graph.alliances.measures.networks import any_network, friends, graph_of, network

quick = settings(deadline=None, derandomize=True, max_examples=100)
WEST, EAST = [(0, 1), (1, 2), (0, 2)], [(3, 4), (4, 5), (3, 5)]


def camps(*hostile: tuple[int, int], between: tuple[tuple[int, int], ...] = ()) -> Network:
    """Two camps of three, friendly within, with somebody left over who only has foes."""
    pairs = [(a, b, 1, 0, 0, "certain") for a, b in [*WEST, *EAST, *between]]
    return network(7, [*pairs, *((a, b, 0, 1, 0, "certain") for a, b in hostile)])


def test_two_camps_are_two_communities_and_a_foe_of_all_is_in_none() -> None:
    answer = find_communities(camps((0, 3), (0, 6), between=((2, 5),)))
    assert answer.of.tolist() == [0, 0, 0, 1, 1, 1, -1]
    assert answer.sizes.tolist() == [3, 3]
    assert (answer.hostile_within, answer.hostile_between) == (0, 1)


def test_foes_do_not_part_what_friendly_ties_join_but_are_told() -> None:
    friendly = [(a, b, 1, 0, 0, "certain") for a, b in [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2)]]
    answer = find_communities(network(4, [*friendly, (1, 3, 0, 1, 0, "certain")]))
    assert answer.sizes.tolist() == [4]
    assert (answer.hostile_within, answer.hostile_between) == (1, 0)


@quick
@given(any_network())
def test_communities_are_the_same_each_time_and_lie_in_one_component_each(found: Network) -> None:
    answer, again = find_communities(found), find_communities(found)
    assert answer.of.tolist() == again.of.tolist()
    graph = graph_of(found, "friendly")
    parts = [set(np.flatnonzero(answer.of == number).tolist()) for number in range(len(answer.sizes))]
    assert set().union(*parts) == set(graph)
    assert [len(part) for part in parts] == answer.sizes.tolist() == sorted(answer.sizes.tolist(), reverse=True)
    components = list(nx.connected_components(graph))
    for part in parts:
        assert any(part <= whole for whole in components)
    if graph:
        assert answer.modularity == pytest.approx(nx.community.modularity(graph, parts))


def test_more_than_can_be_divided_in_a_while_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_PAIRS", 2)
    with pytest.raises(TooLarge):
        find_communities(friends(4, *WEST))
