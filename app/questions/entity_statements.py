"""What names an entity: /v1/entities/{id}/statements."""

from __future__ import annotations

from typing import Annotated, NotRequired

from app.fields import Field
from app.parameters import DayParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.entities import Entity
from app.schemas.pages import HeardQuestion, Page
from app.schemas.statements import Statement

if is_answering(__name__):
    from app.answers.notes import corroboration_notes, lens_notes
    from app.answers.question import Asked
    from app.answers.records import entity_json, lens_question, list_rows
    from app.answers.shapes import statement_json
    from app.sentences import open_writer
    from app.sentences.records import sort_by_interest
    from app.sentences.statements import find_offices, list_speakers, make_statement_fact
    from graph.model.labels import LABELS
    from graph.selection.rows import filter_corroborated


class EntityStatementsAnswer(Page):
    question: NotRequired[Annotated[HeardQuestion | None, Field(description="only where a lens is given")]]
    entity: Entity
    rows: list[Statement]


def entity_statements(selection: Asked, id_: str) -> EntityStatementsAnswer:
    """All statements that name an entity: in a role, as speaker, or as what they are about. `as_of` changes nothing."""
    view = selection.view
    named = view.directory.get(selection.resolve_name(id_, LABELS, "id"))
    mentions = view.select_mentions([named.id], selection.question.known_by)
    selected = selection.select_statements(mentions)
    statements = filter_corroborated(selection, selected)
    left_out = len(selected) - len(statements)
    notes = [*corroboration_notes(selection, left_out), *lens_notes(selection, mentions)]
    rows = [statement_json(view, s) for s in statements]
    facts = [make_statement_fact(view, s) for s in sort_by_interest(statements, named.id)[:4]]
    summary = open_writer(selection).records.write_entity_statements(
        named.id, facts, find_offices(view, list_speakers(facts))
    )
    answer = list_rows(selection, rows, summary, notes)
    return {**lens_question(selection), "entity": entity_json(view, named), **answer}


QUESTION = Question(
    "/entities/{id}/statements",
    entity_statements,
    DayParameters,
    AnswerShape(Statement, "Statements", "statements"),
    tag="records",
)
