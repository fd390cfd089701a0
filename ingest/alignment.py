"""Rows of two coders of one text, aligned: which of them are about the same statement."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

LEAST_ALIKE = 0.25  # of what two rows of one paragraph may share; with less they are about different things
PREDICATE_WEIGHT = 1.0  # that of a role is 1 too


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """A row by its number: the paragraph that it cites, what it says happens, and the entities in each role."""

    number: int
    paragraph: str
    predicate: str
    roles: Mapping[str, frozenset[str]]


class AlignedRows(NamedTuple):
    """Two rows about one statement; None where only the other coder has it."""

    one: CodedRow | None
    other: CodedRow | None


def align_rows(ones: Sequence[CodedRow], others: Sequence[CodedRow]) -> list[AlignedRows]:
    """Each row once, in the order of the first coder, then what only the other one has.

    Rows of one paragraph are matched so that together they share the most; those that share too little are no match.
    Of the others, rows that share everything are matched whatever paragraph they cite.
    """
    matched: dict[int, CodedRow] = {}
    by_paragraph = _group(ones, lambda row: row.paragraph), _group(others, lambda row: row.paragraph)
    for paragraph, rows in by_paragraph[0].items():
        matched |= _match(rows, by_paragraph[1].get(paragraph, []))
    taken = {id(row) for row in matched.values()}
    left = _group((row for row in others if id(row) not in taken), _describe)
    for row in ones:
        if row.number not in matched and (same := left.get(_describe(row))):
            matched[row.number] = same.pop(0)
    taken = {id(row) for row in matched.values()}
    return [
        *(AlignedRows(row, matched.get(row.number)) for row in ones),
        *(AlignedRows(None, row) for row in others if id(row) not in taken),
    ]


def measure_likeness(one: CodedRow, other: CodedRow) -> float:
    """What two rows share of what they say, from 0 to 1: predicate and roles, each as much as another."""
    roles = {role for row in (one, other) for role, ids in row.roles.items() if ids}
    shared = PREDICATE_WEIGHT * (one.predicate == other.predicate)
    for role in roles:
        ids = one.roles.get(role, frozenset()), other.roles.get(role, frozenset())
        shared += len(ids[0] & ids[1]) / len(ids[0] | ids[1])
    return shared / (PREDICATE_WEIGHT + len(roles))


def _match(ones: Sequence[CodedRow], others: Sequence[CodedRow]) -> dict[int, CodedRow]:
    if not ones or not others:
        return {}
    alike = np.array([[measure_likeness(one, other) for other in others] for one in ones])
    # of equally good matches that of rows in the same order
    order = 1e-6 * np.abs(np.linspace(0, 1, len(ones))[:, None] - np.linspace(0, 1, len(others))[None, :])
    rows, columns = linear_sum_assignment(np.where(alike >= LEAST_ALIKE, alike, 0) - order, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {ones[row].number: others[column] for row, column in pairs if alike[row, column] >= LEAST_ALIKE}


def _describe(row: CodedRow) -> str:
    roles = sorted((role, sorted(ids)) for role, ids in row.roles.items() if ids)
    return repr((row.predicate, roles))


def _group(rows: Iterable[CodedRow], key: Callable[[CodedRow], str]) -> dict[str, list[CodedRow]]:
    grouped: dict[str, list[CodedRow]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
