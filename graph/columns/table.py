"""Statements as columns, append-only: one row for each edge of a statement, with the data versions that have it.

A statement has an edge from each entity in its start role to each in its end role.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.model.statement import OPEN
from graph.vocabulary import Vocabulary, vocabulary

Array = NDArray[Any]

FACT, DENIES, OBSERVED, VALID, ENDED, LINKED, JOINT, INFERRED, CHECKED, AGREED = (1 << bit for bit in range(10))
REVIEW_FLAGS = {"checked": CHECKED, "agreed": AGREED}  # by the state of review; others have none
DISCONNECTED = -1
NO_SIGN = 2  # among the signs of edges: its predicate is no alliance
ID_BYTES = 10  # an id is 20 hexadecimal digits
DAYS = ("earliest_start", "latest_start", "earliest_end", "latest_end", "known_earliest", "known_latest")
CODED = ("start", "end", "said_by", "source", "edge")
FIELDS: Mapping[str, Any] = {
    **dict.fromkeys(DAYS, np.int32),
    "start": np.int32,
    "end": np.int32,
    "flags": np.uint16,
    "closed": np.int32,
    "id": f"V{ID_BYTES}",
}


class NumberedTexts:
    """Texts numbered in the order in which they were added. Texts are never removed, so that snapshots may share it."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        self._numbers = {text: number for number, text in enumerate(self.texts)}
        self._lock = threading.Lock()

    def number(self, text: str) -> int:
        """The number of a text; a new text gets the next one."""
        found = self._numbers.get(text)
        if found is None:
            with self._lock:
                found = self._numbers.get(text)
                if found is None:
                    found = len(self.texts)
                    self.texts.append(text)
                    self._numbers[text] = found
        return found

    def find(self, text: str) -> int | None:
        return self._numbers.get(text)

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """The texts of the numbers in the columns. An edge is `predicate EDGE_TYPE`; speakers are entities too."""

    entities: NumberedTexts = field(default_factory=NumberedTexts)
    speakers: NumberedTexts = field(default_factory=NumberedTexts)
    sources: NumberedTexts = field(default_factory=NumberedTexts)
    edges: NumberedTexts = field(default_factory=NumberedTexts)


@dataclass(slots=True)
class GrowingArrays:
    """Arrays with spare rows at the end, so that appending copies only new rows. `taken` rows are in the newest
    snapshot; DISCONNECTED if other arrays have replaced these."""

    arrays: dict[str, Array]
    taken: int

    def fits(self, size: int, dtypes: Mapping[str, Any]) -> bool:
        return all(len(array) >= size and array.dtype == dtypes[name] for name, array in self.arrays.items())

    def snapshot(self) -> dict[str, Array]:
        return {name: array[: self.taken] for name, array in self.arrays.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A snapshot: `arrays` has one array per column, all of the same length. Days are ordinals, unbounded ones those of
    0001-01-01 and 9999-12-31.

    Rows are sorted by the version that opened them, then by id, so that both are found by bisection: those of version v
    are `starts[i]:starts[i + 1]` where `versions[i]` is v. `closed` is the version that closed the row, or OPEN.
    `said_by`, `source` and `edge` have
    the smallest width that holds their dictionary.
    """

    version: int
    arrays: Mapping[str, Array]
    versions: Sequence[int]
    starts: Sequence[int]
    names: Dictionaries
    room: GrowingArrays | None = None

    def __len__(self) -> int:
        return len(self.arrays["closed"])

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self.arrays.values())

    def list_statement_ids(self, rows: Array) -> list[str]:
        """The ids of the statements of some rows."""
        text, digits = self.arrays["id"][rows].tobytes().hex(), 2 * ID_BYTES
        return [text[at : at + digits] for at in range(0, len(text), digits)]

    def count_opened_by(self, version: int) -> int:
        """The number of rows opened up to a data version: they come first."""
        at = int(np.searchsorted(self.versions, version, side="right"))
        return self.starts[at]

    def find_open_rows(self, version: int) -> Array:
        """The rows that are open at a data version: int64, sorted."""
        opened = self.count_opened_by(version)
        return np.flatnonzero(self.arrays["closed"][:opened] > version)

    def find_row_range(self, id_: str, opened: int) -> slice:
        """The range of rows of one version of a statement."""
        at = int(np.searchsorted(self.versions, opened))
        if at == len(self.versions) or self.versions[at] != opened:
            return slice(0, 0)
        low, high = self.starts[at], self.starts[at + 1]
        ids = self.arrays["id"]
        key = bytes.fromhex(id_)
        return slice(_bisect(ids, key, low, high, before=True), _bisect(ids, key, low, high, before=False))

    def tabulate_edges(self, name: str) -> Array:
        """A property of the predicate of each edge, by the number of the edge: int32.

        `name` is sign (2 for none), stale (days), event or symmetric.
        """
        return _tabulate_edges(vocabulary(), tuple(self.names.edges.texts), name)

    def mark_edges(self, predicates: Collection[str]) -> Array:
        """Whether each edge is of one of some predicates, by the number of the edge: bool."""
        return np.array([text.split(" ")[0] in predicates for text in self.names.edges.texts], bool)


@lru_cache(maxsize=64)
def _tabulate_edges(words: Vocabulary, texts: tuple[str, ...], name: str) -> Array:
    predicates = [words.predicates.get(text.split(" ")[0]) for text in texts]
    values: dict[str, list[int]] = {
        "sign": [NO_SIGN if p is None or p.sign is None else p.sign for p in predicates],
        "stale": [(p.stale_after_days or 0) if p else 0 for p in predicates],
        "event": [bool(p and not p.is_state) for p in predicates],
        "symmetric": [bool(p and p.symmetric) for p in predicates],
    }
    found = np.array(values[name], dtype=np.int32)
    found.flags.writeable = False  # all callers share it
    return found


def make_empty() -> Columns:
    """The columns of a store without a load."""
    arrays = {name: np.empty(0, dtype) for name, dtype in FIELDS.items()}
    arrays |= {name: np.empty(0, np.uint8) for name in ("said_by", "source", "edge")}
    return Columns(version=0, arrays=arrays, versions=(), starts=(0,), names=Dictionaries())


def append_rows(columns: Columns, version: int, blocks: Sequence[tuple[int, Mapping[str, Array]]]) -> Columns:
    """A snapshot of a later version with blocks of new rows, each with the version that opened it.

    Rows of older snapshots stay as they are: new ones are written behind the end of the newest.
    """
    filled = [(opened, block) for opened, block in blocks if len(block["closed"])]
    if not filled:
        return replace(columns, version=version)
    starts = list(columns.starts)
    for _, block in filled:
        starts.append(starts[-1] + len(block["closed"]))
    versions = [*columns.versions, *(opened for opened, _ in filled)]
    room = _reserve_room(columns, starts[-1], [block for _, block in filled])
    for start, (_, block) in zip(starts[len(columns.versions) :], filled, strict=False):
        for name, array in block.items():
            room.arrays[name][start : start + len(array)] = array
    room.taken = starts[-1]
    return replace(columns, version=version, arrays=room.snapshot(), versions=versions, starts=starts, room=room)


def replace_values(columns: Columns, values: Mapping[str, tuple[Array, Array]]) -> Columns:
    """A snapshot with some values replaced: `values` has for each column the rows and their new values."""
    written = {name: (rows, new) for name, (rows, new) in values.items() if len(rows)}
    if not written:
        return columns
    room = _reserve_room(columns, len(columns), [])
    arrays = {name: array.copy() if name in written else array for name, array in room.arrays.items()}
    for name, (rows, new) in written.items():
        arrays[name][rows] = new
    room.taken = DISCONNECTED
    room = GrowingArrays(arrays, len(columns))
    return replace(columns, arrays=room.snapshot(), room=room)


def _reserve_room(columns: Columns, size: int, blocks: Sequence[Mapping[str, Array]]) -> GrowingArrays:
    """Arrays for `size` rows that begin with those of a snapshot: its own if it is the newest snapshot in them and they
    fit; else a copy with an eighth to spare."""
    room = columns.room
    dtypes = {name: np.result_type(array, *(block[name] for block in blocks)) for name, array in columns.arrays.items()}
    if room is None or room.taken != len(columns) or not room.fits(size, dtypes):
        room = GrowingArrays({name: np.empty(size + size // 8, dtype) for name, dtype in dtypes.items()}, len(columns))
        for name, array in columns.arrays.items():
            room.arrays[name][: len(array)] = array
    return room


def narrow_numbers(numbers: Array, most: int) -> Array:
    """Numbers below `most`, in the narrowest type that can hold them."""
    return numbers.astype(np.min_scalar_type(max(most - 1, 0)))


def _bisect(ids: Array, key: bytes, low: int, high: int, *, before: bool) -> int:
    while low < high:
        middle = (low + high) // 2
        id_ = bytes(ids[middle])
        if id_ < key or (id_ == key and not before):
            low = middle + 1
        else:
            high = middle
    return low


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
    state: str | None = None


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
    found["flags"] = np.array(flags, FIELDS["flags"])
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
    return int(found | (LINKED if one.linked else 0) | REVIEW_FLAGS.get(one.state or "", 0))
