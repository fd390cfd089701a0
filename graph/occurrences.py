"""Which reports tell of one occurrence, as far as judgements say, and what they then count together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.counts import Range, add
from graph.identity import Judgement
from graph.recorded import Recorded

EXACT = 12  # blocks up to which the fewest occurrences are found by trying; beyond, a bound that never claims too much


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Reports parted into blocks: those of a block tell of one occurrence, by their Event or by a judgement.

    `apart` are pairs of blocks (numbers, the lower first) that a judgement tells apart. Of all other pairs nobody said
    whether they are one: a judgement is missing or unsure.
    """

    blocks: tuple[tuple[Recorded, ...], ...]
    apart: frozenset[tuple[int, int]]

    def total(self, ranges: Sequence[Range]) -> Range:
        """The sum over what happened, from all blocks being as few occurrences as may be to all being distinct.

        `ranges` are the counts of the blocks, in their order. Where several blocks may be one occurrence it counts at
        least the lowest of them (hull).
        """
        return self._fewest([low for low, _ in ranges]), add(ranges)[1]

    def only(self, numbers: Sequence[int]) -> "Occurrences":
        """Some of the blocks, in the order of their numbers."""
        place = {number: position for position, number in enumerate(numbers)}
        kept = ((place[one], place[other]) for one, other in self.apart if one in place and other in place)
        return Occurrences(tuple(self.blocks[number] for number in numbers), frozenset(kept))

    def _fewest(self, lows: Sequence[int]) -> int:
        if not lows:
            return 0
        if not self.apart:
            return min(lows)
        if len(lows) <= EXACT:
            return self._least(lows)
        return self._clique(lows)

    def _least(self, lows: Sequence[int]) -> int:
        """The least sum of the lowest counts over all partings into occurrences that no judgement forbids."""
        best = sum(lows)
        parts: list[list[int]] = []

        def place(number: int, so_far: int) -> None:
            nonlocal best
            if so_far >= best and number < len(order):
                return
            if number == len(order):
                best = min(best, so_far)
                return
            block = order[number]
            for part in parts:  # blocks come with rising counts, so a part costs what its first one does
                if not any(self._are_apart(block, other) for other in part):
                    part.append(block)
                    place(number + 1, so_far)
                    part.pop()
            parts.append([block])
            place(number + 1, so_far + lows[block])
            parts.pop()

        order = sorted(range(len(lows)), key=lambda block: lows[block])
        place(0, 0)
        return best

    def _clique(self, lows: Sequence[int]) -> int:
        """The counts of blocks that are all apart from one another, found greedily: at least so many there were."""
        chosen: list[int] = []
        for block in sorted(range(len(lows)), key=lambda block: -lows[block]):
            if all(self._are_apart(block, other) for other in chosen):
                chosen.append(block)
        return sum(lows[block] for block in chosen)

    def _are_apart(self, one: int, other: int) -> bool:
        return (min(one, other), max(one, other)) in self.apart


def numbered(statements: Iterable[Recorded], judgements: Iterable[Judgement] = ()) -> dict[str, int]:
    """The number of the occurrence that each statement reports, by its id."""
    blocks = occurrences(statements, judgements).blocks
    return {statement.id: number for number, block in enumerate(blocks) for statement in block}


def occurrences(statements: Iterable[Recorded], judgements: Iterable[Judgement] = ()) -> Occurrences:
    """Part reports into occurrences. `judgements` name keys of statements, or ids of Events.

    A report that is about just one Event reports that one.
    Events that a judgement joined have one canonical id already; that a judgement tells two Events apart is read here.
    """
    statements, judgements = list(statements), list(judgements)
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while (above := leader.get(name, name)) != name:
            leader[name] = name = leader.get(above, above)
        return name

    for judgement in judgements:
        for other in judgement.ids:
            leader[find(other)] = find(judgement.ids[0]) if judgement.verdict == "positive" else find(other)
    by_name: dict[str, list[Recorded]] = {}
    for statement in statements:
        about, name = statement.about, statement.key
        if len(about) == 1:  # what is about two Events is no report of one of them alone
            if name in leader:
                leader[find(name)] = find(about[0])
            name = about[0]
        if name in by_name:
            by_name[name].append(statement)
        else:
            by_name[name] = [statement]
    by_leader: dict[str, list[Recorded]] = {}
    for name, some in by_name.items():
        by_leader.setdefault(find(name) if name in leader else name, []).extend(some)
    number = {name: position for position, name in enumerate(by_leader)}
    apart: set[tuple[int, int]] = set()
    for judgement in judgements:
        if judgement.verdict == "negative":
            told = sorted({number[find(id_)] for id_ in judgement.ids if find(id_) in number})
            apart.update(combinations(told, 2))
    return Occurrences(tuple(map(tuple, by_leader.values())), frozenset(apart))
