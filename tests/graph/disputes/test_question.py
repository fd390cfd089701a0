"""What is in dispute is asked of a selection from a script, with no service and no database."""

from dataclasses import replace

import pytest

from graph.dates.windows import read_window
from graph.disputes.question import ContestedFindings, find_contested
from graph.errors import NotFound
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import said

LATER = replace(ON, as_of=read_window("2027-02-05"))  # the statements are said at the end of 2026
STATEMENTS = [
    said("crow", "holds 40", "ash", observed="2026-01-20", key="forty"),
    said("daw", "holds 90", "ash", observed="2026-01-20", key="ninety"),
    said("crow", "captures", "birch", "lake-women", on="2026-01-20", key="capture"),
    said("daw", "captures", "birch", "lake-women", on="2026-01-20", polarity="denies", key="denial"),
    said("crow", "transfers 10", from_holder="ash", to_holder="cedar", on="2026-01-22", key="ten"),
    said("daw", "transfers 70", from_holder="ash", to_holder="cedar", on="2026-01-22", key="seventy"),
]


def contested(entity: str | None = None, asked: SelectionQuestion = LATER) -> ContestedFindings:
    return find_contested(Selection(Few(STATEMENTS), asked), entity)


def test_figures_that_differ_and_what_is_denied_are_in_dispute() -> None:
    assert {(row.why, row.certain, *(s.key for s in row.statements)) for row in contested().rows} == {
        ("denied", True, "denial", "capture"),
        ("figures", True, "forty", "ninety"),
        ("figures", False, "seventy", "ten"),  # two reports of one day may be of one transfer
    }


def test_an_entity_narrows_it_to_what_names_it() -> None:
    assert [row.why for row in contested("lake-women").rows] == ["denied"]
    assert [row.certain for row in contested("Cedar").rows] == [False]
    assert len(contested("daw").rows) == 3
    with pytest.raises(NotFound) as caught:
        contested("nobody-here")
    assert caught.value.parameter == "entity"


def test_what_is_only_possibly_a_dispute_or_rests_on_one_speaker_is_dropped_and_counted() -> None:
    certain = contested(asked=replace(LATER, certainty="certain")).filtered
    assert ([row.certain for row in certain.rows], certain.only_possible) == ([True, True], 1)
    three = contested(asked=replace(LATER, min_independent=3)).filtered
    assert (three.rows, three.only_possible, three.few_speakers) == ([], 0, 3)


def test_what_was_said_after_the_day_asked_about_is_in_no_dispute_yet() -> None:
    found = contested(asked=ON)
    assert (len(found.read), found.statements, found.rows) == (len(STATEMENTS), [], [])
