"""Those who come with py2neo find the same graph as everybody else, on both engines."""

from datetime import date
from typing import Any

import pytest

from graph import py2neo_view
from graph.errors import Unavailable
from graph.store.engine.connection import Engine
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.conftest import wipe


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine with the first report in it."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    wipe(found)
    with Store(engine=found) as store:
        load_source(store, "isis-detainee-transfer")
    return found


@pytest.fixture
def view(engine: Engine) -> Any:
    return py2neo_view.connect(engine=engine)


def test_nodes_are_found_by_label_and_properties(view: Any, engine: Engine) -> None:
    assert [node["id"] for node in view.nodes("Actor", name="Syrian Democratic Forces")] == ["sdf"]
    assert [node["id"] for node in view.nodes("Group", name="Syrian Democratic Forces")] == []
    with Store(engine=engine) as store:
        ids = sorted(row["id"] for row in store.read("read/entities", version=1_000, since=0))
    assert [node["id"] for node in view.nodes()] == ids


def test_all_relationships_are_the_shortcut_edges_of_the_store(view: Any, engine: Engine) -> None:
    with Store(engine=engine) as store:
        stored = store.read("read/shortcuts")
    expected = sorted((row["type"], row["from"], row["to"], row["properties"]["statement"]) for row in stored)
    found = [(row["type"], row["from"], row["to"], row["statement"]) for row in view.relationships()]
    assert found == expected


def test_relationships_of_one_entity_are_those_at_either_end(view: Any) -> None:
    ends = [row for row in view.relationships() if "sdf" in (row["from"], row["to"])]
    assert view.relationships("sdf") == ends
    assert {row["to"] for row in ends} > {"isis-suspects"}
    assert {row["from"] for row in ends} > {"damascus"}
    assert view.relationships("nobody") == []


def test_a_day_and_types_leave_out_the_others(view: Any) -> None:
    """The SDF fought beside the coalition until 2019, and was seen to hold people in 2019 and in January 2026."""
    held = view.relationships("sdf", "HOLDS", "GUARDS", on=date(2026, 2, 5))
    assert {(row["type"], row["to"]) for row in held} == {
        ("GUARDS", "isis-suspects"),
        ("HOLDS", "isis-suspects"),
        ("HOLDS", "american-isis-suspect"),
    }
    beside = view.relationships("sdf", "FIGHTS_BESIDE")
    assert [(row["from"], row["to"], row["latestEnd"]) for row in beside] == [
        ("sdf", "us-led-coalition", date(2019, 12, 31))
    ]
    assert view.relationships("sdf", "FIGHTS_BESIDE", on=date(2020, 1, 1)) == []


def test_the_graph_of_py2neo_answers_any_query(view: Any) -> None:
    assert view.graph.run("MATCH (n:Entity {id: $id}) RETURN n.name", id="sdf").evaluate() == "Syrian Democratic Forces"


def test_who_did_not_ask_to_write_cannot_on_the_embedded_engine(embedded_engine: Engine) -> None:
    reader = py2neo_view.connect(engine=embedded_engine)
    with pytest.raises(Exception, match=r"(?i)forbidden|not allowed|permission|security"):
        reader.graph.run("CREATE (:Intruder)").evaluate()
    assert reader.nodes("Intruder") == []


def test_a_server_that_is_not_there_is_said_by_its_address() -> None:
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_username="neo4j", neo4j_password=None)
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:1"):
        py2neo_view.connect(settings)


def test_a_table_has_a_column_for_every_key_and_leaves_gaps_empty() -> None:
    text = py2neo_view.to_table([{"from": "sdf", "count": 7}, {"from": "iraq", "joint": True}])
    assert text.splitlines() == [
        "from  count  joint",
        "sdf   7",
        "iraq         True",
    ]
    assert py2neo_view.to_table([]) == ""
