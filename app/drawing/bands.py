"""How many were held, as areas over time: dark up to the least, lighter up to the most, an open top fading out.

An area is filled on days that a count is surely of, and hatched where it is of some day among these. Where counts of
the same days disagree, the area is dark only up to the lowest of them and lighter up to the highest; each keeps its own
range as an outline.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from app.drawing.layout import FADE, LEAST, DayScale, Numbers, day_of
from app.drawing.marks import Box, How, Mark

Row = Mapping[str, Any]
DAY = timedelta(days=1)
OPEN_TOP = 14.0  # how high an area without an upper bound fades out


@dataclass(frozen=True, slots=True)
class Area:
    """At least `low` and at most `high` people, None being no upper bound, on each day from the first to the last if
    `is_sure`, else on some of them."""

    first: date
    last: date
    low: int
    high: int | None
    is_sure: bool


def list_bounds(one: Row) -> tuple[date | None, ...]:
    """Earliest and latest start, earliest and latest end of a count, a holding over time or a move."""
    if "start" in one:
        return (
            day_of(one["start"]["earliest"]),
            day_of(one["certainFrom"]),
            day_of(one["certainTo"]),
            None if one["ongoing"] else day_of(one["end"]["latest"]),
        )
    first, last = day_of(one["earliest"]), day_of(one["latest"])
    return first, last, first, last


def list_areas(counts: Iterable[Row]) -> list[Area]:
    """Areas from left to right; where counts overlap in time, from the lowest least to the highest most."""
    spans = [span for one in counts for span in _list_spans(one)]
    cuts = sorted({day for span in spans for day in (span.first, span.last + DAY)})
    areas = list[Area]()
    for first, after in pairwise(cuts):
        met = [span for span in spans if span.first <= first <= span.last]
        if not met:
            continue
        highest = None if any(span.high is None for span in met) else max(span.high or 0 for span in met)
        area = Area(first, after - DAY, min(span.low for span in met), highest, all(span.is_sure for span in met))
        last = areas[-1] if areas else None
        if last and last.last + DAY == first and replace(last, first=first, last=area.last) == area:
            areas[-1] = replace(last, last=area.last)
        else:
            areas.append(area)
    return areas


def _list_spans(one: Row) -> Iterator[Area]:
    """The days that a count is of: one holding over time has surely held on some of them, and perhaps on others."""
    bounds = list_bounds(one)
    known = [day for day in bounds if day]
    if not known or (one["min"] is None and one["max"] is None):
        return
    whole = Area(min(known), max(known), one["min"] or 0, one["max"], False)
    _, start, end, _ = bounds
    if "start" not in one:
        yield replace(whole, is_sure=whole.first == whole.last and one["certainty"] == "certain")
    elif start and end and start <= end:
        if whole.first < start:
            yield replace(whole, last=start - DAY)
        yield replace(whole, first=start, last=end, is_sure=one["certainty"] == "certain")
        if end < whole.last:
            yield replace(whole, first=end + DAY)
    else:
        yield whole


def draw_areas(counts: Sequence[Row], days: DayScale, numbers: Numbers) -> Iterator[Mark]:
    zero = numbers.x(0)
    for area in list_areas(counts):
        left = days.x(area.first)
        wide = max(days.end(area.last) - left, LEAST)
        low = numbers.x(area.low)
        how: How = "solid" if area.is_sure else "hatched"
        if area.low:
            yield Box(left, low, wide, zero - low, "certain", how)
        if area.high is None:
            yield Box(left, low - OPEN_TOP, wide, OPEN_TOP, "possible", "up")
        elif area.high > area.low:
            high = numbers.x(area.high)
            yield Box(left, high, wide, low - high, "possible", how)


def outline_count(one: Row, days: DayScale, numbers: Numbers) -> tuple[list[Mark], Box]:
    """The range of a count as an outline, with its ends that nobody gives, and the room that it takes."""
    bounds = list_bounds(one)
    known = [day for day in bounds if day]
    left, right = days.x(min(known)), max(days.end(max(known)), days.x(min(known)) + LEAST)
    low = numbers.x(one["min"] or 0)
    high = numbers.x(one["max"]) if one["max"] is not None else low
    room = Box(left, min(high, low - LEAST), right - left, max(low - high, LEAST), "ink", "hollow")
    marks: list[Mark] = [room]
    if bounds[0] is None:
        marks.append(Box(left - FADE, room.y, FADE, room.height, "possible", "left"))
    if bounds[3] is None:
        marks.append(Box(right, room.y, FADE, room.height, "possible", "right"))
    return marks, room
