"""Moves of people: how statements report them, the share of holders and groups in them, and combined counts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.dates.windows import MIN, read_window
from graph.errors import InvalidDate
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import Occurrences, Report, group_by_occurrence
from graph.model.counts import MOVED, Range, add_ranges, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import Predicate, vocabulary

GAINS, LOSES = "gains", "loses"
SIDES = (GAINS, LOSES)
Unit = tuple[str, str | None]  # what is counted, and of what
Share = Literal["all", "some", "none"]
UNCOUNTED: Range = (0, None)
BEGINNING = MIN.toordinal()
PEOPLE: Unit = ("people", None)


class MoveForm(NamedTuple):
    """The content of a report of a move without its number and days. Many reports share one form.

    `gains` and `loses` are None if the predicate has no such role, and () if the report leaves it empty. `counted` is
    False if the report has no number of people moved.
    """

    held: tuple[str, ...]
    gains: tuple[str, ...] | None
    loses: tuple[str, ...] | None
    came_to: tuple[str, ...]
    left: tuple[str, ...]
    unit: Unit
    counted: bool
    cumulative: bool

    def get_side(self, effect: str) -> tuple[str, ...] | None:
        """The actors that gained, or that lost, people."""
        return self.gains if effect == GAINS else self.loses

    def get_places(self, effect: str) -> tuple[str, ...]:
        """The places that people came to, or that they left."""
        return self.came_to if effect == GAINS else self.left


class Move(NamedTuple):
    """One report of arrivals or departures. Days are ordinals."""

    form: MoveForm
    range: Range
    first: int
    last: int
    statement: StoredStatement


def read_moves(statements: Iterable[StoredStatement]) -> list[Move]:
    """The reports of arrivals and departures. Denials, plans and moves still under way are left out."""
    move_predicates = {name for name, predicate in vocabulary().predicates.items() if _list_sides(predicate)}
    forms: dict[tuple[object, ...], MoveForm | None] = {}
    moves = []
    new = tuple.__new__  # what Move() calls; by thousands the call in between is felt
    for statement in statements:
        predicate = statement.predicate
        if predicate not in move_predicates:
            continue
        count, mode, polarity = statement.count, statement.mode, statement.polarity
        roles = tuple(statement.roles.items())
        key = (
            (count.kind, count.unit, count.of, predicate, mode, polarity, roles)
            if count
            else (predicate, mode, polarity, roles)
        )
        form = forms.get(key)
        if form is None:
            form = forms[key] = None if key in forms else _read_form(statement)
            if form is None:
                continue
        bounds = statement.validity.bounds
        begin, end = bounds.earliest_start, bounds.latest_end
        first = begin.toordinal()
        last = first if begin is end else end.toordinal()
        range_ = (count.min, count.max) if count and form.counted else UNCOUNTED
        moves.append(new(Move, (form, range_, first, last, statement)))
    return moves


def _list_sides(predicate: Predicate) -> list[str]:
    """The sides of a move (gains, loses) that a predicate has; empty if it reports no move of people."""
    return [effect for effect in SIDES if predicate.find_role("held") and predicate.find_role(effect)]


def _read_form(statement: StoredStatement) -> MoveForm | None:
    words = vocabulary()
    predicate, roles, count = words.predicates[statement.predicate], statement.roles, statement.count
    held, gains, loses = (predicate.find_role(effect) for effect in ("held", GAINS, LOSES))
    if held is None or not is_fact(statement) or words.modes[statement.mode].whole:
        return None
    at = roles.get("at", ())
    return MoveForm(
        held=roles.get(held, ()),
        gains=roles.get(gains, ()) if gains else None,
        loses=roles.get(loses, ()) if loses else None,
        came_to=roles.get("to_place", ()) + at,
        left=roles.get("from_place", ()) + at,
        unit=(count.unit, count.of) if count else PEOPLE,
        counted=count is not None and count.kind in MOVED,
        cumulative=count is not None and count.kind == "cumulative",
    )


def find_share(form: MoveForm, effect: str, holders: Collection[str], groups: Collection[str]) -> Share:
    """The share of some holders and groups in a move: all, some or none.

    "some" means any part up to all: other holders or groups have a part too, or a loss names no holder. Such a loss is
    "some" for every holder; the caller checks whether it can be theirs.
    """
    named = form.get_side(effect)
    group_number = sum(group in groups for group in form.held)
    holder_number = sum(holder in holders for holder in named or ())
    if named is None or not group_number or (not holder_number and (named or effect == GAINS)):
        return "none"
    return "all" if named and group_number == len(form.held) and holder_number == len(named) else "some"


def take_share(share: Share, range_: Range) -> Range:
    """The number of people in a share of a move."""
    return range_ if share == "all" else (0, range_[1] if share == "some" else 0)


def has_contradictions(moves: Iterable[Move], b: date, judgements: Iterable[Judgement] = ()) -> bool:
    """Whether two counts of one occurrence, or two running totals of one day and scope, cannot both be true."""
    counted = {m.statement.id: m for m in moves if m.form.counted and m.first <= b.toordinal()}
    ranges_by_key: dict[object, list[Range]] = {}
    flow_statements = [move.statement for move in counted.values() if not move.form.cumulative]
    for number, block in enumerate(group_by_occurrence(flow_statements, judgements).blocks):
        for statement in block:
            move = counted[statement.id]
            ranges_by_key.setdefault((number, move.form.held, move.form.unit), []).append(move.range)
    for move in counted.values():
        if move.form.cumulative and move.first == move.last and move.statement.count:
            ranges_by_key.setdefault((move.form, move.first, move.statement.count.since), []).append(move.range)
    return not all(map(_can_agree, ranges_by_key.values()))


def _can_agree(ranges: Sequence[Range]) -> bool:
    """Whether one number lies in all ranges. (If every two intervals overlap, all of them share a number.)"""
    low = max(low for low, _ in ranges)
    return all(high is None or low <= high for _, high in ranges)


def list_apart(occurrences: Occurrences[Report]) -> dict[int, set[int]]:
    """For each occurrence number, the numbers of the occurrences that a judgement keeps apart from it."""
    apart: dict[int, set[int]] = {}
    for one, other in occurrences.apart:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    return apart


def combine_counts(
    reports: Sequence[tuple[tuple[str, ...], Range]], group: str, disjoint: Collection[frozenset[str]]
) -> Range:
    """How many people of a group one occurrence moved, from reports on the group and on its parts.

    Reports on the group itself win. From parts alone, the lower bound is the largest part, or the sum if every two
    parts are `disjoint`; the upper bound is the sum.
    """
    if own := enclose_ranges([range_ for held, range_ in reports if group in held]):
        return own
    by_part: dict[tuple[str, ...], list[Range]] = {}
    for held, range_ in reports:
        by_part.setdefault(held, []).append(range_)
    ranges = [found for part in by_part.values() if (found := enclose_ranges(part))]
    low, high = add_ranges(ranges)
    parts = list(by_part)
    sums = all(
        frozenset((one[0], other[0])) in disjoint and len(one) == len(other) == 1
        for number, one in enumerate(parts)
        for other in parts[:number]
    )
    return (low if sums else max(low for low, _ in ranges)), high


@lru_cache(maxsize=1_000)
def read_since(since: str) -> tuple[int, int]:
    """The first and last possible day of a stated beginning; the first day there is if it is no date."""
    try:
        found = read_window(since)
    except InvalidDate:
        return BEGINNING, BEGINNING
    return found.earliest.toordinal(), found.latest.toordinal()
