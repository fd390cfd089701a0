"""Where places lie on the earth, and where actors are drawn in pictures of networks."""

from collections.abc import Callable

import numpy as np

from app.schemas import Position
from graph.model.entities import find_position
from graph.model.names import NamedEntity
from graph.selection.snapshot import Snapshot


def position_json(view: Snapshot, entity: NamedEntity) -> Position | None:
    """`{latitude, longitude, uncertaintyMetres}` of a place, by its own external id, else by that of one that a
    judgement says is the same; null for others, and where nobody coded a position."""
    if entity.label != "Place":
        return None
    others = [view.directory.by_id[id_] for id_ in view.directory.list_members(entity.id) if id_ != entity.id]
    for one in (entity, *others):
        if found := find_position(one.external_ids):
            return {
                "latitude": found.latitude,
                "longitude": found.longitude,
                "uncertaintyMetres": found.uncertainty_metres,
            }
    return None


def places_of(view: Snapshot) -> Callable[[str], tuple[float, float] | None]:
    """Where an actor stands in every picture of a data version; None for who is in no pair on any day."""
    return lambda id_: place_of(view, id_)


def place_of(view: Snapshot, id_: str) -> tuple[float, float] | None:
    number = view.whole.columns.names.entities.find(id_)
    places = view.whole.places
    x, y = places[number].tolist() if number is not None and number < len(places) else (np.nan, np.nan)
    return None if np.isnan(x) else (x, y)
