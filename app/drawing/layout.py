"""Where marks go: positions of days and numbers on an axis with its ticks, and rows one below another."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.drawing.marks import Box, How, Key, Line, Mark, Text, box_key, text_width, wrap_text
from app.drawing.picture import MARGIN, WIDTH

FADE = 40.0  # how far a band without an end fades out
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 5, 10, 15)


@dataclass(frozen=True, slots=True)
class DayScale:
    """A time axis from the start of the first day to the end of the last. Days outside are drawn at its ends."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def of(cls, days: Iterable[date | None], left: float, right: float) -> "DayScale | None":
        """The axis that covers these days; None is no day. Gives None if there is no day at all."""
        found = [day for day in days if day]
        return cls(min(found), max(found), left, right) if found else None

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self._at(day.toordinal())

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self._at(day.toordinal() + 1)

    def ticks(self, most: int = 8) -> list[tuple[date, str]]:
        """The days of the ticks with their labels: years, months or days, whichever are few enough."""
        span = self.last.toordinal() - self.first.toordinal() + 1
        if span <= 50:
            step = next((step for step in _DAYS if span / step <= most), _DAYS[-1])
            days = range(self.first.toordinal(), self.last.toordinal() + 1, step)
            return [(day, day.isoformat()) for day in map(date.fromordinal, days)]
        for step in _MONTHS if span < 366 * 5 else ():
            found = list(self._months(step))
            if 2 <= len(found) <= most:
                return [(day, day.isoformat()[:7]) for day in found]
        step = _round_step((self.last.year - self.first.year + 1) / most)
        years = range(math.ceil(self.first.year / step) * step, self.last.year + 1, step)
        found = [date(year, 1, 1) for year in years if year >= 1 and date(year, 1, 1) >= self.first]
        return [(day, str(day.year)) for day in found] or [(self.first, self.first.isoformat())]

    def axis(self, top: float, bottom: float) -> Iterator[Mark]:
        """Lines down the drawing with their days above and below."""
        free = -math.inf
        for day, words in self.ticks():
            x, half = self.x(day), text_width(words, 12) / 2
            yield Line(x, top, x, bottom, "grid", "hair")
            at = max(x, self.left + half - 40)
            if at - half > free:
                yield Text(at, top - 5, words, "soft", 12, "middle")
                yield Text(at, bottom + 15, words, "soft", 12, "middle")
                free = at + half + 6

    def _at(self, ordinal: int) -> float:
        span = self.last.toordinal() + 1 - self.first.toordinal()
        part = (ordinal - self.first.toordinal()) / span
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def _months(self, step: int) -> Iterator[date]:
        """The first day of every so many months."""
        for number in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month):
            day = date(number // 12, number % 12 + 1, 1)
            if number % step == 0 and day >= self.first:
                yield day


@dataclass(frozen=True, slots=True)
class Numbers:
    """An axis of numbers. Numbers outside are drawn at its ends."""

    low: float
    high: float
    left: float
    right: float

    @classmethod
    def of(cls, numbers: Iterable[float | None], left: float, right: float) -> "Numbers":
        """The axis from 0, or from the smallest if that is less, to the largest of these; None is no bound."""
        found = [number for number in numbers if number is not None]
        return cls(min([0, *found]), max([1, *found]), left, right)

    def x(self, number: float) -> float:
        part = (number - self.low) / (self.high - self.low)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def ticks(self, most: int = 6) -> list[int]:
        step = _round_step((self.high - self.low) / most)
        return list(range(math.ceil(self.low / step) * step, math.floor(self.high) + 1, step))

    def axis(self, top: float, bottom: float) -> Iterator[Mark]:
        for number in self.ticks():
            yield Line(self.x(number), top, self.x(number), bottom, "grid", "hair")
            yield Text(self.x(number), top - 5, f"{number:,}", "soft", 12, "middle")


def day_of(written: Any) -> date | None:
    """A day of an answer, or None where there is no bound."""
    return date.fromisoformat(written) if isinstance(written, str) else written


def bounds_of(validity: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Earliest and latest start, earliest and latest end."""
    return tuple(day_of(validity[name]) for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd"))


def _round_step(least: float) -> int:
    """The smallest 1, 2 or 5 times a power of ten that is at least `least`."""
    if least <= 1:
        return 1
    power = 10 ** math.floor(math.log10(least))
    return next(int(power * digit) for digit in (1, 2, 5, 10) if power * digit >= least)


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
    """A range of numbers, on a hair line from 0; it fades out at an unknown bound."""
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


MOST_ROWS = 300  # a picture of more could not be looked at


@dataclass(frozen=True, slots=True)
class DrawingFrame:
    """The room of a picture with rows: marks stand from `left` to `right`, where a band may fade out on either side.

    The label of a row is as wide as `label`, at the left of its marks; in a narrow picture it is above them.
    """

    width: float
    left: float
    right: float
    label: float
    is_narrow: bool = False

    @property
    def room(self) -> float:
        """Between the margins."""
        return self.width - 2 * MARGIN

    @property
    def plot(self) -> float:
        return self.right - self.left


WIDE = DrawingFrame(WIDTH, 340.0, WIDTH - MARGIN - 44.0, 262.0)
NARROW = DrawingFrame(360.0, 40.0, 316.0, 312.0, is_narrow=True)
_FRAME: ContextVar[DrawingFrame] = ContextVar("frame", default=WIDE)


def frame() -> DrawingFrame:
    """The room of the picture that is being drawn."""
    return _FRAME.get()


@contextmanager
def framed(width: float) -> Iterator[DrawingFrame]:
    """While a picture is drawn for a place of this width."""
    token = _FRAME.set(WIDE if width >= WIDTH else NARROW)
    try:
        yield _FRAME.get()
    finally:
        _FRAME.reset(token)


def row_label(y: float, words: str, small: Sequence[str] = (), most: int = 3) -> tuple[list[Mark], float, float]:
    """The label of a row from y on, with smaller words below, its height, and where the marks of the row begin."""
    marks, at = list[Mark](), y
    plate = "label " if frame().is_narrow else ""  # there the lines of the axis run behind it
    for line in wrap_text(words, 13, frame().label, most):
        at += 16
        marks.append(Text(MARGIN, at, line, f"{plate}ink"))
    for more in small:
        for line in wrap_text(more, 11.5, frame().label, 2) if more else ():
            at += 14
            marks.append(Text(MARGIN, at, line, f"{plate}soft", 11.5))
    return marks, at - y + 8, at if frame().is_narrow else y


def row_heading(y: float, words: str) -> Text:
    return Text(MARGIN, y, words, size=14, bold=True)


def row_lines(
    y: float, texts: Sequence[str], most: int, what: str = "more", columns: int = 1
) -> tuple[list[Mark], float]:
    """Texts as lines, in columns from top to bottom, so many at most, then how many more there are; their height."""
    marks, shown = list[Mark](), texts[:most]
    columns = 1 if frame().is_narrow else columns
    wide, high = frame().room / columns, -(-len(shown) // columns)
    ends = [y]
    for column in range(columns):
        at, x = y, MARGIN + column * wide
        for text in shown[column * high : (column + 1) * high]:
            for number, line in enumerate(wrap_text(text, 12.5, wide - 20, 2 if columns == 1 else 1)):
                at += 17
                marks.append(Text(x + (12 if number else 0), at, line, size=12.5))
        ends.append(at)
    if len(texts) > most:
        ends.append(max(ends) + 17)
        marks.append(Text(MARGIN, max(ends), f"{len(texts) - most:,} {what}", "soft", 12.5))
    return marks, max(ends) - y


def rest_line(y: float, rows: int, most: int = MOST_ROWS) -> tuple[list[Mark], float]:
    """A line with the number of rows that are not drawn, if any."""
    if rows <= most:
        return [], 0.0
    return [Text(MARGIN, y + 18, f"{rows - most:,} more rows", "soft")], 24.0
