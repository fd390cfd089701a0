"""No words of an answer have the first or the last day that there is: they stand for days that nobody gives.

Of counts, moves, states and deeds whose days are open at one end, asked in all ways; in the answer, its picture and its
table. That of random worlds is so is asked in test_sentences.py.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from app.answers.question import Asked, read_common
from app.drawing.draw import draw_answer
from app.questions import load_question
from app.questions.alliances import alliances
from app.questions.chain import chain
from app.questions.changes import changes
from app.questions.contested import contested
from app.questions.custody import custody
from app.questions.ledger import ledger
from app.questions.plans import plans
from app.questions.series import series
from app.questions.silences import silences
from graph.selection.selection import Selection
from graph.store.store import Store
from tests.app import sentence_checks as checks
from tests.app.test_sentences import faults, faults_of_custody
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_store import filled

OPEN = world(
    holds(7, "/2026-01-01"),
    holds(9, "2026-01-05/", said="2026-01-05/"),
    holds(30, "/2026-01-02", "annex"),
    holds(31, "2026-01-03/", "annex", said_by="other-desk", said="2026-01-05/"),
    comes(3, "/2026-01-03"),
    comes(4, "2026-01-02/", said="2026-01-05/"),
    comes((5, 6), "/2026-01-04", kind="cumulative"),
    comes(20, "2025-12-01/2026-02-01", spread=True),
    told("releases", {"subject": "north", "object": GROUP}, {"on": "/2026-01-06"}),
    told("holds", {"subject": "south", "object": GROUP}, {"valid": "/2026-01-06"}, 12, "stock"),
    told("holds", {"subject": "south", "object": GROUP}, {"valid": "2026-01-06/"}, 14, "stock", said_by="crow"),
    told("supports", {"subject": "north", "object": "south"}, {"valid": "/2026-01-06"}),
    told("defeats", {"subject": "north", "object": "crow"}, {"on": "/2026-01-06"}),
    told("defeats", {"subject": "south", "object": "crow"}, {"on": "2026-01-06/"}, said="2026-01-06/"),
)
OPEN_ENDED = ("2026-01-02/..", "../2026-01-03")
DAYS = ("2025-12-31", "2026-01-01", "2026-01-05", "2026-02-05")
QUESTIONS: dict[str, Callable[[Asked], Any]] = {
    "custody": lambda asked: custody(asked, GROUP),
    "ledger": lambda asked: ledger(asked, GROUP),
    "series": lambda asked: series(asked, GROUP),
    "chain": lambda asked: chain(asked, GROUP),
    "silences": silences,
    "contested": contested,
    "plans": plans,
    "alliances": alliances,
    "changes": lambda asked: changes(asked, 0),
}


def test_no_answer_on_open_days_says_a_day_that_nobody_gives(store: Store) -> None:
    view = filled(store, OPEN)
    assert not [fault for day in DAYS for fault in (*faults(view, day, GROUP), *faults_of_custody(view, GROUP, day))]


@pytest.mark.parametrize("name", QUESTIONS)
def test_neither_does_what_explains_an_answer_or_draws_it(store: Store, name: str) -> None:
    view = filled(store, OPEN)
    shape = load_question(name).shape
    include = None if name == "changes" else "explain"
    for day in (*DAYS, *(OPEN_ENDED if name not in ("silences", "changes") else ())):
        answer = QUESTIONS[name](Selection(view, read_common(as_of=day, include=include)))
        assert not [*checks.of_open_days(answer)]
        picture = re.sub(r"<[^>]*>", " ", draw_answer(answer, shape).decode())
        assert not checks.NO_DAY.search(picture)
