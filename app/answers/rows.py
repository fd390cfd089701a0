"""What the answers made of rows share: the certain ones, what gives a row its support, notes on what was public."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from app.answers.asked import Asked
from app.answers.question import Common
from app.answers.shapes import MOST_STATEMENTS, Json, independent
from graph.alliances.pairs import PairRow
from graph.custody.day import HolderRow
from graph.evidence.support import RANKS, Support, known_certainty
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

AnyRow = TypeVar("AnyRow", HolderRow, PairRow)


class HasStatements(Protocol):
    @property
    def statements(self) -> Sequence[StoredStatement]: ...


Told = TypeVar("Told", bound=HasStatements)


def rank(support: Support | None) -> int:
    """Where a row stands by its support, the best first."""
    return RANKS.index(support.kind) if support else len(RANKS)


def sure(ordered: Sequence[AnyRow], asked: Common, notes: list[str]) -> list[AnyRow]:
    """All rows, or only the certain ones, with a note on how many are left out."""
    if asked.certainty == "possible":
        return list(ordered)
    found = [row for row in ordered if is_sure(row, asked)]
    if len(found) < len(ordered):
        notes.append(f"{len(ordered) - len(found)} rows that are only possible are left out")
    return found


def is_sure(row: HolderRow | PairRow, asked: Common) -> bool:
    """Whether it is certain, and was surely public by the day of known_at."""
    certain = row.support is not None and row.support.kind == "certain"
    return certain and known_certainty(best_statements(row), asked.known_at) == "certain"


def backed(selection: Asked, rows: Sequence[Told], notes: list[str]) -> list[Told]:
    """Rows that at least `min_independent` speakers stand behind, with a note on how many are left out."""
    found = [row for row in rows if enough(selection, row.statements)]
    if len(found) < len(rows):
        most = selection.question.min_independent
        notes.append(f"{len(rows) - len(found)} rows rest on fewer than {most} independent speakers")
    return found


def kept(selection: Asked, rows: Sequence[AnyRow], notes: list[str]) -> list[AnyRow]:
    """The rows that the question wants: certain enough, and with speakers enough."""
    return backed(selection, sure(rows, selection.question, notes), notes)


def enough(
    selection: Asked,
    statements: Iterable[StoredStatement],
) -> bool:
    """Whether so many independent speakers stand behind some statements as the question wants."""
    asked = selection.question
    return asked.min_independent == 0 or independent(selection.view, statements)[0] >= asked.min_independent


def best_statements(row: HolderRow | PairRow) -> list[StoredStatement]:
    """The statements that give a row its support; all of them where it has none."""
    support = row.support
    return [item.statement for item in support.evidence[: support.best]] if support else list(row.statements)


def best_first(row: HolderRow) -> list[StoredStatement]:
    """The statements of a row: where they are too many to be shown, those that give it its support come first."""
    if len(row.statements) <= MOST_STATEMENTS:
        return list(row.statements)
    best = {statement.id for statement in best_statements(row)}
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
        most = max((row[count] for row in rows if row.get(count, 0) > len(row.get(shown, ()))), default=0)
        if most:
            found.append(f"a row shows only some of up to {most:,} {words}; {how}, and include=statements gives all")
    return found


def known_notes(rows: Sequence[Sequence[StoredStatement]], asked: Common) -> list[str]:
    """How many rows rest on what was only possibly public by the day of known_at."""
    open_ones = sum(known_certainty(row, asked.known_at) == "possible" for row in rows)
    return [f"{open_ones} of {len(rows)} rows were only possibly public by then"] if open_ones else []


def version_notes(view: Snapshot) -> list[str]:
    """Said with every answer that an earlier data version gives."""
    if view.version == view.newest:
        return []
    return [
        f"statements are those of data version {view.version}; names, identity and vocabulary are today's "
        f"(version {view.newest})"
    ]
