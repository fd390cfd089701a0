"""A preview says what the load then does: each change is what the diff of the two data versions says afterwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.store.engine.connection import Engine
from tests.app.conftest import caught_up, served, settings_for
from tests.engines.loaded_database import load_sources
from tests.ingest.sheets.sheets import SOURCE, Row, write_sheet

FILE = {"Content-Type": "application/octet-stream"}
MARCH = SOURCE | {"published": "1 March 2026"}
WHO: list[Row] = [
    {"name": "SDF", "id": "sdf"},
    {"name": "ISIS suspects", "id": "isis-suspects"},
    {"name": "Lake Guard", "kind": "armed group"},
    {"name": "strangers", "kind": "people"},
    {"name": "Old Mill", "kind": "prison"},
]
ROWS: list[Row] = [
    # a holder whom nobody named, of a group that is known; a denial; two who fight; a new group; a move
    {"locator": "1", "who": "Lake Guard", "predicate": "holds", "object": "ISIS suspects", "at": "Old Mill",
     "time": "5 February 2026", "wording": "40"},
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "ISIS suspects", "time": "5 February 2026",
     "manner": "denied"},
    {"locator": "3", "who": "SDF", "predicate": "fights", "object": "Lake Guard", "time": "3 February 2026"},
    {"locator": "4", "who": "Lake Guard", "predicate": "holds", "object": "strangers", "time": "2019",
     "wording": "about 20"},
    {"locator": "5", "predicate": "transfers", "object": "ISIS suspects", "origin": "SDF", "target": "Lake Guard",
     "time": "1 February 2026", "wording": "15"},
]  # fmt: skip


@pytest.fixture(scope="module")
def own(lent: Path, embedded_engine: Engine, kept: Path) -> Iterator[str]:
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    with served(create_app(settings_for(lent))) as base:
        caught_up(base)
        yield base


def post(base: str, what: str, name: str, file: Path) -> httpx.Response:
    sent = httpx.post(f"{base}/v1/{what}?name={name}", content=file.read_bytes(), headers=FILE, timeout=120)
    assert sent.status_code == 200, sent.text
    return sent


def ask(base: str, question: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{base}/v1{question}", timeout=60).json()
    return found


def list_loaded(base: str, version: int) -> dict[tuple[str, str], set[str]]:
    """What custody/diff says after the load, by group and day."""
    found = {}
    for group, day in (
        ("isis-suspects", "2026-02-05"), ("isis-suspects", "2026-02-01"), ("lake-strangers", "2019-12-31"),
    ):  # fmt: skip
        answer = ask(base, f"/custody/diff?from={day}&from_version={version}&held={group}")
        found[group, day] = {f"{row['change']} {row['holder']['name']}: {row['sentence']}" for row in answer["rows"]}
    return found


def test_a_preview_says_what_the_load_then_does(own: str, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", ROWS, WHO, MARCH)
    before = ask(own, "/status")["dataVersion"]
    preview = post(own, "preview", "lake.xlsx", file).json()
    checked = post(own, "check", "lake.xlsx", file).json()
    assert checked["counts"]["wrong"] == 0, checked
    assert (preview["statements"], preview["asked"], preview["questions"]) == (5, 4, 4)
    assert ask(own, "/status")["dataVersion"] == before
    assert ask(own, "/search?q=lake guard")["rows"] == []  # the names of the file are in no answer
    told: dict[tuple[str, str], set[str]] = {}
    for change in preview["changes"]:
        if change["address"].startswith("/custody"):
            held, day = (part.split("=")[1] for part in change["address"].split("?")[1].split("&"))
            told.setdefault((held, day), set()).add(f"{change['change']} {change['row']}: {change['sentence']}")
    assert any(one.startswith("new Lake Guard") for one in told["isis-suspects", "2026-02-05"])
    assert {one["question"] for one in preview["changes"]} >= {
        "ISIS suspects on 5 February 2026", "Lake Guard and Syrian Democratic Forces on 3 February 2026",
        "strangers on 31 December 2019",
    }  # fmt: skip
    post(own, "load", "lake.xlsx", file)
    assert told == list_loaded(own, before)
    pair = next(one for one in preview["changes"] if one["address"].startswith("/alliances"))
    assert (pair["change"], pair["row"].partition(" ")[0]) == ("new", "hostile")
    row = next(
        one for one in ask(own, "/alliances?actor=sdf&as_of=2026-02-03")["rows"]
        if {one["a"]["name"], one["b"]["name"]} == {"Lake Guard", "Syrian Democratic Forces"}
    )  # fmt: skip
    assert (row["sign"], pair["row"]) == (-1, f"hostile ({row['certainty']})")
    again = post(own, "preview", "lake.xlsx", file).json()
    assert (again["statements"], again["changes"]) == (0, [])


def test_rows_that_a_load_would_close_are_gone_in_the_preview_too(own: str, tmp_path: Path) -> None:
    (tmp_path / "less").mkdir()
    whole = write_sheet(tmp_path / "pond.xlsx", ROWS[:2] + ROWS[3:4], WHO, MARCH)
    post(own, "load", "pond.xlsx", whole)
    before = ask(own, "/status")["dataVersion"]
    less = write_sheet(tmp_path / "less" / "pond.xlsx", [ROWS[0] | {"wording": "60"}], WHO, MARCH)
    preview = post(own, "preview", "pond.xlsx", less).json()
    assert preview["statements"] == 1
    told = {f"{one['change']} {one['row']}: {one['sentence']}" for one in preview["changes"]}
    post(own, "load", "pond.xlsx", less)
    assert told == list_loaded(own, before)["isis-suspects", "2026-02-05"]


def test_a_figure_that_is_there_is_named_as_a_copy(own: str, tmp_path: Path) -> None:
    who = [*WHO, {"name": "Mill Watch", "kind": "organisation"}]
    rows: list[Row] = [{
        "locator": "1", "said_by": "Mill Watch", "said_on": "20 January 2026", "who": "SDF", "predicate": "holds",
        "object": "ISIS suspects", "at": "Old Mill", "time": "20 January 2026", "wording": "1,234",
    }]  # fmt: skip
    first = write_sheet(tmp_path / "first.xlsx", rows, who)
    used: list[Row] = [
        {"name": "Mill Watch", "id": "first-mill-watch"},
        {"name": "Old Mill", "id": "first-place-old-mill"},
    ]
    second = [*used, *WHO[:2]]
    later = {**SOURCE, "title": "Printed again", "publisher": "SDF", "publisher_kind": "", "published": "2 March 2026"}
    post(own, "load", "first.xlsx", first)
    file = write_sheet(tmp_path / "second.xlsx", rows, second, later)
    checked = post(own, "check", "second.xlsx", file).json()
    assert checked["counts"]["wrong"] == 0, checked
    preview = post(own, "preview", "second.xlsx", file).json()
    assert [(one["row"], one["speaker"], one["wording"], one["source"]) for one in preview["copies"]] == [
        (2, "Mill Watch", "1,234", SOURCE["title"])
    ], preview
