"""Dates in a running text: the longest runs of words and numbers that are a date, as `suggestions` reads them."""

import re
from typing import NamedTuple

from graph.dates.suggestion_words import SILENT, fold_text, load_lexicon, split_names
from graph.dates.suggestions import suggest_dates

# numbers with the signs that join them; words with what is written to them; signs that may stand inside a date
PIECE = re.compile(r"(?:\d{1,4}(?:[/.\-–]\d{1,4}){1,2}|\d{1,20}(?:st|nd|rd|th|er|0s)?)(?!\w)|[^\W\d_]{1,60}|[-–—/,]")
NOT_FIRST = frozenset((
    *["of", "the", ",", "and", "to", "-", "–", "—", "/", "on", "in", "at", "a", "في", "إلى", "و", "يوم", "عام", "سنة"],
    *["el", "los", "la", "de", "del", "en", "y", "le", "les", "à", "du", "au", "et"],
))  # fmt: skip
NOT_LAST = NOT_FIRST | {"من"}
BEFORE_YEAR = re.compile(  # of a number of four digits that is a year
    r"\b(?:in|since|during|of|until|till|by|from|before|after|year|عام|سنة|في|منذ|sala|ساڵی|سال|seit|depuis|en)\s{1,3}$",
    re.IGNORECASE,
)
OTHER_DAY = re.compile(r"(?<![\w/.-])\d{1,2}(?:, \d{1,2}){0,5} (?:and|or|و) ?$")  # 3 and 4 March
NEAR = 30  # characters before a date that are looked at
LONGEST_DATE = 12  # pieces
YEAR = re.compile(r"(?<![\d,.])(?:1[3-9]|20)\d\d(?![\d,]|\.\d)")
CAPITAL_MONTHS = re.compile(r"\b(?:may|march|mar|sept?|jan|feb|apr|jun|jul|aug|oct|nov|dec|sat|sun|fri|fall)\b")
BEGINNINGS = frozenset(("since", "from", "until", "by", "before", "after", "between", "early", "mid", "late"))


class DateInText(NamedTuple):
    """A date in a text: where it is, as written there, and its likeliest reading as EDTF; empty where there is none.

    `has_year` says whether a year is written.
    """

    start: int
    end: int
    written: str
    edtf: str
    has_year: bool


def find_dates(text: str) -> list[DateInText]:
    """The dates in a text, in order. Bare numbers, weekdays and words such as yesterday are none."""
    pieces = [(match.start(), match.end(), match[0]) for match in PIECE.finditer(text)]
    kinds = [_read_piece(piece) for _, _, piece in pieces]
    found: list[DateInText] = []
    at = 0
    while at < len(pieces):
        size = 0
        if kinds[at] and pieces[at][2].casefold() not in NOT_FIRST:
            date, size = _read_longest(text, pieces, kinds, at)
            found += [date] if date else []
        at += max(size, 1)
    return found


def _read_longest(
    text: str, pieces: list[tuple[int, int, str]], kinds: list[str], at: int
) -> tuple[DateInText | None, int]:
    end = at
    while end < len(pieces) and end - at < LONGEST_DATE and kinds[end] and _is_near(text, pieces, at, end):
        end += 1
    for last in range(end, at, -1):
        if pieces[last - 1][2].casefold() in NOT_LAST or kinds[last - 1] in ("beginning", "about"):
            continue
        if (
            kinds[last - 1] == "year" and pieces[last - 2][2].casefold() == "the" and last - 1 > at
        ):  # since the 2019 war
            continue
        start, stop = pieces[at][0], pieces[last - 1][1]
        written = text[start:stop]
        if not _may_be_date(text[max(0, start - NEAR) : start], written, kinds[at:last]):
            continue
        if edtf := next((one.edtf for one in suggest_dates(written) if not one.further), None):
            other = OTHER_DAY.search(text[max(0, start - NEAR) : start]) if kinds[at] == "number" else None
            if other:
                start, edtf = start - len(other[0]), ""
            return DateInText(start, stop, text[start:stop], edtf, "XXXX" not in edtf), last - at
    return None, 0


def _is_near(text: str, pieces: list[tuple[int, int, str]], first: int, place: int) -> bool:
    """Whether only blanks are between a piece and the one before it; `of` a sentence ends a date."""
    return place == first or not text[pieces[place - 1][1] : pieces[place][0]].strip()


def _may_be_date(before: str, written: str, kinds: list[str]) -> bool:
    """A run with a month, a season or a joined date, and a number or word beside it; or a year behind a word."""
    named = [kind for kind in kinds if kind in ("month", "season")]
    numbers = [kind for kind in kinds if kind in ("number", "year", "joined")]
    if "joined" in kinds:
        is_day = re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", written)
        return bool(named or YEAR.search(written) or is_day)
    if named:
        return bool(numbers) or (named == ["month"] and len(kinds) > 1 and kinds[0] == "beginning")
    if kinds[0] == "year":
        return all(kind in ("year", "sign") for kind in kinds) and bool(BEFORE_YEAR.search(before))
    return ("year" in kinds[1:] and kinds[0] == "beginning") or kinds == ["decade"]


def _read_piece(piece: str) -> str:
    """What a piece may be in a date: empty where it is none."""
    if piece[0].isdecimal():
        if re.search(r"\d[/.\-–]\d", piece):
            return "joined"
        if re.fullmatch(r"\d{3}0s", piece):
            return "decade"
        plain = "".join(str(int(c)) if c.isdecimal() else c for c in piece)
        if re.fullmatch(r"(?:1[3-9]|20)\d\d", plain):
            return "year"
        return "number" if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|er)?", plain) else ""
    if not piece[0].isalpha():
        return "sign"
    return _read_word(piece)


def _read_word(piece: str) -> str:
    folded = fold_text(piece)
    if CAPITAL_MONTHS.fullmatch(folded) and not piece[0].isupper():
        return ""
    kinds = _list_word_kinds()
    found = kinds.get(folded) or (kinds.get(folded[1:]) if folded.startswith(("و", "ب", "ل")) else None)
    return found or ""


def _list_word_kinds() -> dict[str, str]:
    if not _KINDS:
        for phrase, symbols in load_lexicon().items():
            symbol = symbols[0]
            kind = "month" if re.fullmatch(r"m\d+", symbol) else "season" if re.fullmatch(r"s\d", symbol) else "weekday"
            if not re.fullmatch(r"[msw]\d+", symbol):
                kind = "beginning" if symbol in BEGINNINGS else symbol if symbol == "about" else "word"
            for word in phrase:
                if _KINDS.get(word) not in ("month", "season"):
                    _KINDS[word] = kind
        for word in split_names(SILENT):
            _KINDS.setdefault(fold_text(word), "word")
    return _KINDS


_KINDS: dict[str, str] = {}
