"""The figures that a number rests on: readings of one count, days and places are one figure, by all who give it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.world.oracle_base import Ids, Told, counts
from tests.world.oracle_moves import Came, places_of
from tests.world.oracle_time import Span

Figure = tuple[Any, ...]  # min, max, wording, days, places, speakers, keys


def figures(told: Iterable[tuple[Told, Ids]]) -> frozenset[Figure]:
    """Of statements, each with the places that its number is of."""
    alike: dict[Any, list[Told]] = {}
    for one, places in told:
        if one.count:
            name = *(one.count.get(part) for part in ("min", "max", "wording", "kind", "unit", "of", "since")), places
            alike.setdefault((name, one.window), []).append(one)
    return frozenset(
        (*name[:3], days, name[-1], frozenset(one.said_by for one in some), frozenset(one.key for one in some))
        for (name, days), some in alike.items()
    )


def came(found: Came | None, way: str) -> dict[str, Any] | None:
    """What came or went, with the figures and their wordings."""
    if found is None:
        return None
    told = figures((one, places_of(one, way)) for one in found.reports)
    first, last = min(one.bounds[0] for one in found.reports), max(one.bounds[3] for one in found.reports)
    return {
        "range": found.count,
        "kind": found.kind,
        "days": (first, last),
        "figures": told,
        "wordings": frozenset(figure[2] for figure in told),
    }


def held_counts(told: Iterable[Told], holder: str) -> frozenset[Figure]:
    """All counts of those held, by one holder alone or with others, that a row rests on."""
    return frozenset(
        (one.count["min"], one.count["max"], one.count["kind"], one.filling("held"), holders, one.at("at"), one.key)
        for one in told
        for holders in [one.filling("holds") | one.filling("gains")]
        if one.count and not counts(one, "flow") and not counts(one, "cumulative") and holder in holders
    )


def days_of(days: Span) -> tuple[date | None, date | None]:
    """Days as answers give them: None where there is no first or last one."""
    return None if days[0] == date.min else days[0], None if days[1] == date.max else days[1]
