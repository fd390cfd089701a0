"""Which reports are of one occurrence, according to judgements, and how many their counts make together."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Reports in blocks: those of one block are of one occurrence, by their Event or by a judgement.

    `apart` are pairs of blocks (numbers, the lower first) that a judgement keeps apart. Of all other pairs it is open
    whether they are one: a judgement is missing or unsure.
    """

    blocks: tuple[tuple[StoredStatement, ...], ...]
    apart: frozenset[tuple[int, int]]


def number_occurrences(statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = ()) -> dict[str, int]:
    """The number of the occurrence that each statement reports, by its id."""
    blocks = group_by_occurrence(statements, judgements).blocks
    return {statement.id: number for number, block in enumerate(blocks) for statement in block}


def group_by_occurrence(statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = ()) -> Occurrences:
    """Reports grouped by occurrence. `judgements` name keys of statements, or ids of Events.

    A report that is about just one Event reports that one. Events that a judgement joined have one canonical id
    already; judgements that keep two Events apart are read here.
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
    by_name: dict[str, list[StoredStatement]] = {}
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
    by_leader: dict[str, list[StoredStatement]] = {}
    for name, some in by_name.items():
        if name in leader:
            name = find(name)
        if name in by_leader:
            by_leader[name] += some
        else:
            by_leader[name] = some
    number = {name: position for position, name in enumerate(by_leader)}
    apart: set[tuple[int, int]] = set()
    for judgement in judgements:
        if judgement.verdict == "negative":
            blocks = sorted({number[find(id_)] for id_ in judgement.ids if find(id_) in number})
            apart.update(combinations(blocks, 2))
    return Occurrences(tuple(map(tuple, by_leader.values())), frozenset(apart))


Voice = tuple[str, str]  # a speaker, and the source that is cited for what it says
MAX_COMPARISONS = 200_000  # comparisons of moves that judgements keep apart, in search of the best set of them


class Occurrence(NamedTuple):
    """One move as its reports have it: at least how many, the first and the last day (ordinals), and who reports it.

    `number` is unique among those summed up. `distinct_in` are the datasets, of those that say that no two of their
    rows are one move, which report it.
    """

    number: int
    fewest: int
    first: int
    last: int
    voices: Sequence[Voice]
    distinct_in: Sequence[str] = ()


def find_witnesses(
    reports: Collection[StoredStatement], distinct: Collection[str] = ()
) -> tuple[Sequence[Voice], Sequence[str]]:
    """Who reports one move, in which sources; and which datasets it is in of those whose rows are `distinct`."""
    if len(reports) == 1:
        (one,) = reports
        return ((one.said_by, one.cites.source),), (one.dataset,) if one.dataset in distinct else ()
    voices = dict.fromkeys([(one.said_by, one.cites.source) for one in reports])
    datasets = dict.fromkeys(one.dataset for one in reports if one.dataset in distinct) if distinct else ()
    return tuple(voices), tuple(datasets)


def find_largest_sum(moves: Iterable[Occurrence], apart: Mapping[int, set[int]]) -> int:
    """The least that some moves make together: the largest sum of `fewest` over moves that cannot be one another.

    Such moves are: those that one speaker reports in one source, no two of which share a day; all moves of a dataset
    whose rows are distinct; those that judgements keep `apart` (numbers, both ways round), two by two. Nothing else
    keeps moves apart, and each of the three is taken by itself. n log n, except for judged moves.
    """
    by_voice: dict[Voice, tuple[list[int], list[int]]] = {}
    by_dataset: dict[str, int] = {}
    judged: dict[int, int] = {}
    most = 0
    for one in sorted(moves, key=attrgetter("last")):
        number, fewest, first, last, voices, distinct_in = one
        most = max(most, fewest)
        for voice in voices:
            # weighted interval scheduling: the days on which the best sum so far grew, and what it was from then on
            ends, sums = by_voice.setdefault(voice, ([0], [0]))
            found = sums[bisect_left(ends, first) - 1] + fewest
            if found > sums[-1]:
                if ends[-1] == last:
                    sums[-1] = found
                else:
                    ends.append(last)
                    sums.append(found)
        for dataset in distinct_in:
            by_dataset[dataset] = by_dataset.get(dataset, 0) + fewest
        if apart and fewest and number in apart:
            judged[number] = fewest
    sums_of_voices = (sums[-1] for _, sums in by_voice.values())
    return max(most, _find_heaviest_clique(judged, apart), *sums_of_voices, *by_dataset.values(), 0)


def _find_heaviest_clique(fewest: Mapping[int, int], apart: Mapping[int, set[int]]) -> int:
    """The largest sum over moves of which every two are kept apart: the heaviest clique, by branch and bound.

    After `WORK` comparisons the best sum so far, which is a true lower bound too.
    """
    order = sorted(fewest, key=lambda number: (-fewest[number], number))
    best, work = 0, 0
    # each level: what is chosen so far makes, the moves that are apart from all of it, how many of those are tried
    levels = [(0, order, 0)] if len(order) > 1 else []
    while levels:
        total, among, tried = levels.pop()
        best = max(best, total)
        if total + sum(fewest[number] for number in among[tried:]) <= best or (work > MAX_COMPARISONS and tried):
            continue
        number = among[tried]
        levels.append((total, among, tried + 1))
        levels.append((total + fewest[number], [other for other in among[tried + 1 :] if other in apart[number]], 0))
        work += len(among) - tried
    return best
