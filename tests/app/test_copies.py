"""The same figure in a second outlet is told as a copy, and counts once, unless a judgement says otherwise."""

from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.custody import custody
from app.questions.ledger import ledger
from app.questions.statement import statement
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from tests.world.plain_builder import GROUP, comes, holds, world
from tests.world.plain_store import filled

FIRST = comes(150, "2026-01-21", known="2026-01-22")
SECOND = comes(150, "2026-01-21", known="2026-01-25", source="paper")
NOTE = "The figure of desk (150) stands in desk and other-desk, and counts once"


def view_of(store: Store, *judgements: Any) -> View:
    return filled(store, world(FIRST, SECOND, judgements=list(judgements)))


def ask(view: View, **asked: str) -> Any:
    return custody(Selection(view, read_common(as_of="2026-01-30", notes="all", **asked)), GROUP)


def test_what_came_counts_once_and_the_note_names_both_outlets(store: Store) -> None:
    view = view_of(store)
    answer = ask(view)
    (row,) = answer["rows"]
    assert (row["gained"]["min"], row["gained"]["max"]) == (150, 150)
    assert row["independentSpeakers"] == {"min": 1, "max": 1}
    assert NOTE in answer["notes"]
    assert {one["key"]: one.get("copyOf") for one in row["statements"]} == {"s0": None, "s1": "s0"}


def test_before_the_second_was_printed_there_is_no_copy(store: Store) -> None:
    answer = ask(view_of(store), known_at="2026-01-23")
    assert not any("counts once" in note for note in answer["notes"])
    assert [one.get("copyOf") for one in answer["rows"][0]["statements"]] == [None]


@pytest.mark.parametrize(("verdict", "expected"), [("negative", (300, 300)), ("unsure", (150, 300))])
def test_where_a_judgement_says_otherwise_both_count(store: Store, verdict: str, expected: tuple[int, int]) -> None:
    answer = ask(view_of(store, {"ids": ["s0", "s1"], "verdict": verdict}))
    (row,) = answer["rows"]
    assert (row["gained"]["min"], row["gained"]["max"]) == expected
    assert NOTE not in answer["notes"]
    assert not any("copyOf" in one for one in row["statements"])


def test_the_page_of_a_statement_names_those_that_have_its_figure(store: Store) -> None:
    view = view_of(store)
    keys = [one["key"] for one in ask(view)["rows"][0]["statements"]]
    for own, other in (keys, reversed(keys)):
        assert statement(Selection(view, read_common()), own)["statement"]["sameFigure"] == [other]


def test_a_ledger_has_one_line_for_both(store: Store) -> None:
    """Counted 100, then 250: the 150 explain it, once."""
    counts = holds(100, "2026-01-20"), holds(250, "2026-01-30")
    view = filled(store, world(FIRST, SECOND, *counts))
    answer = ledger(Selection(view, read_common(notes="all")), GROUP)
    (row,) = [row for row in answer["rows"] if row["unaccounted"]]
    assert row["unaccounted"] == {"min": 0, "max": 0}
    assert NOTE in answer["notes"]
