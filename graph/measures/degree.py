"""In how many pairs each actor is."""

from typing import Any

from numpy.typing import NDArray

from graph.measures.ties import Ties


def degree(ties: Ties) -> NDArray[Any]:
    """Pairs by node, an integer each; 0 for who is in none."""
    return ties.over_all(ties.degree)
