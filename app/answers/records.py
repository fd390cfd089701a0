"""What the lists of entities, events and sources share: the frame of a list, and how an entity looks in JSON."""

from collections.abc import Sequence
from typing import TypedDict, TypeVar

from app.answers.lens import lens_json
from app.answers.notes import version_notes
from app.answers.positions import position_json
from app.answers.question import Asked, page
from app.schemas import Entity, HeardQuestion, RowsPage
from app.terminal import Columns
from graph.errors import InvalidInput
from graph.model.entities import LABELS
from graph.model.names import NamedEntity
from graph.selection.snapshot import Snapshot

T = TypeVar("T")


class LensAsked(TypedDict, total=False):
    """The question of a list, only where a lens is given."""

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
    """The question, where a lens is given: the day asked about changes nothing in these lists."""
    given = lens_json(selection)
    if "lens" not in given:
        return {}
    return {"question": {"knownAt": selection.question.known_at_written, "lens": given["lens"]}}


def list_rows(selection: Asked, rows: Sequence[T], summary: str, notes: Sequence[str] = ()) -> RowsPage[T]:
    view = selection.view
    shown, truncated, following = page(rows, selection.question)
    return {
        "dataVersion": view.version,
        "summary": f"{summary}.",
        "rows": shown,
        "notes": [*notes, *version_notes(view)],
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
        "externalIds": external,
        "canonical": entity.canonical,
        "position": position_json(view, entity),
    }


ENTITY_COLUMNS: Columns = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "is a": lambda row: f"{row['label']}, {row['kind']}" if "label" in row else row["type"],
    "also": lambda row: row.get("aliases"),
}
