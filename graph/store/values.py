"""What the driver gives back, as JSON can hold it."""

import base64
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import neo4j.spatial
from neo4j.graph import Node, Path, Relationship

AS_IT_IS = frozenset((str, int, bool, type(None)))
NO_EDGES = AS_IT_IS | {float}


def plain(value: Any, ends: Mapping[str, Any]) -> Any:
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
            return {"labels": sorted(value.labels), "properties": _map(value, ends)}
        case Relationship():
            start, end = (ends.get(node.element_id) if node is not None else None for node in value.nodes)
            return {"type": value.type, "start": start, "end": end, "properties": _map(value, ends)}
        case Path():
            return {
                "nodes": [plain(node, ends) for node in value.nodes],
                "relationships": [plain(edge, ends) for edge in value.relationships],
            }
        case Mapping():
            return {str(name): plain(value[name], ends) for name in value}
        case neo4j.spatial.Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case list() | tuple() | set() | frozenset():
            return [plain(item, ends) for item in value]
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
    return value


def relationships_in(values: Iterable[Any]) -> Iterator[Relationship]:
    """All edges in some values, however deep."""
    for value in values:
        match value:
            case Relationship():
                yield value
            case Path():
                yield from value.relationships
            case Mapping():
                yield from relationships_in(value.values())
            case list() | tuple() if not NO_EDGES.issuperset(map(type, value)):
                yield from relationships_in(value)


def _map(entity: Node | Relationship, ends: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value, ends) for name, value in sorted(entity.items())}
