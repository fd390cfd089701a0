"""Locators: where in a source a statement stands, as people read it. Those of some kinds can be looked up."""

import re
from dataclasses import dataclass
from enum import StrEnum


class LocatorKind(StrEnum):
    """What a locator counts, or names."""

    PAGE = "page"  # of a text with form feeds between them
    PARAGRAPH = "paragraph"  # what blank lines are between, else each line; from 1, the headline is the first
    LINE = "line"  # all lines, from 1
    CELL = "cell"  # of a sheet: `cell Figures!B7`
    CLIP = "clip"  # a stretch of a recording: `clip 00:01:02-00:01:30`
    FRAME = "frame"  # of a film, from 0
    ARCHIVE = "archive"  # a record of the archived copy, by its address or its WARC-Record-ID


EXAMPLES = {
    LocatorKind.PAGE: "page 3",
    LocatorKind.PARAGRAPH: "paragraph 2",
    LocatorKind.LINE: "line 14",
    LocatorKind.CELL: "cell Figures!B7",
    LocatorKind.CLIP: "clip 00:01:02-00:01:30",
    LocatorKind.FRAME: "frame 1200",
    LocatorKind.ARCHIVE: "archive https://example.org/report",
}
COUNTED = (LocatorKind.PAGE, LocatorKind.PARAGRAPH, LocatorKind.LINE)
_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)(?:\.(\d{1,3}))?"
_COUNT = re.compile(
    r"(?:page [1-9]\d{0,6}, )?(page|paragraph|line)(s?) ([1-9]\d{0,6})(?:\s?[-–]\s?([1-9]\d{0,6}))?", re.IGNORECASE
)
_FRAME = re.compile(r"frame (\d{1,9})", re.IGNORECASE)
_CELL = re.compile(r"cell (?:(?:'([^'!]{1,100})'|([^'!]{1,100}))!)?\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.IGNORECASE)
_CLIP = re.compile(rf"clip ({_TIME})\s?[-–]\s?({_TIME})", re.IGNORECASE)
_ARCHIVE = re.compile(r"archive (\S{1,2000})", re.IGNORECASE)
_BEGINS = re.compile(rf"({'|'.join(LocatorKind)})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A locator of a known kind.

    `first` and `last` are the numbers of pages, paragraphs, lines or frames, and seconds of a clip; of a cell they are
    its column and its row, from 1. `name` is the sheet of a cell, or the record of an archive.
    """

    kind: LocatorKind
    first: float = 0
    last: float = 0
    name: str | None = None


def read_locator(written: str) -> Locator | None:
    """The locator that a text is; None for a text of one's own, which is kept as it is and never looked up."""
    text = " ".join(written.split())
    if found := _COUNT.fullmatch(text):
        first, last = int(found[3]), int(found[4] or found[3])
        return Locator(kind=LocatorKind(found[1].lower()), first=first, last=last) if first <= last else None
    if found := _FRAME.fullmatch(text):
        return Locator(kind=LocatorKind.FRAME, first=int(found[1]), last=int(found[1]))
    if found := _CELL.fullmatch(text):
        name = found[1] or found[2]
        return Locator(kind=LocatorKind.CELL, first=_number_column(found[3]), last=int(found[4]), name=name)
    if found := _CLIP.fullmatch(text):
        start, end = _read_seconds(found.groups()[1:5]), _read_seconds(found.groups()[6:10])
        return Locator(kind=LocatorKind.CLIP, first=start, last=end) if start < end else None
    if found := _ARCHIVE.fullmatch(text):
        return Locator(kind=LocatorKind.ARCHIVE, name=found[1])
    return None


def complete_locator(written: str) -> str:
    """A locator as people write it in a cell: a number alone is a paragraph."""
    return f"paragraph {int(written)}" if written.isdecimal() and len(written) < 8 else written


def explain_unread_locator(written: str) -> str | None:
    """What to write in place of a locator that begins as one of a kind and cannot be read as such; else None."""
    begins = _BEGINS.match(written.strip())
    if begins is None or read_locator(written):
        return None
    kind = LocatorKind(begins[1].lower())
    return f"{written!r} is kept as a text of your own; a {kind} that can be looked up is written {EXAMPLES[kind]!r}"


def _number_column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _read_seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")
