"""The ledger as it is answered: an invented world on the embedded engine, its numbers worked out by hand."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.ledger import ledger
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.view import View
from graph.store.store import Store
from tests.conftest import wipe
from tests.world import plain_store

Row = dict[str, Any]
OPEN = 2147483647


def said(speaker: str, key: str, predicate: str, count: int | None = None, **more: Any) -> Row:
    kind = "stock" if predicate == "holds" else "flow"
    number = {
        "min": count,
        "max": count,
        "kind": kind,
        "unit": "people",
        "of": None,
        "since": None,
        "wording": f"{count}",
    }
    roles = {role: [id_] for role, id_ in more.items() if role in ("subject", "object", "from_holder", "to_holder")}
    return {
        "key": key, "predicate": predicate, "polarity": "asserts", "mode": "occurred", "reading": "stated",
        "roles": {"object": ["men"], **roles}, "said_by": speaker, "source": "crow-post", "terms": [], "about": [],
        "whole": False, "parts": more.get("parts"), "count": number if count is not None else None, "spread": False,
        **{name: more[name] for name in ("on", "observed", "valid") if name in more},
        "said": "2026-02-01", "known": "2026-02-01", "responds_to": [], "opened_in": 1, "closed_in": OPEN,
    }  # fmt: skip


WORLD = {
    "labels": {
        **dict.fromkeys(("ash", "birch", "crow", "daw", "general"), "Actor"),
        **dict.fromkeys(("men", "boys"), "Group"),
    },
    "anonymous": [],
    "publishers": {"crow-post": "crow"},
    "judgements": [{"ids": ["world:flight-crow", "world:flight-daw"], "verdict": "positive"}],
    "statements": [
        said("crow", "world:opening", "holds", 1000, subject="ash", observed="2026-01-21"),
        said("crow", "world:flight-crow", "transfers", 150, from_holder="ash", to_holder="birch", on="2026-01-22"),
        said("daw", "world:flight-daw", "transfers", 144, from_holder="ash", to_holder="birch", on="2026-01-22"),
        said("general", "world:boys", "releases", 6, subject="ash", object="boys", on="2026-01-22"),
        said("crow", "world:link", "part_of", subject="boys", valid="2020-01-01/..", parts="disjoint"),
        said("crow", "world:next", "holds", 544, subject="ash", observed="2026-01-23"),
    ],
}


@pytest.fixture(scope="module")
def view(embedded_engine: Engine) -> Iterator[View]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        yield plain_store.fill(store, WORLD).view()


def ask(view: View, **more: Any) -> Row:
    return ledger(Selection(view, read_common(as_of="2026-02-05", **more)), "men")


def test_a_flight_judged_one_and_the_release_of_a_part_leave_three_hundred_of_whom_no_report_tells(
    view: View,
) -> None:
    answer = ask(view)
    row = answer["rows"][0]
    assert ([c["key"] for c in row["openings"]], [c["key"] for c in row["closings"]]) == (
        ["world:opening"], ["world:next"],
    )  # fmt: skip
    # one flight of 144 to 150, and the 6 boys: they may have been on it, for nobody has judged that
    assert row["lost"] == {"min": 144, "max": 156}
    assert (row["unaccounted"], row["closes"]) == ({"min": 300, "max": 312}, "open")
    assert answer["summary"] == (
        "The figures leave a gap: men held by ash fell from 1,000 on 21 January 2026, according to crow, to 544 on 23 "
        "January 2026, according to crow. No source here reports departures that explain 300 to 312 people."
    )
    assert {s["key"] for s in row["statements"]} == {s["key"] for s in WORLD["statements"]} - {"world:link"}
    unexplained, reason = row["openBecause"]
    assert unexplained["why"].startswith("the reported moves do not explain the difference")
    assert "judgement is missing" in reason["why"]
    assert set(reason["keys"]) == {"world:flight-crow", "world:flight-daw", "world:boys"}
    assert [(r["holders"][0]["id"], r["closes"], r["gained"]) for r in answer["rows"][1:]] == [
        ("ash", "open", {"min": 0, "max": 0}),
        ("birch", "open", {"min": 144, "max": 150}),
    ]


def test_what_was_not_yet_or_is_said_by_too_few_or_by_others_does_not_count(view: View) -> None:
    (row, *_) = ledger(Selection(view, read_common(as_of="2026-01-22")), "men")["rows"]
    assert (row["closings"], row["closes"], row["lost"]) == ([], "open", {"min": 144, "max": 156})
    flight = {"min": 144, "max": 150}
    backed = {row["holders"][0]["id"]: (row["gained"], row["lost"]) for row in ask(view, min_independent="2")["rows"]}
    assert backed == {"ash": ({"min": 0, "max": 0}, flight), "birch": (flight, {"min": 0, "max": 0})}
    left = ask(view, exclude="crow")["summary"]
    assert left.startswith("Leaving out crow, there are not enough figures to check: no source here counts men twice")
    assert ledger(Selection(view, read_common()), "men", holder="birch")["rows"][0]["opening"] is None
    assert ask(view, known_at="2026-01-30")["rows"] == []


def test_the_answer_rests_on_the_counts_that_it_names(view: View) -> None:
    rests = {flip["key"] for flip in ask(view, include="explain")["explain"]["restsOn"] if flip["kind"] == "statement"}
    assert {"world:opening", "world:next"} <= rests
