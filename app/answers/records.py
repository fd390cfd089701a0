"""Shared by the lists of entities, events and sources: their frame, and entities and positions as JSON."""

from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import TypedDict, TypeVar

from app.answers.notes import cut_notes, lens_json, name_notes, version_notes
from app.answers.question import Asked, cut_page
from app.schemas.entities import Entity, Position
from app.schemas.pages import HeardQuestion, RowsPage
from graph.errors import InvalidInput
from graph.model.entities import NamedEntity, find_position
from graph.model.labels import LABELS
from graph.model.languages import group_by_language
from graph.selection.snapshot import Snapshot


def position_json(view: Snapshot, entity: NamedEntity) -> Position | None:
    """`{latitude, longitude, uncertaintyMetres}` of a place, from its own external ids or those of a place
    that a judgement equates with it; null without a coded position, and for entities that are not places."""
    if entity.label != "Place":
        return None
    other_ids = [view.directory.by_id[id_] for id_ in view.directory.list_members(entity.id) if id_ != entity.id]
    for candidate in (entity, *other_ids):
        if position := find_position(candidate.external_ids):
            return {
                "latitude": position.latitude,
                "longitude": position.longitude,
                "uncertaintyMetres": position.uncertainty_metres,
            }
    return None


def find_drawn_places(view: Snapshot) -> Callable[[str], tuple[float, float] | None]:
    """A function for the position of an actor in all drawings of a data version; None for actors in no pair."""
    return lambda id_: find_drawn_place(view, id_)


def find_drawn_place(view: Snapshot, id_: str) -> tuple[float, float] | None:
    index = view.column_view.columns.names.entities.find(id_)
    positions = view.column_view.places
    x, y = positions[index].tolist() if index is not None and index < len(positions) else (nan, nan)
    return None if isnan(x) else (x, y)


T = TypeVar("T")


class LensAsked(TypedDict, total=False):
    """The question of a list, only if a lens is given."""

    question: HeardQuestion


def read_label(label: str | None) -> Sequence[str]:
    if label is None:
        return LABELS
    by_fold = {name.casefold(): name for name in LABELS}
    if label.casefold() not in by_fold:
        expected = ", ".join(LABELS)
        raise InvalidInput(f"label: {label!r}; expected one of {expected}", parameter="label", value=label)
    return [by_fold[label.casefold()]]


def lens_question(selection: Asked) -> LensAsked:
    """The question, if a lens is given; the day asked about changes nothing in these lists."""
    lens = lens_json(selection)
    if "lens" not in lens:
        return {}
    return {"question": {"knownAt": selection.question.known_at_written, "lens": lens["lens"]}}


def list_rows(selection: Asked, rows: Sequence[T], summary: str, notes: Sequence[str] = ()) -> RowsPage[T]:
    view = selection.view
    shown, truncated, following = cut_page(rows, selection.question)
    notes = [*name_notes(selection), *version_notes(selection), *notes]
    shown_notes = cut_notes(selection.question, notes)
    return {
        "dataVersion": view.version,
        "summary": summary,
        "rows": shown,
        "notes": shown_notes["notes"],
        "noteCount": shown_notes["noteCount"],
        "truncated": truncated,
        "next": following,
    }


def entity_json(view: Snapshot, entity: NamedEntity) -> Entity:
    external = dict(item.split(":", 1) for item in entity.external_ids)
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "names": group_by_language(entity.languages),
        "externalIds": external,
        "canonical": entity.canonical,
        "position": position_json(view, entity),
    }
