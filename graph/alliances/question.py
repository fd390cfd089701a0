"""Who was friendly or hostile to whom, asked of a selection: everyone, or some steps around an actor."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from graph.alliances.evidence import (
    FilteredNetwork,
    filter_network,
    find_known_by,
    find_network_day,
    have_speakers,
    list_relations,
)
from graph.alliances.network import Network, NetworkDay, find_nearest
from graph.alliances.pairs import (
    Alliances,
    PairRow,
    SignName,
    find_common_sign,
    find_pair_rows,
    has_sign,
    name_sign,
    read_sign,
)
from graph.alliances.rows import NearestPairs
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import find_offsets, list_ranges
from graph.columns.table import Array
from graph.errors import InvalidInput
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.reigns import list_reigns
from graph.selection.rows import FilteredRows, filter_rows, rank_support
from graph.selection.selection import AnySelection

DEEPEST = 8


def read_depth(written: str | int | None, actor: str | None) -> int:
    """How many steps around an actor are asked for. Raises InvalidInput."""
    if written is None:
        return 1
    if not str(written).isdecimal() or not 1 <= int(written) <= DEEPEST:
        raise InvalidInput(f"depth: {written!r}; expected 1 to {DEEPEST}", parameter="depth", value=written)
    if actor is None:
        raise InvalidInput("depth is given without an actor to start from", parameter="depth", value=written)
    return int(written)


def count_steps(network: Network, centre: Collection[str], most: int | None = None) -> Array:
    """For each node how many steps it is from the centre, an integer each: 0 for those in it.

    Who is not reached, or not within `most` steps, has as many as there are nodes.
    """
    size = len(network.nodes)
    steps = np.where(np.array([node in centre for node in network.nodes], bool), 0, size)
    for step in range(1, size if most is None else most + 1):
        touched = (steps[network.a] < step) | (steps[network.b] < step)
        reached = np.zeros(size, bool)
        reached[network.a[touched]] = reached[network.b[touched]] = True
        reached &= steps == size
        if not reached.any():
            break
        steps[reached] = step
    return steps


def find_pairs_around(network: Network, centre: Collection[str], depth: int) -> Array:
    """The positions of the pairs that some path of at most `depth` steps from the centre goes through."""
    if not len(network):
        return np.empty(0, np.int64)
    near = count_steps(network, centre, depth - 1) < min(depth, len(network.nodes))
    return np.flatnonzero(near[network.a] | near[network.b])


def mark_entities(evidence: EvidenceColumns, ids: Collection[str]) -> Array:
    """For the number of each entity whether it is one of some ids."""
    names = evidence.columns.names.entities
    found = np.zeros(len(names), bool)
    found[[number for id_ in ids if (number := names.find(id_)) is not None]] = True
    return found


def take_touching(rows: NetworkDay, one: Array, other: Array | None = None) -> NetworkDay:
    """The rows with an end in `one`, as `mark_entities` gives it; with `other` only those with the other end in it."""
    low, high = rows.evidence.find_ends(rows.places[rows.offsets[:-1]])
    if other is None:
        return rows.take(np.flatnonzero(one[low] | one[high]))
    return rows.take(np.flatnonzero((one[low] & other[high]) | (one[high] & other[low])))


@dataclass(frozen=True, kw_only=True)
class AllianceScope:
    """Around whom, of which sign and how many steps away alliances are asked about; `actor` None is everyone.

    `actors` are the ids of the actor and its parts. Where a name means several, which are asked together, `asked` has
    all their ids, and `actor` is the first. `governed` are those of them which are states that the others governed.
    """

    actor: str | None = None
    asked: tuple[str, ...] = ()
    actors: frozenset[str] | None = None
    sign: SignName | None = None
    depth: int = 1
    governed: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """Those asked about by their names, without states that they governed."""
        return tuple(id_ for id_ in self.asked if id_ not in self.governed)


@dataclass(frozen=True, kw_only=True)
class AllianceFindings:
    """Everyone's alliances, or those some steps around an actor, as arrays; graph.alliances.rows says what each says.

    `unfiltered` are the rows of everyone, however certain, and `filtered` counts what was dropped of them. `rows` are
    those asked about, the best supported first, then by the ids of their ends; `only_possibly_known` of them were only
    perhaps public by the days of known_at. `last_known` and `first_known` are of everyone only.
    """

    scope: AllianceScope
    unfiltered: NetworkDay
    filtered: FilteredNetwork[NetworkDay]
    rows: NetworkDay
    only_possibly_known: int
    last_known: NearestPairs
    first_known: NearestPairs


@dataclass(frozen=True, kw_only=True)
class StatedAllianceFindings:
    """The same worked out from single statements, with these: one step around an actor, or of everyone.

    `read` are all statements that may bear on it, `statements` those that the question may see. `filtered` are rows of
    whatever sign, the best supported first; `rows`, `last_known` and `first_known` are those of the sign asked about.
    """

    scope: AllianceScope
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[PairRow]
    rows: list[PairRow]
    last_known: list[PairRow]
    first_known: list[PairRow]


def find_scope(
    selection: AnySelection, actor: str | None = None, sign: str | int | None = None, depth: str | int | None = None
) -> AllianceScope:
    """What is asked about, from an id or a name, a sign and a number of steps as written.

    Raises NotFound, Ambiguous or InvalidInput naming the parameter.
    """
    ids = selection.resolve_names_on(actor, ["Actor"], "actor", selection.question.as_of)
    selection.note_predecessors(ids)
    governed = selection.list_governed(ids, selection.question.as_of)
    return AllianceScope(
        actor=next(iter(ids), None),
        asked=(*ids, *governed),
        actors=selection.find_parts_of((*ids, *governed)),
        sign=read_sign(sign),
        depth=read_depth(depth, actor),
        governed=governed,
    )


def find_alliances(selection: AnySelection, scope: AllianceScope = AllianceScope()) -> AllianceFindings:
    """Who was friendly or hostile to whom on the days asked about, from the columns."""
    found = find_network_day(selection)
    filtered = filter_network(selection, found)
    rows = filtered.rows
    if scope.actors:
        rows = rows.take(find_pairs_around(rows.network, scope.actors, scope.depth))
    if scope.sign:
        rows = rows.take(np.flatnonzero(has_sign(rows.network, scope.sign)))
    rows = rows.take(np.lexsort((found.evidence.pair_ranks[rows.pairs], rows.support)))
    known = find_known_by(selection.question)
    nothing = np.empty(0, np.int64)
    before, after = (nothing, nothing) if scope.actors else find_nearest(found.evidence, found, found.a, found.b)
    return AllianceFindings(
        scope=scope,
        unfiltered=found,
        filtered=filtered,
        rows=rows,
        only_possibly_known=int((~rows.is_surely_known(known)).sum()),
        last_known=_find_nearest(selection, found, before, scope.sign),
        first_known=_find_nearest(selection, found, after, scope.sign),
    )


def find_stated_alliances(selection: AnySelection, scope: AllianceScope = AllianceScope()) -> StatedAllianceFindings:
    """The same from single statements, of one step around the actors; rows have their statements whole."""
    view, known_by = selection.view, selection.question.known_by
    predicates = list_relations(selection.question)
    if scope.actors is not None:
        read = view.select_by_entities(scope.actors, predicates, known_by)
    else:
        read = view.select_by_predicates(predicates, known_by)
    statements = selection.select_statements(read)
    answer = find_stated_rows(selection, scope, statements)
    ordered = sorted(answer.rows, key=lambda row: (rank_support(row.support), row.a, row.b))
    filtered = filter_rows(selection, ordered)
    return StatedAllianceFindings(
        scope=scope,
        read=read,
        statements=statements,
        filtered=filtered,
        rows=filter_sign(filtered.rows, scope.sign),
        last_known=drop_other_reigns(selection, scope, filter_sign(answer.last_known, scope.sign)),
        first_known=drop_other_reigns(selection, scope, filter_sign(answer.first_known, scope.sign)),
    )


def find_stated_rows(
    selection: AnySelection, scope: AllianceScope, statements: Sequence[StoredStatement], pair: object = None
) -> Alliances:
    """The rows that some statements make around the actors, however certain and of whatever sign; of one pair alone if
    one is given."""
    view, asked, actors = selection.view, selection.question, scope.actors
    return find_pair_rows(
        statements,
        asked.as_of.earliest,
        asked.as_of.latest,
        wanted=lambda one, other: (actors is None or bool({one, other} & actors)) and pair in (None, (one, other)),
        max_gap_days=asked.max_gap_days,
        publishers=view.publishers,
    )


def drop_other_reigns(selection: AnySelection, scope: AllianceScope, rows: list[PairRow]) -> list[PairRow]:
    """The rows without those of states that the actors governed which are of days on which they did not."""
    if not scope.governed:
        return rows
    own, reigns = selection.find_parts_of(scope.own) or frozenset(), list_reigns(selection.view.directory, scope.own)

    def is_theirs(row: PairRow) -> bool:
        ends = {row.a, row.b}
        ruled = [reign for reign in reigns if reign.state in ends]
        return bool(ends & own) or any(one.covers(find_named_window(s)) for one in ruled for s in row.statements)

    return [row for row in rows if is_theirs(row)]


def filter_sign(rows: Sequence[PairRow], sign: SignName | None) -> list[PairRow]:
    """The rows of one sign, or all."""
    return [row for row in rows if sign in (None, name_sign(row.sign, row.mixed))]


def _find_nearest(selection: AnySelection, found: NetworkDay, places: Array, sign: SignName | None) -> NearestPairs:
    """Pairs without a row, of one sign and with speakers enough, in the order of the ids of their ends.

    `places` of the evidence come pair by pair.
    """
    evidence = found.evidence
    offsets = find_offsets(evidence.pair[places])
    order = _sort_pairs(evidence, evidence.pair[places[offsets[:-1]]])
    if sign:
        signs = [find_common_sign(evidence.sign[places[offsets[n] : offsets[n + 1]]].tolist()) for n in order.tolist()]
        order = order[[name_sign(*one) == sign for one in signs]]
    if selection.question.min_independent:
        parts = [places[offsets[n] : offsets[n + 1]] for n in order.tolist()]
        order = order[have_speakers(selection, evidence, parts)]
    sizes = np.diff(offsets)[order]
    return NearestPairs(
        evidence=evidence,
        places=places[list_ranges(offsets[order], sizes)],
        offsets=np.concatenate([[0], np.cumsum(sizes)]),
    )


def _sort_pairs(evidence: EvidenceColumns, pairs: Array) -> Array:
    """The order of some pairs by the ids of their ends: each is put at its rank, which is much faster than to sort."""
    at_rank = np.full(evidence.pairs, -1, np.int32)
    at_rank[evidence.pair_ranks[pairs]] = np.arange(len(pairs), dtype=np.int32)
    return np.asarray(at_rank[at_rank >= 0])
