"""What ends a holding, and who alone is said to hold people where nobody named lost them."""

from __future__ import annotations

from datetime import date

from tests.world.oracle_base import (
    Ids,
    Reading,
    Told,
    contradicting,
    counts,
    deniers,
    denies_having,
    note,
    of_number,
    parts_of,
    replies,
    supported,
)
from tests.world.oracle_time import Span, overlap

Pair = tuple[str, str]
Evidence = dict[Pair, list[Told]]


def evidence_of(reading: Reading) -> Evidence:
    """What says of each holder and group that this one holds that one, or gained it."""
    found: Evidence = {}
    for one in reading.told:
        for who in (one.filling("holds") | one.filling("gains")) if one.asserted else ():
            for group in one.filling("held"):
                found.setdefault((who, group), []).append(one)
    return found


def row_denied_by(reading: Reading, asked: Span, pair: Pair, told: list[Told]) -> set[tuple[str, str]]:
    """Who denies a row, and whether they deny this or deny in general.

    Who denies that this holder had these people, in authority, denies it; all others only if each statement is denied.
    """
    replied = [reply for one in told for reply in replies(one)]
    whole, each = [], []
    for one in told:
        against = [other for other in contradicting(reading, one) if not of_number(other)]
        for other in reading.told:
            spans = (asked, one.window)
            of_pair = denies_having(other, one, frozenset({pair[0]}), frozenset({pair[1]}))
            if of_pair and any(overlap(other.window, span) for span in spans):
                note("denied: a row on the day, and not what it rests on", used=not overlap(*spans) and not against)
                against.append(other)
        whole += [other for other in against if other.filling("holds") and other.predicate["capacity"] == "authority"]
        each.append(against)
        note("denied: a move or a capacity, not the row", used=bool(against) and not whole)
    if all(against or replies(one) for against, one in zip(each, told, strict=True)):
        note("denied: all that a row rests on", used=not whole and any(each))
        whole = [other for against in each for other in against]
    return deniers(replied, whole)


def inside(reading: Reading, places: Ids | set[str]) -> set[str]:
    """Some places, with all that lies in them, at whatever time."""
    return parts_of(reading, (date.min, date.max), places, ("part", "place"))


def only_loser(reading: Reading, evidence: Evidence, one: Told, max_gap_days: int | None) -> str | None:
    """Who alone is said to hold the people where nobody named lost them; None where nobody is, or several are."""
    effects = (one.predicate.get("custody") or {}).values()
    if not one.asserted or not one.over or "loses" not in effects or one.filling("loses") or not one.leaving_places:
        return None
    found: set[str] = set()
    for group in one.filling("held"):
        for place in one.leaving_places:
            there = set()
            for (who, held), told in evidence.items():
                if held == group:
                    endings = endings_of(reading, one.window, (who, held), told)
                    near = inside(reading, {place})
                    placing = [
                        each
                        for _, each in supported(told, one.window, max_gap_days, endings)
                        if near & each.holding_places
                    ]
                    is_said = any(each.filling("holds") and place in each.holding_places for each in placing)
                    there |= {(who, is_said)} if placing else set()
            if len(there) != 1 or not all(said for _, said in there):
                return None
            found |= {who for who, _ in there}
    return next(iter(found)) if len(found) == 1 else None


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
            last = last_stocks(one, told) or all_who_came(one, told)
            ends = ends or (bool(last) and all(most is not None and one.count["min"] >= most for most in last))
        if ends:
            found.append(ending_days(one))
    return found


def ending_days(loss: Told) -> Span:
    """The days of a loss that ends a holding: the last one alone where nobody says since when it may have been."""
    first, last = loss.window
    note("ends: a loss of all by some day", used=first == date.min)
    return (last, last) if first == date.min else (first, last)


def all_who_came(loss: Told, told: list[Told]) -> list[int | None]:
    """How many came to the losers up to a loss, where it is known of no others: each who came is in a number of its
    unit, and no source says that they held any."""
    day = ending_days(loss)[0]
    if any(one.filling("holds") for one in told) or loss.filling("loses") & loss.filling("gains"):
        return []
    begun = [one for one in told if one.window[0] <= day]
    came = [one for one in begun if one.window[1] <= day]
    alike = all(
        one.filling("gains") == loss.filling("loses") and one.filling("held") == loss.filling("held") for one in came
    )
    numbered = all(
        counts(one, "flow") and (one.count["unit"], one.count.get("of")) == (loss.count["unit"], loss.count.get("of"))
        for one in begun
    )
    if not came or not alike or not numbered:
        return []
    most = [one.count["max"] for one in begun]
    found = None if None in most else sum(most)
    note("ends: all who came have left", used=found is not None and found <= loss.count["min"])
    return [found]


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
        and one.window[1] <= ending_days(loss)[0]
        and loss.filling("loses") <= holders(one)
        and loss.filling("held") <= one.filling("held")
    ]
    stocks = [one for one in stocks if len(holders(one)) == min(len(holders(other)) for other in stocks)]
    everywhere = [one for one in stocks if not one.holding_places]
    if not everywhere and len({one.holding_places for one in stocks}) > 1:
        return []
    stocks = everywhere or stocks
    return [one.count["max"] for one in stocks if one.window[1] == max(other.window[1] for other in stocks)]
