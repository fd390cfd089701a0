"""A snapshot of the shipped dossier and the reported figures, read without a database."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, cast

from app.judgements import shipped_judgements
from graph.dates.windows import MAX
from graph.evidence.speakers import Speakers, Withdrawal, drop_retracted
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.judgements import find_canonical_ids
from graph.model.labels import Label
from graph.model.sources import SourceClaim
from graph.model.statement import StoredReply, StoredStatement, WrittenStatement
from graph.vocabulary import vocabulary
from ingest.dossier import ParsedSource
from ingest.reading import read_source
from ingest.source import find_folder

SOURCES = ("reference", "isis-detainee-transfer", "reported-figures")


class ShippedSources:
    """What a selection reads: the statements as written, judgements applied. Linked dates keep their own bounds."""

    version = newest_version = 1
    has_withdrawn_links = False
    linked_statements: dict[str, StoredStatement] = {}

    def __init__(self, ids: Iterable[str] = SOURCES, more: Iterable[ParsedSource] = ()) -> None:
        read = [*(read_source(find_folder(id_)) for id_ in ids), *more]
        entities = {entity.id: entity for one in read for entity in one.entities}
        self.judgements = shipped_judgements()
        loaded: dict[str, str] = {}  # of those that are joined, the first that is loaded stands for the others
        joined = {
            id_: to if to in entities else loaded.setdefault(to, id_)
            for id_, to in find_canonical_ids(self.judgements).items()
            if id_ in entities
        }
        self.dataset_ids = [one.source.id for one in read]
        self.directory = Directory(
            NamedEntity(
                id=entity.id,
                label=cast(Label, entity.label),
                name=entity.name,
                kind=entity.kind,
                aliases=entity.aliases,
                external_ids=entity.external_ids,
                languages=entity.languages,
                canonical=joined.get(entity.id, entity.id),
            )
            for entity in entities.values()
        )
        canonical = self.directory.find_canonical
        self.sources = {source.id: source for one in read for source in (one.source, *one.more_sources)}
        self.loaded_sources = list(self.sources.values())
        self.publishers = {source.id: canonical(source.publisher) for source in self.sources.values()}
        self.distinct_sources: frozenset[str] = frozenset()
        self.claims: list[SourceClaim] = []
        self.withdrawals: list[Withdrawal] = []
        written = [statement for one in read for statement in one.statements]
        replies = [(one, response) for one in written for response in one.responds_to]
        by_key = {one.key: one for one in written}

        def list_replies(pairs: Iterable[tuple[WrittenStatement, Any]]) -> tuple[StoredReply, ...]:
            return tuple(
                StoredReply(one.id, one.key, response.stance, response.scope, canonical(one.said_by), one.known)
                for one, response in pairs
            )

        def store(one: WrittenStatement) -> StoredStatement:
            return StoredStatement(
                id=one.id,
                key=one.key,
                dataset=one.dataset,
                predicate=one.predicate,
                polarity=one.polarity,
                mode=one.mode,
                reading=one.reading,
                roles={role: tuple(sorted({canonical(id_) for id_ in ids})) for role, ids in one.roles.items()},
                about=tuple(canonical(id_) for id_ in one.about),
                said_by=canonical(one.said_by),
                said_on=one.said_on,
                said=one.said,
                known_from=one.known_from,
                known=one.known,
                validity=one.validity,
                count=one.count,
                whole=one.whole,
                terms=one.terms,
                parts=one.parts,
                cites=one.cites,
                note=one.note,
                opened_in=1,
                responses=list_replies((by, response) for by, response in replies if response.key == one.key),
                responds_to=list_replies((by_key[response.key], response) for response in one.responds_to),
                fulfils=tuple(by_key[key].id for key in one.fulfils),
                fulfilled_by=tuple(by.id for by in written if one.key in by.fulfils),
            )

        self.statements = [store(one) for one in written]
        self.denied_ids = frozenset(s.id for s in self.statements if any(r.stance == "denies" for r in s.responses))
        self.parts = self._select("part")
        self.locations = self._select("place")
        self.organisations = drop_retracted(self._select("organisation"), self.publishers)
        self.speakers = Speakers(
            self.organisations, lambda id_: self.directory.get(id_).kind == "anonymous", self.sources
        )

    @property
    def column_view(self) -> Any:
        raise AssertionError("no question here is about everyone")

    def _select(self, kind: Any) -> list[StoredStatement]:
        return self.select_by_predicates(vocabulary().select_predicates(kind))

    def find_withdrawn(self, ids: Iterable[str] | None) -> list[Any]:
        return []

    def find_withdrawn_statement(self, id_or_key: str) -> None:
        return None

    def select_tied(self, keys: Iterable[str]) -> list[StoredStatement]:
        return []

    def select_by_predicates(self, predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        wanted = set(predicates)
        return [s for s in self.statements if s.predicate in wanted and s.known.earliest <= known_by]

    def select_by_entities(
        self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX
    ) -> list[StoredStatement]:
        wanted = {self.directory.find_canonical(id_) for id_ in ids}
        return [
            s
            for s in self.select_by_predicates(predicates, known_by)
            if any(wanted & set(role) for role in s.roles.values())
        ]

    def select_mentions(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        wanted = {self.directory.find_canonical(id_) for id_ in ids}
        return [
            s for s in self.statements if wanted & {s.said_by, *s.about, *(id_ for r in s.roles.values() for id_ in r)}
        ]

    def select_by_ids(self, ids: Iterable[str]) -> list[StoredStatement]:
        wanted = set(ids)
        return [s for s in self.statements if s.id in wanted]

    def select_by_keys(self, keys: Iterable[str]) -> list[StoredStatement]:
        wanted = set(keys)
        return [s for s in self.statements if s.key in wanted]

    def list_loads_between(self, since: int, until: int) -> list[dict[str, Any]]:
        return []

    def list_opened_and_closed(
        self, since: int, until: int, most: int
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        return [], []


@cache
def read_shipped() -> ShippedSources:
    return ShippedSources()
