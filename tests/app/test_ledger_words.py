"""What a ledger leaves over, in words: which way, by which counts, and never fewer than none. Worked out by hand."""

import re
from typing import Any

import pytest

from app.answers.question import read_common
from app.drawing.draw import draw_answer
from app.questions.ledger import QUESTION, _write_counts, _write_start, ledger
from app.terminal import gap_words
from graph.selection.selection import Selection
from graph.store.store import Store
from tests.world.plain_builder import GROUP, holds, told, world
from tests.world.plain_store import filled
from tests.world.plain_worlds import World

HOLDS = {"subject": "north", "object": GROUP}


def summary_of(store: Store, of: World) -> str:
    return str(ledger(Selection(filled(store, of), read_common(as_of="2026-02-05")), GROUP)["summary"])


def test_counts_on_either_side_of_what_is_explained_are_told_each_way(store: Store) -> None:
    """1,000 were counted; then 900 by one speaker (100 went), 1,040 to 1,100 by another (40 to 100 came)."""
    of = world(
        holds(1000, "2026-01-01"),
        holds(900, "2026-01-05"),
        holds((1040, 1100), "2026-01-05", said_by="other-desk"),
    )
    assert summary_of(store, of) == (
        "The figures leave a gap: men held by north changed from 1,000 on 1 January 2026, according to desk, to 1,040 "
        "to 1,100 on 5 January 2026, according to other-desk, or 900, according to desk. No source here reports "
        "departures that explain 100 people or arrivals that explain 40 to 100 people."
    )


def test_a_count_without_an_upper_limit_is_told_each_way_too(store: Store) -> None:
    """Then at least 1,070 by another: 70 or more came."""
    of = world(
        holds(1000, "2026-01-01"), holds(999, "2026-01-05"), holds((1070, None), "2026-01-05", said_by="other-desk")
    )
    assert summary_of(store, of) == (
        "The figures leave a gap: men held by north changed from 1,000 on 1 January 2026, according to desk, to at "
        "least 1,070 on 5 January 2026, according to other-desk, or 999, according to desk. No source here reports "
        "departures that explain one person or arrivals that explain at least 70 people."
    )


def test_what_is_sure_to_be_left_over_goes_before_what_depends_on_the_counts(store: Store) -> None:
    of = world(
        holds(1000, "2026-01-01"),
        holds(900, "2026-01-05"),
        holds(1100, "2026-01-05", said_by="other-desk"),
        told("holds", HOLDS | {"subject": "south"}, {"observed": "2026-01-01"}, 7, "stock"),
        told("holds", HOLDS | {"subject": "south"}, {"observed": "2026-01-09"}, 9, "stock"),
    )
    assert summary_of(store, of) == (
        "The figures leave a gap: men held by south rose from seven on 1 January 2026, according to desk, to nine on "
        "9 January 2026, according to desk. No source here reports arrivals that explain two people; one further gap "
        "is open."
    )


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("/2026-01-01", "2026-01-05", "from seven by 1 January 2026, according to desk, to seven on 5 January 2026"),
        (
            "2026-01-01",
            "2026-01-05/",
            "from seven on 1 January 2026, according to desk, to seven on 5 January 2026 or later",
        ),
    ],
)
def test_a_count_without_a_first_or_last_day_says_what_is_known_of_it(
    store: Store, first: str, last: str, days: str
) -> None:
    of = world(holds(7, first), holds(7, last, said="2026-01-05/"))  # nobody tells by when it was said
    assert summary_of(store, of) == (
        f"The reported moves can explain the difference: men held by north went {days}, according to desk."
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (300, 900, "300 to 900 went"),
        (5, None, "5 or more went"),
        (-53, -53, "53 came from"),
        (None, -1, "1 or more came from"),
        (-129, 100, "up to 100 went or up to 129 came from"),
        (None, 70, "up to 70 went or any number came from"),
        (0, 11, "up to 11 went"),
        (0, 0, "none"),
    ],
)
def test_a_table_says_which_way(low: int | None, high: int | None, words: str) -> None:
    assert gap_words(low, high) == words


def test_a_picture_says_which_way(store: Store) -> None:
    of = world(holds(1000, "2026-01-01"), holds(900, "2026-01-05"), holds(1100, "2026-01-05", said_by="other-desk"))
    answer: dict[str, Any] = ledger(Selection(filled(store, of), read_common(as_of="2026-02-05")), GROUP)
    text = re.sub(r"<[^>]*>", "|", draw_answer(answer, QUESTION.shape).decode())
    assert "up to 100 went or up to 100 came from" in " ".join(text.replace("|", " ").split())  # over two lines
    assert "-100" not in text


def test_a_table_writes_a_day_that_nobody_gives_as_open(store: Store) -> None:
    of = world(holds(7, "/2026-01-01"), holds(9, "2026-01-05/", said="2026-01-05/"))
    (row, *_) = ledger(Selection(filled(store, of), read_common(as_of="2026-02-05")), GROUP)["rows"]
    assert _write_counts(row, "start", "openings") == "7 (../2026-01-01)"
    assert _write_counts(row, "end", "closings") == "9 (2026-01-05/..)"
    assert _write_start(row) == ", from 2026-01-01 or before"
