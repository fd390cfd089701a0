"""Views of a store, and what it has loaded: read anew only when there is a newer data version."""

import threading
from pathlib import Path
from typing import NamedTuple

from graph.errors import InvalidInput, OutdatedStore
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.languages import parse_languages
from graph.store.reading.columns import ColumnCache, hash_loads
from graph.store.reading.renewing import renew_view
from graph.store.reading.statements import StatementCache
from graph.store.reading.ties import TieCache
from graph.store.reading.view import CurrentNames, View
from graph.store.reading.words import adopt_words
from graph.store.rows import parse_source
from graph.store.store import Row, Store
from graph.vocabulary import RULES_VERSION


class LoadedData(NamedTuple):
    """At a data version: each dataset with how many of its statements are open, and the published loads, the newest
    first."""

    version: int
    datasets: list[Row]
    loads: list[Row]


class Reader:
    """Gives views of a store. Threads may share it; names are read once a data version."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        """With a folder, the columns of whole networks and of all statements are kept there."""
        self.store = store
        self.column_cache = ColumnCache(store, folder)
        self.statement_cache = StatementCache(store, folder)
        self.tie_cache = TieCache(store)
        self._views: dict[int, View] = {}
        self._stamped = ""  # of the store at the version of the view
        self._loaded: LoadedData | None = None
        self._lock = threading.Lock()

    def version(self) -> int:
        """The newest data version; 0 while nothing is loaded."""
        return int(self.store.read("read/version")[0]["version"])

    def view(self, version: int | None = None) -> View:
        """The store as it is, or as an earlier data version held it."""
        newest = self.version()
        with self._lock:
            if newest not in self._views:
                check_rules(self.store, newest)
            if newest not in self._views:
                self._views = {newest: self._renew_view(newest)}
            if version is None or version >= newest:
                return self._views[newest]
            return self._make_view(version, self._views[newest].today)

    def _make_view(self, version: int, today: CurrentNames) -> View:
        return View(self.store, version, today, self.column_cache, self.statement_cache, self.tie_cache)

    def list_loaded(self) -> LoadedData:
        """What is loaded at the newest data version: all statements are counted for it, so only once a version."""
        version = self.version()
        found = self._loaded
        if found is None or found.version != version:
            loads = [row for row in self.store.read("read/loads") if row["version"] <= version]
            self._loaded = found = LoadedData(version, self.store.read("read/datasets", version=version), loads)
        return found

    def _renew_view(self, version: int) -> View:
        """A view of a newer data version: of names and judgements, what loads changed since the view before is read."""
        before = next(iter(self._views.values()), None)
        if before and (before.version > version or hash_loads(self.store, before.version) != self._stamped):
            before = None  # the store was replaced
        if before and _was_erased_from(self.store, before.version, version):
            before = None  # what is not there any more is in no row that a newer version changed
        adopt_words(self.store)
        view = self._make_view(version, self._read_names(version, before.today if before else None))
        if before:
            renew_view(view, before)
        self._stamped = hash_loads(self.store, version)
        return view

    def _read_names(self, version: int, before: CurrentNames | None) -> CurrentNames:
        """The names of a data version; those of an earlier one are taken over where no load changed them."""
        span = {"version": version, "since": before.version if before else 0}
        entities = [_parse_entity(row) for row in self.store.read("read/entities", **span)]
        rows = self.store.read("read/sources", **span)
        sources = {row["source"]["id"]: parse_source(row) for row in rows}
        closed = {row["source"]["id"]: row["source"]["closedIn"] for row in rows if row["source"].get("closedIn")}
        if before is None:
            return CurrentNames(version, Directory(entities), sources, closed)
        still_closed = {id_: load for id_, load in before.closed_sources.items() if id_ not in sources}
        directory = before.directory.renew(entities) if entities else before.directory
        return CurrentNames(version, directory, before.sources | sources, still_closed | closed)


def _was_erased_from(store: Store, since: int, until: int) -> bool:
    """Whether a load after one data version, up to another, was a withdrawal, or erased something without a mark."""
    loads = store.read("read/loads_between", since=since, until=until)
    return any(count.startswith("withdrawn=") for load in loads for count in load["counts"] or ())


def has_internal(store: Store) -> bool:
    """Whether anything that is marked internal is in the store, in any data version, also one to come."""
    return bool(store.read("read/has_internal")[0]["internal"])


def open_view_at(reader: Reader, version: int | None) -> View:
    """The store as it is, or as an earlier data version held it. Raises InvalidInput for one that is yet to come."""
    newest = reader.version() if version is not None else 0
    if version is not None and not 0 <= version <= newest:
        raise InvalidInput(
            f"version: {version}; expected a data version from 0 to {newest}", parameter="version", value=version
        )
    return reader.view(version)


def check_rules(store: Store, version: int) -> None:
    """Raises OutdatedStore where some dataset was read by other rules than today's: its dates and numbers may mean
    something else by those of today."""
    rows = store.read("read/other_rules", version=version, rules=RULES_VERSION)
    if newer := [row["id"] for row in rows if row["rules"] > RULES_VERSION]:
        raise OutdatedStore(
            f"{', '.join(newer)}: loaded by a newer whoholds, which reads by other rules than this one (version "
            f"{RULES_VERSION})",
            hint="use the newer one",
        )
    if older := [row["id"] for row in rows]:
        raise OutdatedStore(
            f"{', '.join(older)}: loaded by an older whoholds, which read dates and numbers by other rules (version "
            f"{rows[0]['rules']}; this one reads by version {RULES_VERSION})",
            hint=f"load again: whoholds load {' '.join(older)} (your own sources by their folders, each file that was "
            "loaded); statements that mean the same stay as they are",
        )


def list_owned_entities(store: Store) -> list[tuple[NamedEntity, str]]:
    """The entities of what is loaded, each with the dataset that has its id."""
    version = store.read("read/version")[0]["version"]
    rows = store.read("read/entities", version=version, since=0)
    return [(_parse_entity(row), row["dataset"]) for row in rows if row["closedIn"] is None]


def _parse_entity(row: Row) -> NamedEntity:
    return NamedEntity(
        id=row["id"],
        label=row["label"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(row["aliases"] or ()),
        external_ids=tuple(row["externalIds"] or ()),
        languages=parse_languages(row["namesByLanguage"] or ()),
        canonical=row["canonical"] or row["id"],
        dataset=row["dataset"],
        closed_in=row["closedIn"],
    )
