"""A snapshot with statements that no store has yet: what answers would be if they were loaded. In memory only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from graph.columns.column_view import ColumnView
from graph.columns.table import Columns, TableStatement, append_rows, make_blocks, make_empty
from graph.dates.windows import MAX
from graph.evidence.matches import Proposals
from graph.evidence.speakers import Speakers, Withdrawal, drop_retracted, drop_retracted_replies, is_withdrawal
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.judgements import Judgement
from graph.model.sources import SourceClaim, WrittenSource
from graph.model.statement import OPEN, StoredReply, StoredStatement, WrittenStatement
from graph.model.tombstones import Tombstone
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What a file would add as the dataset `dataset`. If it is `complete`, what else that dataset has would be closed,
    but for `kept` keys; of a key that it has again, the older statement."""

    dataset: str
    statements: tuple[WrittenStatement, ...]
    entities: tuple[NamedEntity, ...]
    sources: tuple[WrittenSource, ...]
    complete: bool
    kept: frozenset[str]


class SnapshotWithAddition:
    """A snapshot as the next data version would be.

    Dates that depend on other statements keep the bounds that their own words give.
    """

    def __init__(self, base: Snapshot, addition: Addition) -> None:
        self.base, self.addition = base, addition
        self.version = self.newest_version = base.newest_version + 1
        known = [one for one in addition.entities if base.directory.find(one.id) is None]
        self.directory: Directory = base.directory.renew(known) if known else base.directory
        self.sources: Mapping[str, WrittenSource] = {**base.sources, **{one.id: one for one in addition.sources}}
        find_canonical = self.directory.find_canonical
        self.publishers = {
            **base.publishers, **{one.id: find_canonical(one.publisher) for one in addition.sources}
        }  # fmt: skip
        self._written = {one.key: one for one in addition.statements}

    @property
    def dataset_ids(self) -> list[str]:
        return sorted({*self.base.dataset_ids, self.addition.dataset})

    @property
    def loaded_sources(self) -> list[WrittenSource]:
        ids = {one.id for one in self.addition.sources}
        return sorted(
            [*(one for one in self.base.loaded_sources if one.id not in ids), *self.addition.sources],
            key=lambda one: one.id,
        )

    @property
    def distinct_sources(self) -> frozenset[str]:
        return self.base.distinct_sources

    @property
    def claims(self) -> list[SourceClaim]:
        return self.base.claims

    @property
    def judgements(self) -> list[Judgement]:
        return self.base.judgements

    @property
    def proposals(self) -> Proposals:
        return self.base.proposals

    @property
    def linked_statements(self) -> Mapping[str, StoredStatement]:
        return self.base.linked_statements

    @property
    def has_withdrawn_links(self) -> bool:
        return self.base.has_withdrawn_links

    @cached_property
    def added(self) -> list[StoredStatement]:
        """The statements that are new or changed, as the store would have them."""
        there = {
            one.id
            for one in self.base.select_by_keys(self._written)
            if one.opened_in <= self.base.version < one.closed_in
        }
        return [self._make_stored(one) for one in self.addition.statements if one.id not in there]

    @cached_property
    def denied_ids(self) -> frozenset[str]:
        denied = {reply.id for one in self.added for reply in one.responds_to if reply.stance == "denies"}
        return self.base.denied_ids | denied

    @cached_property
    def withdrawals(self) -> list[Withdrawal]:
        found = list(self.base.withdrawals)
        for one in self.added:
            for reply in one.responds_to:
                may_retract = (reply.said_by, self.publishers.get(one.cites.source))
                if is_withdrawal(reply.stance, reply.scope) and one.said_by in may_retract:
                    found.append(
                        Withdrawal(
                            by=one.id,
                            of=reply.id,
                            said_by=one.said_by,
                            known=one.known,
                            known_of=reply.known,
                            state=one.review.state,
                        )
                    )
        return found

    @cached_property
    def parts(self) -> list[StoredStatement]:
        return self._select_links("part")

    @cached_property
    def locations(self) -> list[StoredStatement]:
        return self._select_links("place")

    @cached_property
    def organisations(self) -> list[StoredStatement]:
        links = self._select_links("organisation")
        return drop_retracted(drop_retracted_replies(links, self.withdrawals, None), self.publishers)

    def _select_links(self, use: str) -> list[StoredStatement]:
        return self.select_by_predicates(vocabulary().select_predicates(use))

    @cached_property
    def speakers(self) -> Speakers:
        return Speakers(self.organisations, lambda id_: self.directory.get(id_).kind == "anonymous", self.sources)

    @cached_property
    def column_view(self) -> ColumnView:
        return ColumnView(self.columns, self.version, self.directory.find_canonical)

    @cached_property
    def before(self) -> Snapshot:
        """The snapshot without the addition, with the names and the columns of this one."""
        return cast(Snapshot, _SnapshotBefore(self))

    @cached_property
    def columns(self) -> Columns:
        """The statements that alliances may rest on, in arrays of their own: those of a store go on growing."""
        columns, signed = make_empty(), vocabulary().signed_predicates
        there = [
            _make_table_statement(one, self.base.version, self.version if self._closes(one) else OPEN)
            for one in self.base.select_by_predicates(signed)
        ]
        new = [_make_table_statement(one, self.version, OPEN) for one in self.added if one.predicate in signed]
        blocks = make_blocks([*there, *new], columns.names)
        return append_rows(columns, self.version, blocks)

    def find_withdrawn(self, ids: Iterable[str] | None) -> Iterable[Tombstone]:
        return self.base.find_withdrawn(ids)

    def find_withdrawn_statement(self, id_or_key: str) -> Tombstone | None:
        return self.base.find_withdrawn_statement(id_or_key)

    def open_version(self, version: int, names_at: int | None = None) -> Snapshot:
        return self if version == self.version else self.base.open_version(version, names_at)

    def select_tied(self, keys: Iterable[str]) -> list[StoredStatement]:
        return self.base.select_tied(keys)

    def select_by_entities(
        self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX
    ) -> list[StoredStatement]:
        ids, wanted = list(ids), set(predicates)
        names = self._find_names(ids)
        new = [
            one for one in self.added
            if one.predicate in wanted and any(names.intersection(role) for role in one.roles.values())
        ]  # fmt: skip
        return self._join(self.base.select_by_entities(self.keep_known(ids), wanted, known_by), new, known_by)

    def select_mentions(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        ids = list(ids)
        names = self._find_names(ids)
        new = [one for one in self.added if names.intersection(_list_mentions(one))]
        return self._join(self.base.select_mentions(self.keep_known(ids), known_by), new, known_by)

    def select_by_predicates(self, predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        wanted = set(predicates)
        new = [one for one in self.added if one.predicate in wanted]
        return self._join(self.base.select_by_predicates(wanted, known_by), new, known_by)

    def select_by_ids(self, ids: Iterable[str]) -> list[StoredStatement]:
        wanted = set(ids)
        found = [
            replace(one, closed_in=self.version) if self._closes(one) else one
            for one in self.base.select_by_ids(wanted)
        ]
        return [*found, *(one for one in self.added if one.id in wanted)]

    def select_by_keys(self, keys: Iterable[str]) -> list[StoredStatement]:
        wanted = set(keys)
        return [*self.base.select_by_keys(wanted), *(one for one in self.added if one.key in wanted)]

    def stream_statements(self) -> Iterator[StoredStatement]:
        yield from (one for one in self.base.stream_statements() if not self._closes(one))
        yield from self.added

    def list_loads_between(self, since: int, until: int) -> list[dict[str, Any]]:
        return self.base.list_loads_between(since, until)

    def list_opened_and_closed(
        self, since: int, until: int, most: int
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        return self.base.list_opened_and_closed(since, until, most)

    def _find_names(self, ids: Iterable[str]) -> set[str]:
        return {self.directory.find_canonical(id_) for id_ in ids}

    def keep_known(self, ids: Iterable[str]) -> list[str]:
        """The ids that are known without the addition."""
        return [id_ for id_ in ids if self.base.directory.find(id_) is not None]

    def _closes(self, one: StoredStatement) -> bool:
        """Whether a statement of the store would be closed by the load."""
        written = self._written.get(one.key)
        if written is not None:
            return written.id != one.id
        return self.addition.complete and one.dataset == self.addition.dataset and one.key not in self.addition.kept

    def _join(
        self, found: Iterable[StoredStatement], new: Iterable[StoredStatement], known_by: date
    ) -> list[StoredStatement]:
        there = [self._add_replies(one) for one in found if not self._closes(one)]
        there += [one for one in new if one.known.earliest <= known_by]
        return sorted(there, key=lambda one: (one.dataset, one.key, one.opened_in))

    def _add_replies(self, one: StoredStatement) -> StoredStatement:
        replies = self._replies.get(one.key)
        return replace(one, responses=(*one.responses, *replies)) if replies else one

    @cached_property
    def _replies(self) -> dict[str, list[StoredReply]]:
        """What the new statements respond to others, by the key of these."""
        found: dict[str, list[StoredReply]] = {}
        for one in self.added:
            for reply in self._written[one.key].responds_to:
                made = StoredReply(
                    one.id, one.key, reply.stance, reply.scope, one.said_by, one.known, state=one.review.state
                )
                found.setdefault(reply.key, []).append(made)
        return found

    def _make_stored(self, one: WrittenStatement) -> StoredStatement:
        canonical = self.directory.find_canonical
        keys = {*(reply.key for reply in one.responds_to), *one.fulfils}
        others: dict[str, StoredStatement | WrittenStatement] = {
            other.key: other for other in (self.base.select_by_keys(keys) if keys else ())
            if other.opened_in <= self.base.version < other.closed_in
        }  # fmt: skip
        others |= {key: self._written[key] for key in keys if key in self._written}
        return StoredStatement(
            id=one.id, key=one.key, dataset=one.dataset, predicate=one.predicate, polarity=one.polarity, mode=one.mode,
            reading=one.reading, about=tuple(map(canonical, one.about)),
            roles={role: tuple(dict.fromkeys(map(canonical, ids))) for role, ids in one.roles.items()},
            said_by=canonical(one.said_by), said_on=one.said_on, said=one.said, known_from=one.known_from,
            known=one.known, validity=one.validity, count=one.count, whole=one.whole, terms=one.terms, parts=one.parts,
            cites=one.cites, note=one.note, review=one.review, linked=one.linked, opened_in=self.version,
            responds_to=tuple(
                StoredReply(
                    others[reply.key].id, reply.key, reply.stance, reply.scope, canonical(others[reply.key].said_by),
                    others[reply.key].known, state=others[reply.key].review.state,
                )
                for reply in one.responds_to if reply.key in others
            ),
            responses=tuple(
                StoredReply(
                    other.id, other.key, reply.stance, reply.scope, canonical(other.said_by), other.known,
                    state=other.review.state,
                )
                for other in self.addition.statements for reply in other.responds_to if reply.key == one.key
            ),
            fulfils=tuple(sorted(others[key].id for key in one.fulfils if key in others)),
        )  # fmt: skip


class _SnapshotBefore:
    """The snapshot without the addition, which knows its names too, so that both can be asked about them."""

    def __init__(self, after: SnapshotWithAddition) -> None:
        self._after, self.directory = after, after.directory

    @cached_property
    def column_view(self) -> ColumnView:
        return ColumnView(self._after.columns, self._after.base.version, self.directory.find_canonical)

    def select_by_entities(
        self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX
    ) -> list[StoredStatement]:
        return self._after.base.select_by_entities(self._after.keep_known(ids), predicates, known_by)

    def select_mentions(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        return self._after.base.select_mentions(self._after.keep_known(ids), known_by)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._after.base, name)


def _make_table_statement(one: StoredStatement, opened: int, closed: int) -> TableStatement:
    bounds = one.validity.bounds
    days = (
        bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end, one.known.earliest,
        one.known.latest,
    )  # fmt: skip
    return TableStatement(
        id=one.id, opened=opened, closed=closed, predicate=one.predicate, polarity=one.polarity, mode=one.mode,
        reading=one.reading, kind=one.validity.kind, written=one.validity.written, linked=one.linked is not None,
        days=tuple(day.toordinal() for day in days), said_by=one.said_by, source=one.cites.source, roles=one.roles,
        state=one.review.state,
    )  # fmt: skip


def _list_mentions(one: StoredStatement) -> set[str]:
    return {one.said_by, *one.about, *(id_ for ids in one.roles.values() for id_ in ids)}
