"""What is certain is possible too: certain journeys are among all journeys, and each hop has its days in them."""

from datetime import date
from itertools import pairwise, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.alliances.paths.search import Search, find_arrival, find_hop_windows
from graph.alliances.paths.ties import connect_passages
from graph.model.statement import StoredStatement
from tests.graph.alliances.paths.test_ties import tied
from tests.world.worlds import custody_statement, day_asked, relation

many = settings(deadline=None, derandomize=True, max_examples=200, database=None)


@many
@given(st.lists(st.one_of(relation(), custody_statement()), max_size=10), day_asked, st.sampled_from([0, 3, 60, 800]))
def test_certain_journeys_are_journeys(statements: list[StoredStatement], a: date, more: int) -> None:
    first = a.toordinal()
    last = first + more
    found = tied(statements)
    everyone = np.arange(len(found.columns.names.entities), dtype=np.int32)
    every, sure = (
        connect_passages(found.columns, some, everyone, len(everyone), both_ways=True)
        for some in (found.find_passages(first, last), found.find_certain_passages(first, last))
    )
    for source, target in permutations(range(min(len(everyone), 5)), 2):
        journeys = set(Search(every, source, target, first, last).list_paths(4))
        certain = set(Search(sure, source, target, first, last).list_paths(4))
        assert certain <= journeys
        assert certain == {w for w in journeys if (over := find_arrival(sure, w, first)) is not None and over <= last}
        for walk in journeys:
            days = find_hop_windows(every, walk, first, last)
            assert all(first <= low <= high <= last for low, high in days)
            assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(days))
