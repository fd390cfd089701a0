"""Clashes between comparable statements, and grouping of those that can be compared with one another.

Counts of a part of a group that are larger than counts of the whole group clash too. A part cannot be larger than the
whole if the same holder, or a part of it, holds both at the places counted. A whole counted only at some places, on
some terms or of some people sets no limit for the rest of its part.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import product
from math import inf
from typing import Literal, NamedTuple

from graph.dates.windows import Window
from graph.disputes.one_question import find_days, is_state
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import Hierarchy, is_fact
from graph.model.statement import StoredStatement

ClashKind = Literal["figures", "dates"]
Compatible = Callable[[StoredStatement, StoredStatement], bool]


def has_clash(why: ClashKind, members: Sequence[StoredStatement]) -> bool:
    """Whether two members clash: the highest lower bound lies above the lowest upper bound."""
    low, high = _find_limits(why, members)
    return low > high


def select_clashing(why: ClashKind, members: Sequence[StoredStatement]) -> list[StoredStatement]:
    """The members that clash with at least one other."""
    low, high = _find_limits(why, members)
    return [s for s in members if _find_reading(why, s)[0] > high or _find_reading(why, s)[1] < low]


def _find_limits(why: ClashKind, members: Sequence[StoredStatement]) -> tuple[float, float]:
    readings = [_find_reading(why, statement) for statement in members]
    return max(low for low, _ in readings), min(high for _, high in readings)


def _find_reading(why: ClashKind, statement: StoredStatement) -> tuple[float, float]:
    """The lowest and the highest number, or the first and the last day, that a statement allows."""
    if why == "dates" and statement.validity.kind == "valid":  # for states, only beginnings are compared
        return statement.bounds.earliest_start.toordinal(), statement.bounds.latest_start.toordinal()
    if why == "dates":
        days = find_days(statement)
        return days.earliest.toordinal(), days.latest.toordinal()
    count = statement.count
    assert count is not None
    return count.min, inf if count.max is None else count.max


def group_by_common_day(scope: Sequence[StoredStatement]) -> Iterator[list[StoredStatement]]:
    """Sets of statements with a common day. Each one that clashes with others is in a set with at least one of these.

    A sweep over the days. When a statement without a set ends, a set is yielded: the statements that are open on that
    day, or on the last day on which a statement that it clashes with was open. The highest lower bound and the lowest
    upper bound of open statements show whether there is a clash, so no pairs need to be compared.
    """
    days = {statement.id: find_days(statement) for statement in scope}
    by_start = sorted(scope, key=lambda s: days[s.id].earliest, reverse=True)
    by_end = sorted(scope, key=lambda s: days[s.id].latest)
    open_: dict[str, StoredStatement] = {}
    ungrouped: set[str] = set()
    clash_days: dict[str, date] = {}
    open_extremes, unmatched_extremes = _Extremes(), _Extremes()
    ended = 0
    for ending in by_end:
        last = days[ending.id].latest
        while days[by_end[ended].id].latest < last:
            open_.pop(by_end[ended].id)
            ended += 1
        while by_start and days[by_start[-1].id].earliest <= last:
            started = by_start.pop()
            open_[started.id] = started
            ungrouped.add(started.id)
            open_extremes.add(started)
            unmatched_extremes.add(started)
        if ending.id in ungrouped:
            if open_extremes.has_clash_with(ending, lambda id_: id_ in open_):
                clash_days[ending.id] = last
            if ending.id in clash_days:
                day = clash_days[ending.id]
                candidates = open_.values() if day == last else scope
                together = [s for s in candidates if days[s.id].earliest <= day <= days[s.id].latest]
                ungrouped.difference_update(clashing.id for clashing in select_clashing("figures", together))
                yield together
        for id_ in unmatched_extremes.take_clashing(ending):
            if id_ in ungrouped and id_ not in clash_days:
                clash_days[id_] = last
        ungrouped.discard(ending.id)


class _Extremes:
    """Counts in two heaps: by highest lower bound, and by lowest upper bound."""

    def __init__(self) -> None:
        self._by_low: list[tuple[float, str]] = []
        self._by_high: list[tuple[float, str]] = []

    def add(self, statement: StoredStatement) -> None:
        low, high = _find_reading("figures", statement)
        heappush(self._by_low, (-low, statement.id))
        heappush(self._by_high, (high, statement.id))

    def has_clash_with(self, statement: StoredStatement, is_open: Callable[[str], bool]) -> bool:
        """Whether a statement clashes with an open one. Removes closed ones from the top of the heaps."""
        for heap in (self._by_low, self._by_high):
            while heap and not is_open(heap[0][1]):
                heappop(heap)
        low, high = _find_reading("figures", statement)
        return bool(self._by_low) and (-self._by_low[0][0] > high or self._by_high[0][0] < low)

    def take_clashing(self, statement: StoredStatement) -> list[str]:
        """Remove the statements that a statement clashes with from the heaps, and return their ids."""
        low, high = _find_reading("figures", statement)
        found = []
        while self._by_low and -self._by_low[0][0] > high:
            found.append(heappop(self._by_low)[1])
        while self._by_high and self._by_high[0][0] < low:
            found.append(heappop(self._by_high)[1])
        return found


def group_compatible(
    statements: Sequence[StoredStatement],
    is_compatible: Compatible,
    make_kind: Callable[[StoredStatement], Hashable],
    find_candidates: Callable[[int, StoredStatement], Iterable[int]] | None = None,
) -> Iterator[list[StoredStatement]]:
    """Sets of statements that are compatible with one another. Every compatible pair is in at least one set.

    Statements of one kind (`make_kind`) are compatible with each other, and with the same others. Kinds are indexed in
    order of appearance. `find_candidates` gives the indices of earlier kinds that may be compatible with a new one;
    without it, all earlier kinds are compared.
    """
    kinds: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        kinds[make_kind(statement)].append(statement)
    members = list(kinds.values())
    sets: list[list[int]] = []
    sets_by_kind: dict[int, list[int]] = defaultdict(list)  # set indices by kind
    for index, (one, *_) in enumerate(members):
        earlier = range(index) if find_candidates is None else find_candidates(index, one)
        compatible_kinds = {other for other in earlier if is_compatible(one, members[other][0])}
        joined_sets = [
            set_index
            for set_index in sorted({s for other in compatible_kinds for s in sets_by_kind[other]})
            if compatible_kinds.issuperset(sets[set_index])
        ]
        unpaired = compatible_kinds - {other for set_index in joined_sets for other in sets[set_index]}
        for set_index in joined_sets:
            sets[set_index].append(index)
        sets_by_kind[index] += joined_sets
        while unpaired:
            together = [index]
            for other in sorted(compatible_kinds, key=lambda other: (other not in unpaired, other)):
                if all(is_compatible(members[other][0], members[member][0]) for member in together[1:]):
                    together.append(other)
            for other in together:
                sets_by_kind[other].append(len(sets))
            sets.append(together)
            unpaired.difference_update(together)
        if not compatible_kinds:
            sets_by_kind[index].append(len(sets))
            sets.append([index])
    for together in sets:
        yield [statement for index in together for statement in members[index]]


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
