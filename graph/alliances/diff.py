"""What changed between two days, and what was only learnt, asked of a selection."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from graph.alliances.changes import (
    CHANGES_IN_REPORTS,
    CHANGES_IN_WORLD,
    NO_ROW,
    ChangeKind,
    Differences,
    PairChange,
    find_changes_in_reports,
    find_changes_in_world,
    find_differences,
    list_keys,
    list_signs,
    split_keys,
)
from graph.alliances.evidence import filter_network, find_known_by, find_network_day
from graph.alliances.network import NetworkDay
from graph.alliances.pairs import SIGN_NAMES, SignName, read_sign
from graph.alliances.question import mark_entities, take_touching
from graph.alliances.rows import SignedPair, describe_rows
from graph.columns.table import Array
from graph.dates.windows import Window
from graph.evidence.hierarchy import find_parts
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot

CODES: dict[SignName, int] = dict(zip(SIGN_NAMES, (1, -1, 0, 2), strict=True))  # as graph.alliances.changes.list_signs


@dataclass(frozen=True, eq=False)
class DiffSide:
    """A network, and the question that it answers at a data version; `governed` are states that the actors governed."""

    rows: NetworkDay
    asked: SelectionQuestion
    view: Snapshot
    governed: tuple[str, ...] = ()


class ChangeBetween(NamedTuple):
    """A change of a pair between two sides."""

    before: DiffSide
    after: DiffSide
    change: PairChange


class DescribedChange(NamedTuple):
    """A change in words and ids: the two ends by their ids, what each side says of them, and the statements that make
    the change."""

    kind: ChangeKind
    a: str
    b: str
    before: SignedPair | None
    after: SignedPair | None
    because: list[str]


@dataclass(frozen=True, kw_only=True)
class AlliancesDiffFindings:
    """How everyone's alliances, or those of an actor and its parts, differ between two days.

    `changes` are those of the world by kind and by the ids of the pair, and then those of what was known of the first
    day; `counts` has the number of each kind that was looked for.
    """

    actors: tuple[str, ...]
    sign: SignName | None
    first: DiffSide
    last: DiffSide
    changes: list[ChangeBetween]
    counts: dict[ChangeKind, int]


def find_alliances_diff(
    selection: Selection[SelectionQuestion],
    days: tuple[Window, Window],
    known_then: Window | None = None,
    view_then: Snapshot | None = None,
    actor: str | None = None,
    sign: str | int | None = None,
) -> AlliancesDiffFindings:
    """The pairs that differ between two days, or periods, by what is known at known_at.

    With `known_then`, or the data of an earlier version `view_then`, come those of which something else was known then,
    on the first day: what is new in the world and what is new in reports are told apart, and together lead from the one
    network to the other. Raises NotFound, Ambiguous or InvalidInput naming the parameter.
    """
    view, asked = selection.view, selection.question
    span = Window(min(one.earliest for one in days), max(one.latest for one in days))
    ids = selection.resolve_names_on(actor, ["Actor"], "actor", span)
    selection.note_predecessors(ids, Window(days[0].earliest, days[1].earliest))
    wanted_sign = read_sign(sign)
    first, last = (_find_side(selection, ids, replace(asked, as_of=window)) for window in days)
    choose = _choose(selection, ids, wanted_sign, days)
    first, last = _narrow(selection, ids, (first, last))
    changes = _find_changes(view, (first, last), choose, find_changes_in_world)
    is_known_otherwise = known_then is not None or view_then is not None
    if is_known_otherwise:
        then = Selection(view_then or view, replace(first.asked, known_at=known_then or asked.known_at))
        before = DiffSide(find_network_day(then), then.question, then.view, first.governed)
        changes += _find_changes(view, _narrow(selection, ids, (before, first)), choose, find_changes_in_reports)
    kinds = [one.change.change for one in changes]
    looked_for: tuple[ChangeKind, ...] = (*CHANGES_IN_WORLD, *(CHANGES_IN_REPORTS if is_known_otherwise else ()))
    return AlliancesDiffFindings(
        actors=ids,
        sign=wanted_sign,
        first=first,
        last=last,
        changes=changes,
        counts={kind: kinds.count(kind) for kind in looked_for},
    )


def describe_changes(view: Snapshot, changes: Sequence[ChangeBetween]) -> list[DescribedChange]:
    """What each of some changes is about."""
    columns = view.column_view.columns
    names = columns.names.entities.texts
    sides = (_describe_sides(changes, which) for which in ("before", "after"))
    return [
        DescribedChange(
            kind=change.change,
            a=min(names[number] for number in change.ends),
            b=max(names[number] for number in change.ends),
            before=before,
            after=after,
            because=sorted(set(columns.list_statement_ids(np.array(change.because, np.int64)))),
        )
        for (_, _, change), before, after in zip(changes, *sides, strict=True)
    ]


def _find_side(selection: Selection[SelectionQuestion], actors: tuple[str, ...], asked: SelectionQuestion) -> DiffSide:
    rows = find_network_day(Selection(selection.view, asked))
    return DiffSide(rows, asked, selection.view, selection.list_governed(actors, asked.as_of))


def _narrow(
    selection: Selection[SelectionQuestion], actors: tuple[str, ...], sides: tuple[DiffSide, DiffSide]
) -> tuple[DiffSide, DiffSide]:
    """The sides, where the actors governed a state at one of the times: each with what touches them, or it then, alone.

    Else what is said of a state at both times would be no change of those who governed it at one.
    """
    if not any(side.governed for side in sides):
        return sides
    before, after = (
        replace(side, rows=take_touching(side.rows, mark_entities(side.rows.evidence, {*parts, *side.governed})))
        for side in sides
        for parts in [
            {
                part
                for actor in actors
                for part in find_parts(actor, selection.links, side.asked.as_of.earliest, side.asked.as_of.latest)
            }
        ]
    )
    return before, after


Choose = Callable[[NetworkDay, NetworkDay, Differences], Differences]


def _choose(
    selection: Selection[SelectionQuestion],
    actors: tuple[str, ...],
    sign: SignName | None,
    days: tuple[Window, Window],
) -> Choose:
    """What keeps the differences that touch an actor, or a part that it has on one of the days, or that have a sign."""
    parts: set[str] = set()
    for actor in actors:
        for window in days:
            parts.update(find_parts(actor, selection.links, window.earliest, window.latest))
    parts.update(id_ for window in days for id_ in selection.list_governed(actors, window))

    def choose(before: NetworkDay, after: NetworkDay, found: Differences) -> Differences:
        if actors:
            inside = mark_entities(before.evidence, parts)
            one, other = split_keys(found.key)
            found = found.take(np.flatnonzero(inside[one] | inside[other]))
        if sign:
            met = [_has_code(rows, at, CODES[sign]) for rows, at in ((before, found.before), (after, found.after))]
            found = found.take(np.flatnonzero(met[0] | met[1]))
        return found

    return choose


def _has_code(rows: NetworkDay, positions: Array, code: int) -> Array:
    """Whether each row has a sign; False where there is none."""
    there = positions != NO_ROW
    found = np.zeros(len(positions), bool)
    found[there] = list_signs(rows)[positions[there]] == code
    return found


def _find_changes(
    view: Snapshot,
    sides: tuple[DiffSide, DiffSide],
    choose: Choose,
    causes: Callable[[NetworkDay, NetworkDay, Differences], Iterable[PairChange]],
) -> list[ChangeBetween]:
    """The changes that the question wants, by kind, then by the ids of the pair."""
    before, after = sides
    found = choose(before.rows, after.rows, find_differences(before.rows, after.rows))
    # a row that is not sure enough is still there: so rows that differ are chosen, and not the networks
    kept = _is_wanted(before, found.before) & _is_wanted(after, found.after)
    found = found.take(np.flatnonzero(kept))
    order = view.column_view.order
    kinds = (*CHANGES_IN_WORLD, *CHANGES_IN_REPORTS)

    def place(change: PairChange) -> tuple[int, list[int]]:
        return kinds.index(change.change), sorted(order[list(change.ends)].tolist())

    return [ChangeBetween(before, after, one) for one in sorted(causes(before.rows, after.rows, found), key=place)]


def _is_wanted(side: DiffSide, positions: Array) -> Array:
    """Whether each row is certain enough and has speakers enough; True where there is none."""
    there = positions != NO_ROW
    some = side.rows.take(positions[there])
    kept = np.ones(len(positions), bool)
    kept[there] = np.isin(list_keys(some), list_keys(filter_network(Selection(side.view, side.asked), some).rows))
    return kept


def _describe_sides(changes: Sequence[ChangeBetween], which: Literal["before", "after"]) -> list[SignedPair | None]:
    """What each pair was before, or is after; None where it has no row."""
    made: list[SignedPair | None] = [None] * len(changes)
    for side in dict.fromkeys(getattr(one, which) for one in changes):
        there = [
            (place, position)
            for place, one in enumerate(changes)
            if getattr(one, which) is side and (position := getattr(one.change, which)) != NO_ROW
        ]
        rows = side.rows.take(np.array([position for _, position in there], np.int64))
        for (place, _), pair in zip(there, describe_rows(rows, find_known_by(side.asked)), strict=True):
            made[place] = pair
    return made
