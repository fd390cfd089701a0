"""One entity, by id or name: `whoholds entity`, /v1/entities/{id}."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from app.fields import Field
from app.parameters import VersionParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.entities import Entity
from app.schemas.pages import CanBePinned
from app.terminal import one_thing

if is_answering(__name__):
    from app.answers.notes import name_notes, version_notes
    from app.answers.question import Asked
    from app.answers.records import entity_json
    from app.sentences import open_writer
    from app.sentences.records import find_entity_facts
    from graph.model.judgements import find_identity
    from graph.model.labels import LABELS


class OtherIds(TypedDict):
    """Other ids, and the names of these entities in the same order."""

    sameAs: list[str]
    sameAsNames: list[str]
    notSameAs: Annotated[list[str], Field(description="kept apart from it by a judgement")]
    notSameAsNames: list[str]
    unsure: Annotated[list[str], Field(description="may be the same, by a judgement")]
    unsureNames: list[str]


class WholeEntity(Entity, OtherIds):
    pass


class EntityAnswer(CanBePinned):
    entity: WholeEntity
    summary: Annotated[str, Field(description="who or what it is, by the relations that sources state")]
    dataVersion: int
    notes: list[str]


def entity(selection: Asked, id_: str) -> EntityAnswer:
    """One entity by id or name, with every id that it goes by."""
    view = selection.view
    found = view.directory.get(selection.resolve_name(id_, LABELS, "id"))
    members = [other for other in view.directory.list_members(found.id) if other != found.id]
    judged_ids = find_identity(found.id, view.judgements)
    different, unsure = (
        [entity for other in ids if (entity := view.directory.find(other))]
        for ids in (judged_ids.different, judged_ids.unsure)
    )
    identity: OtherIds = {
        "sameAs": members,
        "sameAsNames": [view.directory.by_id[other].name for other in members],
        "notSameAs": [entity.id for entity in different],
        "notSameAsNames": [entity.name for entity in different],
        "unsure": [entity.id for entity in unsure],
        "unsureNames": [entity.name for entity in unsure],
    }
    return {
        "entity": {**entity_json(view, found), **identity},
        "summary": open_writer(selection).records.write_entity(find_entity_facts(selection, found.id)),
        "dataVersion": view.version,
        "notes": [*name_notes(selection), *version_notes(selection, [found.id])],
    }


QUESTION = Question(
    "/entities/{id}",
    entity,
    VersionParameters,
    AnswerShape(WholeEntity, "An entity"),
    one_thing("entity"),
    tag="records",
)
