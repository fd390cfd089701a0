"""What is left of what was withdrawn: that it was, when and why; and hashes by which it is known again, under a secret.

The secret lies in the data folder. Who has the store without it can guess names and compare nothing with them.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from graph.errors import InvalidInput, InvalidSource, InvalidStatement
from graph.model.statement import WrittenStatement
from graph.model.tombstones import Tombstone
from graph.store.engine.embedded_files import make_data_folder, read_record, write_private
from graph.store.rows import make_statement_row
from graph.store.settings import load_settings
from graph.store.store import Row, Store

if TYPE_CHECKING:
    from graph.store.writing.content import Content

FILE = "withdrawn-secret.json"
CONTENT = (
    "predicate", "polarity", "mode", "validityKind", "validityWritten", "countWording", "countKind", "countUnit",
    "note",
)  # fmt: skip


def make_tombstone_row(one: Tombstone) -> Row:
    """What `write/withdrawn` takes."""
    found = asdict(one)
    day = found.pop("on")
    lists = {name: list(found[name]) for name in ("marks", "touches", "erased")}
    return {"key": one.key, "properties": {**found, **lists, "onDay": day}}


@dataclass(frozen=True, slots=True)
class _Secret:
    secret: str


class Marker:
    """Makes hashes under the secret of a data folder. Without one nothing is known again but by its key."""

    def __init__(self, secret: str | None) -> None:
        self._secret = secret.encode() if secret else None

    @property
    def knows(self) -> bool:
        """Whether there is a secret."""
        return self._secret is not None

    def mark(self, *parts: str) -> str:
        """The hash of some words; empty without a secret."""
        if self._secret is None:
            return ""
        return hmac.new(self._secret, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()[:32]

    def mark_content(self, properties: Mapping[str, Any], roles: Iterable[Sequence[str]], said_by: str) -> str:
        """The hash of what a statement says, whatever its key, dataset and source."""
        content = [*(properties.get(name) for name in CONTENT), sorted(map(list, roles)), said_by]
        return self.mark("content", orjson.dumps(content).decode())

    def mark_statement(self, statement: WrittenStatement) -> str:
        """As `mark_content`, of one that is to be loaded."""
        roles = [(role.upper(), id_) for role, ids in statement.roles.items() for id_ in ids]
        roles += [("ABOUT", id_) for id_ in statement.about]
        return self.mark_content(make_statement_row(statement)["properties"], roles, statement.said_by)


def find_data_folder(store: Store) -> Path:
    """The data folder of a store: that of its embedded engine, else of the settings that it was opened with, else of
    those of the environment."""
    folder = store.engine.data
    return Path(folder) if folder else store.data or load_settings().data


def open_marker(store: Store, make: bool = False) -> Marker:
    """The marker of the store's data folder; its secret is made where there is none and `make` says so."""
    path = find_data_folder(store) / FILE
    found = read_record(path, _Secret)
    if found is None and make:
        if path.exists():
            raise InvalidInput(
                f"{path.name} cannot be read, so what was withdrawn could not be known again",
                parameter="WHOHOLDS_DATA", value=str(path), hint="bring back the file from a copy, or remove it",
            )  # fmt: skip
        found = _Secret(secrets.token_urlsafe(32))
        make_data_folder(path.parent)
        write_private(path, asdict(found))
    return Marker(found.secret if found else None)


class Withdrawn:
    """What was withdrawn from a store, for loads to leave out and for answers to tell of."""

    def __init__(self, tombstones: Sequence[Tombstone], marker: Marker) -> None:
        self.tombstones, self.marker = tombstones, marker
        self._by_key = {one.key: one for one in tombstones}
        self._by_mark = {mark: one for one in tombstones for mark in one.marks if mark}
        self._erased = {mark for one in tombstones for mark in one.erased if mark}

    def __bool__(self) -> bool:
        return bool(self.tombstones)

    @property
    def keys(self) -> set[str]:
        """The keys of statements and sources that were withdrawn."""
        return set(self._by_key)

    def find(self, id_or_key: str) -> Tombstone | None:
        """What was withdrawn of this id or key."""
        return self._by_key.get(id_or_key) or (self._by_mark.get(self.marker.mark("id", id_or_key)) or None)

    def find_touching(self, ids: Iterable[str] | None) -> list[Tombstone]:
        """What was withdrawn and named one of some entities or sources; all of it for None, or without the secret."""
        if ids is None or not self.marker.knows:
            return list(self.tombstones)
        wanted = {self.marker.mark("id", id_) for id_ in ids}
        return [one for one in self.tombstones if not wanted.isdisjoint(one.touches)]

    def drop_from(self, content: "Content") -> tuple["Content", dict[str, InvalidInput]]:
        """What is left of a load, and the rows that are set aside, by key. Raises InvalidSource for a whole source."""
        if whole := self._by_key.get(content.dataset):
            raise InvalidSource(f"{content.dataset}: {_tell(whole)}", parameter="source", value=content.dataset)
        aside: dict[str, InvalidInput] = {}
        for statement in content.statements:
            found = self._by_key.get(statement.key) or self._by_mark.get(self.marker.mark_statement(statement))
            if found:
                aside[statement.key] = InvalidStatement(_tell(found), parameter="key")
        left = [statement for statement in content.statements if statement.key not in aside]
        named = {id_ for s in left for ids in (*s.roles.values(), s.about, (s.said_by,)) for id_ in ids}
        named |= {s.cites.source for s in left} | {content.dataset}
        sources = [one for one in content.sources if self._stays(one.id, named)]
        named |= {one.publisher for one in sources}
        return replace(
            content,
            statements=left,
            sources=sources,
            entities=[one for one in content.entities if self._stays(one.id, named)],
            used=[one for one in content.used if self._stays(one.id, named)],
        ), aside

    def _stays(self, id_: str, named: set[str]) -> bool:
        return id_ in named or self.marker.mark("id", id_) not in self._erased


def _tell(found: Tombstone) -> str:
    return f"was withdrawn on {found.on}: {found.reason}"


def read_withdrawn(store: Store, version: int, marker: Marker | None = None) -> Withdrawn:
    """What was withdrawn up to a data version."""
    rows = store.read("read/withdrawn", version=version)
    found = [
        Tombstone(
            id=row["id"], key=row["key"], kind=row["kind"], reason=row["reason"], on=row["onDay"],
            version=row["version"], marks=tuple(row["marks"]), touches=tuple(row["touches"]),
            erased=tuple(row["erased"]),
        )
        for row in rows
    ]  # fmt: skip
    return Withdrawn(found, marker or (open_marker(store) if found else Marker(None)))
