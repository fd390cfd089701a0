"""Dates of a sentence: those with a month and a day or year, and those that are counted from another day."""

import re

from graph.dates.counted_days import COUNTED, IN_PERIOD
from graph.dates.in_text import DateInText, find_dates
from graph.dates.relative_days import MONTHS, RELATIVE
from graph.dates.suggestion_words import ENGLISH_SEASONS

PARTS = r"(?:the )?(?:(?:first|second|third|fourth|last) (?:week|half)|beginning|start|middle|end) of|mid-"
BEGIN = rf"(?:{PARTS}|in|since|by|until|before|after|from|during|last|late|early|mid)"
MONTH_ALONE = re.compile(
    rf"\b(?:{BEGIN} ){{1,2}}(?:(?-i:(?:{MONTHS.title()}))|(?:the )?(?:{'|'.join(ENGLISH_SEASONS)}))\b(?! \d)",
    re.IGNORECASE,
)
OPEN_END = re.compile(r" (?:after|before|prior)$", re.IGNORECASE)
LEADING_IN = re.compile(r"(?:in|on|at|during) ", re.IGNORECASE)
NO_DATES = frozenset(("today", "tonight", "year"))  # said of what goes on


def list_dates(text: str) -> list[DateInText]:
    """The dates of a text, in order, as they are to be written into a cell; none overlaps another."""
    found = find_dates(text)
    for pattern in (MONTH_ALONE, IN_PERIOD, COUNTED, RELATIVE):
        for match in pattern.finditer(text):
            lead = LEADING_IN.match(match[0])
            start = match.start() + (len(lead[0]) if lead else 0)
            if OPEN_END.search(match[0]) and text[match.end() : match.end() + 2].strip().isalpha():
                continue  # a week after they came
            is_word = text[max(0, match.start() - 1) : match.start()].isalnum()
            if (
                is_word
                or match[0].casefold() in NO_DATES
                or any(one.start < match.end() and start < one.end for one in found)
            ):
                continue
            found.append(DateInText(start, match.end(), text[start : match.end()], "", has_year=False))
    return sorted(found, key=lambda one: one.start)
