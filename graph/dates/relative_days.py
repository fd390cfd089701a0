"""Dates that are told from the day on which they are told: yesterday, Tuesday, last month; in English, as days by name.

A weekday is the last one before the day, for a plan the next one after it. Where people use a word of either of two
days, such as `last Tuesday` on a Friday, both are given. Weeks run from Monday to Sunday.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

from graph.dates.suggestion_words import ENGLISH, SEASON_NUMBERS, WEEKDAYS

MOST_READINGS = 4
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
DAY = timedelta(1)
WEEK = timedelta(7)
WEEKDAY_NUMBERS = {name: number for number, names in enumerate(WEEKDAYS) for name in names.split("|")[0].split()}
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(ENGLISH, 1)}
DAYS = "|".join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))
MONTHS = "|".join(MONTH_NUMBERS)
SEASONS = "spring|summer|autumn|fall(?! (?:of|in)\\b)"  # not winter, which is of two years, and no fall of a town
COUNT = "|".join((r"\d{1,3}", "an?", *NUMBERS))
HOURS = r"(?: (?:early |late )?(?:morning|afternoon|evening|night|at dawn|at noon))?"
RELATIVE = re.compile(
    rf"\b(?:(?P<count>{COUNT}) weeks? ago (?:on |last )?(?P<ago_day>{DAYS}){HOURS}"
    rf"|(?P<number>{COUNT}) (?P<unit>day|week|month|year)s? ago"
    r"|(?:the )?(?P<before>week|month|year) before last"
    rf"|(?P<named>the day before yesterday|yesterday|last night|the day after tomorrow|tomorrow|today|tonight){HOURS}"
    r"|this (?P<hours>morning|afternoon|evening)"
    r"|(?P<part>earlier|later) this (?P<of>week|month|year)"
    r"|(?<!the )(?P<which>last|this|next) (?P<span>week|month|year)(?! of\b)"
    rf"|(?P<turn>last|this|next) (?:(?P<month>{MONTHS})|(?P<season>{SEASONS}))(?! \d)"
    rf"|(?:(?P<side>last|next|this past|this coming|this) )?(?P<weekday>{DAYS})\b{HOURS}"
    rf"(?!,? (?:the )?(?:\d|(?:{MONTHS})))(?![-/.]\d))\b",
    re.IGNORECASE,
)
STILL = re.compile(r"(?:\b(?:to|until|till|through)|[-–—/]) ?$", re.IGNORECASE)  # before a today that is no end
DATED = re.compile(rf"(?:\d(?:st|nd|rd|th)?|\b(?:{MONTHS}))$", re.IGNORECASE)  # before its weekday
NAMED = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1,
         "the day after tomorrow": 2}  # fmt: skip


def name_relative_days(text: str, told: date, *, is_future: bool = False) -> list[str]:
    """The text with days, months and years by name, once for each meaning; nothing where none is told from a day."""
    parts: list[list[str]] = []
    at = 0
    for match in RELATIVE.finditer(text):
        before = text[: match.start()]
        if match["weekday"] and DATED.search(before.rstrip(" ,(")):
            continue
        if match[0].lower() == "today" and STILL.search(before):
            continue
        try:
            found = list(dict.fromkeys(_list_meanings(match, told, is_future)))
        except (OverflowError, ValueError):  # a day in no year of our calendar
            found = []
        if found:
            parts += [[text[at : match.start()]], found]
            at = match.end()
    return ["".join((*one, text[at:])) for one in islice(product(*parts), MOST_READINGS)] if parts else []


def has_relative_day(text: str) -> bool:
    """Whether some day, month or year of a text is told from the day on which it is told."""
    return bool(name_relative_days(text, date(2000, 1, 15)))


def _list_meanings(match: re.Match[str], told: date, is_future: bool) -> Iterator[str]:
    said = {name: (word or "").lower() for name, word in match.groupdict().items()}
    if said["ago_day"]:
        count = _read_count(said["count"])
        last = _find_weekday(told, WEEKDAY_NUMBERS[said["ago_day"]], -1)
        yield from (_write_day(last - weeks * WEEK) for weeks in count)
    elif said["number"]:
        yield from (_count_back(told, count, said["unit"]) for count in _read_count(said["number"]))
    elif said["before"]:
        yield _write_span(told, said["before"], -2)
    elif said["named"]:
        yield _write_day(told + NAMED[said["named"]] * DAY)
    elif said["hours"]:
        yield _write_day(told)
    elif said["part"]:
        first, last = _find_span(told, said["of"], 0)
        yield _write_between(first, told) if said["part"] == "earlier" else _write_between(told, last)
    elif said["span"]:
        yield _write_span(told, said["span"], {"last": -1, "this": 0, "next": 1}[said["which"]])
    elif said["month"]:
        yield from _list_months(told, MONTH_NUMBERS[said["month"]], MONTH_NUMBERS[said["month"]], said["turn"])
    elif said["season"]:
        begin = 3 * SEASON_NUMBERS[said["season"]] + 3
        yield from _list_months(told, begin, begin + 2, said["turn"], said["season"])
    else:
        yield from map(_write_day, _list_weekdays(told, WEEKDAY_NUMBERS[said["weekday"]], said["side"], is_future))


def _read_count(word: str) -> list[int]:
    plain = "one" if word in ("a", "an") else word
    return [NUMBERS.index(plain) + 1] if plain in NUMBERS else [int(word)] if word.isdecimal() else []


def _list_weekdays(told: date, weekday: int, side: str, is_future: bool) -> Iterator[date]:
    last, following = _find_weekday(told, weekday, -1), _find_weekday(told, weekday, 1)
    monday = told - told.weekday() * DAY
    if side == "this":
        day = monday + weekday * DAY
        yield following if is_future and day < told else day
    elif side in ("this past", "last"):
        yield last
        if side == "last" and last >= monday:  # of this week, or of the week before
            yield last - WEEK
    elif side in ("this coming", "next"):
        yield following
        if side == "next" and following < monday + WEEK:
            yield following + WEEK
    else:
        yield following if is_future else last
        if weekday == told.weekday():
            yield told


def _find_weekday(told: date, weekday: int, step: int) -> date:
    """The last such day before a day (-1), or the next one after it (1)."""
    apart = ((told.weekday() - weekday) * -step - 1) % 7 + 1
    return told + step * apart * DAY


def _list_months(told: date, first: int, last: int, turn: str, name: str = "") -> Iterator[str]:
    """Last, this or next March, or the months from first to last that have a name of their own, such as summer."""
    name = name or ENGLISH[first - 1]
    if turn == "this":
        yield f"{name} {told.year}"
    elif turn == "last":
        if last < told.month:
            yield f"{name} {told.year}"
        yield f"{name} {told.year - 1}"
    else:
        if first > told.month:
            yield f"{name} {told.year}"
        yield f"{name} {told.year + 1}"


def _count_back(told: date, count: int, unit: str) -> str:
    """The day, or about which day, month or year it was."""
    if unit == "day":
        return _write_day(told - count * DAY)
    if unit == "week":
        return f"about {_write_day(told - count * WEEK)}"
    if unit == "year":
        return f"about {told.year - count:04}"
    months = told.year * 12 + told.month - 1 - count
    return f"about {ENGLISH[months % 12]} {months // 12:04}"


def _write_span(told: date, unit: str, step: int) -> str:
    first, last = _find_span(told, unit, step)
    if unit == "year":
        return f"{first.year:04}"
    return f"{ENGLISH[first.month - 1]} {first.year:04}" if unit == "month" else _write_between(first, last)


def _find_span(told: date, unit: str, step: int) -> tuple[date, date]:
    """The first and last day of this week, month or year, or of one before or after it."""
    if unit == "week":
        monday = told - told.weekday() * DAY + step * WEEK
        return monday, monday + 6 * DAY
    if unit == "year":
        return date(told.year + step, 1, 1), date(told.year + step, 12, 31)
    months = told.year * 12 + told.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    return first, date((months + 1) // 12, (months + 1) % 12 + 1, 1) - DAY


def _write_between(first: date, last: date) -> str:
    return _write_day(first) if first == last else f"between {_write_day(first)} and {_write_day(last)}"


def _write_day(day: date) -> str:
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year:04}"
