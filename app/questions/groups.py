"""Which groups of people are held, by holder: `whoholds groups`, /v1/groups."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal, NotRequired

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayListParameters, Nationality, Place
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import DayCount
from app.schemas.holdings import ListedOnDay
from app.schemas.names import Named, Ref
from app.schemas.pages import DayQuestion, Page
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.counts import DayCountFields, make_day_count_fields
    from app.answers.frame import frame_answer, question_json
    from app.answers.listing import MOST_PLACES, listed_json
    from app.answers.notes import filter_notes, lens_notes, possibly_public_notes
    from app.answers.question import Asked
    from app.answers.shapes import entity_ref, entity_refs
    from app.sentences import open_writer
    from app.sentences.listing import find_groups_facts
    from graph.custody.day import sum_holders
    from graph.custody.listing import ListedEntity, list_held_groups
    from graph.selection.rows import select_best_statements


class HeldGroup(Ref, ListedOnDay):
    count: Annotated[
        DayCount | None,
        Field(description="of those held on these days; of several holders together, null where custody has no total"),
    ]
    countedOn: Annotated[str | None, Field(description="of one holder; EDTF, a day or first/last")]
    countTiming: Literal["on", "before", "after"] | None
    places: list[Ref]


class GroupsQuestion(DayQuestion):
    holder: NotRequired[Named | list[Named] | None]
    place: NotRequired[Named | list[Named] | None]
    nationality: NotRequired[Named | list[Named] | None]


class GroupsAnswer(Page):
    question: GroupsQuestion
    rows: list[HeldGroup]


def groups(
    selection: Asked, holder: Actor = None, place: Place = None, nationality: Nationality = None
) -> GroupsAnswer:
    """The groups that a holder, or a part of it, holds on the days asked about, as custody says; without a holder all
    groups that are reported held, each with its holders of these days. Those whose holding is best supported come
    first."""
    found = list_held_groups(selection, holder, place, nationality)
    custody = found.custody
    return frame_answer(
        GroupsAnswer,
        selection,
        question=question_json(selection, **custody.scope.asked),
        summary=open_writer(selection).write_groups(find_groups_facts(selection, found)),
        rows=found.listed,
        row_json=partial(_group_json, selection),
        notes=[
            *filter_notes(selection, custody.filtered),
            *possibly_public_notes(selection, [select_best_statements(row) for row in custody.rows]),
            *lens_notes(selection, custody.read),
        ],
    )


def _group_json(selection: Asked, group: ListedEntity) -> HeldGroup:
    view = selection.view
    places = dict.fromkeys(place for row in group.rows for place in row.places)
    return {
        **entity_ref(view, group.id),
        **_count_json(group),
        "places": entity_refs(view, list(places)[:MOST_PLACES]),
        **listed_json(selection, group),
    }


def _count_json(group: ListedEntity) -> DayCountFields:
    """The count of one holder; of several, how many they held together by custody's rules, if a number of people."""
    if len(group.rows) == 1:
        return make_day_count_fields(group.rows[0])
    total, _ = sum_holders(group.rows)
    count: DayCount | None = {"min": total[0], "max": total[1], "unit": "people", "wording": None} if total else None
    return {"count": count, "countedOn": None, "countTiming": None}


COLUMNS: terminal.Columns = {
    "group": lambda row: row["name"],
    "how many": lambda row: terminal.day_count_words(row["holdings"][0] if len(row["holdings"]) == 1 else row),
    "held by": lambda row: terminal.name_words(holding["holder"] for holding in row["holdings"]),
    "where": lambda row: row["places"],
    "how sure": terminal.sure_words,
    "reports": lambda row: row["reports"],
    "from": lambda row: row["earliest"],
    "to": lambda row: row["latest"],
}
QUESTION = Question(
    "/groups",
    groups,
    DayListParameters,
    AnswerShape(HeldGroup, "Which groups are held"),
    in_table(COLUMNS),
)
