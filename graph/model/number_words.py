"""One number as people write it: 7,000; 1.5 million; 12k; twenty-five; one hundred and fifty; two dozen."""

import re
from fractions import Fraction
from typing import NamedTuple

UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
NOTHING = {"no", "none", "zero"}
ONE = {"a", "an"}
LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SCALES = {"dozen": 12, "hundred": 100, **LARGE, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
PARTS = {"half a": Fraction(1, 2), "a quarter of a": Fraction(1, 4), "three quarters of a": Fraction(3, 4)}
SPACE = "[,'\u2019\u066c \u00a0\u2009\u202f]"
LARGE_SCALE = "(?:thousand|million|billion|bn|k|m)"
DIGITS = re.compile(
    rf"(?P<digits>(?P<grouped>[0-9]{{1,3}}(?:(?:{SPACE}[0-9]{{3}}){{1,4}}|(?:\.[0-9]{{3}}){{2,4}}))"
    rf"|[0-9]{{1,12}}(?:\.[0-9]{{1,6}}|,[0-9]{{1,2}}(?=[ -]?{LARGE_SCALE}))?)"
    r"(?:[ -]?(?P<hundred>hundred ))?(?:[ -]?(?P<scale>dozen|hundred|thousand|million|billion|bn|k|m)s?)?"
)


class WrittenNumber(NamedTuple):
    """A number, and what it may lend to the lower end of a range, or borrow from the higher end.

    `scale` is its largest scale word, 1 without. `shares` are what its scale words may be taken off: `(5, 1000)` of
    five thousand and of 5,000. `leading` is the scale of the first of several scale words, as in two thousand five
    hundred. `is_explicit`: it is written out to the last digit, so it borrows nothing. `has_point`: its digits have a
    point, and without a scale its meaning is open.
    """

    value: Fraction
    scale: int = 1
    shares: tuple[tuple[Fraction, int], ...] = ()
    leading: int = 1
    is_explicit: bool = False
    has_point: bool = False
    unit: int | None = None  # what it is counted in, where that is not a power of ten


def read_number(text: str) -> WrittenNumber | None:
    """A number in lower case with single spaces; None where it is none. It need not be whole: 1.5 may borrow a scale.

    A comma or a space parts thousands, a point what is no longer whole. Several points part thousands (1.200.000), and
    a comma before one or two digits and a large scale is a point (1,5 million).
    """
    if found := DIGITS.fullmatch(text):
        return _read_digits(found)
    if text in NOTHING or text in ONE:  # an American
        return WrittenNumber(Fraction(text in ONE), is_explicit=True)
    for words, part in PARTS.items():
        scale = text.removeprefix(f"{words} ")
        if scale != text and (scale in LARGE or (scale == "dozen" and words == "half a")):
            return WrittenNumber(part * SCALES[scale], SCALES[scale])
    return _read_words(re.split("[ -]", text))


def _read_digits(found: re.Match[str]) -> WrittenNumber:
    digits = found["digits"]
    head = Fraction(re.sub(rf"{SPACE}|\.", "", digits) if found["grouped"] else digits.replace(",", "."))
    factors = [100] if found["hundred"] else []
    factors += [SCALES[found["scale"]]] if found["scale"] else []
    if found["grouped"] and not factors:
        return _read_grouped(head)
    value, shares = head, []
    for number, factor in enumerate(factors):
        value *= factor
        rest = Fraction(1)
        for later in factors[number:]:
            rest *= later
        shares.append((head * (factors[0] if number else 1), int(rest)))
    return WrittenNumber(
        value,
        max([1, *(scale for _, scale in shares)]),
        tuple(shares),
        is_explicit=bool(found["grouped"]),
        has_point="." in digits,
        unit=12 if factors == [12] else None,
    )


def _read_grouped(value: Fraction) -> WrittenNumber:
    """7,000 may stand for seven thousand: 5-7,000."""
    shares, scale = [], 1_000
    while value and value % scale == 0:
        shares.append((value / scale, scale))
        scale *= 1_000
    return WrittenNumber(value, 1, tuple(shares), is_explicit=True)


def _read_words(words: list[str]) -> WrittenNumber | None:
    """Words from large to small: two thousand three hundred and five."""
    half = " ".join(words[1:4]) == "and a half" and len(words) == 5 and words[4] in SCALES
    if half and words[0] in UNITS:
        head = UNITS[words[0]] + Fraction(1, 2)
        return WrittenNumber(head * SCALES[words[4]], SCALES[words[4]], ((head, SCALES[words[4]]),))
    if len(words) == 2 and words[1].removesuffix("s") == "dozen":
        few = 1 if words[0] in ONE else _read_below_hundred(words[:1])[0]
        return WrittenNumber(Fraction(few * 12), 12, ((Fraction(few), 12),), unit=12) if few else None
    groups: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        at += bool(groups) and words[at] == "and"
        value, used = _read_below_ten_thousand(words[at:])
        if not used:
            return None
        at += used
        word = words[at].removesuffix("s") if at < len(words) else ""
        scale = LARGE.get(word, 1)
        at += scale > 1
        last = groups[-1][1] if groups else None
        if (last is not None and (scale >= last or value >= 1_000)) or (scale == 1 and at < len(words)):
            return None
        groups.append((value, scale))
    return _sum_groups(groups, words)


def _sum_groups(groups: list[tuple[int, int]], words: list[str]) -> WrittenNumber:
    value = Fraction(sum(value * scale for value, scale in groups))
    first, scale = groups[0]
    if len(groups) > 1:
        return WrittenNumber(value, scale, leading=scale, is_explicit=True)
    hundreds = 100 if "hundred" in words else 1
    shares = [(Fraction(first), scale)] if scale > 1 else []
    if hundreds > 1 and first % 100 == 0:
        shares.append((Fraction(first // 100), 100 * scale))
    leading = 100 if hundreds > 1 and first % 100 else 1
    return WrittenNumber(value, max(scale, hundreds), tuple(shares), leading=leading * scale if leading > 1 else 1)


def _read_below_ten_thousand(words: list[str]) -> tuple[int, int]:
    """The value of the first words up to a large scale, such as one hundred and fifty, and how many words it takes."""
    if words[:1] and words[0] in ONE:
        value, used = (1, 1) if len(words) > 1 and words[1] in ("hundred", *LARGE) else (0, 0)
    else:
        value, used = _read_below_hundred(words)
    if not used or words[used : used + 1] != ["hundred"]:
        return value, used
    value, used = value * 100, used + 1
    joined = words[used : used + 1] == ["and"]
    rest, more = _read_below_hundred(words[used + joined :])
    return (value + rest, used + joined + more) if more else (value, used)


def _read_below_hundred(words: list[str]) -> tuple[int, int]:
    first = words[0] if words else ""
    if first in UNITS:
        return UNITS[first], 1
    if first not in TENS:
        return 0, 0
    unit = UNITS.get(words[1], 10) if len(words) > 1 else 10
    return (TENS[first] + unit, 2) if unit < 10 else (TENS[first], 1)
