"""The colours of pictures, for light and dark screens, and the style sheet that is sent within each picture."""

from collections.abc import Mapping

# blue and orange, not green and red, are told apart by nearly everybody; lines differ by their dashes too
LIGHT = {
    "paper": "#ffffff", "ink": "#1f2328", "soft": "#57606a", "rule": "#8c959f", "grid": "#dfe3e8",
    "certain": "#17569b", "possible": "#8fb8e6", "contested": "#a40e6a", "planned": "#7a6a3a", "silence": "#8c959f",
    "friendly": "#1769b5", "hostile": "#c4460f", "neutral": "#6e7781", "mixed": "#7d4fc0", "node": "#3d444d",
}  # fmt: skip
DARK = {
    "paper": "#0d1117", "ink": "#e6edf3", "soft": "#a9b4c0", "rule": "#7d8590", "grid": "#2b3138",
    "certain": "#9ccbff", "possible": "#3a6ea8", "contested": "#ff7fc4", "planned": "#d9c27c", "silence": "#7d8590",
    "friendly": "#6cb6ff", "hostile": "#ff9466", "neutral": "#9aa4ae", "mixed": "#bfa0ff", "node": "#c9d1d9",
}  # fmt: skip
_SHAPES = """text { direction: ltr; unicode-bidi: isolate; white-space: pre; }
.label { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; }
.line { fill: none; stroke-width: 2; }
.thick { stroke-width: 3; }
.thin { stroke-width: 1.2; opacity: .6; }
.hair { stroke-width: 1; }
.dashed { stroke-dasharray: 8 5; }
.dotted { stroke-dasharray: 1.5 4.5; stroke-linecap: round; }
.dashdot { stroke-dasharray: 10 4 2 4; }"""


def style_sheet() -> str:
    return f"{_SHAPES}\n{_rules(LIGHT)}\n@media (prefers-color-scheme: dark) {{\n{_rules(DARK)}\n}}"


def _rules(palette: Mapping[str, str]) -> str:
    rules = [
        f".{name} {{ fill: {colour}; }} .{name}-line {{ stroke: {colour}; }} .{name}-stop {{ stop-color: {colour}; }}"
        for name, colour in palette.items()
    ]
    return "\n".join([*rules, f".label {{ stroke: {palette['paper']}; }}"])
