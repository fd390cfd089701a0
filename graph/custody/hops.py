"""Hops: occurrences that move people of a group, with parties, places, numbers and reports."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, NamedTuple

from graph.custody.inflow_outflow import CountedPart, resolve_move_totals
from graph.custody.moves import PEOPLE, Move, read_moves
from graph.custody.similar_hops import HopKind, find_similar_pairs
from graph.dates.validity import Bounds
from graph.dates.windows import MAX
from graph.disputes.denials import Denial, Denials
from graph.evidence.custody_roles import cache_by_form, find_held_groups, find_holders, find_losers
from graph.evidence.hierarchy import Containment, is_fact
from graph.evidence.occurrences import group_by_occurrence
from graph.evidence.speakers import drop_retracted
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

HopOrder = Literal["certain", "possible"]


@dataclass(slots=True, kw_only=True)
class CustodyHop:
    """One occurrence from all its reports. `bounds` and `count` are hulls; `count` is None if no report counts people.

    `id` is that of the Event, else the smallest key of its reports. `may_be` are ids of hops that may be the same
    occurrence: their reports are compatible and there is no judgement. `may_be_more`: it was not compared with all the
    others near in time. `order`: whether it surely lies after the previous hop.
    `Final` and not frozen for the reason that `graph.model.statement.StoredStatement` gives.
    """

    id: Final[str]
    held: Final[tuple[str, ...]]
    bounds: Final[Bounds]
    from_holders: Final[tuple[str, ...]]
    from_places: Final[tuple[str, ...]]
    by_whom: Final[tuple[str, ...]]
    to_holders: Final[tuple[str, ...]]
    to_places: Final[tuple[str, ...]]
    count: Final[Range | None]
    kinds: Final[tuple[str, ...]]
    wordings: Final[tuple[str, ...]]
    statements: Final[tuple[StoredStatement, ...]]
    denials: Final[tuple[Denial, ...]] = ()
    order: Final[HopOrder] = "certain"
    may_be: Final[list[str]] = field(default_factory=list)
    may_be_more: Final[bool] = False

    @property
    def earliest(self) -> date:
        return self.bounds.earliest_start

    @property
    def latest(self) -> date:
        return self.bounds.latest_end


def is_move_report(statement: StoredStatement) -> bool:
    """Whether a statement asserts that people came to a holder or left one."""
    effects = vocabulary().predicates[statement.predicate].custody.values()
    return is_fact(statement) and not {"gains", "loses"}.isdisjoint(effects)


def build_hops(
    statements: Iterable[StoredStatement],
    groups: frozenset[str] | None = None,
    *,
    last: date = date.max,
    judgements: Sequence[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    within: Containment | None = None,
    distinct: Collection[str] = (),
) -> list[CustodyHop]:
    """The hops of some groups (None: of all) that may lie at or before `last`, the earliest first.

    Reports make one hop if they are about one Event or a judgement joins them. A report of a move still under way gives
    parties and places, but no number moved, as its count is that of the whole undertaking.
    """
    not_retracted = drop_retracted(statements, publishers)
    held = cache_by_form(find_held_groups)
    moves = [
        s
        for s in not_retracted
        if is_move_report(s) and s.bounds.earliest_start <= last and (groups is None or not groups.isdisjoint(held(s)))
    ]
    denials = Denials(not_retracted)
    occurrences = group_by_occurrence(moves, judgements, distinct)
    moves_by_id = {move.statement.id: move for move in read_moves(moves)}
    parties = cache_by_form(_read_parties)
    reported_hops = [_ReportedHop(_find_id(block), _enclose_days(block), block) for block in occurrences.blocks]
    apart_ids = {frozenset((reported_hops[one].id, reported_hops[other].id)) for one, other in occurrences.apart}
    reported_hops.sort(key=lambda reported: (reported.bounds.earliest_start, reported.bounds.latest_end, reported.id))
    hops: list[CustodyHop] = []
    for index, reported in enumerate(reported_hops):
        is_after_previous = not index or reported_hops[index - 1].bounds.latest_end < reported.bounds.earliest_start
        hops.append(_make_hop(reported, "certain" if is_after_previous else "possible", parties, moves_by_id, denials))
    unfinished = _note_similar(hops, apart_ids, within or Containment())
    return [replace(hop, may_be_more=True) if index in unfinished else hop for index, hop in enumerate(hops)]


class _ReportedHop(NamedTuple):
    """All reports of one occurrence, and the hull of their days."""

    id: str
    bounds: Bounds
    block: Sequence[StoredStatement]


class _Parties(NamedTuple):
    held: tuple[str, ...]
    from_holders: tuple[str, ...]
    from_places: tuple[str, ...]
    by_whom: tuple[str, ...]
    to_holders: tuple[str, ...]
    to_places: tuple[str, ...]


def _find_id(block: Sequence[StoredStatement]) -> str:
    events = [s.about[0] for s in block if len(s.about) == 1]
    return min(events or [s.key for s in block])


def _enclose_days(block: Sequence[StoredStatement]) -> Bounds:
    if len(block) == 1:
        return block[0].bounds
    bounds = [statement.bounds for statement in block]
    return Bounds(
        min(b.earliest_start for b in bounds),
        max(b.latest_start for b in bounds),
        min(b.earliest_end for b in bounds),
        max(b.latest_end for b in bounds),
    )


def _make_hop(
    reported: _ReportedHop,
    order: HopOrder,
    parties: Callable[[StoredStatement], _Parties],
    moves_by_id: Mapping[str, Move],
    denials: Denials,
) -> CustodyHop:
    block = reported.block
    count, kinds, wordings = _count_people(block, moves_by_id)
    sides = parties(block[0]) if len(block) == 1 else _Parties(*map(_sort_ids, zip(*map(parties, block), strict=True)))
    return CustodyHop(
        id=reported.id,
        held=sides.held,
        bounds=reported.bounds,
        from_holders=sides.from_holders,
        from_places=sides.from_places,
        by_whom=sides.by_whom,
        to_holders=sides.to_holders,
        to_places=sides.to_places,
        count=count,
        kinds=kinds,
        wordings=wordings,
        statements=tuple(sorted(block, key=lambda s: (s.bounds.earliest_start, s.key)) if len(block) > 1 else block),
        denials=denials.find_denials(block),
        order=order,
    )


def _read_parties(statement: StoredStatement) -> _Parties:
    return _Parties(
        _sort_ids([find_held_groups(statement)]),
        _sort_ids([find_losers(statement)]),
        _sort_ids([statement.role("from_place"), statement.role("at")]),
        _sort_ids([_read_actors(statement)]),
        _sort_ids([find_holders(statement)]),
        _sort_ids([statement.role("to_place")]),
    )


def _read_actors(statement: StoredStatement) -> tuple[str, ...]:
    held_role = vocabulary().predicates[statement.predicate].find_role("held")
    return statement.role("agent") or (statement.role("subject") if held_role != "subject" else ())


def _count_people(
    block: Sequence[StoredStatement], moves_by_id: Mapping[str, Move]
) -> tuple[Range | None, tuple[str, ...], tuple[str, ...]]:
    """How many people one occurrence moved: the hull of its reports, with the kinds and wordings of the counts used.
    The latest total replaces the reports that it includes."""
    reported = (moves_by_id.get(statement.id) for statement in block)
    moves = [move for move in reported if move and move.form.counted and move.form.unit[0] == PEOPLE[0]]
    if not moves:
        return None, (), ()
    if len(moves) == 1 and (count := moves[0].statement.count):
        return moves[0].range, (count.kind,), (count.wording,)
    resolved, apart = resolve_move_totals(
        moves, MAX.toordinal(), lambda move: CountedPart(move.range, (), ()), as_one=True
    )
    order = {statement.id: number for number, statement in enumerate(block)}
    used = sorted((s for item in resolved.items for s in item.reports), key=lambda s: order[s.id])
    counts = [statement.count for statement in used if statement.count]
    return (
        resolved.sum_range(apart),
        tuple(sorted({count.kind for count in counts})),
        tuple(dict.fromkeys(count.wording for count in counts)),
    )


def _note_similar(ordered: Sequence[CustodyHop], apart: set[frozenset[str]], within: Containment) -> set[int]:
    """Record in each hop the ids of others that may be the same occurrence: near in time, with the same people, and no
    different party or place. Returns the indices of hops that were not compared with all others."""
    shared: dict[HopKind, HopKind] = {}
    kinds = []
    for hop in ordered:
        sides = (hop.held, hop.from_holders, hop.to_holders, hop.from_places, hop.to_places)
        kind = HopKind(sides, frozenset({s.predicate for s in hop.statements}))
        kinds.append(shared.setdefault(kind, kind))
    days = [(hop.earliest, hop.latest) for hop in ordered]

    def is_apart(one: int, other: int) -> bool:
        return bool(apart) and frozenset((ordered[one].id, ordered[other].id)) in apart

    unfinished: set[int] = set()
    for index, similar in find_similar_pairs(kinds, days, within, is_apart, unfinished.add):
        one, other = ordered[index], ordered[similar]
        one.may_be.append(other.id)
        other.may_be.append(one.id)
    return unfinished


def _sort_ids(ids: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({id_ for some in ids for id_ in some}))
