"""Every statement in memory, compact: what a question about many of them selects from.

`table.py` has an edge a row, for whole networks; here a row is one version of a statement, with all that is recorded of
it. What many statements share (who does what to whom, when, who says so) stands once, as a text with a number.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graph.columns.table import FIELDS, ID_BYTES, Array, NumberedTexts

SHARED = ("kind", "roles", "times", "said", "count")  # texts by number
NUMBERS = ("opened", "closed", "known", "predicate", "speaker", *SHARED)
DEAD = -1  # closed before every version: a row that another one replaced


class StatementEntry(NamedTuple):
    """What is kept of one version of a statement. `known` is an ordinal, `own` the text that it shares with none."""

    id: str
    opened: int
    closed: int
    known: int
    predicate: str
    speaker: str
    shared: tuple[str, ...]
    entities: tuple[tuple[str, bool], ...]  # those in its roles; True for the events that it is about
    own: bytes


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """What the numbers stand for. Only ever added to, so that snapshots may share it."""

    shared: Mapping[str, NumberedTexts] = field(default_factory=lambda: {name: NumberedTexts() for name in SHARED})
    predicates: NumberedTexts = field(default_factory=NumberedTexts)
    entities: NumberedTexts = field(default_factory=NumberedTexts)
    own: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class Statements:
    """A snapshot: a row for each version of a statement, up to a data version.

    `ends` has a row for each entity that some roles name: the number of the roles, of the entity, and 1 where it is an
    event that statements are about.
    """

    version: int
    numbers: Mapping[str, Array]
    ids: Array
    ends: Array
    texts: SharedTexts

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays and of the texts, without what Python adds for each text."""
        shared = sum(len(text) for names in self.texts.shared.values() for text in names.texts)
        arrays = sum(array.nbytes for array in self.numbers.values()) + self.ids.nbytes + self.ends.nbytes
        return int(arrays + shared + sum(map(len, self.texts.own)))

    def count_mentions(self, entities: Iterable[str]) -> int:
        """At most how many statements name some entities, of all versions."""
        found = (self.texts.entities.find(id_) for id_ in entities)
        return int(
            sum(self._times_named[number] for number in found if number is not None and number < len(self._times_named))
        )

    def count_by_predicates(self, predicates: Iterable[str]) -> int:
        found = (self.texts.predicates.find(name) for name in predicates)
        return int(
            sum(self._times_said[number] for number in found if number is not None and number < len(self._times_said))
        )

    def select(
        self,
        version: int,
        known_by: int,
        *,
        predicates: Collection[str] | None = None,
        entities: Collection[str] | None = None,
        any_way: bool = False,
    ) -> Array:
        """The rows that a data version holds, with one of some predicates, that name one of some entities in a role.

        `any_way`: also as the speaker, or as an event that the statement is about.
        """
        numbers = self.numbers
        rows = np.flatnonzero(
            (numbers["opened"] <= version) & (numbers["closed"] > version) & (numbers["known"] <= known_by)
        )
        if predicates is not None:
            rows = rows[np.isin(numbers["predicate"][rows], _find_numbers(self.texts.predicates, predicates))]
        if entities is not None:
            wanted = _find_numbers(self.texts.entities, entities)
            named = np.isin(self.ends[:, 1], wanted) & ((self.ends[:, 2] == 0) | any_way)
            roles = np.zeros(len(self.texts.shared["roles"]), bool)
            roles[self.ends[named, 0]] = True
            met = roles[numbers["roles"][rows]]
            rows = rows[met | np.isin(numbers["speaker"][rows], wanted) if any_way else met]
        return np.asarray(rows)

    def list_ids(self, rows: Array) -> list[str]:
        text, digits = self.ids[rows].tobytes().hex(), 2 * ID_BYTES
        return [text[at : at + digits] for at in range(0, len(text), digits)]

    @cached_property
    def _times_named(self) -> Array:
        """For the number of each entity how many rows name it, in any way."""
        times = np.bincount(self.numbers["roles"], minlength=len(self.texts.shared["roles"]))
        size = len(self.texts.entities)
        in_roles = np.bincount(self.ends[:, 1], times[self.ends[:, 0]], size)
        return np.asarray(in_roles + np.bincount(self.numbers["speaker"], minlength=size)).astype(np.int64)

    @cached_property
    def _times_said(self) -> Array:
        return np.bincount(self.numbers["predicate"], minlength=len(self.texts.predicates))


def make_no_statements() -> Statements:
    """The table of a store without a load."""
    numbers = {name: np.empty(0, np.int32) for name in NUMBERS}
    return Statements(0, numbers, np.empty(0, FIELDS["id"]), np.empty((0, 3), np.int32), SharedTexts())


def add_entries(statements: Statements, version: int, batches: Iterable[Sequence[StatementEntry]]) -> Statements:
    """A snapshot of a later version, with more rows behind those there are."""
    texts, blocks, ids, ends = statements.texts, [statements.numbers], [statements.ids], [statements.ends]
    for entries in batches:
        known_roles = len(texts.shared["roles"])
        rows = [_number_entry(entry, texts) for entry in entries]
        texts.own.extend(entry.own for entry in entries)
        blocks.append(dict(zip(NUMBERS, np.array(rows, np.int32).reshape(-1, len(NUMBERS)).T, strict=True)))
        ids.append(np.array([bytes.fromhex(entry.id) for entry in entries], FIELDS["id"]))
        ends.append(_list_ends(entries, rows, known_roles, texts))
    joined = {name: np.concatenate([block[name] for block in blocks]) for name in NUMBERS}
    return Statements(version, joined, np.concatenate(ids), np.concatenate(ends), texts)


def close_entries(statements: Statements, closed: Mapping[tuple[str, int], int]) -> Statements:
    """A snapshot in which some versions, by id and the data version that opened them, end with another one."""
    if not closed:
        return statements
    wanted = np.array(sorted({bytes.fromhex(id_) for id_, _ in closed}), FIELDS["id"]).view(f"S{ID_BYTES}")
    rows = np.flatnonzero(np.isin(statements.ids.view(f"S{ID_BYTES}"), wanted))
    ends = statements.numbers["closed"].copy()
    opened = statements.numbers["opened"][rows].tolist()
    for row, id_, since in zip(rows.tolist(), statements.list_ids(rows), opened, strict=True):
        if (id_, since) in closed and ends[row] != DEAD:
            ends[row] = closed[id_, since]
    return replace(statements, numbers={**statements.numbers, "closed": ends})


def _number_entry(entry: StatementEntry, texts: SharedTexts) -> tuple[int, ...]:
    shared = (texts.shared[name].number(text) for name, text in zip(SHARED, entry.shared, strict=True))
    predicate, speaker = texts.predicates.number(entry.predicate), texts.entities.number(entry.speaker)
    return entry.opened, entry.closed, entry.known, predicate, speaker, *shared


def _list_ends(
    entries: Sequence[StatementEntry], rows: Sequence[tuple[int, ...]], known: int, texts: SharedTexts
) -> Array:
    """Who stands in roles that came with some entries: those numbered from `known` on."""
    at, new = NUMBERS.index("roles"), dict[int, tuple[tuple[str, bool], ...]]()
    for entry, row in zip(entries, rows, strict=True):
        if row[at] >= known:
            new[row[at]] = entry.entities
    found = [(number, texts.entities.number(id_), about) for number, entities in new.items() for id_, about in entities]
    return np.array(found, np.int32).reshape(-1, 3)


def _find_numbers(names: NumberedTexts, texts: Iterable[str]) -> list[int]:
    return [number for text in texts if (number := names.find(text)) is not None]
