"""Numbers of people or things in a running text, with the words that say how to read them: more than 150."""

import re
from typing import NamedTuple

from graph.errors import InvalidCount
from graph.model.counts import QUANTIFIED, READINGS, VAGUE, read_count
from graph.model.foreign_wordings import translate_wording
from graph.model.number_words import LARGE, NOTHING, ONE, SCALES, TENS, UNITS
from graph.model.plain_wordings import simplify_wording

DIGIT = "[0-9٠-٩۰-۹]"
NUMBER = rf"{DIGIT}{{1,3}}(?:[,'’٬ \u00a0\u202f]{DIGIT}{{3}}){{1,4}}(?!{DIGIT})|{DIGIT}{{1,12}}(?:[.٫]{DIGIT}{{1,3}})?"
_WORDS = "|".join(sorted({*UNITS, *TENS, *LARGE, "hundred"}, key=len, reverse=True))
_SCALE = r"(?:dozen|hundred|thousand|million|billion|bn|k|m)\b"
_SPELT = (
    rf"\b(?:(?:a|an|half a) (?:dozen|hundred|thousand|million)|(?:{_WORDS}) dozen"
    rf"|(?:{_WORDS})(?:(?:[ -]| and )(?:{_WORDS})){{0,12}})s?\b(?! and a half)"
)
_ONE = rf"(?:(?:{NUMBER})(?:[ -]?{_SCALE})?|{_SPELT})"
_VAGUE = "|".join(sorted(map(re.escape, VAGUE), key=len, reverse=True))
_BEFORE = "|".join(READINGS.values())
IN_ENGLISH = re.compile(
    rf"(?<![\w.,%$€£/-])(?:(?:{_BEFORE}|between|from) )?(?:\b(?:{_VAGUE})\b|{_ONE}(?:(?: to | and | or |[-–]){_ONE})?)"
    r"(?:\+|[ -]plus\b| or (?:more|fewer|less)\b| or so\b)?",
    re.IGNORECASE,
)
# what Arabic writes before a number, and what our table has for it
ARABIC_BEFORE = {"about": "نحو|حوالي|قرابة|زهاء|ما يقارب|ما يقرب من", "more than": "أكثر من|ما يزيد على|ما يزيد عن",
                 "at least": "ما لا يقل عن", "fewer than": "أقل من", "up to": "ما يصل إلى"}  # fmt: skip
ARABIC_VAGUE = {
    "thousands": "آلاف|الآلاف", "hundreds": "مئات|المئات", "dozens": "عشرات|العشرات", "several": "عدة|بضعة",
    "tens of thousands": "عشرات الآلاف", "hundreds of thousands": "مئات الآلاف",
}  # fmt: skip
_VAGUE_IN_ARABIC = "|".join(sorted("|".join(ARABIC_VAGUE.values()).split("|"), key=len, reverse=True))
ARABIC_SCALE = {"thousand": "ألف|آلاف|الف", "million": "مليون|ملايين"}
IN_ARABIC = re.compile(
    rf"(?:(?<!\w)(?P<before>{'|'.join(ARABIC_BEFORE.values())}) )?(?:(?<![\w.,/-])|(?<=\b[وبل]))(?P<number>{NUMBER})"
    rf"(?: (?P<scale>{'|'.join(ARABIC_SCALE.values())})(?!\w))?(?P<least> على الأقل)?"
    rf"|(?<!\w)[وبل]?(?P<vague>{_VAGUE_IN_ARABIC})(?!\w)"
)
# words of Spanish and French before a number, amounts such as una treintena, and words without a number
ROMANCE_BEFORE = (
    "unos|unas|cerca de|alrededor de|aproximadamente|casi|más de|al menos|por lo menos|menos de|hasta|environ|quelque"
    "|près de|près d'|presque|plus de|plus d'|au moins|moins de|moins d'|jusqu'à"
)
ROMANCE_AMOUNTS = (
    "una decena|una docena|una quincena|una veintena|una treintena|una cuarentena|una cincuentena|un centenar|un millar"
    "|une dizaine|une douzaine|une quinzaine|une vingtaine|une trentaine|une quarantaine|une cinquantaine"
    "|une soixantaine|une centaine|un millier|varias decenas|decenas de miles|decenas|cientos de miles|cientos"
    "|centenares|miles|des dizaines de milliers|des dizaines|des centaines|des milliers"
    "|plusieurs dizaines|plusieurs centaines"
)
_POINTED = rf"{DIGIT}{{1,3}}(?:[.,'’ \u00a0\u202f]{DIGIT}{{3}}){{1,4}}(?!{DIGIT})|{DIGIT}{{1,12}}"
IN_ROMANCE = re.compile(
    rf"(?<![\w.,/-])(?:(?:{ROMANCE_BEFORE}) ?(?:{_POINTED}|(?:{ROMANCE_AMOUNTS}))"
    rf"|(?:{ROMANCE_AMOUNTS})(?= (?:de |d'|d’|des )))(?![\w])",
    re.IGNORECASE,
)
# what follows a number that is not of people or things: parts, money, measures, spans of time, ordinals
NOT_COUNTED = re.compile(
    r"^ ?(?:%|per ?cent|percent|percentage|km\b|kilomet|mile|met(?:er|re)|mm\b|kg\b|ton|hectare|acre|square|degree"
    r"|(?:(?:million|billion|bn|m) )?(?:dollar|euro|pound|lira|dinar|riyal)|(?:st|nd|rd|th)\b|[:/]\d"
    r"|[- ](?:year|month|week|day|hour|minute|second|yr|century)s?\b|(?:am|pm)\b|o'clock"
    r"|في المئة|في المائة|بالمئة|كيلومتر|كلم|متر|ميل|دولار|يورو|ليرة|دينار|عام|سنة|شهر|أشهر|أسبوع|يوم|أيام|ساعة|دقيقة)",
    re.IGNORECASE,
)
MONEY = re.compile(r"[$€£]\s?$|\b(?:US|USD|EUR|GBP)\s?\$?$")
BY_NUMBER = re.compile(  # what stands before a number that names a thing, and counts nothing
    r"\b(?:page|paragraph|article|section|chapter|resolution|resolutions|no\.?|number|part|annex|rule|law|decree|line"
    r"|phase|round|at|age|aged|room|highway|route|group|unit|camp|block)\s$|[#№]\s?$",
    re.IGNORECASE,
)


FIGURE_AT = re.compile(r"\b(?:figure|number|total|toll|count)\b[^.;:]{0,80} at $", re.IGNORECASE)  # before a number
YEAR = re.compile(r"(?:19|20)\d\d")
PLURAL = re.compile(
    r"^ (?:\w{1,30} )?(?:people|men|women|children|\w{3,30}s)\b"
)  # behind a number that could be a year


class NumberInText(NamedTuple):
    """A number in a text: where it is, as written there, a wording that `counts` reads, and its range."""

    start: int
    end: int
    written: str
    wording: str
    low: int
    high: int | None


def find_numbers(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[NumberInText]:
    """The numbers in a text, in order, outside of the stretches that are taken, such as dates.

    Money, measures, ages, ordinals, shares and spans of time are left out, and so are a bare one, no and a.
    """
    found: list[NumberInText] = []
    for match in sorted(
        (*IN_ENGLISH.finditer(text), *IN_ARABIC.finditer(text), *IN_ROMANCE.finditer(text)),
        key=lambda one: (one.start(), -one.end()),
    ):
        start, end = match.span()
        if any(first < end and start < last for first, last in (*taken, *((one.start, one.end) for one in found))):
            continue
        if not _is_counted(text, start, end):
            continue
        number = _read(match)
        if number:
            found.append(number)
    return found


def _is_counted(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 20) : start], text[end : end + 30]
    is_named = BY_NUMBER.search(before) and not FIGURE_AT.search(text[max(0, start - 90) : start])
    if after[:1].isalnum() or MONEY.search(before) or is_named:
        return False
    if YEAR.fullmatch(text[start:end]) and not PLURAL.match(after):
        return False
    return not NOT_COUNTED.match(after)


def _read(match: re.Match[str]) -> NumberInText | None:
    written = match[0]
    wording = _write_arabic(match) if match.re is IN_ARABIC else written
    if match.re is IN_ROMANCE:
        wording = translate_wording(simplify_wording(written)) or written
    plain = wording.casefold()
    bare = QUANTIFIED.sub("", plain + " ", count=1).strip() if QUANTIFIED.match(plain) else plain
    if plain in NOTHING | ONE | {"one", "zero", "second"} or bare in SCALES:
        return None
    for text in (wording, _drop_first(wording)):
        try:
            low, high = read_count(text)
        except InvalidCount:
            continue
        start = match.end() - len(text) if text != wording else match.start()
        return NumberInText(start, match.end(), match.string[start : match.end()], text, low, high)
    return None


def _drop_first(wording: str) -> str:
    """Without `from` or `between` before a single number."""
    return re.sub(r"^(?:from|between) ", "", wording, flags=re.IGNORECASE)


def _write_arabic(match: re.Match[str]) -> str:
    """The wording of the table for a number in Arabic words and digits."""
    if match["vague"]:
        return next(word for word, written in ARABIC_VAGUE.items() if match["vague"] in written.split("|"))
    before = next((word for word, written in ARABIC_BEFORE.items() if match["before"] in written.split("|")), "")
    scale = next((word for word, written in ARABIC_SCALE.items() if match["scale"] in written.split("|")), "")
    if match["least"] and not before:
        before = "at least"
    number = match["number"].replace("٫", ".").replace("٬", ",")
    return " ".join(part for part in (before, number, scale) if part)
