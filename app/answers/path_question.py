"""The parameters of `paths` that no other question has."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from app.answers.asked import Asked
from app.answers.shapes import Json
from graph.alliances.paths.search import MOST_HOPS
from graph.errors import InvalidInput
from graph.model.entities import LABELS
from graph.vocabulary import vocabulary

DIRECTIONS = ("any", "forward")
Edge = tuple[str, str]  # a predicate and a type of its edges


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which paths are wanted: their ends (ids), and what their hops may be. `edges` are those that may make a hop."""

    source: str
    target: str
    max_hops: int
    forward: bool
    kinds: tuple[str, ...]
    exclude_kinds: tuple[str, ...]
    edges: frozenset[Edge]
    time_respecting: bool

    def json(self) -> Json:
        return {
            "maxHops": self.max_hops,
            "direction": "forward" if self.forward else "any",
            "kinds": list(self.kinds) or None,
            "excludeKinds": list(self.exclude_kinds) or None,
            "timeRespecting": self.time_respecting,
        }


def wanted(
    selection: Asked,
    source: str,
    target: str,
    max_hops: int | str = 4,
    direction: str = "any",
    kinds: str | None = None,
    exclude_kinds: str | None = None,
    time_respecting: bool = False,
) -> Wanted:
    """Read the parameters as written. Raises InvalidInput, NotFound or Ambiguous naming the parameter."""
    asked = selection.question
    if asked.explain:
        hint = "every hop has its statements; include=statements shows them whole"
        raise InvalidInput("include=explain is not for paths", parameter="include", value="explain", hint=hint)
    if time_respecting and asked.max_gap_days is not None:
        raise InvalidInput(
            "max_gap_days and time_respecting do not go together: a journey goes by each predicate's own days",
            parameter="max_gap_days",
            value=asked.max_gap_days,
        )
    if not str(max_hops).isdecimal() or not 1 <= int(max_hops) <= MOST_HOPS:
        raise InvalidInput(f"max_hops: {max_hops!r}; expected 1 to {MOST_HOPS}", parameter="max_hops", value=max_hops)
    if direction not in DIRECTIONS:
        expected = " or ".join(DIRECTIONS)
        raise InvalidInput(f"direction: {direction!r}; expected {expected}", parameter="direction", value=direction)
    ends = selection.resolve_name(source, LABELS, "from"), selection.resolve_name(target, LABELS, "to")
    if ends[0] == ends[1]:
        raise InvalidInput(f"from and to are one entity, {ends[0]}: no path is needed", parameter="to", value=target)
    included, excluded = _names(kinds), _names(exclude_kinds)
    edges = edges_of(included, "kinds") if included else _all_edges()
    edges -= edges_of(excluded, "exclude_kinds")
    if not edges:
        raise InvalidInput("exclude_kinds leaves no kind", parameter="exclude_kinds", value=exclude_kinds)
    return Wanted(
        source=ends[0],
        target=ends[1],
        max_hops=int(max_hops),
        forward=direction == "forward",
        kinds=included,
        exclude_kinds=excluded,
        edges=edges,
        time_respecting=time_respecting,
    )


def edges_of(names: Iterable[str], parameter: str) -> frozenset[Edge]:
    """The edges of some predicates (`transfers`) or of some types (`LOST`). Raises InvalidInput with those known."""
    edges = _all_edges()
    found: set[Edge] = set()
    for name in names:
        met = {edge for edge in edges if name == edge[0]}
        met = met or {edge for edge in edges if name.upper() == edge[1]} or {e for e in edges if name.lower() == e[0]}
        if not met:
            raise _unknown(name, parameter, edges)
        found |= met
    return frozenset(found)


def _all_edges() -> frozenset[Edge]:
    return frozenset((name, edge) for name, predicate in vocabulary().predicates.items() for edge in predicate.edges)


def _unknown(name: str, parameter: str, edges: Iterable[Edge]) -> InvalidInput:
    predicates = {predicate for predicate, _ in edges}
    types = {edge for _, edge in edges} - {predicate.upper() for predicate in predicates}
    known = [*sorted(predicates), *sorted(types)]
    near = difflib.get_close_matches(name.lower(), [*known, *map(str.lower, types)], n=1)
    return InvalidInput(
        f"{parameter}: {name!r} makes no hop; known: {', '.join(known)}",
        parameter=parameter,
        value=name,
        hint=f"did you mean {near[0]}?" if near else None,
    )


def _names(written: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in (written or "").split(",") if (name := part.strip())))
