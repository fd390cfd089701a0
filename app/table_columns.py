"""The columns of a table, worked out from the type of its rows: each has one plain value, or a list of them.

A field of a nested object is a column such as `holder.name`. Of a list of things there is a column with their ids, and
one for each other field except `kind`: `places`, `places.name`; each holds one value for each thing, in the same order.
Statements in lists are their ids alone: a table with a row per statement has the rest (`app.answers.statement_rows`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from typing_extensions import get_type_hints, is_typeddict

from app.exports.sheet import KINDS, item_text
from app.question import RowType
from app.schemas.names import Ref
from app.schemas.statements import Statement
from graph.vocabulary import ROLES

Path = tuple[str, ...]
ENDS = ("a", "b")  # of a pair
KEY, VALUE = "*key", "*value"  # steps of a path into a map with any keys: all its keys, all its values


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: where its value is in a row, and of what kind: one of KINDS, or a list of one, as `list[int]`."""

    path: Path
    kind: type

    @property
    def name(self) -> str:
        return ".".join(step.removeprefix("*") for step in self.path)

    def read(self, row: Mapping[str, Any]) -> Any:
        """The value of the column in a row, converted to its kind."""
        return to_kind(_follow(row, self.path), self.kind)


@cache
def columns_of(row: RowType) -> tuple[TableColumn, ...]:
    """The columns of rows of a type, in the order of its fields."""
    return tuple(_list_columns(row, (), 0))


def fields_of(row: RowType) -> dict[str, Any]:
    """The types of the fields of a row by name, in order."""
    return get_type_hints(row)


def to_kind(value: Any, kind: type) -> Any:
    """A value converted to the kind of its column; None for an empty object."""
    if value is None or value == {}:
        return None
    if kind is list:
        return [None if item is None else item_text(item) for item in value]
    if get_origin(kind) is list:
        return [to_kind(item, get_args(kind)[0]) for item in value]
    if type(value) is kind:
        return value
    if kind is str:
        return item_text(value)
    return date.fromisoformat(value) if kind is date else kind(value)


def _list_columns(annotation: Any, path: Path, depth: int) -> Iterator[TableColumn]:
    """The columns of a value of some type; `depth` is in how many lists it lies."""
    found = _find_one_type(annotation)
    if get_origin(found) is list:
        yield from _list_item_columns(get_args(found)[0], path, depth + 1)
    elif get_origin(found) is dict:
        yield from _list_map_columns(get_args(found)[1], path, depth)
    elif is_typeddict(found):
        for name, inner in fields_of(found).items():
            yield from _list_columns(inner, (*path, name), depth)
    elif len(path) == 1 and path[0] in ENDS:  # the id of a node: `rows_of` puts the node there
        yield from (TableColumn((*path, *rest), str) for rest in ((), ("name",), ("kind",)))
    else:
        yield TableColumn(path, _nest_kind(_find_kind(annotation), depth))


def _list_item_columns(item: Any, path: Path, depth: int) -> Iterator[TableColumn]:
    if not is_typeddict(item):
        yield from _list_columns(item, path, depth)
        return
    fields = fields_of(item)
    if "id" in fields:
        yield TableColumn(path, _nest_kind(str, depth))
    if item is Statement:
        return
    left_out = {"id", "kind"} if "id" in fields else set()
    for name, inner in fields.items():
        if name not in left_out:
            yield from _list_columns(inner, (*path, name), depth)


def _list_map_columns(value: Any, path: Path, depth: int) -> Iterator[TableColumn]:
    """The columns of a map: one for each role that a statement may have, or the keys and the values."""
    if value == list[Ref]:
        for role in ROLES:
            yield from _list_columns(value, (*path, role), depth)
        return
    of_item = get_args(value)[0] if get_origin(value) is list else value
    yield TableColumn((*path, KEY), _nest_kind(str, depth + 1))
    yield TableColumn((*path, VALUE), _nest_kind(_find_kind(of_item), depth + 1))


def _find_one_type(annotation: Any) -> Any:
    """The type of a value that may be null; None where it may be one of several."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    kinds = [part for part in get_args(annotation) if part is not NoneType]
    return kinds[0] if len(kinds) == 1 else None


def _nest_kind(kind: type, depth: int) -> type:
    """The kind of a column whose values lie in so many lists: a list within a list is one text."""
    if not depth or kind is list:
        return kind
    return list if depth > 1 or kind is str else list[kind]  # type: ignore[valid-type]


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


def _follow(value: Any, path: Path) -> Any:
    """What is at the end of a path: of a thing its id, of things in lists a list."""
    if isinstance(value, list | tuple):
        return [_follow(item, path) for item in value]
    if not path:
        return value.get("id") if isinstance(value, Mapping) and "id" in value else value
    if not isinstance(value, Mapping):
        return None
    if path[0] in (KEY, VALUE):
        pairs = [
            (key, item) for key, items in value.items() for item in (items if isinstance(items, list) else [items])
        ]
        return [pair[path[0] == VALUE] for pair in pairs]
    return _follow(value.get(path[0]), path[1:])
