"""What is asked of a node by a property of an edge is found on both engines, however it is written."""

from collections.abc import Iterator

import pytest

from graph.cypher.guard import check_query
from graph.store.engine.connection import Engine
from graph.store.researchers.query import run_query
from graph.store.store import Store
from ingest.loading import load_source
from tests.conftest import wipe

HELD = "MATCH (holder:Actor)-[e:HOLDS]->(people)"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            "MATCH ()-[e:HOLDS]->() MATCH (s:Statement {id: e.statement}) RETURN s",
            "MATCH ()-[e:HOLDS]->() MATCH (s:Statement WHERE s.id = (e . statement)) RETURN s",
        ),
        (
            "MATCH ()-[e]->() OPTIONAL MATCH (`a b` {id: toLower(e.statement), mode: 'occurred'})--(x) RETURN x",
            "MATCH ()-[e]->() OPTIONAL MATCH (`a b` WHERE `a b`.id = (toLower ( e . statement )) "
            "AND `a b`.mode = ('occurred'))--(x) RETURN x",
        ),
        (
            "MATCH ()-[e:HOLDS]->() MATCH (s {id: e.statement} WHERE s.mode = 'a' OR s.mode = 'b') RETURN s",
            "MATCH ()-[e:HOLDS]->() MATCH (s WHERE s.id = (e . statement) AND ( s.mode = 'a' OR s.mode = 'b')) "
            "RETURN s",
        ),
        (
            "MATCH (a)-[e:HOLDS]->(b) MATCH (a)-[f:GUARDS {statement: e.statement}]->(b) RETURN f",
            "MATCH (a)-[e:HOLDS]->(b) MATCH (a)-[f:GUARDS WHERE f.statement = (e . statement)]->(b) RETURN f",
        ),
        (
            "MATCH ()-[e:HOLDS]->(), (:Statement {id: e.statement})-[:SAID_BY]->(x) RETURN x",
            "MATCH ()-[e:HOLDS]->(), (unnamed14:Statement WHERE unnamed14.id = (e . statement))-[:SAID_BY]->(x) "
            "RETURN x",
        ),
    ],
)
def test_an_edge_in_the_map_of_a_node_goes_into_where(written: str, sent: str) -> None:
    assert check_query(written).text.replace("  ", " ") == sent


@pytest.mark.parametrize(
    "written",
    [
        "MATCH (a)-[e:HOLDS]->(b) RETURN {id: e.statement} AS m",
        "MATCH (a)-[e:HOLDS]->(b) RETURN (b {id: e.statement}) AS m",
        "MATCH (a)-[e:HOLDS]->(b) WHERE a.id = b.id RETURN (b {.id, statement: e.statement}) AS m",
        "MATCH (a)-[e:HOLDS]->(b) MATCH (a)-[*1..3 {statement: e.statement}]->(b) RETURN b",
        "MATCH (a)-[e:HOLDS]->(b) MATCH (c:Entity {id: a.id}) RETURN c, e",
        "MATCH (a {id: $id}) RETURN a",
        "RETURN 5 - [1][0]",
    ],
)
def test_all_else_stays_as_it_is_written(written: str) -> None:
    assert check_query(written).text == written


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def loaded(request: pytest.FixtureRequest) -> Iterator[Store]:
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    wipe(engine)
    with Store(engine=engine) as store:
        load_source(store, "isis-detainee-transfer")
        yield store


@pytest.mark.parametrize(
    "asked",
    [
        "MATCH (s:Statement {id: e.statement})",
        "OPTIONAL MATCH (s:Statement {id: e.statement})",
        "MATCH (s:Statement {id: e.statement})-[:SAID_BY]->(speaker)",
        "MATCH (speaker)<-[:SAID_BY]-(s:Statement {id: e.statement})",
        "MATCH (s:Statement {id: e.statement} WHERE s.predicate = 'holds' OR s.predicate = 'sees')",
        "MATCH (s:Statement {id: coalesce(e.statement, '')})",
        "MATCH (:Statement {id: e.statement})-[:SAID_BY]->(s)",
        "MATCH (holder)-[s:HOLDS {statement: e.statement}]->(people)",
    ],
)
def test_each_edge_leads_to_its_statement(loaded: Store, asked: str) -> None:
    (edges,) = rows(loaded, f"{HELD} RETURN count(e) AS n")
    assert edges["n"] > 5
    assert rows(loaded, f"{HELD} {asked} RETURN count(s) AS n") == [edges]


def rows(store: Store, text: str) -> list[dict[str, object]]:
    return list(run_query(store, text)["rows"])
