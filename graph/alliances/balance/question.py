"""The structural balance of a selection or a network: whether friends and foes form two camps."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graph.alliances.balance.edges import Census, Edges, count_triangles, list_all_edges, select_sure_edges
from graph.alliances.balance.frustration import SECONDS, Frustration, Memory, Tips, find_frustration, find_tips
from graph.alliances.evidence import FilteredNetwork, filter_network, find_known_by, find_network_day
from graph.alliances.network import CERTAIN, Network, NetworkDay
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection

Nodes = NDArray[np.intp]


@dataclass(frozen=True)
class Camps:
    """Two sides of one connected part, the larger first; `other` is empty where all are friends.

    `against` edges go against them. `unique`: whether no other partition is as good, None where that was not found out.
    """

    one: Nodes
    other: Nodes
    against: int
    unique: bool | None


def find_camps(edges: Edges, found: Frustration) -> list[Camps]:
    """One entry a connected part, the largest first. A mixed pair joins nobody: it tells for and against."""
    ends = np.concatenate([edges.a, edges.b]), np.concatenate([edges.b, edges.a])
    signs = np.concatenate([edges.sign, edges.sign]).astype(float)
    table = coo_array((signs, ends), shape=(edges.size, edges.size)).tocsr()
    table.eliminate_zeros()
    number, part = connected_components(table, directed=False)
    order = np.argsort(part, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(part, minlength=number))[:-1])
    against = _count_frustrated_edges(table, found, part, number)
    free = _find_free_parts(table, found, part, number)
    made = [
        _make_camps(
            nodes, found, int(against[place]), _judge_uniqueness(int(against[place]), bool(free[place]), found.proved)
        )
        for place, nodes in enumerate(members)
        if len(nodes) > 1
    ]
    return sorted(made, key=lambda camp: -len(camp.one) - len(camp.other))


def _make_camps(nodes: Nodes, found: Frustration, against: int, unique: bool | None) -> Camps:
    first, second = nodes[found.sides[nodes] > 0], nodes[found.sides[nodes] < 0]
    one, other = (first, second) if len(first) >= len(second) else (second, first)
    return Camps(one, other, against, unique)


def _judge_uniqueness(against: int, free: bool, proved: bool) -> bool | None:
    if against == 0:
        return True  # along a path of edges that all agree, each node settles the next
    return False if free and proved else None


def _count_frustrated_edges(
    table: csr_array, found: Frustration, part: NDArray[np.int32], number: int
) -> NDArray[np.intp]:
    """The number of frustrated edges in each component."""
    edges = table.tocoo()
    broken = edges.data * found.sides[edges.row] * found.sides[edges.col] < 0
    return np.bincount(part[edges.row[broken]], minlength=number) // 2


def _find_free_parts(table: csr_array, found: Frustration, part: NDArray[np.int32], number: int) -> NDArray[np.bool_]:
    """Whether each component has a node with as many edges for its side as against it: such a node can change sides."""
    ties = (found.sides * (table @ found.sides.astype(float)) == 0) & (np.diff(table.indptr) > 0)
    return np.asarray(np.bincount(part[ties], minlength=number) > 0)


@dataclass(frozen=True)
class Balance:
    """`least` is the frustration of the sure edges, `most` that of all possible ones; camps are those of `most`.

    `against` are the pairs that go against these camps, as positions in the network: `most.upper` of them.
    """

    census: Census
    least: Frustration
    most: Frustration
    camps: list[Camps]
    against: list[int]
    tips: Tips


def find_network_balance(network: Network, seconds: float = SECONDS) -> Balance:
    """The balance of a network; at most `seconds` for each of the two indices, and for the pairs that change them."""
    memory: Memory = {}
    every = list_all_edges(network)
    least = find_frustration(select_sure_edges(network), seconds, memory)
    most = find_frustration(every, seconds, memory)
    return Balance(
        census=count_triangles(network),
        least=least,
        most=most,
        camps=find_camps(every, most),
        against=np.sort(every.pair[every.frustrated(most.sides)]).tolist(),
        tips=find_tips(network, least, most, seconds, memory),
    )


@dataclass(frozen=True, kw_only=True)
class BalanceFindings:
    """The balance of a network, and what it was worked out from.

    `actor` is an id, None for everyone. `filtered` counts what was dropped of all rows; `rows` are those near the
    actor. `network` has the same pairs, with those that were only possibly public as possible: `only_possibly_known`
    of them.
    """

    actor: str | None
    filtered: FilteredNetwork[NetworkDay]
    rows: NetworkDay
    network: Network
    only_possibly_known: int
    balance: Balance


def find_balance(
    selection: Selection[SelectionQuestion], actor: str | None = None, seconds: float = SECONDS
) -> BalanceFindings:
    """The balance among all, or among one actor, its parts, and all with whom they have a pair.

    `seconds` bounds the search for each of the two indices, and that for what tips them. Raises NotFound or Ambiguous.
    """
    id_ = selection.resolve_name(actor, ["Actor"], "actor") if actor else None
    filtered = filter_network(selection, find_network_day(selection))
    rows = filtered.rows
    if id_:
        rows = rows.take(_find_nearby_pairs(rows.network, selection.find_parts(id_)))
    known = find_known_by(selection.question)
    network = lower_certainty(rows, known)
    return BalanceFindings(
        actor=id_,
        filtered=filtered,
        rows=rows,
        network=network,
        only_possibly_known=int((~rows.is_surely_known(known)).sum()),
        balance=find_network_balance(network, seconds),
    )


def lower_certainty(rows: NetworkDay, known: int | None) -> Network:
    """The network of a day. A pair that is certain, but only perhaps was public by a day (`known`), is possible."""
    network, sure = rows.network, rows.is_surely_known(known)
    return replace(network, support=np.where(network.certain & ~sure, CERTAIN + 1, network.support).astype(np.int8))


def _find_nearby_pairs(network: Network, actors: frozenset[str]) -> NDArray[np.int64]:
    """The pairs among some actors and all with whom they have a pair: with theirs alone there would be no triangle."""
    theirs = np.array([node in actors for node in network.nodes], bool)
    met = theirs[network.a] | theirs[network.b]
    near = np.zeros(len(network.nodes), bool)
    near[network.a[met]] = near[network.b[met]] = True
    return np.flatnonzero(near[network.a] & near[network.b])
