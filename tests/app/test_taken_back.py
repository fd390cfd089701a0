"""What its own speaker took back counts nowhere: not as a plan, not as a part of a group or of an organisation."""

from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.custody import custody
from app.questions.plans import plans
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_store import filled
from tests.world.plain_worlds import World


def takes_back(key: str, day: str) -> World:
    """Something that the desk says of no one here, and by which it takes a statement back."""
    other = told("distrusts", {"subject": "state", "object": "desk"}, {"observed": "2026-01-01"})
    return other | {"known": day, "responds_to": [{"key": key, "stance": "denies", "scope": "specific"}]}


def counted(view: View, **asked: Any) -> Any:
    rows = custody(Selection(view, read_common(as_of="2026-03-01", **asked)), GROUP)["rows"]
    return {row["held"]["id"]: row["count"] and row["count"]["min"] for row in rows}


def test_a_plan_that_its_speaker_took_back_is_none(store: Store) -> None:
    plan = comes(7000, "2026-01-01", kind="cap", mode="intended", said="2026-01-01")
    asked = read_common(as_of="2026-03-01")
    assert len(plans(Selection(filled(store, world(plan)), asked))["rows"]) == 1
    assert plans(Selection(filled(store, world(plan, takes_back("s0", "2026-02-01"))), asked))["rows"] == []


def test_a_part_is_followed_until_it_is_taken_back(store: Store) -> None:
    part = told("part_of", {"subject": "boys", "object": GROUP}, {"valid": "2020-01-01/.."}, known="2026-01-01")
    boys = holds(50, "2026-03-01", known="2026-03-02")
    boys["roles"]["object"] = ["boys"]
    view = filled(store, world(part, boys, takes_back("s0", "2026-06-01")))
    assert counted(view, known_at="2026-04-01") == {"boys": 50}
    assert counted(view) == {}


def test_who_was_said_to_belong_to_an_organisation_speaks_for_itself_once_that_is_taken_back(store: Store) -> None:
    member = told("speaks_for", {"subject": "crow", "object": "desk"}, {"valid": "2020-01-01/.."})
    two = holds(12, "2026-03-01"), holds(12, "2026-03-01", said_by="crow")
    assert counted(filled(store, world(member, *two)), min_independent="2") == {}
    view = filled(store, world(member, *two, takes_back("s0", "2026-06-01")))
    assert counted(view, min_independent="2") == {GROUP: 12}
    assert counted(view, exclude="desk") == {GROUP: 12}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ["No source here says", "All who had been with north had left by 1 February 2026."]),
        ({"min_independent": "2"}, ["too few independent sources", "10 February 2026."]),
        ({"as_of": "2026-01-20"}, None),
        ({"as_of": "2026-01-20", "certainty": "certain"}, ["Nothing is certain", "probably still held 40 men"]),
        ({"as_of": "2026-01-20", "min_independent": "2"}, ["Too few independent sources", "still held 40 men"]),
        ({"as_of": "2025-12-31"}, ["No source here says", "The first who does, desk, speaks of 40 men"]),
    ],
)
def test_where_no_row_is_left_the_sentence_says_why(store: Store, asked: Any, words: list[str] | None) -> None:
    """Counted on 1 January, all let go on 1 February: silence is only where nobody tells of them.

    What one speaker alone says is not told where two were asked for, neither that they were held nor that they left.
    """
    free = told("releases", {"subject": "north", "object": GROUP}, {"on": "2026-02-01"}, whole=True)
    view = filled(store, world(holds(40, "2026-01-01"), free))
    answer = custody(Selection(view, read_common(**{"as_of": "2026-02-10", **asked})), GROUP)
    assert (words is None) == bool(answer["rows"])
    assert [part for part in words or () if part not in answer["summary"]] == [], answer["summary"]
    assert ("40" in answer["summary"]) == ("10 February" not in answer["summary"])
    assert ("certain" in answer["summary"]) == (asked.get("certainty") == "certain")


def test_the_day_by_which_all_had_left_leads_to_the_reports_of_it(store: Store) -> None:
    """Let go on 1 February, which two speakers report without a number; one reports it once more, days later."""
    free = {"subject": "north", "object": GROUP}, {"on": "2026-02-01"}
    view = filled(
        store,
        world(
            holds(40, "2026-01-01"),
            told("releases", *free, whole=True),
            told("releases", *free, whole=True, said_by="crow"),
            told("releases", free[0], {"on": "2026-02-05"}, whole=True),
        ),
    )
    answer = custody(Selection(view, read_common(as_of="2026-02-10")), GROUP)
    assert answer["summary"].endswith("All who had been with north had left by 1 February 2026.")
    (last,) = answer["lastKnown"]
    assert [(one["key"], one["name"], str(one["earliest"]), str(one["latest"])) for one in last["endedBy"]] == [
        ("s1", "desk", "2026-02-01", "2026-02-01"),
        ("s2", "crow", "2026-02-01", "2026-02-01"),
    ]
    earlier = custody(Selection(view, read_common(as_of="2025-12-31")), GROUP)
    assert not any("endedBy" in row for row in earlier["firstKnown"])
