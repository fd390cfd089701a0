"""Plans: how many were planned against how many are said to be done, as ranges. A plan is no deed."""

from collections.abc import Mapping
from typing import Any

from app.drawing.marks import Drawing, How, Mark, Text, box_key, statement_link
from app.drawing.picture import MARGIN
from app.drawing.rows import LEFT, MOST_ROWS, RIGHT, rest_line, row_heading, row_label
from app.drawing.scales import Numbers, fade_key, number_band
from app.drawing.words import cut_text, entity_name, entity_names, range_words

Row = Mapping[str, Any]
Bar = tuple[str, str, How, str]  # a field of the row, its colour, how it is filled, and the verb
PLAN: Bar = ("cap", "planned", "hatched", "planned")
FEAR: Bar = ("cap", "planned", "hollow", "expected")
DONE: Bar = ("done", "certain", "solid", "done")
FEARED = "Expected or feared by a speaker, planned by nobody"


def draw_plans(data: Row) -> Drawing:
    rows = data["rows"][:MOST_ROWS]
    if not rows:
        return Drawing([Text(MARGIN, 16, "No statement of a plan.", "soft")], 30)
    known = [one[end] for row in rows for name in ("cap", "done") if (one := row[name]) for end in ("min", "max")]
    numbers = Numbers.of(known, LEFT, RIGHT)
    marks, feared, y = list[Mark](), list[Mark](), 20.0
    for row in sorted(rows, key=_is_feared):
        if _is_feared(row) and not feared:
            feared = [row_heading(y + 20, FEARED)]
            y += 30
            marks += feared
        made, y = _draw_row(row, y, numbers)
        marks += made
    if known:
        marks = [*numbers.axis(18, y), *marks]
    more, high = rest_line(y, len(data["rows"]))
    legend = [
        box_key("planned", "planned, least to most", "hatched"),
        box_key("certain", "said to be done, least to most"),
        fade_key(),
    ]
    if feared:
        legend.append(box_key("planned", "expected or feared, least to most", "hollow"))
    return Drawing([*marks, *more], y + high + 6, legend)


def _is_feared(row: Row) -> bool:
    """What a speaker expects or asks for is nobody's plan, and must not look like one."""
    return row["mode"] in ("expected", "urged")


def _draw_row(row: Row, y: float, numbers: Numbers) -> tuple[list[Mark], float]:
    to = f" to {entity_names(row['to'])}" if row["to"] else ""
    who, whom = entity_names(row["who"]) or "nobody named", entity_names(row["of"])
    words = f"{who} {row['predicate'].replace('_', ' ')} {whom}{to}"
    said = f"{row['mode'].replace('_', ' ')}, says {entity_name(row['saidBy'])}"
    marks, high = row_label(y, words, [said, f"for {row['validity']['written']}"])
    at = y + 6
    if not row["cap"] and not row["done"]:
        marks.append(Text(LEFT, at + 9, "no number is given, planned or done", "soft", 12))
        return marks, y + high + 6
    bands = list[Mark]()
    for name, colour, how, verb in (FEAR if _is_feared(row) else PLAN, DONE):
        found = row[name]
        if found:
            bands += number_band(numbers, at, found["min"], found["max"], colour, how)
        wording = f" (“{row['count']['wording']}”)" if name == "cap" and row["count"] else ""
        label = f"{range_words(found)} {verb}{wording}" if found else f"nobody counts what is {verb}"
        down = 25 if found else 12
        marks.append(Text(LEFT, at + down, cut_text(label, 12, RIGHT - LEFT), "soft", 12))
        at += down + 8
    if bands and row["statements"]:
        bands = [statement_link(row["statements"][0]["id"], f"{words}, {said}", bands)]
    return [*bands, *marks], y + max(high, at - y) + 6
