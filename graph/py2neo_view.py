"""The graph through py2neo, for those whose notebooks use it. Needs the extra: pip install "whoholds[py2neo]".

py2neo is at its end of life: its last release is of 2021, it gets no fixes, and nothing else in whoholds imports it.
Newer work is better off with the `neo4j` package, as in `graph.store`. What it is good for here:

    view = connect()
    sdf = view.nodes("Actor", name="Syrian Democratic Forces")[0]
    print(to_table(view.relationships(sdf["id"], "HOLDS", "GUARDS", on=date(2026, 2, 5))))
    view.graph.run("MATCH (n:Group) RETURN n.name").to_table()

A query that compares days takes them as `date('2026-02-05')` or as a `datetime.date` parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import Unavailable
from graph.store.engine.connection import Engine, open_engine
from graph.store.queries import read_query
from graph.store.settings import Settings, load_settings

try:
    from py2neo import Graph, Node
    from py2neo.errors import ConnectionUnavailable, Neo4jError
except ImportError as error:
    raise ImportError('graph.py2neo_view needs py2neo: pip install "whoholds[py2neo]"') from error

Row = dict[str, Any]


@dataclass(frozen=True)
class Py2neoView:
    """A connection by py2neo. `graph` is py2neo's own, for anything else that it can do."""

    graph: Graph

    def nodes(self, label: str = "Entity", **properties: Any) -> list[Node]:
        """Nodes with a label and with these properties, by id: `nodes("Actor", kind="state")`."""
        return sorted(self.graph.nodes.match(label, **properties), key=lambda node: str(node["id"]))

    def relationships(self, entity: str | None = None, *types: str, on: date | None = None) -> list[Row]:
        """Shortcut edges as rows: from, type, to (ids), then the edge's properties, with days as `datetime.date`.

        Those of one entity (an id) or of all; only of some types; only such as at least possibly hold `on` a day.
        """
        if entity is None:
            found = self.graph.run(str(read_query("read/shortcuts")))
        else:
            found = self.graph.run(str(read_query("read/shortcuts_of_entity")), entity=entity)
        rows = [_row(record) for record in found.data()]
        chosen = [row for row in rows if (not types or row["type"] in types) and (on is None or _possible(row, on))]
        return sorted(chosen, key=lambda row: (row["type"], row["from"], row["to"], row["statement"]))


def connect(settings: Settings | None = None, *, engine: Engine | None = None, write: bool = False) -> Py2neoView:
    """A view of the engine that the settings name (the environment's if none are given), or of the one given.

    Without `write` the embedded engine refuses every write. Raises Unavailable where it cannot connect.
    """
    found = engine or open_engine(settings or load_settings())
    user = (found.username, found.password) if write else (found.reader_username, found.reader_password)
    try:
        graph = Graph(found.uri, auth=user, name=found.database)
        graph.run("RETURN 1").evaluate()
    except (ConnectionUnavailable, Neo4jError, OSError, ValueError) as error:
        raise Unavailable(
            f"py2neo cannot use {found.uri}: {error or type(error).__name__}",
            hint="check NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD",
        ) from error
    return Py2neoView(graph)


def to_table(rows: Sequence[Row]) -> str:
    """Rows as text in columns, one for each key that any of them has; what a row lacks stays empty."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [columns, *([_text(row.get(column)) for column in columns] for row in rows)]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


def _row(record: Row) -> Row:
    """py2neo has days of its own; users compare them with those of Python."""
    properties = sorted(record["properties"].items())
    native = {name: value.to_native() if hasattr(value, "to_native") else value for name, value in properties}
    return {"from": record["from"], "type": record["type"], "to": record["to"], **native}


def _possible(row: Row, day: date) -> bool:
    return bool(row["earliestStart"] <= day <= row["latestEnd"])


def _text(value: Any) -> str:
    return "" if value is None else str(value)
