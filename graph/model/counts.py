"""Counts: how a wording of a number is read as a range (READINGS and VAGUE)."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from graph.errors import InvalidCount
from graph.model.foreign_wordings import translate_wording
from graph.model.number_words import SCALES, WrittenNumber, read_number
from graph.model.part_wordings import WHOLE, bound_part, find_part
from graph.model.plain_wordings import REST, simplify_wording

CountKind = Literal["stock", "flow", "cumulative", "cap", "peak", "share"]
MOVED = ("flow", "cumulative")  # kinds that count who came or went
VAGUE = {
    "several": 3, "a few": 3, "a handful": 3, "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200,
    "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2_000_000,
    **{
        f"{some} {scale}": 2 * SCALES[scale] for some in ("several", "a few")
        for scale in ("dozen", "hundred", "thousand", "million")
    },
}  # fmt: skip
Range = tuple[int, int | None]
LONGEST = 100  # letters of a wording
WRITE_OUT = "write both numbers out, such as 4,000 to 5,000; or give min and max beside the wording"
READINGS = {
    "about": "about|around|some|an estimated|estimated|an approximate|approximately|approx\\.?|roughly|circa|ca?\\.|ca",
    "nearly": "nearly|almost|close to|just under",
    "more": "(?:slightly |a little |well |far )?more than|(?:just |well )?(?:over|above)|upwards of|in excess of",
    "least": "at least|(?:no|not) fewer than|(?:no|not) less than|a minimum of",
    "up_to": "up to|as many as|at most|(?:no|not) more than|a maximum of",
    "fewer": "(?:well |far )?fewer than|(?:well |far )?less than|(?:well )?(?:under|below)",
    "most": "(?:most|(?:the |a )?majority) of(?: the| these| those)?",
    "exactly": "exactly|precisely|a total of",
}
QUANTIFIED = re.compile("|".join(f"(?:(?P<{name}>{words}) )" for name, words in READINGS.items()))
FOLLOWING = re.compile(
    r"(?P<least> ?\+|[ -]plus| (?:or|and) (?:more|over))|(?P<up_to> or (?:fewer|less))|(?P<about> or so)"
)
ALL_BUT = re.compile(r"(?:all|everyone|everybody) (?:but|except(?: for)?) (?:the )?")
MOST = ("most", "a majority", "the majority")
NEARLY_ALL = ("nearly all", "almost all", "virtually all", "practically all", "all but a few")
WORDED_SHARES: dict[str, Range] = {**dict.fromkeys(MOST, (50, 100)), **dict.fromkeys(NEARLY_ALL, (90, 99))}  # per cent
OF_NO_NUMBER = re.compile(rf"(?:most|(?:the |a )?majority|{'|'.join(NEARLY_ALL)})\b")
NUMBERED = re.compile(  # how a whole begins that is no plain number
    r"(?:between|from|about|around|some|at least|at most|up to|more than|over|fewer than|nearly|almost) |\d"
)
POINT = re.compile(r"(?<![\d.,])[0-9]{1,3}\.[0-9]{3}(?![\d.,])")  # thousands to some, a part of one to others
BETWEEN, FROM = re.compile(" and "), re.compile(" to | ?[-–—] ?| or ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCount:
    """A number as a range: `max` None is unbounded. A share is in per cent of what `of` names."""

    min: int
    max: int | None
    kind: CountKind
    unit: str = "people"
    of: str | None = None
    since: str | None = None
    wording: str = ""
    given: bool = False  # min and max were given by the coder, not read from the wording

    def __post_init__(self) -> None:
        if self.kind not in get_args(CountKind):
            expected = ", ".join(get_args(CountKind))
            raise InvalidCount(f"count kind {self.kind!r}; expected one of {expected}", value=self.kind)
        if self.min < 0 or (self.max is not None and self.max < self.min):
            raise InvalidCount(f"count from {self.min} to {self.max} is no range", value=self.wording)


def read_count(wording: str, *, is_share: bool = False) -> Range:
    """The lowest and highest number that a wording allows; highest None where it sets no limit. `is_share`: per cent.

    Raises InvalidCount for a wording that the table does not have: nothing is guessed.
    """
    text = simplify_wording(wording) if len(wording) <= LONGEST else ""
    try:
        return _read_text(text, wording, is_share)
    except InvalidCount:
        if (ours := translate_wording(text)) is None:
            raise
        return _read_text(ours, wording, is_share)


def _read_text(text: str, wording: str, is_share: bool) -> Range:
    if text in VAGUE:
        return VAGUE[text], None
    if is_share and text in WORDED_SHARES:
        return WORDED_SHARES[text]
    quantifier = QUANTIFIED.match(text)
    rest = text[quantifier.end() :] if quantifier else text
    if rest in VAGUE and quantifier and quantifier.lastgroup in ("about", "least", "exactly"):
        return VAGUE[rest], None
    following = None if quantifier else _find_following(rest)
    rest = rest[: following.start()] if following else rest
    how = quantifier or following
    reading = (how and how.lastgroup) or "exactly"
    number = read_number(rest)
    if number is None:
        found = (
            _read_part(text, rest, reading, wording, is_share)
            or _read_most(rest, reading)
            or _read_of_whole(text, wording)
            or _read_all_but(text, wording)
        )
        if found is None and how:
            raise _refuse_wording(wording)
        return found or _read_between(text, wording)
    if number.has_point and number.scale == 1:  # 7.000 is seven to some, seven thousand to others
        raise _refuse_fraction(wording)
    bounds = _find_bounds(reading, number, wording)
    if bounds[0] < 0 or (bounds[1] is not None and bounds[1] < bounds[0]):
        raise InvalidCount(f"{wording!r} allows no number", value=wording)
    return bounds


def _read_part(text: str, rest: str, reading: str, wording: str, is_share: bool) -> Range | None:
    """The range of half of 62; None where it is no part. Raises InvalidCount for a part without a whole."""
    part = find_part(rest)
    if part is None:
        return None
    whole = (100, 100) if is_share else _read_whole(part.whole)
    if whole is None:
        said = f"{text[: len(text) - len(rest)]}{part.words}" if text.endswith(rest) else part.words
        raise InvalidCount(
            f"{wording!r} does not say of how many", value=wording,
            hint=f"write {said} of 62, with the number of the whole; or count it as per cent, and say of what",
        )  # fmt: skip
    least, most = whole
    low, _ = bound_part(reading, part.fraction * least, least)
    return low, None if most is None else bound_part(reading, part.fraction * most, most)[1]


def _read_most(rest: str, reading: str) -> Range | None:
    """The range of most of a whole that is itself a range: most of between 60 and 70."""
    whole = _read_whole(rest) if reading == "most" else None
    return (whole[0] // 2 + 1, whole[1]) if whole else None


def _read_of_whole(text: str, wording: str) -> Range | None:
    """The range of 41 of the 62; None where there is no whole. Raises InvalidCount for more than the whole."""
    found = WHOLE.search(text)
    whole = _read_whole(text[found.end() :]) if found else None
    if found is None or whole is None:
        return None
    try:
        low, high = _read_text(text[: found.start()], wording, is_share=False)
    except InvalidCount:
        return None
    most = whole[1]
    if most is not None and low > most:
        raise InvalidCount(f"{wording!r} is more than the whole", value=wording, hint="write both numbers as printed")
    return low, min((one for one in (high, most) if one is not None), default=None)


def _read_all_but(text: str, wording: str) -> Range | None:
    """The range of all but six of 30; None for another text. Raises InvalidCount where no whole is named."""
    found = ALL_BUT.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    whole = WHOLE.search(rest)
    total = _read_whole(rest[whole.end() :]) if whole else None
    try:
        low, high = _read_text(rest[: whole.start()] if whole else rest, wording, is_share=False)
    except InvalidCount:
        return None
    if total is None:
        raise InvalidCount(
            f"{wording!r} does not say of how many", value=wording,
            hint=f"write {text} of 30, with the number of the whole",
        )  # fmt: skip
    least = 0 if high is None else max(total[0] - high, 0)
    most = None if total[1] is None else total[1] - low
    if most is not None and most < least:
        raise InvalidCount(f"{wording!r} leaves nobody", value=wording, hint="write both numbers as printed")
    return least, most


def _read_whole(text: str) -> Range | None:
    """The range of a whole: a number, or one such as about 60, or between 60 and 70; None where it has none."""
    if number := read_number(text):
        whole = int(number.value) if number.value.denominator == 1 and not number.has_point else None
        return None if whole is None else (whole, whole)
    if not NUMBERED.match(text):
        return None
    try:
        return _read_text(text, text, is_share=False)
    except InvalidCount:
        return None


def _find_following(text: str) -> re.Match[str] | None:
    """The words behind a number that say how to read it, such as `+` or `or more`."""
    return next((found for found in FOLLOWING.finditer(text) if found.end() == len(text)), None)


def _read_between(text: str, wording: str) -> Range:
    """The range of two numbers. The text must have exactly one place at which it can be split into two."""
    joint, text = (BETWEEN, text[8:]) if text.startswith("between ") else (FROM, text.removeprefix("from "))
    pairs = [
        (low, high)
        for found in joint.finditer(text)
        if (low := read_number(text[: found.start()])) and (high := read_number(text[found.end() :]))
    ]
    if not pairs:
        raise _refuse_wording(wording)
    is_dash = " to " not in text and " or " not in text and joint is FROM
    found_ranges = {
        found
        for low, high in pairs
        if not (is_dash and _has_two_meanings(low, high)) and (found := _find_ends(low, high))
    }
    if len(found_ranges) == 1:
        low_end, high_end = found_ranges.pop()
        if any(one.has_point and one.value in (low_end, high_end) and one.scale == 1 for pair in pairs for one in pair):
            raise _refuse_fraction(wording)
        return _check_whole(low_end, wording), _check_whole(high_end, wording)
    if all(low.value > high.value for low, high in pairs):
        raise InvalidCount(f"{wording!r} runs from more to less", value=wording, hint=WRITE_OUT)
    raise InvalidCount(f"{wording!r} may mean two ranges", value=wording, hint=WRITE_OUT)


def _find_ends(low: WrittenNumber, high: WrittenNumber) -> tuple[Fraction, Fraction] | None:
    """The ends of a range; None where it has none, or may be meant in two ways.

    The scale of the higher end holds for both where it can: 4 to 5 thousand, 20 to 30,000. It cannot where the lower
    end is written out, or would then be the higher one: 500 to 2 thousand.
    """
    if low.is_explicit:
        return (low.value, high.value) if low.value <= high.value else None
    lent = {low.value * scale for head, scale in high.shares if low.value < head and low.scale < scale}
    if lent:
        return (lent.pop(), high.value) if len(lent) == 1 else None
    if low.value > high.value:
        return None
    doubtful = any(low.value == head and low.scale < scale for head, scale in high.shares)
    if high.leading > 1:  # one to two thousand five hundred
        doubtful = low.value * high.leading < high.value
    elif high.scale > 1 and low.value < 1_000:  # 900 to 1 million
        doubtful = doubtful or low.value * 10 < high.scale
    return None if doubtful else (low.value, high.value)


def _has_two_meanings(low: WrittenNumber, high: WrittenNumber) -> bool:
    """Whether both numbers of a dash may be hundreds or thousands, as in 5-600, so that the meaning is open."""
    unit = next((unit for unit in (1_000, 100) if high.value % unit == 0), 0)
    is_bare = high.scale == 1 and not high.is_explicit and not high.has_point and not low.is_explicit
    return bool(unit) and is_bare and 0 < low.value < high.value / unit


def _check_whole(number: Fraction, wording: str) -> int:
    if number.denominator != 1:
        raise _refuse_fraction(wording)
    return int(number)


def _refuse_fraction(wording: str) -> InvalidCount:
    if found := POINT.search(simplify_wording(wording)):
        whole = found[0].replace(".", ",")
        part = found[0].rstrip("0").rstrip(".")
        return InvalidCount(f"{wording!r} may mean {whole} or {part}", value=wording, hint=f"write {whole}, if meant")
    return InvalidCount(f"{wording!r} is no whole number", value=wording, hint="write 7,000 or 7000, or 1.5 million")


def _find_bounds(reading: str, number: WrittenNumber, wording: str) -> Range:
    whole = _check_whole(number.value, wording)
    about = _find_margin(number)
    bounds: dict[str, Range] = {
        "exactly": (whole, whole),
        "about": (math.ceil(whole - about), math.floor(whole + about)),
        "nearly": (min(math.ceil(whole - about), whole - 1), whole - 1),
        "more": (whole + 1, None),
        "least": (whole, None),
        "up_to": (0, whole),
        "fewer": (0, whole - 1),
        "most": (whole // 2 + 1, whole),
    }
    return bounds[reading]


def _find_margin(number: WrittenNumber) -> Fraction:
    """Half of the unit of the last digit that is not zero (of dozens: a dozen), at most a tenth of the number."""
    unit = Fraction(number.unit or 1)
    while not number.unit and number.value and number.value % (unit * 10) == 0:
        unit *= 10
    return min(unit / 2, number.value / 10)


def _refuse_wording(wording: str) -> InvalidCount:
    if without := OF_NO_NUMBER.match(simplify_wording(wording[:LONGEST])):
        how = without[0] if without[0] in NEARLY_ALL else "most"
        return InvalidCount(
            f"{wording!r} does not say of how many", value=wording,
            hint=f"write {how} of 300, with the number, or {how} of between 60 and 70; or, where none is known, {how}, "
            "counted as per cent, and of what",
        )  # fmt: skip
    if REST.fullmatch(wording[:LONGEST].casefold().strip()):
        return InvalidCount(
            f"{wording!r} does not say how many", value=wording,
            hint="write their number, such as 21, which is the whole less those who are named; or leave it empty",
        )  # fmt: skip
    return InvalidCount(
        f"not a wording of a number: {wording!r}",
        value=wording,
        hint="write n, about n, nearly n, more than n, at least n, n+, up to n, fewer than n, between a and b, "
        "several, dozens, hundreds, several hundred, thousands, tens of thousands, most of n, half of n, none; or "
        "give min and max beside the wording",
    )


def enclose_ranges(ranges: Iterable[Range]) -> Range | None:
    """The narrowest range that holds all of them; None where there are none."""
    found = iter(ranges)
    first = next(found, None)
    if first is None:
        return None
    low, high = first
    for other_low, other_high in found:
        if other_low < low:
            low = other_low
        if high is not None and (other_high is None or other_high > high):
            high = other_high
    return low, high


def can_agree(one: Range, other: Range) -> bool:
    """Whether one number lies in both ranges."""
    low = max(one[0], other[0])
    return all(high is None or low <= high for high in (one[1], other[1]))


def add_ranges(ranges: Iterable[Range]) -> Range:
    """The range of a sum of independent numbers."""
    found = list(ranges)
    highs = [high for _, high in found if high is not None]
    return sum([low for low, _ in found]), sum(highs) if len(highs) == len(found) else None
