"""The plainest possible ledger: opening + gained - lost against the next count, all statements read for each number.

Choices, where the documents leave one open (they go on from those of oracle.py):

25. A row for each set of days of an opening count in each scope (holders, places, unit, of); counts of the same days
    are alternatives. It runs to the counts that come surely after it, those of them that come surely after no other
    such count. Only what may have been by the last day asked about is read; what had ended by a day, at an unknown
    time, is a count of no day. Who gains or loses and is in no scope has one row without opening, in people where any
    move of theirs is or none is counted; nobody, if nobody is named.
26. A move gives its range where it lies strictly between opening and next counts, [0, n] where it may lie outside;
    what lies outside is another move. An occurrence is one: its days and counts are the hull of those of all its
    reports, and reports that leave open who, or where, say nothing against those that tell it; where they differ it is
    [0, n]. Parts of the group count; moves of joint holders, of other groups too, of no place in a row with places are
    [0, n]. So are losses of nobody named by whoever is not said to have had people elsewhere, and does not gain them.
    What stays (from a scope to itself, or from some holders to the same) is none. A move without a number in this unit
    (counted in another one too) has no upper bound, and makes the least no less.
27. Cumulative: the figures of one predicate, one set of roles, one unit, of and since are one series, whoever gives
    them; those of the same days are one figure (hull). Each less the one before it (the last that ended surely before
    it), from the day after that; else from `since`; else from no first day. A figure below an earlier one takes back.
    It restates what lies in its days, has its predicate and only its parties and places; that is not added. What
    may be restated is [0, n]. In a period a figure makes at least what its moves make; both stand where these make
    more. Figures in a row add; of one series each last one tells the whole.
    A move spread over several days, alone in its occurrence, is such a figure of its own days, unless it lies in
    another of its predicate, roles and unit. Series that share no day add up to the least, of others the largest does.
28. unaccounted = opening + gained - lost - next count, as ranges. `yes`: some pair of counts is explained; `no`: none,
    and claims of all moves of this group and scope reach from the opening's first to the next counts' last possible
    day, for each holder (a claim without places is for all places, one with places not for a scope without); else open.
    The least of a side is largest_sum() of what surely lies between the counts and is restated by no figure. In a row
    without a next count the last day asked ends the period; a running figure is told as of its first possible day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from typing import Any

from tests.world.oracle_base import (
    Count,
    Entry,
    Ids,
    Reading,
    Told,
    counts,
    ended_by,
    entry,
    followed,
    hull,
    joined,
    largest_sum,
    note,
    parts_of,
    range_of,
    read,
    share,
    sum_or_none,
)
from tests.world.oracle_holding import evidence_of, only_loser
from tests.world.oracle_time import FIRST, LAST, Span, overlap

ALWAYS: Span = (FIRST, LAST)
BEFORE_ALL, AFTER_ALL = (FIRST, FIRST), (LAST, LAST)
SIDES = ("gains", "loses")
Unit = tuple[str, str | None]


@dataclass(frozen=True)
class Scope:
    """Who is counted together, where, and in what."""

    holders: Ids
    places: Ids
    unit: Unit


@dataclass
class Case:
    """What one question reads."""

    reading: Reading
    group: str
    family: set[str]
    held_at: list[Told]
    events: list[list[Told]]  # each the reports of one occurrence
    figures: list[Figure]
    names: dict[str, str]  # what stands for the occurrence of a report
    alone: dict[str, str]  # the losses of nobody named that are one holder's alone
    claims: list[dict[str, Any]]
    since: date
    until: date
    apart: Reading  # with the occurrences of this question as those that judgements keep apart


@dataclass
class Figure:
    """A cumulative figure as a movement on days of a span; it begins within `begins`, and ends within `days`."""

    told: Told
    series: Any
    begins: Span
    days: Span
    base: Span | None
    count: Count
    hulled: list[Told] = field(default_factory=list)


def ledger(
    world: dict[str, Any],
    held: str,
    holder: str | None,
    as_of: Span,
    known_at: Span | None = None,
    version: int = 0,
    start: date | None = None,
    lens: dict[str, list[str]] | None = None,
) -> list[dict[str, Any]]:
    """A row for each period; with a `start`, of what may have been from that day on."""
    reading = read(world, known_at, version, lens)
    group = reading.stands_for(held)
    case = case_of(reading, group, start or FIRST, as_of[1], known_at)
    asked = parts_of(reading, as_of, {reading.stands_for(holder)}, ("part", "place")) if holder else None
    stocks: dict[Scope, list[Told]] = {}
    for one in reading.told:
        scope = scope_of(one, group)
        if not scope or ended_by(one) or not (asked is None or scope.holders & asked):
            continue
        if one.window[0] <= as_of[1] and case.since <= one.window[1]:
            stocks.setdefault(scope, []).append(one)
    rows = []
    for scope, found in stocks.items():
        if start and (before := row(case, scope, [], next_counts(found)))["moves"]:
            rows.append(before)
        for days in sorted({one.window for one in found}):
            openings = [one for one in found if one.window == days]
            rows.append(row(case, scope, openings, next_counts([one for one in found if one.window[0] > days[1]])))
    for scope in without_counts(case, stocks):
        if (asked is None or scope.holders & asked) and any(bearing(case, scope, way) for way in SIDES):
            rows.append(row(case, scope, [], []))
    return sorted([{name: one[name] for name in one if name != "moves"} for one in rows], key=repr)


def next_counts(after: list[Told]) -> list[Told]:
    """Of some counts those that come surely after no other."""
    return [one for one in after if not any(other.window[1] < one.window[0] for other in after)]


def case_of(reading: Reading, group: str, since: date, until: date, known_at: Span | None = None) -> Case:
    """The movements of a group and its parts that may have been by a day, and which reports are of one occurrence."""
    family = parts_of(reading, (FIRST, until), {group})
    moves = [
        one
        for one in reading.told
        if one.asserted
        and one.over
        and effects(one) & set(SIDES)
        and one.filling("held") & family
        and one.bounds[0] <= until
    ]
    flows = [one for one in moves if not counts(one, "cumulative")]
    judgements = reading.world["judgements"]
    names = joined(
        [j["ids"] for j in judgements if j["verdict"] == "positive"]
        + [[one.key, *events_of(reading, one)] for one in flows]
        + [keys for keys in reading.copied if set(keys) <= {one.key for one in flows}]
    )
    events: dict[str, list[Told]] = {}
    for one in flows:
        events.setdefault(names.get(one.key, one.key), []).append(one)
    figures = figures_of([one for one in moves if counts(one, "cumulative")])
    spread = spread_figures([told[0] for told in events.values() if len(told) == 1 and is_spread(told[0])], figures)
    figures += spread
    restated = {one.key for figure in spread for one in figure.hulled}
    events = {name: told for name, told in events.items() if told[0].key not in restated}
    apart = {
        frozenset((names.get(one, one), names.get(other, other)))
        for j in judgements
        if j["verdict"] == "negative"
        for one, other in combinations(j["ids"], 2)
    }
    mine = replace(reading, distinct=apart)
    held_at = [one for one in reading.told if one.asserted and one.filling("held") & family]
    every = evidence_of(reading)
    alone = {one.key: who for one in moves if (who := only_loser(reading, every, one, None))}
    claims = [
        claim_of(reading, claim)
        for claim in reading.world.get("covers", [])
        if known_at is None or date.fromisoformat(claim.get("published", "2040-12-31")) <= known_at[1]
    ]
    told = [event for event in events.values() if days_of(event)[1] >= since]
    figures = [figure for figure in figures if figure.days[1] >= since]
    return Case(reading, group, family, held_at, told, figures, names, alone, claims, since, until, mine)


def claim_of(reading: Reading, claim: dict[str, Any]) -> dict[str, Any]:
    """A claim about those that stand for whom it names."""
    holders = [reading.stands_for(one) for one in claim["holders"]]
    return claim | {"group": reading.stands_for(claim["group"]), "holders": holders}


def events_of(reading: Reading, one: Told) -> list[str]:
    """The Event that a report is of; what is about two is of neither alone."""
    events = {reading.stands_for(event) for event in one.raw["about"]}
    return list(events) if len(events) == 1 else []


def effects(one: Told) -> set[str]:
    """What a statement does to custody."""
    return set((one.predicate.get("custody") or {}).values())


def scope_of(one: Told, group: str) -> Scope | None:
    """The scope of a stock count of just this group."""
    if one.asserted and counts(one, "stock") and "holds" in effects(one) and one.filling("held") == {group}:
        return Scope(one.filling("holds"), one.at("at"), unit_of(one))
    return None


def unit_of(one: Told) -> Unit:
    """What is counted, and of what."""
    assert one.count is not None
    return one.count["unit"], one.count.get("of")


def tells_how_many(one: Told) -> bool:
    """Is the count one of people who moved?"""
    return counts(one, "flow") or counts(one, "cumulative")


def without_counts(case: Case, stocks: dict[Scope, list[Told]]) -> list[Scope]:
    """A scope for whoever moves some and is counted nowhere."""
    told = [one for event in case.events for one in event] + [figure.told for figure in case.figures]
    counted = {holder for scope in stocks for holder in scope.holders}
    parties = {one.key: one.filling("gains") | one.filling("loses") | alone_in(case, one) for one in told}
    found = []
    for party in set().union(*parties.values()) - counted:
        theirs = [one for one in told if party in parties[one.key]]
        found.append(Scope(frozenset({party}), frozenset(), first_unit(theirs)))
    return found or ([] if stocks else [Scope(frozenset(), frozenset(), first_unit(told))])


def alone_in(case: Case, one: Told) -> Ids:
    """Who alone held whom nobody named lost, unless another report of that move names who did."""
    together = next((event for event in case.events if one in event), [one])
    named = any(other.filling("loses") for other in together)
    return frozenset() if named or one.key not in case.alone else frozenset({case.alone[one.key]})


def first_unit(told: list[Told]) -> Unit:
    """People, or else the first unit in which anybody counts."""
    units = {unit_of(one) for one in told if tells_how_many(one)}
    if not units or ("people", None) in units:
        return "people", None
    return min(units, key=lambda unit: (unit[0] != "people", unit[0], unit[1] or ""))


# Shares


def within(case: Case, ids: Ids | set[str]) -> set[str]:
    """Ids with their parts, and what lies in them, at whatever time."""
    return parts_of(case.reading, ALWAYS, ids, ("part", "place"))


def agreed(parts: list[str | None]) -> str | None:
    """What several shares say together: all or none where all say so, else some."""
    return parts[0] if len(set(parts)) == 1 else "some"


def part(case: Case, reports: list[Told], scope: Scope, way: str) -> str | None:
    """Is all, some or none of what these reports of one movement tell gained (lost) by a scope?"""
    if not scope.holders:
        telling = [one for one in reports if way in effects(one)]
        return "all" if telling and not any(one.filling(way) for one in telling) else None
    if not scope.places and all(
        one.filling("gains") and one.filling("gains") == one.filling("loses") for one in reports
    ):
        return None
    here = on_side(case, reports, scope, way)
    other = on_side(case, reports, scope, "loses" if way == "gains" else "gains")
    return None if here == other == "all" else here


def on_side(case: Case, reports: list[Told], scope: Scope, way: str) -> str | None:
    """The same of one side alone."""
    naming = [one for one in reports if one.filling(way)]
    who = agreed([share(one.filling(way), scope.holders) for one in naming]) if naming else None
    if not naming and way == "loses":
        alone = {case.alone[one.key] for one in reports if one.key in case.alone}
        if len(alone) == 1:
            who = share(frozenset(alone), scope.holders)
        elif may_lose(case, reports, scope):
            who = "some"
    held = agreed([share(one.filling("held"), case.family) for one in reports])
    parts = [who, held]
    if scope.places:
        near = within(case, scope.places)
        told = []
        for one in reports:
            where = places_of(one, way)
            if where:
                around = share(scope.places, within(case, where))
                told.append(share(where, near) or ("some" if around else None))
        parts.append(agreed(told) if told else "some")
    return None if None in parts else "all" if set(parts) == {"all"} else "some"


def places_of(one: Told, way: str) -> Ids:
    """Where people arrive, or leave."""
    return one.at("at", "to_place" if way == "gains" else "from_place")


def may_lose(case: Case, reports: list[Told], scope: Scope) -> bool:
    """Could people whom nobody named lost be theirs?"""
    if scope.holders <= frozenset().union(*(one.filling("gains") for one in reports)):
        return False
    had_at = frozenset().union(
        *(
            places_of(one, "gains")
            for one in case.held_at
            if (one.filling("holds") | one.filling("gains")) & scope.holders
        )
    )
    for one in reports:
        if "loses" in effects(one):
            left = places_of(one, "loses")
            if not left or not had_at or left & within(case, had_at) or had_at & within(case, left):
                return True
    return False


def bearing(case: Case, scope: Scope, way: str) -> bool:
    """Does any movement bear on a side of a scope?"""
    told = [*case.events, *([figure.told] for figure in case.figures)]
    return any(part(case, reports, scope, way) for reports in told)


# Cumulative figures


def figures_of(told: list[Told]) -> list[Figure]:
    """Cumulative figures as movements."""
    series: dict[Any, list[Told]] = {}
    for one in told:
        roles = tuple(sorted((role, tuple(sorted(ids))) for role, ids in one.roles.items()))
        name = one.raw["predicate"], roles, unit_of(one), (one.count or {}).get("since")
        series.setdefault(name, []).append(one)
    found = []
    for name, those in series.items():
        for days in {one.window for one in those}:
            count = hull([range_of(one) for one in those if one.window == days])
            earlier = {one.window for one in those if one.window[1] < days[0]}
            base = max(earlier, key=lambda window: (window[1], window[0])) if earlier else None
            begins = BEFORE_ALL
            if base:
                count = difference(hull([range_of(one) for one in those if one.window == base]), count)
                begins = base[0] + timedelta(1), base[1] + timedelta(1)
            elif name[3]:
                since = date.fromisoformat(name[3])
                begins = since, since
            begins = min(begins[0], days[0]), min(begins[1], days[0])
            found.append(Figure(next(one for one in those if one.window == days), name, begins, days, base, count))
    return found


def is_spread(one: Told) -> bool:
    """Is it a number of people moved over several days?"""
    return bool(one.raw.get("spread")) and counts(one, "flow") and one.window[0] < one.window[1]


def spread_figures(told: list[Told], running: list[Figure]) -> list[Figure]:
    """Moves over several days as figures of those days, but for those that lie in another such figure."""

    def name(one: Told) -> Any:
        roles = tuple(sorted((role, tuple(sorted(ids))) for role, ids in one.roles.items()))
        return one.raw["predicate"], roles, unit_of(one)

    def lies_in(one: Told, first: date, last: date) -> bool:
        return first <= one.window[0] and one.window[1] <= last and (first, last) != one.window

    found = []
    for one in told:
        wider = [other.window for other in told if name(other) == name(one)]
        wider += [(figure.begins[1], figure.days[0]) for figure in running if figure.series[:3] == name(one)]
        alike = [other for other in told if name(other) == name(one) and other.window == one.window]
        if one is not alike[0] or any(lies_in(one, *days) for days in wider):
            continue
        first, last = one.window
        count = hull([range_of(other) for other in alike])
        series = *name(one), one.window
        found.append(Figure(one, series, (first, first), (last, last), None, count, alike))
    return found


def difference(before: Count, now: Count) -> Count:
    """How many more; fewer only where the later figure cannot be as large as the earlier one."""
    least = 0 if before[1] is None else now[0] - before[1]
    most = None if now[1] is None else now[1] - before[0]
    return (least, 0) if most is not None and most < 0 else (max(0, least), most)


def restates(case: Case, figure: Figure, reports: list[Told]) -> str | None:
    """Does a figure surely (all), perhaps (some) or not restate what is told of one movement?"""
    days = days_of(reports)
    if not overlap((figure.begins[0], figure.days[1]), days):
        return None
    fits = [among(case, figure.told, one) for one in reports]
    if not any(fits):
        return None
    inside = figure.begins[1] <= days[0] and days[1] <= figure.days[0]
    return "all" if inside and "all" in fits and None not in fits else "some"


def among(case: Case, figure: Told, one: Told) -> str | None:
    """Is what is reported among what a figure counts, whatever the days?"""
    if one.raw["predicate"] != figure.raw["predicate"]:
        return None
    wanted = (figure.count or {}).get("of")
    sure = wanted is None or (one.count or {}).get("of") == wanted
    for role, named in figure.roles.items():
        told = one.roles.get(role, frozenset())
        if told and not told & within(case, named) and not named & within(case, told):
            return None
        sure = sure and bool(told) and told <= within(case, named)
    return "all" if sure else "some"


def days_of(reports: list[Told]) -> Span:
    """The hull of the days."""
    return min(one.window[0] for one in reports), max(one.window[1] for one in reports)


# Rows


def row(case: Case, scope: Scope, openings: list[Told], closings: list[Told]) -> dict[str, Any]:
    """One row."""
    opening = openings[0].window if openings else BEFORE_ALL
    nexts = AFTER_ALL
    if closings:
        nexts = min(one.window[0] for one in closings), max(one.window[1] for one in closings)
    gained, lost = (
        moved(case, scope, way, opening if openings else None, nexts if closings else None) for way in SIDES
    )
    first, last = (hull([range_of(one) for one in those]) if those else None for those in (openings, closings))
    pairs = [rest(range_of(o), gained, lost, range_of(c)) for o in openings for c in closings]
    explained = [(least is None or least <= 0) and (most is None or most >= 0) for least, most in pairs]
    closes = "yes" if any(explained) else "open"
    if pairs and not any(explained) and all_is_told(case, scope, opening, nexts):
        closes = "no"
    note(f"ledger: closes {closes}", used=bool(pairs))
    note("ledger: a claim covers the period", used=bool(pairs) and all_is_told(case, scope, opening, nexts))
    note("ledger: moves before the first count", used=not openings and bool(closings))
    note("ledger: from a first day", used=case.since > FIRST)
    note("ledger: lost by whoever alone held there", used=bool(set(case.alone.values()) & scope.holders))
    return {
        "holders": tuple(sorted(scope.holders)),
        "places": tuple(sorted(scope.places)),
        "unit": scope.unit[0],
        "opening": first,
        "openings": sorted((*range_of(one), one.key) for one in openings),
        "closings": sorted((*range_of(one), one.key) for one in closings),
        "gained": gained,
        "lost": lost,
        "unaccounted": rest(first, gained, lost, last) if first and last else None,
        "closes": closes,
        "moves": has_moves(case, scope, opening if openings else None, nexts if closings else None),
    }


def all_is_told(case: Case, scope: Scope, opening: Span, nexts: Span) -> bool:
    """Does some source claim to report all moves of this group, these holders and places, on all days of a period?"""
    for holder in scope.holders:
        days: list[Span] = sorted(
            (date.fromisoformat(claim["from"]), date.fromisoformat(claim["to"]))
            for claim in case.claims
            if claim["group"] == case.group
            and holder in claim["holders"]
            and (not claim["places"] or (bool(scope.places) and scope.places <= set(claim["places"])))
        )
        until = opening[0]
        for first, last in days:
            if first <= until <= last:
                until = min(last, date.max - timedelta(1)) + timedelta(1)
        if until <= nexts[1]:
            return False
    return True


def rest(opening: Count, gained: Count, lost: Count, closing: Count) -> tuple[int | None, int | None]:
    """How many are unaccounted for."""
    least = None if lost[1] is None or closing[1] is None else opening[0] + gained[0] - lost[1] - closing[1]
    most = None if opening[1] is None or gained[1] is None else opening[1] + gained[1] - lost[0] - closing[0]
    return least, most


def lies_between(case: Case, days: Span, opening: Span | None, nexts: Span | None) -> bool | None:
    """Do some days lie in a period: surely, perhaps, or not?"""
    if (opening and days[1] < opening[0]) or (nexts and days[0] > nexts[1]):
        return None
    begun = days[0] > opening[1] if opening else days[0] >= case.since
    return begun and (days[1] < nexts[0] if nexts else days[1] <= case.until)


def figure_between(case: Case, one: Figure, opening: Span | None, nexts: Span | None) -> bool | None:
    """The same of a running figure: where no next count ends the period, it is told as of its first possible day."""
    here = lies_between(case, (one.begins[0], one.days[1] if nexts else one.days[0]), opening, nexts)
    if here is None and lies_between(case, (one.begins[0], one.days[1]), opening, nexts) is not None:
        return False  # it may be of a later day
    return here


def has_moves(case: Case, scope: Scope, opening: Span | None, nexts: Span | None) -> bool:
    """Is any move told of a period?"""
    told = [reports for reports in case.events if lies_between(case, days_of(reports), opening, nexts) is not None]
    told += [[one.told] for one in case.figures if figure_between(case, one, opening, nexts) is not None]
    return any(part(case, reports, scope, way) for reports in told for way in SIDES)


def moved(case: Case, scope: Scope, way: str, opening: Span | None, nexts: Span | None) -> Count:
    """What came (went) in a period."""
    sure = partial(lies_between, case, opening=opening, nexts=nexts)
    figures = [(one, share_) for one in case.figures if (share_ := part(case, [one.told], scope, way))]
    telling = [one for one, _ in figures if unit_of(one.told) == scope.unit]
    surely: list[Entry] = []
    most: list[int | None] = []
    made: dict[int, list[tuple[Entry, int | None]]] = {id(one): [] for one in telling}
    for event in case.events:
        mine, here = part(case, event, scope, way), sure(days_of(event))
        if mine is None or here is None:
            continue
        count = count_of(case, event, scope.unit)
        by = {id(one): restates(case, one, event) for one in telling}
        told = entry(case.names.get(event[0].key, event[0].key), event, count or (0, None))
        if "all" in by.values():
            for one in telling:
                if by[id(one)] == "all" and count:
                    sure_told = told if here and mine == "all" else replace(told, least=0)
                    made[id(one)].append((sure_told, count[1]))
            continue
        most.append(count[1] if count else None)
        if here and mine == "all" and "some" not in by.values():
            surely.append(told)
    series: dict[Any, dict[Span, tuple[Figure, Count]]] = {}
    for one, share_ in figures:
        days = one.begins[0], one.days[1]
        here = figure_between(case, one, opening, nexts)
        if here is None:
            continue
        if one not in telling:
            most.append(None)
            continue
        count = one.count if here and share_ == "all" else (0, one.count[1])
        fewest = largest_sum(case.apart, [told for told, _ in made[id(one)]])
        if count[1] is not None and fewest > count[1]:
            count = hull([count, (fewest, sum_or_none([top for _, top in made[id(one)]]))])
        else:
            count = max(count[0], fewest), count[1]
        series.setdefault(one.series, {})[one.days] = one, count
    sums: list[tuple[Entry, int | None]] = []
    for found in series.values():
        low, high = hull(chains(found))
        days = min(one.begins[0] for one, _ in found.values()), max(one.days[1] for one, _ in found.values())
        # series that share no day add up, whoever tells them
        sums.append((Entry(str(len(sums)), days, low, {("all", "all")}, set()), high))
    least = largest_sum(case.apart, surely) + largest_sum(case.apart, [one for one, _ in sums])
    return max(0, least), sum_or_none(most + [high for _, high in sums])


def count_of(case: Case, event: list[Told], unit: Unit) -> Count | None:
    """How many of the group one occurrence moved: reports on the group itself go before those on parts of it."""
    told = [
        (one.filling("held") & case.family, range_of(one))
        for one in event
        if tells_how_many(one) and unit_of(one) == unit
    ]
    if not told:
        return None
    own = [count for held, count in told if case.group in held]
    if own:
        return hull(own)
    parts = {held: hull([count for other, count in told if other == held]) for held, _ in told}
    least = [count[0] for count in parts.values()]
    pairs = list(combinations(parts, 2))
    apart = all(len(one) == len(other) == 1 and told_apart(case, *one, *other) for one, other in pairs)
    return sum(least) if apart else max(least), sum_or_none([count[1] for count in parts.values()])


def told_apart(case: Case, one: str, other: str) -> bool:
    """Does somebody say that two parts of one whole have nobody in common? So they do who say that they make it up."""
    links = [
        (subject, whole)
        for subject, whole, told in followed(case.reading, ALWAYS, {"part"})
        if told.raw["parts"] in ("disjoint", "exhaustive")
    ]
    return any((other, whole) in links for subject, whole in links if subject == one)


def chains(series: dict[Span, tuple[Figure, Count]]) -> list[Count]:
    """For each figure that no other goes on from: all that it goes on from, and itself."""

    def upto(days: Span) -> Count:
        figure, count = series[days]
        if figure.base not in series:
            return count
        before = upto(figure.base)
        return before[0] + count[0], sum_or_none([before[1], count[1]])

    bases = {figure.base for figure, _ in series.values()}
    return [upto(days) for days in series if days not in bases]
