"""Whether friends and foes fall into two camps, asked of a selection."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.alliances.balance.balance import Balance, balance_of
from graph.alliances.balance.frustration import SECONDS
from graph.alliances.day import NetworkDay
from graph.alliances.evidence import day_of, last_known
from graph.alliances.filtering import FilteredNetwork, filter_network
from graph.alliances.network import CERTAIN, Network
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


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
    filtered = filter_network(selection, day_of(selection))
    rows = filtered.rows
    if id_:
        rows = rows.taken(_pairs_near(rows.network, selection.find_parts(id_)))
    known = last_known(selection.question)
    network = lower_certainty(rows, known)
    return BalanceFindings(
        actor=id_,
        filtered=filtered,
        rows=rows,
        network=network,
        only_possibly_known=int((~rows.surely_known(known)).sum()),
        balance=balance_of(network, seconds),
    )


def lower_certainty(rows: NetworkDay, known: int | None) -> Network:
    """The network of a day. A pair that is certain, but only perhaps was public by a day (`known`), is possible."""
    network, sure = rows.network, rows.surely_known(known)
    return replace(network, support=np.where(network.certain & ~sure, CERTAIN + 1, network.support).astype(np.int8))


def _pairs_near(network: Network, actors: frozenset[str]) -> NDArray[np.int64]:
    """The pairs among some actors and all with whom they have a pair: with theirs alone there would be no triangle."""
    theirs = np.array([node in actors for node in network.nodes], bool)
    met = theirs[network.a] | theirs[network.b]
    near = np.zeros(len(network.nodes), bool)
    near[network.a[met]] = near[network.b[met]] = True
    return np.flatnonzero(near[network.a] & near[network.b])
