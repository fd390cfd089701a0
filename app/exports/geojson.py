"""GeoJSON (RFC 7946): places, and each statement that names a place where it lies. A move is a line.

What has no known position has no geometry, as the standard allows, and is in the file all the same.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import orjson

from app.answers.records import entity_json, position_json
from app.exports.records import StatementRecord, stream_records
from graph.selection.snapshot import Snapshot

Point = tuple[float, float]  # longitude, latitude


def geojson(view: Snapshot) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8."""
    yield '{"type":"FeatureCollection","features":[\n'
    for number, feature in enumerate(_list_features(view)):
        yield (",\n" if number else "") + orjson.dumps(feature).decode()
    yield "\n]}\n"


def _list_features(view: Snapshot) -> Iterator[dict[str, Any]]:
    for one in view.directory:
        if one.label == "Place":
            point = _find_point(view, one.id)
            yield _make_feature(f"place/{one.id}", _make_points([point] if point else []),
                                {"feature": "place", **entity_json(view, one)})  # fmt: skip
    for record in stream_records(view):
        places = {role: one for role, one in record.roles if one.label == "Place"}
        if places:
            yield _make_statement_feature(view, record)


def _make_statement_feature(view: Snapshot, record: StatementRecord) -> dict[str, Any]:
    points: dict[str, list[Point]] = {}
    for role, one in record.roles:
        if one.label == "Place" and (point := _find_point(view, one.id)):
            points.setdefault(role, []).append(point)
    ways = [list(way) for way in product(points.get("from_place", ()), points.get("to_place", ()))]
    is_move = any(role in ("from_place", "to_place") for role, _ in record.roles)
    geometry: dict[str, Any] | None
    if ways:
        geometry = (
            {"type": "LineString", "coordinates": ways[0]}
            if len(ways) == 1
            else {"type": "MultiLineString", "coordinates": ways}
        )
    else:
        geometry = _make_points([point for found in points.values() for point in found])
    roles: dict[str, list[dict[str, str]]] = {}
    for role, one in record.roles:
        roles.setdefault(role, []).append({"id": one.id, "name": one.name})
    properties = {
        "feature": "move" if is_move else "statement", "sentence": record.sentence, **record.values, "roles": roles,
        "respondsTo": [{"id": to.id, "stance": to.stance, "scope": to.scope} for to in record.responds_to],
        "responses": [{"id": by.id, "stance": by.stance, "scope": by.scope} for by in record.statement.responses],
        "fulfils": list(record.statement.fulfils),
    }  # fmt: skip
    return _make_feature(f"statement/{record.statement.id}", geometry, properties)


def _make_feature(id_: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _make_points(points: list[Point]) -> dict[str, Any] | None:
    if len(points) > 1:
        return {"type": "MultiPoint", "coordinates": points}
    return {"type": "Point", "coordinates": points[0]} if points else None


def _find_point(view: Snapshot, id_: str) -> Point | None:
    position = position_json(view, view.directory.get(id_))
    return (position["longitude"], position["latitude"]) if position else None
