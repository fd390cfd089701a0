"""A network to be drawn, asked of a selection: which actors are shown, and in how many pairs each is."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.alliances.evidence import FilteredNetwork, filter_network, find_network_day
from graph.alliances.measuring import MeasuredNodes, measure_nodes, read_measures
from graph.alliances.network import Network, NetworkDay
from graph.alliances.pairs import SIGN_NAMES, SignName, has_sign
from graph.alliances.question import AllianceScope, count_steps, find_pairs_around, find_scope
from graph.columns.table import Array
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


@dataclass(frozen=True, kw_only=True)
class NetworkFindings:
    """The pairs of everyone, or of those some steps around an actor, with measures over all of them.

    `unfiltered` are the rows of everyone, however certain, and `filtered` counts what was dropped of them.
    """

    scope: AllianceScope
    unfiltered: NetworkDay
    filtered: FilteredNetwork[NetworkDay]
    rows: NetworkDay
    has_measures: bool
    measures: MeasuredNodes

    @property
    def network(self) -> Network:
        return self.rows.network


def find_network(
    selection: Selection[SelectionQuestion],
    actor: str | None = None,
    sign: str | int | None = None,
    depth: str | int | None = None,
    measures: str | None = None,
) -> NetworkFindings:
    """The network on the days asked about. Each parameter is as written; an actor is an id or a name.

    Raises NotFound, Ambiguous or InvalidInput naming the parameter; TooLarge for communities of too many pairs.
    """
    scope, names = find_scope(selection, actor, sign, depth), read_measures(measures)
    found = find_network_day(selection)
    filtered = filter_network(selection, found)
    rows = filtered.rows
    if scope.actors:
        rows = rows.take(find_pairs_around(rows.network, scope.actors, scope.depth))
    if scope.sign:
        rows = rows.take(np.flatnonzero(has_sign(rows.network, scope.sign)))
    return NetworkFindings(
        scope=scope,
        unfiltered=found,
        filtered=filtered,
        rows=rows,
        has_measures=bool(names),
        measures=measure_nodes(rows.network, names),
    )


def choose_nodes(network: Network, centre: Collection[str], most: int) -> Array:
    """For each node whether it is among those shown, a boolean each.

    The nearest to the centre come first, then those with the most pairs, then by id.
    """
    size = len(network.nodes)
    degree = np.bincount(np.concatenate([network.a, network.b]), minlength=size)
    steps = count_steps(network, centre) if centre else np.zeros(size, np.int64)
    ids = np.array(list(network.nodes), dtype=object)
    by_id = np.empty(size, np.int64)
    by_id[np.argsort(ids, kind="stable")] = np.arange(size)
    shown = np.zeros(size, bool)
    shown[np.lexsort((by_id, -degree, steps))[:most]] = True
    return shown


def count_pairs(network: Network) -> dict[SignName, Array]:
    """In how many pairs of each sign every node is: an integer a node."""
    ends = np.concatenate([network.a, network.b])
    return {
        name: np.bincount(ends[np.tile(has_sign(network, name), 2)], minlength=len(network.nodes))
        for name in SIGN_NAMES
    }
