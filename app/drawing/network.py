"""A network: actors at the places of the data version, a line per pair, and the pairs in words."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.drawing.layout import row_heading, row_lines
from app.drawing.marks import (
    Dot,
    Drawing,
    Key,
    Line,
    Mark,
    Text,
    cut_text,
    diamond,
    entity_name,
    entity_names,
    line_key,
    text_width,
)
from app.drawing.picture import CHANGES, MARGIN, ROOM, SIGNS, WIDTH
from app.drawing.radial import NO_LINE, draw_radial, find_centre

Places = Callable[[str], tuple[float, float] | None]
HEIGHT, PAD = 640.0, 30.0
SPREAD = 0.55  # power of the way from the middle; 1 would leave places as they are
MOST_ACTORS, MOST_NAMES, MOST_LINES = 2_000, 70, 40
WORDS = {
    "friendly": "friendly",
    "hostile": "hostile",
    "neutral": "neutral",
    "mixed": "mixed: friendly and hostile statements",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A line between two actors. `sign` is in its middle; `words` tell of it in the list."""

    a: str
    b: str
    colour: str
    style: str
    words: str
    sign: str = ""
    contested: bool = False


def draw_network(data: Mapping[str, Any], places: Places, width: int = WIDTH) -> Drawing:
    """Rows of alliances, or nodes and edges of a network; the rows of one actor are around it, also in a narrow
    place."""
    if centre := find_centre(data):
        return draw_radial(data, centre, width)
    rows = data.get("rows", data.get("edges", ()))
    actors = {node["id"]: node for node in data.get("nodes", ())} or find_ends(rows)
    pairs = [_make_pair(row) for row in rows]
    own = {node["id"]: (node["x"], node["y"]) for node in data.get("nodes", ()) if node["x"] is not None}
    legend = [line_key(name, dashes, WORDS[name]) for name, dashes in SIGNS.items()]
    legend += [line_key("node", "", "certain"), line_key("node", "thin", "thin and pale: possible")]
    if any(pair.contested for pair in pairs):
        legend.append(Key((diamond(18, 7),), "contested"))
    return draw_pairs(actors, pairs, own.get if own else places, legend)


def find_ends(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The actors of rows that are pairs, by their ids."""
    return {row[end]["id"]: row[end] for row in rows for end in ("a", "b")}


def sign_of(state: Mapping[str, Any]) -> str:
    return "mixed" if state["mixed"] else {1: "friendly", -1: "hostile"}.get(state["sign"], "neutral")


def draw_pairs(
    actors: Mapping[str, Mapping[str, Any]], pairs: Sequence[Pair], places: Places, legend: Sequence[Key]
) -> Drawing:
    """Actors without a place are named below. At most 2,000 actors are drawn, those with the most pairs."""
    degree = dict.fromkeys(actors, 0)
    for pair in pairs:
        degree[pair.a] += 1
        degree[pair.b] += 1
    ranked = sorted(actors, key=lambda id_: (-degree[id_], id_))
    at = {id_: _scale_position(place) for id_ in ranked[:MOST_ACTORS] if (place := places(id_)) is not None}
    drawn = [pair for pair in pairs if pair.a in at and pair.b in at]
    marks: list[Mark] = []
    for pair in drawn:
        marks.append(
            Line(
                *at[pair.a], *at[pair.b], pair.colour, pair.style, pair.words.format(**_make_actor_names(pair, actors))
            )
        )
    marks += [
        Dot(*place, 2.5 + min(degree[id_], 100) ** 0.5 * 0.8, "node", entity_name(actors[id_]))
        for id_, place in at.items()
    ]
    for pair in drawn:
        middle = ((at[pair.a][0] + at[pair.b][0]) / 2, (at[pair.a][1] + at[pair.b][1]) / 2)
        if pair.contested:
            marks.append(diamond(*middle))
        if pair.sign and len(drawn) <= 150:  # more would cover one another; the list below tells them
            marks.append(Text(middle[0], middle[1] + 5, pair.sign, "label ink", 15, "middle", True))
    marks += _draw_names(actors, at)
    missing = [entity_name(actors[id_]) for id_ in ranked if id_ not in at]
    texts = [NO_LINE + "."]
    if missing:
        texts.append(f"Not drawn, for want of a place or as too many: {entity_names(missing, 12)}.")
    told, high = row_lines(HEIGHT, texts, 3)
    marks += told
    y = HEIGHT + high
    if pairs:
        marks.append(row_heading(y + 28, "In words"))
        said = [_fit_pair_label(pair, actors) for pair in pairs[:MOST_LINES]] + [""] * (len(pairs) - MOST_LINES)
        told, high = row_lines(y + 34, said, MOST_LINES, "more pairs", columns=2)
        marks += told
        y += 34 + high
    return Drawing(marks, y + 8, legend)


def _make_pair(row: Mapping[str, Any]) -> Pair:
    sign, possible = sign_of(row), row["certainty"] == "possible"
    a, b = (row[end] if isinstance(row[end], str) else row[end]["id"] for end in ("a", "b"))
    contested = bool(row.get("contested"))
    words = f"{{a}} and {{b}}: {sign}, {row['certainty']}{', contested' if contested else ''}"
    return Pair(a, b, sign, f"{SIGNS[sign]} {'thin' if possible else ''}".strip(), words, contested=contested)


def _make_actor_names(pair: Pair, actors: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {"a": entity_name(actors[pair.a]), "b": entity_name(actors[pair.b])}


def _fit_pair_label(pair: Pair, actors: Mapping[str, Mapping[str, Any]]) -> str:
    """The words of a pair in half a line; long names are cut, so that what is said of them stays."""
    both = _make_actor_names(pair, actors)
    room = ROOM / 2 - 22
    if text_width(pair.words.format(**both), 12.5) > room:
        left = room - text_width(pair.words.format(a="", b=""), 12.5)
        both["a"] = cut_text(both["a"], 12.5, max(left / 2, left - text_width(both["b"], 12.5)))
        both["b"] = cut_text(both["b"], 12.5, left - text_width(both["a"], 12.5))
    return pair.words.format(**both)


def _scale_position(place: tuple[float, float]) -> tuple[float, float]:
    """Places run from -1 to 1; the same place is the same point in every picture. The crowded middle gets more room."""
    away = max(math.hypot(*place), 1e-9) ** (SPREAD - 1)
    across, up = (min(max(value * away, -1.0), 1.0) for value in place)
    wide = WIDTH - 2 * (MARGIN + PAD)
    return MARGIN + PAD + (across + 1) / 2 * wide, PAD + (1 - up) / 2 * (HEIGHT - 2 * PAD)


def _draw_names(actors: Mapping[str, Mapping[str, Any]], at: Mapping[str, tuple[float, float]]) -> list[Mark]:
    """The names of those with the most pairs: above, below or beside them, as far as they do not cover one another."""
    taken = list[tuple[float, float, float, float]]()
    name_marks: list[Mark] = []
    for id_, (x, y) in at.items():
        words = cut_text(entity_name(actors[id_]), 12, 190)
        wide = text_width(words, 12)
        for left, base in ((x - wide / 2, y - 10), (x - wide / 2, y + 20), (x + 11, y + 4), (x - 11 - wide, y + 4)):
            box = (left - 3, base - 12, left + wide + 3, base + 4)
            inside = left >= MARGIN and left + wide <= WIDTH - MARGIN
            if inside and not any(
                box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken
            ):  # fmt: skip
                taken.append(box)
                name_marks.append(Text(left + wide / 2, base, words, "label ink", 12, "middle"))
                break
        if len(name_marks) == MOST_NAMES:
            break
    return name_marks


MEANINGS = {
    "began": "began",
    "ended": "ended: a statement tells of an end",
    "faded": "faded: only the evidence stopped",
    "changed": "changed sign or evidence",
    "newlyReported": "newly reported",
    "withdrawn": "withdrawn by who said it",
    "overtaken": "overtaken by what came out later",
    "reassessed": "reassessed",
}


def draw_diff(data: Mapping[str, Any], places: Places) -> Drawing:
    """Colours and lines are those of the sign after, or before where there is none after. Marks tell what happened."""
    pairs = [_make_changed_pair(row) for row in data["rows"]]
    seen = [name for name in CHANGES if any(row["change"] == name for row in data["rows"])]
    legend = [line_key("node", _find_style("solid", name), MEANINGS[name], CHANGES[name][0]) for name in seen]
    legend += [line_key(name, SIGNS[name], name) for name in ("friendly", "hostile", "neutral", "mixed")]
    return draw_pairs(find_ends(data["rows"]), pairs, places, legend)


def _make_changed_pair(row: Mapping[str, Any]) -> Pair:
    mark = CHANGES[row["change"]][0]
    before, after = (row[name] and f"{sign_of(row[name])}, {row[name]['certainty']}" for name in ("before", "after"))
    words = " → ".join(state for state in (before, after) if state)
    spoken = {"newlyReported": "newly reported"}.get(row["change"], row["change"])
    colour = sign_of(row["after"] or row["before"])
    style = _find_style(SIGNS[colour], row["change"])
    return Pair(row["a"]["id"], row["b"]["id"], colour, style, f"{mark} {{a}} and {{b}} {spoken}: {words}", mark)


def _find_style(line: str, change: str) -> str:
    """A line with the width of a change, as a mark names them."""
    wide = CHANGES[change][1]
    return f"{line} {'thick' if wide == 'thick' else ''}".strip()
