"""On which days each piece of evidence bears a row, and why: worked out once, so that a day is one filter."""

import numpy as np

from graph.columns.evidence import EvidenceColumns, RowBounds, Stretches, bounded
from graph.columns.segments import offsets_of, ranges, spread
from graph.columns.support_ranks import NONE, by_itself, kinds, ranks
from graph.columns.table import Array

SPAN = 1 << 24  # more than there are days
AT_ONCE = 1_000_000  # pieces of evidence, or pieces on a day, at a time


def stretches(evidence: EvidenceColumns, act_from: Array, act_to: Array, max_gap_days: int | None = None) -> Stretches:
    """The kinds of each piece on every single day; none has one outside of [act_from, act_to].

    Kinds only change on certain days, and are looked at once between two of them. What is alone in its group (pair and
    sign) has none but its own days; the others have those of their group.
    """
    group = evidence.group(np.arange(len(evidence)))
    offsets = offsets_of(group)
    alone = spread(np.diff(offsets) == 1, offsets)
    singles, others = np.flatnonzero(alone), np.flatnonzero(~alone)
    parts = [_alone(evidence, some, max_gap_days) for some in np.array_split(singles, 1 + len(singles) // AT_ONCE)]
    parts += _together(evidence, others, group[others], act_from[others], act_to[others], max_gap_days)
    joined = Stretches(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.argsort(joined.bearer >> 5, kind="stable")
    return Stretches(*(column[order] for column in joined))


def _alone(evidence: EvidenceColumns, places: Array, max_gap_days: int | None) -> Stretches:
    days = bounded(evidence.columns, evidence.rows[places], evidence.settled)
    kill = evidence.kills(places)
    fresh = days.last + evidence.stale(places, max_gap_days)
    on, after = _turns(days, kill, fresh)
    turns = np.sort(np.stack([*on, *(day + 1 for day in after)], axis=1), axis=1)
    last = np.concatenate([turns[:, 1:] - 1, turns[:, -1:]], axis=1)
    wide = RowBounds(*(column[:, None] for column in days))
    kind = by_itself(wide, kill[:, None], fresh[:, None], turns, turns)
    kind[last < turns] = NONE
    place = np.broadcast_to(places[:, None], turns.shape)
    kept = kind != NONE
    return _merged(evidence, place[kept], turns[kept], last[kept], kind[kept])


def _together(
    evidence: EvidenceColumns, places: Array, group: Array, act_from: Array, act_to: Array, max_gap_days: int | None
) -> list[Stretches]:
    """`places` are whole groups, one after another."""
    if not len(places):
        return []
    changes = _changes(evidence, places, group, max_gap_days)
    low = np.searchsorted(changes, group * SPAN + act_from, side="right") - 1  # the turn before the first day
    sizes = np.maximum(np.searchsorted(changes, group * SPAN + act_to, side="right") - low, 0)
    ends = offsets_of(group)[1:]
    done = np.cumsum(sizes)[ends - 1]  # turns to look at, up to the end of each group
    found, begin = [], 0
    while begin < len(places):
        looked = done[np.searchsorted(ends, begin, side="right") - 1] if begin else 0
        end = int(ends[min(np.searchsorted(done, looked + AT_ONCE), len(ends) - 1)])
        at = ranges(low[begin:end], sizes[begin:end])
        place = np.repeat(places[begin:end], sizes[begin:end])
        found.append(_looked_at(evidence, place, at, changes, max_gap_days))
        begin = end
    return found


def _turns(days: RowBounds, kill: Array, fresh: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """The days on which something begins, and the days after which something has ended."""
    on = (days.earliest_start, days.latest_start, days.first)
    ends = (days.last, days.earliest_end, days.latest_end, fresh, kill)
    return on, tuple(np.minimum(day, SPAN - 2) for day in ends)


def _changes(evidence: EvidenceColumns, places: Array, group: Array, max_gap_days: int | None) -> Array:
    """The turns of each group, as group * SPAN + day; sorted, each group from day 0."""
    days = bounded(evidence.columns, evidence.rows[places], evidence.settled)
    on, after = _turns(days, evidence.kills(places), days.last + evidence.stale(places, max_gap_days))
    base = group * SPAN
    return np.unique(np.concatenate([base, *(base + day for day in on), *(base + day + 1 for day in after)]))


def _looked_at(
    evidence: EvidenceColumns, place: Array, at: Array, changes: Array, max_gap_days: int | None
) -> Stretches:
    order = np.argsort(at, kind="stable")  # by group and day
    at, place = at[order], place[order]
    day = (changes[at] % SPAN).astype(np.int32)
    kind = kinds(evidence, place, day, day, offsets_of(at), max_gap_days)
    following = np.append(changes[1:], SPAN - 1)[at]
    last = np.where(following // SPAN == changes[at] // SPAN, following % SPAN, SPAN).astype(np.int32) - 1
    kept = np.flatnonzero(kind != NONE)
    order = kept[np.lexsort((day[kept], place[kept]))]
    return _merged(evidence, place[order], day[order], last[order], kind[order])


def _merged(evidence: EvidenceColumns, place: Array, day: Array, last: Array, kind: Array) -> Stretches:
    """Stretches of one piece and kind that follow one another become one."""
    bearer = (place * 32 + ranks(kind, evidence.sign[place])).astype(np.int32)
    goes_on = (bearer[1:] == bearer[:-1]) & (day[1:] == last[:-1] + 1)
    some = np.ones(min(len(place), 1), bool)
    begins, ends = np.append(some, ~goes_on), np.append(~goes_on, some)
    return Stretches(day[begins].astype(np.int32), last[ends].astype(np.int32), bearer[begins])
