"""How many notes an answer shows, which first, and their words."""

import pytest

from app.answers.notes import cut_notes, filter_notes
from app.answers.question import read_common
from graph.errors import InvalidInput
from graph.selection.rows import FilteredRows
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import Few

SEVEN = [f"Note {number}" for number in range(1, 8)]


def test_five_notes_are_shown_and_all_are_counted() -> None:
    assert cut_notes(read_common(), SEVEN) == {"notes": SEVEN[:5], "noteCount": 7}
    assert cut_notes(read_common(notes="all"), SEVEN) == {"notes": SEVEN, "noteCount": 7}
    # one that is said twice is one note
    assert cut_notes(read_common(), ["Note 1", "Note 2", "Note 1"]) == {"notes": ["Note 1", "Note 2"], "noteCount": 2}


def test_only_all_asks_for_all_notes() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_common(notes="10")
    assert (refused.value.parameter, refused.value.value) == ("notes", "10")


def test_what_is_left_out_is_said_with_verbs_that_agree() -> None:
    selection = Selection(Few([]), read_common(min_independent=2))
    assert filter_notes(selection, FilteredRows([], 1, 3)) == [
        "1 finding that is only possible is left out",
        "3 findings are left out: fewer than 2 independent speakers",
    ]
