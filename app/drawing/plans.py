"""Plans: how many were planned against how many are said to be done, as ranges. A plan is no deed."""

from collections.abc import Mapping
from typing import Any

from app.drawing.bands import fade_key, number_band
from app.drawing.marks import Drawing, Mark, Text, box_key
from app.drawing.picture import MARGIN
from app.drawing.rows import LEFT, MOST_ROWS, RIGHT, label, rest
from app.drawing.scales import Numbers
from app.drawing.words import cut, named, names, range_words

Row = Mapping[str, Any]


def plans(data: Row) -> Drawing:
    rows = data["rows"][:MOST_ROWS]
    if not rows:
        return Drawing([Text(MARGIN, 16, "No statement of a plan.", "soft")], 30)
    known = [one[end] for row in rows for name in ("cap", "done") if (one := row[name]) for end in ("min", "max")]
    numbers = Numbers.of(known, LEFT, RIGHT)
    marks, y = list[Mark](), 20.0
    for row in rows:
        made, y = _row(row, y, numbers)
        marks += made
    if known:
        marks = [*numbers.axis(18, y), *marks]
    more, high = rest(y, len(data["rows"]))
    legend = [
        box_key("planned", "planned, least to most", "hatched"),
        box_key("certain", "said to be done, least to most"),
        fade_key(),
    ]
    return Drawing([*marks, *more], y + high + 6, legend)


def _row(row: Row, y: float, numbers: Numbers) -> tuple[list[Mark], float]:
    to = f" to {names(row['to'])}" if row["to"] else ""
    words = f"{names(row['who']) or 'nobody named'} {row['predicate'].replace('_', ' ')} {names(row['of'])}{to}"
    said = f"{row['mode'].replace('_', ' ')}, says {named(row['saidBy'])}"
    marks, high = label(y, words, [said, f"for {row['validity']['written']}"])
    at = y + 6
    if not row["cap"] and not row["done"]:
        marks.append(Text(LEFT, at + 9, "no number is given, planned or done", "soft", 12))
        return marks, y + high + 6
    for name, colour, how, verb in (("cap", "planned", "hatched", "planned"), ("done", "certain", "solid", "done")):
        found = row[name]
        if found:
            marks += number_band(numbers, at, found["min"], found["max"], colour, how)
        wording = f" (“{row['count']['wording']}”)" if name == "cap" and row["count"] else ""
        told = f"{range_words(found)} {verb}{wording}" if found else f"nobody counts what is {verb}"
        down = 25 if found else 12
        marks.append(Text(LEFT, at + down, cut(told, 12, RIGHT - LEFT), "soft", 12))
        at += down + 8
    return marks, y + max(high, at - y) + 6
