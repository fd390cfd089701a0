"""The parameter `measures`: how much somebody is in the middle of a network, and with whom."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network
from graph.errors import InvalidInput

Values = NDArray[Any]
NAMES = ("degree", "pagerank", "betweenness", "component", "community")
DIGITS = 9


class Measured(NamedTuple):
    """Values by node of a network, for each measure; and what a reader must know of them."""

    values: dict[str, Values]
    notes: list[str]

    def of(self, node: int) -> dict[str, float | int | None]:
        """The measures of one node: null for a component or community of nobody."""
        return {name: _plain(values[node]) for name, values in self.values.items()}


def measures_asked(written: str | None) -> tuple[str, ...]:
    """Names, separated by commas. Raises InvalidInput for one that is none."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in (written or "").split(",") if name.strip()))
    for name in names:
        if name not in NAMES:
            expected = ", ".join(NAMES)
            raise InvalidInput(f"measures: {name!r}; expected some of {expected}", parameter="measures", value=written)
    return names


def measured(network: Network, names: Sequence[str]) -> Measured:
    """Some measures over all pairs of a network. Raises TooLarge for communities of too many pairs."""
    # scipy and networkx take long to import, and few ask for measures
    from graph.alliances.measures.centrality import degree, pagerank
    from graph.alliances.measures.communities import communities, components
    from graph.alliances.measures.ties import ties

    notes: list[str] = []
    work: dict[str, Callable[[], Values]] = {
        "degree": lambda: degree(ties(network)),
        "pagerank": lambda: pagerank(ties(network)),
        "betweenness": lambda: _betweenness(network, notes),
        "component": lambda: components(ties(network)).of,
        "community": lambda: communities(network).of,
    }
    return Measured({name: work[name]() for name in names}, notes)


def _betweenness(network: Network, notes: list[str]) -> Values:
    from graph.alliances.measures.centrality import betweenness
    from graph.alliances.measures.ties import ties

    found = betweenness(ties(network))
    if not found.exact:
        notes.append(f"betweenness is estimated from {found.sources:,} of {found.of:,} actors")
    return found.values


def _plain(value: Any) -> float | int | None:
    if isinstance(value, np.floating):
        return round(float(value), DIGITS)
    return None if value < 0 else int(value)
