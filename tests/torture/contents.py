"""All that a store holds, as multisets of nodes and edges, without what tells one load of it from another."""

import json
from collections import Counter
from typing import Any

from graph.model.statement import OPEN
from graph.store.store import Store

# versions and moments, which differ where a load was begun again
OF_A_LOAD = {
    "record",
    "openedIn",
    "closedIn",
    "renewedIn",
    "changedIn",
    "version",
    "at",
    "firstIn",
    "seenIn",
    "asked",
    "until",
}
BOOKKEEPING = {"Load", "Lock"}  # labels
NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = (
    "MATCH (a)-[r]->(b) RETURN labels(a) AS start_labels, properties(a) AS start, type(r) AS type, "
    "properties(r) AS properties, labels(b) AS end_labels, properties(b) AS end"
)
Contents = dict[str, Counter[str]]


def read_contents(store: Store) -> Contents:
    """`nodes` and `edges` of what is in force, each with its labels and properties; `others` counts statements that
    are not: after one load without changes there must be none."""
    nodes, edges, others = Counter[str](), Counter[str](), Counter[str]()
    with store.use() as opened, opened.driver.session(database=opened.engine.database) as session:
        for row in session.run(NODES):
            if row["properties"].get("closedIn", OPEN) != OPEN:
                others["closed statements"] += 1
            elif not BOOKKEEPING & set(row["labels"]):
                nodes[_write(sorted(row["labels"]), row["properties"])] += 1
        for row in session.run(EDGES):
            if not BOOKKEEPING & {*row["start_labels"], *row["end_labels"]}:
                ends = [_identify(row["start"]), _identify(row["end"])]
                edges[_write([row["type"], *ends], row["properties"])] += 1
    return {"nodes": nodes, "edges": edges, "others": others}


def compare_contents(right: Contents, found: Contents) -> dict[str, Any]:
    """What is lost and what is too much, by kind, with one example; empty where all is the same."""
    differences = {}
    for kind, expected in right.items():
        lost, beyond = expected - found[kind], found[kind] - expected
        if lost or beyond:
            example = next(iter(lost or beyond))[:300]
            differences[kind] = {"lost": lost.total(), "beyond": beyond.total(), "example": example}
    return differences


def _identify(properties: dict[str, Any]) -> str:
    return str(properties.get("key") or properties.get("id") or _write([], properties))


def _write(words: list[str], properties: dict[str, Any]) -> str:
    kept = {name: value for name, value in sorted(properties.items()) if name not in OF_A_LOAD}
    return json.dumps([words, kept], sort_keys=True, default=str)
