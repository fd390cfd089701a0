"""What a load did, in a sentence and as JSON: counts, the data version, and the rows that it set aside."""

from typing_extensions import TypedDict

from app.answers.checking import CellProblem, CheckedRow, WrongCell, list_wrong_cells
from app.schemas.pages import Problem
from ingest.loading import LoadedSource
from ingest.quarantine import Quarantine


class AsideRow(TypedDict):
    """A row that a load left out: its tab or file, its number and key there, and what to write instead."""

    tab: str
    row: int | None
    key: str | None
    wrong: list[WrongCell]


class LoadedJson(TypedDict):
    """`changed` are counts of what a load opened and closed; it is empty where the store holds the same already.
    `drafts` is the number of rows that were left out as such."""

    source: str
    summary: str
    changed: dict[str, int]
    statements: int
    drafts: int
    aside: list[AsideRow]
    warnings: list[str]
    notes: list[str]


class LoadAnswer(LoadedJson):
    """A file as it was loaded; `first` are the sources that were loaded before it, since it uses their ids.
    `dataVersion` is the newest one, and the one that answers are given from by then."""

    first: list[LoadedJson]
    dataVersion: int


class LoadLine(TypedDict, total=False):
    """A line of the answer while a file is loaded: `done` of `total` statements are written; at the end `loaded` or
    `problem`."""

    done: int
    total: int
    loaded: LoadAnswer
    problem: Problem


def describe_load(loaded: LoadedSource) -> str:
    """Such as "lake: 2 opened, 8 entities; data version 3"."""
    report = loaded.report
    if report.version is None:
        return f"{report.dataset}: nothing changed"
    counts = ", ".join(f"{number:,} {name}" for name, number in report.counts.items() if number)
    return f"{report.dataset}: {counts or 'its name, or the rules that it is read by'}; data version {report.version}"


def make_load_json(loaded: LoadedSource, version: int) -> LoadAnswer:
    """A load as JSON; `version` is the newest data version after it."""
    return {
        **_make_loaded_json(loaded),
        "first": [_make_loaded_json(one) for one in loaded.first],
        "dataVersion": version,
    }


def _make_loaded_json(loaded: LoadedSource) -> LoadedJson:
    parsed, report = loaded.parsed, loaded.report
    return {
        "source": parsed.form.id,
        "summary": describe_load(loaded),
        "changed": {name: number for name, number in report.counts.items() if number} if report.version else {},
        "statements": len(parsed.statements) - len(report.aside),
        "drafts": len(parsed.drafts),
        "aside": _list_aside(parsed.quarantine),
        "warnings": loaded.warnings,
        "notes": parsed.every_note,
    }


def _list_aside(quarantine: Quarantine) -> list[AsideRow]:
    """The rows that were set aside, each once with all that is wrong in it, in their order."""
    found: dict[tuple[str, int | None, str | None], CheckedRow] = {}
    for one in quarantine:
        place = (one.tab or one.file, one.line, one.key)
        before = found[place].wrong if place in found else ()
        found[place] = CheckedRow(*place, None, (*before, CellProblem(one.field, one.value, one.reason, one.nearest)))
    return [{"tab": row.tab, "row": row.row, "key": row.key, "wrong": list_wrong_cells(row)} for row in found.values()]
