"""Passages as a network in memory: who can be reached from whom, and by what."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.alliances.paths.ties import Passages
from graph.columns.segments import offsets_of
from graph.columns.table import Array, Columns

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
    by: Passages

    def __len__(self) -> int:
        return len(self.tail)

    @cached_property
    def first(self) -> Array:
        """Where the passages of each node begin, and the end of the last."""
        return np.searchsorted(self.tail, np.arange(self.nodes + 1))

    @cached_property
    def runs(self) -> Array:
        """Where the passages of each node that has some begin, and the end of the last."""
        return offsets_of(self.tail)

    @cached_property
    def key(self) -> Array:
        return self.tail.astype(np.int64) * self.nodes + self.head

    def hop(self, tail: int, head: int) -> slice:
        """The passages from one node to another."""
        low, high = np.searchsorted(self.key, [tail * self.nodes + head, tail * self.nodes + head + 1])
        return slice(int(low), int(high))

    def kept(self, which: Array) -> "PassageNetwork":
        """The same with some of its passages."""
        return PassageNetwork(self.nodes, self.tail[which], self.head[which], self.way[which], self.by.taken(which))


def network(columns: Columns, passages: Passages, number: Array, nodes: int, *, both_ways: bool) -> PassageNetwork:
    """The network of some passages. `number` gives for each entity of the columns its node.

    Statements whose predicate is symmetric are walked both ways, others only where asked for.
    """
    start, end = (number[columns[name][passages.row]] for name in ("start", "end"))
    symmetric = columns.edge_table("symmetric")[columns["edge"][passages.row]].astype(bool)
    back = np.flatnonzero(symmetric | both_ways)
    at = np.concatenate([np.arange(len(start)), back])
    way = np.where(symmetric, EITHER, FORWARD)
    way = np.concatenate([way, -way[back]])
    tail, head = np.concatenate([start, end[back]]), np.concatenate([end, start[back]])
    by = passages.taken(at)
    order = np.lexsort((by.since, head, tail))
    return PassageNetwork(nodes, tail[order], head[order], way[order], by.taken(order))
