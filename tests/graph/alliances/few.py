"""A snapshot of a few statements that has their columns too, so that questions about everyone can be asked of it."""

from collections.abc import Iterable
from dataclasses import replace

from graph.columns.column_view import ColumnView
from graph.dates.windows import read_window
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.columns.plain import columns, hashed
from tests.graph.selection.test_selection import Few
from tests.world.builder import said

JANUARY_TO_MARCH = "2026-01-01/2026-03-01"
FEBRUARY = SelectionQuestion(as_of=read_window("2026-02-05"))


class FewWithColumns(Few):
    """A snapshot of statements in a list, with their columns, in which their ids are hashed."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        super().__init__(list(statements))
        made = columns(self.statements)
        self._column_view = ColumnView(made, made.version, lambda id_: id_)

    @property
    def column_view(self) -> ColumnView:
        return self._column_view

    def select_by_ids(self, ids: Iterable[str]) -> list[StoredStatement]:
        wanted = set(ids)
        return [replace(s, id=hashed(s.id)) for s in self.statements if hashed(s.id) in wanted]


def ask(statements: Iterable[StoredStatement], asked: SelectionQuestion = FEBRUARY) -> Selection[SelectionQuestion]:
    return Selection(FewWithColumns(statements), asked)


def tie(word: str, one: str, other: str, speaker: str = "crow", valid: str = JANUARY_TO_MARCH) -> StoredStatement:
    """A statement on two actors, with a key that names all of it."""
    return said(speaker, word, one, other, valid=valid, key=f"{speaker}: {one} {word} {other} {valid}")
