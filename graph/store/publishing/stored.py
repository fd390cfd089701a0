"""All that a store holds now, read at once, for what is public to be chosen from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.model.names import GivenNames
from graph.model.statement import OPEN, Response, WrittenStatement
from graph.store.queries import ensure_schema
from graph.store.rows import parse_names, restore_statement
from graph.store.store import Row, Store
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import ALL_VERSIONS
from graph.store.writing.writer import sweep_unpublished


@dataclass(slots=True, kw_only=True)
class StoredContent:
    """The newest version of each statement, by key, as it was written; the rest as rows, by id.

    `closed` are keys of statements of which no version is open. `names` has what each dataset calls an entity, by both
    ids.
    """

    version: int
    datasets: dict[str, Row]
    sources: dict[str, Row]
    entities: dict[str, Row]
    names: dict[tuple[str, str], GivenNames]
    statements: dict[str, WrittenStatement] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    withdrawn: dict[str, Row] = field(default_factory=dict)

    def owner_of(self, source: str) -> str:
        """The dataset that a source belongs to."""
        return str(self.sources[source]["source"].get("dataset") or source)

    def is_loaded(self, dataset: str) -> bool:
        return dataset in self.datasets and self.datasets[dataset].get("closedIn") is None


def read_stored(store: Store) -> StoredContent:
    """All of it at one data version. Raises Busy while a load writes."""
    ensure_schema(store)
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        every = {"version": ALL_VERSIONS, "since": 0}
        stored = StoredContent(
            version=int(store.read("read/version")[0]["version"]),
            datasets={row["properties"]["id"]: row["properties"] for row in store.read("read/all_datasets")},
            sources={row["source"]["id"]: row for row in store.read("read/sources", **every)},
            entities={row["properties"]["id"]: row["properties"] for row in store.read("read/all_entities")},
            names={
                (row["dataset"], row["entity"]): parse_names(row["properties"])
                for row in store.read("read/all_names")
                if row["properties"]["closedIn"] == OPEN
            },
            withdrawn={row["key"]: row for row in store.read("read/withdrawn", version=ALL_VERSIONS)},
        )
        _read_statements(store, stored)
        return stored


def _read_statements(store: Store, stored: StoredContent) -> None:
    """The newest version of each key, with what it points to."""
    newest: dict[str, Row] = {}
    key_of: dict[str, str] = {}  # by record
    for row in store.stream("read/all_statements"):
        key, node = row["statement"]["key"], row["statement"]
        key_of[node["record"]] = key
        there = newest.get(key)
        if there is None or node["openedIn"] > there["statement"]["openedIn"]:
            newest[key] = row
    responses, fulfilled = _read_links(store, key_of)
    for key, row in newest.items():
        node = row["statement"]
        stored.statements[key] = restore_statement(
            row, responses.get(node["record"], ()), fulfilled.get(node["record"], ())
        )
        if node["closedIn"] != OPEN:
            stored.closed.add(key)


def _read_links(store: Store, key_of: dict[str, str]) -> tuple[dict[str, set[Response]], dict[str, set[str]]]:
    """By record: the responses, and the keys that are fulfilled."""
    responses: dict[str, set[Response]] = defaultdict(set)
    fulfilled: dict[str, set[str]] = defaultdict(set)
    for link in store.stream("read/all_links"):
        to = key_of[link["to"]]
        if link["type"] == "FULFILS":
            fulfilled[link["from"]].add(to)
        else:
            responses[link["from"]].add(Response(to, **link["properties"]))
    return responses, fulfilled


def list_pointers(statement: WrittenStatement) -> set[str]:
    """The keys, and `source:ID`, that a statement responds to, fulfils or takes a date from."""
    dated = statement.linked.keys if statement.linked else ()
    return {*(one.key for one in statement.responds_to), *statement.fulfils, *dated} - {statement.key}


def list_named(statement: WrittenStatement) -> Iterable[str]:
    """The ids of the entities that a statement names in a role, as speaker, or as what it is about."""
    return (id_ for ids in (*statement.roles.values(), statement.about, (statement.said_by,)) for id_ in ids)
