"""Selecting: what the store holds at one data version, as statements, names and sources."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from graph.columns.whole import Whole
from graph.date_constraints.resolution import neighbours, reached
from graph.dates.windows import MAX
from graph.errors import InvalidInput, OutdatedStore
from graph.evidence.retraction import Withdrawal, standing, with_standing_replies
from graph.evidence.speakers import Speakers
from graph.model.judgements import Judgement
from graph.model.names import Directory, NamedEntity
from graph.model.sources import ROWS, SourceClaim, WrittenSource
from graph.model.stored_statement import StoredStatement
from graph.store.columns import ColumnsOf
from graph.store.linking import linked_and_named
from graph.store.rows import recorded, source, withdrawal
from graph.store.statements import MANY, StatementsInMemory, StatementsOf
from graph.store.store import Row, Store
from graph.vocabulary import RULES_VERSION, vocabulary


@dataclass(frozen=True, slots=True)
class CurrentNames:
    """Names, identity and sources as they stand now. They have no history; statements have."""

    version: int
    directory: Directory
    sources: dict[str, WrittenSource]


@dataclass(frozen=True)
class View:
    """The store at one data version. `today.version` is the newest one."""

    store: Store = field(repr=False)
    version: int
    today: CurrentNames = field(repr=False)
    columns_of: ColumnsOf = field(repr=False)
    statements_of: StatementsOf = field(repr=False)

    @property
    def newest(self) -> int:
        """The latest data version."""
        return self.today.version

    @property
    def directory(self) -> Directory:
        return self.today.directory

    @property
    def sources(self) -> dict[str, WrittenSource]:
        return self.today.sources

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Who published each source, by its id."""
        return {source.id: self.directory.canonical(source.publisher) for source in self.sources.values()}

    @cached_property
    def distinct_sources(self) -> frozenset[str]:
        """The ids of sources each row of which is a move of its own: the `dataset` of their statements."""
        return frozenset(source.id for source in self.sources.values() if source.rows == ROWS)

    @cached_property
    def claims(self) -> list[SourceClaim]:
        """What sources claim to report all moves of; ids are canonical."""
        same = self.directory.canonical
        return [
            SourceClaim(claim=claim.with_ids(same), source=one.id, said_by=same(one.publisher), known=one.published)
            for one in self.sources.values()
            for claim in one.covers
        ]

    @cached_property
    def judgements(self) -> list[Judgement]:
        """The judgements in force now; they have no history."""
        return [_judgement(row["judgement"]) for row in self.store.read("read/judgements")]

    @cached_property
    def denied(self) -> frozenset[str]:
        """The ids of statements that some response denies."""
        return frozenset(row["id"] for row in self.store.read("read/denied", version=self.version))

    @cached_property
    def whole(self) -> Whole:
        """All statements as columns."""
        return Whole(self.columns_of.up_to(self.version, self.today.version), self.version, self.directory.canonical)

    @cached_property
    def linked_to_withdrawn(self) -> bool:
        """Whether some date depends on a statement that was taken back."""
        return any(s.responses for s in self.linked.values()) and not {one.of for one in self.withdrawals}.isdisjoint(
            s.id for s in self.linked.values()
        )

    @cached_property
    def withdrawals(self) -> list[Withdrawal]:
        """What its own speaker or publisher took back."""
        found = []
        for row in self.store.read("read/withdrawals", version=self.version):
            own = (self.directory.canonical(row["speaker"]), self.publishers.get(row["source"]))
            by = self.directory.canonical(row["saidBy"])
            if by in own:
                found.append(withdrawal(row, by))
        return found

    @cached_property
    def parts(self) -> list[StoredStatement]:
        """What is part of what."""
        return self.by_predicate(vocabulary().that_follow("part"))

    @cached_property
    def locations(self) -> list[StoredStatement]:
        """What lies where."""
        return self.by_predicate(vocabulary().that_follow("place"))

    @cached_property
    def organisations(self) -> list[StoredStatement]:
        """Who is part of what, and who speaks for whom, unless that was taken back: what makes speakers depend on one
        another."""
        told = self.by_predicate(vocabulary().that_follow("organisation"))
        return standing(with_standing_replies(told, self.withdrawals, None), self.publishers)

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks for whom, and which sources repeat another one."""
        return Speakers(self.organisations, lambda id_: self.directory.get(id_).kind == "anonymous", self.sources)

    @cached_property
    def linked(self) -> dict[str, StoredStatement]:
        """Statements with a date that others bound, and those that they name, by key."""
        return {s.key: s for s in linked_and_named(self.store.read, self.directory.canonical, self.version)}

    def tied_to(self, keys: Iterable[str]) -> list[StoredStatement]:
        """What the dates of some linked statements depend on, directly or through others, and what depends on them."""
        return [self.linked[key] for key in reached(keys, self._tied) if key in self.linked]

    @cached_property
    def _tied(self) -> dict[str, set[str]]:
        return neighbours(self.linked.values())

    def hold(self) -> None:
        """Put every statement into memory, so that questions about many of them need not ask the store."""
        self.statements_of.up_to(self.today.version)

    @property
    def held(self) -> StatementsInMemory | None:
        """Every statement in memory; None while nobody has put them there."""
        found = self.statements_of.there(self.version, self.today.version)
        if found is None:
            return None
        if found.version not in self._held:
            tied = {row["id"] for row in self.store.read("read/statements_tied")}
            self._held[found.version] = StatementsInMemory(found, self.version, self.directory.canonical, tied)
        return self._held[found.version]

    @cached_property
    def _held(self) -> dict[int, StatementsInMemory]:
        """By the version of what is in memory."""
        return {}

    def of_entities(self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        """Statements with one of the predicates in which one of the entities has a role."""
        members, predicates = self._members(ids), list(predicates)
        if (held := self.held) and held.statements.how_many(members) > MANY:
            return self._together(held.select(known_by, predicates, members))
        return self._statements(
            "read/statements_of_entities", entities=members, predicates=predicates, knownBy=known_by
        )

    def with_entities(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        """Statements that name one of the entities in a role, as speaker, or as what they are about."""
        members = self._members(ids)
        if (held := self.held) and held.statements.how_many(members) > MANY:
            return self._together(held.select(known_by, entities=members, any_way=True))
        return self._statements("read/statements_with_entity", entities=members, knownBy=known_by)

    def by_predicate(self, predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        predicates = list(predicates)
        if (held := self.held) and held.statements.how_many_say(predicates) > MANY:
            return self._together(held.select(known_by, predicates))
        return self._statements("read/statements_by_predicate", predicates=predicates, knownBy=known_by)

    def by_id(self, ids: Iterable[str]) -> list[StoredStatement]:
        """Every version of some statements that this data version knows of, the open one included."""
        return self._statements("read/statements_by_id", ids=sorted(set(ids)))

    def by_key(self, keys: Iterable[str]) -> list[StoredStatement]:
        """Every version of the statements with some keys."""
        ids = self.store.read("read/ids_of_keys", keys=sorted(set(keys)), version=self.version)
        return self.by_id(row["id"] for row in ids)

    def loads_between(self, since: int, until: int) -> list[Row]:
        """Loads and judgements published after one data version, up to another; the oldest first."""
        return self.store.read("read/loads_between", since=since, until=until)

    def opened_and_closed(self, since: int, until: int, most: int) -> tuple[list[Row], list[Row]]:
        """Versions of statements that loads after `since`, up to `until`, opened and closed: the first `most` of each.

        They are in the order of data version and key.
        """
        opened, closed = (
            self.store.read(f"read/changes_{change}", since=since, until=until, most=most)
            for change in ("opened", "closed")
        )
        return opened, closed

    def _members(self, ids: Iterable[str]) -> list[str]:
        return sorted({member for id_ in ids for member in self.directory.members(id_)})

    def _statements(self, name: str, **parameters: object) -> list[StoredStatement]:
        rows = self.store.read(name, version=self.version, **parameters)
        return _in_order(recorded(row, self.directory.canonical, self.version) for row in rows)

    def _together(self, found: tuple[list[StoredStatement], list[str]]) -> list[StoredStatement]:
        """What was selected from memory, with those of it that the store has to tell more of."""
        statements, tied = found
        told = [s for s in self.by_id(tied) if s.opened_in <= self.version < s.closed_in] if tied else []
        return _in_order([*statements, *told])


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
        self.columns_of = ColumnsOf(store, folder)
        self.statements_of = StatementsOf(store, folder)
        self._views: dict[int, View] = {}
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
                require_todays_rules(self.store, newest)
            if newest not in self._views:
                today = self._today(newest)
                self._views = {newest: View(self.store, newest, today, self.columns_of, self.statements_of)}
            if version is None or version >= newest:
                return self._views[newest]
            return View(self.store, version, self._views[newest].today, self.columns_of, self.statements_of)

    def loaded(self) -> LoadedData:
        """What is loaded at the newest data version: all statements are counted for it, so only once a version."""
        version = self.version()
        found = self._loaded
        if found is None or found.version != version:
            loads = [row for row in self.store.read("read/loads") if row["version"] <= version]
            self._loaded = found = LoadedData(version, self.store.read("read/datasets", version=version), loads)
        return found

    def _today(self, version: int) -> CurrentNames:
        entities = Directory(_named(row) for row in self.store.read("read/entities", version=version))
        sources = [source(row) for row in self.store.read("read/sources", version=version)]
        return CurrentNames(version, entities, {item.id: item for item in sources})


def view_at(reader: Reader, version: int | None) -> View:
    """The store as it is, or as an earlier data version held it. Raises InvalidInput for one that is yet to come."""
    newest = reader.version() if version is not None else 0
    if version is not None and not 0 <= version <= newest:
        raise InvalidInput(
            f"version: {version}; expected a data version from 0 to {newest}", parameter="version", value=version
        )
    return reader.view(version)


def _in_order(statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    return sorted(statements, key=attrgetter("dataset", "key", "opened_in"))


def require_todays_rules(store: Store, version: int) -> None:
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


def _named(row: Row) -> NamedEntity:
    return NamedEntity(
        id=row["id"],
        label=row["label"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(row["aliases"] or ()),
        external_ids=tuple(row["externalIds"] or ()),
        canonical=row["canonical"] or row["id"],
    )


def _judgement(row: Row) -> Judgement:
    return Judgement(**{**row, "ids": tuple(row["ids"])})
