"""The statements of a first load into the embedded engine, by its batch endpoint: many times faster than queries.

The endpoint takes nodes, then edges, a line of JSON each, and commits as it goes. Nothing is published by then, so
what a killed load leaves is seen by nobody, and `erase_unpublished` removes all of it before the next load begins.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import orjson

from graph.errors import FailedQuery, Unavailable
from graph.model.statement import WrittenStatement
from graph.store.rows import make_citation_row, make_role_rows, make_statement_row, write_days_as_text
from graph.store.store import Row, Store
from graph.store.writing.lock import LEASE_SECONDS
from graph.store.writing.shortcuts import make_shortcuts
from graph.vocabulary import vocabulary

LEAST = 2_000  # statements for which it is worth the preparations
MOST = 50_000  # until the end the engine keeps all places and edges in its heap, which many more would fill
BLOCK = 2_000  # lines that are sent at once
WAIT_SECONDS = 600.0
KEPT = frozenset(("Load", "Lock"))  # versions are never used again
LINKS = ("SAID_BY", "IN", "CITES", "RESPONDS_TO", "FULFILS", "ABOUT")
STATEMENT_DAYS = (
    "earliestStart", "latestStart", "earliestEnd", "latestEnd", "saidEarliest", "saidLatest", "knownEarliest",
    "knownLatest",
)  # fmt: skip
SHORTCUT_DAYS = STATEMENT_DAYS[:4]

Told = Callable[[int, int], None]


def write_first_statements(store: Store, opened: Sequence[WrittenStatement], version: int, told: Told) -> None:
    """Write statements, their links and their shortcuts into a store in which no statement is."""
    places: dict[str, dict[str, str]] = {"Entity": {}, "Source": {}, "Dataset": {}}
    for row in store.read("read/places"):
        places[row["label"]][row["id"]] = row["place"]
    _declare_types(store, opened)
    with _keep_lock(store):
        store.write_lines(_join_blocks(_make_lines(opened, version, places, told)))


def erase_unpublished(store: Store) -> None:
    """Remove all but loads from an embedded store of which nothing was ever published.

    Call only as the one writer. A batch whose sender died may still be at work: the engine does one at a time, so
    an empty one is taken only after it.
    """
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            store.write_lines([b"\n"])
            break
        except (FailedQuery, Unavailable):  # refused, maybe before all of the request was sent
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
    names = [row["name"] for row in store.run_script("SELECT name FROM schema:types")]
    store.run_script(";".join(f"TRUNCATE TYPE `{name}` UNSAFE" for name in names if name not in KEPT))


def _declare_types(store: Store, opened: Iterable[WrittenStatement]) -> None:
    """Types of edges, which the endpoint does not make; and which properties are days, as JSON has none."""
    predicates = [vocabulary().predicates[name] for name in sorted({statement.predicate for statement in opened})]
    shortcuts = {edge_type for predicate in predicates for edge_type in predicate.edges}
    roles = {role.upper() for predicate in predicates for role in predicate.roles}
    commands = [f"CREATE EDGE TYPE `{name}` IF NOT EXISTS" for name in sorted({*LINKS, *roles, *shortcuts})]
    days = {"Statement": STATEMENT_DAYS} | dict.fromkeys(sorted(shortcuts), SHORTCUT_DAYS)
    for name, properties in days.items():
        commands += [f"CREATE PROPERTY `{name}`.`{one}` IF NOT EXISTS DATE" for one in properties]
    store.run_script(";".join(commands))


def _make_lines(
    opened: Sequence[WrittenStatement], version: int, places: Mapping[str, Mapping[str, str]], told: Told
) -> Iterator[Row]:
    """All nodes, then all edges. The temporary id of a statement is its key."""
    for number, statement in enumerate(opened):
        if number % BLOCK == 0:
            told(number // 2, len(opened))
        row = write_days_as_text(make_statement_row(statement)["properties"])
        new = {"record": f"{statement.id}.{version}", "openedIn": version}
        yield row | new | {"@type": "vertex", "@class": "Statement", "@id": f"s{number}"}
    numbers = {statement.key: number for number, statement in enumerate(opened)}
    for number, statement in enumerate(opened):
        if number % BLOCK == 0:
            told((len(opened) + number) // 2, len(opened))
        yield from _make_links(f"s{number}", statement, numbers, places)
        yield from _make_shortcut_lines(statement, places["Entity"])
    told(len(opened), len(opened))


def _make_links(
    one: str, statement: WrittenStatement, numbers: Mapping[str, int], places: Mapping[str, Mapping[str, str]]
) -> Iterator[Row]:
    entities = places["Entity"]
    yield _make_edge("SAID_BY", one, entities[statement.said_by])
    yield _make_edge("IN", one, places["Dataset"][statement.dataset])
    yield _make_edge("CITES", one, places["Source"][statement.cites.source], make_citation_row(statement.cites))
    for edge_type, members in make_role_rows(statement, one).items():
        for member in members:
            yield _make_edge(edge_type, one, entities[member["entity"]])
    for reply in dict.fromkeys((r.key, r.stance, r.scope) for r in statement.responds_to):
        if reply[0] in numbers:
            yield _make_edge("RESPONDS_TO", one, f"s{numbers[reply[0]]}", {"stance": reply[1], "scope": reply[2]})
    for key in dict.fromkeys(statement.fulfils):
        if key in numbers:
            yield _make_edge("FULFILS", one, f"s{numbers[key]}")


def _make_shortcut_lines(statement: WrittenStatement, entities: Mapping[str, str]) -> Iterator[Row]:
    for edge in make_shortcuts(statement, lambda id_: id_):  # nothing is joined before anything is loaded
        yield _make_edge(edge.type, entities[edge.start], entities[edge.end], write_days_as_text(edge.properties))


def _make_edge(edge_type: str, start: str, end: str, properties: Row | None = None) -> Row:
    return {"@type": "edge", "@class": edge_type, "@from": start, "@to": end, **(properties or {})}


def _join_blocks(lines: Iterable[Row]) -> Iterator[bytes]:
    block: list[bytes] = []
    for line in lines:
        block.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        if len(block) == BLOCK:
            yield b"".join(block)
            block = []
    yield b"".join(block)


@contextmanager
def _keep_lock(store: Store) -> Iterator[None]:
    """Renews the lock of loads meanwhile. Raises what a renewal met; after Unavailable it is tried again."""
    done, met = threading.Event(), list[Exception]()

    def renew() -> None:
        while not done.wait(LEASE_SECONDS / 4):
            try:
                store.write(lambda transaction: None)
            except Unavailable:
                continue  # the load itself meets it where it lasts
            except Exception as error:  # whatever it is, the load must end with it
                met.append(error)
                return

    thread = threading.Thread(target=renew, name="keep the lock of a load", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    for error in met:
        raise error
