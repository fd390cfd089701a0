"""Answers as tables: one line per row, one column per value, as CSV, Arrow or Parquet.

Nested objects become columns such as `holder.id`. Of lists there are the ids where the items have ids, their JSON where
they do not: one cell in CSV, joined by `; `, a list of texts in Arrow and Parquet.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import orjson
from typing_extensions import get_type_hints, is_typeddict

from app.exports.sheet import KINDS, Columns, item_text, write_csv
from app.question import RowType

Path = tuple[str, ...]
Form = Literal["arrow", "parquet"]
FACTS = (
    "question",
    "dataVersion",
    "summary",
    "notes",
    "truncated",
    "next",
)  # members of an answer that go into the metadata of a table


def csv_of(data: Mapping[str, Any], row: RowType) -> bytes:
    """An answer's rows, or its single object, as CSV, with the columns of the row type."""
    paths = columns_of(row)
    return _write_csv(
        [".".join(path) for path in paths], ([get_cell(item, path) for path in paths] for item in rows_of(data))
    )


def csv_of_table(data: Mapping[str, Any]) -> bytes:
    """The rows of an answer that names its columns itself."""
    columns = data["columns"]
    return _write_csv(columns, ([item[name] for name in columns] for item in data["rows"]))


def arrow_of(data: Mapping[str, Any], row: RowType, form: Form) -> bytes:
    """As `csv_of`, but typed, as Arrow or Parquet; the question and the notes are in the metadata."""
    paths = columns_of(row)
    kinds = [kind_of(row, path) for path in paths]
    rows = (
        [to_kind(get_cell(item, path), kind) for path, kind in zip(paths, kinds, strict=True)] for item in rows_of(data)
    )
    return _write_arrow(form, dict(zip(map(".".join, paths), kinds, strict=True)), rows, facts_of(data))


def arrow_of_table(data: Mapping[str, Any], form: Form) -> bytes:
    """The rows of an answer that names its columns itself. A column has the one type of all its values, or is text."""
    names = data["columns"]
    kinds = {name: _find_common_kind([item[name] for item in data["rows"]]) for name in names}
    rows = ([to_kind(item[name], kinds[name]) for name in names] for item in data["rows"])
    return _write_arrow(form, kinds, rows, facts_of(data))


def facts_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The members of an answer that describe it: its question, its sentence, its notes."""
    return {name: data[name] for name in FACTS if name in data}


def rows_of(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The rows of a table: the rows of an answer, its edges, the spells of its edges, or its single object."""
    if fields := data.get("spellFields"):
        return [
            {"a": edge["a"], "b": edge["b"], **dict(zip(fields, spell, strict=True))}
            for edge in data["edges"]
            for spell in edge["spells"]
        ]
    for name in ("rows", "edges"):
        if name in data:
            return list(data[name])
    return [next(value for value in data.values() if isinstance(value, dict))]


@cache
def columns_of(row: RowType) -> tuple[Path, ...]:
    """The path of each column within a row, in the order of the fields."""
    return tuple(_list_paths(row))


def _list_paths(row: RowType) -> Iterator[Path]:
    for name, annotation in fields_of(row).items():
        inner = _find_row_type(annotation)
        if inner is None:
            yield (name,)
        else:
            yield from ((name, *path) for path in _list_paths(inner))


def fields_of(row: RowType) -> dict[str, Any]:
    """The types of the fields of a row by name, in order."""
    return get_type_hints(row)


def _find_row_type(annotation: Any) -> RowType | None:
    """The shape of a field that holds one object (or null), not a list of them."""
    if get_origin(annotation) in (Union, UnionType):
        found = [_find_row_type(part) for part in get_args(annotation) if part is not NoneType]
        return found[0] if len(found) == 1 else None
    return annotation if is_typeddict(annotation) else None


def kind_of(row: RowType, path: Path) -> type:
    """The type of a column: str, int, float, bool, date or list; other values become str, as JSON."""
    annotation = fields_of(row)[path[0]]
    if len(path) > 1:
        inner = _find_row_type(annotation)
        assert inner is not None
        return kind_of(inner, path[1:])
    return _find_kind(annotation)


def to_kind(value: Any, kind: type) -> Any:
    """A value converted to the type of its column."""
    if value is None or value == {} or (type(value) is kind and kind is not list):
        return None if value == {} else value
    if kind is list:
        return [item_text(one) for one in value]
    if kind is str:
        return value.isoformat() if isinstance(value, date) else orjson.dumps(value).decode()
    return date.fromisoformat(value) if kind is date else kind(value)


def get_cell(found: Any, path: Path) -> Any:
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _find_kind(annotation: Any) -> type:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        kinds = {_find_kind(part) for part in get_args(annotation) if part is not NoneType}
        return kinds.pop() if len(kinds) == 1 else str
    if origin is Literal:
        kinds = {type(value) for value in get_args(annotation)}
        return kinds.pop() if len(kinds) == 1 else str
    if origin is list:
        return list
    return annotation if annotation in KINDS else str


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
