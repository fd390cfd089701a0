"""A table with a row per statement of an answer: `shape=statements` of CSV, Arrow and Parquet.

Each begins with what its row is about. A statement of several rows, or of several lists of a row, has a row for each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from typing_extensions import TypedDict

from app.answers.pins import add_pin
from app.answers.question import Asked, Common
from app.answers.shapes import statement_json
from app.question import Answer, AnswerShape, Question
from app.schemas.statements import Statement
from app.sentences import open_writer
from app.table_columns import fields_of
from app.tables import rows_of
from graph.errors import Ambiguous, InvalidInput, NotFound
from graph.names.facts import UnknownName
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot

ROWS, STATEMENTS = "rows", "statements"
TABLES = ("csv", "arrow", "parquet")


def read_table_shape(written: str, format_: str) -> bool:
    """Whether a table has a row per statement. Raises InvalidInput for another word, and if the answer is no table."""
    if written not in (ROWS, STATEMENTS):
        raise InvalidInput(f"shape: {written!r}; expected rows or statements", parameter="shape", value=written)
    if written == STATEMENTS and format_ not in TABLES:
        raise InvalidInput(
            f"shape: 'statements' is a table, not {format_}; expected .csv, .arrow or .parquet",
            parameter="shape",
            value=written,
            hint="in JSON each row has its statements, all of them with include=statements",
        )
    return written == STATEMENTS


def answer_in_shape(
    question: Question, view: Snapshot, asked: Common, ids: Sequence[str], own: Mapping[str, Any], by_statement: bool
) -> tuple[Answer, AnswerShape]:
    """The answer to a question and the shape of its rows, which with `by_statement` are one per statement.

    What is wrong with a name is said in the language of the question.
    """
    selection = Selection(view, replace(asked, full_statements=True) if by_statement else asked)
    try:
        answer = question.answer(selection, *ids, **own)
    except (NotFound, Ambiguous) as error:
        name = error.name
        if isinstance(name, UnknownName) and name.parameter and not name.near and name.parameter not in question.own:
            error.name = replace(name, question="custody")  # which takes a name of any label
            error.hint = f"ask custody for {name.parameter}={name.other}"
        error.message, error.hint = open_writer(selection).notes.refuse_name(error)
        raise
    if not by_statement:
        return add_pin(selection, answer), question.shape
    return list_statement_rows(selection, answer, question.shape), make_statement_shape(question.shape)


@cache
def make_statement_shape(shape: AnswerShape) -> AnswerShape:
    """What a row per statement is: what its row is about, the list of the row that has it if several do, itself."""
    assert shape.row is not None
    fields = fields_of(shape.row)
    shown = {name: fields[name] for name in shape.about} | ({"listedIn": str} if len(shape.statements) > 1 else {})
    row = TypedDict("StatementRow", {**shown, "statement": Statement})  # type: ignore[misc]
    return AnswerShape(row, shape.title)


def list_statement_rows(selection: Asked, data: Mapping[str, Any], shape: AnswerShape) -> dict[str, Any]:
    """The answer with a row per statement in place of its rows; a row that rests on no statement has none."""
    found = [
        (row, place, statement)
        for row in rows_of(data)
        for place in shape.statements
        for statement in _list_once(_collect(row, place.split(".")))
    ]
    by_id = _read_statements(selection, {one for _, _, one in found if isinstance(one, str)})
    rows = [
        {
            **{name: row[name] for name in shape.about},
            "listedIn": place,
            "statement": by_id[one] if isinstance(one, str) else one,
        }
        for row, place, one in found
    ]
    return {**data, "rows": rows}


def _read_statements(selection: Asked, ids: set[str]) -> dict[str, Statement]:
    """Statements by id, with their dates and responses as the question has them."""
    if not ids:
        return {}
    stored = selection.view.select_by_ids(ids)
    resolved = selection.select_statements(stored)
    # what was known on another day than the question's known_at is not among the resolved ones
    return {one.id: statement_json(selection.view, one) for one in (*stored, *resolved)}


def _collect(value: Any, path: list[str]) -> Iterator[Any]:
    """What is at the end of a path, in lists too: ids of statements, or full statements."""
    if isinstance(value, list):
        for item in value:
            yield from _collect(item, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping):
        yield from _collect(value.get(path[0]), path[1:])


def _list_once(statements: Iterable[Any]) -> list[Any]:
    return list({one if isinstance(one, str) else one["id"]: one for one in statements if one}.values())
