"""Where a place lies, for a map."""

from app.schemas.core import Position
from graph.model.entities import find_position
from graph.model.names import NamedEntity
from graph.selection.snapshot import Snapshot


def position_json(view: Snapshot, entity: NamedEntity) -> Position | None:
    """`{latitude, longitude, uncertaintyMetres}` of a place, by its own external id, else by that of one that a
    judgement says is the same; null for others, and where nobody coded a position."""
    if entity.label != "Place":
        return None
    others = [view.directory.by_id[id_] for id_ in view.directory.members(entity.id) if id_ != entity.id]
    for one in (entity, *others):
        if found := find_position(one.external_ids):
            return {
                "latitude": found.latitude,
                "longitude": found.longitude,
                "uncertaintyMetres": found.uncertainty_metres,
            }
    return None
