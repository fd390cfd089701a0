"""Bands that tell how sure something is: solid where certain, pale where possible, fading where no bound is known."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.drawing.marks import Box, How, Key, Line, Mark, box_key
from app.drawing.scales import FADE, DayScale, Numbers

LEAST = 3.0  # the narrowest band that is still seen
OPEN = "fades out: nobody gives a bound"


def time_band(
    days: DayScale, y: float, bounds: Sequence[date | None], observed: bool = False, height: float = 10, says: str = ""
) -> Iterator[Mark]:
    """Four dates as one band: pale from the earliest start to the latest end, solid from the latest start to the
    earliest end. A sighting is hollow for the days within which it was."""
    earliest, latest_start, earliest_end, latest = bounds
    known = [day for day in bounds if day]
    if not known:
        return
    first, last = min(known), max(known)
    left, right = days.x(first), max(days.end(last), days.x(first) + LEAST)
    if earliest is None:
        yield Box(left - FADE, y, FADE, height, "possible", "left")
    if latest is None:
        yield Box(right, y, FADE, height, "possible", "right")
    yield Box(left, y, right - left, height, "possible", says=says)
    if latest_start and earliest_end and latest_start <= earliest_end:
        start = days.x(latest_start)
        yield Box(start, y, max(days.end(earliest_end) - start, LEAST), height, "certain", says=says)
    elif observed:
        yield Box(left, y, right - left, height, "certain", "hollow")


def number_band(
    numbers: Numbers, y: float, low: int | None, high: int | None, colour: str, how: How = "solid", height: float = 12
) -> Iterator[Mark]:
    """A range of numbers, on a hair line from nought; it fades out where a bound is not known."""
    if low is None and high is None:
        return
    begin = numbers.x(low if low is not None else high or 0)
    end = numbers.x(high) if high is not None else begin
    zero = numbers.x(0)
    yield Line(
        zero, y + height / 2, end if abs(end - zero) > abs(begin - zero) else begin, y + height / 2, "rule", "hair"
    )
    wide = max(end - begin, LEAST)
    yield Box(begin, y, wide, height, colour, how)
    if high is None:
        yield Box(begin + wide, y, FADE, height, colour, "right")
    if low is None:
        yield Box(begin - FADE, y, FADE, height, colour, "left")


def time_keys(observed: bool = False) -> list[Key]:
    """The legend of bands of time."""
    keys = [box_key("certain", "certain on these days"), box_key("possible", "possible"), fade_key()]
    return (
        [
            *keys,
            Key(
                (*box_key("possible", "").sample, *box_key("certain", "", "hollow").sample), "seen on some day of these"
            ),
        ]
        if observed
        else keys
    )


def fade_key() -> Key:
    return box_key("possible", OPEN, "right")
