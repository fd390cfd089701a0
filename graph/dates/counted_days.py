"""Days that are counted from a day named before: the next day, two days later, a week earlier, the same day.

So are parts of its month and year: the second week of the month, later that month, the end of the year, that summer.
"""

import re
from datetime import timedelta

from graph.dates.relative_words import translate_relative_days
from graph.dates.suggestion_words import ENGLISH, SEASON_NUMBERS
from graph.dates.suggestions import suggest_dates
from graph.dates.windows import Window, read_window

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
COUNT = "|".join((r"\d{1,3}", "an?", *NUMBERS))
LONGEST_BASE = timedelta(31)  # days of which the named one may be, so that it is worth counting from them
LONGEST_TEXT = 60
COUNTED = re.compile(
    r"(?:on |by )?(?:"
    r"(?P<next>the (?:next|following) (?:day|morning|evening)|the day after|next day)"
    r"|(?P<before>the (?:previous day|day before|evening before))"
    r"|(?P<same>(?:the|that) same (?:day|evening|night|morning)|that day)"
    rf"|(?:the )?(?P<count>{COUNT}) (?P<unit>day|week)s? "
    r"(?P<way>later|after(?:wards?)?|earlier|before|previously|prior)(?: that)?)",
    re.IGNORECASE,
)
PART = (
    r"(?:the )?(?:(?:first|second|third|fourth|last) (?:week|half|quarter)|early|mid|middle|late|beginning|start|end)"
)
IN_PERIOD = re.compile(
    rf"(?P<lead>(?:(?:some ?time )?(?:in|during|on|at|by|since|until|before|after) )?)(?:"
    rf"(?P<part>{PART}) (?:of |in )?(?P<the>the|that|the same)|(?P<later>later|earlier) (?:in )?(?:the|that|the same)"
    r"|(?P<whole>that|the same)) (?P<unit>month|year)"
    r"|(?P<season_lead>(?:(?:in|during|by|since|until|before|after) )?)(?:the same|that) "
    rf"(?P<season>{'|'.join(SEASON_NUMBERS)})",
    re.IGNORECASE,
)


def is_counted_day(text: str) -> bool:
    """Whether a text is a day that is counted from one named before, in English, Arabic, French, German or Turkish."""
    return _match(text, COUNTED) is not None or is_in_named_period(text)


def is_in_named_period(text: str) -> bool:
    """Whether a text is a part of a month or year that was named before: the second week of the month."""
    return _match(text, IN_PERIOD) is not None


def count_day(text: str, base: Window) -> str | None:
    """The day as EDTF, counted from some day in `base`; weeks are about so many days. None where `base` is too long."""
    if match := _match(text, IN_PERIOD):
        return _find_in_period(match, base)
    match = _match(text, COUNTED)
    if match is None or base.latest - base.earliest > LONGEST_BASE:
        return None
    step, slack = _read_step(match)
    try:
        first, last = base.earliest + step - slack, base.latest + step + slack
    except OverflowError:
        return None
    return str(first) if first == last else f"[{first}..{last}]"


def _find_in_period(match: re.Match[str], base: Window) -> str | None:
    """The part of the month or year of a base; None where it lies in two of them."""
    first, last = base
    is_month = (match["unit"] or "").lower() == "month"
    if first.year != last.year or (is_month and first.month != last.month):
        return None
    if match["season"]:
        return _read_first(f"{match['season_lead']}{match['season']} {first.year}")
    period = f"{ENGLISH[first.month - 1]} {first.year}" if is_month else f"{first.year}"
    if match["later"]:
        whole = read_window(first.isoformat()[: len("2026-02") if is_month else len("2026")])
        is_later = match["later"].lower() == "later"
        return f"[{first}..{whole.latest}]" if is_later else f"[{whole.earliest}..{last}]"
    part = f"{match['part']} of " if match["part"] else ""
    return _read_first(f"{match['lead']}{part}{period}")


def _read_first(text: str) -> str | None:
    return next((one.edtf for one in suggest_dates(text) if not one.further), None)


def _match(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if len(text) > LONGEST_TEXT:
        return None
    return pattern.fullmatch(translate_relative_days(" ".join(text.split())))


def _read_step(match: re.Match[str]) -> tuple[timedelta, timedelta]:
    """How far the day lies from the one before, and by how much that may be off."""
    if match["count"] is None:
        return timedelta(1 if match["next"] else -1 if match["before"] else 0), timedelta()
    word = match["count"].lower()
    number = 1 if word in ("a", "an") else NUMBERS.index(word) + 1 if word in NUMBERS else int(word)
    days = number * (7 if match["unit"].lower() == "week" else 1)
    is_later = match["way"].lower().startswith(("later", "after"))
    return timedelta(days if is_later else -days), timedelta(match["unit"].lower() == "week")
