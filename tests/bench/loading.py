"""Loading: `load` of `graph.store` against a bare loop over the driver that makes the same graph from ready rows.

The loop is what somebody would write by hand who knows the final graph: 1,000 rows a transaction, CREATE throughout,
the same constraints and indexes there before it begins. It compares nothing, closes nothing and locks nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from neo4j import ManagedTransaction

from graph.model.names import give_names
from graph.model.statement import WrittenStatement
from graph.store.queries import ensure_schema
from graph.store.rows import (
    make_entity_row,
    make_names_row,
    make_role_rows,
    make_source_row,
    make_statement_row,
)
from graph.store.store import Store
from graph.store.writing.shortcuts import make_shortcuts
from graph.store.writing.writer import load_content
from tests.bench.engines import empty_engine
from tests.bench.measure import Result, own_memory_aside, timed
from tests.bench.networks import DATASET, Network, network
from tests.bench.points import hub_entities

BATCH = 1_000
BAR = 0.8
Row = dict[str, Any]
Job = tuple[str, list[Row]]  # a query and its rows

STATEMENT = """
UNWIND $rows AS row
MATCH (speaker:Entity {id: row.saidBy}) MATCH (source:Source {id: row.source}) MATCH (dataset:Dataset {id: row.dataset})
CREATE (s:Statement) SET s = row.properties
CREATE (s)-[:SAID_BY]->(speaker) CREATE (s)-[:IN]->(dataset) CREATE (s)-[cites:CITES]->(source) SET cites = row.cites
"""
ROLE = """
UNWIND $rows AS row
MATCH (s:Statement {{record: row.record}}) MATCH (e:Entity {{id: row.entity}}) CREATE (s)-[:{0}]->(e)
"""
RESPONSE = """
UNWIND $rows AS row
MATCH (s:Statement {record: row.record}) MATCH (first:Statement {key: row.key})
CREATE (s)-[:RESPONDS_TO {stance: row.stance, scope: row.scope}]->(first)
"""
SHORTCUT = """
UNWIND $rows AS row
MATCH (a:Entity {{id: row.from}}) MATCH (b:Entity {{id: row.to}}) CREATE (a)-[edge:{0}]->(b) SET edge = row.properties
"""


def loading(name: str, made: Network, size: str, rounds: int) -> Iterator[Result]:
    """Both ways, batch by batch in turn, on two fresh engines of one kind; then questions about the hubs."""
    content, ready = made.content(), list(jobs(made))
    number = len(content.statements)
    with (
        empty_engine(name) as one,
        empty_engine(name) as other,
        Store(engine=one) as store,
        Store(engine=other) as bare,
    ):
        ensure_schema(bare)
        for text, rows in jobs(_warm_up()):
            _Loop(bare, [(text, rows)]).run_to(1)
        load_content(store, _warm_up().content())
        for warmed in (store, bare):
            _wipe(warmed)
        loop = _Loop(bare, ready)
        with own_memory_aside():
            both = timed(lambda: load_content(store, content, lambda done, total: loop.run_to(done / total)))
            ours = both - loop.seconds
            loop.run_to(1)
        graph = counted(store)
        if counted(bare) != graph:
            raise AssertionError(f"the bare loop makes another graph: {counted(bare)}, the store {graph}")
        yield Result(
            what=f"loading {size}, {number:,} statements",
            engine=name,
            value=ours,
            unit="s",
            against="the speed of a bare driver loop",
            ratio=loop.seconds / ours,
            bar=f">= {BAR}",
            met=loop.seconds / ours >= BAR,
            details={"bareSeconds": loop.seconds, "statementsPerSecond": number / ours, "graph": graph},
        )
        yield from hub_entities(store, made, rounds, size)


class _Loop:
    """The bare loop, which can be run a share at a time. `seconds` is what it has taken so far."""

    def __init__(self, store: Store, work: list[Job]) -> None:
        self._store = store
        self._left = [(text, rows[i : i + BATCH]) for text, rows in work for i in range(0, len(rows), BATCH)]
        self._total, self._done = len(self._left), 0
        self.seconds = 0.0

    def run_to(self, share: float) -> None:
        """Run until this share of all batches is written."""
        self.seconds += timed(lambda: self._run(int(share * self._total)))

    def _run(self, until: int) -> None:
        with self._store.driver.session(database=self._store.engine.database) as session:
            for text, rows in self._left[self._done : until]:
                session.execute_write(_run, text, rows)
        self._done = max(self._done, until)


def _run(transaction: ManagedTransaction, text: str, rows: list[Row]) -> None:
    transaction.run(text, rows=rows).consume()


def jobs(made: Network) -> Iterator[Job]:
    """The final graph as rows, node by node and link by link."""
    yield "UNWIND $rows AS row CREATE (n:Load) SET n = row", [{"version": 1, "published": True}]
    yield "UNWIND $rows AS row CREATE (n:Dataset) SET n = row", [{"id": DATASET, "openedIn": 1}]
    by_label: dict[str, list[Row]] = defaultdict(list)
    for entity in made.entities:
        row = make_entity_row(entity, DATASET)
        by_label[entity.label].append(row["properties"] | {"id": entity.id, "openedIn": 1})
    for label, rows in by_label.items():
        yield f"UNWIND $rows AS row CREATE (n:Entity:{label}) SET n = row", rows
    yield (
        "UNWIND $rows AS row MATCH (d:Dataset {id: row.dataset}) MATCH (n:Entity {id: row.id}) "
        "CREATE (d)-[e:NAMES]->(n) SET e = row.properties",
        [
            {"dataset": DATASET, "id": entity.id, "properties": make_names_row(give_names(entity)) | {"openedIn": 1}}
            for entity in made.entities
        ],
    )
    sources = [(make_source_row(source, DATASET), source.publisher) for source in made.sources]
    yield (
        "UNWIND $rows AS row MATCH (p:Entity {id: row.publisher}) CREATE (n:Source) SET n = row.properties "
        "CREATE (n)-[:PUBLISHED_BY]->(p)",
        [{"properties": row["properties"] | {"id": row["id"], "openedIn": 1}, "publisher": p} for row, p in sources],
    )
    yield from _statement_jobs(list(made.statements()))


def _statement_jobs(statements: list[WrittenStatement]) -> Iterator[Job]:
    rows: list[Row] = []
    answers: list[Row] = []
    roles: dict[str, list[Row]] = defaultdict(list)
    edges: dict[str, list[Row]] = defaultdict(list)
    for statement in statements:
        row, record = make_statement_row(statement), f"{statement.id}.1"
        row["properties"] |= {"record": record, "openedIn": 1}
        rows.append(row)
        for role, members in make_role_rows(statement, record).items():
            roles[role] += members
        answers += [
            {"record": record, "key": r.key, "stance": r.stance, "scope": r.scope} for r in statement.responds_to
        ]
        for edge in make_shortcuts(statement, lambda id_: id_):
            edges[edge.type].append({"from": edge.start, "to": edge.end, "properties": edge.properties})
    yield STATEMENT, rows
    for role, members in roles.items():
        yield ROLE.format(role), members
    yield RESPONSE, answers
    for edge_type, members in edges.items():
        yield SHORTCUT.format(edge_type), members


def counted(store: Store) -> Row:
    """How many nodes and edges of each kind there are; the lock of loads is no part of the graph."""
    texts = (
        "MATCH (n) WHERE NOT n:Lock UNWIND labels(n) AS name RETURN name, count(*) AS number",
        "MATCH ()-[e]->() RETURN type(e) AS name, count(*) AS number",
    )
    found: Row = {}
    with store.driver.session(database=store.engine.database) as session:
        for text in texts:
            found |= {row["name"]: row["number"] for row in session.run(text)}
    return dict(sorted(found.items()))


def _warm_up() -> Network:
    return network(500, 3_000, seed=9)


def _wipe(store: Store) -> None:
    text = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"
    with store.driver.session(database=store.engine.database) as session:
        while session.execute_write(lambda tx: tx.run(text).single(strict=True)["gone"]):
            pass
