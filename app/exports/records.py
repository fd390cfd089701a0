"""Statements one after another as records for files that are trees: each with its sentence, roles and links."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exports.record_tables import STATEMENT_COLUMNS, list_roles, statement_values
from app.sentences import open_writer_of
from app.sentences.statements import make_statement_fact
from graph.model.entities import NamedEntity
from graph.model.statement import StoredReply, StoredStatement
from graph.selection.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement: what it says as a sentence, its columns that have a value, and the entities in its roles."""

    statement: StoredStatement
    sentence: str
    values: dict[str, Any]
    roles: list[tuple[str, NamedEntity]]

    @property
    def responds_to(self) -> tuple[StoredReply, ...]:
        return self.statement.responds_to


def stream_records(view: Snapshot) -> Iterator[StatementRecord]:
    """All statements of a data version."""
    writer = open_writer_of(view).records
    names = [column.name for column in STATEMENT_COLUMNS]
    for statement in view.stream_statements():
        values = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in zip(names, statement_values(view, statement), strict=True)
            if value is not None
        }
        roles = [(role, view.directory.get(id_)) for role, id_ in list_roles(statement)]
        sentence = writer.write_claim(make_statement_fact(view, statement))
        yield StatementRecord(statement, f"{sentence[:1].upper()}{sentence[1:]}.", values, roles)
