"""Which of several statements on one question cannot both be true, and which of them stand side by side."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from math import inf

from graph.disputes.one_question import days_of
from graph.recorded import Recorded

Compatible = Callable[[Recorded, Recorded], bool]


def clash(why: str, members: Sequence[Recorded]) -> bool:
    """Whether two of them clash: the highest lower bound lies above the lowest upper bound."""
    low, high = _limits(why, members)
    return low > high


def that_clash(why: str, members: Sequence[Recorded]) -> list[Recorded]:
    low, high = _limits(why, members)
    return [s for s in members if _reading(why, s)[0] > high or _reading(why, s)[1] < low]


def _limits(why: str, members: Sequence[Recorded]) -> tuple[float, float]:
    readings = [_reading(why, statement) for statement in members]
    return max(low for low, _ in readings), min(high for _, high in readings)


def _reading(why: str, statement: Recorded) -> tuple[float, float]:
    """The lowest and the highest number, or the first and the last day, that a statement allows."""
    if why == "dates" and statement.validity.kind == "valid":  # of a state it is the beginning that is told twice
        return statement.bounds.earliest_start.toordinal(), statement.bounds.latest_start.toordinal()
    if why == "dates":
        days = days_of(statement)
        return days.earliest.toordinal(), days.latest.toordinal()
    count = statement.count
    assert count is not None
    return count.min, inf if count.max is None else count.max


def at_one_time(scope: Sequence[Recorded]) -> Iterator[list[Recorded]]:
    """Statements that all name some day in common, such that each that clashes with another stands beside one.

    Days are gone through by their order. A set is given when one ends that stood in none yet: those that are open
    then, or were on the day on which it last met one that it clashes with.
    """
    days = {statement.id: days_of(statement) for statement in scope}
    by_start = sorted(scope, key=lambda s: days[s.id].earliest, reverse=True)
    open_: dict[str, Recorded] = {}
    unshown: dict[str, Recorded] = {}
    met: dict[str, date] = {}
    by_end = sorted(scope, key=lambda s: days[s.id].latest)
    ended = 0
    for ending in by_end:
        last = days[ending.id].latest
        while days[by_end[ended].id].latest < last:
            open_.pop(by_end[ended].id)
            ended += 1
        while by_start and days[by_start[-1].id].earliest <= last:
            begun = by_start.pop()
            open_[begun.id] = unshown[begun.id] = begun
        if ending.id in unshown:
            if any(clash("figures", (ending, other)) for other in open_.values()):
                met[ending.id] = last
            if ending.id in met:
                day = met[ending.id]
                then = open_.values() if day == last else scope
                together = [s for s in then if days[s.id].earliest <= day <= days[s.id].latest]
                for shown in that_clash("figures", together):
                    unshown.pop(shown.id, None)
                yield together
        for other in unshown.values():
            if other.id not in met and clash("figures", (ending, other)):
                met[other.id] = last
        unshown.pop(ending.id, None)


def side_by_side(
    statements: Sequence[Recorded], compatible: Compatible, kind: Callable[[Recorded], Hashable]
) -> Iterator[list[Recorded]]:
    """Sets of statements that are compatible pairwise; every compatible pair stands in one of them.

    Statements of one kind are compatible with the same ones, and with one another.
    """
    kinds: dict[Hashable, list[Recorded]] = defaultdict(list)
    for statement in statements:
        kinds[kind(statement)].append(statement)
    members = list(kinds.values())
    sets: list[list[int]] = []
    for number, (one, *_) in enumerate(members):
        near = {other for other in range(number) if compatible(one, members[other][0])}
        joined = [found for found in sets if near.issuperset(found)]
        apart = near - {other for found in joined for other in found}
        for found in joined:
            found.append(number)
        while apart:
            found = [number]
            for other in sorted(near, key=lambda other: (other not in apart, other)):
                if all(compatible(members[other][0], members[third][0]) for third in found[1:]):
                    found.append(other)
            sets.append(found)
            apart.difference_update(found)
        if not near:
            sets.append([number])
    for found in sets:
        yield [statement for number in found for statement in members[number]]
