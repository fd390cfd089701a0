"""Statements that connect two entities, with their days, and the network that they form for finding paths."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graph.alliances.network import find_day
from graph.columns.evidence import (
    CERTAIN,
    NOTHING_SETTLED,
    WITHIN,
    EvidenceColumns,
    ResolvedRows,
    RowBounds,
    bound_rows,
    get_kind,
)
from graph.columns.preparing import add_days, make_unprepared
from graph.columns.segments import find_offsets
from graph.columns.table import INFERRED, NO_SIGN, Array, Columns
from graph.dates.validity import is_certain, is_possible
from graph.vocabulary import Predicate, vocabulary

SIGNS = 3


class Passages(NamedTuple):
    """Who is at one end of a row by the day `until` may be at the other by max(that day, `since`).

    `row` is a row of the columns, `kind` a place in graph.evidence.support.RANKS. Days are ordinals.
    """

    row: Array
    since: Array
    until: Array
    kind: Array

    def take(self, which: Array) -> "Passages":
        """Some of them, by a mask or by positions."""
        return Passages(*(column[which] for column in self))


@dataclass(frozen=True, kw_only=True)
class HopFacts:
    """Facts for paths: states as evidence, grouped by which support one another; events as rows, each alone."""

    columns: Columns
    states: EvidenceColumns
    events: Array
    settled: ResolvedRows = NOTHING_SETTLED

    def find_timeless_passages(self, a: int, b: int, max_gap_days: int | None = None) -> Passages:
        """What ties its ends on some day in [a, b]: open all those days, whatever the order of the hops."""
        found = find_day(self.states, a, b, max_gap_days)
        days = self._bound_events()
        there = is_possible(days, a, b)
        row = np.concatenate([self.states.rows[found.places], self.events[there]])
        kind = np.concatenate([get_kind(found.rank), self._find_event_kinds(is_certain(days, a, b))[there]])
        return Passages(row, np.full(len(row), a, np.int32), np.full(len(row), b, np.int32), kind)

    def find_passages(self, a: int, b: int) -> Passages:
        """On which days within [a, b] each ties its ends. A row may stand here several times, by kind."""
        stretches, days = self.states.stretches, self._bound_events()
        kind = get_kind((stretches.bearer & 31).astype(np.int8))
        found = Passages(
            np.concatenate([self.states.rows[stretches.place], self.events]),
            np.concatenate([stretches.start, days.earliest_start]),
            np.concatenate([stretches.end, days.latest_end]),
            np.concatenate([kind, self._find_event_kinds(days.latest_start <= days.earliest_end)]),
        )
        found = found.take((found.since <= b) & (a <= found.until))
        return found._replace(since=np.maximum(found.since, a), until=np.minimum(found.until, b))

    def find_certain_passages(self, a: int, b: int) -> Passages:
        """What ties its ends on some day in [a, b] whichever of the allowed days it began and ended on.

        Who is there by its earliest end is surely across by its latest start. What a coder inferred makes nothing sure.
        """
        states, events = bound_rows(self.columns, self.states.rows, self.settled), self._bound_events()
        row = np.concatenate([self.states.rows, self.events])
        since = np.concatenate([states.latest_start, events.latest_start])
        until = np.concatenate([states.earliest_end, events.earliest_end])
        found = Passages(row, since, until, np.full(len(row), CERTAIN, np.int8))
        return found.take((since <= b) & (a <= until) & self._is_stated(row))

    def find_known_latest(self, rows: Array) -> Array:
        """The last day on which each row became public."""
        found = self.columns["known_latest"][rows]
        if len(self.settled.rows):
            at, met = self.settled.find(rows)
            found[met] = self.settled.days[at[met], 4]
        return found

    def _is_stated(self, rows: Array) -> Array:
        return np.asarray((self.columns["flags"][rows] & INFERRED) == 0)

    def _find_event_kinds(self, is_certain: Array) -> Array:
        return np.where(is_certain & self._is_stated(self.events), CERTAIN, WITHIN).astype(np.int8)

    def _bound_events(self) -> RowBounds:
        """The bounds of events: each on some day of its window, and of no state that it began."""
        days = bound_rows(self.columns, self.events, self.settled)
        return days._replace(latest_end=days.last)


def make_hop_facts(columns: Columns, rows: Array, identity: Array, settled: ResolvedRows = NOTHING_SETTLED) -> HopFacts:
    """Make facts ready for any day. `identity` has the number of the canonical entity of each."""
    rows = rows[identity[columns["start"][rows]] != identity[columns["end"][rows]]].astype(np.int32)
    edges = columns["edge"][rows]
    # what has a sign makes rows of a pair, an act too, for some time after it
    is_event = columns.tabulate_edges("event")[edges].astype(bool) & (columns.tabulate_edges("sign")[edges] == NO_SIGN)
    states = _make_state_evidence(columns, rows[~is_event], identity, settled)
    return HopFacts(columns=columns, states=states, events=rows[is_event], settled=settled)


def _make_state_evidence(columns: Columns, rows: Array, identity: Array, settled: ResolvedRows) -> EvidenceColumns:
    """States by pair and topic: what is of one topic supports one another, as in a row of that pair."""
    topic = find_topics(columns)[columns["edge"][rows]]
    start, end = identity[columns["start"][rows]], identity[columns["end"][rows]]
    reversed_rows = (topic >= SIGNS) & (start > end)  # relations with a sign are of a pair, in whichever direction
    low, high, topic = np.minimum(start, end), np.maximum(start, end), topic * 2 + reversed_rows
    order = np.lexsort((topic, high, low))
    begins = np.ones(len(order), bool)
    begins[1:] = False
    for key in (low[order], high[order], topic[order]):
        begins[1:] |= key[1:] != key[:-1]
    group = np.cumsum(begins, dtype=np.int32) - np.int32(1)
    sign = np.zeros(len(order), np.int8)
    return add_days(make_unprepared(columns, rows[order], group, sign, identity, settled))


def find_topics(columns: Columns) -> Array:
    """For each number of an edge its topic: the sign, or custody, or the edge itself."""

    def topic(number: int, predicate: Predicate | None) -> int:
        if predicate and predicate.sign is not None:
            return predicate.sign + 1
        if predicate and "holds" in predicate.custody.values():
            return SIGNS
        return SIGNS + 1 + number

    words = vocabulary().predicates
    predicates = [words.get(text.split(" ")[0]) for text in columns.names.edges.texts]
    return np.array([topic(number, predicate) for number, predicate in enumerate(predicates)], np.int32)


FORWARD, BACKWARD, EITHER = np.int8(1), np.int8(-1), np.int8(0)


@dataclass(frozen=True)
class PassageNetwork:
    """Passages from node `tail` to node `head`, sorted by tail, head and `since`; parallel ones are one hop.

    `way` is FORWARD where the statement leads from tail to head, BACKWARD where from head to tail, EITHER where its
    predicate is symmetric.
    """

    nodes: int
    tail: Array
    head: Array
    way: Array
    passages: Passages

    def __len__(self) -> int:
        return len(self.tail)

    @cached_property
    def node_offsets(self) -> Array:
        """Where the passages of each node begin, and the end of the last."""
        return np.searchsorted(self.tail, np.arange(self.nodes + 1))

    @cached_property
    def tail_offsets(self) -> Array:
        """Where the passages of each node that has some begin, and the end of the last."""
        return find_offsets(self.tail)

    @cached_property
    def hop_keys(self) -> Array:
        return self.tail.astype(np.int64) * self.nodes + self.head

    def find_hop(self, tail: int, head: int) -> slice:
        """The passages from one node to another."""
        low, high = np.searchsorted(self.hop_keys, [tail * self.nodes + head, tail * self.nodes + head + 1])
        return slice(int(low), int(high))

    def take(self, which: Array) -> "PassageNetwork":
        """The same with some of its passages."""
        return PassageNetwork(
            self.nodes, self.tail[which], self.head[which], self.way[which], self.passages.take(which)
        )


def connect_passages(
    columns: Columns, passages: Passages, number: Array, nodes: int, *, both_ways: bool
) -> PassageNetwork:
    """The network of some passages. `number` gives for each entity of the columns its node.

    Statements whose predicate is symmetric are walked both ways, others only where asked for.
    """
    start, end = (number[columns[name][passages.row]] for name in ("start", "end"))
    symmetric = columns.tabulate_edges("symmetric")[columns["edge"][passages.row]].astype(bool)
    back = np.flatnonzero(symmetric | both_ways)
    at = np.concatenate([np.arange(len(start)), back])
    way = np.where(symmetric, EITHER, FORWARD)
    way = np.concatenate([way, -way[back]])
    tail, head = np.concatenate([start, end[back]]), np.concatenate([end, start[back]])
    by = passages.take(at)
    order = np.lexsort((by.since, head, tail))
    return PassageNetwork(nodes, tail[order], head[order], way[order], by.take(order))
