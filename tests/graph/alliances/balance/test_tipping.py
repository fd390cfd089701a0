"""What tips the index, and the camps, against trying everything."""

import numpy as np
from hypothesis import given, settings

from graph.alliances.balance.edges import add_pair, list_all_edges, select_sure_edges, select_sure_pairs
from graph.alliances.balance.frustration import find_frustration, find_tips
from graph.alliances.balance.question import find_camps, find_network_balance
from graph.alliances.network import Network
from tests.graph.alliances.balance.worlds import all_costs, brute, network, networks


@given(networks())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_pairs_tip_the_index_that_alone_move_it(some: Network) -> None:
    least, most, every = brute(select_sure_edges(some)), brute(list_all_edges(some)), list_all_edges(some)
    expected = set()
    for pair in np.flatnonzero(~select_sure_pairs(some)).tolist():
        if brute(add_pair(some, pair)) > least:
            expected.add((pair, "min", least, least + 1))
        if brute(every.take(every.pair != pair)) < most:
            expected.add((pair, "max", most, most - 1))
    found = find_network_balance(some).tips
    assert {(tip.pair, tip.bound, tip.before, tip.after) for tip in found.found} == expected
    assert len(found.found) == len(expected)
    assert found.tried == found.candidates


def test_without_time_what_needs_no_search_is_told_and_the_rest_is_not_tried() -> None:
    ring = [(0, 1, "+", False), (1, 2, "+", False), (2, 3, "+", False), (0, 3, "-", False)]
    some = network(4, [(a, b, mark, certain) for a, b, mark, certain in ring])
    least, most = find_frustration(select_sure_edges(some)), find_frustration(list_all_edges(some))
    found = find_tips(some, least, most, 0.0, {})
    assert [tip.bound for tip in found.found] == ["max"]
    assert found.tried < found.candidates
    assert len(find_network_balance(some).tips.found) == 4  # without any of the four, the ring is balanced


@given(networks())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_camps_go_with_the_best_division_and_say_when_it_is_the_only_one(some: Network) -> None:
    edges = list_all_edges(some)
    found = find_camps(edges, find_frustration(edges))
    mixed = int(some.mixed.sum())
    assert sum(camp.against for camp in found) + mixed == brute(edges)
    costs = all_costs(edges)
    best = int((costs == costs.min()).sum())
    members = [node for camp in found for side in (camp.one, camp.other) for node in side.tolist()]
    assert len(members) == len(set(members))
    free = edges.size - len(members) + len(found) - 1  # whoever is in no part stands anywhere, each part either way
    for camp in found:
        assert len(camp.one) >= len(camp.other)
        assert camp.unique is not True or camp.against == 0
    if all(camp.unique is True for camp in found):
        assert best == 2**free
    if any(camp.unique is False for camp in found):
        assert best > 2**free
