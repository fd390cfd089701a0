"""Parts of a whole in words: just under half of 62, a third, three quarters of the 80."""

import math
import re
from fractions import Fraction
from typing import NamedTuple

FRACTIONS = {
    "half": Fraction(1, 2), "one half": Fraction(1, 2), "a half": Fraction(1, 2), "a third": Fraction(1, 3),
    "one third": Fraction(1, 3), "two thirds": Fraction(2, 3), "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4), "three quarters": Fraction(3, 4), "a fifth": Fraction(1, 5),
    "one fifth": Fraction(1, 5), "a tenth": Fraction(1, 10), "one tenth": Fraction(1, 10),
}  # fmt: skip
WHOLE = re.compile(r" (?:out )?of (?:(?:the|these|those|all|its|their|a total of) ){0,3}")
_NAMES = "|".join(sorted((name.replace(" ", "[ -]") for name in FRACTIONS), key=len, reverse=True))
PART = re.compile(
    rf"(?P<part>{_NAMES})(?:(?: of)?(?: the| these| those| all| its| their){{0,3}}(?: (?P<whole>.{{1,100}}))?)?"
)
UNNAMED = ("them", "these", "those", "people", "the people")  # a whole without a number


class PartOfWhole(NamedTuple):
    """A fraction by its words, and the words for its whole; empty where it has none with a number."""

    words: str
    fraction: Fraction
    whole: str


def find_part(text: str) -> PartOfWhole | None:
    """A part of a whole, in lower case with single spaces; None for any other text."""
    found = PART.fullmatch(text)
    if found is None:
        return None
    whole = found["whole"] or ""
    words = found["part"].replace("-", " ")
    return PartOfWhole(words, FRACTIONS[words], "" if whole in UNNAMED else whole)


def bound_part(reading: str, number: Fraction, whole: int) -> tuple[int, int]:
    """The range of a part of a whole by how it is read, as `more`. What is near a part is a tenth of it away."""
    low, high, near = math.floor(number), math.ceil(number), number / 10
    bounds = {
        "exactly": (low, high),
        "about": (min(low, math.ceil(number - near)), max(high, math.floor(number + near))),
        "nearly": (min(math.ceil(number - near), high - 1), high - 1),
        "more": (low + 1, whole),
        "least": (high, whole),
        "up_to": (0, low),
        "fewer": (0, high - 1),
        "most": (math.floor(number / 2) + 1, low),
    }
    least, most = bounds[reading]
    return max(least, 0), min(most, whole)
