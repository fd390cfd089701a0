"""How many statements tell of something that began, or happened, within some days."""

from typing import NamedTuple

import numpy as np

from graph.columns.day import Day
from graph.columns.evidence import FIRST, LAST, Evidence, bounded
from graph.columns.table import OBSERVED, Array


class Beginnings(NamedTuple):
    """For each piece of evidence, by its place, the days within which it tells that something began or happened.

    A state began between the bounds of its start, an event happened and a sighting was made within its window. What
    names no such day has none (`none`): it tells that something lasted. `statement` numbers whose evidence it is.
    """

    first: Array
    last: Array
    none: Array
    statement: Array


class Starts(NamedTuple):
    """How many statements; `possible` ones do so perhaps, and are not among the certain ones."""

    certain: int
    possible: int


def beginnings(evidence: Evidence) -> Beginnings:
    """Those of all evidence, worked out once for many steps."""
    days = bounded(evidence.columns, evidence.rows, evidence.settled)
    seen = (evidence.columns["flags"][evidence.rows] & OBSERVED) != 0
    first = np.where(seen, days.first, days.earliest_start)
    last = np.where(seen, days.last, days.latest_start)
    # rows of one statement stand together in the columns
    rows = np.sort(evidence.rows)
    ids = evidence.columns["id"][rows]
    numbers = np.zeros(len(rows), np.int32)
    np.cumsum(ids[1:] != ids[:-1], out=numbers[1:])
    return Beginnings(first, last, (first == FIRST) | (last == LAST), numbers[np.searchsorted(rows, evidence.rows)])


def starts(found: Beginnings, rows: Day) -> Starts:
    """How many of the statements that some rows rest on tell of a beginning in their days, [rows.a, rows.b]."""
    first, last = found.first[rows.places], found.last[rows.places]
    touched = (first <= rows.b) & (rows.a <= last) & ~found.none[rows.places]
    places, inside = rows.places[touched], (rows.a <= first[touched]) & (last[touched] <= rows.b)
    # one statement may name several actors, and is one all the same
    statements, at = np.unique(found.statement[places], return_index=True)
    certain = int(inside[at].sum())
    return Starts(certain, len(statements) - certain)
