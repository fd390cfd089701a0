"""Which reports name the same parties and places as far as both name them, without comparing each with each."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter

from graph.recorded import Recorded

Parties = tuple[tuple[str, tuple[str, ...]], ...]  # who or where, by the effect or the role
Named = frozenset[str]


class SameParties:
    """The numbers of reports given before, of which a report may be compatible with one or another.

    Two reports without a judgement are compatible only where the parties that both name are equal, so each is looked
    up by them. `is_compared_with_all` tells which reports may be compatible with any other.
    """

    def __init__(
        self, parties: Callable[[Recorded], Parties], is_compared_with_all: Callable[[Recorded], bool]
    ) -> None:
        self._parties, self._is_compared_with_all = parties, is_compared_with_all
        self._with_all: list[int] = []
        self._named: dict[Named, list[tuple[int, dict[str, tuple[str, ...]]]]] = defaultdict(list)
        self._alike: dict[tuple[Named, Named], dict[Parties, list[int]]] = {}

    def __call__(self, number: int, statement: Recorded) -> list[int]:
        """Reports before this one that may be compatible with it; then it counts among those before."""
        if self._is_compared_with_all(statement):
            self._with_all.append(number)
            return list(range(number))
        parties = dict(self._parties(statement))
        mine = frozenset(parties)
        found = list(self._with_all)
        for named in self._named:
            common = mine & named
            found += self._sharing(named, common).get(_part(parties, common), ())
        self._named[mine].append((number, parties))
        for (named, common), alike in self._alike.items():
            if named == mine:
                alike[_part(parties, common)].append(number)
        return found

    def _sharing(self, named: Named, common: Named) -> dict[Parties, list[int]]:
        """Reports that name certain parties, by some of them."""
        if (named, common) not in self._alike:
            alike: dict[Parties, list[int]] = defaultdict(list)
            for number, parties in self._named[named]:
                alike[_part(parties, common)].append(number)
            self._alike[named, common] = alike
        return self._alike[named, common]


def _part(parties: dict[str, tuple[str, ...]], common: Named) -> Parties:
    return tuple(sorted(((role, parties[role]) for role in common), key=itemgetter(0)))
