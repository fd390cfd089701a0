"""Events on the days asked about: a few invented ones, by hand."""

import pytest

from app.answers.question import read_common
from app.questions.events import events
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from tests.world.plain_builder import told, world
from tests.world.plain_store import filled
from tests.world.plain_worlds import World


def tell(event: str, **when: str) -> World:
    return told("defeats", {"subject": "north", "object": "crow"}, when, about=[event])


FEW = world(
    tell("raid", on="2026-01-02"),
    tell("raid", on="2026-01-09"),
    tell("siege", on="2026-01"),
    tell("rout", on="../2025"),
    labels={
        **dict.fromkeys(("north", "south", "desk", "other-desk", "crow"), "Actor"),
        **dict.fromkeys(("raid", "siege", "rout", "feast"), "Event"),
    },
)


@pytest.fixture
def view(store: Store) -> View:
    return filled(store, FEW)


def test_events_are_those_that_a_statement_dates_on_the_days_asked_about(view: View) -> None:
    def find(day: str) -> dict[str, str | None]:
        answer = events(Selection(view, read_common(as_of=day)))
        return {row["id"]: row["certainty"] for row in answer["rows"]}

    # one source says the 2nd, the other the 9th: it may have been on either, and surely was in January
    assert find("2026-01-02") == {"raid": "possible", "siege": "possible"}
    assert find("2026-01-05") == {"siege": "possible"}
    assert find("2026-01") == {"raid": "certain", "siege": "certain"}
    assert find("2025-06") == {"rout": "possible"}
    assert find("../2025") == {"rout": "certain"}
    assert find("2026-01-03/..") == {"raid": "possible", "siege": "possible"}
    assert find("2027") == {}


def test_without_days_there_are_all_events_and_nothing_is_said_of_how_sure(view: View) -> None:
    rows = events(Selection(view, read_common()))["rows"]
    assert {row["id"]: row["certainty"] for row in rows} == dict.fromkeys(("feast", "raid", "rout", "siege"))


def test_the_sentence_names_what_may_fall_on_the_days(view: View) -> None:
    summary = events(Selection(view, read_common(as_of="2026-01-05")))["summary"]
    assert "on 5 January 2026" in summary
    assert "siege" in summary.lower()
    assert "raid" not in summary.lower()
