"""Balance is asked of a selection from a script, with no service and no database."""

from dataclasses import replace

from graph.alliances.balance.question import find_balance
from graph.columns.whole import Whole
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.columns.plain import columns
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import said


class FewWithColumns(Few):
    """A snapshot of statements in a list, with their columns too."""

    @property
    def whole(self) -> Whole:
        made = columns(self.statements)
        return Whole(made, made.version, lambda id_: id_)


STATEMENTS = [
    said("crow", word, one, other, valid="2026-01-01/2026-03-01")
    for word, one, other in (
        ("allied_with", "ash", "birch"),
        ("allied_with", "birch", "cedar"),
        ("fights", "ash", "cedar"),
        ("allied_with", "dune", "elm"),
    )
]


def selection(asked: SelectionQuestion = ON) -> Selection[SelectionQuestion]:
    return Selection(FewWithColumns(STATEMENTS), asked)


def test_two_friends_of_one_who_fight_each_other_are_one_unbalanced_triangle() -> None:
    found = find_balance(selection())
    census = found.balance.census
    assert (len(found.network), census.all, census.unbalanced) == (4, (1, 1), (1, 1))
    assert (found.balance.least.upper, found.balance.most.upper) == (1, 1)
    assert (found.actor, found.only_possibly_known) == (None, 0)


def test_around_an_actor_are_the_pairs_among_those_with_whom_it_has_one() -> None:
    found = find_balance(selection(), "Ash")
    assert (found.actor, len(found.rows), sorted(found.network.nodes)) == ("ash", 3, ["ash", "birch", "cedar"])


def test_pairs_with_too_few_speakers_are_dropped_and_counted() -> None:
    found = find_balance(selection(replace(ON, min_independent=2)))
    assert (len(found.rows), found.filtered.only_possible, found.filtered.few_speakers) == (0, 0, 4)
