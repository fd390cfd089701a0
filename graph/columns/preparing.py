"""Evidence from columns: signed facts by pair, with the days on which each supports the row of its pair, and why.

All steps work on arrays with one value per fact, sorted by pair and sign. A day in a group is packed into one int64,
group * SPAN + day, so that one sorted array answers "the next such day in this group" by bisection, without a loop.
"""

from dataclasses import replace

import numpy as np

from graph.columns.evidence import (
    FIRST,
    LAST,
    NEVER,
    NONE,
    NOTHING_SETTLED,
    EvidenceColumns,
    ResolvedRows,
    RowBounds,
    Stretches,
    WideEvidence,
    bound_rows,
    find_kind_alone,
    find_kinds,
    find_ranks,
)
from graph.columns.segments import find_least, find_offsets, list_ranges, spread_values
from graph.columns.table import JOINT, VALID, Array, Columns

NO_SIGN = 2
SPAN = 1 << 24  # more than twice the range of days and their negatives
HALF = SPAN // 2
NO_STRETCHES = Stretches(*(np.empty(0, np.int32) for _ in range(3)))
NOTHING_WIDE = WideEvidence(*(np.empty(0, np.int32) for _ in range(3)))
AT_ONCE = 1_000_000  # pieces of evidence, or of evidence on a day, per batch, to bound memory


def find_stretches(
    evidence: EvidenceColumns, act_from: Array, act_to: Array, max_gap_days: int | None = None
) -> Stretches:
    """The kind of support of each piece on every day; there is none outside of [act_from, act_to].

    Kinds change only on certain days, so one day between two changes is enough. For a piece alone in its group (pair
    and sign) these are its own days; for others, those of their group.
    """
    group = evidence.number_groups(np.arange(len(evidence)))
    offsets = find_offsets(group)
    alone = spread_values(np.diff(offsets) == 1, offsets)
    singles, others = np.flatnonzero(alone), np.flatnonzero(~alone)
    parts = [
        _find_single_stretches(evidence, some, max_gap_days)
        for some in np.array_split(singles, 1 + len(singles) // AT_ONCE)
    ]
    parts += _find_group_stretches(evidence, others, group[others], act_from[others], act_to[others], max_gap_days)
    joined = Stretches(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.argsort(joined.bearer >> 5, kind="stable")
    return Stretches(*(column[order] for column in joined))


def _find_single_stretches(evidence: EvidenceColumns, places: Array, max_gap_days: int | None) -> Stretches:
    days = bound_rows(evidence.columns, evidence.rows[places], evidence.settled)
    kill = evidence.find_end_days(places)
    fresh = days.last + evidence.find_stale_days(places, max_gap_days)
    on, after = _list_turns(days, kill, fresh)
    turns = np.sort(np.stack([*on, *(day + 1 for day in after)], axis=1), axis=1)
    last = np.concatenate([turns[:, 1:] - 1, turns[:, -1:]], axis=1)
    wide = RowBounds(*(column[:, None] for column in days))
    kind = find_kind_alone(wide, kill[:, None], fresh[:, None], turns, turns)
    kind[last < turns] = NONE
    place = np.broadcast_to(places[:, None], turns.shape)
    kept = kind != NONE
    return _merge_stretches(evidence, place[kept], turns[kept], last[kept], kind[kept])


def _find_group_stretches(
    evidence: EvidenceColumns, places: Array, group: Array, act_from: Array, act_to: Array, max_gap_days: int | None
) -> list[Stretches]:
    """Stretches of the pieces at `places`: complete groups, one after another, done in batches."""
    if not len(places):
        return []
    changes = _find_changes(evidence, places, group, max_gap_days)
    low = np.searchsorted(changes, group * SPAN + act_from, side="right") - 1  # the turn before the first day
    sizes = np.maximum(np.searchsorted(changes, group * SPAN + act_to, side="right") - low, 0)
    ends = find_offsets(group)[1:]
    done = np.cumsum(sizes)[ends - 1]  # turns to look at, up to the end of each group
    found, begin = [], 0
    while begin < len(places):
        seen = done[np.searchsorted(ends, begin, side="right") - 1] if begin else 0
        end = int(ends[min(np.searchsorted(done, seen + AT_ONCE), len(ends) - 1)])
        at = list_ranges(low[begin:end], sizes[begin:end])
        place = np.repeat(places[begin:end], sizes[begin:end])
        found.append(_find_batch_stretches(evidence, place, at, changes, max_gap_days))
        begin = end
    return found


def _list_turns(days: RowBounds, kill: Array, fresh: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Days on which a piece may begin to count, and days after which it may stop: arrays of one int32 per piece."""
    on = (days.earliest_start, days.latest_start, days.first)
    ends = (days.last, days.earliest_end, days.latest_end, fresh, kill)
    return on, tuple(np.minimum(day, SPAN - 2) for day in ends)


def _find_changes(evidence: EvidenceColumns, places: Array, group: Array, max_gap_days: int | None) -> Array:
    """Days of each group on which kinds may change, from day 0: int64, group * SPAN + day, sorted and unique."""
    days = bound_rows(evidence.columns, evidence.rows[places], evidence.settled)
    on, after = _list_turns(
        days, evidence.find_end_days(places), days.last + evidence.find_stale_days(places, max_gap_days)
    )
    base = group * SPAN
    return np.unique(np.concatenate([base, *(base + day for day in on), *(base + day + 1 for day in after)]))


def _find_batch_stretches(
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
    return _merge_stretches(evidence, place[order], day[order], last[order], kind[order])


def _merge_stretches(evidence: EvidenceColumns, place: Array, day: Array, last: Array, kind: Array) -> Stretches:
    """Stretches with adjacent ones of the same piece and kind joined."""
    bearer = (place * 32 + find_ranks(kind, evidence.sign[place])).astype(np.int32)
    goes_on = (bearer[1:] == bearer[:-1]) & (day[1:] == last[:-1] + 1)
    outer = np.ones(min(len(place), 1), bool)
    begins, ends = np.append(outer, ~goes_on), np.append(~goes_on, outer)
    return Stretches(day[begins].astype(np.int32), last[ends].astype(np.int32), bearer[begins])


def prepare_evidence(
    columns: Columns, rows: Array, identity: Array, settled: ResolvedRows = NOTHING_SETTLED
) -> EvidenceColumns:
    """Evidence from the signed facts among some rows. `identity` has the number of the canonical entity of each."""
    signs = columns.tabulate_edges("sign").astype(np.int8)
    rows = rows[signs[columns["edge"][rows]] != NO_SIGN].astype(np.int32)
    start, end = identity[columns["start"][rows]], identity[columns["end"][rows]]
    sign = signs[columns["edge"][rows]]
    key = _make_sort_keys(np.minimum(start, end), np.maximum(start, end), sign)
    order = np.argsort(key, kind="stable")
    order = order[(start != end)[order]]
    order = order[~_find_repetitions(columns, rows[order], key[order])]
    rows, sign, key = rows[order], sign[order], key[order]
    pair = _number_runs(key >> np.uint64(2))
    return add_days(make_unprepared(columns, rows, pair, sign, identity, settled))


def make_unprepared(
    columns: Columns, rows: Array, pair: Array, sign: Array, identity: Array, settled: ResolvedRows
) -> EvidenceColumns:
    """Evidence without days, which `add_days` adds; `rows` are sorted by `pair`, then `sign`."""
    return EvidenceColumns(
        columns=columns, rows=rows, pair=pair, sign=sign,  ended=rows[:0],
        until=rows[:0], identity=identity, pairs=int(pair[-1]) + 1 if len(pair) else 0, settled=settled, plain=rows[:0],
        stretches=NO_STRETCHES, wide=NOTHING_WIDE,
    )  # fmt: skip


def _make_sort_keys(low: Array, high: Array, sign: Array) -> Array:
    """Keys that sort by pair, then by sign: uint64, 31 bits for each entity and 2 for the sign. One sort of integers is
    much faster than np.lexsort of three arrays."""
    return (
        (low.astype(np.uint64) << np.uint64(33))
        | (high.astype(np.uint64) << np.uint64(2))
        | (sign + 1).astype(np.uint64)
    )


def _find_repetitions(columns: Columns, rows: Array, key: Array) -> Array:
    """Whether each row repeats the one before: a statement may name several ids of one entity."""
    found = np.zeros(len(rows), bool)
    joint = np.flatnonzero((columns["flags"][rows] & JOINT) != 0)
    later = joint[joint > 0]
    ids = columns["id"]
    same = (key[later] == key[later - 1]) & (ids[rows[later]] == ids[rows[later - 1]])
    found[later[same]] = True
    return found


def _number_runs(key: Array) -> Array:
    """The number of each run of equal keys, at each key: int32."""
    begins = np.ones(len(key), bool)
    begins[1:] = key[1:] != key[:-1]
    return np.cumsum(begins, dtype=np.int32) - np.int32(1)


def add_days(evidence: EvidenceColumns) -> EvidenceColumns:
    """Evidence with the days on which each fact may support the row of its pair, and the first end after it."""
    columns, rows = evidence.columns, evidence.rows
    days = bound_rows(columns, rows, evidence.settled)
    group = evidence.number_groups(np.arange(len(evidence)))
    kill = _find_first_ends(columns, rows, group, days)
    ended = np.flatnonzero(kill != NEVER).astype(np.int32)
    evidence = replace(evidence, ended=ended, until=kill[ended])
    act_from, act_to = _find_active_days(evidence, days, group, None)
    found = find_stretches(evidence, act_from, act_to)
    wide = _find_wide(found, act_from, act_to)
    return replace(evidence, stretches=found, wide=wide, plain=np.packbits(_find_plain(group, days, wide)))


def find_stretches_by(evidence: EvidenceColumns, max_gap_days: int) -> Stretches:
    """The stretches of evidence for another `max_gap_days`, as in graph.evidence.support."""
    days = bound_rows(evidence.columns, evidence.rows, evidence.settled)
    group = evidence.number_groups(np.arange(len(evidence)))
    return find_stretches(evidence, *_find_active_days(evidence, days, group, max_gap_days), max_gap_days)


def _find_active_days(
    evidence: EvidenceColumns, days: RowBounds, group: Array, max_gap_days: int | None
) -> tuple[Array, Array]:
    """The first and last day on which each fact may support the row of its pair, alone or with others: int32.

    A fact that lies between the windows of other facts that hold on every day cannot be the nearest to a day
    beyond them, so it supports nothing there.
    """
    every = np.arange(len(evidence))
    kill, fresh = evidence.find_end_days(every), days.last + evidence.find_stale_days(every, max_gap_days)
    for_ever = (days.latest_end == LAST) & (kill == NEVER)
    behind = _find_next_days(group, days.last, for_ever)
    from_ever = days.earliest_start == FIRST
    ahead = -_find_next_days(group, -days.first, from_ever)
    soonest, latest = _find_extremes(group, days.first, days.last)
    # between: after the earliest end of a window of its kind, before the latest beginning of one
    ahead = np.maximum(ahead, soonest + 1)
    behind = np.minimum(behind, latest - 1)
    begun = np.minimum(np.minimum(days.first, ahead), days.latest_start)
    over = np.maximum(np.maximum(np.minimum(fresh, kill), behind), np.maximum(days.last, days.earliest_end))
    return np.maximum(begun, days.earliest_start), np.minimum(over, days.latest_end)


def _find_plain(group: Array, days: RowBounds, wide: WideEvidence) -> Array:
    """Whether each fact is alone with its pair and sign, and its best kind in a period holds on one day of it."""
    offsets = find_offsets(group)
    found = spread_values(np.diff(offsets) == 1, offsets)
    # a state that began by b and had not ended by a need not hold on any one day between
    found &= days.latest_start <= days.earliest_end
    found[wide.place] = False
    return found


def _find_wide(found: Stretches, act_from: Array, act_to: Array) -> WideEvidence:
    """Facts that may support a row in a period although they do not on single days of it."""
    at = found.place
    days = np.bincount(at, found.end - found.start + 1, minlength=len(act_from))
    first, last = np.full(len(act_from), NEVER, np.int32), np.full(len(act_from), -NEVER, np.int32)
    offsets = find_offsets(at)
    first[at[offsets[:-1]]] = found.start[offsets[:-1]]
    last[at[offsets[1:] - 1]] = found.end[offsets[1:] - 1]
    beyond = (act_from < first) | (act_to > last) | (days < act_to - act_from + 1)
    place = np.flatnonzero(beyond & (act_from <= act_to)).astype(np.int32)
    return WideEvidence(act_from[place], act_to[place], place)


def _find_first_ends(columns: Columns, rows: Array, group: Array, days: RowBounds) -> Array:
    """The last day of the first end with the same predicate that surely follows each fact; NEVER without one: int32.

    As in graph.evidence.support: an end on the last day of a fact follows it.
    """
    kill = np.full(len(rows), NEVER, np.int32)
    has_end = ((columns["flags"][rows] & VALID) != 0) & ~days.derived & (days.latest_end < LAST)
    ends = np.flatnonzero(has_end)
    if not len(ends):
        return kill
    topic = (group * 256 + columns["edge"][rows]) * SPAN
    begun = topic[ends] + days.earliest_end[ends]
    order = np.argsort(begun, kind="stable")
    begun, last = begun[order], days.latest_end[ends][order].astype(np.int64)
    # the least last day from here on, within one topic: adding the topic keeps later topics larger
    lifted = (topic[ends][order] + last)[::-1]
    least = np.minimum.accumulate(lifted)[::-1]
    at = np.searchsorted(begun, topic + days.last, side="left")
    inside = at < len(begun)
    inside[inside] = begun[at[inside]] // SPAN == (topic // SPAN)[inside]
    kill[inside] = (least[at[inside]] - topic[inside]).astype(np.int32)
    return kill


def _find_next_days(group: Array, day: Array, among: Array) -> Array:
    """The next larger day in the group of each fact, of facts where `among` is true; or NEVER: int32."""
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


def _find_extremes(group: Array, first: Array, last: Array) -> tuple[Array, Array]:
    """The earliest end and the latest beginning of a window in the group of each fact."""
    offsets = find_offsets(group)
    return spread_values(find_least(last, offsets), offsets), spread_values(-find_least(-first, offsets), offsets)
