"""Who is around an actor, on each day of a period at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from graph.columns.pieces import Pieces

Days = tuple[int, int]  # the first and the last, ordinals
Reached = dict[int, list[Days]]  # for an entity, by its number, on which days; in order, and none touches the next


def around(rows: Pieces, centre: Mapping[int, Sequence[Days]], depth: int) -> Pieces:
    """The pieces, cut to the days on which some way of at most `depth` steps from the centre goes through the pair.

    `centre` has the numbers of entities, and the days on which each is in it. A way is one of a single day.
    """
    low, high = (ends.tolist() for ends in rows.evidence.ends(rows.places[rows.offsets[:-1]]))
    start, end = rows.start.tolist(), rows.end.tolist()
    touching: dict[int, list[int]] = defaultdict(list)
    for piece in range(len(rows)):
        touching[low[piece]].append(piece)
        touching[high[piece]].append(piece)
    reached: Reached = {node: _joined(days) for node, days in centre.items()}
    newly = reached
    for _ in range(depth - 1):
        met: dict[int, list[Days]] = defaultdict(list)
        for node, days in newly.items():
            for piece in touching[node]:
                other = high[piece] if low[piece] == node else low[piece]
                met[other] += _shared(days, start[piece], end[piece])
        newly = {node: new for node, days in met.items() if (new := _without(_joined(days), reached.get(node, [])))}
        if not newly:
            break
        reached = reached | {node: _joined([*reached.get(node, []), *new]) for node, new in newly.items()}
    kept = [
        (piece, *days)
        for piece in sorted({piece for node in reached for piece in touching[node]})
        for days in _shared(
            _joined([*reached.get(low[piece], []), *reached.get(high[piece], [])]), start[piece], end[piece]
        )
    ]
    chosen, first, last = np.array(kept, np.int64).reshape(-1, 3).T
    return rows.cut(chosen, first, last)


def _joined(days: Iterable[Days]) -> list[Days]:
    found: list[Days] = []
    for first, last in sorted(days):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _shared(days: Iterable[Days], start: int, end: int) -> Iterator[Days]:
    return ((max(a, start), min(b, end)) for a, b in days if a <= end and start <= b)


def _without(days: Iterable[Days], others: Iterable[Days]) -> list[Days]:
    found = list(days)
    for first, last in others:
        found = [
            part for a, b in found for part in ((a, min(b, first - 1)), (max(a, last + 1), b)) if part[0] <= part[1]
        ]
    return found
