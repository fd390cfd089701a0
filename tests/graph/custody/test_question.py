"""Custody is asked of a selection from a script, with no service and no database."""

from dataclasses import replace

from graph.custody.no_total import NoTotal, NoTotalReason
from graph.custody.question import find_custody
from graph.dates.windows import read_window
from graph.model.directory import Directory
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, said

STATEMENTS = [
    said("crow", "holds 40", "ash", GROUP, at="cell", valid="2026-01-01/2026-03-01"),
    said("daw", "holds 20 to 30", "birch", GROUP, at="yard", valid="2026-02-01/2026-02-10"),
    said("crow", "holds", "ash", "lake-women", valid="2026-01-01/2026-03-01"),
]


def selection(asked: SelectionQuestion = ON) -> Selection[SelectionQuestion]:
    return Selection(Few(STATEMENTS), asked)


def test_two_hold_a_group_at_once_and_together_their_numbers_add_up() -> None:
    found = find_custody(selection(), held=GROUP)
    assert [(row.holder, row.support and row.support.kind) for row in found.rows] == [
        ("ash", "certain"),
        ("birch", "certain"),
    ]
    assert (found.scope.held, found.total, found.no_total) == (GROUP, (60, 70), None)


def test_a_holder_or_a_place_narrows_it() -> None:
    assert {row.held for row in find_custody(selection(), holder="ash").rows} == {GROUP, "lake-women"}
    assert [row.holder for row in find_custody(selection(), place="Yard").rows] == ["birch"]


def test_on_another_day_there_is_what_was_last_known_before() -> None:
    found = find_custody(selection(replace(ON, as_of=read_window("2031"))), held=GROUP)
    assert found.rows == []
    assert [row.holder for row in found.unfiltered.last_known] == ["ash", "birch"]


def test_rows_with_too_few_speakers_are_dropped_and_counted() -> None:
    found = find_custody(selection(replace(ON, min_independent=2)), held=GROUP)
    assert (found.rows, found.filtered.only_possible, found.filtered.few_speakers) == ([], 0, 2)


def test_two_holders_of_one_name_are_asked_together_and_never_added() -> None:
    few = Few(STATEMENTS)
    few.directory = Directory(
        replace(one, name="Ford Council") if one.id in ("ash", "birch") else one for one in few.directory
    )
    found = find_custody(Selection(few, ON), held=GROUP, holder="ford council")
    assert found.scope.asked["holder"] == ("ash", "birch")
    assert [row.holder for row in found.rows] == ["ash", "birch"]
    assert (found.total, found.no_total) == (None, NoTotal(NoTotalReason.SEVERAL_ASKED))
