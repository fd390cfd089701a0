"""How two entities are tied to one another by statements, asked of a selection."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from graph.alliances.evidence import find_ties
from graph.alliances.paths.search import Search, Walk, find_arrival, find_corridor
from graph.alliances.paths.ties import HopFacts, PassageNetwork, Passages, connect_passages
from graph.columns.evidence import CERTAIN
from graph.columns.table import Array
from graph.dates.windows import Window
from graph.errors import InvalidInput, NotFound
from graph.model.labels import LABELS
from graph.selection.question import SelectionQuestion
from graph.selection.rows import has_speakers
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

MOST_PATHS = 10_000
EdgeType = tuple[str, str]  # a predicate and a type of its edges


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLimits:
    """Which paths are asked for: how long, and what their hops may be. `kinds` and `exclude_kinds` are predicates or
    types of edges; without `kinds` all are meant. With `in_turn` hops come one after another in time."""

    max_hops: int = 4
    forward: bool = False
    kinds: tuple[str, ...] = ()
    exclude_kinds: tuple[str, ...] = ()
    in_turn: bool = False


@dataclass(frozen=True, kw_only=True)
class PathFindings:
    """The paths between two entities (ids), the shortest first; a walk is a path by the numbers of its nodes.

    `every` are all hops that there are, `sure` those that are certain. `few_speakers` hops were left out. `cut` is how
    many hops the walks had that were looked for when the search was stopped, None where it was not. `shortest` is how
    many hops the shortest path has at least, None where there is none.
    """

    source: str
    target: str
    limits: PathLimits
    days: Window
    every: PassageNetwork
    sure: PassageNetwork
    walks: list[Walk]
    few_speakers: int = 0
    cut: int | None = None
    shortest: int | None = None

    def is_certain(self, walk: Walk) -> bool:
        """Whether every hop of a walk is certain, one after another where that is asked."""
        over = find_arrival(self.sure, walk, self.days.earliest.toordinal())
        return over is not None and over <= self.days.latest.toordinal()


def find_paths(
    selection: Selection[SelectionQuestion],
    source: str,
    target: str,
    limits: PathLimits = PathLimits(),
    most: int = MOST_PATHS,
) -> PathFindings:
    """The first paths, so many at most, from one entity to another, each an id or a name, on the days asked about.

    Raises NotFound, Ambiguous or InvalidInput naming the parameter.
    """
    asked, days = selection.question, selection.question.as_of
    ends = _resolve_end(selection, source, "from"), _resolve_end(selection, target, "to")
    if ends[0] == ends[1]:
        raise InvalidInput(f"from and to are one entity, {ends[0]}: no path is needed", parameter="to", value=target)
    edges = _find_edges(limits)
    ties = find_ties(selection)
    every, sure = _find_hops(selection, ties, limits, edges, ends)
    wanted = every if asked.certainty == "possible" else sure.take(_is_surely_known(asked, ties, sure.passages.row))
    numbers = [_find_node(selection.view, id_) for id_ in ends]
    if numbers[0] is None or numbers[1] is None:  # no statement at all names it
        return PathFindings(source=ends[0], target=ends[1], limits=limits, days=days, every=every, sure=sure, walks=[])
    chosen, few = _drop_few_speakers(selection, wanted, (numbers[0], numbers[1]), limits.max_hops)
    search = Search(chosen, numbers[0], numbers[1], days.earliest.toordinal(), days.latest.toordinal())
    walks = list(islice(search.list_paths(limits.max_hops), most))
    return PathFindings(
        source=ends[0],
        target=ends[1],
        limits=limits,
        days=days,
        every=every,
        sure=sure,
        walks=walks,
        few_speakers=few,
        cut=search.cut,
        shortest=search.fewest_hops,
    )


def _find_edges(limits: PathLimits) -> frozenset[EdgeType]:
    """The edges that may make a hop. Raises InvalidInput for a kind that makes none, and where none is left."""
    found = _select_edges(limits.kinds, "kinds") if limits.kinds else _list_edges()
    found -= _select_edges(limits.exclude_kinds, "exclude_kinds")
    if not found:
        written = ",".join(limits.exclude_kinds)
        raise InvalidInput("exclude_kinds leaves no kind", parameter="exclude_kinds", value=written)
    return found


def _select_edges(names: Iterable[str], parameter: str) -> frozenset[EdgeType]:
    """The edges of some predicates (`transfers`) or of some types (`LOST`). Raises InvalidInput with those known."""
    edges = _list_edges()
    found: set[EdgeType] = set()
    for name in names:
        met = {edge for edge in edges if name == edge[0]}
        met = met or {edge for edge in edges if name.upper() == edge[1]} or {e for e in edges if name.lower() == e[0]}
        if not met:
            raise _unknown_kind(name, parameter, edges)
        found |= met
    return frozenset(found)


def _list_edges() -> frozenset[EdgeType]:
    return frozenset((name, edge) for name, predicate in vocabulary().predicates.items() for edge in predicate.edges)


def _unknown_kind(name: str, parameter: str, edges: Iterable[EdgeType]) -> InvalidInput:
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


def _find_hops(
    selection: Selection[SelectionQuestion],
    ties: HopFacts,
    limits: PathLimits,
    edges: frozenset[EdgeType],
    ends: tuple[str, str],
) -> tuple[PassageNetwork, PassageNetwork]:
    """All hops on the days asked about, and those of them that are certain.

    A state that one of the ends governed then is one with it.
    """
    asked, column_view = selection.question, selection.view.column_view
    a, b = asked.as_of.earliest.toordinal(), asked.as_of.latest.toordinal()
    # for each number of an edge whether it may make a hop; for each entity its node, by the order of ids
    made = np.array([tuple(text.split(" ")) in edges for text in column_view.columns.names.edges.texts], bool)
    number = column_view.order[column_view.identity]
    for end, other in (ends, ends[::-1]):
        for state in selection.list_governed((end,), asked.as_of):
            of_state, of_end = (_find_node(selection.view, id_) for id_ in (state, end))
            if state != other and of_state is not None and of_end is not None:
                number = np.where(number == of_state, of_end, number)

    def connect(passages: Passages) -> PassageNetwork:
        some = passages.take(made[column_view.columns["edge"][passages.row]])
        return connect_passages(column_view.columns, some, number, len(column_view.order), both_ways=not limits.forward)

    if limits.in_turn:
        return connect(ties.find_passages(a, b)), connect(ties.find_certain_passages(a, b))
    every = connect(ties.find_timeless_passages(a, b, asked.max_gap_days))
    return every, every.take(every.passages.kind == CERTAIN)


def _is_surely_known(asked: SelectionQuestion, ties: HopFacts, rows: Array) -> Array:
    if asked.known_at is None:
        return np.ones(len(rows), bool)
    return np.asarray(ties.find_known_latest(rows) <= asked.known_at.latest.toordinal())


def _find_node(view: Snapshot, id_: str) -> int | None:
    number, order = view.column_view.columns.names.entities.find(id_), view.column_view.order
    # names are shared with later data versions, which may have more
    return None if number is None or number >= len(order) else int(order[number])


def _drop_few_speakers(
    selection: Selection[SelectionQuestion], found: PassageNetwork, ends: tuple[int, int], most_hops: int
) -> tuple[PassageNetwork, int]:
    """The hops with speakers enough, and how many were dropped.

    Only those on some path, and with so many voices, are read from the store.
    """
    view, asked = selection.view, selection.question
    if not asked.min_independent or not len(found):
        return found, 0
    near = found.take(find_corridor(found, *ends, most_hops))
    speakers = view.column_view.columns["said_by"][near.passages.row].astype(np.int64)
    keys, voices = np.unique(np.unique(np.stack([near.hop_keys, speakers]), axis=1)[0], return_counts=True)
    many = keys[voices >= asked.min_independent]
    lows, highs = (np.searchsorted(near.hop_keys, many, side=side).tolist() for side in ("left", "right"))
    ids = {
        key: view.column_view.columns.list_statement_ids(near.passages.row[low:high])
        for key, low, high in zip(many.tolist(), lows, highs, strict=True)
    }
    there = view.select_by_ids({id_ for some in ids.values() for id_ in some}) if ids else []
    heard = selection.select_statements([s for s in there if s.opened_in <= view.version < s.closed_in])
    read = {s.id: s for s in heard}
    with_speakers = [k for k, some in ids.items() if has_speakers(selection, [read[i] for i in set(some) if i in read])]
    return near.take(np.isin(near.hop_keys, with_speakers)), len(keys) - len(with_speakers)


def _resolve_end(selection: Selection[SelectionQuestion], written: str, parameter: str) -> str:
    """The id of one end of a path: an actor where one bears the name, since countries share theirs with places."""
    try:
        return selection.resolve_name(written, ["Actor"], parameter)
    except NotFound:
        return selection.resolve_name(written, LABELS, parameter)
