"""Dates as people write them, read where they have one meaning; where they have two, it is asked which is meant."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.dates.edtf import count_month_days
from graph.dates.suggestions import LONGEST, Suggestion, suggest_dates
from graph.dates.windows import Window, is_edtf, read_edtf, read_window
from graph.errors import InvalidDate

SILENT = re.compile(
    r"(?:some ?time )?(?:during|in|on|at|as of|as at|dated|sometime in|the (?:night|morning|evening) of) ",
    re.IGNORECASE,
)
WHOLE = re.compile(r"(?:throughout|all of|all through|the whole of|all) ", re.IGNORECASE)
EITHER = re.compile(r" or ", re.IGNORECASE)
NO_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
MONTH_AND_NUMBER = re.compile(r"[^\W\d_][-–/'’]\d{2}$")  # a day, or the end of a year
EXAMPLES = (
    "5 February 2026, February 2026, 2026, from 3 May 2019 to June 2020, between 3 and 9 May 2019, since 2019, "
    "until May 2019, by 5 March 2026"
)
LAST_FROM = "the year is taken from the publication"


@dataclass(frozen=True, slots=True)
class DateInWords:
    """A date as EDTF. `is_period`: all the time, and not on some day of it. `note` says what was added."""

    edtf: str
    is_period: bool = False
    note: str = ""


class DateOfTwoMeanings(InvalidDate):
    """A date that may be several; `nearest` are words for each of them, which have no other meaning."""

    def __init__(self, message: str, nearest: tuple[str, ...], **named: Any) -> None:
        super().__init__(message, **named)
        self.nearest = nearest


def read_written_date(
    text: str, published: Window | None = None, *, is_future: bool = False, parameter: str | None = None
) -> DateInWords:
    """The date of a text in words, numbers or EDTF.

    A day or month without a year is the last one before a publication, or the next one after it if `is_future`; without
    days of publication that leave one year, the year is asked for. Raises InvalidDate with what to write.
    """
    text = " ".join(text.split())
    if is_edtf(text):
        return DateInWords(text, read_edtf(text, parameter).interval)
    is_whole = bool(WHOLE.match(text))
    plain = _drop_start(WHOLE, _drop_start(SILENT, text))
    found = _list_readings(plain) or _list_readings(text) or _read_either(plain)
    if not found:
        raise _refuse(text, parameter)
    if len(found) > 1:
        words = " or ".join(dict.fromkeys(one.reads for one in found))
        choices = tuple(dict.fromkeys(_write_plainly(one) for one in found))
        message = f"{text!r} may be {words}"
        raise DateOfTwoMeanings(message, choices, parameter=parameter, value=text, hint=f"write {' or '.join(choices)}")
    edtf, note = found[0].edtf, ""
    if found[0].further:
        raise InvalidDate(
            f"{text!r}: {found[0].reads}", parameter=parameter, value=text, hint="write the day that is meant"
        )
    if NO_YEAR.search(edtf):
        edtf, note = _add_year(text, edtf, published, is_future, parameter), LAST_FROM
    read = read_edtf(edtf, parameter)
    if is_whole and not read.interval:
        return DateInWords(f"{read.window.earliest}/{read.window.latest}", True, note)
    return DateInWords(edtf, read.interval, note)


def _drop_start(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern reads at its start, however often it stands there."""
    while match := pattern.match(text):
        text = text[match.end() :]
    return text


def _refuse(text: str, parameter: str | None) -> InvalidDate:
    met = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    return InvalidDate(
        f"{met!r} is no date that can be read", parameter=parameter, value=met, hint=f"write it as {EXAMPLES}"
    )


def _write_plainly(one: Suggestion) -> str:
    """Words that have this reading alone; of a day without a year, what is to be filled in."""
    if NO_YEAR.search(one.edtf):
        return f"{one.reads} and its year"
    if [found.edtf for found in _list_readings(one.reads)] == [one.edtf]:
        return one.reads
    days = read_edtf(one.edtf)
    first, last = (f"{day.day} {day:%B %Y}" for day in days.window)
    return f"from {first} to {last}" if days.interval else f"between {first} and {last}"


def _list_readings(text: str) -> list[Suggestion]:
    """The readings that somebody may mean, without those of the same days put otherwise, or of another century."""
    suggestions = [one for one in suggest_dates(text) if is_edtf(one.edtf)]
    likely = [one for one in suggestions if not one.further]
    if not likely:
        return suggestions[:1]
    is_open = len(likely) == 2 and {"/" in one.edtf for one in likely} == {True, False}
    if is_open and likely[0].reads.removeprefix("one day ") == likely[1].reads.removeprefix("all the time "):
        return likely  # after 2019 ..: one day, or all the time
    further = [one for one in suggestions if one.further and _is_other_day(text, likely[0], one)]
    return [*likely, *further]


def _is_other_day(text: str, likely: Suggestion, further: Suggestion) -> bool:
    """Whether a less likely reading is one that people do mean: another winter, or January 2018 for Jan-18."""
    if NO_YEAR.search(likely.edtf):
        if not MONTH_AND_NUMBER.search(text):
            return False
        return further.edtf[:4].isdecimal() and int(further.edtf[:4]) > 1990
    return "the one that began in" in further.reads


def _read_either(text: str) -> list[Suggestion]:
    """One of two days: 3 or 4 May 2019."""
    one, *others = EITHER.split(text, maxsplit=1)
    if not others:
        return []
    last = _list_readings(others[0])
    lent = [one, *(f"{one} {' '.join(others[0].split()[count:])}" for count in range(1, 3))]
    first = next((found for one in lent if (found := _list_readings(one)) and not NO_YEAR.search(found[0].edtf)), [])
    if len(first) != 1 or len(last) != 1 or re.search(r"[/\[{]", first[0].edtf + last[0].edtf):
        return []
    return [Suggestion(f"[{first[0].edtf},{last[0].edtf}]", f"{first[0].reads} or {last[0].reads}")]


def _add_year(text: str, edtf: str, published: Window | None, is_future: bool, parameter: str | None) -> str:
    match = NO_YEAR.search(edtf)
    assert match is not None
    month, day = int(match[1]), int(match[2] or 0)
    years = set()
    for published_on in published or ():
        if 1 < published_on.year < 9999:
            years.add(_find_year(published_on, month, day, is_future))
    if len(years) != 1:
        raise InvalidDate(f"{text!r} has no year", parameter=parameter, value=text, hint="write the year too")
    year = years.pop()
    if day > count_month_days(year, month):
        raise InvalidDate(f"{text!r}: there is no such day in {year}", parameter=parameter, value=text)
    written = edtf.replace("XXXX", str(year))
    read_window(written, parameter)
    return written


def _find_year(published: date, month: int, day: int, is_future: bool) -> int:
    """The year of the last such day or month up to a day; with `is_future`, of the next one."""
    if is_future:
        return published.year + ((month, day or 31) < (published.month, published.day))
    return published.year - ((month, day or 1) > (published.month, published.day))
