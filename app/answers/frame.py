"""The frame of an answer: what was asked, rows by pages, notes. Every list of rows is shaped here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from app.answers.lens import lens_json
from app.answers.question import Common, page
from app.answers.rows import Told, backed, version_notes
from app.answers.shapes import Json
from graph.store.reader import View

T = TypeVar("T")


def question_json(view: View, asked: Common, **named: str | None) -> Json:
    """What was asked: entities by their parameter, the two days, and the lens where one is given."""
    return {
        **{name: {"id": id_, "name": view.directory.get(id_).name} for name, id_ in named.items() if id_},
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        **lens_json(view, asked),
    }


def framed(
    view: View,
    asked: Common,
    *,
    question: Json,
    summary: str,
    rows: Sequence[T],
    row_json: Callable[[T], Json],
    notes: Sequence[str],
    more: Mapping[str, Any] | None = None,
    explain: Json | None = None,
) -> Json:
    """An answer of rows, one page of them. `more` stands between rows and notes, such as `total`."""
    shown, truncated, following = page(rows, asked)
    return {
        "question": question,
        "dataVersion": view.version,
        "summary": summary,
        "rows": [row_json(row) for row in shown],
        **(more or {}),
        "notes": [*notes, *version_notes(view)],
        "truncated": truncated,
        "next": following,
        **({"explain": explain} if explain is not None else {}),
    }


def beside(
    view: View, asked: Common, last: Sequence[Told], first: Sequence[Told], row_json: Callable[[Told], Json]
) -> Json:
    """What was last known before the day, and first known after it, of pairs without a row."""
    return {
        "lastKnown": [row_json(row) for row in backed(view, last, asked, [])],
        "firstKnown": [row_json(row) for row in backed(view, first, asked, [])],
    }
