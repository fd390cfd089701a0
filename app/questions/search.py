"""Find entities and sources by words of their names: `whoholds search`, /v1/search."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from app.parameters import EntityLabel, PageParameters, Words
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas import Page, Position
from app.terminal import ENTITY_COLUMNS, in_table

if is_answering(__name__):
    from app.answers.question import Asked
    from app.answers.records import entity_json, list_rows, read_label
    from app.answers.words import plural
    from graph.errors import InvalidInput
    from graph.spelling import fold_name


class Match(TypedDict):
    type: Literal["entity", "source"]
    id: str
    name: str
    label: NotRequired[str | None]
    kind: NotRequired[str | None]
    aliases: NotRequired[list[str] | None]
    externalIds: NotRequired[dict[str, str] | None]
    canonical: NotRequired[str | None]
    position: NotRequired[Position | None]


class SearchQuestion(TypedDict):
    q: str
    label: str | None


class SearchAnswer(Page):
    question: SearchQuestion
    rows: list[Match]


def search(selection: Asked, q: Words, label: EntityLabel = None) -> SearchAnswer:
    """Entities by any of their names, in any case and without accents, and sources by words of their titles.

    Best matches first; close spellings where nothing matches.
    """
    view = selection.view
    if not fold_name(q):
        raise InvalidInput(f"q: {q!r} has no word to look for", parameter="q", value=q)
    entities = view.directory.search(q, read_label(label) if label else None)
    rows: list[Match] = [{"type": "entity", **entity_json(view, entity)} for entity in entities]
    if not label:
        words = fold_name(q).split()
        titled_sources = [s for s in view.sources.values() if all(word in fold_name(s.title) for word in words)]
        rows += [{"type": "source", "id": s.id, "name": s.title} for s in titled_sources]
    answer = list_rows(selection, rows, f"{plural(len(rows), 'match', 'matches')} for {q!r}")
    return {"question": {"q": q, "label": label}, **answer}


QUESTION = Question(
    "/search",
    search,
    PageParameters,
    AnswerShape(Match, "What was found"),
    in_table(ENTITY_COLUMNS),
    tag="records",
    words="q",
)
