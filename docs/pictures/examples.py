"""The invented examples of the pictures, read as the store would give them back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import read_window
from graph.model.counts import ReportedCount, read_count
from graph.model.statement import Citation, StoredStatement
from graph.vocabulary import vocabulary

EXAMPLES: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))


def validity(field: str, written: str, said_on: str) -> ValidTime:
    """A time as it is written in a dossier: valid, observed, on, or spread for an event all over it."""
    if field == "valid":
        return read_state(written, read_window(said_on))
    return read_sighting(written) if field == "observed" else read_event(written, field == "spread")


def statement(told: Mapping[str, Any]) -> StoredStatement:
    field = next(name for name in ("valid", "observed", "on") if name in told)
    predicate = vocabulary().predicates[told["predicate"]]
    count = None
    if wording := told.get("count"):
        low, high = read_count(wording)
        count = ReportedCount(min=low, max=high, kind="stock" if predicate.is_state else "flow", wording=wording)
    return StoredStatement(
        id=told["key"], key=told["key"], dataset="lake", predicate=told["predicate"], polarity="asserts",
        mode="occurred", reading="stated", roles={role: tuple(ids) for role, ids in told["roles"].items()}, about=(),
        said_by=told["said_by"], said_on=told["said_on"], said=read_window(told["said_on"]), known_from=told["said_on"],
        known=read_window(told["said_on"]), validity=validity(field, told[field], told["said_on"]), count=count,
        whole=False, terms=(), parts=None, cites=Citation(source="lake", locator=told["key"]), note=None, opened_in=1,
    )  # fmt: skip


def statements(name: str) -> list[StoredStatement]:
    return [statement(told) for told in EXAMPLES[name]]
