"""Numbers of people in a typed text, such as `9,000` before `ISIS members`: an answer has such figures anyway."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.understanding.days import may_begin_date
from app.understanding.names import TypedName
from app.understanding.patterns import LanguagePatterns
from app.understanding.words import TypedText

THOUSANDS = ",.٬،"  # between the digits of a number


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A number of people: its words, with those that say how near it is, such as `up to`."""

    first: int
    end: int


def find_figures(typed: TypedText, names: Sequence[TypedName], patterns: LanguagePatterns) -> list[TypedFigure]:
    """The numbers right before the name of a group, or before a word such as `detainees`; a year is none."""
    folded = [word.folded for word in typed.words]
    groups = {name.first for name in names if "Group" in name.bearers}
    found: list[TypedFigure] = []
    at = 0
    while at < len(folded):
        end = _find_end(typed, at) if folded[at].isdecimal() else at
        end += end > at and end < len(folded) and (folded[end],) in patterns.scales
        behind = next((end + 1 for phrase in patterns.of_figures if (*folded[end : end + 1],) == phrase), end)
        is_counted = behind < len(folded) and (behind in groups or (folded[behind],) in patterns.counted)
        start = _find_start(folded, at, patterns)
        is_plain = start == at and end == at + 1  # neither `about 2019`, nor `2 thousand`, is a year
        if end > at and is_counted and not (is_plain and _is_date(folded, at, patterns)):
            found.append(TypedFigure(start, behind))
        at = max(end, at + 1)
    return found


def _find_end(typed: TypedText, at: int) -> int:
    """Behind the last digits of a number, which may have signs between thousands."""
    end = at + 1
    while end < len(typed.words):
        word, between = typed.words[end], typed.text[typed.words[end - 1].end : typed.words[end].start]
        if not (word.folded.isdecimal() and len(word.folded) == 3 and len(between) == 1 and between in THOUSANDS):
            break
        end += 1
    return end


def _is_date(folded: Sequence[str], at: int, patterns: LanguagePatterns) -> bool:
    """Whether a number is behind the words of a date: in 2019 ISIS suspects .., 5 January 2026 ISIS suspects .."""
    if at and may_begin_date(folded[at - 1]):
        return True
    return any(at >= len(one) and tuple(folded[at - len(one) : at]) == one for one in patterns.before_dates)


def _find_start(folded: Sequence[str], at: int, patterns: LanguagePatterns) -> int:
    """The first word of what says how near a number is."""
    near = (len(one) for one in patterns.near_figures if at >= len(one) and tuple(folded[at - len(one) : at]) == one)
    return at - max(near, default=0)
