"""A network to be written to a file: nodes, and edges with values in named columns."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

import orjson

from graph.dates.windows import MAX, MIN, Window

KINDS = (str, int, float, bool, date, list)  # what a column may hold; list is of texts


Columns = Mapping[str, type]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor; a value, or None, per column of nodes; and where to draw it, if that is known."""

    id: str
    name: str
    kind: str
    values: tuple[Any, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SheetEdge:
    """Two node ids and a value, or None, per column. `days` is when it is there and `certain` when it surely is.

    The windows of each are in order and apart from one another; MIN and MAX stand for no bound.
    """

    a: str
    b: str
    values: tuple[Any, ...]
    days: tuple[Window, ...] = ()
    certain: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """`about` says in words what is in it, `facts` the same for programs. `edges` may be read once only.

    `dynamic` tells whether edges have days; else it is the network of one day or period.
    """

    about: str
    nodes: Iterable[Node]
    columns: Columns
    edges: Iterable[SheetEdge]
    dynamic: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    node_columns: Columns = field(default_factory=dict)


def bound(day: date) -> date | None:
    """A bound as written to a file: None if the window is open there."""
    return None if day in (MIN, MAX) else day


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """`out` must not translate line ends. Mappings become their id where they have one, else their JSON."""
    writer = csv.writer(out)
    writer.writerow(map(_write_cell, header))
    writer.writerows([_write_cell(value) for value in row] for row in rows)


def item_text(value: Any) -> str:
    """One of several things in a cell."""
    if isinstance(value, Mapping) and "id" in value:
        return str(value["id"])
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _write_cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            text = "; ".join(map(item_text, value))
        case Mapping():
            text = orjson.dumps(value).decode() if value else ""
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
