"""What torture compares with: whatever is lost, partial, doubled or changed in a store shows."""

from typing import LiteralString

import pytest

from graph.store.engine.connection import Engine, connect
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, says
from tests.torture.contents import compare_contents, read_contents

HARM: list[tuple[LiteralString, set[str]]] = [
    ("MATCH (s:Statement {key: 'a'}) DETACH DELETE s", {"nodes", "edges"}),
    ("MATCH (s:Statement {key: 'a'})-[r]->() WITH r LIMIT 1 DELETE r", {"edges"}),
    ("MATCH (s:Statement {key: 'a'}) SET s.polarity = 'turned'", {"nodes"}),
    ("MATCH (s:Statement {key: 'a'}) CREATE (:Statement {record: 'other', id: 'other', key: s.key})", {"nodes"}),
    ("MATCH (s:Statement {key: 'a'})-[:SUBJECT]->(o) CREATE (s)-[:SUBJECT]->(o)", {"edges"}),
    ("MATCH (s:Statement {key: 'a'}) SET s.closedIn = 1", {"nodes", "others"}),
]


@pytest.mark.parametrize(("harm", "kinds"), HARM)
def test_any_harm_shows(empty_engine: Engine, harm: LiteralString, kinds: set[str]) -> None:
    with Store(engine=empty_engine) as store:
        load_content(store, content([says("a"), says("b")]))
        right = read_contents(store)
        assert right["nodes"].total() > 4
        assert right["edges"].total() > 8
        load_content(store, content([says("a"), says("b")]))  # nothing new
        assert compare_contents(right, read_contents(store)) == {}
    with connect(empty_engine) as driver:
        driver.execute_query(harm, database_=empty_engine.database)
    with Store(engine=empty_engine) as store:
        assert compare_contents(right, read_contents(store)).keys() == kinds
