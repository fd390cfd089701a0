"""The content of the store at one data version: statements, names, sources and judgements."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from operator import attrgetter

from graph.columns.column_view import ColumnView
from graph.date_constraints.resolution import find_connected_keys, map_ties
from graph.dates.linked_dates import SOURCE
from graph.dates.windows import MAX
from graph.evidence.matches import Proposals, propose_matches
from graph.evidence.speakers import Speakers, Withdrawal, drop_retracted, drop_retracted_replies, is_withdrawal
from graph.model.directory import Directory
from graph.model.judgements import Judgement
from graph.model.sources import ROWS, SourceClaim, WrittenSource
from graph.model.statement import OPEN, StoredStatement
from graph.model.tombstones import Tombstone
from graph.store.reading.columns import ColumnCache, make_span
from graph.store.reading.statements import MANY, StatementCache, StatementsInMemory
from graph.store.reading.ties import StatementTies, TieCache
from graph.store.rows import parse_statement, parse_withdrawal
from graph.store.store import Row, Store
from graph.store.tombstones import Withdrawn, read_withdrawn
from graph.vocabulary import vocabulary

Read = Callable[..., list[Row]]
STREAMED = 1_000  # statements that are in memory at a time, where all are read one after another
PREPARED = ("judgements", "denied_ids", "withdrawals", "speakers", "parts", "locations", "linked_statements", "claims")


@dataclass(frozen=True, slots=True)
class CurrentNames:
    """Names, identity and sources as they are now. Unlike statements, they have no history.

    `closed_sources` are those that were unloaded, each with the load that did it; `sources` has them still.
    """

    version: int
    directory: Directory
    sources: dict[str, WrittenSource]
    closed_sources: dict[str, int] = field(default_factory=dict)

    def find_directory(self, version: int) -> Directory:
        """The directory with the entities that were closed only after a data version."""
        if not any(
            entity.closed_in is not None and entity.closed_in > version for entity in self.directory.by_id.values()
        ):
            return self.directory
        return Directory(self.directory.by_id.values(), version)


@dataclass(frozen=True)
class View:
    """The store at one data version. `today.version` is the newest one.

    With `names_at` it also knows the entities that an earlier data version had, and that were closed since.
    """

    store: Store = field(repr=False)
    version: int
    today: CurrentNames = field(repr=False)
    column_cache: ColumnCache = field(repr=False)
    statement_cache: StatementCache = field(repr=False)
    tie_cache: TieCache = field(repr=False)
    names_at: int | None = None

    @property
    def newest_version(self) -> int:
        """The latest data version."""
        return self.today.version

    @cached_property
    def directory(self) -> Directory:
        version = self.version if self.names_at is None else min(self.version, self.names_at)
        return self.today.directory if version == self.today.version else self.today.find_directory(version)

    @property
    def sources(self) -> dict[str, WrittenSource]:
        """All sources, also those that were unloaded: statements of earlier data versions cite them."""
        return self.today.sources

    @cached_property
    def loaded_sources(self) -> list[WrittenSource]:
        """The sources that are loaded at this data version, by id."""
        closed = self.today.closed_sources
        return [one for id_, one in sorted(self.sources.items()) if closed.get(id_, OPEN) > self.version]

    @property
    def dataset_ids(self) -> list[str]:
        """The ids of the data sets loaded up to this version."""
        return [row["id"] for row in self.store.read("read/dataset_ids", version=self.version)]

    @cached_property
    def publishers(self) -> dict[str, str]:
        """The id of the publisher of each source, by the id of the source."""
        return {source.id: self.directory.find_canonical(source.publisher) for source in self.sources.values()}

    @cached_property
    def distinct_sources(self) -> frozenset[str]:
        """The ids of sources whose rows are each a separate move; they are also the `dataset` of their statements."""
        return frozenset(source.id for source in self.sources.values() if source.rows == ROWS)

    @cached_property
    def claims(self) -> list[SourceClaim]:
        """Claims of sources that they report all moves of some kind; ids are canonical."""
        canonical = self.directory.find_canonical
        return [
            SourceClaim(
                claim=claim.replace_ids(canonical), source=one.id, said_by=canonical(one.publisher), known=one.published
            )
            for one in self.loaded_sources
            for claim in one.covers
        ]

    def prepare(self) -> None:
        """Read what any question may need and no question should wait for."""
        self.load_statements()
        self.directory.names.prepare()
        for name in PREPARED:
            getattr(self, name)

    @cached_property
    def judgements(self) -> list[Judgement]:
        """The judgements in force now; they have no history."""
        return [_parse_judgement(row["judgement"]) for row in self.store.read("read/judgements")]

    @cached_property
    def proposals(self) -> Proposals:
        """Who may be the same, of all sources; it takes seconds where there are 100,000 names."""
        return propose_matches(self.directory, self.judgements)

    @cached_property
    def denied_ids(self) -> frozenset[str]:
        """The ids of statements that another statement denies in response."""
        responses = self._ties.list_responses(self.version)
        return frozenset(row["of"]["id"] for row in responses if row["stance"] == "denies")

    @cached_property
    def column_view(self) -> ColumnView:
        """All statements as columns."""
        return ColumnView(
            self.column_cache.load_columns(self.version, self.today.version),
            self.version,
            self.directory.find_canonical,
        )

    @cached_property
    def has_withdrawn_links(self) -> bool:
        """Whether a date depends on a retracted statement."""
        return any(s.responses for s in self.linked_statements.values()) and not {
            one.of for one in self.withdrawals
        }.isdisjoint(s.id for s in self.linked_statements.values())

    @cached_property
    def withdrawn(self) -> Withdrawn:
        """What was withdrawn, whatever the data version: it is in none any more."""
        return read_withdrawn(self.store, self.newest_version)

    def find_withdrawn(self, ids: Iterable[str] | None) -> list[Tombstone]:
        """What was withdrawn and named one of some entities, of those joined with them, or of their parts; all of it
        for None."""
        if not self.withdrawn:
            return []
        return self.withdrawn.find_touching(None if ids is None else self._list_with_parts(ids))

    def _list_with_parts(self, ids: Iterable[str]) -> set[str]:
        found, new = set(), {self.directory.find_canonical(id_) for id_ in ids}
        while new:
            found |= new
            links = [link for link in (*self.parts, *self.locations) if not new.isdisjoint(link.role("object"))]
            new = {id_ for link in links for id_ in link.role("subject")} - found
        return {member for id_ in found for member in (id_, *self.directory.list_members(id_))}

    def find_withdrawn_statement(self, id_or_key: str) -> Tombstone | None:
        """What was withdrawn of this id or key."""
        return self.withdrawn.find(id_or_key)

    @cached_property
    def withdrawals(self) -> list[Withdrawal]:
        """Retractions by the speaker or the publisher of the retracted statement; those by others have no effect."""
        found = []
        for row in self._ties.list_responses(self.version):
            if not is_withdrawal(row["stance"], row["scope"]):
                continue
            may_retract = (self.directory.find_canonical(row["speaker"]), self.publishers.get(row["source"]))
            by = self.directory.find_canonical(row["saidBy"])
            if by in may_retract:
                found.append(parse_withdrawal(row, by))
        return found

    @cached_property
    def parts(self) -> list[StoredStatement]:
        """Statements that an entity is part of another."""
        return self._select_links("part")

    @cached_property
    def locations(self) -> list[StoredStatement]:
        """Statements that a place lies in another."""
        return self._select_links("place")

    @cached_property
    def organisations(self) -> list[StoredStatement]:
        """Statements that make speakers dependent: membership, and speaking for others. Retracted ones are left out."""
        links = self._select_links("organisation")
        return drop_retracted(drop_retracted_replies(links, self.withdrawals, None), self.publishers)

    @cached_property
    def links_by_use(self) -> dict[str, list[StoredStatement]]:
        """The links between entities that were read so far, by what questions follow them for."""
        return {}

    def _select_links(self, use: str) -> list[StoredStatement]:
        if use not in self.links_by_use:
            self.links_by_use[use] = self.select_by_predicates(vocabulary().select_predicates(use))
        return self.links_by_use[use]

    @cached_property
    def speakers(self) -> Speakers:
        """Dependencies between speakers, and between sources that repeat one another."""
        return Speakers(self.organisations, lambda id_: self.directory.get(id_).kind == "anonymous", self.sources)

    @cached_property
    def linked_statements(self) -> dict[str, StoredStatement]:
        """Statements whose dates depend on other statements, and those other statements, by key."""
        ids = self._ties.list_linked(self.version)
        return {s.key: s for s in select_linked(self.store.read, self.directory.find_canonical, self.version, ids)}

    def open_version(self, version: int, names_at: int | None = None) -> "View":
        """The store as a data version held it, perhaps with the names of an earlier one."""
        return replace(self, version=version, names_at=names_at)

    def select_tied(self, keys: Iterable[str]) -> list[StoredStatement]:
        """Statements whose dates depend on those of some linked statements, or the reverse, directly or not."""
        return [
            self.linked_statements[key]
            for key in find_connected_keys(keys, self._date_ties)
            if key in self.linked_statements
        ]

    @cached_property
    def _date_ties(self) -> dict[str, set[str]]:
        return map_ties(self.linked_statements.values())

    @cached_property
    def _ties(self) -> StatementTies:
        return self.tie_cache.load_ties(self.version, self.today.version)

    def load_statements(self) -> None:
        """Read every statement into the cache, so that questions about many statements need no database query."""
        self.statement_cache.load_statements(self.today.version)

    @property
    def statements_in_memory(self) -> StatementsInMemory | None:
        """The cache of all statements; None until it is loaded."""
        found = self.statement_cache.find_statements(self.version, self.today.version)
        if found is None:
            return None
        if found.version not in self._in_memory:
            tied = self._ties.list_tied()
            self._in_memory[found.version] = StatementsInMemory(
                found, self.version, self.directory.find_canonical, tied
            )
        return self._in_memory[found.version]

    @cached_property
    def _in_memory(self) -> dict[int, StatementsInMemory]:
        """Caches of all statements, by the data version at which they were read."""
        return {}

    def select_by_entities(
        self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX
    ) -> list[StoredStatement]:
        """Statements with one of the predicates that name one of the entities in a role."""
        members, predicates = self._list_members(ids), list(predicates)
        if (cached := self.statements_in_memory) and cached.statements.count_mentions(members) > MANY:
            return self._merge_tied(cached.select(known_by, predicates, members))
        return self._read_statements(
            "read/statements_of_entities", entities=members, predicates=predicates, knownBy=known_by
        )

    def select_mentions(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        """Statements that name one of the entities in a role, as speaker, or as what they are about."""
        members = self._list_members(ids)
        if (cached := self.statements_in_memory) and cached.statements.count_mentions(members) > MANY:
            return self._merge_tied(cached.select(known_by, entities=members, any_way=True))
        return self._read_statements("read/statements_with_entity", entities=members, knownBy=known_by)

    def select_by_predicates(self, predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        predicates = list(predicates)
        if (cached := self.statements_in_memory) and cached.statements.count_by_predicates(predicates) > MANY:
            return self._merge_tied(cached.select(known_by, predicates))
        return self._read_statements("read/statements_by_predicate", predicates=predicates, knownBy=known_by)

    def select_by_ids(self, ids: Iterable[str]) -> list[StoredStatement]:
        """Every version of some statements up to this data version, open or closed."""
        return self._read_statements("read/statements_by_id", ids=sorted(set(ids)))

    def stream_statements(self) -> Iterator[StoredStatement]:
        """All statements of this data version, in the order of answers; only some of them are in memory at a time."""
        ids = iter([row["id"] for row in self.store.read("read/ids_of_version", version=self.version)])
        while batch := list(islice(ids, STREAMED)):
            yield from (s for s in self.select_by_ids(batch) if s.opened_in <= self.version < s.closed_in)

    def select_by_keys(self, keys: Iterable[str]) -> list[StoredStatement]:
        """Every version of the statements with some keys, as `select_by_ids`."""
        ids = self.store.read("read/ids_of_keys", keys=sorted(set(keys)), version=self.version)
        return self.select_by_ids(row["id"] for row in ids)

    def list_loads_between(self, since: int, until: int) -> list[Row]:
        """Loads and judgements published after one data version, up to another; the oldest first."""
        return self.store.read("read/loads_between", since=since, until=until)

    def list_opened_and_closed(self, since: int, until: int, most: int) -> tuple[list[Row], list[Row]]:
        """Versions of statements that loads after `since`, up to `until`, opened and closed: the first `most` of each.

        They are in the order of data version and key.
        """
        opened, closed = (
            self.store.read(f"read/changes_{change}", versions=make_span(since, until)["versions"], most=most)
            for change in ("opened", "closed")
        )
        return opened, closed

    def _list_members(self, ids: Iterable[str]) -> list[str]:
        return sorted({member for id_ in ids for member in self.directory.list_members(id_)})

    def _read_statements(self, name: str, **parameters: object) -> list[StoredStatement]:
        rows = self.store.read(name, version=self.version, **parameters)
        return sort_statements(parse_statement(row, self.directory.find_canonical, self.version) for row in rows)

    def _merge_tied(self, found: tuple[list[StoredStatement], list[str]]) -> list[StoredStatement]:
        """Cached statements, and those whose responses and fulfilments have to be read from the store."""
        statements, tied = found
        others = [s for s in self.select_by_ids(tied) if s.opened_in <= self.version < s.closed_in] if tied else []
        return sort_statements([*statements, *others])


def select_linked(
    read: Read, canonical: Callable[[str], str], version: int, ids: Sequence[str], also: Iterable[str] = ()
) -> list[StoredStatement]:
    """Open statements whose dates depend on others, by `ids`, and the statements whose keys they, or `also`, name."""
    linked = _read_open(read, canonical, version, ids)
    named = {key for s in linked if s.linked for key in s.linked.keys}.union(also)
    named = {key for key in named - {s.key for s in linked} if not key.startswith(SOURCE)}
    if not named:
        return linked
    ids = sorted({row["id"] for row in read("read/ids_of_keys", keys=sorted(named), version=version)})
    return [*linked, *(s for s in _read_open(read, canonical, version, ids) if s.key in named)]


def _read_open(read: Read, canonical: Callable[[str], str], version: int, ids: Sequence[str]) -> list[StoredStatement]:
    rows = read("read/statements_by_id", ids=ids, version=version) if ids else []
    found = (parse_statement(row, canonical, version) for row in rows)
    return [s for s in found if s.opened_in <= version < s.closed_in]


def sort_statements(statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    """Statements in the order of answers."""
    return sorted(statements, key=attrgetter("dataset", "key", "opened_in"))


def _parse_judgement(row: Row) -> Judgement:
    return Judgement(**{**row, "ids": tuple(row["ids"])})
