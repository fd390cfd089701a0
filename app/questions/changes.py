"""What changed since a data version: `whoholds changes`, /v1/changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import (
    PageParameters,
    Since,
    Until,
)
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import Page
from app.schemas.sources import Load
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.frame import frame_answer
    from app.answers.question import Asked
    from app.answers.shapes import Json
    from app.sentences import open_writer
    from app.sentences.records import ChangesFacts
    from graph.errors import InvalidInput
    from graph.model.judgements import JUDGEMENTS
    from graph.selection.snapshot import Snapshot
    from graph.store.researchers.results import make_plain


class ChangeRow(TypedDict):
    version: int
    at: Annotated[str | None, Field(description="when the load or the judgement began, in UTC")]
    dataset: str
    change: Annotated[
        Literal["opened", "closed", "changed", "judged"],
        Field(description="changed: closed and opened in one version; judged: entities were joined or parted"),
    ]
    key: Annotated[str | None, Field(description="null where it is judged")]
    old: Annotated[str | None, Field(description="id of the statement that was closed")]
    new: Annotated[str | None, Field(description="id of the statement that was opened")]
    predicate: str | None
    entities: Annotated[list[str], Field(description="ids in its roles, or those that judgements touched")]
    entityNames: Annotated[list[str | None], Field(description="of `entities`, in their order; null: not loaded now")]


class ChangesQuestion(TypedDict):
    since: int
    until: int


class ChangesAnswer(Page):
    question: ChangesQuestion
    rows: list[ChangeRow]
    versions: Annotated[
        list[Load], Field(description="the oldest first, those included that changed only names or sources")
    ]


Row = Mapping[str, Any]


def changes(selection: Asked, since: Since, until: Until = None) -> ChangesAnswer:
    """What changed after data version `since`, up to `until`, in the order of version and key.

    A key that one version closed and opened is one row, `changed`. Raises InvalidInput for a version yet to come.
    """
    view, asked = selection.view, selection.question
    last = view.version if until is None else until
    _check_version("since", since, 0, view.version)
    _check_version("until", last, since, view.version)
    loads = [
        {**make_plain(load, {}), "counts": _read_counts(load["counts"])}
        for load in view.list_loads_between(since, last)
    ]
    opened, closed = view.list_opened_and_closed(since, last, asked.offset + asked.limit + 1)
    return frame_answer(
        ChangesAnswer,
        selection,
        question={"since": since, "until": last},
        summary=open_writer(selection).records.write_changes(_find_facts(view, loads, since, last)),
        rows=_change_rows_json(view, loads, opened, closed),
        row_json=dict,
        extra_fields={
            "versions": [{name: load[name] for name in ("version", "at", "dataset", "counts")} for load in loads]
        },
        notes=[],
    )


def _change_rows_json(
    view: Snapshot, loads: Sequence[Row], opened: Iterable[Row], closed: Iterable[Row]
) -> list[ChangeRow]:
    load_times = {load["version"]: load["at"] for load in loads}
    entries: dict[tuple[int, str], Json] = {}
    for side, rows in (("old", closed), ("new", opened)):
        for row in rows:
            entry = entries.setdefault((row["version"], row["key"]), {"old": None, "new": None, "entities": set()})
            entry |= {"dataset": row["dataset"], "predicate": row["predicate"], side: row["id"]}
            entry["entities"] |= set(row["roles"])
    for load in loads:
        if load["dataset"] == JUDGEMENTS:
            entries[load["version"], ""] = {"dataset": JUDGEMENTS, "entities": load["touched"] or ()}
    return [
        _change_row_json(view, version, load_times.get(version), key or None, entry)
        for (version, key), entry in sorted(entries.items())
    ]


def _change_row_json(view: Snapshot, version: int, at: str | None, key: str | None, entry: Row) -> ChangeRow:
    old, new = entry.get("old"), entry.get("new")
    ids = sorted(entry["entities"])
    return {
        "version": version,
        "at": at,
        "dataset": entry["dataset"],
        "change": "judged" if key is None else "changed" if old and new else "opened" if new else "closed",
        "key": key,
        "old": old,
        "new": new,
        "predicate": entry.get("predicate"),
        "entities": ids,
        "entityNames": [entity.name if (entity := view.directory.find(id_)) else None for id_ in ids],
    }


def _find_facts(view: Snapshot, loads: Sequence[Row], since: int, until: int) -> ChangesFacts:
    """The titles of the data that each load added, changed or took back."""
    added: dict[str, None] = {}
    changed: dict[str, None] = {}
    closed: dict[str, None] = {}
    for load in loads:
        if load["dataset"] == JUDGEMENTS:
            continue
        opened, ended = (load["counts"].get(name, 0) for name in ("opened", "closed"))
        into = changed if opened and ended else closed if ended else added if opened else {}
        into[load["title"] or load["dataset"]] = None
    return ChangesFacts(
        since=since,
        until=until if until != view.version else 0,
        added=tuple(added),
        changed=tuple(title for title in changed if title not in added),
        closed=tuple(closed),
        is_judged=any(load["dataset"] == JUDGEMENTS for load in loads),
    )


def _check_version(parameter: str, version: int, first: int, last: int) -> None:
    if not first <= version <= last:
        raise InvalidInput(
            f"{parameter}: {version}; expected a data version from {first} to {last}",
            parameter=parameter,
            value=version,
        )


def _read_counts(pairs: Sequence[str] | None) -> dict[str, int]:
    return {name: int(number) for name, _, number in (pair.partition("=") for pair in pairs or ())}


COLUMNS: terminal.Columns = {
    "version": lambda row: row["version"],
    "change": lambda row: row["change"],
    "key": lambda row: row["key"] or row["dataset"],
    "predicate": lambda row: row["predicate"],
    "entities": lambda row: row["entities"],
}
QUESTION = Question(
    "/changes",
    changes,
    PageParameters,
    AnswerShape(ChangeRow, "What changed in the data", is_feed=True),
    in_table(COLUMNS),
)
