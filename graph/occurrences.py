"""Which reports tell of one occurrence, as far as judgements say, and what they then count together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from graph.identity import Judgement
from graph.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Reports parted into blocks: those of a block tell of one occurrence, by their Event or by a judgement.

    `apart` are pairs of blocks (numbers, the lower first) that a judgement tells apart. Of all other pairs nobody said
    whether they are one: a judgement is missing or unsure.
    """

    blocks: tuple[tuple[Recorded, ...], ...]
    apart: frozenset[tuple[int, int]]


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
