"""One data version of the columns, with who stands for whom: evidence is made once for each way of asking."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from graph.columns.evidence import LAST, NOTHING_SETTLED, EvidenceColumns, ResolvedRows
from graph.columns.preparing import prepare_evidence
from graph.columns.renewing import renew_evidence
from graph.columns.table import DENIES, FACT, Array, Columns
from graph.evidence.speakers import EvidenceLens
from graph.model.statement import StoredStatement

REMEMBERED = 4
MOST_STATEMENTS = 5_000  # remembered, some 15 MB
MANY = 1 << 31  # more than there are entities
Above = Callable[[str], frozenset[str]]  # an actor and all that it belongs to
Made = TypeVar("Made")


class Whole:
    """Threads may share it."""

    def __init__(self, columns: Columns, version: int, canonical: Callable[[str], str]) -> None:
        """`canonical` gives the id that stands for an id."""
        self.columns, self.version = columns, version
        entities, speakers = columns.names.entities, columns.names.speakers
        # who stands for others may have no statement of its own, and then gets a number after all others
        self.identity = np.array([entities.number(canonical(text)) for text in list(entities.texts)], np.int32)
        self.speakers = [canonical(text) for text in speakers.texts]
        self._first: Hashable = None
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._denials: dict[int, tuple[Array, Array]] = {}
        self._statements: dict[str, StoredStatement] = {}
        self._lock, self._drawing = threading.Lock(), threading.Lock()
        self._places: Array | None = None

    @property
    def places(self) -> Array:
        """Where to draw each entity, by its number: see graph.columns.layout. Worked out once."""
        with self._drawing:  # who asks meanwhile waits, rather than doing the same again
            if self._places is None:
                from graph.columns.layout import places  # scipy takes long to import, and few ask for places

                self._places = places(self.columns, self.rows(FACT, LAST), self.identity)
            return self._places

    def rows(self, flag: int, known_by: int) -> Array:
        """The open rows with a flag that may have been public by a day (an ordinal)."""
        rows = self.columns.open_in(self.version)
        kept = ((self.columns["flags"][rows] & flag) != 0) & (self.columns["known_earliest"][rows] <= known_by)
        return np.asarray(rows[kept])

    def evidence(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for a key lately, or is made now."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                lately: Made = self._made[key]
                return lately
        made = make()
        with self._lock:
            self._first = self._first or key
            self._made[key] = made
            while len(self._made) > REMEMBERED:
                # the first one made is that of all facts, and the next data version begins from it
                self._made.pop(next(one for one in self._made if one != self._first))
        return made

    def facts(
        self, known_by: int, lens: EvidenceLens, above: Above, settled: ResolvedRows = NOTHING_SETTLED
    ) -> EvidenceColumns:
        """Facts with a sign that may have been public by a day, of speakers whom the lens lets through."""
        return prepare_evidence(self.columns, self.chosen(known_by, lens, above, settled), self.identity, settled)

    def chosen(self, known_by: int, lens: EvidenceLens, above: Above, settled: ResolvedRows = NOTHING_SETTLED) -> Array:
        """The rows of such facts, with a sign or without."""
        rows = self.rows(FACT, known_by)
        if lens:
            rows = self.heard(rows, lens, above)
        if len(settled.rows) or len(settled.out):
            rows = np.union1d(np.setdiff1d(rows, settled.out), settled.rows)
        return rows

    def renewed(self, before: EvidenceColumns, settled: ResolvedRows = NOTHING_SETTLED) -> EvidenceColumns:
        """All facts, made from those of an earlier version as far as nothing changed."""
        same = before.columns.names is self.columns.names  # else they are those of another store, or read again
        if not same or not np.array_equal(before.identity, self.identity[: len(before.identity)]):
            return prepare_evidence(self.columns, self.rows(FACT, LAST), self.identity, settled)
        return renew_evidence(before, self.columns, self.identity, settled)

    def denials(self, known_by: int) -> tuple[Array, Array]:
        """The rows that deny something, which may have been public by a day, in the order of the keys of their pairs;
        and these keys."""
        if known_by not in self._denials:
            rows = self.rows(DENIES, known_by)
            start, end = (self.identity[self.columns[name][rows]] for name in ("start", "end"))
            keys = make_keys(start, end)
            order = np.argsort(keys, kind="stable")
            self._denials = {known_by: (rows[order], keys[order])}
        return self._denials[known_by]

    def read_statements(
        self, ids: Collection[str], read: Callable[[Collection[str]], Iterable[StoredStatement]]
    ) -> list[StoredStatement]:
        """The open statements with some ids, as recorded. Those read lately are not read again."""
        known = self._statements
        missing = [id_ for id_ in ids if id_ not in known]
        if missing:
            found = {s.id: s for s in read(missing) if s.opened_in <= self.version < s.closed_in}
            known = known | found  # a new dict, so that whoever reads meanwhile sees a whole one
            self._statements = known if len(known) <= MOST_STATEMENTS else found
        return [known[id_] for id_ in ids if id_ in known]

    def key(self, one: str, other: str) -> int | None:
        """The key of a pair of ids; None where no statement names both."""
        found = self.columns.names.entities.find(one), self.columns.names.entities.find(other)
        if found[0] is None or found[1] is None:
            return None
        return min(found) * MANY + max(found)  # type: ignore[type-var,operator]

    @cached_property
    def order(self) -> Array:
        """For the number of each entity its place among all ids."""
        texts = np.array(self.columns.names.entities.texts, dtype=object)
        found = np.empty(len(texts), np.int32)
        found[np.argsort(texts, kind="stable")] = np.arange(len(texts), dtype=np.int32)
        return found

    def heard(self, rows: Array, lens: EvidenceLens, above: Above) -> Array:
        """The rows that the lens lets through, as graph.evidence.speakers.filter_speakers."""
        belongs = [above(speaker) for speaker in self.speakers]
        lets = np.array([lens.is_allowed(mine) for mine in belongs], bool)
        kept = lets[self.columns["said_by"][rows]] if len(lets) else np.zeros(len(rows), bool)
        rows = rows[kept]
        return rows[~self._parties(rows, belongs)] if lens.no_parties else rows

    def _parties(self, rows: Array, belongs: Sequence[frozenset[str]]) -> Array:
        """Which rows are of a statement of a speaker who is party to the events described."""
        entities = self.columns.names.entities
        own = [
            speaker * MANY + number
            for speaker, mine in enumerate(belongs)
            for one in mine
            if (number := entities.find(one)) is not None
        ]
        speakers = self.columns["said_by"][rows].astype(np.int64) * MANY
        ends = (speakers + self.identity[self.columns[name][rows]] for name in ("start", "end"))
        start, end = (np.isin(each, own) for each in ends)
        ids = self.columns["id"][rows]
        statement = np.zeros(len(rows), np.int64)  # the rows of one stand together; it may name several
        np.cumsum(ids[1:] != ids[:-1], out=statement[1:])
        of_party = np.bincount(statement, start | end) > 0
        return np.asarray(of_party[statement])


def make_keys(start: Array, end: Array) -> Array:
    """The keys of some pairs by the numbers of their ends, in whichever order: 64 bits, the smaller number first."""
    one, other = start.astype(np.int64), end.astype(np.int64)
    return np.minimum(one, other) * MANY + np.maximum(one, other)


def find_rows_of(columns: Columns, statements: Iterable[tuple[str, int]]) -> list[Array]:
    """The rows of some versions of statements, each an id and the version that opened it."""
    found = (columns.rows_of(id_, opened) for id_, opened in statements)
    return [np.arange(place.start, place.stop) for place in found]
