"""The colours and marks of every drawing, read from palette.json, and the style sheet that is sent within each picture.

The page reads the same file when it is built (`app/web/palette.ts`, `app/web/src/draw/palette.ts`), so that
what it draws itself and what it shows of these pictures agree.
"""

import json
from collections.abc import Mapping
from importlib.resources import files

_FILE = json.loads(files("app.drawing").joinpath("palette.json").read_text(encoding="utf-8"))
# blue and orange, not green and red, are told apart by nearly everybody; lines differ by their dashes too
LIGHT: Mapping[str, str] = _FILE["light"]
DARK: Mapping[str, str] = _FILE["dark"]
LINES: Mapping[str, list[float]] = _FILE["lines"]  # dashes by the name of a line
WIDTHS: Mapping[str, float] = _FILE["widths"]
SIGNS: Mapping[str, str] = _FILE["signs"]  # the line of each sign
CHANGES: Mapping[str, tuple[str, str, str]] = _FILE["changes"]  # the sign, the line and the width of each change
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
