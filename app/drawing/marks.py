"""What a picture is made of: marks, and words for them.

A mark names a colour of the palette; y grows downwards. Names cannot turn their surroundings round, and lines fit
without knowing the font.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import quote

OPEN, CLOSE = "\u2068", "\u2069"  # a first strong isolate, and the end of it
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")  # embeddings and overrides; no name needs them
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = ("R", "AL", "RLE", "RLO", "RLI")
_THIN, _NARROW, _WIDE = set("ijl|'"), set("tfrI.,;:!/()[] -"), set("mwMW@%—")


def clean_text(text: str) -> str:
    """One line without control characters (U+FFFD instead), in which every isolate that begins also ends."""
    found = _CONTROLS.sub("\ufffd", _TURNING.sub("", re.sub(r"[\t\n\r\u2028\u2029]+", " ", text)))
    made, depth = [], 0
    for sign in found:
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth < 0:
            depth = 0
        else:
            made.append(sign)
    return "".join(made) + CLOSE * depth


def entity_name(entity: Mapping[str, Any] | str) -> str:
    """The name of an entity, a speaker or a source; one that is written from right to left stands apart."""
    name = entity if isinstance(entity, str) else str(entity.get("name") or entity.get("title") or entity.get("id"))
    plain = clean_text(name.replace(OPEN, "").replace(CLOSE, ""))
    return (
        f"{OPEN}{plain}{CLOSE}" if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in plain) else plain
    )


def entity_names(entities: Iterable[Mapping[str, Any] | str], most: int = 4) -> str:
    """Some names and how many more; nothing where there is nobody."""
    found = [entity_name(entity) for entity in entities]
    rest_words = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + rest_words


def number_words(low: int | None, high: int | None) -> str:
    """A range in words: an end that nobody gives is no number."""
    if low is None:
        return "an unknown number" if high is None else f"{high:,} or fewer"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def range_words(found: Mapping[str, Any] | None) -> str:
    return number_words(found["min"], found["max"]) if found else "nobody counts"


def text_width(text: str, size: float) -> float:
    """How wide a line is in a wide font: an estimate, since no font is sent along."""
    return sum(_measure_sign(sign) for sign in text) * size


def cut_text(text: str, size: float, room: float) -> str:
    """The beginning that fits, with an ellipsis where something is left out."""
    if text_width(text, size) <= room:
        return text
    left = room - text_width("…", size)
    for at, sign in enumerate(text):
        left -= _measure_sign(sign) * size
        if left < 0:
            return text[:at].rstrip() + "…"
    return text


def wrap_text(text: str, size: float, room: float, most: int = 1_000) -> list[str]:
    """Lines that fit, `most` at most, the last one then cut. A word longer than a line is broken."""
    lines, line = list[str](), ""
    words = text.split(" ")
    while words:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if text_width(longer, size) <= room:
            line = longer
        elif line:
            lines.append(line)
            line, words = "", [word, *words]
        else:
            at = max(len(cut_text(word, size, room)) - 1, 1)
            lines.append(word[:at])
            words.insert(0, word[at:])
        if len(lines) >= most:
            rest = " ".join([line, *words]).strip()
            return [*lines[: most - 1], cut_text(f"{lines[most - 1]} {rest}", size, room)] if rest else lines[:most]
    return [*lines, line] if line or not lines else lines


def _measure_sign(sign: str) -> float:
    """The width of a character as a share of the size of the font."""
    if sign < "\x7f":
        if sign in _WIDE:
            return 0.92
        return 0.3 if sign in _THIN else 0.38 if sign in _NARROW else 0.71 if sign.isupper() else 0.62
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.7


Colour = str  # a name in app.drawing.picture
How = Literal["solid", "hollow", "hatched", "right", "left", "up"]  # the last three fade out that way


@dataclass(frozen=True, slots=True)
class Text:
    """Words on the base line y; `anchor` is start, middle or end."""

    x: float
    y: float
    words: str
    colour: Colour = "ink"
    size: float = 13
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A band. `says` is its text in tooltips and for screen readers."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    how: How = "solid"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`style` has some of dashed, dotted, dashdot, hair, thin, thick."""

    x: float
    y: float
    x2: float
    y2: float
    colour: Colour
    style: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    colour: Colour
    says: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon; its corners are relative to x, y."""

    x: float
    y: float
    corners: tuple[tuple[float, float], ...]
    colour: Colour
    says: str = ""
    how: How = "solid"


@dataclass(frozen=True, slots=True)
class MarkLink:
    """Marks within a link; `says` is its name in tooltips and for screen readers.

    `pair` is the id of the row that it shows, `a~b`, by which a page finds both.
    """

    address: str
    says: str
    marks: tuple["Mark", ...]
    pair: str = ""


Mark = Text | Box | Line | Dot | Shape | MarkLink


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a mark at the middle of a sample of 40 by 14, and what it means."""

    sample: tuple[Mark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of one kind of answer, from y = 0 to its height, with the legend that explains each.

    `width` is less where it was made for a narrow place.
    """

    marks: Sequence[Mark]
    height: float
    legend: Sequence[Key] = ()
    width: float = 960


def shift_marks(mark: Mark, right: float, down: float) -> Mark:
    if isinstance(mark, MarkLink):
        return replace(mark, marks=tuple(shift_marks(part, right, down) for part in mark.marks))
    if isinstance(mark, Line):
        return replace(mark, x=mark.x + right, y=mark.y + down, x2=mark.x2 + right, y2=mark.y2 + down)
    return replace(mark, x=mark.x + right, y=mark.y + down)


def statement_link(statement: str, says: str, marks: Iterable[Mark], pair: str = "") -> MarkLink:
    """Marks with a link to the page of a statement."""
    return MarkLink(f"/statements/{quote(statement, safe='')}", says, tuple(marks), pair)


def touch_area(x: float, y: float, width: float, height: float) -> Box:
    """Room around a small mark in which a finger or a pointer still finds it."""
    return Box(x, y, width, height, "touch")


def flat_marks(marks: Iterable[Mark]) -> Iterator[Mark]:
    """All marks, also those within links."""
    for mark in marks:
        if isinstance(mark, MarkLink):
            yield from flat_marks(mark.marks)
        else:
            yield mark


def diamond(x: float, y: float, says: str = "contested") -> Shape:
    """The mark of a contested row."""
    return Shape(x, y, ((0, -6), (6, 0), (0, 6), (-6, 0)), "contested", says)


def box_key(colour: Colour, words: str, how: How = "solid") -> Key:
    return Key((Box(0, 2, 36, 10, colour, how),), words)


def line_key(colour: Colour, style: str, words: str, sign: str = "") -> Key:
    line = Line(0, 7, 36, 7, colour, style)
    return Key((line, Text(18, 12, sign, "ink", 15, "middle", True)) if sign else (line,), words)


def contested_key() -> Key:
    return Key((diamond(18, 7),), "contested: somebody denies it, or what is said disagrees")
