"""How much of a plan is said to be done: what is linked to it or about its Event, and what merely matches it.

Choices, where the documents leave one open (they go on from those of oracle.py):

38. A plan is what is asserted and not actual, or counts a whole undertaking that is under way; it is listed once it may
    have been said. A deed is an actual event, not under way, that may have been by the days asked: linked to the plan;
    or of its predicate and about its people (or parts of them, or neither names any), and about its Event; or else with
    no party or place that cannot be the plan's, and perhaps not over before the plan's window begins.
39. Deeds count in the plan's unit, as flows or running figures: [0, n] where they may be after the days asked, or are
    of others too and not linked. The least is of what is linked or about the Event, and of totals that hold such a one;
    the most of all. Sums and totals are those of what came or went; whoever gains and is named nowhere is the plan's
    gainer, or else the only one whom deeds name. A deed without a number adds none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.world.oracle_base import Count, Ids, Reading, Told, followed, note, reach, read
from tests.world.oracle_moves import Moves, Tally, counts_as, occurrences, running, sum_up
from tests.world.oracle_time import Span, span

PARTIES = ("agent", "subject", "object", "from_holder", "to_holder")
PLACES = ("from_place", "to_place", "at")


@dataclass
class Deed:
    """What bears on a plan, and how: linked, event or matching. `is_whole`: it is of the plan's people alone."""

    told: Told
    basis: str
    is_whole: bool


def plans(
    world: dict[str, Any],
    as_of: Span,
    known_at: Span | None = None,
    version: int = 0,
    lens: dict[str, list[str]] | None = None,
) -> dict[str, dict[str, Any]]:
    """By the key of each plan how much of it is done, and what bears on it."""
    reading = read(world, known_at, version, lens)
    found = {}
    for one in reading.told:
        if is_plan(one) and span(one.raw["said"])[0] <= as_of[1]:
            deeds = [deed for each in reading.told if (deed := deed_of(reading, one, each, as_of))]
            for deed in deeds:
                note(f"plans: done, {deed.basis}")
            found[one.key] = {
                "done": done(reading, one, deeds, as_of),
                "doneBy": {(deed.told.key, deed.basis) for deed in deeds},
            }
    return found


def is_plan(one: Told) -> bool:
    """Is it said to be intended, agreed, ordered ..; or how many all are of what is under way?"""
    return one.raw["polarity"] == "asserts" and (not one.actual or (not one.over and one.raw["count"] is not None))


def deed_of(reading: Reading, plan: Told, one: Told, asked: Span) -> Deed | None:
    """What bears on a plan; None for all others."""
    if one.predicate["time"] == "state" or not (one.asserted and one.over) or one.bounds[0] > asked[1]:
        return None
    wanted, theirs = people_of(plan), people_of(one)
    lies = [each for each in theirs if wanted & around(reading, {each})]
    if plan.key in one.raw.get("fulfils", ()):
        return Deed(one, "fulfils", True)
    if one.raw["predicate"] != plan.raw["predicate"] or not (lies if wanted else not theirs):
        return None
    is_whole = len(lies) == len(theirs)
    if set(canonical_events(reading, plan)) & set(canonical_events(reading, one)):
        return Deed(one, "event", is_whole)
    held = next((role for role, does in (plan.predicate.get("custody") or {}).items() if does == "held"), "object")
    roles = [role for role in (*PARTIES, *PLACES) if role != held]
    fits = all(compatible(reading, plan.roles.get(role), one.roles.get(role)) for role in roles)
    return Deed(one, "matching", is_whole) if fits and one.bounds[3] >= plan.window[0] else None


def canonical_events(reading: Reading, one: Told) -> list[str]:
    """The Events that it is about."""
    return [reading.stands_for(event) for event in one.raw["about"]]


def people_of(one: Told) -> Ids:
    """Who is moved, or what is acted on."""
    return one.filling("held") if one.predicate.get("custody") else one.roles.get("object", frozenset())


def around(reading: Reading, ids: Ids | set[str]) -> set[str]:
    """Some ids, with all that they lie in or are part of, at whatever time."""
    return reach(ids, [(part, whole) for part, whole, _ in followed(reading, None, {"part", "place"})])


def compatible(reading: Reading, ones: Ids | None, others: Ids | None) -> bool:
    """Do they meet, or is one side not told?"""
    if not ones or not others:
        return True
    return bool(ones & around(reading, others) or others & around(reading, ones))


def done(reading: Reading, plan: Told, deeds: list[Deed], asked: Span) -> Count | None:
    """How many; None where no deed is counted in the unit of the plan."""
    unit = (plan.raw["count"] or {}).get("unit", "people")
    counted = [deed for deed in deeds if (deed.told.raw["count"] or {}).get("unit") == unit]
    counted = [deed for deed in counted if deed.told.raw["count"]["kind"] in ("flow", "cumulative")]
    if not counted:
        return None
    every = tally_of(reading, plan, counted, asked)
    linked = {deed.told.key for deed in counted if deed.basis != "matching"}
    linked |= {key for total in every.totals if total & linked for key in total}
    sure = [deed for deed in counted if deed.told.key in linked]
    note("plans: a total that holds what is linked", used=any(deed.basis == "matching" for deed in sure))
    note("plans: done in numbers", used=bool(sure))
    least, most = tally_of(reading, plan, sure, asked).range(reading) if sure else (0, 0)
    top = every.range(reading)[1]
    return least, None if most is None or top is None else max(most, top)


def tally_of(reading: Reading, plan: Told, deeds: list[Deed], asked: Span) -> Tally:
    """What some deeds make together, for each set of gainers and people by itself."""
    named = {deed.told.filling("gains") for deed in deeds} - {frozenset()}
    unsaid = plan.filling("gains") or (next(iter(named)) if len(named) == 1 else frozenset())
    moves: Moves = []
    for deed in deeds:
        one, people = deed.told, {**deed.told.raw["count"], "unit": "people"}
        whose = one.filling("gains") or unsaid, people_of(one)
        moves.append((replace(one, raw={**one.raw, "count": people}), "all" if deed.is_whole else "some", whose))
    last = asked[1]
    begin = min((one.window[0] for one, _, _ in moves), default=date.max)
    items = running(moves, "own", begin, last)
    items += occurrences(reading, [each for each in moves if not counts_as(each[0], "cumulative")], "own", last)
    tally = Tally()
    for whose in {one.whose for one in items}:
        some = [one for one in items if one.whose == whose]
        sum_up(reading, asked, some, some, tally)
    return tally
