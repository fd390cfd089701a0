"""What changed between two days: the places of the network, a line per pair by what became of it, and words."""

from collections.abc import Mapping
from typing import Any

from app.drawing.marks import Drawing, line_key
from app.drawing.network import Pair, Places, draw, ends, sign_of

# the sign and the dashes of each change, and its meaning
CHANGES = {
    "began": ("+", "", "began"),
    "ended": ("×", "dashed", "ended: a statement tells of an end"),
    "faded": ("~", "dotted", "faded: only the evidence stopped"),
    "changed": ("≠", "dashdot", "changed sign"),
    "newlyReported": ("+", "thick", "newly reported"),
    "withdrawn": ("×", "dashed thick", "withdrawn by who said it"),
    "overtaken": ("~", "dotted thick", "overtaken by what came out later"),
    "reassessed": ("≠", "dashdot thick", "reassessed"),
}


def diff(data: Mapping[str, Any], places: Places) -> Drawing:
    """Colours are those of the sign after, or before where there is none after."""
    pairs = [_pair(row) for row in data["rows"]]
    seen = [name for name in CHANGES if any(row["change"] == name for row in data["rows"])]
    legend = [line_key("node", CHANGES[name][1], CHANGES[name][2], CHANGES[name][0]) for name in seen]
    legend += [line_key(name, "", f"{name}, by colour") for name in ("friendly", "hostile", "neutral", "mixed")]
    return draw(ends(data["rows"]), pairs, places, legend)


def _pair(row: Mapping[str, Any]) -> Pair:
    sign, style, _ = CHANGES[row["change"]]
    before, after = (row[name] and f"{sign_of(row[name])}, {row[name]['certainty']}" for name in ("before", "after"))
    words = " → ".join(state for state in (before, after) if state)
    spoken = {"newlyReported": "newly reported"}.get(row["change"], row["change"])
    colour = sign_of(row["after"] or row["before"])
    return Pair(row["a"]["id"], row["b"]["id"], colour, style, f"{sign} {{a}} and {{b}} {spoken}: {words}", sign)
