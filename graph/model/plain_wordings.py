"""A wording of a number without what leaves the number as it is: capitals, articles, signs of other scripts."""

import re
from unicodedata import digit

from graph.model.number_words import TENS, UNITS

ARABIC_SIGNS = str.maketrans("٫،", ".,")  # the point; and a comma, which some write for the sign between thousands
SIGNS = {"~": "about", "≈": "about", "<": "fewer than", ">": "more than", "≤": "at most", "≥": "at least"}
REST = re.compile(  # of a whole that is said elsewhere
    r"(?:all )?(?:the )?(?:rest|others|remainder|remaining(?: \w{1,20})?)(?: of .{1,90})?"
    r"|les autres|le reste|der rest|die (?:übrigen|anderen)"
    r"|geri kalanı|kalanlar|diğerleri|(?:ال)?(?:بقية|باقون|باقين|آخرون|آخرين)"
)
_STARTS = "|".join((*UNITS, *TENS, "several", "tens", "dozens", "scores", "hundreds", "thousands"))
BEFORE_ALL = re.compile(  # words before a number that leave it as it is: the five, all 41
    r"(?:all (?:of )?(?:the |these |those )?"
    r"|(?:the|these|those|another|a further|an additional|the other|the remaining) )"
    rf"(?=[0-9]|(?:{_STARTS})\b)"
)
_BELIEVED = (
    r"(?:an estimated|estimated at|(?:is |are |was |were )?(?:believed|thought|estimated|understood) to "
    r"(?:be|number|total)|estimated|possibly|perhaps|maybe|probably)"
)
BELIEVED_NUMBER = re.compile(rf"{_BELIEVED} (?=[0-9]|(?:{_STARTS})\b)")  # as exact as about so many
BELIEVED = re.compile(f"{_BELIEVED} ")  # more than 40, which is as exact as without it
BEHIND_ALL = re.compile(
    r"(?<!\bno)(?: others?|(?<! or)(?<! and) more| in all| in total| altogether| of (?:them|these|those))$"
)


def simplify_wording(wording: str) -> str:
    """The wording in lower case with single spaces, digits of ASCII, and words for a sign before the number.

    Words that leave the number as it is are left out: the five, two others, all 41. What is believed to be 40 is about
    40, and believed to be more than 40 is more than 40.
    """
    plain = wording.casefold().translate(ARABIC_SIGNS)
    text = " ".join("".join(str(digit(c)) if c.isdecimal() else c for c in plain).split())
    text = BELIEVED.sub("", BELIEVED_NUMBER.sub("about ", text, count=1), count=1) if BELIEVED.match(text) else text
    if text[:1] in SIGNS:
        return f"{SIGNS[text[0]]} {text[1:].lstrip()}"
    return "two" if text in ("both", "both of them") else BEHIND_ALL.sub("", BEFORE_ALL.sub("", text, count=1))
