"""How many several reports of moves make at least, when some of them may be reports of one move."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from graph.recorded import Recorded

Voice = tuple[str, str]  # a speaker, and the source that is cited for what it says
WORK = 200_000  # so many looks at moves that judgements keep apart, for the best set of them


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


def witnesses(reports: Collection[Recorded], distinct: Collection[str] = ()) -> tuple[Sequence[Voice], Sequence[str]]:
    """Who reports one move, in which sources; and which datasets it is in of those whose rows are `distinct`."""
    if len(reports) == 1:
        (one,) = reports
        return ((one.said_by, one.cites.source),), (one.dataset,) if one.dataset in distinct else ()
    voices = dict.fromkeys((one.said_by, one.cites.source) for one in reports)
    return tuple(voices), tuple(dict.fromkeys(one.dataset for one in reports if one.dataset in distinct))


def largest_sum(told: Iterable[Occurrence], apart: Mapping[int, set[int]]) -> int:
    """At least how many some moves make together: the largest sum of the fewest of moves that cannot be one another.

    Which those are: moves that one speaker reports in one source, no two of which share a day; all moves of a dataset
    whose rows are distinct; moves that judgements keep `apart` (numbers, both ways round), two by two. Nothing else
    tells moves apart, and each of the three is taken by itself. n log n, but for what is judged.
    """
    by_voice: dict[Voice, tuple[list[int], list[int]]] = {}
    by_dataset: dict[str, int] = {}
    judged: dict[int, int] = {}
    most = 0
    for one in sorted(told, key=attrgetter("last")):
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
    return max(most, _parted(judged, apart), *sums_of_voices, *by_dataset.values(), 0)


def _parted(fewest: Mapping[int, int], apart: Mapping[int, set[int]]) -> int:
    """The largest sum over moves each two of which are kept apart: the heaviest clique, by branch and bound.

    After `WORK` the best found so far, which is true as well.
    """
    order = sorted(fewest, key=lambda number: (-fewest[number], number))
    best, work = 0, 0
    # each level: what is chosen so far makes, the moves that are apart from all of it, how many of those are tried
    levels = [(0, order, 0)] if len(order) > 1 else []
    while levels:
        total, among, tried = levels.pop()
        best = max(best, total)
        if total + sum(fewest[number] for number in among[tried:]) <= best or (work > WORK and tried):
            continue
        number = among[tried]
        levels.append((total, among, tried + 1))
        levels.append((total + fewest[number], [other for other in among[tried + 1 :] if other in apart[number]], 0))
        work += len(among) - tried
    return best
