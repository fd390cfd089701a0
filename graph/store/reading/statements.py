"""A cache of all statements of a store: read once, saved in a file, updated by the changes of later loads.

It keeps each statement as texts, in columns.
"""

import contextlib
import os
import threading
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from graph.columns.statements import (
    DEAD,
    NUMBERS,
    SHARED,
    SharedTexts,
    StatementEntry,
    Statements,
    add_entries,
    close_entries,
    make_no_statements,
)
from graph.columns.table import FIELDS, Array, NumberedTexts
from graph.dates.linked_dates import parse_linked_times
from graph.dates.windows import Window
from graph.model.statement import OPEN, Citation, Review, StoredStatement
from graph.store.reading.columns import hash_loads, make_span
from graph.store.rows import Row, parse_count, parse_day, parse_roles, parse_validity, parse_window
from graph.store.store import Store

REVIEW = ("codedBy", "checkedBy", "state")
KIND = ("dataset", "predicate", "polarity", "mode", "reading", "whole", "terms", "parts", *REVIEW)
BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
TIMES = ("validityKind", "validityWritten", "spread", *BOUNDS, "plannedEnd")
SAID = ("saidOn", "saidEarliest", "saidLatest", "knownFrom", "knownEarliest", "knownLatest")
COUNT = ("countKind", "countMin", "countMax", "countUnit", "countOf", "countSince", "countWording")
CITES = ("locator", "start", "end", "sha256")


def make_entry(row: Row, version: int) -> StatementEntry:
    """One row of `read/statements_opened`; what a load after `version` closed is open still."""
    node, roles = row["statement"], sorted(row["roles"])
    return StatementEntry(
        id=node["id"],
        opened=node["openedIn"],
        closed=node["closedIn"] if node["closedIn"] <= version else OPEN,
        known=_parse_ordinal(node["knownEarliest"]),
        predicate=node["predicate"],
        speaker=row["saidBy"],
        shared=(
            _write_text([node.get(name) for name in KIND]),
            _write_text(roles),
            _write_text([node.get(name) for name in TIMES]),
            _write_text([row["saidBy"], row["source"], *(node.get(name) for name in SAID)]),
            _write_text([node.get(name) for name in COUNT]),
        ),
        entities=tuple((id_, edge == "ABOUT") for edge, id_ in roles),
        own=orjson.dumps(
            [node["key"], node.get("note"), node.get("linked"), *(row["cites"].get(name) for name in CITES)]
        ),
    )


class Decoder:
    """Gives statements back. What they share is read once, and then shared."""

    def __init__(self, statements: Statements, canonical: Callable[[str], str], version: int) -> None:
        self._statements, self._canonical, self._version = statements, canonical, version
        self._shared: tuple[dict[int, Any], ...] = tuple({} for _ in SHARED)

    def statements(self, rows: Iterable[tuple[int, str]]) -> list[StoredStatement]:
        """Those of some rows, each with its id."""
        rows = list(rows)
        numbers = self._statements.numbers
        at = [row for row, _ in rows]
        own = self._statements.texts.own
        shared = [self._read_shared(number, numbers[name][at].tolist()) for number, name in enumerate(SHARED)]
        opened, closed = numbers["opened"][at].tolist(), numbers["closed"][at].tolist()
        return [
            self._make_statement(id_, orjson.loads(own[row]), since, until, *each)
            for (row, id_), since, until, *each in zip(rows, opened, closed, *shared, strict=True)
        ]

    def _read_shared(self, place: int, numbers: list[int]) -> list[Any]:
        """What the numbers of one shared text stand for."""
        there, texts = self._shared[place], self._statements.texts.shared[SHARED[place]].texts
        read = (self._parse_kind, self._parse_roles, self._parse_times, self._parse_said, self._parse_count)[place]
        for number in set(numbers).difference(there):
            there[number] = read(orjson.loads(texts[number]))
        return [there[number] for number in numbers]

    def _make_statement(
        self,
        id_: str,
        own: list[Any],
        opened: int,
        closed: int,
        kind: Any,
        roles: Any,
        times: Any,
        said: Any,
        count: Any,
    ) -> StoredStatement:
        dataset, predicate, polarity, mode, reading, whole, terms, parts, review = kind
        named, about = roles
        said_by, source, said_on, said_days, known_from, known = said
        return StoredStatement(
            id=id_, key=own[0], dataset=dataset, predicate=predicate, polarity=polarity, mode=mode, reading=reading,
            roles=named, about=about, said_by=said_by, said_on=said_on, said=said_days, known_from=known_from,
            known=known, validity=times, count=count, whole=whole, terms=terms, parts=parts,
            cites=Citation(source, *own[3:]), note=own[1], review=review,
            linked=parse_linked_times(own[2]) if own[2] else None, opened_in=opened,
            closed_in=closed if closed <= self._version else OPEN,
        )  # fmt: skip

    def _parse_kind(self, read: list[Any]) -> tuple[Any, ...]:
        *words, whole, terms, parts, coded_by, checked_by, state = read
        return *words, bool(whole), tuple(terms or ()), parts, Review(coded_by, checked_by, state)

    def _parse_roles(self, read: list[list[str]]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        roles = parse_roles(read, self._canonical)
        about = roles.pop("about", ())
        return roles, about

    def _parse_times(self, read: list[Any]) -> Any:
        return parse_validity({name: value for name, value in zip(TIMES, read, strict=True) if value is not None})

    def _parse_said(self, read: list[Any]) -> tuple[Any, ...]:
        said_by, source, *rest = read
        node = dict(zip(SAID, rest, strict=True))
        said: Window = parse_window(node, "said")
        return self._canonical(said_by), source, node["saidOn"], said, node["knownFrom"], parse_window(node, "known")

    def _parse_count(self, read: list[Any]) -> Any:
        return parse_count({name: value for name, value in zip(COUNT, read, strict=True) if value is not None})


def _write_text(value: Any) -> str:
    return orjson.dumps(value).decode()


@lru_cache(maxsize=50_000)
def _parse_ordinal(text: str) -> int:
    return parse_day(text).toordinal()


FORMAT = 2
AT_ONCE = 20_000
MANY = 200  # above so many statements a question selects from memory


def write_statement_file(statements: Statements, path: Path, stamp: str) -> None:
    """Write the statements to a file; `stamp` identifies the store and its state."""
    texts = statements.texts
    own = texts.own[: len(statements)]
    about = orjson.dumps({
        "format": FORMAT, "stamp": stamp, "version": statements.version, "predicates": texts.predicates.texts,
        "entities": texts.entities.texts, "shared": {name: texts.shared[name].texts for name in SHARED},
    })  # fmt: skip
    arrays: dict[str, Array] = {
        **statements.numbers,
        "ids": statements.ids.view(np.uint8),
        "ends": statements.ends,
        "own": np.frombuffer(b"".join(own), np.uint8),
        "lengths": np.array([len(text) for text in own], np.int32),
        "about": np.frombuffer(about, np.uint8),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    unfinished.replace(path)


def read_statement_file(path: Path) -> tuple[Statements, str] | None:
    """The statements of a file and its stamp; None where there is none, or where it is of another format or broken."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            about = orjson.loads(arrays["about"].tobytes())
            if about["format"] != FORMAT:
                return None
            joined = arrays["own"].tobytes()
            ends = accumulate(arrays["lengths"].tolist(), initial=0)
            texts = SharedTexts(
                shared={name: NumberedTexts(about["shared"][name]) for name in SHARED},
                predicates=NumberedTexts(about["predicates"]),
                entities=NumberedTexts(about["entities"]),
                own=[joined[start:end] for start, end in pairwise(ends)],
            )
            numbers = {name: arrays[name] for name in NUMBERS}
            ids = arrays["ids"].view(FIELDS["id"])
            return Statements(about["version"], numbers, ids, arrays["ends"], texts), about["stamp"]
    except (OSError, KeyError, ValueError, TypeError, EOFError, zipfile.BadZipFile):
        return None


class StatementCache:
    """The newest snapshot of one store. Threads may share it.

    Only the thread that makes it (`load_statements`) waits for it: until then `find_statements` gives none, and
    questions go by Cypher.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """With a folder, the snapshot is kept there in one file."""
        self._store, self._folder = store, folder
        self._newest: Statements | None = None
        self._stamped = ""
        self._looked = False
        self._kept_version = 0
        self._lock = threading.Lock()

    def find_statements(self, version: int, newest: int) -> Statements | None:
        """The statements in memory or in the file, if they include a data version; `newest` is that of the store."""
        found = self._newest
        if found is None and self._folder is not None and not self._looked:
            with self._lock:
                found = self._newest = self._newest or self._read_saved_file(newest)
                self._looked = True
        return found if found is not None and version <= found.version <= newest else None

    def load_statements(self, newest: int) -> Statements:
        """The snapshot of the newest data version, read or updated if needed."""
        with self._lock:
            found = self._newest or self._read_saved_file(newest)
            if found is not None and (
                found.version > newest or hash_loads(self._store, found.version) != self._stamped
            ):
                found = None  # the store was replaced
            found = found or make_no_statements()
            if found.version < newest:
                found = refresh_statements(self._store, found, newest)
                self._stamped = hash_loads(self._store, newest)
            self._newest = found
        return found

    def _read_saved_file(self, newest: int) -> Statements | None:
        if self._folder is None:
            return None
        kept = read_statement_file(self._path)
        if kept is None or kept[0].version > newest or hash_loads(self._store, kept[0].version) != kept[1]:
            return None
        found, self._stamped = kept
        self._kept_version = found.version
        return found

    def save(self) -> None:
        """Write the statements in memory to the file, if there is a folder."""
        with self._lock:
            found, stamp = self._newest, self._stamped
        if self._folder is not None and found is not None and found.version > self._kept_version:
            with contextlib.suppress(OSError):  # a full or read-only disk only makes the next start slower
                write_statement_file(found, self._path, stamp)
                self._kept_version = found.version

    @property
    def _path(self) -> Path:
        assert self._folder is not None
        return self._folder / f"statements-{self._store.engine.kind}.npz"


class StatementsInMemory:
    """The statements of one data version of a snapshot, with judgements applied, as the store returns them."""

    def __init__(
        self, statements: Statements, version: int, canonical: Callable[[str], str], tied: Collection[str]
    ) -> None:
        """`tied` are ids of statements with links that are only in the store: responses and fulfilments."""
        self.statements, self._version, self._tied = statements, version, tied
        self._decoder = Decoder(statements, canonical, version)

    def select(
        self,
        known_by: date,
        predicates: Collection[str] | None = None,
        entities: Collection[str] | None = None,
        *,
        any_way: bool = False,
    ) -> tuple[list[StoredStatement], list[str]]:
        """Statements in no order, and the ids of those that have to be read from the store."""
        rows = self.statements.select(
            self._version, known_by.toordinal(), predicates=predicates, entities=entities, any_way=any_way
        )
        ids = self.statements.list_ids(rows)
        own = [each for each in zip(rows.tolist(), ids, strict=True) if each[1] not in self._tied]
        tied = [id_ for id_ in ids if id_ in self._tied] if len(own) < len(ids) else []
        return self._decoder.statements(own), tied


def refresh_statements(store: Store, statements: Statements, version: int) -> Statements:
    """The snapshot with what the loads after it, up to a version, opened, closed and renewed in place."""
    since = statements.version
    span = make_span(since, version)
    renewed: list[Row] = []
    if since:
        renewed = list(store.stream("read/statements_renewed", **span))
        closed = {(row["id"], row["opened"]): row["closed"] for row in store.read("read/columns_closed", **span)}
        replaced = {(row["statement"]["id"], row["statement"]["openedIn"]): DEAD for row in renewed}
        statements = close_entries(statements, closed | replaced)
    rows: Iterable[Row] = store.stream("read/statements_opened", **span)
    return add_entries(statements, version, (*_make_batches(renewed, version), *_make_batches(rows, version)))


def _make_batches(rows: Iterable[Row], version: int) -> Iterator[list[StatementEntry]]:
    entries = (make_entry(row, version) for row in rows)
    while some := list(islice(entries, AT_ONCE)):
        yield sorted(some, key=lambda one: one.own)  # which begins with the key: nearly the order of answers


assert DEAD < 0 < OPEN
