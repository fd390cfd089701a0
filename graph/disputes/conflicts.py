"""Which of several statements on one question cannot both be true, and which can be compared with one another."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from math import inf
from typing import Literal

from graph.disputes.one_question import find_days
from graph.model.statement import StoredStatement

ClashKind = Literal["figures", "dates"]
Compatible = Callable[[StoredStatement, StoredStatement], bool]


def has_clash(why: ClashKind, members: Sequence[StoredStatement]) -> bool:
    """Whether two of them clash: the highest lower bound lies above the lowest upper bound."""
    low, high = _find_limits(why, members)
    return low > high


def select_clashing(why: ClashKind, members: Sequence[StoredStatement]) -> list[StoredStatement]:
    low, high = _find_limits(why, members)
    return [s for s in members if _find_reading(why, s)[0] > high or _find_reading(why, s)[1] < low]


def _find_limits(why: ClashKind, members: Sequence[StoredStatement]) -> tuple[float, float]:
    readings = [_find_reading(why, statement) for statement in members]
    return max(low for low, _ in readings), min(high for _, high in readings)


def _find_reading(why: ClashKind, statement: StoredStatement) -> tuple[float, float]:
    """The lowest and the highest number, or the first and the last day, that a statement allows."""
    if why == "dates" and statement.validity.kind == "valid":  # of a state only its beginnings can differ
        return statement.bounds.earliest_start.toordinal(), statement.bounds.latest_start.toordinal()
    if why == "dates":
        days = find_days(statement)
        return days.earliest.toordinal(), days.latest.toordinal()
    count = statement.count
    assert count is not None
    return count.min, inf if count.max is None else count.max


def group_by_common_day(scope: Sequence[StoredStatement]) -> Iterator[list[StoredStatement]]:
    """Sets of statements that name some day in common; each that clashes with another is in a set with such a one.

    A sweep over the days in their order. When a statement ends that is in no set yet, one is given: the statements
    that are open then, or that were on the last day on which one was open that it clashes with. The highest lower
    bound and the lowest upper bound of open statements show whether one clashes, so no two need to be compared.
    """
    days = {statement.id: find_days(statement) for statement in scope}
    by_start = sorted(scope, key=lambda s: days[s.id].earliest, reverse=True)
    by_end = sorted(scope, key=lambda s: days[s.id].latest)
    open_: dict[str, StoredStatement] = {}
    ungrouped: set[str] = set()
    clash_days: dict[str, date] = {}
    every, unmet = _Extremes(), _Extremes()
    ended = 0
    for ending in by_end:
        last = days[ending.id].latest
        while days[by_end[ended].id].latest < last:
            open_.pop(by_end[ended].id)
            ended += 1
        while by_start and days[by_start[-1].id].earliest <= last:
            begun = by_start.pop()
            open_[begun.id] = begun
            ungrouped.add(begun.id)
            every.add(begun)
            unmet.add(begun)
        if ending.id in ungrouped:
            if every.has_clash_with(ending, lambda id_: id_ in open_):
                clash_days[ending.id] = last
            if ending.id in clash_days:
                day = clash_days[ending.id]
                then = open_.values() if day == last else scope
                together = [s for s in then if days[s.id].earliest <= day <= days[s.id].latest]
                ungrouped.difference_update(shown.id for shown in select_clashing("figures", together))
                yield together
        for id_ in unmet.take_clashing(ending):
            if id_ in ungrouped and id_ not in clash_days:
                clash_days[id_] = last
        ungrouped.discard(ending.id)


class _Extremes:
    """Counts in two heaps, the highest lower bound and the lowest upper bound first."""

    def __init__(self) -> None:
        self._by_low: list[tuple[float, str]] = []
        self._by_high: list[tuple[float, str]] = []

    def add(self, statement: StoredStatement) -> None:
        low, high = _find_reading("figures", statement)
        heappush(self._by_low, (-low, statement.id))
        heappush(self._by_high, (high, statement.id))

    def has_clash_with(self, statement: StoredStatement, is_open: Callable[[str], bool]) -> bool:
        """Whether a statement clashes with one that is still open. Those that no longer are leave the heaps."""
        for heap in (self._by_low, self._by_high):
            while heap and not is_open(heap[0][1]):
                heappop(heap)
        low, high = _find_reading("figures", statement)
        return bool(self._by_low) and (-self._by_low[0][0] > high or self._by_high[0][0] < low)

    def take_clashing(self, statement: StoredStatement) -> list[str]:
        """Ids of those that a statement clashes with. They leave the heap by which they clash."""
        low, high = _find_reading("figures", statement)
        found = []
        while self._by_low and -self._by_low[0][0] > high:
            found.append(heappop(self._by_low)[1])
        while self._by_high and self._by_high[0][0] < low:
            found.append(heappop(self._by_high)[1])
        return found


def group_compatible(
    statements: Sequence[StoredStatement],
    compatible: Compatible,
    kind: Callable[[StoredStatement], Hashable],
    nearby: Callable[[int, StoredStatement], Iterable[int]] | None = None,
) -> Iterator[list[StoredStatement]]:
    """Sets of statements that are compatible with one another; every compatible pair is in one of the sets.

    Statements of one kind are compatible with the same ones, and with one another. Kinds are numbered as they come:
    `nearby` gives the kinds before one of which some are compatible with it, and all others are not; without it each
    is compared with all.
    """
    kinds: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        kinds[kind(statement)].append(statement)
    members = list(kinds.values())
    sets: list[list[int]] = []
    sets_of: dict[int, list[int]] = defaultdict(list)  # by kind, as they were made
    for number, (one, *_) in enumerate(members):
        before = range(number) if nearby is None else nearby(number, one)
        compatible_kinds = {other for other in before if compatible(one, members[other][0])}
        joined = [
            found
            for found in sorted({s for other in compatible_kinds for s in sets_of[other]})
            if compatible_kinds.issuperset(sets[found])
        ]
        unpaired = compatible_kinds - {other for found in joined for other in sets[found]}
        for found in joined:
            sets[found].append(number)
        sets_of[number] += joined
        while unpaired:
            together = [number]
            for other in sorted(compatible_kinds, key=lambda other: (other not in unpaired, other)):
                if all(compatible(members[other][0], members[third][0]) for third in together[1:]):
                    together.append(other)
            for other in together:
                sets_of[other].append(len(sets))
            sets.append(together)
            unpaired.difference_update(together)
        if not compatible_kinds:
            sets_of[number].append(len(sets))
            sets.append([number])
    for together in sets:
        yield [statement for number in together for statement in members[number]]
