"""All entities: `whoholds entities`, /v1/entities."""

from __future__ import annotations

from app.parameters import EntityKind, EntityLabel, PageParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.entities import Entity
from app.schemas.pages import Page
from app.terminal import ENTITY_COLUMNS, in_table

if is_answering(__name__):
    from app.answers.question import Asked
    from app.answers.records import entity_json, list_rows, read_label
    from app.sentences import open_writer
    from graph.spelling import fold_name


class EntitiesAnswer(Page):
    rows: list[Entity]


def entities(selection: Asked, label: EntityLabel = None, kind: EntityKind = None) -> EntitiesAnswer:
    """All entities, by name; `label` is Actor, Group, Nationality, Place or Event."""
    view = selection.view
    labels = read_label(label)
    matching = [
        entity
        for entity in view.directory
        if entity.canonical == entity.id and entity.label in labels and (kind is None or entity.kind == kind)
    ]
    matching.sort(key=lambda entity: (fold_name(entity.name), entity.id))
    summary = open_writer(selection).records.write_entities(len(matching))
    return list_rows(selection, [entity_json(view, entity) for entity in matching], summary)


QUESTION = Question(
    "/entities",
    entities,
    PageParameters,
    AnswerShape(Entity, "Entities"),
    in_table(ENTITY_COLUMNS),
    tag="records",
)
