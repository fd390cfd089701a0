"""Counts of a part of a group that are larger than counts of the whole group, so that both cannot be true.

A part cannot be larger than the whole if the same holder, or a part of it, holds both at the places counted. A whole
counted only at some places, on some terms or of some people sets no limit for the rest of its part.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from graph.dates.windows import Window
from graph.disputes.one_question import find_days, is_state
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import Hierarchy, is_fact
from graph.model.statement import StoredStatement


class LargerPart(NamedTuple):
    """Counts of `part` and counts of `whole`, each of the first above each of the second, at times that overlap."""

    part: str
    whole: str
    of_part: tuple[StoredStatement, ...]
    of_whole: tuple[StoredStatement, ...]
    certain: bool  # all are of one day


class PartScope(NamedTuple):
    """The scope of a count: group, holders, places, terms and unit."""

    group: str
    holders: tuple[str, ...]
    places: tuple[str, ...]
    terms: frozenset[str]
    counted: tuple[str, str | None]  # the unit, and of what


def find_larger_parts(statements: Iterable[StoredStatement], links: Iterable[StoredStatement]) -> Iterator[LargerPart]:
    """Larger parts, one for each pair of scopes and each window of days of the part's counts.

    `links` are statements whose subject is part of, or lies in, their object; followed up to eight steps.
    """
    by_scope: dict[PartScope, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        count = statement.count
        held = find_held_groups(statement)
        if count and count.kind == "stock" and is_state(statement) and is_fact(statement) and len(held) == 1:
            unit = count.unit, count.of
            places, terms = tuple(sorted(statement.role("at"))), frozenset(statement.terms)
            by_scope[PartScope(held[0], tuple(sorted(find_holders(statement))), places, terms, unit)].append(statement)
    hierarchy = Hierarchy(links)
    counts_by_day: dict[PartScope, _CountsByDay] = {}
    for scope, counts in by_scope.items():
        for upper in sorted(_list_larger_scopes(scope, hierarchy)):
            if upper in by_scope:
                if upper not in counts_by_day:
                    counts_by_day[upper] = _CountsByDay(by_scope[upper])
                yield from _find_clashing(scope, counts, upper, counts_by_day[upper], hierarchy)


def _list_larger_scopes(scope: PartScope, hierarchy: Hierarchy) -> set[PartScope]:
    """Scopes of larger groups that include a scope at some time."""
    holders = {scope.holders} | {(id_,) for id_ in _find_common_ancestors(scope.holders, hierarchy)}
    places = {scope.places, ()} | {(id_,) for id_ in _find_common_ancestors(scope.places, hierarchy)}
    terms = {scope.terms, frozenset[str]()}
    counted = {scope.counted, (scope.counted[0], None)}
    groups = hierarchy.find_ancestors(scope.group) - {scope.group}
    return {PartScope(*each) for each in product(groups, holders, places, terms, counted)}


def _find_common_ancestors(ids: Sequence[str], hierarchy: Hierarchy) -> frozenset[str]:
    """The ids that are, or include, every one of some ids."""
    uppers = [hierarchy.find_ancestors(id_) for id_ in ids]
    return frozenset.intersection(*uppers) if uppers else frozenset()


class _CountsByDay:
    """Counts of one scope, indexed by days."""

    def __init__(self, counts: Sequence[StoredStatement]) -> None:
        by_window: dict[Window, list[StoredStatement]] = defaultdict(list)
        for statement in counts:
            by_window[find_days(statement)].append(statement)
        self.rows = sorted(by_window.items(), key=lambda row: (row[0].earliest, row[0].latest))
        self.starts = [window.earliest for window, _ in self.rows]
        self.reach: list[date] = []  # the last day that any row up to here names
        for window, _ in self.rows:
            self.reach.append(max(self.reach[-1], window.latest) if self.reach else window.latest)

    def find_meeting(self, days: Window) -> Iterator[tuple[Window, list[StoredStatement]]]:
        index = bisect_right(self.starts, days.latest)
        while index and self.reach[index - 1] >= days.earliest:
            index -= 1
            if self.rows[index][0].latest >= days.earliest:
                yield self.rows[index]


def _find_clashing(
    scope: PartScope,
    counts: Sequence[StoredStatement],
    upper: PartScope,
    upper_counts: _CountsByDay,
    hierarchy: Hierarchy,
) -> Iterator[LargerPart]:
    by_window: dict[Window, list[StoredStatement]] = defaultdict(list)
    for statement in counts:
        by_window[find_days(statement)].append(statement)
    for days, parts in sorted(by_window.items(), key=lambda row: (row[0].earliest, row[0].latest)):
        highest = max(_get_range(s)[0] for s in parts)
        wholes, certain = [], False
        for window, some in upper_counts.find_meeting(days):
            smaller = [s for s in some if (most := _get_range(s)[1]) is not None and most < highest]
            common = Window(max(days.earliest, window.earliest), min(days.latest, window.latest))
            if smaller and _is_part(scope, upper, common, hierarchy):
                wholes += smaller
                certain = certain or days.earliest == days.latest == window.earliest == window.latest
        if wholes:
            least = min(most for s in wholes if (most := _get_range(s)[1]) is not None)
            larger = [s for s in parts if _get_range(s)[0] > least]
            yield LargerPart(scope.group, upper.group, tuple(larger), tuple(wholes), certain)


def _is_part(scope: PartScope, upper: PartScope, days: Window, hierarchy: Hierarchy) -> bool:
    """Whether the group, and where they differ the holders and the places, are parts on some of the days."""
    pairs = [(scope.group, upper.group)]
    for lower, higher in ((scope.holders, upper.holders), (scope.places, upper.places)):
        if higher and lower != higher:
            pairs += [(id_, higher[0]) for id_ in lower]
    return all(higher in hierarchy.find_ancestors(lower, days) for lower, higher in pairs)


def _get_range(statement: StoredStatement) -> tuple[int, int | None]:
    assert statement.count is not None
    return statement.count.min, statement.count.max
