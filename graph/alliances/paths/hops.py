"""What statements say of the hops of some paths. Only those of the paths that are shown are read from the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np

from graph.alliances.paths.question import PathFindings
from graph.alliances.paths.search import Walk, find_hop_windows
from graph.alliances.paths.ties import BACKWARD, FORWARD
from graph.alliances.rows import find_denying
from graph.columns.evidence import AFTER, BETWEEN, CERTAIN
from graph.columns.table import Array
from graph.dates.validity import count_gap_days, is_certain
from graph.dates.windows import Window
from graph.disputes.denials import Denial, find_denials
from graph.evidence.support import RANKS, Certainty, SupportKind, find_known_certainty
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from graph.vocabulary import vocabulary

Ends = tuple[int, int]  # two nodes, as walked
HopDirection = Literal["forward", "backward", "both"]


@dataclass(frozen=True, slots=True, eq=False)
class WalkedHop:
    """What ties two nodes on some days: the rows of the columns, the kind of each, and the ways they lead."""

    ends: Ends
    days: Window
    rows: Array
    kinds: Array
    ways: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedHop:
    """What statements say of two entities (ids), as walked from `a` to `b`.

    `direction` is that of the statements, seen from a to b. On `days` it is taken, in one path or another.
    `has_old_custody`: custody was only seen on another day.
    """

    a: str
    b: str
    days: Window
    direction: HopDirection
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    certainty: Certainty
    support_kind: SupportKind
    gap_days: int | None
    known_certainty: Certainty
    denials: tuple[Denial, ...]
    statements: tuple[StoredStatement, ...]
    has_old_custody: bool


def name_nodes(selection: Selection[SelectionQuestion], walks: Iterable[Walk]) -> list[list[str]]:
    """The ids of the entities on some walks."""
    column_view = selection.view.column_view
    numbers, texts = np.argsort(column_view.order), column_view.columns.names.entities.texts
    return [[texts[numbers[node]] for node in walk] for walk in walks]


def describe_paths(
    selection: Selection[SelectionQuestion], found: PathFindings, walks: Sequence[Walk]
) -> list[list[DescribedHop]]:
    """The hops of each of some walks; one that several have is read once."""
    view, columns = selection.view, selection.view.column_view.columns
    hops = [_walk_hops(found, walk) for walk in walks]
    every = {(hop.ends, hop.days): hop for some in hops for hop in some}
    names = {ends: (pair[0], pair[1]) for ends, pair in _name_ends(selection, {ends for ends, _ in every})}
    said = {key: columns.list_statement_ids(hop.rows) for key, hop in every.items()}
    keys = {ends: view.column_view.find_key(*pair) for ends, pair in names.items()}
    denying = find_denying(selection, list({key for key in keys.values() if key is not None}))
    read = _read_statements(selection, {id_ for some in (*said.values(), *denying.values()) for id_ in some})
    described = {
        key: _describe_hop(
            selection, found, hop, names[hop.ends], (said[key], denying.get(keys[hop.ends] or -1, ())), read
        )
        for key, hop in every.items()
    }
    return [[described[hop.ends, hop.days] for hop in some] for some in hops]


def _walk_hops(found: PathFindings, walk: Walk) -> list[WalkedHop]:
    days: Iterable[Window] = [found.days] * (len(walk) - 1)
    if found.limits.in_turn:  # each hop is taken in a window of its own, after those before it
        within = find_hop_windows(found.every, walk, found.days.earliest.toordinal(), found.days.latest.toordinal())
        days = [Window(date.fromordinal(first), date.fromordinal(last)) for first, last in within]
    return [_find_hop(found, ends, when) for ends, when in zip(pairwise(walk), days, strict=True)]


def _find_hop(found: PathFindings, ends: Ends, days: Window) -> WalkedHop:
    there, by = found.every.find_hop(*ends), found.every.passages
    met = (by.since[there] <= days.latest.toordinal()) & (days.earliest.toordinal() <= by.until[there])
    rows, ways = by.row[there][met], frozenset(found.every.way[there][met].tolist())
    return WalkedHop(ends, days, rows, by.kind[there][met], ways)


def _name_ends(selection: Selection[SelectionQuestion], ends: Iterable[Ends]) -> list[tuple[Ends, list[str]]]:
    walked = list(ends)
    return list(zip(walked, name_nodes(selection, walked), strict=True))


def _read_statements(selection: Selection[SelectionQuestion], ids: set[str]) -> dict[str, StoredStatement]:
    view = selection.view
    there = [s for s in view.select_by_ids(ids) if s.opened_in <= view.version < s.closed_in] if ids else []
    return {s.id: s for s in selection.drop_retracted(selection.select_statements(there))}


def _describe_hop(
    selection: Selection[SelectionQuestion],
    found: PathFindings,
    hop: WalkedHop,
    names: tuple[str, str],
    ids: tuple[Sequence[str], Sequence[str]],
    read: dict[str, StoredStatement],
) -> DescribedHop:
    """`ids` are those of the statements that make the hop, in the order of its rows, and of those that deny some."""
    columns = selection.view.column_view.columns
    making, denying = ids
    best_kind, a, b = hop.kinds.min(), hop.days.earliest, hop.days.latest
    said = [read[id_] for id_ in sorted(set(making)) if id_ in read]
    best_ids = {id_ for id_, kind in zip(making, hop.kinds.tolist(), strict=True) if kind == best_kind}
    best = [s for s in said if s.id in best_ids]
    sure = best_kind == CERTAIN or (found.limits.in_turn and any(is_certain(s.bounds, a, b) for s in said))
    gaps = [gap for s in best if (gap := count_gap_days(s.bounds, a, b)) is not None]
    edges = {columns.names.edges.texts[edge] for edge in columns["edge"][hop.rows].tolist()}
    relations = {edge.split(" ")[0] for edge in edges}
    effects = vocabulary().predicates
    return DescribedHop(
        a=names[0],
        b=names[1],
        days=hop.days,
        direction=_name_direction(hop.ways),
        kinds=tuple(sorted({edge.split(" ")[1] for edge in edges})),
        relations=tuple(sorted(relations)),
        certainty="certain" if sure else "possible",
        support_kind="certain" if sure else RANKS[best_kind],
        gap_days=0 if sure else min(gaps, default=None),
        known_certainty=find_known_certainty(best, selection.question.known_at),
        denials=find_denials(said, [read[id_] for id_ in denying if id_ in read]),
        statements=tuple(said),
        has_old_custody=best_kind in (BETWEEN, AFTER)
        and any("holds" in effects[relation].custody.values() for relation in relations),
    )


def _name_direction(ways: frozenset[int]) -> HopDirection:
    if ways == {int(FORWARD)}:
        return "forward"
    return "backward" if ways == {int(BACKWARD)} else "both"
