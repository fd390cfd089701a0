"""What changed between two days: the places of the network, a line per pair by what became of it, and words."""

from collections.abc import Mapping
from typing import Any

from app.drawing.marks import Drawing, line_key
from app.drawing.network import Pair, Places, draw, ends, sign_of
from app.drawing.palette import CHANGES

MEANINGS = {
    "began": "began",
    "ended": "ended: a statement tells of an end",
    "faded": "faded: only the evidence stopped",
    "changed": "changed sign",
    "newlyReported": "newly reported",
    "withdrawn": "withdrawn by who said it",
    "overtaken": "overtaken by what came out later",
    "reassessed": "reassessed",
}


def diff(data: Mapping[str, Any], places: Places) -> Drawing:
    """Colours are those of the sign after, or before where there is none after."""
    pairs = [_pair(row) for row in data["rows"]]
    seen = [name for name in CHANGES if any(row["change"] == name for row in data["rows"])]
    legend = [line_key("node", _style(name), MEANINGS[name], CHANGES[name][0]) for name in seen]
    legend += [line_key(name, "", f"{name}, by colour") for name in ("friendly", "hostile", "neutral", "mixed")]
    return draw(ends(data["rows"]), pairs, places, legend)


def _pair(row: Mapping[str, Any]) -> Pair:
    sign, style = CHANGES[row["change"]][0], _style(row["change"])
    before, after = (row[name] and f"{sign_of(row[name])}, {row[name]['certainty']}" for name in ("before", "after"))
    words = " → ".join(state for state in (before, after) if state)
    spoken = {"newlyReported": "newly reported"}.get(row["change"], row["change"])
    colour = sign_of(row["after"] or row["before"])
    return Pair(row["a"]["id"], row["b"]["id"], colour, style, f"{sign} {{a}} and {{b}} {spoken}: {words}", sign)


def _style(change: str) -> str:
    """The line of a change and its width, as a mark names them."""
    _, line, wide = CHANGES[change]
    return f"{line} {'thick' if wide == 'thick' else ''}".strip()
