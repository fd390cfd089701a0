"""A network to be written to a file: nodes, and edges with values in named columns."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

from graph.dates.windows import MAX, MIN, Window

KINDS = (str, int, float, bool, date, list)  # what a column may hold; list is of texts, list[int] of numbers


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
    """`out` must not translate line ends. Lists become one cell, their items joined by `; `."""
    writer = csv.writer(out)
    writer.writerow(map(_write_cell, header))
    writer.writerows([_write_cell(value) for value in row] for row in rows)


def item_text(value: Any) -> str:
    """A value, or one of several in a cell, as text that is never JSON: of a thing its id, of a list its items."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Mapping() if "id" in value:
            return str(value["id"])
        case Mapping():
            return ", ".join(f"{name}: {item_text(item)}" for name, item in value.items())
        case list() | tuple():
            return ", ".join(map(item_text, value))
    return str(value)


def join_items(values: Iterable[Any]) -> str:
    """Several values in one cell; what is missing leaves its place empty."""
    return "; ".join(map(item_text, values))


def _write_cell(value: Any) -> str:
    if value is None or isinstance(value, bool | int | float | date):
        return item_text(value)
    text = join_items(value) if isinstance(value, list | tuple) else item_text(value)
    return f"'{text}" if text.startswith(FORMULA) else text
