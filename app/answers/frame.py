"""The frame of an answer: what was asked, rows by pages, notes. Every list of rows is shaped here."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

import orjson

from app.answers.notes import lens_json, many_notes, version_notes
from app.answers.question import Asked, Common, cut_page, no_cursor, statements_cursor
from app.answers.shapes import Json
from app.encoding import PinnedAnswer
from app.schemas import Explain, Pin
from graph.selection.rows import AnySpokenRow, filter_by_speakers
from graph.vocabulary import RULES_VERSION

T = TypeVar("T")
Answer = TypeVar("Answer")
LARGEST_PAGE = 120_000  # bytes of rows


def question_json(selection: Asked, **named: str | None) -> Json:
    """What was asked: entities by their parameter, the two days, and the lens where one is given."""
    asked = selection.question
    return {
        **{name: {"id": id_, "name": selection.view.directory.get(id_).name} for name, id_ in named.items() if id_},
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        **lens_json(selection),
    }


def frame_answer(
    shape: type[Answer],
    selection: Asked,
    *,
    question: Mapping[str, object],
    summary: str,
    rows: Sequence[T],
    row_json: Callable[[T], Mapping[str, Any]],
    notes: Sequence[str],
    more: Mapping[str, Any] | None = None,
    explain: Explain | None = None,
    notes_of: Callable[[Sequence[Json]], list[str]] = many_notes,
) -> Answer:
    """One page of an answer of rows, as a dict of this shape.

    `more` stands between rows and notes, such as `total`; `notes_of` gives the notes on the rows of a page.
    Where rows hold statements and no limit is asked for, a page ends before it becomes too large to be read at once.
    Where more statements of one row are asked for, that row alone is given, and `next` leads on through them.
    """
    view, asked = selection.view, selection.question
    if asked.part:
        made = select_row(asked, "rows", rows, row_json)
        following = _next_of(asked, [*made, *(more or {}).get(asked.part.list, ())])
        truncated = following is not None
    else:
        shown, truncated, following = cut_page(rows, asked)
        some = _until_large(shown, row_json, asked)
        if len(some) < len(shown):
            _, truncated, following = cut_page(rows, replace(asked, limit=len(some)))
            notes = [*notes, f"this page has {len(some)} of {len(rows):,} rows; next gives those that follow"]
        made = [_with_next(asked, "rows", asked.offset + number, row) for number, row in enumerate(some)]
    answer = {
        "question": question,
        "dataVersion": view.version,
        "rulesVersion": RULES_VERSION,
        "summary": summary,
        "rows": made,
        **(more or {}),
        "notes": [*notes, *notes_of(made), *version_notes(view)],
        "truncated": truncated,
        "next": following,
        **({"explain": explain} if explain is not None else {}),
    }
    content = orjson.dumps(answer, default=str, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)
    return cast(Answer, PinnedAnswer(answer, content, make_pin(selection, content)))


def make_pin(selection: Asked, content: bytes) -> Pin:
    """What an answer depends on, and the sha256 of the answer as JSON: equal pins are equal answers."""
    asked = selection.question
    return {
        "dataVersion": selection.view.version,
        "rulesVersion": RULES_VERSION,
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        "lens": lens_json(selection).get("lens"),
        "hash": hashlib.sha256(content).hexdigest(),
    }


def _until_large(
    rows: Sequence[T], row_json: Callable[[T], Mapping[str, Any]], asked: Common
) -> list[Mapping[str, Any]]:
    """The rows up to LARGEST_PAGE bytes, at least one; all of them where a limit or all statements are asked for."""
    found: list[Mapping[str, Any]] = []
    size = 0
    for row in rows:
        made = row_json(row)
        if "statementCount" in made and not asked.limit_given and not asked.whole_statements:
            size += len(orjson.dumps(made))
            if found and size > LARGEST_PAGE:
                break
        found.append(made)
    return found


def select_row(asked: Common, of: str, rows: Sequence[T], row_json: Callable[[T], Mapping[str, Any]]) -> list[Json]:
    """The row of a list more statements of which are asked for; none where it is of another list.

    Raises InvalidInput where the list has no such row or the row no such statements.
    """
    part = asked.part
    if part is None or part.list != of:
        return []
    made: Mapping[str, Any] = row_json(rows[part.row]) if part.row < len(rows) else {}
    if not made.get("statements"):
        raise no_cursor(statements_cursor(*part))
    return [_with_next(asked, of, part.row, made)]


def _with_next(asked: Common, of: str, place: int, row: Mapping[str, Any]) -> Json:
    """The row with the cursor that asks for the statements after those that it shows, where it holds statements."""
    if "statementCount" not in row:
        return dict(row)
    seen = (asked.part.first if asked.part else 0) + len(row["statements"])
    return {**row, "nextStatements": statements_cursor(of, place, seen) if seen < row["statementCount"] else None}


def _next_of(asked: Common, given: Sequence[Json]) -> str | None:
    """The cursor that leads on through the one row that is given."""
    if asked.part and (len(given) != 1 or "nextStatements" not in given[0]):
        raise no_cursor(statements_cursor(*asked.part))
    found: str | None = given[0]["nextStatements"]
    return found


def other_times_json(
    selection: Asked,
    last: Sequence[AnySpokenRow],
    first: Sequence[AnySpokenRow],
    row_json: Callable[[AnySpokenRow], Mapping[str, Any]],
) -> Json:
    """What was last known before the day, and first known after it, of pairs without a row."""

    asked = selection.question

    def listed(of: str, rows: Sequence[AnySpokenRow]) -> list[Json]:
        if asked.part:
            return select_row(asked, of, rows, row_json)
        return [_with_next(asked, of, number, row_json(row)) for number, row in enumerate(rows)]

    return {
        "lastKnown": listed("lastKnown", filter_by_speakers(selection, last).rows),
        "firstKnown": listed("firstKnown", filter_by_speakers(selection, first).rows),
    }
