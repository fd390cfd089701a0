"""Occurrences that move people of a group: who came from where, by whom, to whom, how many, and who says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.counts import Range
from graph.dates import MAX
from graph.disputes.disagreement import Denial, denials_of
from graph.figures import held_by, holders_of, losers_of
from graph.flows import PEOPLE, read_moves
from graph.identity import Judgement
from graph.moved import Part, reckon_moves
from graph.occurrences import occurrences
from graph.over_time.within import Within
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.standing import standing
from graph.validity import Bounds
from graph.vocabulary import vocabulary

NEAR_DAYS = 3  # reports of one flight or escape name days that differ by one or two
MOST_ALIKE = 10  # so many others are named as perhaps the same occurrence; more would name all
MOST_COMPARED = 40  # so many of the hops that follow a hop are compared with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One occurrence by all its reports. `bounds` and `count` are hulls; `count` None where nobody counts people.

    `id` is that of the Event, else the key of its first report. `may_be` are ids of hops that may be the same
    occurrence: nothing tells them apart, and no judgement says. `order`: whether it surely lies after the hop before.
    """

    id: str
    held: tuple[str, ...]
    bounds: Bounds
    from_holders: tuple[str, ...]
    from_places: tuple[str, ...]
    by_whom: tuple[str, ...]
    to_holders: tuple[str, ...]
    to_places: tuple[str, ...]
    count: Range | None
    kinds: tuple[str, ...]
    wordings: tuple[str, ...]
    statements: tuple[Recorded, ...]
    denials: tuple[Denial, ...] = ()
    order: str = "certain"
    may_be: list[str] = field(default_factory=list)

    @property
    def earliest(self) -> date:
        return self.bounds.earliest_start

    @property
    def latest(self) -> date:
        return self.bounds.latest_end


def moves_people(statement: Recorded) -> bool:
    """Whether a statement asserts that people came to a holder or left one."""
    effects = vocabulary().predicates[statement.predicate].custody.values()
    return is_fact(statement) and not {"gains", "loses"}.isdisjoint(effects)


def hops(
    statements: Iterable[Recorded],
    groups: frozenset[str] | None = None,
    *,
    last: date = date.max,
    judgements: Sequence[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    within: Within | None = None,
) -> list[Hop]:
    """The hops of some groups (None: of all) that may lie at or before `last`, the earliest first.

    Reports are one hop where they are about one Event or a judgement joins them. What is under way tells from where,
    by whom and to where; its count is that of the whole undertaking and counts nobody as moved.
    """
    standing_ones = standing(statements, publishers)
    moves = [
        s
        for s in standing_ones
        if moves_people(s) and s.bounds.earliest_start <= last and (groups is None or not groups.isdisjoint(held_by(s)))
    ]
    denying = [s for s in standing_ones if s.polarity == "denies"]
    found = occurrences(moves, judgements)
    made = [_hop(block, denying) for block in found.blocks]
    apart = {frozenset((made[one].id, made[other].id)) for one, other in found.apart}
    ordered = sorted(made, key=lambda hop: (hop.earliest, hop.latest, hop.id))
    _name_the_like(ordered, apart, within or Within())
    return _in_order(ordered)


def _hop(block: Sequence[Recorded], denying: Sequence[Recorded]) -> Hop:
    found, kinds, wordings = _people(block)
    bounds = [statement.bounds for statement in block]
    events = {event for s in block if len(s.about) == 1 for event in s.about}
    return Hop(
        id=min(events) if events else min(s.key for s in block),
        held=_together(held_by(s) for s in block),
        bounds=Bounds(
            min(b.earliest_start for b in bounds),
            max(b.latest_start for b in bounds),
            min(b.earliest_end for b in bounds),
            max(b.latest_end for b in bounds),
        ),
        from_holders=_together(losers_of(s) for s in block),
        from_places=_together((*s.role("from_place"), *s.role("at")) for s in block),
        by_whom=_together(_actors(s) for s in block),
        to_holders=_together(holders_of(s) for s in block),
        to_places=_together(s.role("to_place") for s in block),
        count=found,
        kinds=kinds,
        wordings=wordings,
        statements=tuple(sorted(block, key=lambda s: (s.bounds.earliest_start, s.key))),
        denials=denials_of(block, denying),
    )


def _actors(statement: Recorded) -> tuple[str, ...]:
    held_role = vocabulary().predicates[statement.predicate].role_with("held")
    return statement.role("agent") or (statement.role("subject") if held_role != "subject" else ())


def _people(block: Sequence[Recorded]) -> tuple[Range | None, tuple[str, ...], tuple[str, ...]]:
    """How many one occurrence moved, with the kinds and wordings of what tells it: the hull of its reports; the latest
    total in place of the reports that it holds."""
    moves = [move for move in read_moves(block) if move.form.counted and move.form.unit[0] == PEOPLE[0]]
    if not moves:
        return None, (), ()
    reckoned, apart = reckon_moves(moves, MAX.toordinal(), lambda move: Part(move.range, (), ()), as_one=True)
    order = {statement.id: number for number, statement in enumerate(block)}
    used = sorted((s for item in reckoned.items for s in item.reports), key=lambda s: order[s.id])
    counts = [statement.count for statement in used if statement.count]
    return (
        reckoned.range(apart),
        tuple(sorted({count.kind for count in counts})),
        tuple(dict.fromkeys(count.wording for count in counts)),
    )


def _name_the_like(ordered: Sequence[Hop], apart: set[frozenset[str]], within: Within) -> None:
    """Note in each hop which others may be the same occurrence: near in time, of the same people, no party or place
    against it. Each is compared with those that come next in time, so the work grows with the hops."""
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 : number + 1 + MOST_COMPARED]:
            if (other.earliest - one.latest).days > NEAR_DAYS or len(one.may_be) >= MOST_ALIKE:
                break
            if frozenset((one.id, other.id)) not in apart and _alike(one, other, within):
                one.may_be.append(other.id)
                other.may_be.append(one.id)


def _alike(one: Hop, other: Hop, within: Within) -> bool:
    pairs = (
        (one.held, other.held),
        (one.from_holders, other.from_holders),
        (one.to_holders, other.to_holders),
        (one.from_places, other.from_places),
        (one.to_places, other.to_places),
    )
    said = {s.predicate for s in one.statements}
    return any(s.predicate in said for s in other.statements) and all(within.compatible(*pair) for pair in pairs)


def _in_order(ordered: Sequence[Hop]) -> list[Hop]:
    """Each hop with whether it surely lies after the one before it."""
    return [
        replace(hop, order="certain" if not number or ordered[number - 1].latest < hop.earliest else "possible")
        for number, hop in enumerate(ordered)
    ]


def _together(ids: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({id_ for some in ids for id_ in some}))
