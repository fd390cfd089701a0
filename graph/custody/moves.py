"""Moves: which statements report one, whose people it moved, and how many all of them make together."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.dates.windows import MIN, read_window
from graph.errors import InvalidDate
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import Occurrences, group_by_occurrence
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
    """What a report of a move says but for how many and when: many reports have one form.

    Who gains or loses is None where such a move has no such side, and () where it has one and names nobody. `counted`
    is False where it does not tell how many moved.
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
        """Who gained, or lost, people."""
        return self.gains if effect == GAINS else self.loses

    def get_places(self, effect: str) -> tuple[str, ...]:
        """Where people came to, or what they left."""
        return self.came_to if effect == GAINS else self.left


class Move(NamedTuple):
    """One report of people who came or went; days are ordinals."""

    form: MoveForm
    range: Range
    first: int
    last: int
    statement: StoredStatement


def read_moves(statements: Iterable[StoredStatement]) -> list[Move]:
    """The reports of people who came or went, without what is only under way, denied or planned."""
    moving = {name for name, predicate in vocabulary().predicates.items() if _list_sides(predicate)}
    forms: dict[tuple[object, ...], MoveForm | None] = {}
    statements = list(statements)  # held, so that no other roles get the address of some
    contents: dict[int, tuple[object, ...]] = {}  # what roles say, by their address: many statements share them
    found = []
    for statement in statements:
        if statement.predicate not in moving:
            continue
        count, roles = statement.count, statement.roles
        content = contents.get(id(roles))
        if content is None:
            content = contents[id(roles)] = (*roles, *roles.values())
        key: tuple[object, ...] = (statement.predicate, statement.mode, statement.polarity, content)
        if count:
            key += (count.kind, count.unit, count.of)
        form = forms.get(key)
        if form is None:
            if key in forms:
                continue
            form = forms[key] = _read_form(statement)
            if form is None:
                continue
        days = statement.validity.bounds
        range_ = (count.min, count.max) if count and form.counted else UNCOUNTED
        found.append(Move(form, range_, days.earliest_start.toordinal(), days.latest_end.toordinal(), statement))
    return found


def _list_sides(predicate: Predicate) -> list[str]:
    """The sides of a move that a predicate reports; none where it reports no move of people."""
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
    """Which part of a move is that of some holders and groups, of those whom it names: all, some or none.

    Some is up to all of it: where others share it, in holders or in groups. So is a loss that names nobody, and of
    anybody at all: whether it can be theirs is for the caller to know.
    """
    named = form.get_side(effect)
    mine = sum(group in groups for group in form.held)
    inside = sum(holder in holders for holder in named or ())
    if named is None or not mine or (not inside and (named or effect == GAINS)):
        return "none"
    return "all" if named and mine == len(form.held) and inside == len(named) else "some"


def take_share(share: Share, range_: Range) -> Range:
    """A share of what was moved."""
    return range_ if share == "all" else (0, range_[1] if share == "some" else 0)


def has_contradictions(moves: Iterable[Move], b: date, judgements: Iterable[Judgement] = ()) -> bool:
    """Whether two counts of one occurrence, or two figures so far of one day and scope, cannot both be true."""
    counted = {m.statement.id: m for m in moves if m.form.counted and m.first <= b.toordinal()}
    alike: dict[object, list[Range]] = {}
    flowing = [move.statement for move in counted.values() if not move.form.cumulative]
    for number, block in enumerate(group_by_occurrence(flowing, judgements).blocks):
        for statement in block:
            move = counted[statement.id]
            alike.setdefault((number, move.form.held, move.form.unit), []).append(move.range)
    for move in counted.values():
        if move.form.cumulative and move.first == move.last and move.statement.count:
            alike.setdefault((move.form, move.first, move.statement.count.since), []).append(move.range)
    return not all(map(_can_agree, alike.values()))


def _can_agree(ranges: Sequence[Range]) -> bool:
    """Whether one number could make all of them true: on a line, every two meet only if all do."""
    low = max(low for low, _ in ranges)
    return all(high is None or low <= high for _, high in ranges)


def list_apart(occurrences: Occurrences) -> dict[int, set[int]]:
    """For each occurrence, by its number, those that a judgement keeps apart from it."""
    found: dict[int, set[int]] = {}
    for one, other in occurrences.apart:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def combine_counts(
    reports: Sequence[tuple[tuple[str, ...], Range]], group: str, disjoint: Collection[frozenset[str]]
) -> Range:
    """How many one occurrence moved of a group, from reports on it and on parts of it, each with its groups.

    Reports on the group itself go before those on parts. Of parts alone: at least the largest of them, at most all;
    their sum where every two are `disjoint`.
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
    """The days that a stated beginning allows; from the beginning of time where it is no date."""
    try:
        found = read_window(since)
    except InvalidDate:
        return BEGINNING, BEGINNING
    return found.earliest.toordinal(), found.latest.toordinal()
