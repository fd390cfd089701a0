"""The days that an EDTF text allows."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph.dates import edtf
from graph.errors import InvalidDate

MIN = date(1, 1, 1)
MAX = date(9999, 12, 31)


class Window(NamedTuple):
    """The first and the last of the days that a text allows; MIN or MAX where it is unbounded."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF text and the days that it allows.

    `window` is the hull of all days, for an interval from the earliest start to the latest end. `start` and `end`
    are for intervals only, None where `..` or nothing is written.
    """

    text: str
    window: Window
    start: Window | None = None
    end: Window | None = None
    interval: bool = False
    open_start: bool = False
    unknown_start: bool = False
    open_end: bool = False
    unknown_end: bool = False


def read_edtf(text: str, parameter: str | None = None) -> Edtf:
    """Read EDTF, levels 0 to 2; raises InvalidDate, with a hint where there is an obvious one.

    `?`, `~` and `%` widen a date by one unit of the precision written: by a year for 2014~, a decade for 201X~, three
    months for a season. On one component they widen by its unit (a year for 2004?-06-11), with several marks by each.
    The hull is the tightest, except that days before year 1 count as unbounded (XXXX).
    A time allows its day on the calendar as written, whatever its zone. 21 to 28 are seasons of the northern half.
    """
    if not isinstance(text, str):
        raise InvalidDate(f"not an EDTF date: {text!r}", parameter=parameter, value=text, hint="write it as a text")
    try:
        reading = edtf.parse_edtf(text)
        windows = [(_make_window(start), _make_window(end)) for start, end in reading.pairs]
    except InvalidDate as error:
        raise InvalidDate(error.message, parameter=parameter, value=text, hint=error.hint or _find_hint(text)) from None
    start, end = windows[0]
    if len(windows) == 1:
        hull = start if start is end else Window(start.earliest, end.latest)
    else:
        hull = Window(min(low.earliest for low, _ in windows), max(high.latest for _, high in windows))
    if not reading.interval:
        return Edtf(text, hull)
    first, last = reading.pairs[0]
    return Edtf(
        text,
        hull,
        start=None if isinstance(first, str) else start,
        end=None if isinstance(last, str) else end,
        interval=True,
        open_start=first == "..",
        unknown_start=first == "",
        open_end=last == "..",
        unknown_end=last == "",
    )


def read_window(text: str, parameter: str | None = None) -> Window:
    """From the first to the last day that a text allows. Raises InvalidDate."""
    return read_edtf(text, parameter).window


def is_edtf(text: str) -> bool:
    """Whether a text is EDTF, also of years that `read_edtf` refuses."""
    try:
        edtf.parse_edtf(text)
    except InvalidDate:
        return False
    return True


def _find_hint(text: str) -> str | None:
    if len(text) > 80 or is_edtf(text):
        return None
    from graph.dates.suggestions import guess_edtf  # what reads dates in words is needed for refusals alone

    return " or ".join(dict.fromkeys(guess for guess in guess_edtf(text) if is_edtf(guess))) or None


_UNBOUNDED = Window(MIN, MAX)


def _make_window(end: edtf.End) -> Window:
    if isinstance(end, str):
        return _UNBOUNDED
    if end.last[0] < 1 or end.first[0] > 9999:
        raise InvalidDate("valid EDTF but outside the years 0001-9999")
    first, last = end.first, end.last
    for months in end.months_around:
        first, last = _move_day(first, -months, end.days), _move_day(last, months, end.days, latest=True)
    earliest, latest = _make_date(first), _make_date(last)
    if end.days_around:
        earliest = date.fromordinal(max(1, earliest.toordinal() - end.days_around))
        latest = date.fromordinal(min(MAX.toordinal(), latest.toordinal() + end.days_around))
    return Window(earliest, latest)


def _move_day(day: edtf.Day, months: int, days: edtf.Numbers, latest: bool = False) -> edtf.Day:
    """The first or last of `days` in the month that lies `months` later; its last day where it has none of them."""
    year, month0 = divmod(day[0] * 12 + day[1] - 1 + months, 12)
    length = edtf.count_month_days(year, month0 + 1)
    fitting = [number for number in days if number <= length] or [length]
    return year, month0 + 1, fitting[-1] if latest else fitting[0]


def _make_date(day: edtf.Day) -> date:
    if day[0] < 1:
        return MIN
    return MAX if day[0] > 9999 else date(*day)
