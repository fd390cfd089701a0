"""What the answers made of rows share: notes on what was left out, cut or only possibly public."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.answers.question import Common
from app.answers.shapes import MOST_STATEMENTS, Json
from graph.custody.day import HolderRow
from graph.evidence.support import find_known_certainty
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import select_best_statements
from graph.selection.snapshot import Snapshot


class LeftOut(Protocol):
    """How many rows were dropped, and why."""

    @property
    def only_possible(self) -> int: ...
    @property
    def few_speakers(self) -> int: ...


def filter_notes(asked: Common, filtered: LeftOut) -> list[str]:
    """How many rows were left out, where some were."""
    few = f"{filtered.few_speakers} rows rest on fewer than {asked.min_independent} independent speakers"
    return [
        *([f"{filtered.only_possible} rows that are only possible are left out"] if filtered.only_possible else []),
        *([few] if filtered.few_speakers else []),
    ]


def best_first(row: HolderRow) -> list[StoredStatement]:
    """The statements of a row: where they are too many to be shown, those that give it its support come first."""
    if len(row.statements) <= MOST_STATEMENTS:
        return list(row.statements)
    best = {statement.id for statement in select_best_statements(row)}
    return sorted(row.statements, key=lambda statement: statement.id not in best)


def many_notes(rows: Iterable[Json]) -> list[str]:
    """Said where rows show only some of their statements or places."""
    rows = list(rows)
    cut = {
        "statements": (
            "statementCount",
            "statements",
            "nextStatements of a row, given as cursor, shows the next",
        ),
        "places": ("placeCount", "places", "placeCount has their number"),
    }
    found = []
    for words, (count, shown, how) in cut.items():
        if not rows or count not in rows[0]:  # all rows of an answer have the same fields
            continue
        most = max((row[count] for row in rows if row[count] > len(row[shown])), default=0)
        if most:
            found.append(f"a row shows only some of up to {most:,} {words}; {how}, and include=statements gives all")
    return found


def known_notes(rows: Sequence[Sequence[StoredStatement]], asked: Common) -> list[str]:
    """How many rows rest on what was only possibly public by the day of known_at."""
    open_ones = sum(find_known_certainty(row, asked.known_at) == "possible" for row in rows)
    return [f"{open_ones} of {len(rows)} rows were only possibly public by then"] if open_ones else []


def version_notes(view: Snapshot) -> list[str]:
    """Said with every answer that an earlier data version gives."""
    if view.version == view.newest_version:
        return []
    return [
        f"statements are those of data version {view.version}; names, identity and vocabulary are today's "
        f"(version {view.newest_version})"
    ]
