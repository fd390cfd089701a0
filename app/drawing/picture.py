"""A picture of an answer, and the one function that makes SVG of it: no script, no font, no link to another host.

Colours are those of palette.json, in a style sheet within each picture. The page reads the same file when it is built
(`app/web/palette.ts`, `app/web/src/draw/palette.ts`), so that what it draws itself and what it shows of these pictures
agree.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from app.drawing.marks import (
    Box,
    Colour,
    Dot,
    Drawing,
    How,
    Line,
    Mark,
    MarkLink,
    Shape,
    Text,
    clean_text,
    cut_text,
    flat_marks,
    shift_marks,
    text_width,
    wrap_text,
)
from app.exports.network_files import xml_text as escaped

_FILE = json.loads(files("app.drawing").joinpath("palette.json").read_text(encoding="utf-8"))
# blue and orange, not green and red, are told apart by nearly everybody; lines differ by their dashes too
LIGHT: Mapping[str, str] = _FILE["light"]
DARK: Mapping[str, str] = _FILE["dark"]
LINES: Mapping[str, list[float]] = _FILE["lines"]  # dashes by the name of a line
WIDTHS: Mapping[str, float] = _FILE["widths"]
SIGNS: Mapping[str, str] = _FILE["signs"]  # the line of each sign
SQUARES = frozenset(_FILE["squares"])  # the kinds of actors that are drawn as squares: states and governments
CHANGES: Mapping[str, tuple[str, str]] = _FILE["changes"]  # the mark and the width of each change
# who came makes a number grow, and numbers grow upwards in a drawing
ARROWS: Mapping[str, str] = _FILE["arrows"]

SCOPE = "whoholds"  # the class of a picture: a page that has it within keeps its own styles
_SHAPES = """text { direction: ltr; unicode-bidi: isolate; white-space: pre; }
.label { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; }
.line { fill: none; }
.dotted { stroke-linecap: round; }
.touch { fill: transparent; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }"""


def style_sheet() -> str:
    shapes = _scope_rules([*_SHAPES.split("\n"), *_write_css_lines()])
    light, dark = _scope_rules(_write_rules(LIGHT)), _scope_rules(_write_rules(DARK))
    return f"{shapes}\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _write_css_lines() -> list[str]:
    """How lines are dashed, and how wide they are."""
    dashes = [f".{name} {{ stroke-dasharray: {' '.join(map(str, dash))}; }}" for name, dash in LINES.items() if dash]
    return [
        f".line {{ stroke-width: {WIDTHS['certain']}; }}",
        ".hair { stroke-width: 1; }",
        f".thick {{ stroke-width: {WIDTHS['thick']}; }}",
        f".thin {{ stroke-width: {WIDTHS['possible']}; opacity: .6; }}",
        *dashes,
    ]


def _write_rules(palette: Mapping[str, str]) -> list[str]:
    return [
        *(
            rule
            for name, colour in palette.items()
            for rule in (
                f".{name} {{ fill: {colour}; }}",
                f".{name}-line {{ stroke: {colour}; }}",
                f".{name}-stop {{ stop-color: {colour}; }}",
            )
        ),
        f".label {{ stroke: {palette['paper']}; }}",
        f"a:hover .touch, a:focus-visible .touch {{ stroke: {palette['ink']}; }}",
        f"a:focus-visible {{ outline-color: {palette['link']}; }}",
    ]


def _scope_rules(rules: list[str]) -> str:
    """The rules for elements of a picture alone; a rule of several selectors has each of them there."""
    scoped = []
    for rule in rules:
        selectors, _, declarations = rule.partition(" {")
        scoped.append(", ".join(f".{SCOPE} {one.strip()}" for one in selectors.split(",")) + " {" + declarations)
    return "\n".join(scoped)


WIDTH, MARGIN = 960, 24
ROOM = WIDTH - 2 * MARGIN
FONT = "'Whoholds Sans', system-ui, sans-serif"  # drawn by `app.drawing.png` and by the page; other programs use theirs
_SAMPLE, _GAP, _STEP = 44, 22, 20  # of the legend
_FADES = {"right": ("0", "0", "1", "0"), "left": ("1", "0", "0", "0"), "up": ("0", "1", "0", "0")}


@dataclass(frozen=True, slots=True)
class Picture:
    """`title` says what is asked, `summary` is the sentence of the answer, `footer` the data version and the days,
    `credit` whose data it shows, and where and when it was made."""

    title: str
    summary: str
    drawing: Drawing
    notes: Sequence[str]
    footer: str
    credit: str = ""


def svg_of(picture: Picture) -> bytes:
    """SVG as wide as its drawing, as high as what is in it. Texts become text, whatever they are.

    `<view id="whoholds-drawing">` names the part between title and notes: what a page shows that tells the rest itself.
    """
    width = picture.drawing.width
    head, top = _draw_head(picture)
    drawn = [shift_marks(mark, 0, top) for mark in _place_marks(picture.drawing)]
    bottom = top + picture.drawing.height + 10 + _measure_legend(picture.drawing)
    foot, height = _draw_foot(picture, bottom)
    spoken = f"{picture.title}: {picture.summary}" if picture.summary else picture.title
    sentences = [*(f"{key.words}." for key in picture.drawing.legend), *(f"{note}." for note in picture.notes)]
    # what is an image to a reader of screens has no links within
    role = "group" if any(isinstance(mark, MarkLink) for mark in drawn) else "img"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" width="{width:g}" '
        f'height="{height}" class="{SCOPE}" role="{role}" aria-labelledby="{SCOPE}-title {SCOPE}-desc" '
        f'font-family="{FONT}">',
        f'<title id="{SCOPE}-title">{_escape_text(spoken)}</title>',
        f'<desc id="{SCOPE}-desc">{_escape_text(" ".join([*sentences, picture.footer]))}</desc>',
        f"<style>\n{style_sheet()}\n</style>",
        *_write_patterns(drawn),
        f'<view id="{SCOPE}-drawing" viewBox="0 {top:g} {width:g} {bottom - top:g}"/>',
        f'<rect class="paper" width="{width:g}" height="{height}"/>',
        _write_group("head", head),
        *map(_write_element, drawn),
        _write_group("foot", foot),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def room_of(drawing: Drawing) -> float:
    """How wide a line within a drawing may be."""
    return drawing.width - 2 * MARGIN


def _draw_head(picture: Picture) -> tuple[list[Mark], float]:
    """The marks of title and summary, and the y at which they end."""
    room = room_of(picture.drawing)
    marks: list[Mark] = [Text(MARGIN, 36, cut_text(picture.title, 20, room), size=20, bold=True)]
    y = 44.0
    for line in wrap_text(picture.summary, 15, room) if picture.summary else ():
        y += 21
        marks.append(Text(MARGIN, y, line, size=15))
    return marks, y + 18


def _place_marks(drawing: Drawing) -> list[Mark]:
    """The marks of the drawing and of its legend below."""
    if not drawing.legend:
        return list(drawing.marks)
    y = drawing.height + 10
    legend, _ = _draw_legend(drawing)
    rule = Line(MARGIN, y, drawing.width - MARGIN, y, "grid", "hair")
    return [*drawing.marks, rule, *(shift_marks(mark, 0, y + 10) for mark in legend)]


def _measure_legend(drawing: Drawing) -> float:
    return _draw_legend(drawing)[1] + 14 if drawing.legend else 0.0


def _draw_foot(picture: Picture, y: float) -> tuple[list[Mark], int]:
    """The marks of notes and footer from y on, and the height of the picture."""
    marks, room = list[Mark](), room_of(picture.drawing)
    for number, note in enumerate(picture.notes):
        for line in wrap_text(f"Note: {note}", 12, room):
            y += 17
            marks.append(Text(MARGIN, y, line, "soft", 12))
        y += 0 if number < len(picture.notes) - 1 else 6
    for written in (picture.footer, *([picture.credit] if picture.credit else [])):
        for line in wrap_text(written, 12, room):
            y += 18
            marks.append(Text(MARGIN, y, line, "soft", 12))
    return marks, round(y + 18)


def _draw_legend(drawing: Drawing) -> tuple[list[Mark], float]:
    """Samples and their words from left to right, in as many lines as they need."""
    marks, x, y, room = list[Mark](), 0.0, 0.0, room_of(drawing)
    for key in drawing.legend:
        lines = wrap_text(key.words, 12, room - _SAMPLE)
        wide = _SAMPLE + max(text_width(line, 12) for line in lines)
        if x and x + wide > room:
            x, y = 0, y + _STEP
        marks += [shift_marks(mark, MARGIN + x, y) for mark in key.sample]
        for line in lines:
            marks.append(Text(MARGIN + x + _SAMPLE, y + 11, line, "soft", 12))
            y += _STEP if line is not lines[-1] else 0
        x += wide + _GAP
    return marks, y + _STEP


def _write_patterns(marks: Sequence[Mark]) -> Iterator[str]:
    """The SVG gradients and hatchings that the marks use."""
    used = sorted(
        {
            (mark.how, mark.colour)
            for mark in flat_marks(marks)
            if isinstance(mark, Box | Shape) and mark.how not in ("solid", "hollow")
        }
    )
    if used:
        yield "<defs>"
    for how, colour in used:
        if how == "hatched":
            yield (
                f'<pattern id="{SCOPE}-hatched-{colour}" width="7" height="7" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><path class="line {colour}-line" d="M0 0V7"/></pattern>'
            )
            continue
        x1, y1, x2, y2 = _FADES[how]
        yield (
            f'<linearGradient id="{SCOPE}-{how}-{colour}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
            f'<stop class="{colour}-stop" offset="0"/><stop class="{colour}-stop" offset="1" stop-opacity="0"/>'
            "</linearGradient>"
        )
    if used:
        yield "</defs>"


def _write_element(mark: Mark) -> str:
    match mark:
        case Text(x, y, words, colour, size, anchor, bold):
            look = f' font-size="{size:g}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
            weight = ' font-weight="600"' if bold else ""
            return f'<text class="{colour}" x="{x:.1f}" y="{y:.1f}"{look}{weight}>{_escape_text(words)}</text>'
        case Box(x, y, wide, high, colour, how, says):
            fill = _write_fill(colour, how)
            return _add_title(f'rect {fill} x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"', says)
        case Line(x, y, x2, y2, colour, style, says):
            look = f"line {colour}-line {style}".rstrip()
            return _add_title(f'line class="{look}" x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"', says)
        case Dot(x, y, radius, colour, says):
            return _add_title(f'circle class="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"', says)
        case Shape(x, y, corners, colour, says, how):
            fill = _write_fill(colour, how)
            points = " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
            return _add_title(f'polygon {fill} points="{points}"', says)
        case MarkLink(address, says, marks, pair):
            name = _escape_text(says)
            within = "".join(map(_write_element, marks))
            row = f' data-pair="{_escape_text(pair)}"' if pair else ""
            return f'<a href="{_escape_text(address)}" aria-label="{name}"{row}><title>{name}</title>{within}</a>'


def _write_fill(colour: Colour, how: How) -> str:
    """The attributes of an area; what is hollow or hatched has an outline."""
    fill = f'style="fill: url(#{SCOPE}-{how}-{colour})"'
    match how:
        case "solid":
            return f'class="{colour}"'
        case "hollow":
            return f'class="line hair {colour}-line"'
        case "hatched":
            return f'class="line hair {colour}-line" {fill}'
        case _:
            return fill


def _write_group(name: str, marks: Sequence[Mark]) -> str:
    return f'<g class="{name}">{"".join(map(_write_element, marks))}</g>'


def _add_title(element: str, says: str) -> str:
    return f"<{element}><title>{_escape_text(says)}</title></{element.split(' ')[0]}>" if says else f"<{element}/>"


def _escape_text(words: str) -> str:
    return escaped(clean_text(words))
