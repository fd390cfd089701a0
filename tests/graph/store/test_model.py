"""The model that is printed is the one that a loaded store has: labels, properties with types, edges with ends."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import neo4j
import pytest
from neo4j.time import Date, DateTime

from graph.cypher.model import ModelProperty, read_model
from graph.store.engine.connection import Engine, connect
from graph.store.store import Store
from ingest.loading import load_source
from tests.conftest import wipe

# what the first report has no use for, by label or type of edge
NOT_THERE = {
    "Statement": {"renewedIn", "whole", "parts", "codedBy", "checkedBy", "state", "internal"},
    "Source": {
        "internal",
        "rows",
        "covers",
        "closedIn",
        "url",
        "archiveAuthority",
        "archiveFile",
        "archiveRecord",
        "archiveSha256",
        "archiveStamp",
        "archiveUrl",
    },  # the first report names no address and no archived copy
    "Entity": {"canonical", "closedIn", "internal"},
    "Dataset": {"closedIn", "fileRules", "vocabulary"},
    "Lock": {"owner"},
}
LINKS_NOT_THERE = {"COPY_OF", "QUOTES", "TRANSLATION_OF", "FULFILS"}
LABELS_NOT_THERE = {"Judgement", "Withdrawn"}  # none is on what the first report has
TYPES: dict[str, type] = {"STRING": str, "INTEGER": int, "BOOLEAN": bool, "DATE": Date, "DATETIME": DateTime}


class Loaded(NamedTuple):
    """What a store has: values of each property by label and by type of edge, and the labels at both ends of each."""

    nodes: dict[str, dict[str, list[Any]]]
    edges: dict[str, dict[str, list[Any]]]
    ends: dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def loaded(embedded_engine: Engine) -> Iterator[Loaded]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        load_source(store, "isis-detainee-transfer")
    with connect(embedded_engine) as driver, driver.session(database=embedded_engine.database) as session:
        yield read_all(session)


def read_all(session: neo4j.Session) -> Loaded:
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    edges: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    ends: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"):
        for label in row["labels"]:
            for name, value in row["properties"].items():
                nodes[label][name].append(value)
    text = """MATCH (a)-[e]->(b)
    RETURN labels(a) AS a, labels(b) AS b, type(e) AS type, properties(e) AS properties"""
    for row in session.run(text):
        start, end = (next(label for label in row[side] if label != "Entity") for side in "ab")
        ends[row["type"]].add((start, end))
        edges[row["type"]] = edges[row["type"]]  # there also without properties
        for name, value in row["properties"].items():
            edges[row["type"]][name].append(value)
    return Loaded(nodes, edges, ends)


def is_of_type(value: Any, type_: str) -> bool:
    if type_ == "LIST of STRING":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, TYPES[type_]) and (type_ == "BOOLEAN" or not isinstance(value, bool))


def check_properties(name: str, found: dict[str, list[Any]], expected: tuple[ModelProperty, ...]) -> None:
    types = {one.name: one.type for one in expected}
    assert set(found) <= set(types), name
    wrong = {one for one, values in found.items() if not all(is_of_type(value, types[one]) for value in values)}
    assert not wrong, name


def test_what_a_store_has_is_in_the_model_with_its_type(loaded: Loaded) -> None:
    model = read_model()
    assert {"Statement", "Source", "Dataset", "Actor", "Group"} <= set(loaded.nodes) <= set(model.labels)
    assert {"SAID_BY", "NAMES", "HOLDS", "GAINED"} <= set(loaded.edges) <= set(model.edges)
    for label, found in loaded.nodes.items():
        check_properties(label, found, model.labels[label].properties)
    for type_, found in loaded.edges.items():
        check_properties(type_, found, model.edges[type_].properties)


def test_edges_run_between_the_labels_that_the_model_names(loaded: Loaded) -> None:
    for type_, pairs in loaded.ends.items():
        edge = read_model().edges[type_]
        assert all(start in edge.starts and end in edge.ends for start, end in pairs), type_


def test_what_the_model_has_is_in_the_store_as_far_as_the_report_uses_it(loaded: Loaded) -> None:
    model = read_model()
    assert set(model.labels) - set(loaded.nodes) == LABELS_NOT_THERE
    assert {one.type for one in model.edges.values() if one.kind == "link"} - set(loaded.edges) == LINKS_NOT_THERE
    roles = {one.type for one in model.edges.values() if one.kind == "role"}
    assert roles - set(loaded.edges) == {"FROM_HOLDER"}  # no source of it says whom people were taken from
    missing = {
        label: {one.name for one in model.labels[label].properties} - set(found)
        for label, found in loaded.nodes.items()
    }
    assert {label: names for label, names in missing.items() if names} == {
        label: NOT_THERE[group]
        for label in loaded.nodes
        if (group := "Entity" if "Entity" in model.labels[label].labels else label) in NOT_THERE
    }
    assert {one.name for one in model.edges["HOLDS"].properties} == set(loaded.edges["HOLDS"])
    assert {one.name for one in model.edges["CITES"].properties} == set(loaded.edges["CITES"])
    assert {one.name for one in model.edges["NAMES"].properties} - set(loaded.edges["NAMES"]) == {"internalAliases"}
