"""How much of an answer of people's Cypher is kept: rows, bytes of all of them, bytes of one value, and how deep."""

import base64
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import neo4j.spatial
import orjson
from neo4j.graph import Node, Path, Relationship

from graph.errors import FailedQuery

AS_IT_IS = frozenset((str, int, bool, type(None)))
NO_EDGES = AS_IT_IS | {float}
MOST_BYTES = 16_000_000  # of the rows as JSON
VALUE_BYTES = 1_000_000
DEEPEST = 100
BEYOND = "…"
NUMBERS = frozenset((int, float, bool, type(None)))


def make_plain(value: Any, ends: Mapping[str, Any]) -> Any:
    """Nodes, edges and paths as maps; dates, times and durations in ISO 8601; bytes in base64; points as lists.

    `ends` gives the id of a node at the end of an edge by its element id. What has no id there is null.
    """
    if type(value) in AS_IT_IS or (type(value) is list and AS_IT_IS.issuperset(map(type, value))):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None  # JSON has no NaN
    iso = getattr(value, "iso_format", None) or getattr(value, "isoformat", None)
    if iso:
        return iso()
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": _make_map(value, ends)}
        case Relationship():
            start, end = (ends.get(node.element_id) if node is not None else None for node in value.nodes)
            return {"type": value.type, "start": start, "end": end, "properties": _make_map(value, ends)}
        case Path():
            return {
                "nodes": [make_plain(node, ends) for node in value.nodes],
                "relationships": [make_plain(edge, ends) for edge in value.relationships],
            }
        case Mapping():
            return {str(name): make_plain(value[name], ends) for name in value}
        case neo4j.spatial.Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case list() | tuple() | set() | frozenset():
            return [make_plain(item, ends) for item in value]
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
    return value


def find_relationships(values: Iterable[Any]) -> Iterator[Relationship]:
    """All edges in some values, however deep."""
    for value in values:
        match value:
            case Relationship():
                yield value
            case Path():
                yield from value.relationships
            case Mapping():
                yield from find_relationships(value.values())
            case list() | tuple() if not NO_EDGES.issuperset(map(type, value)):
                yield from find_relationships(value)


def _make_map(entity: Node | Relationship, ends: Mapping[str, Any]) -> dict[str, Any]:
    return {name: make_plain(value, ends) for name, value in sorted(entity.items())}


class PackedRows(Sequence[dict[str, Any]]):
    """Rows kept as their JSON, a tenth of their size as objects; parsed whenever they are read."""

    def __init__(self, rows: list[bytes]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        found = self._rows[place]
        return PackedRows(found) if isinstance(place, slice) else orjson.loads(found)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(orjson.loads, self._rows)

    def __eq__(self, other: object) -> bool:
        return list(self) == other

    __hash__ = None  # type: ignore[assignment]

    @property
    def fragments(self) -> list[orjson.Fragment]:
        """The rows for `orjson.dumps`, which takes them as they are."""
        return list(map(orjson.Fragment, self._rows))


def cut_value(value: Any) -> tuple[Any, int]:
    """A value of the driver, cut where it is longer than VALUE_BYTES, and its rough weight in bytes.

    Texts end with an ellipsis where they are cut, lists and maps with their last item that fits. A value that was cut
    weighs more than VALUE_BYTES. Raises FailedQuery for what lies deeper than DEEPEST.
    """
    return _cut_to(value, VALUE_BYTES, 0)


def _cut_to(value: Any, room: int, depth: int) -> tuple[Any, int]:
    """`room` is how many bytes are left; a weight beyond it says that something was cut."""
    if depth > DEEPEST:
        raise FailedQuery(f"a value is nested more than {DEEPEST} deep", parameter="query")
    match value:
        case str() | bytes() | bytearray():
            weight = len(value) + 3
            if weight <= room:
                return value, weight
            kept = max(room - 3, 0)
            return (value[:kept] + BEYOND if isinstance(value, str) else value[:kept]), room + 1
        case Node() | Relationship() | Path():
            return value, 50 + 50 * len(value)
        case list() if NUMBERS.issuperset(map(type, value)):
            kept_items = value[: max(room // 9, 0)]
            return kept_items, 2 + 9 * len(value) if len(kept_items) == len(value) else room + 1
        case list():  # not tuple: durations and points are some
            items, weight = _cut_items(value, room, depth)
            return items, weight
        case Mapping():
            names, weight = _cut_items(value, room, depth)
            kept_map = {}
            for name in names:
                if weight > room:
                    break
                kept_map[name], more = _cut_to(value[name], room - weight, depth + 1)
                weight += more
            return kept_map, weight
    return value, 8


def _cut_items(values: Any, room: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    weight = 2
    for item in values:
        if weight > room:
            break
        kept, more = _cut_to(item, room - weight, depth + 1)
        items.append(kept)
        weight += more + 1
    return items, weight
