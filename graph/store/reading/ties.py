"""Ties between statements: responses, fulfilments and dates that others bound. Read once, then renewed after loads.

There are few of them among many statements, and to find them the engine looks at every statement.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.statement import OPEN
from graph.store.reading.columns import hash_loads, make_span
from graph.store.store import Row, Store

Version = tuple[str, int]  # id of a statement, and the load that opened it
Key = tuple[str, Version, Version, str | None, str | None]


@dataclass(frozen=True)
class StatementTies:
    """All ties up to a data version. `links` are rows of `read/responses`; `linked` maps versions of statements with a
    date that others bound to the load that closed them."""

    version: int
    links: Mapping[Key, Row]
    linked: Mapping[Version, int]

    def list_responses(self, version: int) -> Iterable[Row]:
        """The responses of which both ends are open at a data version."""
        return (
            row
            for row in self.links.values()
            if row["type"] == "RESPONDS_TO"
            and all(row[end]["opened"] <= version < row[end]["closed"] for end in ("by", "of"))
        )

    def list_tied(self) -> set[str]:
        """Ids of the statements at the ends of all links, whatever the data version."""
        return {row[end]["id"] for row in self.links.values() for end in ("by", "of")}

    def list_linked(self, version: int) -> list[str]:
        """Ids of the statements that are open at a data version and have a date that others bound."""
        return sorted(id_ for (id_, opened), closed in self.linked.items() if opened <= version < closed)


class TieCache:
    """The newest ties of one store. Threads may share it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest: StatementTies | None = None
        self._stamped = ""
        self._lock = threading.Lock()

    def load_ties(self, version: int, newest: int) -> StatementTies:
        """Ties that hold a data version; `newest` is that of the store. Of a store that was replaced all are read."""
        found = self._newest
        if found is not None and version <= found.version <= newest:
            return found
        with self._lock:
            found = self._newest
            if found is not None and (
                found.version > newest or hash_loads(self._store, found.version) != self._stamped
            ):
                found = None
            if found is None or found.version < newest:
                found = _renew(self._store, found, newest) if found else _read_all(self._store, newest)
                self._newest, self._stamped = found, hash_loads(self._store, newest)
        return found


def _read_all(store: Store, version: int) -> StatementTies:
    links, linked = store.read("read/responses"), store.read("read/linked")
    return StatementTies(version, _map_links(links, version), _map_linked(linked, version))


def _renew(store: Store, ties: StatementTies, version: int) -> StatementTies:
    versions = make_span(ties.version, version)["versions"]
    links = _map_links(store.read("read/responses_changed", versions=versions), version)
    linked = _map_linked(store.read("read/linked_changed", versions=versions), version)
    return StatementTies(version, {**ties.links, **links}, {**ties.linked, **linked})


def _map_links(rows: Iterable[Row], version: int) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        by, of = (_clip(row[end], version) for end in ("by", "of"))
        if max(by["opened"], of["opened"]) <= version:
            key = row["type"], (by["id"], by["opened"]), (of["id"], of["opened"]), row["stance"], row["scope"]
            found[key] = {**row, "by": by, "of": of}
    return found


def _map_linked(rows: Iterable[Row], version: int) -> dict[Version, int]:
    clipped = (_clip(row, version) for row in rows)
    return {(row["id"], row["opened"]): row["closed"] for row in clipped if row["opened"] <= version}


def _clip(end: Row, version: int) -> Row:
    """A version of a statement as it was at a data version: what a later load does may yet be swept away."""
    return {**end, "closed": end["closed"] if end["closed"] <= version else OPEN}
