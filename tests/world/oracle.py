"""The plainest possible answers to questions over lists of statements (the format is that of the plain worlds).

`bounds`, `custody`, `alliances` and `ledger` read a world as plain dicts and share nothing with the engine but the
vocabulary files. Everything is worked out by going through all statements again.

Choices, where the design is silent or can be read in two ways:

Time
 1. An empty start and a `..` start are alike: any time up to the first day it may have been said (or the stated end).
 2. A stated end counts as `..` only if it is later than the last day on which it may have been said.
 3. The evidence window is what lies between latestStart and earliestEnd: the window of a sighting or event, the sure
    part of a state. Before, after, nearest, stale and max_gap_days are measured from it; gapDays by the formula.
 4. Relative dates are constraints on all days at once; a date that is written plainly keeps its own days, and bounds
    others by them (what went on for days, by its first). A bound on a key without `on` or `observed`, or of a
    statement taken back, says nothing. A sighting lies no later than its telling.
 5. Public by [a, b]: certain if the whole `known` window is by b, possible if its first day is.
 6. Who takes back: the speaker of the response is the speaker, or the publisher of the source, of the other; what is
    itself taken back takes nothing back; a taking back that is only perhaps public leaves a row, perhaps known.
Support
 7. Evidence of a holding is a statement that fills holds or gains. A gain begins a state: after its window it supports
    `after` until stale, with an open end. A loss is no evidence of a row.
 8. All evidence must be possible on the days asked. `between` rests on the nearest evidence on either side and is not
    stale; max_gap_days limits the stretch between the two. An end that a statement tells ends what its predicate says.
 9. The row's statements are those that support it: certain and within, both sides of `between`, `after`. Its support
    and gapDays are those of its best one; it is surely known if one of its best ones is.
10. lastKnown and firstKnown hold the nearest earlier and later evidence of a pair without a row; a pair whose row
    `certainty=certain` hides is in neither. certain asks for rows that are so, and known to be so, for certain.
11. An ending loss surely follows the evidence (not on the day of a gain), and is over before the days asked or the
    later evidence. under_way losses and those of other groups (parts, wholes) end nothing; joint losers all end.
12. The last stock before a loss is in its unit, of all its losers and groups, of the fewest holders, and of all places
    or of the only one. Losses from nobody named end nothing.
Rows
13. Actors asked about are followed to their parts, as groups are (HOLDER_FOLLOWS_PARTS); a part_of that is possible on
    the days is followed, whatever the certainty asked.
14. Whoever only guards, each time jointly with somebody here who holds by more, stands in that one's row.
15. The widest scope: fewest holders first (a joint count is not each one's), then no place, then people before other
    units, then nearest. A count of several held groups together is no stock of one.
16. gained and lost run up to the days asked, from any time: [0, n] if the event may be later, if the parties or held
    groups are more than the row's; the latest cumulative figures if there are any, else flows; people only. A movement
    without a number makes the max of others unbounded (UNCOUNTED_MOVES_COUNT). under_way movements and those from a
    holder to itself move nobody.
17. "There" (losses from nobody named): places meet, or one side names none; only if the holder may hold on those days.
18. countsDisagree: stocks and the like of one scope on days in common; flows of one event, unit and group; cumulative
    figures of one day and form.
19. total: people only; of the group asked about, or of parts that are all of it; None if a row has no count, holder
    sets overlap, or the counts have no day in common.
20. Denying statements: actual, same predicate, each role that the denial fills filled alike, its terms among the
    asserted ones; windows overlap, whatever the days asked. A general denial of one's own is a response.
21. Speakers with anybody above both are one, as of when they spoke; anonymous ones only raise the max; min may be 0.
Occurrences
22. One event: a shared Event or a positive judgement, transitively, over a negative one. Days alone make nothing
    distinct (DISJOINT_DAYS_ARE_DISTINCT). All-same costs the least min; with negative judgements the cheapest classes.
Ids
23. Of judgements that meet, the later one's first id stands, or whoever stands for that already.
Alliances
24. Evidence of a pair is taken by sign; unsigned predicates and places are left out.
Ledger
25-28 stand in oracle_ledger.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.world.oracle_base import (
    Count,
    Ids,
    Reading,
    Told,
    as_report,
    at_most,
    common,
    counts,
    denied_by,
    followed,
    hull,
    independent,
    least_and_most,
    parts_of,
    range_of,
    read,
    share,
    sum_or_none,
    supported,
)
from tests.world.oracle_ledger import ledger
from tests.world.oracle_time import (
    Bounds,
    Contradiction,
    Span,
    days_apart,
    overlap,
)

__all__ = ["Contradiction", "alliances", "bounds", "custody", "ledger"]

HOLDER_FOLLOWS_PARTS = True  # questions about an actor follow part_of downwards, as those about a group do
Pair = tuple[str, str]
Scope = tuple[Ids, str, Span]  # of a count: whose, in what unit, on which days
World = dict[str, Any]


def bounds(world: World, known_at: Span | None, version: int) -> dict[str, Bounds]:
    """The four dates of each statement that stands, by key."""
    return {one.key: one.bounds for one in read(world, known_at, version).told}


# Custody


def custody(
    world: World,
    as_of: Span,
    known_at: Span | None = None,
    certainty: str = "possible",
    version: int = 0,
    held: str | None = None,
    holder: str | None = None,
    max_gap_days: int | None = None,
) -> dict[str, Any]:
    """Who holds whom on these days."""
    reading = read(world, known_at, version)
    groups = parts_of(reading, as_of, {reading.stands_for(held)}) if held else None
    asked_holders = {reading.stands_for(holder)} if holder else None
    if asked_holders and HOLDER_FOLLOWS_PARTS:
        asked_holders = parts_of(reading, as_of, asked_holders)
    evidence: dict[Pair, list[Told]] = {}
    for one in reading.told:
        for who in (one.filling("holds") | one.filling("gains")) if one.asserted else ():
            for group in one.filling("held"):
                if groups is None or group in groups:
                    evidence.setdefault((who, group), []).append(one)
    rows: dict[Pair, dict[str, Any]] = {}
    scopes: dict[Pair, Scope] = {}
    last_known: dict[Pair, set[str]] = {}
    first_known: dict[Pair, set[str]] = {}
    for pair, told in evidence.items():
        endings = endings_of(reading, as_of, pair, told)
        ranked = supported(told, as_of, max_gap_days, endings)
        if ranked:
            may_hold = partial(supported, told, max_gap_days=max_gap_days, endings=endings)
            rows[pair], scopes[pair] = custody_row(reading, as_of, pair, ranked, may_hold)
            continue
        older = [one for one in told if one.window[1] < as_of[0]]
        newer = [one for one in told if one.window[0] > as_of[1]]
        older = {one.key for one in older if one.window[1] == max(other.window[1] for other in older)}
        newer = {one.key for one in newer if one.window[0] == min(other.window[0] for other in newer)}
        last_known |= {pair: older} if older else {}
        first_known |= {pair: newer} if newer else {}
    by_key = {one.key: one for one in reading.told}
    shown_in = {pair: [by_key[key] for key in row["keys"]] for pair, row in rows.items()}
    rows = without_guards(rows, shown_in, asked_holders)
    last_known, first_known = (
        without_guards(found, {pair: [by_key[key] for key in keys] for pair, keys in found.items()}, asked_holders)
        for found in (last_known, first_known)
    )

    def asked_for(pairs: dict[Pair, Any]) -> dict[Pair, Any]:
        return {pair: one for pair, one in pairs.items() if asked_holders is None or pair[0] in asked_holders}

    shown = {pair: row for pair, row in asked_for(rows).items() if certainty == "possible" or is_sure(row)}
    return {
        "rows": shown,
        "lastKnown": asked_for(last_known),
        "firstKnown": asked_for(first_known),
        "total": total(reading, as_of, reading.stands_for(held) if held else None, shown, scopes),
    }


def without_guards(found: dict[Pair, Any], told: dict[Pair, list[Told]], asked: set[str] | None) -> dict[Pair, Any]:
    """Without those who only guard, each time jointly with somebody here who holds by more than guarding."""

    def only_guards(pair: Pair) -> bool:
        return {one.predicate["capacity"] for one in told[pair]} == {"guards"}

    def folded(pair: Pair) -> bool:
        beside = {
            other
            for other, group in found
            if group == pair[1]
            and not only_guards((other, group))
            and any(pair[0] in one.filling("holds") | one.filling("gains") for one in told[other, group])
        }
        return all(beside & (one.filling("holds") | one.filling("gains")) for one in told[pair])

    return {
        pair: one
        for pair, one in found.items()
        if pair[0] in (asked or ()) or not only_guards(pair) or not folded(pair)
    }


def is_sure(row: dict[str, Any]) -> bool:
    """Was it so for certain, and certainly known to be so?"""
    return row["certainty"] == row["knownCertainty"] == "certain"


def custody_row(
    reading: Reading, asked: Span, pair: Pair, ranked: list[tuple[int, Told]], may_hold: Callable[[Span], list[Any]]
) -> tuple[dict[str, Any], Scope]:
    """One row, and the holders and unit of its count. Nobody loses to nobody named who may not hold on those days."""
    told = [one for _, one in ranked]
    stock, *scope = stock_count(reading, told, asked)
    places = frozenset().union(*(one.holding_places for one in told))

    def may_lose(one: Told) -> bool:
        """May people that nobody named lost be lost by this holder: did it perhaps hold then, where they left?"""
        left = one.leaving_places
        where = [other.holding_places for _, other in may_hold(one.window)]
        return bool(one.filling("loses")) or any(not left or not there or left & there for there in where)

    moves = {
        way: [
            (one, part)
            for one in reading.told
            if (part := moved_part(reading, asked, one, way, {pair[1]}, {pair[0]}, frozenset(), frozenset()))
            and (way == "gains" or may_lose(one))
            and not one.filling("gains") == one.filling("loses") == {pair[0]}
        ]
        for way in ("gains", "loses")
    }
    row = common(reading, asked, ranked) | {
        "basis": "stated" if any(one.filling("holds") for one in told) else "moved",
        "jointWith": set().union(*(one.filling("holds") | one.filling("gains") for one in told)) - {pair[0]},
        "places": set(places),
        "capacities": {one.predicate["capacity"] for one in told},
        "terms": {term for one in told for term in one.raw["terms"]},
        "deniedBy": set().union(*(denied_by(reading, one) for one in told)),
        "count": stock,
        "countsDisagree": counts_disagree(
            reading, told + [one for way in moves.values() for one, _ in way if one.window[0] <= asked[1]]
        ),
        "gained": moved_count(reading, asked, moves["gains"]),
        "lost": moved_count(reading, asked, moves["loses"]),
        "independentSpeakers": independent(reading, asked, told),
    }
    return row, (scope[0], scope[1], scope[2])


def stock_count(reading: Reading, told: list[Told], asked: Span) -> tuple[Count | None, Ids, str, Span]:
    """The hull of the stock counts nearest to the day in the widest scope, and that scope's holders and unit."""
    scopes: dict[tuple[Ids, Ids, str], list[Told]] = {}
    for one in told:
        holders = one.filling("holds") | one.filling("gains")
        if counts(one, "stock") and len(one.filling("held")) == 1:
            scopes.setdefault((holders, one.holding_places, one.count["unit"]), []).append(one)
    if not scopes:
        return None, frozenset(), "", asked

    def narrowness(scope: tuple[Ids, Ids, str]) -> tuple[Any, ...]:
        holders, places, unit = scope
        distance = min(days_apart(one.window, asked) for one in scopes[scope])
        return len(holders), bool(places), unit != "people", distance, sorted(holders), sorted(places), unit

    widest = min(scopes, key=narrowness)
    nearest = min(days_apart(one.window, asked) for one in scopes[widest])
    found = [one for one in scopes[widest] if days_apart(one.window, asked) == nearest]
    first = min(found, key=lambda one: one.key)
    return hull(list(map(range_of, found))), widest[0], widest[2], first.window


def endings_of(reading: Reading, asked: Span, pair: Pair, told: list[Told]) -> list[Span]:
    """The windows of the losses that end a holding."""
    found = []
    for one in reading.told:
        losers = one.filling("loses")
        if not (one.asserted and one.over and pair[0] in losers and pair[1] in one.filling("held")):
            continue
        if one.filling("gains") == losers == {pair[0]}:
            continue
        ends = one.raw["whole"]
        if counts(one, "flow"):
            last = last_stocks(one, told)
            ends = ends or (bool(last) and all(most is not None and one.count["min"] >= most for most in last))
        if ends:
            found.append(one.window)
    return found


def last_stocks(loss: Told, told: list[Told]) -> list[int | None]:
    """The most that the last counts before a loss allow, of those in its unit that count everybody it is about.

    Those of the fewest holders; and of all places: where only several places were counted, none is of all.
    """

    def holders(one: Told) -> Ids:
        return one.filling("holds") | one.filling("gains")

    stocks = [
        one
        for one in told
        if counts(one, "stock")
        and one.count["unit"] == loss.count["unit"]
        and one.window[1] <= loss.window[0]
        and loss.filling("loses") <= holders(one)
        and loss.filling("held") <= one.filling("held")
    ]
    stocks = [one for one in stocks if len(holders(one)) == min(len(holders(other)) for other in stocks)]
    everywhere = [one for one in stocks if not one.holding_places]
    if not everywhere and len({one.holding_places for one in stocks}) > 1:
        return []
    stocks = everywhere or stocks
    return [one.count["max"] for one in stocks if one.window[1] == max(other.window[1] for other in stocks)]


def moved_part(
    reading: Reading,
    asked: Span,
    one: Told,
    way: str,
    groups: set[str],
    holders: set[str],
    places: Ids,
    there: Ids,
) -> str | None:
    """Are all, some, or none of the people of a movement gained (or lost) by these holders at these places?

    `places` limits every movement, `there` only losses from nobody named; empty is everywhere.
    """
    if not (one.asserted and one.over and one.predicate.get("custody")):
        return None
    held = share(one.filling("held"), groups)
    if held is None:
        return None
    effects = one.predicate["custody"].values()
    shares = {}
    for side, where in (("gains", one.holding_places), ("loses", one.leaving_places)):
        who = share(one.filling(side), holders)
        limit = places
        if side == "loses" and "loses" in effects and not one.filling("loses") and not one.filling("gains") & holders:
            who, limit = "some", places or there
        here = "all"
        if limit:
            here = share(where, parts_of(reading, asked, limit, ("part", "place"))) if where else "some"
            if here is None and share(limit, parts_of(reading, asked, where, ("part", "place"))):
                here = "some"
        three = held, who, here
        shares[side] = None if None in three else "all" if three == ("all", "all", "all") else "some"
    if shares["gains"] == shares["loses"] == "all":
        return None
    return shares[way]


def moved_count(reading: Reading, asked: Span, moves: list[tuple[Told, str]]) -> tuple[Any, ...] | None:
    """What came in or went out by the day: (min, max, kind)."""
    moves = [(one, part) for one, part in moves if one.window[0] <= asked[1]]
    people = [(one, part) for one, part in moves if one.count is not None and one.count["unit"] == "people"]
    running = [(one, part) for one, part in people if counts(one, "cumulative")]
    if running:
        latest = max(one.window[1] for one, _ in running)
        return (
            *hull([at_most(range_of(one), part == "all") for one, part in running if one.window[1] == latest]),
            "cumulative",
        )
    flows = [(one, part) for one, part in people if counts(one, "flow")]
    if not flows:
        return None
    reports = [as_report(reading, one, at_most(range_of(one), part == "all")) for one, part in flows]
    reports += [as_report(reading, one, None) for one, _ in moves if one not in [each for each, _ in flows]]
    found = least_and_most(reading, reports, lambda days: days[1] <= asked[1])
    return (*found, "flow") if found else None


def counts_disagree(reading: Reading, told: list[Told]) -> bool:
    """Two counts of one scope, at overlapping windows or of one event, that cannot both be true."""

    def scope(one: Told) -> tuple[Any, ...]:
        count = one.count or {}
        held, unit = one.filling("held"), tuple(count.get(name) for name in ("kind", "unit", "of"))
        if counts(one, "flow"):  # reports of one event name the places and parties that they know
            return held, unit, reading.occurrence.get(one.key, one.key)
        roles = (
            one.filling("holds") | one.filling("gains"),
            one.filling("loses"),
            one.at("at", "to_place", "from_place"),
        )
        return held, unit, *roles, count.get("since"), one.raw["predicate"] if counts(one, "cumulative") else None

    def meet(one: Told, other: Told) -> bool:
        if counts(one, "flow"):
            return True
        if counts(one, "cumulative"):  # they grow from day to day
            return one.window == other.window and one.window[0] == one.window[1]
        return overlap(one.window, other.window)

    counted = [one for one in told if one.count is not None]
    return any(
        scope(one) == scope(other) and meet(one, other) and top is not None and top < range_of(other)[0]
        for one in counted
        for top in [range_of(one)[1]]
        for other in counted
    )


def total(
    reading: Reading, asked: Span, held: str | None, rows: dict[Pair, dict[str, Any]], scopes: dict[Pair, Scope]
) -> Count | None:
    """The sum of the rows' counts where they can be added: of one group, or of parts that are all of it.

    Joint holdings count once. A total has no unit of its own, so that it can only be of people. Counts of different
    days are not added: people may have moved between.
    """
    groups = {pair[1] for pair in rows}
    if held in groups:
        groups = {held}
    elif held:
        exhaustive = {
            part
            for part, whole, told in followed(reading, asked, {"part"})
            if whole == held and told.raw["parts"] == "exhaustive"
        }
        if not exhaustive or exhaustive - groups:
            return None
        groups = exhaustive
    elif len(groups) > 1:
        return None
    added = {pair: row["count"] for pair, row in rows.items() if pair[1] in groups}
    if not added or None in added.values() or {scopes[pair][1] for pair in added} != {"people"}:
        return None
    holdings: dict[tuple[str, Ids], Count] = {}
    for pair, count in added.items():
        holding = pair[1], scopes[pair][0]
        holdings[holding] = hull([count, holdings.get(holding, count)])
    if any(one != other and one[0] == other[0] and one[1] & other[1] for one in holdings for other in holdings):
        return None
    days = [scopes[pair][2] for pair in added]
    if max(first for first, _ in days) > min(last for _, last in days):
        return None
    return sum(least for least, _ in holdings.values()), sum_or_none([most for _, most in holdings.values()])


# Alliances


def alliances(
    world: World,
    as_of: Span,
    known_at: Span | None = None,
    certainty: str = "possible",
    version: int = 0,
    actor: str | None = None,
    max_gap_days: int | None = None,
) -> dict[str, Any]:
    """Who is friendly or hostile to whom on these days."""
    reading = read(world, known_at, version)
    labels = world["labels"]
    actors = {reading.stands_for(actor)} if actor else None
    if actors and HOLDER_FOLLOWS_PARTS:
        actors = parts_of(reading, as_of, actors)
    evidence: dict[Pair, dict[tuple[str, str], list[Told]]] = {}
    for one in reading.told:
        if not one.asserted or one.predicate.get("sign") is None:
            continue
        for subject in one.roles.get("subject", ()):
            for other in one.roles.get("object", ()):
                if subject == other or labels.get(other) != "Actor" or labels.get(subject) != "Actor":
                    continue
                if actors is not None and not actors & {subject, other}:
                    continue
                pair = min(subject, other), max(subject, other)
                relation = str(one.predicate["sign"]), ""
                told = evidence.setdefault(pair, {}).setdefault(relation, [])
                if one not in told:
                    told.append(one)
    rows, last_known, first_known = {}, set(), set()
    for pair, relations in evidence.items():
        ranked: dict[str, tuple[int, Told]] = {}
        for told in relations.values():
            for rank, one in supported(told, as_of, max_gap_days):
                if one.key not in ranked or rank < ranked[one.key][0]:
                    ranked[one.key] = rank, one
        if ranked:
            row = alliance_row(reading, as_of, list(ranked.values()))
            if certainty == "possible" or is_sure(row):
                rows[pair] = row
            continue
        for one in [one for told in relations.values() for one in told]:
            if one.window[1] < as_of[0]:
                last_known.add(pair)
            if one.window[0] > as_of[1]:
                first_known.add(pair)
    return {"rows": rows, "lastKnown": last_known, "firstKnown": first_known}


def alliance_row(reading: Reading, asked: Span, ranked: list[tuple[int, Told]]) -> dict[str, Any]:
    """One row."""
    signs = [one.predicate["sign"] for _, one in ranked]
    mixed = 1 in signs and -1 in signs
    signed = [(rank, one) for rank, one in ranked if one.predicate["sign"]]
    every = common(reading, asked, ranked)
    # how sure the sign is: what is neutral says nothing about it
    return (
        every
        | common(reading, asked, signed or ranked)
        | {name: every[name] for name in ("contested", "keys")}
        | {
            "sign": None if mixed else 1 if 1 in signs else -1 if -1 in signs else 0,
            "signs": {"friendly": signs.count(1), "hostile": signs.count(-1), "neutral": signs.count(0)},
            "mixed": mixed,
            "relations": {one.raw["predicate"] for _, one in ranked},
        }
    )
