"""People's Cypher on both engines: it reads, it ends, and its values come as JSON can hold them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import neo4j
import orjson
import pytest
from neo4j.exceptions import Neo4jError

from graph.cypher.guard import CheckedQuery
from graph.errors import FailedQuery, InvalidInput, RefusedQuery, TooLarge
from graph.store.engine.connection import Engine, OpenEngine
from graph.store.engine.faults import translate_error
from graph.store.researchers.query import run_query
from graph.store.store import Store
from tests.conftest import wipe

BOMBS = [
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a < 0 RETURN count(*) AS n",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b) AS n",
]
# each would do more than read; the guard is asked first, the engine where the guard is left out
WRITES = [
    "CREATE (:Intruder)",
    "MERGE (n:Intruder {id: 'new'}) RETURN n",
    "MATCH (n:Actor) SET n.name = 'changed'",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH (n:Actor) FOREACH (x IN [1] | SET n.name = 'changed')",
    "UNWIND [1] AS x CALL (x) { CREATE (:Intruder {x: x}) }",
    "CREATE INDEX intruder IF NOT EXISTS FOR (n:Actor) ON (n.other)",
    "CREATE CONSTRAINT intruder IF NOT EXISTS FOR (n:Actor) REQUIRE n.other IS UNIQUE",
]
OTHERS = [
    "CALL dbms.listConfig() YIELD name RETURN name",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "SHOW USERS",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTION 'x'",
    "USE system RETURN 1",
    "DROP INDEX intruder IF EXISTS",
    "EXPLAIN CREATE INDEX intruder FOR (n:Actor) ON (n.other)",
    "RETURN util.sleep(1)",
    "RETURN sql.eval('SELECT 1')",
    "ALTER USER neo4j SET PASSWORD 'x'",
    "START DATABASE neo4j",
    "RETURN 1; CREATE (:Intruder)",
]


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """One for all these tests, which only read: the embedded engine's is asked on a copy."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    wipe(engine)
    with Store(engine=engine) as opened:
        opened.write_text(
            "CREATE (:Entity:Actor {id: 'sdf', name: 'SDF'})"
            "-[:HOLDS {earliestStart: date('0001-01-01'), joint: false}]->"
            "(:Entity:Group {id: 'isis-suspects', name: 'ISIS suspects'})"
        )
        yield opened


def names(store: Store) -> list[str]:
    return [row["name"] for row in run_query(store, "MATCH (n) RETURN n.name AS name ORDER BY name")["rows"]]


@pytest.mark.parametrize("text", WRITES + OTHERS)
def test_what_would_do_more_than_read_never_reaches_the_engine(embedded_engine: Engine, text: str) -> None:
    with Store(engine=embedded_engine) as store, pytest.raises(RefusedQuery):
        run_query(store, text)


@pytest.mark.parametrize("text", WRITES)
def test_without_the_guard_the_engine_still_refuses_to_write(
    store: Store, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.researchers.query.check_query", lambda text: CheckedQuery(text, "read"))
    with pytest.raises(RefusedQuery):
        run_query(store, text)
    assert names(store) == ["ISIS suspects", "SDF"]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_query_without_end_is_ended_and_the_next_one_answered(store: Store, bomb: str) -> None:
    with pytest.raises(FailedQuery, match=r"longer than 0\.5 s") as caught:
        run_query(store, bomb, seconds=0.5)
    assert caught.value.parameter == "timeout"
    assert names(store) == ["ISIS suspects", "SDF"]
    with store.researchers.use_place() as place:
        assert not [row for row in _running(place.opened) if "whoholds" in str(row["currentQuery"])]


def test_rows_beyond_the_limit_are_cut_off_and_not_computed(store: Store) -> None:
    found = run_query(store, "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000) AS b RETURN b", limit=3)
    assert (found["columns"], list(found["rows"])) == (["b"], [{"b": 1}, {"b": 2}, {"b": 3}])
    assert (found["truncated"], found["notes"]) == (True, ["only the first 3 rows are shown"])
    assert run_query(store, "UNWIND [1, 2] AS a RETURN a", limit=2)["truncated"] is False


@pytest.mark.parametrize(
    "text", ["RETURN 1 AS n;", "RETURN 1 AS n ;  \n", "RETURN 1 AS n; // done", "RETURN 1 AS n; /* ; */"]
)
def test_a_semicolon_at_the_end_is_how_people_paste_queries(store: Store, text: str) -> None:
    assert list(run_query(store, text)["rows"]) == [{"n": 1}]


def test_nodes_edges_and_paths_are_maps_with_ids_for_ends(store: Store) -> None:
    (row,) = run_query(store, "MATCH path = (a)-[edge:HOLDS]->(:Group) RETURN a, edge, [edge] AS edges, path")["rows"]
    sdf = {"labels": ["Actor", "Entity"], "properties": {"id": "sdf", "name": "SDF"}}
    edge = {
        "type": "HOLDS",
        "start": "sdf",
        "end": "isis-suspects",
        "properties": {"earliestStart": "0001-01-01", "joint": False},
    }
    assert row["a"] == sdf
    assert row["edge"] == row["edges"][0] == row["path"]["relationships"][0] == edge
    assert row["path"]["nodes"][0] == sdf


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("date('2026-02-05')", "2026-02-05"),
        ("duration('P1DT2H')", "P1DT2H"),
        ("datetime('2026-02-05T12:00:00Z')", "2026-02-05T12:00:00.000000000+00:00"),
        ("{a: [1, null, date('9999-12-31')], b: true}", {"a": [1, None, "9999-12-31"], "b": True}),
        ("0.0 / 0.0", None),
        ("9223372036854775807", 9223372036854775807),
    ],
)
def test_values_are_those_of_json(store: Store, expression: str, expected: object) -> None:
    found = run_query(store, f"RETURN {expression} AS x")
    assert orjson.loads(orjson.dumps(found["rows"].fragments)) == list(found["rows"]) == [{"x": expected}]


def test_a_day_declared_in_the_header_is_compared_as_a_day(store: Store) -> None:
    text = "// Edges.\n//\n// $day DATE\nMATCH ()-[r:HOLDS]->() WHERE r.earliestStart < $day RETURN count(r) AS n"
    assert run_query(store, text, {"day": "2026-02-05"})["rows"] == [{"n": 1}]
    assert run_query(store, text, {"day": date(2026, 2, 5).isoformat()})["rows"] == [{"n": 1}]
    with pytest.raises(InvalidInput, match="day"):
        run_query(store, text, {"day": "soon"})


@pytest.mark.parametrize(
    ("text", "parameters", "error"),
    [
        ("RETRUN 1", {}, RefusedQuery),
        ("MATCH (n) RETURN m", {}, FailedQuery),
        ("RETURN 1 / 0 AS x", {}, FailedQuery),
        ("RETURN $x AS x", {}, InvalidInput),
        ("RETURN $x AS x", {"x": 2**64}, InvalidInput),
        ("RETURN $x AS x", {"x": "\ud800"}, InvalidInput),
        ("RETURN '" + "x" * 100_000 + "'", {}, TooLarge),
    ],
)
def test_what_cannot_be_run_is_told_in_one_line(
    store: Store, text: str, parameters: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        run_query(store, text, parameters)
    assert "\n" not in str(caught.value)


def test_the_engine_is_asked_in_read_mode_by_a_reader(store: Store) -> None:
    """The guard's own blind spots are the engine's to see."""
    with (
        store.researchers.use_place() as place,
        place.opened.open_reader().session(
            database=place.opened.engine.database, default_access_mode=neo4j.READ_ACCESS
        ) as session,
        pytest.raises(Neo4jError) as caught,
    ):
        session.run("CREATE (:Intruder)").consume()
    assert isinstance(translate_error(caught.value), RefusedQuery)


def _running(opened: OpenEngine) -> list[dict[str, Any]]:
    with opened.driver.session(database=opened.engine.database) as session:
        return [row for row in session.run("SHOW TRANSACTIONS").data() if "SHOW TRANS" not in str(row["currentQuery"])]


@pytest.mark.parametrize("word", ["EXPLAIN", "profile"])
def test_the_plan_of_a_query_that_reads_is_told_and_nothing_is_run_for_another(store: Store, word: str) -> None:
    (row,) = run_query(store, f"{word} MATCH (n:Actor) RETURN n.name; // and that is all")["rows"]
    assert row["plan"]["operatorType"]
    with pytest.raises(RefusedQuery, match="CREATE"):
        run_query(store, f"{word} CREATE INDEX FOR (n:Actor) ON (n.x)")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("CALL db.labels() YIELD label AS l WHERE l STARTS WITH 'A' RETURN l", [{"l": "Actor"}]),
        ("UNWIND [1] AS x CALL db.propertyKeys() YIELD propertyKey AS k WITH k WHERE k = 'id' RETURN k", [{"k": "id"}]),
        ("CALL { CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t } WITH t WHERE t = 'AT' RETURN t;",
         [{"t": "AT"}]),
        ("CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName AS p WHERE p = 'polarity' RETURN *",
         [{"nodeType": ":`Statement`", "p": "polarity"}]),
        ("SHOW FUNCTIONS;", None),
        ("CALL db.schema.visualization()", None),
    ],
)  # fmt: skip
def test_the_schema_is_told_from_the_model(store: Store, text: str, rows: list[dict[str, str]] | None) -> None:
    found = [{key: value for key, value in row.items() if key != "schemaRow"} for row in run_query(store, text)["rows"]]
    assert found == rows if rows is not None else found


def test_an_escape_in_a_string_is_one_character_and_does_not_end_it(store: Store) -> None:
    text = r"""RETURN 'l\u00e9gion \u0027) DETACH DELETE n //' AS a, "\u0022 \ud83d\ude00 \u005c" AS b, 'O\'N' AS c"""
    assert list(run_query(store, text)["rows"]) == [
        {"a": "légion ') DETACH DELETE n //", "b": '" \U0001f600 \\', "c": "O'N"}
    ]


def test_a_name_that_the_model_does_not_have_is_in_a_note_and_its_column_stays(store: Store) -> None:
    found = run_query(store, "MATCH (a:Actor) RETURN a.id AS id, a.nmae AS name")
    assert found["columns"] == ["id", "name"]
    assert list(found["rows"]) == [{"id": "sdf", "name": None}]
    assert "There is no property nmae; did you mean name?" in found["notes"]
    found = run_query(store, "MATCH (s:Statment) RETURN s.id AS id")
    assert list(found["rows"]) == []
    assert "There is no label Statment; did you mean Statement?" in found["notes"]
