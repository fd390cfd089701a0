"""Occurrences, and the statements on them: `whoholds events`, /v1/events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.parameters import DayParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas import (
    HeardQuestion,
    Page,
)
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.notes import lens_notes
    from app.answers.question import Asked
    from app.answers.records import lens_question, list_rows
    from app.sentences import open_writer
    from app.sentences.records import find_events_facts
    from graph.dates.windows import MAX, MIN, Window
    from graph.model.entities import NamedEntity
    from graph.model.statement import StoredStatement
    from graph.selection.rows import has_speakers


class Event(TypedDict):
    id: str
    name: str
    kind: str
    earliest: date | None
    latest: date | None
    statements: list[str]


class EventsAnswer(Page):
    question: NotRequired[Annotated[HeardQuestion | None, Field(description="only where a lens is given")]]
    rows: list[Event]


def events(selection: Asked) -> EventsAnswer:
    """All events, each with the days on which it may have been; the summary is on those of `as_of`, if it is given.

    `as_of` changes no row; `known_at` leaves out what was not public.
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
    lens = lens_question(selection)
    if asked.known_at or lens:  # an event needs a statement that was public and that the lens accepts
        by_event = [
            (event, statements) for event, statements in by_event if statements and has_speakers(selection, statements)
        ]
    rows = [_event_json(event, statements) for event, statements in by_event]
    facts = find_events_facts(
        selection,
        [(event.id, _find_window(row), told) for (event, told), row in zip(by_event, rows, strict=True)],
    )
    summary = open_writer(selection).records.write_events(facts)
    return {**lens, **list_rows(selection, rows, summary, lens_notes(selection, mentions))}


def _find_window(row: Event) -> Window | None:
    """The days on which an event may have been; None if no report dates it."""
    if row["earliest"] is None and row["latest"] is None:
        return None
    return Window(row["earliest"] or MIN, row["latest"] or MAX)


def _event_json(event: NamedEntity, statements: Sequence[StoredStatement]) -> Event:
    event_bounds = [s.bounds for s in statements if event.id in s.about and s.validity.kind == "on"]
    return {
        "id": event.id,
        "name": event.name,
        "kind": event.kind,
        "earliest": min((b.earliest_start for b in event_bounds if b.earliest_start.year > 1), default=None),
        "latest": max((b.latest_end for b in event_bounds if b.latest_end.year < 9999), default=None),
        "statements": [s.id for s in statements],
    }


def _collect_role_ids(statement: StoredStatement) -> set[str]:
    return {id_ for ids in statement.roles.values() for id_ in ids}


COLUMNS: terminal.Columns = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "earliest": lambda row: row["earliest"],
    "latest": lambda row: row["latest"],
    "statements": lambda row: len(row["statements"]),
}
QUESTION = Question(
    "/events", events, DayParameters, AnswerShape(Event, "Events", "events"), in_table(COLUMNS), tag="records"
)
