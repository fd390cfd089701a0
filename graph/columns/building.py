"""Rows of columns from statements: one for each edge, from each entity in its start role to each in its end role."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from graph.columns.table import (
    CODED,
    DAYS,
    DENIES,
    ENDED,
    FACT,
    FIELDS,
    INFERRED,
    JOINT,
    LINKED,
    OBSERVED,
    VALID,
    Array,
    Dictionaries,
    narrow_numbers,
)
from graph.model.statement import OPEN
from graph.vocabulary import vocabulary


class TableStatement(NamedTuple):
    """The fields of one version of a statement that the columns need. `days` are ordinals in the order of DAYS."""

    id: str
    opened: int
    closed: int
    predicate: str
    polarity: str
    mode: str
    reading: str
    kind: str
    written: str
    linked: bool
    days: tuple[int, ...]
    said_by: str
    source: str
    roles: Mapping[str, Sequence[str]]


def make_blocks(statements: Iterable[TableStatement], names: Dictionaries) -> list[tuple[int, dict[str, Array]]]:
    """Rows by the version that opened them, the earliest first; new names are added to the dictionaries."""
    by_version: dict[int, list[TableStatement]] = {}
    for one in statements:
        by_version.setdefault(one.opened, []).append(one)
    return [(version, make_block(by_version[version], names)) for version in sorted(by_version)]


def make_block(statements: Sequence[TableStatement], names: Dictionaries) -> dict[str, Array]:
    """The rows of statements that one version opened, in the order of their ids."""
    rows = [row for one in sorted(statements, key=lambda one: one.id) for row in _make_rows(one, names)]
    columns = list(zip(*rows, strict=True)) or [()] * (len(CODED) + 4)
    found: dict[str, Array] = dict(zip(CODED, (np.array(column, np.int32) for column in columns), strict=False))
    sizes = {"said_by": len(names.speakers), "source": len(names.sources), "edge": len(names.edges)}
    found |= {name: narrow_numbers(found[name], size) for name, size in sizes.items()}
    flags, closed, ids, days = columns[len(CODED) :]
    found["flags"] = np.array(flags, np.uint8)
    found["closed"] = np.array(closed, np.int32)
    found["id"] = np.array([bytes.fromhex(id_) for id_ in ids], FIELDS["id"])
    in_days = np.array(days, np.int32).reshape(len(days), len(DAYS))
    found |= {name: np.ascontiguousarray(in_days[:, number]) for number, name in enumerate(DAYS)}
    return found


def _make_rows(one: TableStatement, names: Dictionaries) -> Iterator[tuple[object, ...]]:
    said_by, source = names.speakers.number(one.said_by), names.sources.number(one.source)
    joint = any(len(set(ids)) > 1 for ids in one.roles.values())
    rest = (_combine_flags(one) | (JOINT if joint else 0), one.closed or OPEN, one.id, one.days)
    for edge, (start_role, end_role) in vocabulary().predicates[one.predicate].edges.items():
        code = names.edges.number(f"{one.predicate} {edge}")
        ends = (dict.fromkeys(one.roles.get(role, ())) for role in (start_role, end_role))
        for start, end in product(*ends):
            yield names.entities.number(start), names.entities.number(end), said_by, source, code, *rest


def _combine_flags(one: TableStatement) -> int:
    found = 0
    if one.polarity == "denies":
        found |= DENIES
    elif vocabulary().modes[one.mode].actual:
        found |= FACT
    if one.kind == "observed":
        found |= OBSERVED
    elif one.kind == "valid":
        found |= VALID
    if one.written.endswith("/"):
        found |= ENDED
    if one.reading == "inferred":
        found |= INFERRED
    return int(found | (LINKED if one.linked else 0))
