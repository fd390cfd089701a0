"""Balance is asked of a selection from a script, with no service and no database."""

from dataclasses import replace

from graph.alliances.balance.question import find_balance
from tests.graph.alliances.few import FEBRUARY, ask, tie

STATEMENTS = [
    tie("allied_with", "ash", "birch"),
    tie("allied_with", "birch", "cedar"),
    tie("fights", "ash", "cedar"),
    tie("allied_with", "dune", "elm"),
]


def test_two_friends_of_one_who_fight_each_other_are_one_unbalanced_triangle() -> None:
    found = find_balance(ask(STATEMENTS))
    census = found.balance.census
    assert (len(found.network), census.all, census.unbalanced) == (4, (1, 1), (1, 1))
    assert (found.balance.least.upper, found.balance.most.upper) == (1, 1)
    assert (found.actor, found.only_possibly_known) == (None, 0)


def test_around_an_actor_are_the_pairs_among_those_with_whom_it_has_one() -> None:
    found = find_balance(ask(STATEMENTS), "Ash")
    assert (found.actor, len(found.rows), sorted(found.network.nodes)) == ("ash", 3, ["ash", "birch", "cedar"])


def test_pairs_with_too_few_speakers_are_dropped_and_counted() -> None:
    found = find_balance(ask(STATEMENTS, replace(FEBRUARY, min_independent=2)))
    assert (len(found.rows), found.filtered.only_possible, found.filtered.few_speakers) == (0, 0, 4)
