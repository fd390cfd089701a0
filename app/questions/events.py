"""Occurrences, and the statements on them: `whoholds events`, /v1/events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import DayParameters, EntityName
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.evidence import Certainty
from app.schemas.names import Ref
from app.schemas.pages import HeardQuestion, Page
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.frame import entity_question_json
    from app.answers.notes import lens_notes, possibly_public_notes
    from app.answers.question import Asked
    from app.answers.records import lens_question, list_rows
    from app.sentences import open_writer
    from app.sentences.records import find_events_facts
    from graph.dates.validity import Bounds
    from graph.dates.windows import MAX, MIN, Window
    from graph.evidence.support import find_known_certainty
    from graph.model.entities import NamedEntity
    from graph.model.labels import LABELS
    from graph.model.statement import StoredStatement
    from graph.selection.rows import has_speakers


class Event(TypedDict):
    id: str
    name: str
    kind: str
    earliest: date | None
    latest: date | None
    statements: list[str]
    knownCertainty: Annotated[
        Certainty, Field(description="whether a statement on it was surely public by known_at; certain without it")
    ]
    certainty: Annotated[
        Certainty | None, Field(description="whether it surely was on the days of as_of; null where none are given")
    ]


class EntityAsked(TypedDict, total=False):
    """Whom a list is about, only if it is asked for."""

    entity: Ref | list[Ref]


class EventsAnswer(Page):
    question: NotRequired[Annotated[HeardQuestion | None, Field(description="only where a lens is given")]]
    entity: NotRequired[Annotated[Ref | list[Ref], Field(description="only where one is asked about")]]
    rows: list[Event]


def events(selection: Asked, entity: EntityName = None) -> EventsAnswer:
    """All events, each with the days on which it may have been; with `as_of` those that a statement dates within it.

    With `entity` those of which a statement names it, or a part of it. An event is certain there if no statement dates
    it otherwise; `known_at` leaves out what was not public.
    """
    view, asked = selection.view, selection.question
    events = (e for e in view.directory if e.label == "Event" and view.directory.find_canonical(e.id) == e.id)
    sorted_events = sorted(events, key=lambda e: e.id)
    mentions = view.select_mentions([event.id for event in sorted_events], asked.known_by) if sorted_events else []
    accepted = selection.select_statements(mentions)
    by_event = [
        (event, [s for s in accepted if event.id in s.about or event.id in _collect_role_ids(s)])
        for event in sorted_events
    ]
    entities = selection.resolve_names(entity, LABELS, "entity")
    if members := selection.find_parts_of(entities):
        by_event = [
            (event, naming)
            for event, statements in by_event
            if (
                naming := statements
                if event.id in members
                else [s for s in statements if members & _collect_role_ids(s)]
            )
        ]
    lens = lens_question(selection)
    if asked.known_at or lens:  # an event needs a statement that was public and that the lens accepts
        by_event = [
            (event, statements) for event, statements in by_event if statements and has_speakers(selection, statements)
        ]
    days = asked.as_of if asked.as_of_given else None
    if days:
        by_event = [(event, statements) for event, statements in by_event if _is_in(days, event, statements)]
    rows = [_event_json(event, statements, days, asked.known_at) for event, statements in by_event]
    facts = find_events_facts(
        selection,
        [(event.id, _find_window(event, statements), statements) for event, statements in by_event],
        entities,
    )
    summary = open_writer(selection).records.write_events(facts)
    notes = [
        *possibly_public_notes(selection, [statements for _, statements in by_event]),
        *lens_notes(selection, mentions),
    ]
    about: EntityAsked = {"entity": entity_question_json(view, entities)["entity"]} if entities else {}
    return {**lens, **about, **list_rows(selection, rows, summary, notes)}


def _list_bounds(event: NamedEntity, statements: Sequence[StoredStatement]) -> list[Bounds]:
    """The days on which the event was, of each statement that dates it."""
    return [s.bounds for s in statements if event.id in s.about and s.validity.kind == "on"]


def _is_in(days: Window, event: NamedEntity, statements: Sequence[StoredStatement]) -> bool:
    """Whether the event may have been on some of these days by a statement that dates it."""
    return any(
        bounds.earliest_start <= days.latest and days.earliest <= bounds.latest_end
        for bounds in _list_bounds(event, statements)
    )


def _find_window(event: NamedEntity, statements: Sequence[StoredStatement]) -> Window | None:
    """The days on which an event may have been by any statement; None if no statement dates it."""
    bounds = _list_bounds(event, statements)
    if not bounds:
        return None
    days = Window(min(one.earliest_start for one in bounds), max(one.latest_end for one in bounds))
    return days if days.earliest > MIN or days.latest < MAX else None


def _event_json(
    event: NamedEntity, statements: Sequence[StoredStatement], days: Window | None, known_at: Window | None
) -> Event:
    bounds, window = _list_bounds(event, statements), _find_window(event, statements)
    is_within = days and window and days.earliest <= window.earliest and window.latest <= days.latest
    return {
        "id": event.id,
        "name": event.name,
        "kind": event.kind,
        "earliest": min((b.earliest_start for b in bounds if b.earliest_start > MIN), default=None),
        "latest": max((b.latest_end for b in bounds if b.latest_end < MAX), default=None),
        "statements": [s.id for s in statements],
        "knownCertainty": find_known_certainty(statements, known_at),
        "certainty": ("certain" if is_within else "possible") if days else None,
    }


def _collect_role_ids(statement: StoredStatement) -> set[str]:
    return {id_ for ids in statement.roles.values() for id_ in ids}


COLUMNS: terminal.Columns = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "earliest": lambda row: row["earliest"],
    "latest": lambda row: row["latest"],
    "statements": lambda row: len(row["statements"]),
    "how sure": lambda row: row["certainty"] or "",
}
QUESTION = Question(
    "/events",
    events,
    DayParameters,
    AnswerShape(Event, "Events", "events", about=("id", "name", "kind", "earliest", "latest", "certainty")),
    in_table(COLUMNS),
    tag="records",
)
