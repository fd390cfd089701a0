"""A report of a mistake in an answer, as the page makes it: which statements it is about, and what became of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from typing_extensions import TypedDict

from app.answers.question import read_common
from app.sentences import open_writer
from app.sentences.records import find_one_statement_facts
from graph.errors import InvalidInput, TooLarge
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from ingest.messages import list_problems

LARGEST = 1_000_000  # bytes
MOST_STATEMENTS = 200
SINCE = {
    "same": "unchanged since the report",
    "changed": "changed since the report",
    "closed": "no longer loaded",
    "withdrawn": "withdrawn",
    "unknown": "not in this store",
}
Line = Annotated[str, StringConstraints(max_length=4_000)]


class MistakeReport(BaseModel):
    """The file: the reader's words, the answer's title, summary and address, its pin, and the ids of statements."""

    model_config = ConfigDict(extra="forbid")

    whoholds: Literal["mistake"]
    text: Annotated[str, StringConstraints(max_length=5_000)]
    title: Line = ""
    summary: Line = ""
    address: Line = ""
    dataVersion: int | None = None
    pin: dict[str, Any] | None = None
    statements: list[Annotated[str, StringConstraints(pattern="^[0-9a-f]{20}$")]] = []


class MistakeRow(TypedDict):
    """A statement of the answer: `since` is what became of it, `says` what it said, and `now` what its key says, where
    that is another."""

    statement: str
    key: str | None
    since: Literal["same", "changed", "closed", "withdrawn", "unknown"]
    says: str | None
    now: str | None


class MistakeAnswer(TypedDict):
    text: str
    title: str
    summary: str
    address: str
    reportedVersion: int | None
    dataVersion: int
    rows: list[MistakeRow]


def is_mistake_report(path: Path) -> bool:
    """Whether a file is one by its name and beginning; never raises."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return b'"mistake"' in file.read(200)
    except OSError:
        return False


def read_mistake_report(path: Path) -> MistakeReport:
    """Raises TooLarge, or InvalidInput naming the file, the field and what is expected."""
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise TooLarge(f"{path.name} has more than {LARGEST} bytes", parameter="file")
    try:
        found = MistakeReport.model_validate(orjson.loads(content))
    except orjson.JSONDecodeError as error:
        hint = "ask the reader for the file as the page made it"
        raise InvalidInput(f"{path.name} is no JSON: line {error.lineno}", parameter="file", hint=hint) from None
    except ValidationError as error:
        field, value, reason = list_problems(error)[0]
        raise InvalidInput(f"{path.name}: {field}: {reason}", parameter="file", value=value[:200]) from None
    if len(found.statements) > MOST_STATEMENTS:
        met = len(found.statements)
        raise TooLarge(f"{path.name}: {met} statements; at most {MOST_STATEMENTS} are read", parameter="file")
    return found


def check_mistake(view: Snapshot, report: MistakeReport) -> MistakeAnswer:
    """The statements that a report is about, as sentences, and whether they are still what they were."""
    by_id: dict[str, list[StoredStatement]] = {}
    for one in view.select_by_ids(report.statements):
        by_id.setdefault(one.id, []).append(one)
    rows = [_check_statement(view, id_, by_id.get(id_, ())) for id_ in dict.fromkeys(report.statements)]
    return {
        "text": _clean(report.text), "title": _clean(report.title), "summary": _clean(report.summary),
        "address": _clean(report.address), "reportedVersion": report.dataVersion, "dataVersion": view.version,
        "rows": rows,
    }  # fmt: skip


def _check_statement(view: Snapshot, id_: str, versions: Sequence[StoredStatement]) -> MistakeRow:
    if not versions:
        gone = view.find_withdrawn_statement(id_)
        key = gone.key if gone else None
        return {"statement": id_, "key": key, "since": "withdrawn" if gone else "unknown", "says": None, "now": None}
    told = max(versions, key=lambda one: one.opened_in)
    if _is_open(view, told):
        return {"statement": id_, "key": told.key, "since": "same", "says": _say(view, told), "now": None}
    newer = next((one for one in view.select_by_keys([told.key]) if _is_open(view, one)), None)
    return {
        "statement": id_, "key": told.key, "since": "changed" if newer else "closed", "says": _say(view, told),
        "now": _say(view, newer) if newer else None,
    }  # fmt: skip


def _is_open(view: Snapshot, one: StoredStatement) -> bool:
    return one.opened_in <= view.version < one.closed_in


def _say(view: Snapshot, one: StoredStatement) -> str:
    selection = Selection(view, read_common())
    facts = find_one_statement_facts(selection, one, is_open=True)
    return open_writer(selection).records.write_statement(facts)


def _clean(text: str) -> str:
    """Without signs that a terminal obeys."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
