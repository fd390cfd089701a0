"""Why pairs differ between two networks: what happened in the world, and what only came to be known."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.columns.changes import NO_ROW, Differences, facts_of, stated_ends
from graph.columns.day import Day
from graph.columns.whole import MANY

WORLD = ("began", "ended", "faded", "changed")
KNOWN = ("newlyReported", "withdrawn", "overtaken", "reassessed")


class Change(NamedTuple):
    """One pair that differs: one of WORLD or KNOWN, the numbers of its ends, the positions of its rows or NO_ROW.

    `because` are the rows in the columns of what makes the change.
    """

    change: str
    ends: tuple[int, int]
    before: int
    after: int
    because: Sequence[int]


def in_world(before: Day, after: Day, found: Differences) -> Iterator[Change]:
    """What came between two days, by the same evidence.

    A row that is gone `ended` where some statement tells of an end, perhaps in these days, of what the row rests on;
    else it `faded`: only the evidence stopped.
    """
    ends = stated_ends(before.taken(found.before[found.before != NO_ROW]), before.a, after.b)
    for key, was, becomes in zip(*(column.tolist() for column in found), strict=True):
        ended = ends.get(key, [])
        new = sorted(_used(after, becomes) - _used(before, was))
        if was == NO_ROW:
            yield Change("began", divmod(key, MANY), was, becomes, new)
        elif becomes == NO_ROW:
            yield Change("ended" if ended else "faded", divmod(key, MANY), was, becomes, ended)
        else:
            yield Change("changed", divmod(key, MANY), was, becomes, [*new, *(row for row in ended if row not in new)])


def in_reports(before: Day, after: Day, found: Differences) -> Iterator[Change]:
    """What else was known of the same days, by earlier and by later evidence.

    A row that is gone was `withdrawn` where something that it rests on was taken back; else it is `overtaken` by what
    came out later, such as an end. One of another sign is `reassessed`.
    """
    known = [facts_of(rows.evidence, found.key) for rows in (before, after)]
    for key, was, becomes in zip(*(column.tolist() for column in found), strict=True):
        then, now = (set(facts.get(key, ())) for facts in known)
        taken_back = sorted(_used(before, was) - now)
        new = sorted(now - then)
        if was == NO_ROW:
            yield Change("newlyReported", divmod(key, MANY), was, becomes, new)
        elif becomes != NO_ROW:
            yield Change("reassessed", divmod(key, MANY), was, becomes, [*taken_back, *new])
        elif taken_back:
            yield Change("withdrawn", divmod(key, MANY), was, becomes, taken_back)
        else:
            yield Change("overtaken", divmod(key, MANY), was, becomes, new)


def _used(rows: Day, position: int) -> set[int]:
    """The rows in the columns of the evidence of one pair."""
    if position == NO_ROW:
        return set()
    return set(rows.evidence.rows[rows.places[rows.offsets[position] : rows.offsets[position + 1]]].tolist())
