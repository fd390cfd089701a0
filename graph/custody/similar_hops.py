"""Pairs of occurrences that may be the same one, as their reports are compatible."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import chain, islice
from typing import NamedTuple

from graph.evidence.hierarchy import Containment

NEAR_DAYS = 3  # reports of one flight or escape name days that differ by one or two
MOST_ALIKE = 10  # so many others are named as perhaps the same occurrence; more would name all
MOST_LOOKED_AT = 40  # so many that may be one with it are looked at, as some name enough others already
FEW_KINDS = 16  # of so many kinds each is looked up by itself; of more, all that come next are gone through
MOST_KINDS = 2_000  # of a kind that so many may be one with, only the MOST_LOOKED_AT that come next are compared

Ids = tuple[str, ...]


class HopKind(NamedTuple):
    """What is reported of an occurrence but for when and how many: many have one kind. `sides` are the people, the
    holders and places that they left, and those that they came to; empty where no report says."""

    sides: tuple[Ids, ...]
    predicates: frozenset[str]


def find_similar_pairs(
    kinds: Sequence[HopKind],
    days: Sequence[tuple[date, date]],
    within: Containment,
    is_apart: Callable[[int, int], bool],
    note_unfinished: Callable[[int], None] = lambda number: None,
) -> Iterator[tuple[int, int]]:
    """Pairs of occurrences that may be one by what they are and when, the first before the second.

    They are given in the order of their first days. Those of kinds that are compatible are looked up, so the work
    grows with the occurrences and with the pairs found, not with what lies near in time. None stands in more than
    MOST_ALIKE pairs; of each the first MOST_LOOKED_AT are looked at. `is_apart`: a judgement tells two apart.
    `note_unfinished` gets each of which more that come after it were not looked at, and may be one with it.
    """
    compatible = _Compatible(kinds, within)
    alike = [0] * len(kinds)
    for number, (_, latest) in enumerate(days):
        if alike[number] >= MOST_ALIKE:
            continue
        following = compatible.list_following(number)
        for other in islice(following, MOST_LOOKED_AT):
            if (days[other][0] - latest).days > NEAR_DAYS:
                break
            if alike[other] < MOST_ALIKE and not is_apart(number, other):
                alike[number] += 1
                alike[other] += 1
                yield number, other
            if alike[number] >= MOST_ALIKE:
                break
        else:
            last = number + 1 + MOST_LOOKED_AT if compatible.is_cut(number) else next(following, len(kinds))
            if last < len(kinds) and (days[last][0] - latest).days <= NEAR_DAYS:
                note_unfinished(number)


class _Compatible:
    """Index of occurrences by kind, and of compatible kinds. Kinds have numbers too."""

    def __init__(self, kinds: Sequence[HopKind], within: Containment) -> None:
        number_of: dict[HopKind, int] = {}
        self._kind = [number_of.setdefault(kind, len(number_of)) for kind in kinds]
        self._kinds, self._within = list(number_of), within
        self._numbers: dict[int, list[int]] = defaultdict(list)
        for number, kind in enumerate(self._kind):
            self._numbers[kind].append(number)
        places = range(len(kinds[0].sides) if kinds else 0)
        self._sides = [_Side([kind.sides[place] for kind in self._kinds], within) for place in places]
        self._found: dict[int, frozenset[int] | None] = {}

    def list_following(self, number: int) -> Iterator[int]:
        """Those that may be one with an occurrence and come after it, in order."""
        kind, kinds = self._kind[number], self._find_kinds(number)
        if kinds is None:
            following = range(number + 1, min(len(self._kind), number + 1 + MOST_LOOKED_AT))
            return (other for other in following if self._can_be_one(kind, self._kind[other]))
        if len(kinds) > FEW_KINDS:
            return (other for other in range(number + 1, len(self._kind)) if self._kind[other] in kinds)
        return merge(*(_list_following(self._numbers[kind], number) for kind in kinds))

    def is_cut(self, number: int) -> bool:
        """Whether its kind may be one with so many that only those that come next are compared."""
        return self._find_kinds(number) is None

    def _find_kinds(self, number: int) -> frozenset[int] | None:
        kind = self._kind[number]
        if kind not in self._found:
            self._found[kind] = self._look_up_kinds(kind)
        return self._found[kind]

    def _look_up_kinds(self, kind: int) -> frozenset[int] | None:
        """The kinds that may be one with a kind; None where they are too many to look for."""
        some = sorted((side.list_meeting(kind) for side in self._sides), key=_count_kinds)
        if not some or _count_kinds(some[0]) > MOST_KINDS:
            return None
        found = set(chain(*some[0]))
        for lists in some[1:]:
            if _count_kinds(lists) <= MOST_KINDS:
                found.intersection_update(chain(*lists))
        return frozenset(other for other in found if self._can_be_one(kind, other))

    def _can_be_one(self, one: int, other: int) -> bool:
        first, second = self._kinds[one], self._kinds[other]
        return not first.predicates.isdisjoint(second.predicates) and all(
            map(self._within.is_compatible, first.sides, second.sides)
        )


class _Side:
    """Index of kinds by the ids on one side, and by the larger ids around these."""

    def __init__(self, named: Sequence[Ids], within: Containment) -> None:
        self._named, self._within = named, within
        self._without_names = [kind for kind, ids in enumerate(named) if not ids]
        self._naming: dict[str, list[int]] = defaultdict(list)
        self._inside: dict[str, list[int]] = defaultdict(list)
        for kind, ids in enumerate(named):
            for id_ in ids:
                self._naming[id_].append(kind)
            for id_ in within.find_ancestors(ids) if ids else ():
                self._inside[id_].append(kind)

    def list_meeting(self, kind: int) -> list[Sequence[int]]:
        """Lists of the kinds that name nobody on this side or meet what a kind names; some stand in several."""
        ids = self._named[kind]
        if not ids:
            return [range(len(self._named))]
        lists: list[Sequence[int]] = [self._naming.get(id_, ()) for id_ in self._within.find_ancestors(ids)]
        return [*lists, *(self._inside.get(id_, ()) for id_ in ids), self._without_names]


def _count_kinds(lists: Sequence[Sequence[int]]) -> int:
    return sum(map(len, lists))


def _list_following(numbers: Sequence[int], number: int) -> Iterator[int]:
    return (numbers[at] for at in range(bisect_right(numbers, number), len(numbers)))
