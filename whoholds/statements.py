"""The statements in an answer, wherever they are in its rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whoholds.connection import Json

OF_A_STATEMENT = frozenset(("id", "predicate", "validity", "saidBy"))


def find_statements(answer: Mapping[str, Any]) -> dict[str, Json]:
    """All statements that an answer has in full, by id."""
    return {record["id"]: dict(record) for record in _walk(answer) if record.keys() >= OF_A_STATEMENT}


def list_statement_ids(answer: Mapping[str, Any], rows: Sequence[Json]) -> list[str]:
    """The ids of the statements that the rows rest on, each once."""
    found: dict[str, None] = {}
    for row in answer.get("rows") or rows:
        for record in _walk(row):
            if record.keys() >= OF_A_STATEMENT:
                found[record["id"]] = None
            listed = record.get("statements")
            if isinstance(listed, list):
                found |= dict.fromkeys(one for one in listed if isinstance(one, str))
            # what changed names each statement with why it counts
            found |= dict.fromkeys(one["statement"] for one in record.get("because", ()) if "statement" in one)
    return list(found)


def _walk(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every record in a value, outer ones first."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
