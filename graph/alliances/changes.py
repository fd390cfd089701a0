"""How two networks differ, pair by pair, and which statements tell of an end between them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from graph.alliances.network import NetworkDay
from graph.columns.column_view import MANY, make_keys
from graph.columns.evidence import LAST, EvidenceColumns, bound_rows
from graph.columns.table import VALID, Array

NO_ROW = -1
MIXED = 2
ABSENT = 127  # stands for the code of a pair that has no row
ChangeKind = Literal["began", "ended", "faded", "changed", "newlyReported", "withdrawn", "overtaken", "reassessed"]
CHANGES_IN_WORLD: tuple[ChangeKind, ...] = ("began", "ended", "faded", "changed")
CHANGES_IN_REPORTS: tuple[ChangeKind, ...] = ("newlyReported", "withdrawn", "overtaken", "reassessed")


class Differences(NamedTuple):
    """Pairs that differ in two networks, by their keys: with a row in only one of them, with rows of different signs,
    or of one sign that is stated in only one of them, and in the other only follows from who stood with whom.

    `before` and `after` are the positions of the rows; NO_ROW where there is none.
    """

    key: Array
    before: Array
    after: Array

    def take(self, chosen: Array) -> "Differences":
        return Differences(*(column[chosen] for column in self))


def find_differences(before: NetworkDay, after: NetworkDay) -> Differences:
    """The pairs that have a row in only one of two networks of one data version, or that differ otherwise, as above."""
    keys_before, keys_after = list_keys(before), list_keys(after)
    key = np.union1d(keys_before, keys_after)
    both = Differences(key, _find_positions(key, keys_before), _find_positions(key, keys_after))
    return both.take(np.flatnonzero(_find_codes(before, both.before) != _find_codes(after, both.after)))


def list_keys(rows: NetworkDay) -> Array:
    """A number for each pair, by its two ends, in the order of rows: the same whatever evidence they rest on."""
    return make_keys(*rows.evidence.find_ends(rows.places[rows.offsets[:-1]]))


def split_keys(key: Array) -> tuple[Array, Array]:
    """The numbers of the two entities of each pair."""
    return key // MANY, key % MANY


def list_signs(rows: NetworkDay) -> Array:
    """1, -1 or 0 for each row; MIXED where friendly and hostile statements meet."""
    network = rows.network
    return np.asarray(np.where(network.mixed, np.int8(MIXED), network.sign))


def _find_codes(rows: NetworkDay, positions: Array) -> Array:
    """For rows at some positions a number by the sign and by whether what is hostile and what is friendly is stated.

    ABSENT for NO_ROW, which is -1 and so the last.
    """
    codes = 4 * list_signs(rows) + 2 * rows.mark_stated(-1).astype(np.int8) + rows.mark_stated(1).astype(np.int8)
    return np.asarray(np.append(codes, [np.int8(ABSENT)])[positions])


def find_stated_ends(rows: NetworkDay, a: int, b: int) -> dict[int, list[int]]:
    """By the key of each pair, rows of the columns: statements that say that it ended, perhaps in the days [a, b].

    Only what has a sign that the pair's row rests on: that a truce ended is no end of a war.
    """
    evidence = rows.evidence
    groups = np.unique(evidence.number_groups(rows.places))
    days = bound_rows(evidence.columns, evidence.rows, evidence.settled)
    has_end = ((evidence.columns["flags"][evidence.rows] & VALID) != 0) & ~days.derived & (days.latest_end < LAST)
    places = np.flatnonzero(has_end & (days.earliest_end <= b) & (a <= days.latest_end))
    places = places[np.isin(evidence.number_groups(places), groups)]
    return _group_by_key(make_keys(*evidence.find_ends(places)), evidence.rows[places])


def find_facts(evidence: EvidenceColumns, keys: Array) -> dict[int, list[int]]:
    """By the key of each of some pairs, rows of the columns: all evidence on it."""
    every = make_keys(*evidence.find_ends(np.arange(len(evidence))))
    places = np.flatnonzero(np.isin(every, keys))
    return _group_by_key(every[places], evidence.rows[places])


def _find_positions(wanted: Array, keys: Array) -> Array:
    """Where each wanted key stands among sorted `keys`; NO_ROW where it is not among them."""
    position = np.searchsorted(keys, wanted)
    position[position == len(keys)] = 0
    is_there = keys[position] == wanted if len(keys) else np.zeros(len(wanted), bool)
    return np.asarray(np.where(is_there, position, NO_ROW))


def _group_by_key(keys: Array, rows: Array) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    pairs: Iterable[tuple[int, int]] = zip(keys.tolist(), rows.tolist(), strict=True)
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found


class PairChange(NamedTuple):
    """One pair that differs: the kind of change, the numbers of its ends, the positions of its rows or NO_ROW.

    `because` are the rows in the columns of what makes the change.
    """

    change: ChangeKind
    ends: tuple[int, int]
    before: int
    after: int
    because: Sequence[int]


def find_changes_in_world(before: NetworkDay, after: NetworkDay, differences: Differences) -> Iterator[PairChange]:
    """What came between two days, by the same evidence.

    A row that is gone `ended` where some statement tells of an end, perhaps in these days, of what the row rests on;
    else it `faded`: only the evidence stopped. One whose sign or whose statements are others has `changed`.
    """
    ends = find_stated_ends(before.take(differences.before[differences.before != NO_ROW]), before.a, after.b)
    for key, was, becomes in zip(*(column.tolist() for column in differences), strict=True):
        pair = divmod(key, MANY)
        ended = ends.get(key, [])
        new = sorted(_list_used_rows(after, becomes) - _list_used_rows(before, was))
        if was == NO_ROW:
            yield PairChange("began", pair, was, becomes, new)
        elif becomes == NO_ROW:
            yield PairChange("ended" if ended else "faded", pair, was, becomes, ended)
        else:
            yield PairChange("changed", pair, was, becomes, [*new, *(row for row in ended if row not in new)])


def find_changes_in_reports(before: NetworkDay, after: NetworkDay, differences: Differences) -> Iterator[PairChange]:
    """What else was known of the same days, by earlier and by later evidence.

    A row that is gone was `withdrawn` where something that it rests on was taken back; else it is `overtaken` by what
    came out later, such as an end. One of another sign, or that is stated at one time only, is `reassessed`.
    """
    known = [find_facts(rows.evidence, differences.key) for rows in (before, after)]
    for key, was, becomes in zip(*(column.tolist() for column in differences), strict=True):
        pair = divmod(key, MANY)
        known_before, known_after = (set(facts.get(key, ())) for facts in known)
        taken_back = sorted(_list_used_rows(before, was) - known_after)
        new = sorted(known_after - known_before)
        if was == NO_ROW:
            yield PairChange("newlyReported", pair, was, becomes, new)
        elif becomes != NO_ROW:
            yield PairChange("reassessed", pair, was, becomes, [*taken_back, *new])
        elif taken_back:
            yield PairChange("withdrawn", pair, was, becomes, taken_back)
        else:
            yield PairChange("overtaken", pair, was, becomes, new)


def _list_used_rows(rows: NetworkDay, position: int) -> set[int]:
    """The rows in the columns of the evidence of one pair."""
    if position == NO_ROW:
        return set()
    return set(rows.evidence.rows[rows.places[rows.offsets[position] : rows.offsets[position + 1]]].tolist())
