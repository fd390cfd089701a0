"""Look locators up in a text: is there such a paragraph, and does the cited span stand in it?"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from graph.model.locators import Locator, LocatorKind

LocatorState = Literal["holds", "broken", "unchecked"]
FEWEST_PARTS = 3  # between blank lines, for these to part paragraphs
Parts = list[tuple[int, int]]  # start and end of each, in code points


class FoundLocator(NamedTuple):
    """`proposed` is what the locator of the cited span is in this text, where that is known and another one."""

    state: LocatorState
    proposed: str | None = None


UNCHECKED = FoundLocator("unchecked")


class TextParts:
    """The pages, paragraphs and lines of one text, in which locators are looked up."""

    def __init__(self, text: str) -> None:
        self._parts: dict[LocatorKind, Parts] = {
            LocatorKind.LINE: list(_list_lines(text)),
            LocatorKind.PAGE: list(_list_pages(text)) if "\f" in text else [],
        }
        self._parts[LocatorKind.PARAGRAPH] = list_paragraphs(text)

    def check(self, locator: Locator, span: tuple[int, int] | None) -> FoundLocator:
        """Whether the text has what a locator names, and a span begins in it.

        Cells, clips, frames and records are in no text, and pages only where form feeds part them: unchecked.
        """
        parts = self._parts.get(locator.kind)
        if not parts:
            return UNCHECKED
        first, last = int(locator.first), int(locator.last)
        is_there = last <= len(parts)
        if span is None:
            return FoundLocator("holds" if is_there else "broken")
        if is_there and parts[first - 1][0] <= span[0] < parts[last - 1][1]:
            return FoundLocator("holds")
        return FoundLocator("broken", self.name_place(span[0], locator.kind))

    def name_place(self, offset: int, kind: LocatorKind = LocatorKind.PARAGRAPH) -> str | None:
        """The locator of an offset, such as `paragraph 2`; None where it is in none, as between paragraphs."""
        parts = self._parts[kind]
        number = bisect_right(parts, offset, key=lambda part: part[0])
        return f"{kind} {number}" if number and offset < parts[number - 1][1] else None


def list_paragraphs(text: str) -> Parts:
    """What blank lines are between; each line that is not blank, where none are, or one part is half of the text."""
    lines = list(_list_lines(text))
    parts: Parts = []
    is_open = False
    for start, end in lines:
        is_blank = not text[start:end].strip()
        if not is_blank and is_open:
            parts[-1] = parts[-1][0], end
        elif not is_blank:
            parts.append((start, end))
        is_open = not is_blank
    if len(parts) < FEWEST_PARTS or max(end - start for start, end in parts) > len(text) / 2:
        return [(start, end) for start, end in lines if text[start:end].strip()]
    return parts


def _list_lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines end in LF, or CR LF; other signs that end lines are in the middle of a paragraph."""
    start = 0
    for line in text.removesuffix("\n").split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _list_pages(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for page in text.removesuffix("\f").split("\f"):  # many programs end the last page with one too
        yield start, start + len(page) + 1
        start += len(page) + 1
