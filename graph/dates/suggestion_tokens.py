"""Dates in words and numbers of several languages, in one notation: `20 كانون الثاني 2026` becomes `n20 m1 n2026`.

`nD` is a number, `cA:B:C` numbers joined by signs (00 where one is unknown), `dDDD` a decade, `mM` a month, `sS` a
season, `wD` a weekday (Monday is 1), `q1` and `h1` a quarter and a half; words such as `since` and `to`, and signs,
stand for themselves. Words that say nothing are left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from graph.dates.edtf import count_month_days
from graph.dates.suggestion_words import ENDINGS, fold_text, load_lexicon

AFTER_NUMBERS = frozenset(
    ("st", "nd", "rd", "th", "er", "e", "a", "an", "ane", "em", "emin", "ي", "م", "هم", "همي", "i", "ye")
)
LONGEST_PHRASE = 3
MOST_READINGS = 8

# a number joined by signs to others; a decade; a number; a word; a sign
TOKEN = re.compile(
    r"(?P<joined>(?<!\d)\d{1,4}(?:([/.\-])\d{1,2}(?:\2\d{1,4})?|[/.]\d{4})(?!\d))|(?P<decade>\d{3}0s)|(?P<number>\d+)"
    r"|(?P<quarter>[qh][1-4]\b)|(?P<word>[^\W\d_]+)|(?P<sign>\.\.|[-–—/(),])|(?P<other>\S)"
)
# a month by name joined to its day or year by signs, as spreadsheets write it: 2-Jul-2018, 2020-May, Jul-18
NAMED = re.compile(
    r"(?<![\d.])(?P<before>\d{1,4})(?P<sign> ?[-–—/.] ?)(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)(?P=sign)"
    r"(?P<after>\d{1,4})(?!\d)"
    r"|(?<![\d.])(?P<only>\d{1,4})[-–—/.](?P<its>[^\W\d_]+)(?![^\W_])"
    r"|(?<![^\W_])(?P<month>[^\W\d_]+)[-–—/.](?P<number>\d{1,4})(?:[-–—/.,](?P<last>\d{1,4}))?(?!\d)"
)
BLANK = r"(?:x{1,2}|\?\?|_{2}|-{2})"  # what stands for an unknown day or month
UNNAMED = re.compile(rf"(?<![^\W_]){BLANK}[-/.](?=[^\W\d_]{{3}})")
UNKNOWN = re.compile(
    rf"(?<![^\W_]){BLANK}(?=[-/.]\d)|(?:(?<=\d{{4}}[-/.])|(?<=\d{{4}}[-/.]\d[-/.])|(?<=\d{{4}}[-/.]\d\d[-/.])){BLANK}(?![^\W_])"
)
# a time of day behind a date, as exports write it: 2018-07-02T10:00:00Z, 2/7/2018 12:00:00 AM
TIME_OF_DAY = re.compile(
    r"(?<=\d)(?:t| t?)\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[ap]m)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?$"
)
GEDCOM_CALENDAR = re.compile(r"@#d(?:gregorian)@ ?")
COMPACT_YEARS = range(1500, 2100)


def read_notations(text: str) -> Iterator[str]:
    """The text in the notation above, once for each meaning of its words; nothing where a word is unknown."""
    tokens = _list_symbols(_replace_signs(fold_text(text)))
    if tokens:
        for reading in islice(product(*tokens), MOST_READINGS):
            yield " ".join(symbol for symbol in reading if symbol)


def _replace_signs(text: str) -> str:
    """With what is unknown as 00, spans of dots apart, and blanks for the signs between a month's name and numbers."""
    plain = TIME_OF_DAY.sub("", GEDCOM_CALENDAR.sub("", text).strip())
    plain = re.sub(r" ?(?:\.{2,}|…) ?", " .. ", plain)
    plain = UNNAMED.sub("", plain)
    for _ in range(2):  # the second after the first: xx.xx.1944
        plain = UNKNOWN.sub("00", plain)
    return NAMED.sub(_separate_month, plain)


def _separate_month(match: re.Match[str]) -> str:
    """The match with blanks for its signs, where its word names a month and the signs do not part two dates."""
    name = match["name"] or match["its"] or match["month"]
    if not _is_month(name.split()):
        return match[0]
    if match["its"]:  # January 2017-March 2018, 2017-March 2018
        before = re.findall(r"[^\W\d_]+", match.string[: match.start()])[-1:]
        rest = match.string[match.end() :].lstrip(" ,")
        if (_is_month(before) and match.string[: match.start()].endswith(" ")) or (
            len(match["only"]) == 4 and re.match(r"\d{4}", rest)
        ):
            return match[0]
    if match["name"] and len(match["before"]) == len(match["after"]) == 4:
        return match[0]
    parts = [match["before"] or match["only"], name, match["after"] or match["number"], match["last"]]
    return " ".join(part for part in parts if part)


def _is_month(words: list[str]) -> bool:
    symbols = load_lexicon().get(tuple(words), ()) if words else ()
    for ending in ENDINGS if words and not symbols else ():
        symbols = symbols or load_lexicon().get((*words[:-1], words[-1].removesuffix(ending)), ())
    return any(re.fullmatch(r"m\d+", symbol) for symbol in symbols)


def _list_symbols(text: str) -> list[tuple[str, ...]]:
    """For each token the symbols that it may stand for; empty where one is unknown."""
    matches = list(TOKEN.finditer(text))
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(matches):
        match = matches[at]
        symbols, used = _read_phrase(matches, at) if match["word"] else (_read_symbols(match), 1)
        if match["word"] and not symbols and at and _is_ending(matches[at - 1], match):
            symbols = ("",)
        if not symbols:
            return []
        found.append(symbols)
        at += used
    return found


def _is_ending(number: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word is the ending of the number that it is written to, as in 20th."""
    joined = number["number"] or number["joined"]
    return bool(joined) and number.end() == word.start() and word["word"] in AFTER_NUMBERS


def _read_symbols(match: re.Match[str]) -> tuple[str, ...]:
    if match["joined"]:
        return (_read_joined_numbers(re.split(r"\D", match["joined"])),)
    if match["decade"]:
        return (f"d{match['decade'][:3]}",)
    if match["number"]:
        return _read_compact_date(match["number"]) or (f"n{match['number']}",)
    if match["quarter"]:
        return (match["quarter"],)
    if match["sign"]:
        return ("-" if match["sign"] in "–—" else "" if match["sign"] == "," else match["sign"],)
    return ("",) if match["other"] == "." else ()


def _read_compact_date(digits: str) -> tuple[str, ...]:
    """Days and months without signs: 20180702, 02072018, 201807."""
    found = []
    if len(digits) in (6, 8) and int(digits[:4]) in COMPACT_YEARS and int(digits[4:6]) <= 12:
        found.append(":".join(part for part in ("c" + digits[:4], digits[4:6], digits[6:]) if part))
    if len(digits) == 8 and int(digits[4:]) in COMPACT_YEARS:
        found.append(f"c{digits[:2]}:{digits[2:4]}:{digits[4:]}")
    return tuple(found)


def _read_joined_numbers(parts: list[str]) -> str:
    """2026-1-5 is one date, and so is 1/2026; 20-22 are two days, 2014-19 two years."""
    lengths = [len(part) for part in parts]
    if len(parts) == 3 or (lengths[0] == 4 and int(parts[1]) <= 12) or (lengths[1] == 4 and lengths[0] < 4):
        return "c" + ":".join(parts)
    return " - ".join(f"n{part}" for part in parts)


def _read_phrase(matches: list[re.Match[str]], at: int) -> tuple[tuple[str, ...], int]:
    """The longest phrase of known words that begins here: what it may stand for, and how many words it has."""
    words = []
    for match in matches[at : at + LONGEST_PHRASE]:
        if not match["word"]:
            break
        words.append(match["word"])
    for length in range(len(words), 0, -1):
        if found := load_lexicon().get(tuple(words[:length])):
            return found, length
    for length in (2, 1):  # an `and` written to the next word, or an ending
        first, *others = words[:length]
        if first.startswith("و") and (found := load_lexicon().get((first[1:], *others))):
            return tuple(f"and {symbol}" for symbol in found), len([first, *others])
    for length, ending in product((2, 1), ENDINGS):
        *others, last = words[:length]
        found = load_lexicon().get((*others, last.removesuffix(ending)), ())
        if found and all(re.fullmatch(r"[ms]\d+", symbol) for symbol in found):
            return found, len([*others, last])
    return (), 1


EARLIER_CENTURY = 30  # years of two digits from here on are first read as 19.., as spreadsheets do


class WrittenDate(NamedTuple):
    """A year of four digits, a month and a day; empty or 0 where not given. `further` marks a less likely reading."""

    year: str = ""
    month: int = 0
    day: int = 0
    further: bool = False


def guess_numeric_dates(first: str, second: str, third: str | None) -> Iterator[WrittenDate]:
    """Dates that numbers joined by signs may be: day first, month first or year first; 00 is unknown."""
    if third is None:
        year, month = (first, int(second)) if len(first) == 4 else (second, int(first))
        if len(year) == 4 and month <= 12:
            yield WrittenDate(year, month)
        return
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        orders = [(first, b, c), (first, c, b)] if b > 12 else [(first, b, c)]
    elif len(third) == 4:
        orders = [(third, b, a), (third, a, b)]
    elif len(third) <= 2:
        orders = [*((year, b, a) for year in guess_years(c)[:1]), *((year, a, b) for year in guess_years(c)[:1])]
        orders += [(year, b, c) for year in guess_years(a)[:1] if a]
    else:
        return
    for year, month, day in orders:
        if _is_possible_day(year, month, day):  # 00.07.1944 is July, and hardly the seventh of a month
            yield WrittenDate(year, month, day, further=bool(day and not month))
    if len(third) <= 2 and len(first) <= 2:
        yield from (
            WrittenDate(year, month, day, further=True)
            for year in guess_years(c)[1:]
            for month, day in ((b, a), (a, b))
            if _is_possible_day(year, month, day)
        )


def guess_named_dates(years: Sequence[str], months: Sequence[int], short: Sequence[str]) -> Iterator[WrittenDate]:
    """Dates that the name of a month, or none, a year of four digits and shorter numbers may be, in their order."""
    if len(years) > 1 or len(months) > 1:
        return
    year, month = years[0] if years else "", months[0] if months else 0
    numbers = [int(number) for number in short]
    if not numbers:
        yield WrittenDate(year, month)
    elif len(numbers) == 1 and (year or not month):
        if (numbers[0] or month) and numbers[0] <= 31:
            yield WrittenDate(year, month, numbers[0])
    elif len(numbers) == 1:
        if 1 <= numbers[0] <= 31:
            yield WrittenDate("", month, numbers[0])
        if len(short[0]) == 2:
            likely, other = guess_years(numbers[0])
            yield WrittenDate(likely, month, further=1 <= numbers[0] <= 31)
            yield WrittenDate(other, month, further=True)
    elif len(numbers) == 2 and month and not year:
        for number, day in ((1, 0), (0, 1)):
            for century in guess_years(numbers[number]) if len(short[number]) == 2 else ():
                if _is_possible_day(century, month, numbers[day]):
                    further = century != guess_years(numbers[number])[0] or (
                        number == 0 and _may_be_day(numbers, month)
                    )
                    yield WrittenDate(century, month, numbers[day], further=further)


def guess_years(short: int) -> tuple[str, str]:
    """The two years that one of two digits may be, the likelier first."""
    return (f"20{short:02}", f"19{short:02}") if short < EARLIER_CENTURY else (f"19{short:02}", f"20{short:02}")


def _may_be_day(numbers: Sequence[int], month: int) -> bool:
    """Whether the first number may be the day of the month, the second one then its year."""
    return _is_possible_day(guess_years(numbers[1])[0], month, numbers[0])


def _is_possible_day(year: str, month: int, day: int) -> bool:
    """Whether it is a day, or one of which day or month is written as unknown."""
    return 0 <= month <= 12 and 0 <= day <= (count_month_days(int(year), month) if month else 31)
