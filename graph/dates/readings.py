"""Dates as people write them, read where they have one meaning; where they have two, it is asked which is meant."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.dates.counted_days import count_day, is_counted_day
from graph.dates.relative_days import has_relative_day, name_relative_days
from graph.dates.relative_words import translate_relative_days
from graph.dates.same_days import find_plainer_date, split_counted_date
from graph.dates.suggestion_tokens import read_notations
from graph.dates.suggestions import LONGEST, Suggestion, suggest_dates
from graph.dates.windows import MAX, MIN, Window, is_edtf, read_edtf, read_window
from graph.errors import InvalidDate

LEADING_WORDS = re.compile(
    r"(?:some ?time )?(?:during|in|on|at|as of|as at|dated|sometime in|the (?:night|morning|evening) of) ",
    re.IGNORECASE,
)
WHOLE = re.compile(r"(?:throughout|all of|all through|the whole of|all) ", re.IGNORECASE)
EITHER = re.compile(r" or ", re.IGNORECASE)
NO_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
MONTH_AND_NUMBER = re.compile(r"[^\W\d_][-–/'’]\d{2}$")  # a day, or the end of a year
MONTH_OR_SEASON = re.compile(r"\b[ms]\d")  # in the notations of read_notations
YEAR_OR_DECADE = re.compile(r"\b[cd]\d|\bn\d{3}")
OPEN_SIDES = (" or later", " or earlier")
EXAMPLES = (
    "5 February 2026, February 2026, 2026, from 3 May 2019 to June 2020, between 3 and 9 May 2019, since 2019, "
    "until May 2019, by 5 March 2026"
)
YEAR_ADDED = "the year is taken from the publication"
DATE_ADDED = "the date is taken from the publication"


@dataclass(frozen=True, slots=True)
class DateInWords:
    """A date as EDTF. `is_period`: all the time, and not on some day of it. `note` says what was added.

    `ends` are the days on which a period may begin and end, where EDTF has no way to say them.
    """

    edtf: str
    is_period: bool = False
    note: str = ""
    ends: tuple[str, str] | None = None


class IncompleteDate(InvalidDate):
    """A date whose year or day does not follow from the days of publication."""


class AmbiguousDate(InvalidDate):
    """A date that may be several; `nearest` are words for each of them, which have no other meaning."""

    def __init__(self, message: str, nearest: tuple[str, ...], **named: Any) -> None:
        super().__init__(message, **named)
        self.nearest = nearest


def read_written_date(
    text: str, published: Window | None = None, *, is_future: bool = False, parameter: str | None = None
) -> DateInWords:
    """The date of a text in words, numbers or EDTF.

    A day or month without a year is the last one before a publication, or the next one after it if `is_future`; without
    days of publication that leave one year, the year is asked for. What is told from the day of publication, such as
    yesterday, needs one day of it. Raises InvalidDate with what to write.
    """
    text = " ".join(text.split())
    if is_edtf(text):
        return DateInWords(text, read_edtf(text, parameter).interval)
    if len(text) <= LONGEST and (same := _read_same_days(text, published, is_future)):
        return same
    english = translate_relative_days(text) if len(text) <= LONGEST else text
    if is_counted_day(text):
        raise InvalidDate(f"{text!r} is counted from another day", parameter=parameter, value=text,
                          hint="write the date")  # fmt: skip
    if len(text) <= LONGEST and has_relative_day(english):
        named = _name_days(text, english, published, is_future, parameter)
        return replace(read_written_date(named, published, is_future=is_future, parameter=parameter), note=DATE_ADDED)
    is_whole = bool(WHOLE.match(english))
    plain = _drop_start(WHOLE, _drop_start(LEADING_WORDS, english))
    found, note = _list_readings(plain) or _list_readings(english) or _read_either(plain), ""
    if len(found) < 2 and _lacks_year(plain, found):
        found, note = _add_year(text, plain, published, is_future, parameter), YEAR_ADDED
    if not found:
        if vague := _read_vague_ends(plain, published, is_future):
            return vague
        raise _refuse(text, parameter)
    if len(found) > 1:
        words = " or ".join(dict.fromkeys(one.reads for one in found))
        choices = tuple(dict.fromkeys(_write_plainly(one) for one in found))
        message = f"{text!r} may be {words}"
        raise AmbiguousDate(message, choices, parameter=parameter, value=text, hint=f"write {' or '.join(choices)}")
    edtf = found[0].edtf
    if found[0].further:
        raise InvalidDate(
            f"{text!r}: {found[0].reads}", parameter=parameter, value=text, hint="write the day that is meant"
        )
    read = read_edtf(edtf, parameter)
    if is_whole and not read.interval:
        return DateInWords(f"{read.window.earliest}/{read.window.latest}", True, note)
    return DateInWords(edtf, read.interval, note, found[0].ends)


def _read_same_days(text: str, published: Window | None, is_future: bool) -> DateInWords | None:
    """The date of a wording that says the same as a plainer one, or counts from a day that it names."""
    if plainer := find_plainer_date(text):
        try:
            return read_written_date(plainer, published, is_future=is_future)
        except InvalidDate:
            return None
    if counted := split_counted_date(text):
        try:
            day = read_written_date(counted[1], published, is_future=is_future)
        except InvalidDate:
            return None
        edtf = None if day.is_period else count_day(counted[0], read_window(day.edtf))
        return DateInWords(edtf, note=day.note) if edtf else None
    return None


def _name_days(text: str, english: str, published: Window | None, is_future: bool, parameter: str | None) -> str:
    """The English of a text with the days by name that are told from the day of publication."""
    meanings = {tuple(name_relative_days(english, day, is_future=is_future)) for day in published or ()}
    choices = meanings.pop() if len(meanings) == 1 else ()
    if not choices:
        raise IncompleteDate(f"{text!r} has no day", parameter=parameter, value=text, hint="write the date too")
    if len(choices) > 1:
        message = f"{text!r} may be {' or '.join(choices)}"
        raise AmbiguousDate(message, choices, parameter=parameter, value=text, hint=f"write {' or '.join(choices)}")
    return choices[0]


def _read_vague_ends(text: str, published: Window | None, is_future: bool) -> DateInWords | None:
    """A period whose ends are themselves told with several days: since before 20 April; or a day that has one end."""
    parts = _split_period(text)
    if parts is None:
        found = _read_end(text, published, is_future) if _split_open_day(text)[1] else None
        return DateInWords(found) if found else None
    start, end = (_read_end(one, published, is_future) if one not in ("", "..") else one for one in parts)
    if start is None or end is None:
        return None
    first, last = (Window(MIN, MAX) if one in ("", "..") else read_window(one) for one in (start, end))
    hull = f"{'' if first.earliest == MIN else first.earliest}/{'..' if last.latest == MAX else last.latest}"
    return DateInWords(hull, True, ends=(start, end))


def _split_period(text: str) -> tuple[str, str] | None:
    """What is written of the start and of the end of a period; None for anything else."""
    if "[" in text and "/" in text:
        start, _, end = text.partition("/")
        return start.strip(), end.strip()
    first, _, rest = text.partition(" ")
    if first.lower() in ("until", "to"):
        return "", rest
    if first.lower() not in ("since", "from"):
        return None
    start, joint, end = rest.partition(" to ")
    if not joint:
        start, joint, end = rest.partition(" until ")
    return start, end or ".."


def _split_open_day(text: str) -> tuple[str, str]:
    """The day and its open side: `5 May or later` and `at least 5 May` are (`5 May`, `later`); no side is empty."""
    if text.lower().startswith("at least "):
        return text[len("at least ") :], "later"
    side = next((one for one in OPEN_SIDES if text.lower().endswith(one)), "")
    return text[: len(text) - len(side)], side.removeprefix(" or ")


def _read_end(text: str, published: Window | None, is_future: bool) -> str | None:
    """The days on which a period may begin or end, as EDTF; None where they cannot be read, or are a period."""
    written, side = _split_open_day(text.removeprefix("some day "))
    try:
        found = read_written_date(written, published, is_future=is_future)
    except InvalidDate:
        return None
    if found.is_period:
        return None
    first, last = read_window(found.edtf)
    return {"": found.edtf, "later": f"[{first}..]", "earlier": f"[..{last}]"}[side]


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


def _lacks_year(plain: str, found: list[Suggestion]) -> bool:
    """Whether a text names a month or season and no year. Some can be read with their year alone: before March."""
    if found and not found[0].further:
        return bool(NO_YEAR.search(found[0].edtf))
    written = list(read_notations(EITHER.sub(" and ", plain))) if len(plain) <= LONGEST else []
    return any(MONTH_OR_SEASON.search(one) and not YEAR_OR_DECADE.search(one) for one in written)


def _add_year(
    text: str, plain: str, published: Window | None, is_future: bool, parameter: str | None
) -> list[Suggestion]:
    """The reading of a text with the year of the last such days before the publication, or of the next after it."""
    years = set()
    for published_on in published or ():
        if 1 < published_on.year < 9998:
            years.add(_find_year(published_on, plain, is_future))
    if len(years) != 1:
        raise IncompleteDate(f"{text!r} has no year", parameter=parameter, value=text, hint="write the year too")
    year = years.pop()
    if year is None and (_list_readings(plain) or _read_either(plain)):
        raise InvalidDate(f"{text!r}: there is no such day in the years of the publication", parameter=parameter,
                          value=text, hint="write the year too")  # fmt: skip
    return [] if year is None else _read_with_year(plain, year)


def _find_year(published: date, plain: str, is_future: bool) -> int | None:
    """The year of the last such days that have begun on a day; with `is_future`, of the next that are not over."""
    years = (published.year + more for more in ((-1, 0, 1) if is_future else (1, 0, -1)))
    for year in years:
        if found := _read_with_year(plain, year):
            first, last = read_window(found[0].edtf)
            if is_future and (last if last < MAX else first) >= published:
                return year
            if not is_future and (first if first > MIN else last) <= published:
                return year
    return None


def _read_with_year(plain: str, year: int) -> list[Suggestion]:
    """The likeliest reading of a text without a year, in this year; a range ends in it. Empty if it has none."""
    written = f"{plain} {year}"
    suggestions = [one for one in suggest_dates(written) if is_edtf(one.edtf)] or _read_either(written)
    return suggestions[:1]
