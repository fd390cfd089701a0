"""The grammar of EDTF, levels 0 to 2: what a text says, before it is turned into days of our calendar.

Source: ISO 8601-2:2019 and the Library of Congress specification of 2019. Years here are astronomical and may be
zero or negative, so everything valid can be read; graph/dates/windows.py says what fits into `datetime.date`.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from graph.errors import InvalidDate

Day = tuple[int, int, int]
Numbers = tuple[int, ...]


class PlainDate(NamedTuple):
    """One date as written, without what `?`, `~` and `%` add to it."""

    first: Day
    last: Day
    begin: Day  # the last day on which it may begin: 1 June for 2004-06, but 30 June for 2004-06-XX
    days: Numbers  # days of a month that it allows
    months_around: Numbers = ()  # by how many months each qualifier widens it
    days_around: int = 0


End = PlainDate | str  # a str is the end as written: '..' or ''


class EdtfReading(NamedTuple):
    """Pairs of first and last end: one for a date or an interval, any number for a set."""

    interval: bool
    pairs: tuple[tuple[End, End], ...]


DATE = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?",
)
DECADE = re.compile(r"(-?[0-9]{2,3})([?~%]?)")
SIGNIFICANT = re.compile(r"(-?)([0-9]{4})S([1-9][0-9]*+)")
LONG_YEAR = re.compile(r"Y(-?)([1-9][0-9]*+)(?:E([1-9][0-9]*+))?(?:S[1-9][0-9]*+)?")
# Offsets run from -12:00 to +14:00; there is no minus nought.
DATETIME = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]++)?|24:00:00(?:\.0++)?)"
    r"(?:Z|\+(?:(?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|14(?::?00)?)"
    r"|-(?!00(?::?00)?$)(?:(?:0[0-9]|1[01])(?::?[0-5][0-9])?|12(?::?00)?))?",
)


def _list_matches(last: int) -> dict[str, Numbers]:
    """Two characters, digits or X, to the numbers from 1 to `last` that they allow."""
    patterns = ("".join(pair) for pair in product("0123456789X", repeat=2))
    fits = {text: tuple(n for n in range(1, last + 1) if _fits(f"{n:02}", text)) for text in patterns}
    return {text: numbers for text, numbers in fits.items() if numbers}


def _fits(number: str, pattern: str) -> bool:
    return all(want in ("X", digit) for digit, want in zip(number, pattern, strict=True))


MONTHS = _list_matches(12)
DAYS = _list_matches(31)
EVERY_MONTH = MONTHS["XX"]
EVERY_DAY = DAYS["XX"]

# First and last month; 13 and 14 are January and February of the next year. 21-24 name no hemisphere: read as northern.
_NORTH = ((3, 5), (6, 8), (9, 11), (12, 14))
_SOUTH = ((9, 11), (12, 14), (3, 5), (6, 8))
_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_THIRDS_AND_HALVES = ((1, 4), (5, 8), (9, 12), (1, 6), (7, 12))
SEASONS = {
    str(code): months for code, months in enumerate((*_NORTH, *_NORTH, *_SOUTH, *_QUARTERS, *_THIRDS_AND_HALVES), 21)
}


def parse_edtf(text: str) -> EdtfReading:
    """The dates that a text names. Raises InvalidDate where it is not EDTF or names a day that does not exist."""
    if "/" in text:
        start, _, end = text.partition("/")
        return EdtfReading(True, (_check_pair(_parse_end(start), _parse_end(end), start, end),))
    if text[:1] + text[-1:] in ("[]", "{}"):
        return EdtfReading(False, _parse_members(text[1:-1]))
    period = _parse_single(text)
    return EdtfReading(False, ((period, period),))


def count_month_days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _parse_single(text: str) -> PlainDate:
    if DATE.fullmatch(text):
        return _parse_date(text)
    if "T" in text and (match := DATETIME.fullmatch(text)):
        return _parse_date(match[1])
    if (match := DECADE.fullmatch(text)) and match[1].rstrip("0") != "-":
        return _parse_date(match[1] + "X" * (4 - len(match[1].lstrip("-"))) + match[2])
    if match := SIGNIFICANT.fullmatch(text):
        known = match[2][: int(match[3][:2])]
        return _parse_date(match[1] + known.ljust(4, "X"), written=match[1] + match[2])
    match = LONG_YEAR.fullmatch(text)
    # The letter is for years that four digits cannot hold. They may be astronomically long, so none is computed.
    if match and (len(match[2]) > 4 or (match[3] and len(match[2]) + int(match[3][:4]) > 4)):
        year = -10000 if match[1] else 10000
        return PlainDate((year, 1, 1), (year, 12, 31), (year, 1, 1), EVERY_DAY)
    raise InvalidDate(f"not an EDTF date: {text[:80]!r}")


def _parse_date(text: str, written: str = "") -> PlainDate:
    match = DATE.fullmatch(text)
    if not match or (written or match[2]) == "-0000":
        raise InvalidDate(f"not an EDTF date: {text[:80]!r}")
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day = match.groups()
    if season := SEASONS.get(month) if day is None else None:
        period = _make_season(year, *season)
    elif day is None and month is not None and month not in MONTHS:
        raise InvalidDate(f"{text} is not a month or season")
    else:
        first, last = _find_hull(text, year, MONTHS.get(month, ()) if month else EVERY_MONTH, DAYS.get(day or "XX", ()))
        begin = last if day else (last[0], last[1], 1) if month else (last[0], 1, 1)
        period = PlainDate(first, last, begin, DAYS[day] if day else EVERY_DAY)
    marked = bool(before_year or after_year), bool(before_month or after_month), bool(before_day or after_day)
    return _widen(period, year, month, day, marked) if any(marked) else period


def _widen(
    period: PlainDate, year: str, month: str | None, day: str | None, marked: tuple[bool, bool, bool]
) -> PlainDate:
    """With what the qualifiers at year, month and day add. One at XX counts for the part before it."""
    years = 0 if year.endswith("XXXX") else 12 * _find_unit(year)
    if month is None or month == "XX":
        months = years
    elif day is None and month in SEASONS:
        months = SEASONS[month][1] - SEASONS[month][0] + 1
    else:
        months = _find_unit(month)
    at_year, at_month, at_day = marked
    at_month = at_month or (at_day and day == "XX")
    around = (years,) * at_year + (months,) * at_month
    return period._replace(months_around=around, days_around=_find_unit(day) if day and day != "XX" and at_day else 0)


def _find_unit(digits: str) -> int:
    """The unit of the last digit that is written: 1 for 2014, 10 for 201X, 100 for 19XX."""
    return int(10 ** (len(digits) - len(digits.rstrip("X"))))


def _make_season(year: str, first_month: int, last_month: int) -> PlainDate:
    first, last = next(_list_years(year)), next(_list_years(year, descending=True))
    over = last_month > 12
    end_year, end_month = (last + 1, last_month - 12) if over else (last, last_month)
    end = (end_year, end_month, count_month_days(end_year, end_month))
    return PlainDate((first, first_month, 1), end, (last, first_month, 1), EVERY_DAY)


def _find_hull(text: str, year: str, months: Numbers, days: Numbers) -> tuple[Day, Day]:
    # 2000 is a leap year: what does not exist in it exists in no year, so there is no need to try them all.
    if _find_first_day(2000, months, days):
        for first_year in _list_years(year):
            if first := _find_first_day(first_year, months, days):
                last_days = (
                    _find_last_day(last_year, months, days) for last_year in _list_years(year, descending=True)
                )
                return first, next(day for day in last_days if day)
    raise InvalidDate(f"{text} is not a day")


def _list_years(pattern: str, descending: bool = False) -> Iterator[int]:
    """The years that a pattern such as 201X or -1X32 allows, in order."""
    if "X" not in pattern:
        return iter((int(pattern),))
    negative = pattern.startswith("-")
    digits = "9876543210" if descending != negative else "0123456789"
    numbers = (int("".join(each)) for each in product(*(digits if x == "X" else x for x in pattern.lstrip("-"))))
    return (-number for number in numbers if number) if negative else numbers


def _find_first_day(year: int, months: Numbers, days: Numbers) -> Day | None:
    return next(((year, month, days[0]) for month in months if days and days[0] <= count_month_days(year, month)), None)


def _find_last_day(year: int, months: Numbers, days: Numbers) -> Day | None:
    for month in reversed(months):
        length = count_month_days(year, month)
        for day in reversed(days):
            if day <= length:
                return year, month, day
    return None


def _parse_end(text: str) -> End:
    # Decades, long years and times are not taken here: 2018/19 would be a reader's trap.
    return text if text in ("", "..") else _parse_date(text)


def _check_pair(start: End, end: End, start_text: str, end_text: str) -> tuple[End, End]:
    """Refuse what ends before it begins. X may be any digit; a year or month without X counts from its first day."""
    if isinstance(start, PlainDate) and isinstance(end, PlainDate) and start.first > end.begin:
        swapped = end.last < start.first
        hint = (
            f"{end_text}/{start_text}?" if swapped else "an end on some day of it is written 2004-XX-XX or 2004-06-XX"
        )
        raise InvalidDate(f"{start_text} to {end_text} ends before it begins", hint=hint)
    return start, end


def _parse_members(text: str) -> tuple[tuple[End, End], ...]:
    """Members of a set; only the first may be open towards the past, only the last towards the future."""
    texts = text.split(",")
    pairs = []
    for position, member in enumerate(texts):
        first, dots, last = member.partition("..")
        open_first, open_last = bool(dots) and not first, bool(dots) and not last
        if (open_first and (open_last or position > 0)) or (open_last and position < len(texts) - 1):
            raise InvalidDate(f"not an EDTF date: {member[:80]!r}")
        low = _parse_end(".." if open_first else first) if dots else _parse_date(member)
        pairs.append(_check_pair(low, _parse_end(".." if open_last else last), first, last) if dots else (low, low))
    return tuple(pairs)
