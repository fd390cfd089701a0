"""Columns of what a store holds: read once, kept in a file, and brought up to date by what loads opened and closed."""

import contextlib
import hashlib
import threading
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from graph.columns.table import (
    DAYS,
    REVIEW_FLAGS,
    Array,
    Columns,
    TableStatement,
    append_rows,
    make_blocks,
    make_empty,
    replace_values,
)
from graph.model.statement import OPEN
from graph.store.store import Row, Store

AT_ONCE = 50_000


class ColumnCache:
    """The newest columns of one store. Threads may share it; one refreshes while others go on with what there is."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """With a folder, columns are kept there as one file a data version; only the newest stays."""
        self._store, self._folder = store, folder
        self._newest: Columns | None = None
        self._stamped = ""
        self._lock = threading.Lock()

    def load_columns(self, version: int, newest: int) -> Columns:
        """Columns that hold a data version: those there are, else made from the file or the store, or refreshed.

        `newest` is the newest version of the store. Where it is older than the columns, or the store came to their
        version by other loads, it is another store than it was, and they are made anew.
        """
        found = self._newest
        if found is not None and version <= found.version <= newest:
            return found
        with self._lock:
            found = self._newest
            if found is not None and (found.version > newest or self._hash_loads(found.version) != self._stamped):
                found = None
            if found is None:
                found = self._read_saved(newest) or make_empty()
            if found.version < newest:
                found = refresh_columns(self._store, found, newest)
                self._save(found)
            self._newest, self._stamped = found, self._hash_loads(found.version)
        return found

    def _read_saved(self, version: int) -> Columns | None:
        if self._folder is None:
            return None
        from graph.columns import file  # pyarrow takes long to import, and most commands need no columns

        return file.read_columns(self._find_path(version), self._hash_loads(version))

    def _save(self, columns: Columns) -> None:
        if self._folder is None:
            return
        from graph.columns import file

        path = self._find_path(columns.version)
        with contextlib.suppress(OSError):  # a full or read-only disk only makes the next start slower
            file.write_columns(columns, path, self._hash_loads(columns.version))
            for other in path.parent.glob(f"{self._store.engine.kind}-*.arrow"):
                if other != path:
                    other.unlink(missing_ok=True)

    def _find_path(self, version: int) -> Path:
        assert self._folder is not None
        return self._folder / f"{self._store.engine.kind}-{version}.arrow"

    def _hash_loads(self, version: int) -> str:
        return hash_loads(self._store, version)


def hash_loads(store: Store, version: int) -> str:
    """Tells stores apart that came to one version by other loads."""
    loads = store.read("read/loads_between", since=0, until=version)
    identity = [[load["version"], load["at"], load["dataset"], load["counts"]] for load in loads]
    return hashlib.sha256(orjson.dumps(identity, default=str)).hexdigest()


def make_span(since: int, until: int) -> dict[str, Any]:
    """Parameters of queries for what the data versions after one, up to another, changed.

    The versions are a list, which an index finds; for a range ArcadeDB looks at every statement.
    """
    return {"since": since, "versions": list(range(since + 1, until + 1))}


def refresh_columns(store: Store, columns: Columns, version: int) -> Columns:
    """The columns with what the loads after them, up to a version, opened, closed and renewed."""
    since = columns.version
    span = make_span(since, version)
    opened = (_parse_row(row, version) for row in store.stream("read/columns_opened", **span))
    found = []
    while some := list(islice(opened, AT_ONCE)):
        found.append(make_blocks(some, columns.names))
    if since:
        columns = _apply_changes(store, columns, span)
    by_version: dict[int, list[dict[str, Array]]] = {}
    for part in found:
        for opened_in, block in part:
            by_version.setdefault(opened_in, []).append(block)
    return append_rows(columns, version, [(v, _join_blocks(by_version[v])) for v in sorted(by_version)])


def _join_blocks(parts: list[dict[str, Array]]) -> dict[str, Array]:
    """Blocks of one version as one, in the order of ids."""
    if len(parts) == 1:
        return parts[0]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["id"].view("S10"), kind="stable")
    return {name: array[order] for name, array in joined.items()}


def _apply_changes(store: Store, columns: Columns, span: dict[str, Any]) -> Columns:
    """The closed ones closed, the renewed ones with their new days and their new state of review."""
    closed, renewed = (
        [
            (columns.find_row_range(row["id"], row["opened"]), row)
            for row in store.read(f"read/columns_{change}", **span)
        ]
        for change in ("closed", "renewed")
    )
    values = {"closed": _make_values((place, row["closed"]) for place, row in closed)}
    days = [(place, _parse_days(row)) for place, row in renewed]
    values |= {name: _make_values((place, some[number]) for place, some in days) for number, name in enumerate(DAYS)}
    reviews = [(place, REVIEW_FLAGS.get(row["state"] or "", 0)) for place, row in renewed]
    rows, new = _make_values(reviews)
    values["flags"] = (rows, columns["flags"][rows] & ~np.uint16(sum(REVIEW_FLAGS.values())) | new.astype(np.uint16))
    return replace_values(columns, values)


def _make_values(changes: Iterable[tuple[slice, int]]) -> tuple[Array, Array]:
    """Rows, and the value of each."""
    pairs = [(row, value) for place, value in changes for row in range(place.start, place.stop)]
    return np.array([row for row, _ in pairs], np.int64), np.array([value for _, value in pairs], np.int32)


def _parse_row(row: Row, version: int) -> TableStatement:
    roles: dict[str, list[str]] = {}
    for role, entity in row["roles"]:
        roles.setdefault(role.lower(), []).append(entity)
    return TableStatement(
        id=row["id"],
        opened=row["opened"],
        closed=row["closed"] if row["closed"] <= version else OPEN,
        predicate=row["predicate"],
        polarity=row["polarity"],
        mode=row["mode"],
        reading=row["reading"],
        kind=row["kind"],
        written=row["written"],
        linked=row["linked"],
        days=_parse_days(row),
        said_by=row["saidBy"],
        source=row["source"],
        roles={role: sorted(set(ids)) for role, ids in roles.items()},
        state=row["state"],
    )


def _parse_days(row: Row) -> tuple[int, ...]:
    return tuple(map(_parse_ordinal, row["days"]))


@lru_cache(maxsize=50_000)
def _parse_ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()
