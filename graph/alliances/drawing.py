"""A network to be drawn, asked of a selection: on a day, and on each day of a period at once.

It says which actors are shown, and in how many pairs each is. Over a period each pair is in pieces of days on which its
evidence stays the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple, Self

import numpy as np

from graph.alliances.evidence import FilteredNetwork, filter_network, find_evidence, find_network_day, find_stretches
from graph.alliances.measuring import MeasuredNodes, measure_nodes, read_measures
from graph.alliances.network import Network, NetworkDay
from graph.alliances.pairs import SIGN_NAMES, SignName, has_sign
from graph.alliances.question import AllianceScope, count_steps, find_pairs_around, find_scope
from graph.columns.evidence import EvidenceColumns, Stretches
from graph.columns.segments import find_offsets, list_ranges
from graph.columns.table import Array
from graph.dates.windows import Window
from graph.evidence.hierarchy import find_parts, select_links_below
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


@dataclass(frozen=True, kw_only=True)
class NetworkFindings:
    """The pairs of everyone, or of those some steps around an actor, with measures over all of them.

    `unfiltered` are the rows of everyone, however certain, and `filtered` counts what was dropped of them.
    """

    scope: AllianceScope
    unfiltered: NetworkDay
    filtered: FilteredNetwork[NetworkDay]
    rows: NetworkDay
    has_measures: bool
    measures: MeasuredNodes

    @property
    def network(self) -> Network:
        return self.rows.network


def find_network(
    selection: Selection[SelectionQuestion],
    actor: str | None = None,
    sign: str | int | None = None,
    depth: str | int | None = None,
    measures: str | None = None,
) -> NetworkFindings:
    """The network on the days asked about. Each parameter is as written; an actor is an id or a name.

    Raises NotFound, Ambiguous or InvalidInput naming the parameter; TooLarge for communities of too many pairs.
    """
    scope, names = find_scope(selection, actor, sign, depth), read_measures(measures)
    found = find_network_day(selection)
    filtered = filter_network(selection, found)
    rows = filtered.rows
    if scope.actors:
        rows = rows.take(find_pairs_around(rows.network, scope.actors, scope.depth))
    if scope.sign:
        rows = rows.take(np.flatnonzero(has_sign(rows.network, scope.sign)))
    return NetworkFindings(
        scope=scope,
        unfiltered=found,
        filtered=filtered,
        rows=rows,
        has_measures=bool(names),
        measures=measure_nodes(rows.network, names),
    )


def choose_nodes(network: Network, centre: Collection[str], most: int) -> Array:
    """For each node whether it is among those shown, a boolean each.

    The nearest to the centre come first, then those with the most pairs, then by id.
    """
    size = len(network.nodes)
    degree = np.bincount(np.concatenate([network.a, network.b]), minlength=size)
    steps = count_steps(network, centre) if centre else np.zeros(size, np.int64)
    ids = np.array(list(network.nodes), dtype=object)
    by_id = np.empty(size, np.int64)
    by_id[np.argsort(ids, kind="stable")] = np.arange(size)
    shown = np.zeros(size, bool)
    shown[np.lexsort((by_id, -degree, steps))[:most]] = True
    return shown


def count_pairs(network: Network) -> dict[SignName, Array]:
    """In how many pairs of each sign every node is: an integer a node."""
    ends = np.concatenate([network.a, network.b])
    return {
        name: np.bincount(ends[np.tile(has_sign(network, name), 2)], minlength=len(network.nodes))
        for name in SIGN_NAMES
    }


SPAN = 1 << 24  # more than there are days


@dataclass(frozen=True, kw_only=True)
class RowPieces(NetworkDay):
    """Rows as those of a day, but a pair has one for each piece: it is the pair's row on every day of the piece.

    `start` and `end` are the first and the last day (ordinals) of each; those of a pair stand in order, and never
    share a day. So whatever is asked of the rows of a day can be asked of pieces, but for `gap`, which is another on
    each day.
    """

    start: Array
    end: Array

    def take(self, chosen: Array) -> Self:
        """Only some of the pieces, by their positions here."""
        return self.cut(chosen, self.start[chosen], self.end[chosen])

    def cut(self, chosen: Array, start: Array, end: Array) -> Self:
        """Some of the pieces, by positions, which may repeat, on some of their days only."""
        return replace(super().take(chosen), start=start, end=end)


class Spells(NamedTuple):
    """Days on which what a pair's row says stays the same: the position of a piece that has it, first and last day."""

    piece: Array
    start: Array
    end: Array


def cut_pieces(evidence: EvidenceColumns, a: int, b: int, stretches: Stretches | None = None) -> RowPieces:
    """The pieces of all pairs from day a to day b, cut to these; `stretches` are those of another `max_gap_days`."""
    found = stretches or evidence.stretches
    met = np.flatnonzero((found.start <= b) & (a <= found.end))
    bearer = found.bearer[met]
    place = bearer >> 5
    base = evidence.pair[place].astype(np.int64) * SPAN
    begin = base + np.maximum(found.start[met], a)
    over = base + np.minimum(found.end[met], b) + 1
    turns = np.unique(np.concatenate([begin, over]))
    first = np.searchsorted(turns, begin)
    sizes = np.searchsorted(turns, over) - first
    turn = list_ranges(first, sizes)
    order = np.argsort(turn, kind="stable")  # by piece, and within one by place, as stretches are
    turn, bearer = turn[order], np.repeat(bearer, sizes)[order]
    offsets = find_offsets(turn)
    at = turn[offsets[:-1]]
    following = np.append(turns[1:], 0)[at]  # a piece ends before the next turn of its pair: its last has none
    return RowPieces(
        evidence=evidence, a=a, b=b, pairs=turns[at] // SPAN, offsets=offsets, places=bearer >> 5,
        rank=(bearer & 31).astype(np.int8), start=turns[at] % SPAN, end=following % SPAN - 1,
    )  # fmt: skip


def take_first_pieces(rows: RowPieces) -> RowPieces:
    """The first piece of each pair: who is in a pair at all."""
    return rows.take(find_offsets(rows.pairs)[:-1])


def join_spells(rows: RowPieces, known: Array) -> Spells:
    """Pieces that follow one another and say the same become one; `known` is for each whether it was surely public."""
    size, network = len(rows), rows.network
    goes_on = np.zeros(size, bool)
    goes_on[1:] = (rows.pairs[1:] == rows.pairs[:-1]) & (rows.start[1:] == rows.end[:-1] + 1)
    for said in (network.sign, network.mixed, rows.support, known):
        goes_on[1:] &= said[1:] == said[:-1]
    begins = np.flatnonzero(~goes_on)
    return Spells(begins, rows.start[begins], rows.end[np.append(begins[1:], size)[: len(begins)] - 1])


Days = tuple[int, int]  # the first and the last, ordinals
Reached = dict[int, list[Days]]  # for an entity, by its number, on which days; in order, and none touches the next


def take_around(rows: RowPieces, centre: Mapping[int, Sequence[Days]], depth: int) -> RowPieces:
    """The pieces, cut to the days on which some way of at most `depth` steps from the centre goes through the pair.

    `centre` has the numbers of entities, and the days on which each is in it. A way is one of a single day.
    """
    low, high = (ends.tolist() for ends in rows.evidence.find_ends(rows.places[rows.offsets[:-1]]))
    start, end = rows.start.tolist(), rows.end.tolist()
    touching: dict[int, list[int]] = defaultdict(list)
    for piece in range(len(rows)):
        touching[low[piece]].append(piece)
        touching[high[piece]].append(piece)
    reached: Reached = {node: _join_days(days) for node, days in centre.items()}
    newly = reached
    for _ in range(depth - 1):
        met: dict[int, list[Days]] = defaultdict(list)
        for node, days in newly.items():
            for piece in touching[node]:
                other = high[piece] if low[piece] == node else low[piece]
                met[other] += _intersect_days(days, start[piece], end[piece])
        newly = {
            node: new for node, days in met.items() if (new := _subtract_days(_join_days(days), reached.get(node, [])))
        }
        if not newly:
            break
        reached = reached | {node: _join_days([*reached.get(node, []), *new]) for node, new in newly.items()}
    kept = [
        (piece, *days)
        for piece in sorted({piece for node in reached for piece in touching[node]})
        for days in _intersect_days(
            _join_days([*reached.get(low[piece], []), *reached.get(high[piece], [])]), start[piece], end[piece]
        )
    ]
    chosen, first, last = np.array(kept, np.int64).reshape(-1, 3).T
    return rows.cut(chosen, first, last)


def _join_days(days: Iterable[Days]) -> list[Days]:
    found: list[Days] = []
    for first, last in sorted(days):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _intersect_days(days: Iterable[Days], start: int, end: int) -> Iterator[Days]:
    return ((max(a, start), min(b, end)) for a, b in days if a <= end and start <= b)


def _subtract_days(days: Iterable[Days], others: Iterable[Days]) -> list[Days]:
    found = list(days)
    for first, last in others:
        found = [
            part for a, b in found for part in ((a, min(b, first - 1)), (max(a, last + 1), b)) if part[0] <= part[1]
        ]
    return found


@dataclass(frozen=True, kw_only=True)
class NetworkSpellsFindings:
    """The pairs of everyone, or of those some steps around an actor, on each day of a period.

    `unfiltered` are all pieces, however certain, `filtered` those that the question wants; `rows` are the pieces asked
    about, and `pairs` the first piece of each pair. `centre` is the actor and its parts.
    """

    scope: AllianceScope
    days: Window | None
    centre: frozenset[str]
    unfiltered: RowPieces
    filtered: FilteredNetwork[RowPieces]
    rows: RowPieces
    pairs: RowPieces


def find_network_spells(
    selection: Selection[SelectionQuestion], scope: AllianceScope, days: Window | None
) -> NetworkSpellsFindings:
    """The network on each day of a period; None is no day at all."""
    evidence = find_evidence(selection)
    a, b = (days.earliest.toordinal(), days.latest.toordinal()) if days else (1, 0)
    every = cut_pieces(evidence, a, b, find_stretches(selection, evidence))
    filtered = filter_network(selection, every)
    rows = filtered.rows
    centre = _find_centre(selection, scope.own, days) if scope.asked and days else {}
    if scope.actor:
        find = evidence.columns.names.entities.find
        numbers = {number: turns for id_, turns in centre.items() if (number := find(id_)) is not None}
        rows = take_around(rows, numbers, scope.depth)
    if scope.sign:
        rows = rows.take(np.flatnonzero(has_sign(rows.network, scope.sign)))
    return NetworkSpellsFindings(
        scope=scope,
        days=days,
        centre=frozenset(centre),
        unfiltered=every,
        filtered=filtered,
        rows=rows,
        pairs=take_first_pieces(rows),
    )


def _find_centre(selection: Selection[SelectionQuestion], ids: Sequence[str], days: Window) -> dict[str, list[Days]]:
    """Actors, their parts and the states that they governed, each with the days on which it is one.

    What is part of what changes on few days.
    """
    links_below = {id_: select_links_below(id_, selection.links, days.earliest, days.latest) for id_ in ids}
    turns = {days.earliest}
    for link in (link for links in links_below.values() for link in links):
        turns.add(link.bounds.earliest_start)
        turns.add(link.bounds.latest_end + timedelta(1) if link.bounds.latest_end < days.latest else days.earliest)
    begins = sorted(turn for turn in turns if days.earliest <= turn <= days.latest)
    ends = [begin.toordinal() - 1 for begin in begins[1:]] + [days.latest.toordinal()]
    found: dict[str, list[Days]] = {}
    for begin, end in zip(begins, ends, strict=True):
        parts = {part for id_, links in links_below.items() for part in find_parts(id_, links, begin, begin)}
        for part in sorted(parts):
            found.setdefault(part, []).append((begin.toordinal(), end))
    for reign in selection.list_reigns(ids, days):
        first, last = max(reign.days.earliest, days.earliest), min(reign.days.latest, days.latest)
        found.setdefault(reign.state, []).append((first.toordinal(), last.toordinal()))
    return found
