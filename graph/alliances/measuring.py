"""The parameter `measures`: how central an actor is in a network, and its groups.

Apart from the measures themselves: scipy and networkx take long to import, and few ask for measures.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from graph.alliances.network import Network
from graph.errors import InvalidInput

MeasureName = Literal["degree", "pagerank", "betweenness", "component", "community"]
MEASURES: tuple[MeasureName, ...] = ("degree", "pagerank", "betweenness", "component", "community")
DIGITS = 9


class NodeValues(TypedDict, total=False):
    """The measures of one node that were asked for: null for a component or community of nobody."""

    degree: int | None
    pagerank: float | None
    betweenness: float | None
    component: int | None
    community: int | None


class MeasuredNodes(NamedTuple):
    """Values by node of a network, for each measure: a number each, in the order of `network.nodes`.

    `estimated_from` is how many actors of how many betweenness was worked out from; None where it is exact.
    """

    values: dict[MeasureName, NDArray[Any]]
    estimated_from: tuple[int, int] | None

    def values_of(self, node: int) -> NodeValues:
        return cast(NodeValues, {name: _to_plain(values[node]) for name, values in self.values.items()})


def read_measures(written: str | None) -> tuple[MeasureName, ...]:
    """Names, separated by commas. Raises InvalidInput for one that is none."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in (written or "").split(",") if name.strip()))
    for name in names:
        if name not in MEASURES:
            expected = ", ".join(MEASURES)
            raise InvalidInput(f"measures: {name!r}; expected some of {expected}", parameter="measures", value=written)
    return cast(tuple[MeasureName, ...], names)


def measure_nodes(network: Network, names: Sequence[MeasureName]) -> MeasuredNodes:
    """Some measures over all pairs of a network. Raises TooLarge for communities of too many pairs."""
    if not names:
        return MeasuredNodes({}, None)
    from graph.alliances import measures

    chosen = measures.choose_ties(network)
    values: dict[MeasureName, NDArray[Any]] = {}
    estimated_from = None
    for name in names:
        match name:
            case "degree":
                values[name] = measures.count_degree(chosen)
            case "pagerank":
                values[name] = measures.find_pagerank(chosen)
            case "betweenness":
                found = measures.find_betweenness(chosen)
                values[name] = found.values
                estimated_from = None if found.exact else (found.sources, found.of)
            case "component":
                values[name] = measures.find_components(chosen).of
            case "community":
                values[name] = measures.find_communities(network).of
    return MeasuredNodes(values, estimated_from)


def _to_plain(value: Any) -> float | int | None:
    if isinstance(value, np.floating):
        return round(float(value), DIGITS)
    return None if value < 0 else int(value)
