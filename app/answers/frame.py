"""The frame of an answer: the question, pages of rows, notes. Every list of rows is built here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

import orjson

from app.answers.notes import cut_notes, lens_json, name_notes, truncation_notes, version_notes
from app.answers.pins import make_pin, write_content
from app.answers.question import Asked, Common, cut_page, make_cursor_error, make_statements_cursor
from app.answers.shapes import Json, entity_ref
from app.encoding import PinnedAnswer
from app.schemas.evidence import Explain
from app.sentences import open_writer
from app.sentences.notes import NoteWriter
from graph.selection.rows import AnySpokenRow, filter_by_speakers
from graph.selection.snapshot import Snapshot
from graph.vocabulary import RULES_VERSION

T = TypeVar("T")
Answer = TypeVar("Answer")
LARGEST_PAGE = 120_000  # bytes of rows
LARGE_ROWS = frozenset(
    ("statementCount", "holdingCount", "becauseCount")
)  # a field that only rows with lists of records have


def question_json(selection: Asked, **named: str | Sequence[str] | None) -> Json:
    """The question as JSON: entities by parameter, `asOf`, `knownAt`, and the lens if one is given.

    Where a name means several, all of them are in a list. `relation` is there if some are named.
    """
    asked = selection.question
    return {
        **{name: _name_entities(selection, ids) for name, ids in named.items() if ids},
        "asOf": asked.as_of_written,
        "knownAt": asked.known_at_written,
        **({"relation": list(asked.relations)} if asked.relations else {}),
        **lens_json(selection),
    }


def list_asked_ids(question: Mapping[str, object]) -> list[str] | None:
    """The ids that a question names; None where it is about everyone."""
    named = [one for value in question.values() for one in (value if isinstance(value, list) else [value])]
    return [str(one["id"]) for one in named if isinstance(one, Mapping) and "id" in one] or None


def entity_question_json(view: Snapshot, ids: Sequence[str]) -> Json:
    """The parameter `entity` of a question with its kind; a list where a name means several."""
    if not ids:
        return {}
    return {"entity": entity_ref(view, ids[0]) if len(ids) == 1 else [entity_ref(view, id_) for id_ in ids]}


def _name_entities(selection: Asked, ids: str | Sequence[str]) -> Json | list[Json]:
    named = [
        {"id": id_, "name": selection.view.directory.get(id_).name} for id_ in ([ids] if isinstance(ids, str) else ids)
    ]
    return named[0] if len(named) == 1 else named


def frame_answer(
    shape: type[Answer],
    selection: Asked,
    *,
    question: Mapping[str, object],
    summary: str,
    rows: Sequence[T],
    row_json: Callable[[T], Mapping[str, Any]],
    notes: Sequence[str],
    extra_fields: Mapping[str, Any] | None = None,
    explain: Explain | None = None,
    make_page_notes: Callable[[NoteWriter, Sequence[Json]], list[str]] = truncation_notes,
) -> Answer:
    """One page of an answer with rows, as a dict of the type `shape`.

    `extra_fields`, such as `total`, come between rows and notes; `make_page_notes` makes the notes on a page of rows.
    If rows hold statements or holdings and no limit is given, a page ends at LARGEST_PAGE bytes. If the cursor asks for
    more statements of one row, the answer has that row alone, and `next` is the cursor for the statements after these.
    """
    view, asked, writer = selection.view, selection.question, open_writer(selection).notes
    if asked.statements_from:
        page = select_row(asked, "rows", rows, row_json)
        following = _find_next_cursor(asked, [*page, *(extra_fields or {}).get(asked.statements_from.list, ())])
        truncated = following is not None
    else:
        shown, truncated, following = cut_page(rows, asked)
        shown_rows = _cut_large_page(shown, row_json, asked)
        if len(shown_rows) < len(shown):
            _, truncated, following = cut_page(rows, replace(asked, limit=len(shown_rows)))
            notes = [*notes, writer.write_cut_page(len(shown_rows), len(rows))]
        page = [_add_next_cursor(asked, "rows", asked.offset + index, row) for index, row in enumerate(shown_rows)]
    of_version = version_notes(selection, list_asked_ids(question))
    answer = {
        "question": question,
        "dataVersion": view.version,
        "rulesVersion": RULES_VERSION,
        "summary": summary,
        "rows": page,
        **(extra_fields or {}),
        **cut_notes(asked, [*name_notes(selection), *of_version, *notes, *make_page_notes(writer, page)]),
        "truncated": truncated,
        "next": following,
        **({"explain": explain} if explain is not None else {}),
    }
    content = write_content(answer)
    return cast(Answer, PinnedAnswer(answer, content, make_pin(selection, content)))


def _cut_large_page(
    rows: Sequence[T], row_json: Callable[[T], Mapping[str, Any]], asked: Common
) -> list[Mapping[str, Any]]:
    """The first rows, at most LARGEST_PAGE bytes but at least one row; all if the question sets a limit or wants all
    statements."""
    page: list[Mapping[str, Any]] = []
    size = 0
    for row in rows:
        answer_row = row_json(row)
        if not LARGE_ROWS.isdisjoint(answer_row) and not asked.limit_given and not asked.full_statements:
            size += len(orjson.dumps(answer_row))
            if page and size > LARGEST_PAGE:
                break
        page.append(answer_row)
    return page


def select_row(
    asked: Common, list_name: str, rows: Sequence[T], row_json: Callable[[T], Mapping[str, Any]]
) -> list[Json]:
    """The row whose further statements the cursor asks for; empty if that row is in another list.

    Raises InvalidInput if the list has no such row, or the row no such statements.
    """
    position = asked.statements_from
    if position is None or position.list != list_name:
        return []
    answer_row: Mapping[str, Any] = row_json(rows[position.row]) if position.row < len(rows) else {}
    if not answer_row.get("statements"):
        raise make_cursor_error(make_statements_cursor(*position))
    return [_add_next_cursor(asked, list_name, position.row, answer_row)]


def _add_next_cursor(asked: Common, list_name: str, index: int, row: Mapping[str, Any]) -> Json:
    """The row, with `nextStatements`: the cursor for the statements after those shown."""
    if "statementCount" not in row:
        return cast(Json, row)
    last_shown = (asked.statements_from.first if asked.statements_from else 0) + len(row["statements"])
    return {
        **row,
        "nextStatements": make_statements_cursor(list_name, index, last_shown)
        if last_shown < row["statementCount"]
        else None,
    }


def _find_next_cursor(asked: Common, rows: Sequence[Json]) -> str | None:
    """The cursor for the next statements of the only row."""
    if asked.statements_from and (len(rows) != 1 or "nextStatements" not in rows[0]):
        raise make_cursor_error(make_statements_cursor(*asked.statements_from))
    cursor: str | None = rows[0]["nextStatements"]
    return cursor


def other_times_json(
    selection: Asked,
    last: Sequence[AnySpokenRow],
    first: Sequence[AnySpokenRow],
    row_json: Callable[[AnySpokenRow], Mapping[str, Any]],
) -> Json:
    """For pairs without a row: the last evidence before the day, and the first after it."""
    asked = selection.question
    return {
        "lastKnown": list_further_rows(asked, "lastKnown", filter_by_speakers(selection, last).rows, row_json),
        "firstKnown": list_further_rows(asked, "firstKnown", filter_by_speakers(selection, first).rows, row_json),
    }


def list_further_rows(
    asked: Common, list_name: str, rows: Sequence[T], row_json: Callable[[T], Mapping[str, Any]]
) -> list[Json]:
    """The rows of a list that stands after `rows` and has no pages; or the one whose statements the cursor asks for."""
    if asked.statements_from:
        return select_row(asked, list_name, rows, row_json)
    return [_add_next_cursor(asked, list_name, index, row_json(row)) for index, row in enumerate(rows)]
