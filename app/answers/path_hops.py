"""The hops of the paths that are shown, with what their statements say. Only these are read from the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from app.answers.asked import Asked
from app.answers.shapes import Json, bound, denials_json, entity_ref, speakers_json, statement_json
from graph.alliances.paths.network import BACKWARD, FORWARD, PassageNetwork
from graph.alliances.paths.search import Walk, windows
from graph.alliances.rows import find_denying
from graph.columns.support_ranks import AFTER, BETWEEN, CERTAIN
from graph.columns.table import Array
from graph.dates.validity import count_gap_days, is_certain
from graph.dates.windows import Window
from graph.disputes.denials import find_denials
from graph.evidence.support import RANKS, find_known_certainty
from graph.model.stored_statement import StoredStatement
from graph.vocabulary import vocabulary

Ends = tuple[int, int]  # two nodes, as walked


@dataclass(frozen=True, slots=True)
class WalkedHop:
    """What ties two nodes on some days: the rows of the columns, the kind of each, and the ways they lead."""

    ends: Ends
    days: Window
    rows: Array
    kinds: Array
    ways: frozenset[int]


class Hops:
    """The hops of some walks. `in_turn`: each is taken in a window of its own, after those before it."""

    def __init__(
        self, selection: Asked, network: PassageNetwork, days: Window, walks: Sequence[Walk], *, in_turn: bool
    ) -> None:
        view = selection.view
        self._selection, self._view, self._asked = selection, view, selection.question
        self._network, self._days, self._in_turn = network, days, in_turn
        self._ids = np.argsort(view.whole.order)
        self._hops = {walk: self._of(walk) for walk in walks}
        self._made: dict[tuple[Ends, Window], Json] = {}
        every = {(hop.ends, hop.days): hop for hops in self._hops.values() for hop in hops}
        self._said = {key: view.whole.columns.statement_ids(hop.rows) for key, hop in every.items()}
        pairs = {self._pair(ends) for ends, _ in every}
        keys = {key: pair for pair in pairs if (key := view.whole.key(*pair)) is not None}
        self._denying = find_denying(selection, keys)
        self._read = self._reading()

    def ids(self, walk: Walk) -> list[str]:
        """The ids of the entities on a walk."""
        texts = self._view.whole.columns.names.entities.texts
        return [texts[self._ids[node]] for node in walk]

    def of(self, walk: Walk) -> list[Json]:
        """The hops of one of the walks."""
        return [self._json(hop) for hop in self._hops[walk]]

    def notes(self) -> list[str]:
        """What to know of the hops that are shown."""
        edges, names = self._view.whole.columns["edge"], self._view.whole.columns.names.edges.texts
        effects = vocabulary().predicates
        old = {
            hop.ends
            for hops in self._hops.values()
            for hop in hops
            if hop.kinds.min() in (BETWEEN, AFTER)
            and any("holds" in effects[names[edge].split(" ")[0]].custody.values() for edge in edges[hop.rows].tolist())
        }
        return (
            [f"of {len(old)} hops custody was last seen on another day; `custody` tells of moves since"] if old else []
        )

    def _of(self, walk: Walk) -> list[WalkedHop]:
        network = self._network
        days: Iterable[Window] = [self._days] * (len(walk) - 1)
        if self._in_turn:
            within = windows(network, walk, self._days.earliest.toordinal(), self._days.latest.toordinal())
            days = [Window(date.fromordinal(first), date.fromordinal(last)) for first, last in within]
        return [self._hop(ends, when) for ends, when in zip(pairwise(walk), days, strict=True)]

    def _hop(self, ends: Ends, days: Window) -> WalkedHop:
        there, by = self._network.hop(*ends), self._network.by
        met = (by.since[there] <= days.latest.toordinal()) & (days.earliest.toordinal() <= by.until[there])
        rows, ways = by.row[there][met], frozenset(self._network.way[there][met].tolist())
        return WalkedHop(ends, days, rows, by.kind[there][met], ways)

    def _pair(self, ends: Ends) -> tuple[str, str]:
        one, other = self.ids(ends)
        return min(one, other), max(one, other)

    def _reading(self) -> dict[str, StoredStatement]:
        view = self._view
        wanted = {id_ for some in (*self._said.values(), *self._denying.values()) for id_ in some}
        there = [s for s in view.select_by_ids(wanted) if s.opened_in <= view.version < s.closed_in] if wanted else []
        return {s.id: s for s in self._selection.drop_retracted(self._selection.select_statements(there))}

    def _json(self, hop: WalkedHop) -> Json:
        key = hop.ends, hop.days
        if key not in self._made:
            self._made[key] = self._shape(hop)
        return self._made[key]

    def _shape(self, hop: WalkedHop) -> Json:
        view, asked, columns = self._view, self._asked, self._view.whole.columns
        ids = self._said[hop.ends, hop.days]
        said = [self._read[id_] for id_ in sorted(set(ids)) if id_ in self._read]
        best_ids = {id_ for id_, kind in zip(ids, hop.kinds.tolist(), strict=True) if kind == hop.kinds.min()}
        best = [s for s in said if s.id in best_ids]
        a, b = hop.days.earliest, hop.days.latest
        sure = hop.kinds.min() == CERTAIN or (self._in_turn and any(is_certain(s.bounds, a, b) for s in said))
        gaps = [gap for s in best if (gap := count_gap_days(s.bounds, a, b)) is not None]
        denying = [self._read[id_] for id_ in self._denying.get(self._pair(hop.ends), ()) if id_ in self._read]
        denials = find_denials(said, denying)
        names = {columns.names.edges.texts[edge] for edge in columns["edge"][hop.rows].tolist()}
        one, other = self.ids(hop.ends)
        return {
            "a": entity_ref(view, one),
            "b": entity_ref(view, other),
            "direction": _direction(hop.ways),
            "kinds": sorted({name.split(" ")[1] for name in names}),
            "relations": sorted({name.split(" ")[0] for name in names}),
            "certainty": "certain" if sure else "possible",
            "support": "certain" if sure else RANKS[hop.kinds.min()],
            "gapDays": 0 if sure else min(gaps, default=None),
            "knownCertainty": find_known_certainty(best, asked.known_at),
            "earliest": bound(a) if self._in_turn else None,
            "latest": bound(b) if self._in_turn else None,
            "contested": bool(denials),
            "deniedBy": denials_json(view, denials),
            "independentSpeakers": speakers_json(view, said),
            "statements": [statement_json(view, s) for s in said] if asked.whole_statements else [s.id for s in said],
        }


def _direction(ways: frozenset[int]) -> str:
    return {frozenset({int(FORWARD)}): "forward", frozenset({int(BACKWARD)}): "backward"}.get(ways, "both")
