"""Tables that are known beforehand, written as Cypher: they stand in a query in place of CALL and SHOW."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Table(NamedTuple):
    """What a procedure answers: its columns, and rows of values that Cypher can write."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name}`: {literal(item)}" for name, item in value.items()) + "}"
    return "[" + ", ".join(literal(item) for item in value) + "]"


def alone(table: Table) -> str:
    """A query that gives the rows of a table, and nothing else."""
    return f"{unwound(table, {name: name for name in table.columns})} RETURN {', '.join(table.columns)}"


def unwound(table: Table, names: dict[str, str]) -> str:
    """Clauses that bind some columns of a table to names, once for each of its rows."""
    if len(table.columns) == 1:
        (column,) = names or table.columns
        return f"UNWIND {literal([row[0] for row in table.rows])} AS {quoted(names.get(column, column))}"
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    binding = "".join(f" UNWIND [schemaRow.`{column}`] AS {quoted(name)}" for column, name in names.items())
    return f"UNWIND {literal(rows)} AS schemaRow{binding}"


def quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
