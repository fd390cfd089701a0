"""Counts of a group that are more than a count of what it is part of: two that cannot both be true.

Choices, where the documents leave one open (they go on from those of oracle.py):

37. Counts of states, of one group each; of one unit, of one holder set, or of a holder of whom each of the part's
    holders is part; at one set of places, or at places each of which lies in the one place of the whole, or of a whole
    counted without place. A whole on some terms, or of some people only (`of`), is of those alike only. Each part_of
    and place must be so on some of the days that both counts name. What anybody denies or took back is as everywhere.
"""

from __future__ import annotations

from typing import Any

from tests.world.oracle_base import Ids, Reading, Told, counts, followed, note, range_of, reach, read
from tests.world.oracle_time import Span, overlap, span

Pair = tuple[str, str, str, str]  # the part, the whole, the key of a count of each


def larger_parts(
    world: dict[str, Any],
    as_of: Span,
    known_at: Span | None = None,
    version: int = 0,
    lens: dict[str, list[str]] | None = None,
) -> set[Pair]:
    """Each two counts that say that a part is more than its whole, of what may have been said by the days asked."""
    reading = read(world, known_at, version, lens)
    told = [one for one in reading.told if is_headcount(one) and span(one.raw["said"])[0] <= as_of[1]]
    found = set()
    for part in told:
        for whole in told:
            most = range_of(whole)[1]
            if most is None or range_of(part)[0] <= most or not overlap(part.window, whole.window):
                continue
            days = max(part.window[0], whole.window[0]), min(part.window[1], whole.window[1])
            if is_part(reading, part, whole, days):
                (of,), (among,) = part.filling("held"), whole.filling("held")
                found.add((of, among, part.key, whole.key))
                note("disputes: a part larger than its whole")
                note(
                    "disputes: the whole counted everywhere, the part at a place", used=part.at("at") != whole.at("at")
                )
                note("disputes: the whole of a holder above", used=part.filling("holds") != whole.filling("holds"))
    return found


def is_headcount(one: Told) -> bool:
    """Does it count one group as held, in a state?"""
    effects = set((one.predicate.get("custody") or {}).values())
    return one.asserted and "holds" in effects and counts(one, "stock") and len(one.filling("held")) == 1


def is_part(reading: Reading, part: Told, whole: Told, days: Span) -> bool:
    """Is everybody whom the first counts among those whom the second counts, on some of these days?"""
    uppers = above(reading, days)
    (of,), (among,) = part.filling("held"), whole.filling("held")
    if of == among or among not in reach({of}, uppers):
        return False
    mine, others = part.count or {}, whole.count or {}
    if mine["unit"] != others["unit"] or others.get("of") not in (None, mine.get("of")):
        return False
    terms = set(whole.raw["terms"])
    if terms and terms != set(part.raw["terms"]):
        return False

    def lie_in(lower: Ids, upper: Ids) -> bool:
        return lower == upper or (
            bool(lower) and len(upper) == 1 and all(upper <= reach({one}, uppers) for one in lower)
        )

    where = whole.at("at")
    return lie_in(part.filling("holds"), whole.filling("holds")) and (not where or lie_in(part.at("at"), where))


def above(reading: Reading, days: Span) -> list[tuple[str, str]]:
    """What may be part of what, or lie in it, on some of these days."""
    return [(part, whole) for part, whole, _ in followed(reading, days, {"part", "place"})]
