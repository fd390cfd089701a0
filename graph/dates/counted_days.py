"""Days that are counted from a day named before: the next day, two days later, a week earlier, the same day."""

import re
from datetime import timedelta

from graph.dates.relative_words import translate_relative_days
from graph.dates.windows import Window

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


def is_counted_day(text: str) -> bool:
    """Whether a text is a day that is counted from one named before, in English, Arabic, French, German or Turkish."""
    return _match(text) is not None


def count_day(text: str, base: Window) -> str | None:
    """The day as EDTF, counted from some day in `base`; weeks are about so many days. None where `base` is too long."""
    match = _match(text)
    if match is None or base.latest - base.earliest > LONGEST_BASE:
        return None
    step, slack = _read_step(match)
    try:
        first, last = base.earliest + step - slack, base.latest + step + slack
    except OverflowError:
        return None
    return str(first) if first == last else f"[{first}..{last}]"


def _match(text: str) -> re.Match[str] | None:
    if len(text) > LONGEST_TEXT:
        return None
    return COUNTED.fullmatch(translate_relative_days(" ".join(text.split())))


def _read_step(match: re.Match[str]) -> tuple[timedelta, timedelta]:
    """How far the day lies from the one before, and by how much that may be off."""
    if match["count"] is None:
        return timedelta(1 if match["next"] else -1 if match["before"] else 0), timedelta()
    word = match["count"].lower()
    number = 1 if word in ("a", "an") else NUMBERS.index(word) + 1 if word in NUMBERS else int(word)
    days = number * (7 if match["unit"].lower() == "week" else 1)
    is_later = match["way"].lower().startswith(("later", "after"))
    return timedelta(days if is_later else -days), timedelta(match["unit"].lower() == "week")
