"""The frame of an answer: what was asked, rows by pages, notes. Every list of rows is shaped here."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import orjson

from app.answers.lens import lens_json
from app.answers.question import DEFAULT_LIMIT, Common, page
from app.answers.rows import Told, backed, many_notes, version_notes
from app.answers.shapes import Json
from graph.rules import RULES_VERSION
from graph.store.reader import View

T = TypeVar("T")
LARGEST_PAGE = 120_000  # bytes of rows


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
    """An answer of rows, one page of them. `more` stands between rows and notes, such as `total`.

    Where rows hold statements and no limit is asked for, a page ends before it becomes too large to be read at once.
    """
    shown, truncated, following = page(rows, asked)
    made = _until_large(shown, row_json, asked)
    if len(made) < len(shown):
        _, truncated, following = page(rows, replace(asked, limit=len(made)))
        notes = [*notes, f"this page has {len(made)} of {len(rows):,} rows; next gives those that follow"]
    answer = {
        "question": question,
        "dataVersion": view.version,
        "rulesVersion": RULES_VERSION,
        "summary": summary,
        "rows": made,
        **(more or {}),
        "notes": [*notes, *many_notes(made), *version_notes(view)],
        "truncated": truncated,
        "next": following,
        **({"explain": explain} if explain is not None else {}),
    }
    return {**answer, "pin": pin(view, asked, answer)}


def pin(view: View, asked: Common, answer: Json) -> Json:
    """What an answer depends on, and the sha256 of the answer as JSON: equal pins are equal answers."""
    content = orjson.dumps(answer, default=str, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)
    return {
        "dataVersion": view.version,
        "rulesVersion": RULES_VERSION,
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        "lens": lens_json(view, asked).get("lens"),
        "hash": hashlib.sha256(content).hexdigest(),
    }


def _until_large(rows: Sequence[T], row_json: Callable[[T], Json], asked: Common) -> list[Json]:
    """The rows up to LARGEST_PAGE bytes, at least one; all of them where a limit or all statements are asked for."""
    found: list[Json] = []
    size = 0
    for row in rows:
        made = row_json(row)
        if "statementCount" in made and asked.limit == DEFAULT_LIMIT and not asked.whole_statements:
            size += len(orjson.dumps(made))
            if found and size > LARGEST_PAGE:
                break
        found.append(made)
    return found


def beside(
    view: View, asked: Common, last: Sequence[Told], first: Sequence[Told], row_json: Callable[[Told], Json]
) -> Json:
    """What was last known before the day, and first known after it, of pairs without a row."""
    return {
        "lastKnown": [row_json(row) for row in backed(view, last, asked, [])],
        "firstKnown": [row_json(row) for row in backed(view, first, asked, [])],
    }
