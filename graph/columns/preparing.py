"""Evidence from columns: facts with a sign by pair, and the days on which each bears the row of its pair, and why."""

from dataclasses import replace

import numpy as np

from graph.columns.evidence import (
    FIRST,
    LAST,
    NEVER,
    NOTHING_SETTLED,
    EvidenceColumns,
    ResolvedRows,
    RowBounds,
    Stretches,
    WideEvidence,
    bound_rows,
)
from graph.columns.segments import find_least, find_offsets, list_ranges, spread_values
from graph.columns.support_ranks import NONE, find_kind_alone, find_kinds, find_ranks
from graph.columns.table import JOINT, VALID, Array, Columns

NO_SIGN = 2
SPAN = 1 << 24  # days and their negatives fit twice
HALF = SPAN // 2
NO_STRETCHES = Stretches(*(np.empty(0, np.int32) for _ in range(3)))
NOTHING_WIDE = WideEvidence(*(np.empty(0, np.int32) for _ in range(3)))
AT_ONCE = 1_000_000  # pieces of evidence, or pieces on a day, at a time


def find_stretches(
    evidence: EvidenceColumns, act_from: Array, act_to: Array, max_gap_days: int | None = None
) -> Stretches:
    """The kinds of each piece on every single day; none has one outside of [act_from, act_to].

    Kinds only change on certain days, and are looked at once between two of them. What is alone in its group (pair and
    sign) has none but its own days; the others have those of their group.
    """
    group = evidence.group(np.arange(len(evidence)))
    offsets = find_offsets(group)
    alone = spread_values(np.diff(offsets) == 1, offsets)
    singles, others = np.flatnonzero(alone), np.flatnonzero(~alone)
    parts = [_alone(evidence, some, max_gap_days) for some in np.array_split(singles, 1 + len(singles) // AT_ONCE)]
    parts += _together(evidence, others, group[others], act_from[others], act_to[others], max_gap_days)
    joined = Stretches(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.argsort(joined.bearer >> 5, kind="stable")
    return Stretches(*(column[order] for column in joined))


def _alone(evidence: EvidenceColumns, places: Array, max_gap_days: int | None) -> Stretches:
    days = bound_rows(evidence.columns, evidence.rows[places], evidence.settled)
    kill = evidence.kills(places)
    fresh = days.last + evidence.stale(places, max_gap_days)
    on, after = _turns(days, kill, fresh)
    turns = np.sort(np.stack([*on, *(day + 1 for day in after)], axis=1), axis=1)
    last = np.concatenate([turns[:, 1:] - 1, turns[:, -1:]], axis=1)
    wide = RowBounds(*(column[:, None] for column in days))
    kind = find_kind_alone(wide, kill[:, None], fresh[:, None], turns, turns)
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
    ends = find_offsets(group)[1:]
    done = np.cumsum(sizes)[ends - 1]  # turns to look at, up to the end of each group
    found, begin = [], 0
    while begin < len(places):
        looked = done[np.searchsorted(ends, begin, side="right") - 1] if begin else 0
        end = int(ends[min(np.searchsorted(done, looked + AT_ONCE), len(ends) - 1)])
        at = list_ranges(low[begin:end], sizes[begin:end])
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
    days = bound_rows(evidence.columns, evidence.rows[places], evidence.settled)
    on, after = _turns(days, evidence.kills(places), days.last + evidence.stale(places, max_gap_days))
    base = group * SPAN
    return np.unique(np.concatenate([base, *(base + day for day in on), *(base + day + 1 for day in after)]))


def _looked_at(
    evidence: EvidenceColumns, place: Array, at: Array, changes: Array, max_gap_days: int | None
) -> Stretches:
    order = np.argsort(at, kind="stable")  # by group and day
    at, place = at[order], place[order]
    day = (changes[at] % SPAN).astype(np.int32)
    kind = find_kinds(evidence, place, day, day, find_offsets(at), max_gap_days)
    following = np.append(changes[1:], SPAN - 1)[at]
    last = np.where(following // SPAN == changes[at] // SPAN, following % SPAN, SPAN).astype(np.int32) - 1
    kept = np.flatnonzero(kind != NONE)
    order = kept[np.lexsort((day[kept], place[kept]))]
    return _merged(evidence, place[order], day[order], last[order], kind[order])


def _merged(evidence: EvidenceColumns, place: Array, day: Array, last: Array, kind: Array) -> Stretches:
    """Stretches of one piece and kind that follow one another become one."""
    bearer = (place * 32 + find_ranks(kind, evidence.sign[place])).astype(np.int32)
    goes_on = (bearer[1:] == bearer[:-1]) & (day[1:] == last[:-1] + 1)
    some = np.ones(min(len(place), 1), bool)
    begins, ends = np.append(some, ~goes_on), np.append(~goes_on, some)
    return Stretches(day[begins].astype(np.int32), last[ends].astype(np.int32), bearer[begins])


def prepare_evidence(
    columns: Columns, rows: Array, identity: Array, settled: ResolvedRows = NOTHING_SETTLED
) -> EvidenceColumns:
    """Make facts with a sign ready. `identity` gives for each entity the one that stands for it, by their numbers."""
    signs = columns.edge_table("sign").astype(np.int8)
    rows = rows[signs[columns["edge"][rows]] != NO_SIGN].astype(np.int32)
    start, end = identity[columns["start"][rows]], identity[columns["end"][rows]]
    sign = signs[columns["edge"][rows]]
    key = _key(np.minimum(start, end), np.maximum(start, end), sign)
    order = np.argsort(key, kind="stable")
    order = order[(start != end)[order]]
    order = order[~_again(columns, rows[order], key[order])]
    rows, sign, key = rows[order], sign[order], key[order]
    pair = _numbered(key >> np.uint64(2))
    return add_days(make_unprepared(columns, rows, pair, sign, identity, settled))


def make_unprepared(
    columns: Columns, rows: Array, pair: Array, sign: Array, identity: Array, settled: ResolvedRows
) -> EvidenceColumns:
    """Evidence whose days are yet to be worked out; `rows` are in the order of `pair`, then `sign`."""
    return EvidenceColumns(
        columns=columns, rows=rows, pair=pair, sign=sign,  ended=rows[:0],
        until=rows[:0], identity=identity, pairs=int(pair[-1]) + 1 if len(pair) else 0, settled=settled, plain=rows[:0],
        stretches=NO_STRETCHES, wide=NOTHING_WIDE,
    )  # fmt: skip


def _key(low: Array, high: Array, sign: Array) -> Array:
    """Pairs and signs as numbers that sort by pair, then by sign."""
    return (
        (low.astype(np.uint64) << np.uint64(33))
        | (high.astype(np.uint64) << np.uint64(2))
        | (sign + 1).astype(np.uint64)
    )


def _again(columns: Columns, rows: Array, key: Array) -> Array:
    """Which rows say again what the row before says: a statement may name several who are one."""
    found = np.zeros(len(rows), bool)
    joint = np.flatnonzero((columns["flags"][rows] & JOINT) != 0)
    later = joint[joint > 0]
    ids = columns["id"]
    same = (key[later] == key[later - 1]) & (ids[rows[later]] == ids[rows[later - 1]])
    found[later[same]] = True
    return found


def _numbered(key: Array) -> Array:
    """Sorted keys by number."""
    begins = np.ones(len(key), bool)
    begins[1:] = key[1:] != key[:-1]
    return np.cumsum(begins, dtype=np.int32) - np.int32(1)


def add_days(made: EvidenceColumns) -> EvidenceColumns:
    """The same with the days on which each row may bear the row of its pair, and with the ends that follow it."""
    columns, rows = made.columns, made.rows
    days = bound_rows(columns, rows, made.settled)
    group = made.group(np.arange(len(made)))
    kill = _first_end(columns, rows, group, days)
    ended = np.flatnonzero(kill != NEVER).astype(np.int32)
    made = replace(made, ended=ended, until=kill[ended])
    act_from, act_to = _acting(made, days, group, None)
    found = find_stretches(made, act_from, act_to)
    wide = _wide(found, act_from, act_to)
    return replace(made, stretches=found, wide=wide, plain=np.packbits(_plain(group, days, wide)))


def find_stretches_by(made: EvidenceColumns, max_gap_days: int) -> Stretches:
    """The stretches of evidence for another longest time without evidence, as in graph.evidence.support."""
    days = bound_rows(made.columns, made.rows, made.settled)
    group = made.group(np.arange(len(made)))
    return find_stretches(made, *_acting(made, days, group, max_gap_days), max_gap_days)


def _acting(made: EvidenceColumns, days: RowBounds, group: Array, max_gap_days: int | None) -> tuple[Array, Array]:
    """From which day to which each row may bear the row of its pair, with the other evidence.

    What lies between the windows of other evidence that is there whatever the day cannot be the nearest to a day
    beyond them, so it bears nothing there.
    """
    every = np.arange(len(made))
    kill, fresh = made.kills(every), days.last + made.stale(every, max_gap_days)
    for_ever = (days.latest_end == LAST) & (kill == NEVER)
    behind = _next_above(group, days.last, for_ever)
    from_ever = days.earliest_start == FIRST
    ahead = -_next_above(group, -days.first, from_ever)
    soonest, latest = _extremes(group, days.first, days.last)
    # between: after the earliest end of a window of its kind, before the latest beginning of one
    ahead = np.maximum(ahead, soonest + 1)
    behind = np.minimum(behind, latest - 1)
    begun = np.minimum(np.minimum(days.first, ahead), days.latest_start)
    over = np.maximum(np.maximum(np.minimum(fresh, kill), behind), np.maximum(days.last, days.earliest_end))
    return np.maximum(begun, days.earliest_start), np.minimum(over, days.latest_end)


def _plain(group: Array, days: RowBounds, wide: WideEvidence) -> Array:
    """What is alone with its pair and sign, and has its best kind in a period on a day of it too."""
    offsets = find_offsets(group)
    found = spread_values(np.diff(offsets) == 1, offsets)
    # who began by b and had not ended by a need not have been there on any one day between
    found &= (days.latest_start <= days.earliest_end) | days.derived
    found[wide.place] = False
    return found


def _wide(found: Stretches, act_from: Array, act_to: Array) -> WideEvidence:
    """What may act on days on which it has no kind."""
    at = found.place
    days = np.bincount(at, found.end - found.start + 1, minlength=len(act_from))
    first, last = np.full(len(act_from), NEVER, np.int32), np.full(len(act_from), -NEVER, np.int32)
    offsets = find_offsets(at)
    first[at[offsets[:-1]]] = found.start[offsets[:-1]]
    last[at[offsets[1:] - 1]] = found.end[offsets[1:] - 1]
    beyond = (act_from < first) | (act_to > last) | (days < act_to - act_from + 1)
    place = np.flatnonzero(beyond & (act_from <= act_to)).astype(np.int32)
    return WideEvidence(act_from[place], act_to[place], place)


def _first_end(columns: Columns, rows: Array, group: Array, days: RowBounds) -> Array:
    """The last day of the first end, told with the same predicate, that surely came after each; NEVER without one.

    As in graph.evidence.support: on its last day too, but not on the day on which people came.
    """
    kill = np.full(len(rows), NEVER, np.int32)
    telling = ((columns["flags"][rows] & VALID) != 0) & ~days.derived & (days.latest_end < LAST)
    ends = np.flatnonzero(telling)
    if not len(ends):
        return kill
    topic = (group * 256 + columns["edge"][rows]) * SPAN
    begun = topic[ends] + days.earliest_end[ends]
    order = np.argsort(begun, kind="stable")
    begun, last = begun[order], days.latest_end[ends][order].astype(np.int64)
    # the least last day from here on, within one topic: later topics are moved up out of its way
    lifted = (topic[ends][order] + last)[::-1]
    least = np.minimum.accumulate(lifted)[::-1]
    at = np.searchsorted(begun, topic + days.last + days.derived, side="left")
    inside = at < len(begun)
    inside[inside] = begun[at[inside]] // SPAN == (topic // SPAN)[inside]
    kill[inside] = (least[at[inside]] - topic[inside]).astype(np.int32)
    return kill


def _next_above(group: Array, day: Array, among: Array) -> Array:
    """For each the next larger day in its group, of those `among`; NEVER where there is none."""
    found = np.full(len(day), NEVER, np.int32)
    at = group * SPAN + HALF
    keys = np.sort((at + day)[among])
    if not len(keys):
        return found
    place = np.searchsorted(keys, at + day, side="right")
    inside = place < len(keys)
    inside[inside] = keys[place[inside]] // SPAN == group[inside]
    found[inside] = (keys[place[inside]] - at[inside]).astype(np.int32)
    return found


def _extremes(group: Array, first: Array, last: Array) -> tuple[Array, Array]:
    """For each the earliest end and the latest beginning of a window in its group."""
    offsets = find_offsets(group)
    return spread_values(find_least(last, offsets), offsets), spread_values(-find_least(-first, offsets), offsets)
