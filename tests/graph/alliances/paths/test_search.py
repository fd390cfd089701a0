"""The paths found are those that networkx and trying everything find, on small random networks."""

from datetime import date
from itertools import islice, pairwise

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alliances.paths.search import Search, find_arrival, find_corridor, find_hop_windows
from graph.alliances.paths.ties import FORWARD, PassageNetwork, Passages, connect_passages, make_hop_facts
from graph.columns.evidence import WITHIN
from tests.bench.whole import SIZES, facts, signed
from tests.world.worlds import some

NODES, FIRST, LAST = 7, 100, 120
node = st.integers(0, NODES - 1)
day = st.integers(FIRST, LAST)
many = settings(deadline=None, derandomize=True, max_examples=400, database=None)
Hop = tuple[int, int, int, int]  # from, to, since, until


def network_of(hops: list[Hop]) -> PassageNetwork:
    tail, head, since, until = (
        (np.array(column, np.int32) for column in zip(*hops, strict=True)) if hops else [np.empty(0, np.int32)] * 4
    )
    order = np.lexsort((since, head, tail))
    by = Passages(order.astype(np.int32), since[order], until[order], np.full(len(order), WITHIN, np.int8))
    return PassageNetwork(NODES, tail[order], head[order], np.full(len(order), FORWARD), by)


hops = st.lists(st.tuples(node, node, day, day).filter(lambda hop: hop[0] != hop[1]), max_size=30)
ends = st.tuples(node, node).filter(lambda pair: pair[0] != pair[1])


@many
@given(hops, ends, st.integers(1, 6), st.booleans())
def test_the_paths_are_the_simple_paths_and_the_shortest_come_first(
    found: list[Hop], pair: tuple[int, int], most: int, both_ways: bool
) -> None:
    always = [(tail, head, FIRST, LAST) for tail, head, _, _ in found]
    always += [(head, tail, FIRST, LAST) for tail, head, _, _ in found] if both_ways else []
    graph = nx.DiGraph([(tail, head) for tail, head, _, _ in always])
    graph.add_nodes_from(range(NODES))
    search = Search(network_of(always), *pair, FIRST, LAST)
    met = list(search.list_paths(most))
    assert sorted(met) == sorted(map(tuple, nx.all_simple_paths(graph, *pair, cutoff=most)))
    assert met == sorted(met, key=lambda walk: (len(walk), walk))
    assert search.cut is None
    if nx.has_path(graph, *pair):
        assert search.fewest_hops == nx.shortest_path_length(graph, *pair)
    else:
        assert search.fewest_hops is None


def days_of_all_ways(walk: tuple[int, ...], found: list[Hop]) -> list[list[int]]:
    """Every choice of days on which the hops of a walk can be taken one after another."""
    ways: list[list[int]] = [[]]
    for ends in pairwise(walk):
        ways = [
            [*way, on]
            for way in ways
            for on in range(way[-1] if way else FIRST, LAST + 1)
            if any((tail, head) == ends and since <= on <= until for tail, head, since, until in found)
        ]
    return ways


@many
@given(hops, ends, st.integers(1, 3))
def test_journeys_are_the_paths_that_some_choice_of_days_allows(
    found: list[Hop], pair: tuple[int, int], most: int
) -> None:
    found = [(tail, head, min(days), max(days)) for tail, head, *days in found]
    timed = network_of(found)
    graph = nx.DiGraph([(tail, head) for tail, head, _, _ in found])
    graph.add_nodes_from(range(NODES))
    expected = {}
    for walk in nx.all_simple_paths(graph, *pair, cutoff=most):
        if ways := days_of_all_ways(tuple(walk), found):
            expected[tuple(walk)] = [(min(days), max(days)) for days in zip(*ways, strict=True)]
    met = list(Search(timed, *pair, FIRST, LAST).list_paths(most))
    assert sorted(met) == sorted(expected)
    for walk in met:
        assert find_hop_windows(timed, walk, FIRST, LAST) == expected[walk]


vague = st.lists(st.integers(100, 104), min_size=4, max_size=4).map(sorted)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Earliest and latest start, earliest and latest end."""
    days = draw(vague)
    return (days[0], draw(some(days[:3])), draw(some(days[1:])), days[3])


@many
@given(st.lists(bounds(), min_size=1, max_size=3))
def test_a_certain_journey_can_be_made_whenever_each_hop_began_and_ended(
    each: list[tuple[int, int, int, int]],
) -> None:
    first, last = 101, 104
    walk = tuple(range(len(each) + 1))
    sure = network_of([(n, n + 1, latest, earliest) for n, (_, latest, earliest, _) in enumerate(each)])
    over = find_arrival(sure, walk, first)
    expected = True
    worst = {first}
    for one in each:  # every reading of a hop, from every day on which the one before may be over
        readings = [
            (begun, end) for begun in range(one[0], one[1] + 1) for end in range(one[2], one[3] + 1) if begun <= end
        ]
        arrivals = {max(on, begun) if on <= end else 999 for on in worst for begun, end in readings}
        expected, worst = expected and max(arrivals) <= last, arrivals
    assert (over is not None and over <= last) == expected


def test_work_is_bounded_and_told() -> None:
    # a ladder of hubs that all lead back: many walks that meet themselves, and few paths
    whole = [(one, other, FIRST, LAST) for one in range(6) for other in range(6) if one != other]
    search = Search(network_of([*whole, (5, 6, FIRST, LAST)]), 0, 6, FIRST, LAST, most_steps=60)
    met = list(search.list_paths(6))
    assert met[0] == (0, 5, 6)
    assert search.cut is not None
    assert all(len(walk) - 1 <= search.cut for walk in met)


@many
@given(hops, ends, st.integers(1, 5))
def test_what_is_not_in_the_corridor_is_on_no_path(found: list[Hop], pair: tuple[int, int], most: int) -> None:
    always = network_of([(tail, head, FIRST, LAST) for tail, head, _, _ in found])
    kept = always.take(find_corridor(always, *pair, most))
    one, other = (set(Search(each, *pair, FIRST, LAST).list_paths(most)) for each in (always, kept))
    assert one == other


def test_a_thousand_paths_on_a_network_with_hubs_are_within_the_bounds() -> None:
    columns = signed(*SIZES["S"])
    everyone = np.arange(len(columns.names.entities), dtype=np.int32)
    found = make_hop_facts(columns, facts(columns), everyone)
    a, b = (date(year, 1, 1).toordinal() for year in (2010, 2020))
    for passages in (found.find_timeless_passages(a, a), found.find_passages(a, b)):
        hubs = connect_passages(columns, passages, everyone, len(everyone), both_ways=True)
        search = Search(hubs, 5, 100, a, b)
        met = list(islice(search.list_paths(8), 1000))
        assert len(set(met)) == 1000
        assert all(len(set(walk)) == len(walk) <= 9 for walk in met)
        assert search.cut is None
