"""The days in a typed text, in EDTF: as dates are suggested, and days that are named by today, such as last year."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.understanding.patterns import LanguagePatterns
from app.understanding.shifted_days import shift_days
from app.understanding.words import TypedText
from graph.dates.suggestion_words import fold_text, load_lexicon
from graph.dates.suggestions import suggest_dates
from graph.dates.windows import MAX, MIN, Window, read_edtf
from graph.errors import InvalidDate

LONGEST_DATE = 12  # words


@dataclass(frozen=True, slots=True)
class TypedDays:
    """Days in a text: its words, and what they may be in EDTF, the likeliest first; none is today.

    `carried`: the words, where they are in the question before.
    """

    first: int
    end: int
    readings: tuple[str, ...]
    carried: str = ""

    def read_window(self, place: int = 0) -> Window:
        return read_edtf(self.readings[place], "days").window


def find_days(
    typed: TypedText,
    patterns: LanguagePatterns,
    today: date,
    taken: Collection[int] = (),
    before: TypedDays | None = None,
    behind: TypedDays | None = None,
) -> list[TypedDays]:
    """The days of a text in their order, outside of the words that are taken.

    What names no year is a date only with the days of the question before, `before`, or behind, which end a list.
    """
    folded = [word.folded for word in typed.words]
    blocked = set(taken) | {at for phrase in patterns.no_dates for at in _find_phrase(folded, phrase)}
    found: list[TypedDays] = []
    at = 0
    while at < len(folded):
        days = None if at in blocked else _read_here(typed, folded, at, patterns, today, blocked, before)
        if days is None and at not in blocked and (near := before or behind):
            days = _read_short(typed, folded, at, patterns, near)
        if days:
            first = _find_start(folded, days.first, found[-1].end if found else 0, patterns)
            found.append(TypedDays(first, days.end, days.readings))
        at = days.end if days else at + 1
    return found


def _find_phrase(words: list[str], phrase: tuple[str, ...]) -> Collection[int]:
    size = len(phrase)
    return [
        at + n for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == phrase for n in range(size)
    ]


def _read_here(
    typed: TypedText,
    folded: list[str],
    at: int,
    patterns: LanguagePatterns,
    today: date,
    blocked: Collection[int],
    before: TypedDays | None,
) -> TypedDays | None:
    """The longest days that begin with a word."""
    for phrase in patterns.today:
        if tuple(folded[at : at + len(phrase)]) == phrase:
            return TypedDays(at, at + len(phrase), ())
    for phrase, step in patterns.relative:
        if tuple(folded[at : at + len(phrase)]) == phrase:
            return TypedDays(at, at + len(phrase), (_write_relative(step, today),))
    for phrase, step in patterns.shifted if before else ():
        if before and tuple(folded[at : at + len(phrase)]) == phrase:
            return TypedDays(at, at + len(phrase), shift_days(before.readings, step, today))
    if not may_begin_date(folded[at]):
        return None
    last = min((n for n in blocked if n > at), default=len(folded))
    ends = range(at + 1, min(at + LONGEST_DATE, last) + 1)
    for end in reversed(ends):
        if not _may_end(folded[end - 1]):
            continue
        has_digit = any(c.isdigit() for word in folded[at:end] for c in word)
        readings = _read_dates(typed.slice(at, end)) if has_digit else ()
        if not readings and before:
            readings = _read_without_year(typed.slice(at, end), before)
        if readings:
            return TypedDays(at, end, readings)
    return None


def _read_short(
    typed: TypedText, folded: list[str], at: int, patterns: LanguagePatterns, near: TypedDays
) -> TypedDays | None:
    """The last words of a text as days in the year of others, or as the day of their month: on 20."""
    is_dated = any(at >= len(one) and tuple(folded[at - len(one) : at]) == one for one in patterns.before_dates)
    if not is_dated or not may_begin_date(folded[at]) or not near.readings:
        return None
    window = near.read_window()
    if window.earliest == MIN or (window.earliest.year, window.earliest.month) != (
        window.latest.year,
        window.latest.month,
    ):
        return None
    rest = typed.slice(at, len(folded))
    month = f"{window.earliest.year:04}-{window.earliest.month:02}"
    is_day = folded[at].isdecimal() and len(folded[at]) <= 2 and at + 1 == len(folded)
    readings = _read_dates(f"{month}-{int(folded[at]):02}") if is_day else _read_dates(f"{rest} {month[:4]}")
    return TypedDays(at, len(folded), readings[:1]) if readings else None


def may_begin_date(word: str) -> bool:
    """Whether a date may begin with a word: with a number, a month, or since and the like, and not with in or of."""
    if any(c.isdigit() for c in word):
        return True
    symbols = load_lexicon().get((fold_text(word),), ())
    return any(symbol not in ("", "now", "and", "to", "perhaps") and symbol[0] != "w" for symbol in symbols)


def _may_end(word: str) -> bool:
    """Whether a date may end with a word: with a number or a month, and not with `in` or `about`."""
    if any(c.isdigit() for c in word):
        return True
    symbols = load_lexicon().get((fold_text(word),), ())
    return any(re.fullmatch(r"[ms]\d{1,2}|now|century", symbol) for symbol in symbols)


@lru_cache(4096)  # a text is read whole and in parts
def _read_dates(text: str) -> tuple[str, ...]:
    readings = [_write_days(one.edtf) for one in suggest_dates(text) if not one.further]
    return tuple(dict.fromkeys(one for one in readings if one and "XXXX" not in one and _is_edtf(one)))


def _read_without_year(text: str, before: TypedDays) -> tuple[str, ...]:
    """Days in the year of those before; also in the next year, where they would come earlier."""
    if not before.readings:
        return ()
    window = before.read_window()
    last = window.latest if window.latest != MAX else window.earliest
    if last == MIN:
        return ()
    found = _read_dates(f"{text} {last.year:04}")
    if found and read_edtf(found[0], "days").window.latest < window.earliest and last.year < MAX.year:
        return (*_read_dates(f"{text} {last.year + 1:04}")[:1], *found)
    return found


def _write_days(edtf: str) -> str:
    """One day between two as all days between them, since questions are asked of whole periods."""
    first, has_end, last = edtf.strip("[]").partition(".." if edtf.startswith("[") else "/")
    if not has_end or "," in edtf or "[" in edtf[1:]:
        return edtf
    return f"{first or '..'}/{last or '..'}"


def _is_edtf(written: str) -> bool:
    try:
        read_edtf(written, "days")
    except InvalidDate:
        return False
    return True


def _find_start(folded: list[str], first: int, lowest: int, patterns: LanguagePatterns) -> int:
    """The first word of what belongs to a date before it, such as `in the year`."""
    at = first
    while at > lowest and (folded[at - 1],) in patterns.ignored:  # in the summer of 2019
        at -= 1
    for end in (first, at):
        for phrase in patterns.before_dates:
            if end - len(phrase) >= lowest and tuple(folded[end - len(phrase) : end]) == phrase:
                return end - len(phrase)
    return first


def _write_relative(step: str, today: date) -> str:
    unit, number = step.split()
    if unit == "day":
        return (today + timedelta(int(number))).isoformat()
    if unit == "month":
        months = today.year * 12 + today.month - 1 + int(number)
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{today.year + int(number):04}"
