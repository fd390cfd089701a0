"""Where paths are looked for: the hops that there are, those that are certain, those with speakers enough."""

from dataclasses import dataclass

import numpy as np

from app.answers.asked import Asked
from app.answers.path_question import Wanted
from app.answers.question import Common
from graph.alliances.evidence import ties_of
from graph.alliances.paths.network import PassageNetwork, network
from graph.alliances.paths.search import Search, Walk, arrival, corridor
from graph.alliances.paths.ties import HopFacts, Passages
from graph.columns.support_ranks import CERTAIN
from graph.columns.table import Array
from graph.dates.windows import MIN, Window
from graph.selection.rows import has_speakers
from graph.selection.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class Field:
    """What paths are looked for in: all hops, those that are certain, and those that the question wants."""

    all: PassageNetwork
    sure: PassageNetwork
    wanted: PassageNetwork
    days: Window

    @property
    def first(self) -> int:
        return self.days.earliest.toordinal()

    @property
    def last(self) -> int:
        return self.days.latest.toordinal()

    def is_certain(self, walk: Walk) -> bool:
        over = arrival(self.sure, walk, self.first)
        return over is not None and over <= self.last


def field_of(selection: Asked, want: Wanted) -> Field:
    asked = selection.question
    ties, whole, days = ties_of(selection), selection.view.whole, asked.as_of
    if want.time_respecting and not asked.as_of_given:
        days = Window(MIN, days.latest)  # up to today
    a, b = days.earliest.toordinal(), days.latest.toordinal()
    made = np.array([tuple(text.split(" ")) in want.edges for text in whole.columns.names.edges.texts], bool)
    number = whole.order[whole.identity]

    def of(passages: Passages) -> PassageNetwork:
        some = passages.taken(made[whole.columns["edge"][passages.row]])
        return network(whole.columns, some, number, len(whole.order), both_ways=not want.forward)

    if want.time_respecting:
        every, sure = of(ties.during(a, b)), of(ties.surely(a, b))
    else:
        every = of(ties.on(a, b, asked.max_gap_days))
        sure = every.kept(every.by.kind == CERTAIN)
    chosen = every if asked.certainty == "possible" else sure.kept(_surely_known(asked, ties, sure.by.row))
    return Field(all=every, sure=sure, wanted=chosen, days=days)


def search_in(selection: Asked, want: Wanted, field: Field, notes: list[str]) -> Search | None:
    """The search between the two ends; None where no statement at all names one of them."""
    view = selection.view
    source, target = _node(view, want.source), _node(view, want.target)
    if source is None or target is None:
        return None
    network = _backed(selection, field.wanted, source, target, want.max_hops, notes)
    return Search(network, source, target, field.first, field.last)


def _surely_known(asked: Common, ties: HopFacts, rows: Array) -> Array:
    if asked.known_at is None:
        return np.ones(len(rows), bool)
    return np.asarray(ties.known_latest(rows) <= asked.known_at.latest.toordinal())


def _node(view: Snapshot, id_: str) -> int | None:
    number, order = view.whole.columns.names.entities.find(id_), view.whole.order
    # names are shared with later data versions, which may have more
    return None if number is None or number >= len(order) else int(order[number])


def _backed(
    selection: Asked, found: PassageNetwork, source: int, target: int, most_hops: int, notes: list[str]
) -> PassageNetwork:
    """The hops with speakers enough. Only those on some way, and with so many voices, are read from the store."""
    view, asked = selection.view, selection.question
    if not asked.min_independent or not len(found):
        return found
    near = found.kept(corridor(found, source, target, most_hops))
    speakers = view.whole.columns["said_by"][near.by.row].astype(np.int64)
    keys, voices = np.unique(np.unique(np.stack([near.key, speakers]), axis=1)[0], return_counts=True)
    many = keys[voices >= asked.min_independent]
    lows, highs = (np.searchsorted(near.key, many, side=side).tolist() for side in ("left", "right"))
    ids = {
        key: view.whole.columns.statement_ids(near.by.row[low:high])
        for key, low, high in zip(many.tolist(), lows, highs, strict=True)
    }
    there = view.select_by_ids({id_ for some in ids.values() for id_ in some}) if ids else []
    heard = selection.select_statements([s for s in there if s.opened_in <= view.version < s.closed_in])
    read = {s.id: s for s in heard}
    with_speakers = [k for k, some in ids.items() if has_speakers(selection, [read[i] for i in set(some) if i in read])]
    kept = near.kept(np.isin(near.key, with_speakers))
    left = len(keys) - len(with_speakers)
    notes += [f"{left} hops rest on fewer than {asked.min_independent} independent speakers"] if left else []
    return kept
