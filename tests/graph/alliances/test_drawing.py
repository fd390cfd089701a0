"""A network to be drawn, and one of every day of a period, are asked of a selection from a script."""

from datetime import date

import numpy as np
import pytest

from graph.alliances.drawing import choose_nodes, count_pairs, find_network, find_network_spells
from graph.alliances.question import find_scope
from graph.dates.windows import Window
from graph.errors import InvalidInput
from tests.graph.alliances.few import ask, tie

STATEMENTS = [
    tie("allied_with", "ash", "birch"),
    tie("allied_with", "ash", "cedar"),
    tie("fights", "birch", "cedar"),
    tie("fights", "cedar", "dune"),
]


def test_nodes_have_measures_and_count_their_pairs_by_sign() -> None:
    found = find_network(ask(STATEMENTS), measures="degree,component")
    nodes = list(found.network.nodes)
    values = {node: found.measures.values_of(place) for place, node in enumerate(nodes)}
    assert values["cedar"] == {"degree": 3, "component": 0}
    counts = {
        name: dict(zip(nodes, number.tolist(), strict=True)) for name, number in count_pairs(found.network).items()
    }
    assert counts["friendly"] == {"ash": 2, "birch": 1, "cedar": 1, "dune": 0}
    assert counts["hostile"] == {"ash": 0, "birch": 1, "cedar": 2, "dune": 1}


def test_those_with_the_most_pairs_are_shown_or_the_nearest_to_an_actor() -> None:
    found = find_network(ask(STATEMENTS))
    nodes = np.array(list(found.network.nodes))
    assert nodes[choose_nodes(found.network, (), 2)].tolist() == ["ash", "cedar"]
    assert nodes[choose_nodes(found.network, {"dune"}, 2)].tolist() == ["cedar", "dune"]


def test_around_an_actor_and_of_one_sign() -> None:
    assert sorted(find_network(ask(STATEMENTS), "Dune").network.nodes) == ["cedar", "dune"]
    assert sorted(find_network(ask(STATEMENTS), "dune", "friendly", 2).network.nodes) == ["ash", "cedar"]
    with pytest.raises(InvalidInput, match="measures"):
        find_network(ask(STATEMENTS), measures="beauty")


def test_a_pair_has_a_piece_for_each_stretch_of_days_that_says_the_same() -> None:
    selection = ask(
        [
            tie("allied_with", "ash", "birch", valid="2026-01-01/2026-01-31"),
            tie("fights", "ash", "birch", valid="2026-01-21/2026-02-10"),
            tie("fights", "birch", "cedar", valid="2026-01-05/2026-01-06"),
        ]
    )
    days = Window(date(2026, 1, 1), date(2026, 2, 28))
    found = find_network_spells(selection, find_scope(selection, "ash"), days)
    rows, network = found.rows, found.rows.network
    told = [
        (date.fromordinal(start).isoformat(), date.fromordinal(end).isoformat(), bool(mixed), int(sign))
        for start, end, mixed, sign in zip(
            rows.start.tolist(), rows.end.tolist(), network.mixed, network.sign, strict=True
        )
    ]
    assert told[:3] == [
        ("2026-01-01", "2026-01-20", False, 1),
        ("2026-01-21", "2026-01-31", True, 0),
        ("2026-02-01", "2026-02-10", False, -1),
    ]
    assert (len(found.pairs), found.centre) == (1, {"ash"})
    assert len(find_network_spells(selection, find_scope(selection), None).rows) == 0
