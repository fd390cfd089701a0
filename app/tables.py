"""Answers as tables: one line per row, one plain value per column, as CSV, Arrow or Parquet.

`app.table_columns` says which columns the rows of a type have. Several values are one cell in CSV, joined by `; `, and
a list in Arrow and Parquet. No cell holds JSON.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from app.exports.sheet import KINDS, Columns, write_csv
from app.table_columns import ENDS, TableColumn, to_kind

Form = Literal["arrow", "parquet"]
FACTS = (
    "question",
    "dataVersion",
    "summary",
    "notes",
    "truncated",
    "next",
)  # members of an answer that go into the metadata of a table


def csv_of(data: Mapping[str, Any], columns: Sequence[TableColumn]) -> bytes:
    """An answer's rows, or its single object, as CSV."""
    return _write_csv(
        [column.name for column in columns], ([column.read(row) for column in columns] for row in rows_of(data))
    )


def csv_of_table(data: Mapping[str, Any]) -> bytes:
    """The rows of an answer that names its columns itself."""
    names, rows = spread_maps(data["columns"], data["rows"])
    return _write_csv(names, rows)


def arrow_of(data: Mapping[str, Any], columns: Sequence[TableColumn], form: Form) -> bytes:
    """As `csv_of`, but typed, as Arrow or Parquet; the question and the notes are in the metadata."""
    rows = ([column.read(row) for column in columns] for row in rows_of(data))
    return _write_arrow(form, {column.name: column.kind for column in columns}, rows, facts_of(data))


def arrow_of_table(data: Mapping[str, Any], form: Form) -> bytes:
    """The rows of an answer that names its columns itself. A column has the one type of all its values, or is text."""
    names, rows = spread_maps(data["columns"], data["rows"])
    kinds = {name: _find_common_kind([row[place] for row in rows]) for place, name in enumerate(names)}
    typed = ([to_kind(value, kind) for value, kind in zip(row, kinds.values(), strict=True)] for row in rows)
    return _write_arrow(form, kinds, typed, facts_of(data))


def spread_maps(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows in which a node, an edge or another map has a column per field, such as `n.properties.name`."""
    spread = [{column: _spread_value(row[column]) for column in columns} for row in rows]
    names: dict[tuple[str, str], str] = {}
    for column in columns:
        found = dict.fromkeys(field for row in spread for field in row[column]) or {"": None}
        for field in found if len(found) == 1 else (field for field in found if field or _has_value(spread, column)):
            name = f"{column}{field}"
            while name in names.values():  # RETURN n, n.labels AS `n.labels`
                name += "_2"
            names[column, field] = name
    return list(names.values()), [[row[column].get(field) for column, field in names] for row in spread]


def _spread_value(value: Any) -> dict[str, Any]:
    """A value by the ends of the names of its columns: under "" alone, unless it is a map or a list of maps."""
    if isinstance(value, Mapping) and value:
        return {f".{name}{end}": inner for name, item in value.items() for end, inner in _spread_value(item).items()}
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        items = [_spread_value(item) for item in value]
        ends = dict.fromkeys(end for item in items for end in item)
        return {end: [item.get(end) for item in items] for end in ends}
    return {"": None if value == {} else value}


def _has_value(spread: Iterable[Mapping[str, Mapping[str, Any]]], column: str) -> bool:
    return any(row[column].get("") is not None for row in spread)


def facts_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The members of an answer that describe it: its question, its sentence, its notes."""
    return {name: data[name] for name in FACTS if name in data}


def rows_of(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The rows of a table: the rows of an answer, its edges with the nodes at their ends, the spells of its edges, or
    its single object."""
    if fields := data.get("spellFields"):
        return _put_nodes_at_ends(
            data,
            [
                {"a": edge["a"], "b": edge["b"], **dict(zip(fields, spell, strict=True))}
                for edge in data["edges"]
                for spell in edge["spells"]
            ],
        )
    if "rows" in data:
        return list(data["rows"])
    if "edges" in data:
        return _put_nodes_at_ends(data, data["edges"])
    return [next(value for value in data.values() if isinstance(value, dict))]


def _put_nodes_at_ends(data: Mapping[str, Any], edges: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Edges with the nodes of the answer in place of their ids."""
    nodes = {node["id"]: node for node in data["nodes"]}
    return [{**edge, **{end: nodes[edge[end]] for end in ENDS}} for edge in edges]


def _find_common_kind(values: Iterable[Any]) -> type:
    kinds = {type(value) for value in values if value is not None}
    kind = kinds.pop() if len(kinds) == 1 else float if kinds == {int, float} else str
    return kind if kind in KINDS else str


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    write_csv(out, header, rows)
    return out.getvalue().encode(errors="replace")


def _write_arrow(form: Form, columns: Columns, rows: Iterable[Sequence[Any]], facts: Mapping[str, Any]) -> bytes:
    from app.exports.arrow import write_arrow  # pyarrow takes a while, and few ask for it

    out = io.BytesIO()
    write_arrow(out, form, columns, rows, facts)
    return out.getvalue()
