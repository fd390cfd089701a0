"""A wording of a number as parts that can be said in another language: about 2,000 is `about` and 2,000."""

from enum import StrEnum
from typing import NamedTuple

from graph.errors import InvalidCount
from graph.model.counts import FOLLOWING, QUANTIFIED, VAGUE, Range, read_count
from graph.model.foreign_wordings import translate_wording
from graph.model.number_words import read_number
from graph.model.part_wordings import WHOLE
from graph.model.plain_wordings import simplify_wording


class AmountForm(StrEnum):
    """How an amount is worded. `vague` has no number but its words, such as thousands; `between` has two numbers."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more"
    LEAST = "least"
    UP_TO = "up_to"
    FEWER = "fewer"
    BETWEEN = "between"
    VAGUE = "vague"


class Amount(NamedTuple):
    """A number of people as its source words it, or as its range allows. `word` is a key of VAGUE, or what is read as
    no number, such as many."""

    form: AmountForm
    low: int
    high: int | None = None
    word: str = ""


def read_amount(found: Range, wordings: tuple[str, ...] = ()) -> Amount | None:
    """The amount of a range: as its wording has it, if it has one wording, which means this range; None for 0 or more.

    A wording that is not read, or several, give the range itself: 1,800 to 2,200. If it has no upper end, it is of the
    coder, and the source says no number: then its own words are given.
    """
    if len(wordings) == 1 and _means(wordings[0], found) and (worded := _read_wording(wordings[0])):
        return worded
    low, high = found
    if high is None and len(wordings) == 1 and _has_no_number(wordings[0]):
        return Amount(AmountForm.VAGUE, low, None, simplify_wording(wordings[0]))
    if high is None:
        return Amount(AmountForm.LEAST, low) if low else None
    if low == high:
        return Amount(AmountForm.EXACTLY, low)
    return Amount(AmountForm.BETWEEN, low, high) if low else Amount(AmountForm.UP_TO, high)


def _means(wording: str, found: Range) -> bool:
    """Whether a wording is read as this range; a coder may have given the numbers beside a wording that is not read."""
    try:
        return read_count(wording, is_share=True) == found
    except InvalidCount:
        return False


def _has_no_number(wording: str) -> bool:
    try:
        read_count(wording, is_share=True)
    except InvalidCount:
        return not any(character.isdecimal() for character in wording)
    return False


def _read_wording(wording: str) -> Amount | None:
    text = simplify_wording(wording)
    return _read_text(text) or _read_text(WHOLE.split(text, maxsplit=1)[0]) or _read_text(translate_wording(text) or "")


def _read_text(text: str) -> Amount | None:
    if text in VAGUE:
        return Amount(AmountForm.VAGUE, VAGUE[text], None, text)
    quantifier = QUANTIFIED.match(text)
    rest = text[quantifier.end() :] if quantifier else text
    following = None if quantifier else next((one for one in FOLLOWING.finditer(rest) if one.end() == len(rest)), None)
    number = read_number(rest[: following.start()] if following else rest)
    how = quantifier or following
    form = how.lastgroup if how else AmountForm.EXACTLY
    if number is None or number.value.denominator != 1 or form not in set(AmountForm):
        return None
    return Amount(AmountForm(form), int(number.value))
