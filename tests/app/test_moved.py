"""How many came or went, asked of a store: the number and its reports. Invented, worked out by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.custody import _write_numbers, custody
from app.questions.plans import plans
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from ingest.loading import load_source
from tests.conftest import wipe

Row = dict[str, Any]
ENTITIES = """
entities:
  - {id: {id}-desk, label: Actor, kind: agency, name: Desk of {id}}
  - {id: {id}-x, label: Actor, kind: armed_force, name: Xray of {id}}
  - {id: {id}-y, label: Actor, kind: armed_force, name: Yankee of {id}}
  - {id: {id}-people, label: Group, kind: prisoners, name: prisoners of {id}}
  - {id: {id}-move, label: Event, kind: transfer, name: the move of {id}}
"""
MOVE = "predicate: transfers, roles: {object: [{id}-people], from_holder: [{id}-x], to_holder: [{id}-y]}"
BACK = "predicate: transfers, roles: {object: [{id}-people], from_holder: [{id}-y], to_holder: [{id}-x]}"
MOVES = {
    "ferry": [
        "key: m1, MOVE, on: 2020-01-01, count: {wording: '5', kind: flow}",
        "key: m2, MOVE, on: 2020-02-01, count: {wording: seven, kind: flow}",
        "key: m3, BACK, on: 2020-03-01, count: {wording: '3', kind: flow}",
    ],
    "barge": [
        "key: p, MOVE, mode: agreed, said_on: 2026-01-20, about: [barge-move], on: '[2026-01-20..]', "
        "count: {wording: '7,000', kind: flow}",
        "key: m1, MOVE, about: [barge-move], on: 2026-01-21, count: {wording: '150', kind: flow}",
        "key: m2, MOVE, about: [barge-move], on: 2026-01-30, count: {wording: about 2000, kind: cumulative}",
        "key: m3, MOVE, on: 2026-01-21/2026-02-12, spread: true, count: {wording: '5,704', kind: flow}",
    ],
    "raft": [
        "key: m1, MOVE, on: 2020-01-01, count: {wording: '5', kind: flow}",
        "key: m2, MOVE, on: 2020-01-01, count: {wording: '7', kind: flow}",
        "key: m3, MOVE, on: 2020-01-02, count: {wording: '4', kind: flow}",
    ],
}


def write(folder: Path, id_: str, name: str, more: str = "") -> Path:
    source = folder / id_
    source.mkdir()
    (source / "source.yml").write_text(
        f"id: {id_}\ntitle: Moves\npublisher: {id_}-desk\npublished: {{on: 2026-06-01, reason: test}}\n"
        f"licence: CC0-1.0\n{more}"
    )
    told = [f"  - {{{line}, cite: {{locator: 1}}}}" for line in MOVES[name]]
    text = ENTITIES + "statements:\n" + "\n".join(told) + "\n"
    text = text.replace("MOVE", MOVE).replace("BACK", BACK)
    (source / "dossier.yml").write_text(text.replace("{id}", id_).replace(f"{name}-move", f"{id_}-move"))
    return source


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def view(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    wipe(engine)
    folder = tmp_path_factory.mktemp("moves")
    sources = [write(folder, "ferry", "ferry"), write(folder, "barge", "barge"), write(folder, "raft", "raft")]
    sources.append(write(folder, "rows", "raft", "rows: distinct\n"))
    with Store(engine=engine) as store:
        for source in sources:
            assert not load_source(store, str(source)).parsed.quarantine.rows
        yield Reader(store).view()


def row(view: View, day: str, id_: str, holder: str) -> Row:
    answer = custody(Selection(view, read_common(as_of=day)), held=f"{id_}-people")
    met = [row for name in ("rows", "lastKnown", "firstKnown") for row in answer[name]]
    return next(row for row in met if row["holder"]["id"] == f"{id_}-{holder}")


def figures(found: Row) -> list[tuple[int, int, str, str, str]]:
    return [
        (one["min"], one["max"], one["wording"], str(one["earliest"]), one["saidBy"][0]["name"])
        for one in found["figures"]
    ]


def test_each_side_has_the_wordings_days_and_speakers_of_its_own_reports(view: View) -> None:
    came_back = row(view, "2020-04-01", "ferry", "x")
    assert (came_back["gained"]["min"], came_back["gained"]["max"], came_back["gained"]["wordings"]) == (3, 3, ["3"])
    assert (came_back["lost"]["min"], came_back["lost"]["max"]) == (12, 12)
    assert came_back["lost"]["wordings"] == ["5", "seven"]
    assert figures(came_back["lost"]) == [
        (5, 5, "5", "2020-01-01", "Desk of ferry"),
        (7, 7, "seven", "2020-02-01", "Desk of ferry"),
    ]
    there = row(view, "2020-04-01", "ferry", "y")
    assert (there["gained"]["min"], there["gained"]["max"], there["gained"]["wordings"]) == (12, 12, ["5", "seven"])
    assert (there["lost"]["min"], there["lost"]["max"], there["lost"]["wordings"]) == (3, 3, ["3"])
    assert figures(there["lost"]) == [(3, 3, "3", "2020-03-01", "Desk of ferry")]


def test_the_table_gives_each_number_with_its_own_wordings_and_days(view: View) -> None:
    told = _write_numbers(row(view, "2020-04-01", "ferry", "x"))
    assert told == "gained 3 (2020-03-01); lost 12 (5; seven; 2020-01-01 to 2020-02-01)"


@pytest.mark.parametrize(
    ("day", "low", "high", "keys", "words"),
    [
        ("2026-01-25", 150, 150, ["m1"], "By 25 January 2026 Yankee of barge had received 150 prisoners of barge"),
        ("2026-02-05", 1800, 2200, ["m2"], "had received about 2,000 prisoners of barge, according to Desk of barge."),
        (
            "2026-02-14", 5704, 5704, ["m3"],
            "By 14 February 2026 Yankee of barge had received 5,704 prisoners of barge, according to Desk of barge.",
        ),
    ],
)  # fmt: skip
def test_the_latest_total_is_given_with_its_days_and_its_speaker(
    view: View, day: str, low: int, high: int, keys: list[str], words: str
) -> None:
    answer = custody(Selection(view, read_common(as_of=day)), held="barge-people")
    (there,) = [row for row in answer["rows"] if row["holder"]["id"] == "barge-y"]
    gained = there["gained"]
    assert (gained["min"], gained["max"]) == (low, high)
    ids = [id_ for figure in gained["figures"] for id_ in figure["statements"]]
    assert [s.key.partition(":")[2] for s in view.select_by_ids(ids)] == keys
    assert words in answer["summary"]


def test_what_is_done_of_a_plan_follows_the_same_rule(view: View) -> None:
    def done(day: str) -> tuple[Row, Row]:
        (plan,) = plans(Selection(view, read_common(as_of=day)), held="barge-people")["rows"]
        return plan["done"], plan["share"]

    assert done("2026-01-25")[0] == {"min": 150, "max": 150}
    assert done("2026-02-05")[0] == {"min": 1800, "max": 2200}
    assert done("2026-02-14") == ({"min": 5704, "max": 5704}, {"min": 81, "max": 82})


def test_rows_of_a_source_are_distinct_moves_where_it_says_so(view: View) -> None:
    assert [row(view, "2020-02-01", "raft", "y")["gained"][name] for name in ("min", "max")] == [11, 16]
    assert [row(view, "2020-02-01", "rows", "y")["gained"][name] for name in ("min", "max")] == [16, 16]
