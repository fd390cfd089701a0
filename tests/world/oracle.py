"""The plainest possible answers to questions over lists of statements (the format is that of the plain worlds).

`bounds`, `custody`, `alliances` and `ledger` read a world as plain dicts and share nothing with the engine but the
vocabulary files. Everything is worked out by going through all statements again.

Choices, where the documents leave one open:

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
    What is only inferred makes nothing certain: it is `within` where it would make a row certain.
10. What is of unknown beginning and ended by a day is evidence of no row: it is known as of that day, from it on as the
    last and before it as the first. lastKnown and firstKnown hold the nearest earlier and later evidence of a pair
    without a row; a pair whose row `certainty=certain` hides is in neither. certain asks for rows that are so, and
    known to be so, for certain.
11. An ending loss surely follows the evidence (not on the day of a gain), and is over before the days asked or the
    later evidence. under_way losses and those of other groups (parts, wholes) end nothing; joint losers all end.
12. The last stock before a loss is in its unit, of all its losers and groups, of the fewest holders, and of all places
    or of the only one. Losses from nobody named end nothing.
Rows
13. Actors asked about are followed to their parts, as groups are (HOLDER_FOLLOWS_PARTS); a part_of that is possible on
    the days is followed, whatever the certainty asked.
14. Whoever only guards, each time jointly with somebody here who holds by more, stands in that one's row.
15. Which counts a row's count is made of stands in oracle_counts.py.
16. gained and lost run up to the days asked, from any time: [0, n] if the event may be later, if the parties or held
    groups are more than the row's; people only; totals as in oracle_moves.py. A movement without a number makes the max
    of others unbounded (UNCOUNTED_MOVES_COUNT). under_way movements and those from a holder to itself move nobody.
17. "There" (losses from nobody named): places meet, one lies in another, or one side names none; only if the holder
    may hold on those days. One actor alone is said to hold a group at a place: of all whom evidence puts there, or in
    what lies there, on some day of the loss (gains too), there is one, and a statement says "holds" of this very place.
    It is that one's loss in full and nobody else's, unless it gains by the move; several groups or places must all give
    the same one. It ends nothing.
18. countsDisagree: stocks and the like of one scope on days in common; flows of one event, unit and group; cumulative
    figures of one day and form.
19. total: people only; of the group asked about, or of parts that are all of it; None if a row has no count, holder
    sets overlap, or the counts have no day in common.
20. Denying statements: actual, same predicate, each role that the denial fills filled alike, its terms among the
    asserted ones; windows overlap. A denial of a holding also denies each statement by which the same set of holders
    has, or comes to have, the same people, where it names their place or none; one of guarding only such of guarding.
    A row, of one holder and one group: denied by whoever denies that these held those in authority, on days that
    overlap the days asked or a statement's; by a response to any statement; by others if each statement is denied.
21. Speakers with anybody above both are one, as of when they spoke; anonymous ones only raise the max; min may be 0.
Occurrences
22. One event: a shared Event or a positive judgement, transitively, over a negative one: one report, with the hull of
    days and counts, told by each speaker of each of its reports. The least of several reports is the largest sum of
    largest_sum() in oracle_base.py; days, `rows: distinct` and judgements are not mixed. The most is the sum.
Ids
23. Of judgements that meet, the later one's first id stands, or whoever stands for that already.
Alliances
24. Evidence of a pair is taken by sign; unsigned predicates and places are left out. An act with a sign (an attack) is
    as sure as its own days, and possible after them.
Ledger
25-28 stand in oracle_ledger.py, 29-33 in oracle_moves.py, 34-36 in oracle_counts.py, 37 in oracle_disputes.py, 38 and
    39 in oracle_plans.py.
Lens
40. It is on evidence: what is part of what, lies where or belongs to whom is read without it. Who belongs to a named
    speaker, at whatever time, is meant with it. Claims of a source are its publisher's, and reviewed by nobody: they
    stay.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from tests.world.oracle_base import (
    Count,
    Ids,
    Reading,
    Told,
    common,
    counts,
    ended_by,
    followed,
    hull,
    independent,
    is_earlier,
    is_later,
    known_days,
    note,
    parts_of,
    range_of,
    read,
    share,
    sum_or_none,
    supported,
)
from tests.world.oracle_counts import Stock, stock_count
from tests.world.oracle_disputes import larger_parts
from tests.world.oracle_figures import came, figures, held_counts
from tests.world.oracle_holding import Pair, endings_of, evidence_of, inside, only_loser, row_denied_by
from tests.world.oracle_ledger import ledger
from tests.world.oracle_moves import Whose, moved_count
from tests.world.oracle_plans import plans
from tests.world.oracle_time import (
    Bounds,
    Contradiction,
    Span,
    overlap,
)

__all__ = ["Contradiction", "alliances", "bounds", "custody", "larger_parts", "ledger", "plans", "series"]

HOLDER_FOLLOWS_PARTS = True  # questions about an actor follow part_of downwards, as those about a group do
World = dict[str, Any]
Lens = dict[str, list[str]]


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
    lens: Lens | None = None,
    min_independent: int = 0,
) -> dict[str, Any]:
    """Who holds whom on these days."""
    reading = read(world, known_at, version, lens)

    def is_backed(keys: set[str]) -> bool:
        return independent(reading, as_of, [by_key[key] for key in keys])[0] >= min_independent

    groups = parts_of(reading, as_of, {reading.stands_for(held)}) if held else None
    asked_holders = {reading.stands_for(holder)} if holder else None
    if asked_holders and HOLDER_FOLLOWS_PARTS:
        asked_holders = parts_of(reading, as_of, asked_holders)
    every = evidence_of(reading)  # of all groups: who holds alone is asked of each that moved
    evidence = {pair: told for pair, told in every.items() if groups is None or pair[1] in groups}
    alone = {one.key: who for one in reading.told if (who := only_loser(reading, every, one, max_gap_days))}
    rows: dict[Pair, dict[str, Any]] = {}
    stocks: dict[Pair, Stock | None] = {}
    last_known: dict[Pair, set[str]] = {}
    first_known: dict[Pair, set[str]] = {}
    for pair, told in evidence.items():
        endings = endings_of(reading, as_of, pair, told)
        ranked = supported(told, as_of, max_gap_days, endings)
        if ranked:
            may_hold = partial(supported, told, max_gap_days=max_gap_days, endings=endings)
            rows[pair], stocks[pair] = custody_row(reading, as_of, pair, ranked, may_hold, alone)
            continue
        note("last or first known: ended at an unknown time", used=any(map(ended_by, told)))
        older = [one for one in told if is_earlier(one, as_of)]
        newer = [one for one in told if is_later(one, as_of)]
        older = {one.key for one in older if known_days(one)[1] == max(known_days(other)[1] for other in older)}
        newer = {one.key for one in newer if known_days(one)[0] == min(known_days(other)[0] for other in newer)}
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

    note("rows: too few independent speakers", used=any(not is_backed(row["keys"]) for row in asked_for(rows).values()))
    note("rows: lost by whoever alone held there", used=any(alone[key] in {who for who, _ in rows} for key in alone))
    note("rows: disputed", used=any(row["contested"] for row in rows.values()))
    note("rows: counts disagree", used=any(row["countsDisagree"] for row in rows.values()))
    shown = {
        pair: row
        for pair, row in asked_for(rows).items()
        if (certainty == "possible" or is_sure(row)) and is_backed(row["keys"])
    }
    return {
        "rows": shown,
        "lastKnown": {pair: keys for pair, keys in asked_for(last_known).items() if is_backed(keys)},
        "firstKnown": {pair: keys for pair, keys in asked_for(first_known).items() if is_backed(keys)},
        "total": total(reading, as_of, reading.stands_for(held) if held else None, shown, stocks),
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
    reading: Reading,
    asked: Span,
    pair: Pair,
    ranked: list[tuple[int, Told]],
    may_hold: Callable[[Span], list[Any]],
    alone: dict[str, str],
) -> tuple[dict[str, Any], Stock | None]:
    """One row, and its count. Nobody loses to nobody named who may not hold on those days.

    `alone` are the losses of nobody named that are one holder's alone.
    """
    told = [one for _, one in ranked]
    stock = stock_count(reading, told, asked)
    places = frozenset().union(*(one.holding_places for one in told))

    def may_lose(one: Told) -> bool:
        """May people that nobody named lost be lost by this holder: did it perhaps hold then, where they left?"""
        if one.key in alone:
            return alone[one.key] == pair[0]
        left = one.leaving_places
        where = [other.holding_places for _, other in may_hold(one.window)]
        return bool(one.filling("loses")) or any(
            not left or not there or inside(reading, left) & there or left & inside(reading, there) for there in where
        )

    moves = {
        way: [
            (one, part, whose(one, way, alone))
            for one in reading.told
            if (part := moved_part(one, way, pair, alone))
            and (way == "gains" or may_lose(one))
            and not one.filling("gains") == one.filling("loses") == {pair[0]}
        ]
        for way in ("gains", "loses")
    }
    denying = row_denied_by(reading, asked, pair, told)
    row = common(reading, asked, ranked) | {
        "basis": "stated" if any(one.filling("holds") for one in told) else "moved",
        "jointWith": set().union(*(one.filling("holds") | one.filling("gains") for one in told)) - {pair[0]},
        "places": set(places),
        "capacities": {one.predicate["capacity"] for one in told},
        "terms": {term for one in told for term in one.raw["terms"]},
        "contested": bool(denying),
        "deniedBy": denying,
        "count": stock.count if stock else None,
        "countPlaces": stock.places if stock else None,
        "countedOn": stock.days if stock else None,
        "countTiming": stock.timing if stock else None,
        "countsDisagree": counts_disagree(
            reading, told + [one for way in moves.values() for one, _, _ in way if one.window[0] <= asked[1]]
        ),
        "figures": figures((one, one.at("at")) for one in stock.readings) if stock else frozenset(),
        "counts": held_counts(told, pair[0]),
        "gained": came(moved_count(reading, asked, moves["gains"], "gains"), "gains"),
        "lost": came(moved_count(reading, asked, moves["loses"], "loses"), "loses"),
        "independentSpeakers": independent(reading, asked, told),
    }
    return row, stock


def whose(one: Told, way: str, alone: dict[str, str]) -> Whose:
    """The holders that gained or lost, and the groups."""
    named = one.filling(way) or (frozenset({alone[one.key]} if one.key in alone else ()) if way == "loses" else None)
    return named or frozenset(), one.filling("held")


def moved_part(one: Told, way: str, pair: Pair, alone: dict[str, str]) -> str | None:
    """Are all, some, or none of the people of a movement gained (or lost) by this holder of this group?"""
    if not (one.asserted and one.over and one.predicate.get("custody")):
        return None
    held = share(one.filling("held"), {pair[1]})
    if held is None:
        return None
    shares = {}
    for side in ("gains", "loses"):
        who = share(one.filling(side), {pair[0]})
        unnamed = side in one.predicate["custody"].values() and not one.filling(side)
        if side == "loses" and unnamed and pair[0] not in one.filling("gains"):
            who = "all" if alone.get(one.key) == pair[0] else "some"
        shares[side] = None if who is None else "all" if held == who == "all" else "some"
    return None if shares["gains"] == shares["loses"] == "all" else shares[way]


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
    reading: Reading, asked: Span, held: str | None, rows: dict[Pair, dict[str, Any]], stocks: dict[Pair, Stock | None]
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
    added = {pair: stocks[pair] for pair in rows if pair[1] in groups}
    counted = [one for one in added.values() if one]
    if not counted or len(counted) < len(added) or {one.unit for one in counted} != {"people"}:
        return None
    holdings: dict[tuple[str, Ids], Count] = {}
    for pair, stock in added.items():
        if stock:
            holding = pair[1], stock.holders
            holdings[holding] = hull([stock.count, holdings.get(holding, stock.count)])
    if any(one != other and one[0] == other[0] and one[1] & other[1] for one in holdings for other in holdings):
        return None
    if max(one.days[0] for one in counted) > min(one.days[1] for one in counted):
        note("total: none, as counts have no common day")
        return None
    note("total: of several holders", used=len(holdings) > 1)
    note("total: a joint holding once", used=len(holdings) < len(added))
    return sum(least for least, _ in holdings.values()), sum_or_none([most for _, most in holdings.values()])


def series(
    world: World, as_of: Span, held: str, known_at: Span | None = None, version: int = 0, lens: Lens | None = None
) -> dict[str, Any]:
    """Every count of a group, or of its parts, that may be of the days up to those asked; `absent` are numbers that
    the question about their own day does not show: there are none."""
    reading = read(world, known_at, version, lens)
    groups = parts_of(reading, (date.min, as_of[1]), {reading.stands_for(held)})
    told = [
        one
        for one in reading.told
        if one.asserted and one.filling("holds") and one.filling("held") & groups and one.bounds[0] <= as_of[1]
    ]
    note("series: numbers", used=bool(told))
    numbers = {
        (one.filling("holds"), one.filling("held"), one.at("at"), *range_of(one), one.count["unit"], one.key)
        for one in told
        if one.count and (one.window[0] if ended_by(one) is None else date.min) <= as_of[1]
    }
    return {"numbers": numbers, "absent": []}


# Alliances


def alliances(
    world: World,
    as_of: Span,
    known_at: Span | None = None,
    certainty: str = "possible",
    version: int = 0,
    actor: str | None = None,
    max_gap_days: int | None = None,
    lens: Lens | None = None,
    min_independent: int = 0,
) -> dict[str, Any]:
    """Who is friendly or hostile to whom on these days."""
    reading = read(world, known_at, version, lens)
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
    rows: dict[Pair, dict[str, Any]] = {}
    last_known: set[Pair] = set()
    first_known: set[Pair] = set()
    for pair, relations in evidence.items():
        ranked: dict[str, tuple[int, Told]] = {}
        for told in relations.values():
            for rank, one in supported(told, as_of, max_gap_days):
                if one.key not in ranked or rank < ranked[one.key][0]:
                    ranked[one.key] = rank, one
        if ranked:
            row = alliance_row(reading, as_of, list(ranked.values()))
            told = [one for _, one in ranked.values()]
            enough = independent(reading, as_of, told)[0] >= min_independent
            if (certainty == "possible" or is_sure(row)) and enough:
                rows[pair] = row
            continue
        every = [one for told in relations.values() for one in told]
        for found, known in (
            (last_known, [one for one in every if is_earlier(one, as_of)]),
            (first_known, [one for one in every if is_later(one, as_of)]),
        ):
            best = max(known_days(one)[1] for one in known) if found is last_known and known else None
            best = min(known_days(one)[0] for one in known) if found is first_known and known else best
            nearest = [one for one in known if known_days(one)[0 if found is first_known else 1] == best]
            if nearest and independent(reading, as_of, nearest)[0] >= min_independent:
                found.add(pair)
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
