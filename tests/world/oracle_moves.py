"""The plainest possible sums of what came and what went by a day: totals in place of the reports that they hold.

Choices, where the documents leave one open (they go on from those of oracle.py):

29. A total is a cumulative figure of just this holder and group, or a move spread over its days; a report is an
    occurrence: the hull of its days and counts. A running figure of a vague day counts from its first possible day on,
    a spread one once it has ended. One without a beginning, or that begins earlier, begins with the first move told.
    "The first move told" is that of all that bears on the row, what is shared with others too.
30. The total that ends last replaces what lies in its days and places; of what is shared, this holder's part. What
    lies across its beginning or end, or in a wider place, adds [0, n]; so does what is shared and in no total. A total
    of several holders or groups replaces reports of just these. What is left is treated by the same rule again.
31. Totals of the same places and end, or of which one may be later and is not surely less, are one range; of two that
    begin apart the wider replaces the narrower that does not exceed it.
32. A report without a place lies in the only place that totals name, unless it exceeds that total; with totals of
    several places it is [0, n].
33. Reports of an event of which one is spread: that is the total, the others are dropped unless they exceed it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from tests.world.oracle_base import (
    UNCOUNTED_MOVES_COUNT,
    Count,
    Entry,
    Ids,
    Reading,
    Told,
    at_most,
    counts,
    entry,
    hull,
    largest_sum,
    note,
    parts_of,
    range_of,
    sum_or_none,
)
from tests.world.oracle_time import Span, overlap

Whose = tuple[Ids, Ids]  # the holders that gain or lose, and the groups
Moves = list[tuple[Told, str, Whose]]  # with "all" or "some": are they of this holder and group alone?


@dataclass(eq=False)
class Sum:
    """A report or a total."""

    name: str
    told: list[Told]
    begin: date
    ends: Span
    count: Count | None
    places: Ids
    is_total: bool
    shared: bool
    whose: Whose
    perhaps: bool = False  # what it tells may be told by a total already


@dataclass
class Came:
    """What came in or went out by the day, as a flow or a running figure, and the reports that this rests on."""

    count: Count
    kind: str
    reports: list[Told]
    replaced: int = 0  # how many reports and totals lie in totals


def moved_count(reading: Reading, asked: Span, moves: Moves, way: str) -> Came | None:
    """What came in or went out by the day."""
    last = asked[1]
    begin = min((one.window[0] for one, _, _ in moves), default=last)
    items = [
        *running(moves, way, begin, last),
        *occurrences(reading, [each for each in moves if not counts_as(each[0], "cumulative")], way, last),
    ]
    if not any(one.count for one in items):
        return None
    return reckon(reading, asked, items)


def counts_as(one: Told, kind: str) -> bool:
    """Does it count people in this way?"""
    return counts(one, kind) and bool(one.count) and one.count["unit"] == "people"


def places_of(one: Told, way: str) -> Ids:
    """Where people arrive, or leave; `own`: whichever it tells of."""
    if way == "own":
        way = "gains" if "gains" in (one.predicate.get("custody") or {}).values() else "loses"
    return one.holding_places if way == "gains" else one.at("from_place", "at")


def running(moves: Moves, way: str, begin: date, last: date) -> list[Sum]:
    """Cumulative figures that were told of a day that may have been."""
    found = []
    for one, part, whose in moves:
        if counts_as(one, "cumulative") and one.window[0] <= last:
            since = one.count and one.count.get("since")
            note(f"moves: a figure so far {'since a day' if since else 'without a beginning'}")
            start = min(max(begin, date.fromisoformat(since)) if since else begin, one.window[0])
            count = at_most(range_of(one), part == "all")
            places = places_of(one, way)
            found.append(Sum(one.key, [one], start, one.window, count, places, True, part != "all", whose))
    return found


def occurrences(reading: Reading, moves: Moves, way: str, last: date) -> list[Sum]:
    """Everything that is told of one occurrence as one report, or as a total where some of it is spread."""
    events: dict[str, Moves] = {}
    for move in moves:
        one = move[0]
        goes_on = one.raw.get("spread") and counts_as(one, "flow") and one.window[1] > last
        note("moves: a total that ends later is not used", used=bool(goes_on) and one.window[0] <= last)
        if one.window[0] <= last and not goes_on:
            events.setdefault(reading.occurrence.get(one.key, one.key), []).append(move)
    found = []
    for name, event in events.items():
        spread = [move for move in event if move[0].raw.get("spread") and counts_as(move[0], "flow")]
        people = [move for move in event if counts_as(move[0], "flow")]
        if spread:
            _, highest = hull([range_of(one) for one, _, _ in spread])
            above = [move for move in people if highest is not None and range_of(move[0])[0] > highest]
            event = people = spread + [move for move in above if move not in spread]
        named = people or event
        shared = any(part != "all" for _, part, _ in named)
        count = hull([at_most(range_of(one), part == "all") for one, part, _ in people]) if people else None
        told = [one for one, _, _ in event]
        days = min(one.window[0] for one in told), max(one.window[1] for one in told)
        places = frozenset().union(*(places_of(one, way) for one, _, _ in named))
        whose = {each for _, _, each in named}
        of = next(iter(whose)) if len(whose) == 1 else (frozenset({name}), frozenset[str]())
        perhaps = not spread and days[1] > last
        told = [one for one, _, _ in named]
        found.append(Sum(name, told, days[0], (days[1], days[1]), count, places, bool(spread), shared, of, perhaps))
    return found


@dataclass
class Tally:
    """What some reports make together: of totals, of what is added to them, of what may be in them."""

    least: int = 0
    most: list[int | None] = field(default_factory=list)
    full: list[Entry] = field(default_factory=list)
    across: list[Entry] = field(default_factory=list)
    used: list[Sum] = field(default_factory=list)
    totals: list[set[str]] = field(default_factory=list)  # for each total the keys of its reports and of what it holds

    def range(self, reading: Reading) -> Count:
        """The least and the most."""
        least = max(self.least + largest_sum(reading, self.full), largest_sum(reading, self.full + self.across))
        return least, sum_or_none(self.most)


def reckon(reading: Reading, asked: Span, items: list[Sum]) -> Came:
    """All together: first what is this holder's alone, then, of what its totals do not hold, what it shares."""
    tally = Tally()
    left = sum_up(reading, asked, items, [one for one in items if not one.shared], tally)
    for whose in {one.whose for one in left}:
        some = [one for one in left if one.whose == whose]
        sum_up(reading, asked, some, some, tally)
    used = [one for one in tally.used if one.count]
    is_running = any(counts(each, "cumulative") for one in used for each in one.told)
    reports = [each for one in used for each in one.told]
    held = sum(map(len, tally.totals)) - sum(len(one.told) for one in used if one.is_total)
    return Came(tally.range(reading), "cumulative" if is_running else "flow", reports, held)


def sum_up(reading: Reading, asked: Span, items: list[Sum], mine: list[Sum], tally: Tally) -> list[Sum]:
    """Add to a tally what is `mine` of some items; gives what others share and no total holds.

    Totals that another one may hold in part count, as what may be told already, once it has been dealt with.
    """
    by = asked[1]
    left, totals, is_first = items, [one for one in mine if one.is_total], True
    while totals:
        kept, across = latest_totals(reading, asked, totals)
        named = {one.places for one, _, _ in kept}
        left = [one for one in left if not one.is_total or one in across or one not in mine]
        for latest, same, gone in kept:
            count = hull([one.count for one in same if one.count])
            tally.used += same
            tally.most.append(count[1])
            tally.least += count[0] if is_first else 0
            if not is_first:
                days = min(one.begin for one in same), max(one.ends[1] for one in same)
                told = entry(latest.name, [each for one in same for each in one.told], count)
                tally.across.append(replace(told, days=days))
            tally.totals.append({each.key for one in (*same, *gone) for each in one.told})
            note("moves: totals of one end differ", used=len({one.count for one in same}) > 1)
            note("moves: a total of several", used=latest.shared)
            note("moves: a total replaces another", used=bool(gone))
            note("moves: a total across another", used=not is_first)
        for one in [one for one in left if not one.is_total or one not in mine]:
            for (latest, _, _), keys in zip(kept, tally.totals[-len(kept) :], strict=True):
                where, when = within(reading, asked, one, latest, named), days_within(one, latest)
                if where == when == "all":
                    note("moves: a total holds what is shared", used=one.shared and not latest.shared)
                    note("moves: a total replaces reports")
                    keys |= {each.key for each in one.told}
                    left = [other for other in left if other is not one]
                    break
                if where and when:
                    note("moves: a report across a total, or around its places")
                    one.perhaps = True
                note("moves: a report begins after a total", used=one.begin > latest.ends[1])
        totals, is_first = across, False
    for one in [one for one in left if one in mine and not one.is_total]:
        if one.count is None:
            tally.most += [None] if UNCOUNTED_MOVES_COUNT else []
            continue
        tally.most.append(one.count[1])
        tally.used.append(one)
        told = entry(one.name, one.told, one.count)
        if one.ends[1] > by or one.shared:
            told = Entry(told.name, told.days, 0, told.voices, told.datasets)
        (tally.across if one.perhaps else tally.full).append(told)
    return [one for one in left if one not in mine]


def latest_totals(
    reading: Reading, asked: Span, totals: list[Sum]
) -> tuple[list[tuple[Sum, list[Sum], list[Sum]]], list[Sum]]:
    """The totals that no other one holds or touches, each with those that tell the same and those that it holds; and
    those that lie across one of them, or around its places."""
    kept: list[tuple[Sum, list[Sum], list[Sum]]] = []
    across: list[Sum] = []
    left = totals
    while left:
        latest = max(left, key=partial(lateness, reading, asked, left))
        left = [one for one in left if one is not latest]
        named = {one.places for one, _, _ in kept}
        lying = {
            (within(reading, asked, latest, other, named), days_within(latest, other)): gone for other, _, gone in kept
        }
        if ("all", "all") in lying:
            lying["all", "all"].append(latest)
        elif any(where and when for where, when in lying):
            across.append(latest)
        else:
            same, replaced = alike(latest, [latest, *left], around(reading, asked, latest))
            kept.append((latest, same, replaced))
            left = [one for one in left if one not in same and one not in replaced]
    return kept, across


def lateness(reading: Reading, asked: Span, totals: list[Sum], one: Sum) -> tuple[int, ...]:
    """By what the latest of some totals is the largest: its end, how sure that is, then days, then places."""
    first, last = (day.toordinal() for day in one.ends)
    return first, -last, -one.begin.toordinal(), width(reading, asked, one, totals)


def width(reading: Reading, asked: Span, one: Sum, others: list[Sum]) -> int:
    """How many totals lie in the places of one."""
    near = around(reading, asked, one)
    return sum(1 for other in others if not one.places or (other.places and other.places <= near))


def around(reading: Reading, asked: Span, one: Sum) -> set[str]:
    """The places of a report, with all that lies in them."""
    return parts_of(reading, asked, one.places, ("part", "place"))


def alike(latest: Sum, totals: list[Sum], near: set[str]) -> tuple[list[Sum], list[Sum]]:
    """Totals that tell the same as the latest, and those of its end that it replaces.

    One of its end and of places in its own (`near`) that is more contradicts it, so it stands beside it too.
    """
    same, replaced = [latest], []
    for one in totals:
        if one is latest or one.ends[1] < latest.ends[0]:
            continue
        if one.places != latest.places:
            inside = not latest.places or (one.places and one.places <= near)
            exceeds = one.count and latest.count and latest.count[1] is not None and one.count[0] > latest.count[1]
            same += [one] if inside and exceeds and one.ends == latest.ends else []
            continue
        assert one.count
        assert latest.count
        if one.ends == latest.ends:
            above = latest.count[1] is not None and one.count[0] > latest.count[1]
            (same if one.begin == latest.begin or above else replaced).append(one)
        elif one.count[1] is None or one.count[1] >= latest.count[0]:
            same.append(one)
        elif latest.begin <= one.begin:  # totals only grow: the lesser one is the earlier
            replaced.append(one)
    return same, replaced


def within(reading: Reading, asked: Span, one: Sum, total: Sum, named: set[Ids]) -> str | None:
    """Does what is told lie in the places of a total: all, perhaps, or not?"""
    if not total.places:
        return "all"
    if not one.places:
        if frozenset() in named:
            return "some"
        exceeds = bool(one.count and total.count and total.count[1] is not None and one.count[0] > total.count[1])
        return "some" if len(named) > 1 or exceeds else "all"
    if one.places <= around(reading, asked, total):
        return "all"
    return "some" if around(reading, asked, one) & around(reading, asked, total) else None


def days_within(one: Sum, total: Sum) -> str | None:
    """Does it lie in the days of a total: all, perhaps, or not?"""
    if not overlap((one.begin, one.ends[1]), (total.begin, total.ends[1])):
        return None
    return "all" if total.begin <= one.begin and one.ends[1] <= total.ends[0] else "some"
