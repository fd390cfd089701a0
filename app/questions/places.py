"""Where people are held, by holder: `whoholds places`, /v1/places."""

from __future__ import annotations

from functools import partial
from typing import Annotated, NotRequired

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayListParameters, Group
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.entities import Position
from app.schemas.holdings import ListedOnDay
from app.schemas.names import Named, Ref
from app.schemas.pages import DayQuestion, Page
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.frame import frame_answer, question_json
    from app.answers.listing import listed_json
    from app.answers.notes import filter_notes, lens_notes, possibly_public_notes
    from app.answers.question import Asked
    from app.answers.records import position_json
    from app.answers.shapes import entity_ref, entity_refs
    from app.sentences import open_writer
    from app.sentences.listing import find_places_facts
    from graph.custody.listing import ListedEntity, list_held_places
    from graph.selection.rows import select_best_statements


class HeldPlace(Ref, ListedOnDay):
    within: Annotated[list[Ref], Field(description="the larger places that it lies in, the nearest first")]
    position: Annotated[Position | None, Field(description="null where it is unknown")]


class PlacesQuestion(DayQuestion):
    holder: NotRequired[Named | list[Named] | None]
    held: NotRequired[Named | list[Named] | None]


class PlacesAnswer(Page):
    question: PlacesQuestion
    rows: list[HeldPlace]


def places(selection: Asked, holder: Actor = None, held: Group = None) -> PlacesAnswer:
    """The places where a holder, or a part of it, holds people on the days asked about; without a holder all places
    where people are reported held. Each has the holdings that custody has of it, those of places in it among them;
    places that no report names are left out. Those whose holdings are best supported come first."""
    found = list_held_places(selection, holder, held)
    custody = found.custody
    return frame_answer(
        PlacesAnswer,
        selection,
        question=question_json(selection, **custody.scope.asked),
        summary=open_writer(selection).write_places(find_places_facts(selection, found)),
        rows=found.listed,
        row_json=partial(_place_json, selection),
        notes=[
            *filter_notes(selection, custody.filtered),
            *possibly_public_notes(selection, [select_best_statements(row) for row in custody.rows]),
            *lens_notes(selection, custody.read),
        ],
    )


def _place_json(selection: Asked, place: ListedEntity) -> HeldPlace:
    view = selection.view
    return {
        **entity_ref(view, place.id),
        "within": entity_refs(view, selection.list_places_around(place.id)),
        "position": position_json(view, view.directory.get(place.id)),
        **listed_json(selection, place),
    }


COLUMNS: terminal.Columns = {
    "place": lambda row: row["name"],
    "in": lambda row: row["within"],
    "held there": lambda row: ", ".join(dict.fromkeys(map(terminal.holding_words, row["holdings"]))),
    "held by": lambda row: terminal.name_words(holding["holder"] for holding in row["holdings"]),
    "how sure": terminal.sure_words,
    "reports": lambda row: row["reports"],
    "from": lambda row: row["earliest"],
    "to": lambda row: row["latest"],
}
QUESTION = Question(
    "/places",
    places,
    DayListParameters,
    AnswerShape(HeldPlace, "Where people are held"),
    in_table(COLUMNS),
)
