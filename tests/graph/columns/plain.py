"""Statements made for tests, as columns."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from graph.columns.evidence import EvidenceColumns
from graph.columns.preparing import prepare_evidence
from graph.columns.table import FACT, Columns, Dictionaries, TableStatement, append_rows, make_blocks, make_empty
from graph.model.statement import StoredStatement


def hashed(key: str) -> str:
    """An id as the store gives it, for a statement that a test named."""
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def told(statement: StoredStatement) -> TableStatement:
    bounds, known = statement.bounds, statement.known
    days = (
        bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end, known.earliest, known.latest
    )  # fmt: skip
    return TableStatement(
        id=hashed(statement.id), opened=statement.opened_in, closed=statement.closed_in, predicate=statement.predicate,
        polarity=statement.polarity, mode=statement.mode, reading=statement.reading, kind=statement.validity.kind,
        written=statement.validity.written, linked=statement.linked is not None,
        days=tuple(day.toordinal() for day in days),
        said_by=statement.said_by, source=statement.cites.source, roles=statement.roles,
    )  # fmt: skip


def columns(statements: Iterable[StoredStatement], version: int = 1) -> Columns:
    names = Dictionaries()
    return append_rows(empty_with(names), version, make_blocks(map(told, statements), names))


def empty_with(names: Dictionaries) -> Columns:
    plain = make_empty()
    return Columns(version=0, arrays=plain.arrays, versions=(), starts=(0,), names=names)


def facts(statements: Sequence[StoredStatement]) -> EvidenceColumns:
    found = columns(statements)
    rows = found.find_open_rows(found.version)
    rows = rows[(found["flags"][rows] & FACT) != 0]
    return prepare_evidence(found, rows, np.arange(len(found.names.entities), dtype=np.int32))
