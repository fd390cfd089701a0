"""The columns at one data version, with the judgements applied, and a cache of the evidence made from them."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from graph.columns.evidence import LAST, NOTHING_SETTLED, EvidenceColumns, ResolvedRows
from graph.columns.preparing import prepare_evidence
from graph.columns.renewing import renew_evidence
from graph.columns.table import DENIES, FACT, REVIEW_FLAGS, Array, Columns
from graph.evidence.hierarchy import Hierarchy
from graph.evidence.speakers import EvidenceLens
from graph.model.statement import StoredStatement

MOST_CACHED = 4
MOST_STATEMENTS = 5_000  # cached, some 15 MB
MANY = 1 << 31  # more than there are entities
Made = TypeVar("Made")


class ColumnView:
    """All statements of one data version as columns. Threads may share it.

    `identity` has one int32 per entity: the number of its canonical entity.
    """

    def __init__(self, columns: Columns, version: int, canonical: Callable[[str], str]) -> None:
        """`canonical` gives the canonical id of an id."""
        self.columns, self.version = columns, version
        entities, speakers = columns.names.entities, columns.names.speakers
        # a canonical entity may have no statement of its own; then it gets the next free number
        self.identity = np.array([entities.number(canonical(text)) for text in list(entities.texts)], np.int32)
        self.speakers = [canonical(text) for text in speakers.texts]
        self._first_key: Hashable = None
        self._cache: OrderedDict[Hashable, Any] = OrderedDict()
        self._denials: dict[int, tuple[Array, Array]] = {}
        self._statements: dict[str, StoredStatement] = {}
        self._lock, self._layout_lock = threading.Lock(), threading.Lock()
        self._places: Array | None = None

    @property
    def places(self) -> Array:
        """The position of each entity in drawings, by its number: see graph.columns.layout. Computed once."""
        with self._layout_lock:  # other threads wait, rather than compute the same again
            if self._places is None:
                from graph.columns.layout import find_places  # scipy takes long to import, and few ask for places

                self._places = find_places(self.columns, self.select_flagged(FACT, LAST), self.identity)
            return self._places

    def select_flagged(self, flag: int, known_by: int) -> Array:
        """The open rows with a flag that may have been public by a day (an ordinal)."""
        rows = self.columns.find_open_rows(self.version)
        kept = ((self.columns["flags"][rows] & flag) != 0) & (self.columns["known_earliest"][rows] <= known_by)
        return np.asarray(rows[kept])

    def get_or_make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The cached value of a key, or a new one from `make`."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                cached: Made = self._cache[key]
                return cached
        made = make()
        with self._lock:
            self._first_key = self._first_key or key
            self._cache[key] = made
            while len(self._cache) > MOST_CACHED:
                # the first value is the evidence of all facts, which the next data version is updated from
                self._cache.pop(next(old for old in self._cache if old != self._first_key))
        return made

    def prepare_facts(
        self,
        known_by: int,
        lens: EvidenceLens,
        hierarchy: Hierarchy,
        settled: ResolvedRows = NOTHING_SETTLED,
        relations: Collection[str] = (),
    ) -> EvidenceColumns:
        """Evidence from signed facts that may have been public by a day, from speakers that the lens allows; with
        `relations` from facts of these predicates alone."""
        rows = self.select_rows(known_by, lens, hierarchy, settled)
        if relations:
            rows = rows[self.columns.mark_edges(relations)[self.columns["edge"][rows]]]
        return prepare_evidence(self.columns, rows, self.identity, settled)

    def select_rows(
        self, known_by: int, lens: EvidenceLens, hierarchy: Hierarchy, settled: ResolvedRows = NOTHING_SETTLED
    ) -> Array:
        """The rows of such facts, signed or not: int64, sorted."""
        rows = self.select_flagged(FACT, known_by)
        if lens:
            rows = self.filter_rows(rows, lens, hierarchy)
        if len(settled.rows) or len(settled.out):
            rows = np.union1d(np.setdiff1d(rows, settled.out), settled.rows)
        return rows

    def renew_facts(self, before: EvidenceColumns, settled: ResolvedRows = NOTHING_SETTLED) -> EvidenceColumns:
        """Evidence from all facts, updated from the evidence of an earlier version."""
        same = before.columns.names is self.columns.names  # else it is another store, or was read again
        if not same or not np.array_equal(before.identity, self.identity[: len(before.identity)]):
            return prepare_evidence(self.columns, self.select_flagged(FACT, LAST), self.identity, settled)
        return renew_evidence(before, self.columns, self.identity, settled)

    def find_denials(self, known_by: int) -> tuple[Array, Array]:
        """Rows of denials that may have been public by a day, sorted by the keys of their pairs, and these keys."""
        if known_by not in self._denials:
            rows = self.select_flagged(DENIES, known_by)
            start, end = (self.identity[self.columns[name][rows]] for name in ("start", "end"))
            keys = make_keys(start, end)
            order = np.argsort(keys, kind="stable")
            self._denials = {known_by: (rows[order], keys[order])}
        return self._denials[known_by]

    def read_statements(
        self, ids: Collection[str], read: Callable[[Collection[str]], Iterable[StoredStatement]]
    ) -> list[StoredStatement]:
        """The open statements with some ids, as recorded. Cached ones are not read again."""
        known = self._statements
        missing = [id_ for id_ in ids if id_ not in known]
        if missing:
            found = {s.id: s for s in read(missing) if s.opened_in <= self.version < s.closed_in}
            known = known | found  # a new dict, so that other threads never see a half-filled one
            self._statements = known if len(known) <= MOST_STATEMENTS else found
        return [known[id_] for id_ in ids if id_ in known]

    def find_key(self, one: str, other: str) -> int | None:
        """The key of a pair of ids; None where no statement names both."""
        found = self.columns.names.entities.find(one), self.columns.names.entities.find(other)
        if found[0] is None or found[1] is None:
            return None
        return min(found) * MANY + max(found)  # type: ignore[type-var,operator]

    @cached_property
    def order(self) -> Array:
        """The rank of each entity in the order of ids, by its number: int32."""
        texts = np.array(self.columns.names.entities.texts, dtype=object)
        found = np.empty(len(texts), np.int32)
        found[np.argsort(texts, kind="stable")] = np.arange(len(texts), dtype=np.int32)
        return found

    def filter_rows(self, rows: Array, lens: EvidenceLens, hierarchy: Hierarchy) -> Array:
        """The rows that the lens allows, by the rules of graph.evidence.speakers.filter_speakers."""
        rows = self.filter_reviewed(rows, lens)
        belongs = [hierarchy.find_ancestors(speaker) for speaker in self.speakers]
        is_allowed = np.array([lens.is_allowed(mine) for mine in belongs], bool)
        kept = is_allowed[self.columns["said_by"][rows]] if len(is_allowed) else np.zeros(len(rows), bool)
        rows = rows[kept]
        return rows[~self._find_party_rows(rows, belongs, hierarchy)] if lens.no_parties else rows

    def filter_reviewed(self, rows: Array, lens: EvidenceLens) -> Array:
        """The rows that are reviewed as far as the lens asks."""
        if lens.reviewed is None:
            return rows
        flags = sum(REVIEW_FLAGS[state] for state in lens.reviewed if state in REVIEW_FLAGS)
        return np.asarray(rows[(self.columns["flags"][rows] & flags) != 0])

    def _find_party_rows(self, rows: Array, belongs: Sequence[frozenset[str]], hierarchy: Hierarchy) -> Array:
        """For each row whether its speaker is party to the events that the statement describes: bool.

        Speaker and endpoint are packed into one int64, so that one `np.isin` compares all pairs of them.
        """
        entities = self.columns.names.entities
        members: dict[str, set[str]] = defaultdict(set)
        for part in hierarchy.list_parts():
            for whole in hierarchy.find_ancestors(part):
                members[whole].add(part)
        own = [
            speaker * MANY + number
            for speaker, mine in enumerate(belongs)
            for one in mine.union(*(members[whole] for whole in mine if whole in members))
            if (number := entities.find(one)) is not None
        ]
        speakers = self.columns["said_by"][rows].astype(np.int64) * MANY
        ends = (speakers + self.identity[self.columns[name][rows]] for name in ("start", "end"))
        start, end = (np.isin(each, own) for each in ends)
        ids = self.columns["id"][rows]
        statement = np.zeros(len(rows), np.int64)  # the rows of a statement are neighbours; it may have several
        np.cumsum(ids[1:] != ids[:-1], out=statement[1:])
        of_party = np.bincount(statement, start | end) > 0
        return np.asarray(of_party[statement])


def make_keys(start: Array, end: Array) -> Array:
    """A key for each pair of entities, the same in both directions: int64, the smaller number in the upper bits."""
    one, other = start.astype(np.int64), end.astype(np.int64)
    return np.minimum(one, other) * MANY + np.maximum(one, other)


def find_rows_of(columns: Columns, statements: Iterable[tuple[str, int]]) -> list[Array]:
    """The rows of some versions of statements, each an id and the version that opened it."""
    ranges = (columns.find_row_range(id_, opened) for id_, opened in statements)
    return [np.arange(each.start, each.stop) for each in ranges]
