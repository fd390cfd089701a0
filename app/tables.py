"""Answers as tables: one line per row, one column per value, as CSV for spreadsheets and programs.

Nested objects become columns such as `holder.id`; lists become one cell, joined by `; `: ids where the items have
ids, their JSON where they do not. An absent value is an empty cell. A text that a spreadsheet would take for a formula
(it begins with = + - @, a tab or a carriage return) gets an apostrophe before it; numbers never do.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import orjson
from pydantic import BaseModel

Path = tuple[str, ...]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(data: Mapping[str, Any], row: type[BaseModel]) -> bytes:
    """The rows of an answer, or the one thing that it is about, with the columns of a row's schema."""
    paths = columns_of(row)
    return _csv([".".join(path) for path in paths], ([_at(item, path) for path in paths] for item in rows_of(data)))


def csv_of_table(data: Mapping[str, Any]) -> bytes:
    """The rows of an answer that names its columns itself."""
    columns = data["columns"]
    return _csv(columns, ([item[name] for name in columns] for item in data["rows"]))


def rows_of(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    for name in ("rows", "edges"):
        if name in data:
            return list(data[name])
    return [next(value for value in data.values() if isinstance(value, dict))]


@cache
def columns_of(model: type[BaseModel]) -> tuple[Path, ...]:
    """Where the cells of a row are found, in the order of its schema."""
    return tuple(_paths(model))


def _paths(model: type[BaseModel]) -> Iterator[Path]:
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is None:
            yield (field.alias or name,)
        else:
            yield from ((field.alias or name, *path) for path in _paths(inner))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model of a field that holds one (or null), not a list of them."""
    if get_origin(annotation) in (Union, UnionType):
        found = [_model_in(part) for part in get_args(annotation) if part is not NoneType]
        return found[0] if len(found) == 1 else None
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _at(item: Any, path: Path) -> Any:
    for name in path:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def _csv(header: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_cell, header))
    writer.writerows([_cell(value) for value in line] for line in lines)
    return out.getvalue().encode(errors="replace")


def _cell(value: Any) -> str:
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
            text = "; ".join(map(_item, value))
        case Mapping():
            text = orjson.dumps(value).decode() if value else ""
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value["id"]) if "id" in value else orjson.dumps(value).decode()
    return value if isinstance(value, str) else orjson.dumps(value).decode()
