"""Wordings of numbers, and the bounds that they allow (the table of DESIGN 4, shown beside every number)."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from graph.errors import InvalidCount

KINDS = ("stock", "flow", "cumulative", "cap", "peak", "share")
MOVED = ("flow", "cumulative")  # kinds that count who came or went
WORDS = {
    "no": 0, "none": 0, "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000}
VAGUE = {
    "several": 3, "a few": 3, "dozens": 24, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
}  # fmt: skip
NUMBER = r"(?P<{0}>(?:\d{{1,3}}(?:[, \u00a0]\d{{3}})+|\d+(?:\.\d+)?|[a-z]+)(?:[ -]?(?:hundred|thousand|million|k|m))?)"
ONE, LOW, HIGH = NUMBER.format("n"), NUMBER.format("low"), NUMBER.format("high")
READINGS = {
    "about": "about|around|some|approximately|approx\\.?|roughly|circa|c\\.",
    "nearly": "nearly|almost|close to|just under",
    "more": "more than|over|above|upwards of",
    "least": "at least|no fewer than|no less than|a minimum of",
    "up_to": "up to|as many as|at most|no more than|a maximum of",
    "fewer": "fewer than|less than|under|below",
    "most": "most of",
    "exactly": "exactly|precisely|a total of",
}
TO = f"(?:from )?{NUMBER.format('low2')} ?(?:to|-|–) ?{NUMBER.format('high2')}"
BETWEEN = re.compile(f"between {LOW} and {HIGH}|{TO}")
QUANTIFIED = re.compile("|".join(f"(?:(?P<{name}>{words}) )" for name, words in READINGS.items()))
PLAIN = re.compile(ONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as a range: `max` None is unbounded. A share is in per cent of what `of` names."""

    min: int
    max: int | None
    kind: str
    unit: str = "people"
    of: str | None = None
    since: str | None = None
    wording: str = ""
    given: bool = False  # min and max were given by the coder, not read from the wording

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidCount(f"count kind {self.kind!r}; expected one of {', '.join(KINDS)}", value=self.kind)
        if self.min < 0 or (self.max is not None and self.max < self.min):
            raise InvalidCount(f"count from {self.min} to {self.max} is no range", value=self.wording)


Range = tuple[int, int | None]


def read(wording: str) -> Range:
    """The lowest and highest number that a wording allows; highest None where it sets no limit.

    Raises InvalidCount for a wording that the table does not have: nothing is guessed.
    """
    text = " ".join(wording.casefold().split())
    if text in VAGUE:
        return VAGUE[text], None
    if text == "most":
        return 50, 100
    quantifier = QUANTIFIED.match(text)
    if not quantifier and (between := BETWEEN.fullmatch(text)):
        low, high = (_number(between[name] or between[name + "2"], wording) for name in ("low", "high"))
        if low > high:
            raise InvalidCount(f"{wording!r} runs from more to less", value=wording)
        return math.ceil(low), math.floor(high)
    rest = text[quantifier.end() :] if quantifier else text
    if rest in VAGUE and quantifier and quantifier.lastgroup in ("about", "least", "exactly"):
        return VAGUE[rest], None
    if not PLAIN.fullmatch(rest):
        raise _unread(wording)
    found = _bounds(quantifier.lastgroup if quantifier else "exactly", _number(rest, wording))
    if found[0] < 0 or (found[1] is not None and found[1] < found[0]):
        raise InvalidCount(f"{wording!r} allows no number", value=wording)
    return found


def _bounds(reading: str | None, n: Fraction) -> Range:
    whole = math.floor(n)
    about = _margin(n)
    bounds: dict[str | None, Range] = {
        "exactly": (math.ceil(n), whole),
        "about": (math.ceil(n - about), math.floor(n + about)),
        "nearly": (min(math.ceil(n - about), whole - 1), whole - 1),
        "more": (whole + 1, None),
        "least": (math.ceil(n), None),
        "up_to": (0, whole),
        "fewer": (0, math.ceil(n) - 1),
        "most": (whole // 2 + 1, whole),
    }
    return bounds[reading]


def _margin(n: Fraction) -> Fraction:
    """Half of the unit of the last digit that is not zero, at most a tenth of n."""
    unit = Fraction(1)
    while n and n % (unit * 10) == 0:
        unit *= 10
    return min(unit / 2, n / 10)


def _number(text: str, wording: str) -> Fraction:
    text = text.strip()
    scale = Fraction(1)
    for name, value in SCALES.items():
        if re.search(rf"(?:[\d a-z-]){name}$", text) and text not in WORDS:
            text, scale = text[: -len(name)].rstrip(" -"), Fraction(value)
            break
    if text in WORDS:
        return WORDS[text] * scale
    digits = re.sub(r"[, \u00a0]", "", text)
    if not re.fullmatch(r"\d{1,12}(\.\d+)?", digits):
        raise _unread(wording)
    number = Fraction(digits) * scale
    if number.denominator != 1 or ("." in digits and scale == 1):  # 7.000 is seven to some, seven thousand to others
        raise InvalidCount(f"{wording!r} is no whole number", value=wording)
    return number


def _unread(wording: str) -> InvalidCount:
    return InvalidCount(
        f"not a wording of a number: {wording!r}",
        value=wording,
        hint="write n, about n, nearly n, more than n, at least n, up to n, fewer than n, between a and b, several, "
        "dozens, hundreds, thousands, tens of thousands, most of n; or give min and max beside the wording",
    )


def hull(ranges: Iterable[Range]) -> Range | None:
    """The narrowest range that holds all of them; None of none."""
    found = list(ranges)
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    highs = [high for _, high in found if high is not None]
    return min([low for low, _ in found]), max(highs) if len(highs) == len(found) else None


def agree(one: Range, other: Range) -> bool:
    """Whether one number could make both true."""
    low = max(one[0], other[0])
    return all(high is None or low <= high for high in (one[1], other[1]))


def add(ranges: Iterable[Range]) -> Range:
    """The range of a sum of independent numbers."""
    found = list(ranges)
    highs = [high for _, high in found if high is not None]
    return sum([low for low, _ in found]), sum(highs) if len(highs) == len(found) else None
