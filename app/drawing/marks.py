"""What a picture is made of. A mark names a colour of the palette; y grows downwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

Colour = str  # a name in app.drawing.palette
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
    """`style` has some of dashed, dotted, dashdot, thin, thick."""

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


@dataclass(frozen=True, slots=True)
class MarkLink:
    """Marks within a link; `says` is its name in tooltips and for screen readers."""

    address: str
    says: str
    marks: tuple["Mark", ...]


Mark = Text | Box | Line | Dot | Shape | MarkLink


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a mark at the middle of a sample of 40 by 14, and what it means."""

    sample: tuple[Mark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of one kind of answer, from y = 0 to its height, with the legend that explains each."""

    marks: Sequence[Mark]
    height: float
    legend: Sequence[Key] = ()


def shift_marks(mark: Mark, right: float, down: float) -> Mark:
    if isinstance(mark, MarkLink):
        return replace(mark, marks=tuple(shift_marks(part, right, down) for part in mark.marks))
    if isinstance(mark, Line):
        return replace(mark, x=mark.x + right, y=mark.y + down, x2=mark.x2 + right, y2=mark.y2 + down)
    return replace(mark, x=mark.x + right, y=mark.y + down)


def statement_link(statement: str, says: str, marks: Iterable[Mark]) -> MarkLink:
    """Marks with a link to the page of a statement."""
    return MarkLink(f"/statements/{quote(statement, safe='')}", says, tuple(marks))


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
