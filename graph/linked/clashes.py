"""The fewest whose constraints on days do not fit together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph.linked.push import EARLY, Constraint, Network, push

Owners = frozenset[str]
PATIENCE = 200  # rounds


def fewest(constraints: Iterable[Constraint], clashes: Sequence[Owners]) -> Owners:
    """The smallest set of owners, in number, that no days fit. `clashes` are some sets that do not fit.

    Whatever does not fit shares an owner with every set of owners without which all the rest fits. So the smallest set
    that meets all such sets known so far is either what is looked for, or leads to one more of them (Ignatiev,
    Previti, Liffiton & Marques-Silva 2015, Smallest MUS Extraction with Minimal Hitting Set Dualization). After so
    many rounds as PATIENCE the best set so far is given, of which none can be left out.
    """
    by_owner: dict[str, list[Constraint]] = defaultdict(list)
    for constraint in constraints:
        by_owner[constraint.owner].append(constraint)
    search = _Search(by_owner)
    best = search.shrunk(min(clashes, key=lambda owners: (len(owners), sorted(owners))))
    repairs: list[Owners] = []
    for _ in range(PATIENCE):
        hitting = _hitting(repairs, len(best) - 1)
        if hitting is None:
            return best
        if search.clashes(hitting):
            return hitting
        repairs.append(search.repair(hitting))
    return best


class _Search:
    def __init__(self, by_owner: dict[str, list[Constraint]]) -> None:
        self._by_owner = by_owner

    def clashes(self, owners: Collection[str]) -> list[Owners]:
        network = Network(c for owner in sorted(owners) for c in self._by_owner[owner])
        return push(network, EARLY)[1]

    def shrunk(self, owners: Owners) -> Owners:
        """A part that does not fit either, and of which none can be left out."""
        for owner in sorted(owners):
            left = self.clashes(owners - {owner}) if owner in owners else []
            owners = min(left, key=len, default=owners)
        return owners

    def repair(self, kept: Owners) -> Owners:
        """Some owners, none of those kept, without which all the rest fits."""
        gone: set[str] = set()
        while clashes := self.clashes(self._by_owner.keys() - gone):
            times = Counter(owner for clash in clashes for owner in clash - kept)
            for clash in clashes:
                if not clash & gone:
                    gone.add(max(sorted(clash - kept), key=times.__getitem__))
        return frozenset(gone)


def _hitting(sets: Sequence[Owners], most: int) -> Owners | None:
    """The smallest set of at most so many that shares an owner with each of the sets; None where there is none."""
    sure = {owner for one in sets if len(one) == 1 for owner in one}
    left = [one for one in sets if not one & sure]
    for size in range(most - len(sure) + 1):
        found = _of_size(left, size)
        if found is not None:
            return found | sure
    return None


def _of_size(sets: Sequence[Owners], size: int) -> Owners | None:
    if not sets:
        return frozenset()
    if size == 0:
        return None
    shortest = min(sets, key=len)
    for owner in sorted(shortest):
        rest = _of_size([one for one in sets if owner not in one], size - 1)
        if rest is not None:
            return rest | {owner}
    return None
