"""How far coders agree beyond chance: Krippendorff's alpha, and per cent of agreement.

Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); Hayes and Krippendorff, "Answering the call for a
standard reliability measure for coding data" (Communication Methods and Measures 1, 2007).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, permutations
from typing import Any

Unit = Sequence[Hashable | None]  # the value of each coder for one thing that was coded; None where one gave none


class Level(StrEnum):
    """What values have in common: which differences between two of them count, and how much."""

    NOMINAL = "nominal"  # names: equal, or not
    ORDINAL = "ordinal"  # ranks: by how many values lie between
    INTERVAL = "interval"  # numbers: by the square of their difference


def compute_alpha(units: Iterable[Unit], level: Level = Level.NOMINAL) -> float | None:
    """Krippendorff's alpha, 1 where coders agree in all, 0 where they agree as by chance.

    None where it is not defined: if no unit has two values, or all values are the same. Ranks and numbers must be
    comparable with one another.
    """
    pairs = _count_coincidences(units)
    totals: dict[Hashable, float] = defaultdict(float)
    for (one, _), count in pairs.items():
        totals[one] += count
    n = sum(totals.values())
    difference = _DIFFERENCES[level](totals)
    expected = sum(totals[one] * totals[other] * difference(one, other) for one, other in permutations(totals, 2))
    if not expected:
        return None
    observed = sum(count * difference(one, other) for (one, other), count in pairs.items() if one != other)
    return 1 - (n - 1) * observed / expected


def compute_per_cent(units: Iterable[Unit]) -> float | None:
    """How many of 100 pairs of values of one unit are equal; None where no unit has two values."""
    pairs = [one == other for unit in units for one, other in combinations(_drop_missing(unit), 2)]
    return 100 * sum(pairs) / len(pairs) if pairs else None


def _drop_missing(unit: Unit) -> list[Hashable]:
    return [value for value in unit if value is not None]


def _count_coincidences(units: Iterable[Unit]) -> Mapping[tuple[Hashable, Hashable], float]:
    """How often two values stand together in a unit of m values, each pair counted 1 / (m - 1), in both orders."""
    counted: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        values = _drop_missing(unit)
        for one, other in permutations(range(len(values)), 2):
            counted[values[one], values[other]] += 1 / (len(values) - 1)
    return counted


Difference = Callable[[Any, Any], float]


def _measure_nominal(totals: Mapping[Any, float]) -> Difference:
    return lambda one, other: float(one != other)


def _measure_ordinal(totals: Mapping[Any, float]) -> Difference:
    ranks, below = {}, 0.0
    for value in sorted(totals):
        ranks[value] = below + totals[value] / 2
        below += totals[value]
    return lambda one, other: (ranks[one] - ranks[other]) ** 2


def _measure_interval(totals: Mapping[Any, float]) -> Difference:
    return lambda one, other: float(one - other) ** 2


_DIFFERENCES: dict[Level, Callable[[Mapping[Any, float]], Difference]] = {
    Level.NOMINAL: _measure_nominal,
    Level.ORDINAL: _measure_ordinal,
    Level.INTERVAL: _measure_interval,
}
