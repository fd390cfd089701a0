"""What a store sends to one engine, recorded, and sent to another with the same parameters.

The queries of one transaction are sent in one transaction again. Rows of a query without ORDER BY are compared sorted,
and so are lists of labels and of what a pattern finds, which engines order each in its own way.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import neo4j
import pytest
from neo4j.graph import Node, Path, Relationship

from graph.store.engine.connection import Engine
from graph.store.queries import list_queries, read_query
from graph.store.store import Row, Store, Transaction
from tests.conftest import wipe

FOLDERS = ("read", "write", "schema")
OF_ONE_ENGINE = {"read/places"}  # the places of nodes, which the batch way of the embedded engine needs
PUT_IN = re.compile(r"EDGE_TYPE|SCHEMA_NAME|LABEL")
LAST_CLAUSE = re.compile(r"\bRETURN\b")
DEPRECATED = "DEPRECATION"
# an empty store knows no labels yet, and each query would be told of it
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


@dataclass
class Call:
    """One query, and the rows that the first engine gave."""

    text: str
    parameters: dict[str, Any]
    rows: list[Row]


@dataclass
class Step:
    """The calls of one transaction; `writes` says in which mode. Without calls: all nodes are deleted."""

    calls: list[Call] = field(default_factory=list)
    writes: bool = True


@contextmanager
def record_queries() -> Iterator[list[Step]]:
    """The steps of every store of this process, in the order in which they ended."""
    steps: list[Step] = []
    run_text, write, read, stream = Transaction.run_text, Store.write, Store.read, Store.stream

    def record_text(transaction: Transaction, text: str, **parameters: Any) -> list[Row]:
        rows = run_text(transaction, text, **parameters)
        current.calls.append(Call(text, parameters, rows))
        return rows

    current = Step()

    def record_write(store: Store, work: Callable[[Transaction], Any]) -> Any:
        nonlocal current

        def begin(transaction: Transaction) -> Any:
            nonlocal current
            current = Step()  # anew at each try
            return work(transaction)

        done = write(store, begin)
        steps.append(current)
        return done

    def record_read(store: Store, name: str, **parameters: Any) -> list[Row]:
        rows = read(store, name, **parameters)
        steps.append(Step([Call(read_query(name), parameters, rows)], writes=False))
        return rows

    def record_stream(store: Store, name: str, **parameters: Any) -> Iterator[Row]:
        rows = list(stream(store, name, **parameters))
        steps.append(Step([Call(read_query(name), parameters, rows)], writes=False))
        yield from rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "run_text", record_text)
        patch.setattr(Store, "write", record_write)
        patch.setattr(Store, "read", record_read)
        patch.setattr(Store, "stream", record_stream)
        patch.setattr(Store, "takes_lines", False)  # first loads too go by queries
        yield steps


@dataclass
class Replay:
    """What was otherwise on a second engine, and what it calls deprecated."""

    differences: list[str] = field(default_factory=list)
    deprecated: set[str] = field(default_factory=set)


def replay(steps: list[Step], engine: Engine) -> Replay:
    """Send all steps to another engine, which is emptied first and wherever the first one was."""
    found = Replay()
    wipe(engine)
    # a driver of its own: those of the store ask for no notifications
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.username, engine.password)) as driver,
        driver.session(database=engine.database) as session,
    ):
        for step in steps:
            if not step.calls:
                wipe(engine)
                continue
            send = session.execute_write if step.writes else session.execute_read
            for call, (rows, notes) in zip(step.calls, send(_send_calls, step.calls), strict=True):
                found.deprecated |= {f"{note}\n{call.text}" for note in notes}
                if not are_same(call.text, call.rows, rows):
                    found.differences.append(_show(call, rows))
    return found


def _send_calls(transaction: neo4j.ManagedTransaction, calls: list[Call]) -> list[tuple[list[Row], list[str]]]:
    return [_send_call(transaction, call) for call in calls]


def _send_call(transaction: neo4j.ManagedTransaction, call: Call) -> tuple[list[Row], list[str]]:
    result = transaction.run(call.text, call.parameters)  # type: ignore[arg-type]
    rows = [dict(record) for record in result]
    notes = result.consume().gql_status_objects
    return rows, [note.status_description for note in notes if note.raw_classification == DEPRECATED]


def are_same(text: str, first: list[Row], second: list[Row]) -> bool:
    """Whether two engines gave the same rows; in the same order where the query has one."""
    left, right = (_show_rows(text, rows) for rows in (first, second))
    return left == right if has_order(text) else sorted(left) == sorted(right)


def has_order(text: str) -> bool:
    """Whether the rows of a query have an order that is the query's, not the engine's."""
    return "ORDER BY" in LAST_CLAUSE.split(text)[-1]


def plain(value: Any) -> Any:
    """What a user sees of a value: engines number nodes and order their properties each in its own way."""
    if isinstance(value, Path):
        return [plain(part) for part in (*value.nodes, *value.relationships)]
    if isinstance(value, Node):
        return sorted(value.labels), plain(dict(value))
    if isinstance(value, Relationship):
        return value.type, plain(dict(value))
    if isinstance(value, dict):
        return sorted((name, plain(item)) for name, item in value.items())
    return [plain(item) for item in value] if isinstance(value, list) else value


def find_unordered_lists(text: str) -> set[str]:
    """The columns of a query that are lists in an order that the engine chooses: what a pattern finds, and labels."""
    ends = (_find_bracket(text, begin.start()) for begin in re.finditer(r"\[\(", text))
    named = (re.match(r"\]\s+AS (\w+)", text[end:]) for end in ends)
    return {one[1] for one in named if one} | set(re.findall(r"\blabels\(\w+\) AS (\w+)", text))


def _find_bracket(text: str, begin: int) -> int:
    """Where the bracket ends that begins here."""
    depth = 0
    for place in range(begin, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if not depth:
            return place
    raise ValueError(f"an open bracket: {text[begin:]}")


def _show_rows(text: str, rows: list[Row]) -> list[str]:
    sorted_in = find_unordered_lists(text)
    return [
        repr([(n, sorted(plain(row[n]), key=repr) if n in sorted_in else plain(row[n])) for n in sorted(row)])
        for row in rows
    ]


def list_unsent(texts: set[str]) -> list[str]:
    """The files of cypher/ that none of these texts is or contains."""
    return [
        name
        for folder in FOLDERS
        for name in list_queries(folder)
        if not (name in OF_ONE_ENGINE or _is_sent(name, texts))
    ]


def _is_sent(name: str, texts: set[str]) -> bool:
    body = "".join(line for line in read_query(name).splitlines(keepends=True) if not line.startswith("//")).strip()
    form = re.compile(r"\w+".join(map(re.escape, PUT_IN.split(body))))
    return any(form.search(text) for text in texts)


def _show(call: Call, rows: list[Row]) -> str:
    """The rows that only one engine gave, a few of them."""
    left, right = _show_rows(call.text, call.rows), _show_rows(call.text, rows)
    first = [row for row in left if row not in right][:3]
    second = [row for row in right if row not in left][:3]
    sizes = f"{len(left)} and {len(right)} rows"
    return f"{call.text}\n{str(call.parameters)[:300]}\n{sizes}\nonly first: {first}\nonly second: {second}"
