"""How alliances went over time: per step a bar of its pairs, stacked by sign."""

from collections.abc import Mapping
from typing import Any

from app.drawing.marks import Box, Drawing, Line, Mark, Text, box_key, line_key
from app.drawing.picture import MARGIN
from app.drawing.rows import RIGHT
from app.drawing.scales import DayScale, Numbers, day_of

LEFT, TOP, HEIGHT = 90.0, 22.0, 320.0
SIGNS = ("friendly", "neutral", "mixed", "hostile")


def signs(data: Mapping[str, Any]) -> Drawing:
    rows = data["rows"]
    days = DayScale.of((day_of(row[name]) for row in rows for name in ("start", "end")), LEFT, RIGHT)
    if days is None:
        return Drawing([Text(MARGIN, 16, "No step.", "soft")], 30)
    numbers = Numbers.of([row["pairs"] for row in rows], TOP + HEIGHT, TOP)  # upwards
    marks: list[Mark] = list(days.axis(TOP, TOP + HEIGHT))
    for tick in numbers.ticks():
        marks.append(Line(LEFT, numbers.x(tick), RIGHT, numbers.x(tick), "grid", "hair"))
        marks.append(Text(LEFT - 8, numbers.x(tick) + 4, f"{tick:,}", "soft", 12, "end"))
    for row in rows:
        start, end = day_of(row["start"]), day_of(row["end"])
        assert start is not None
        assert end is not None
        left, right = days.x(start), days.end(end)
        gap = min(2.0, (right - left) / 4)
        height = 0
        for name in SIGNS:
            bottom, top = numbers.x(height), numbers.x(height + row[name])
            if row[name]:
                says = f"{row['start']} to {row['end']}: {row[name]:,} {name}"
                marks.append(Box(left + gap, top, right - left - 2 * gap, bottom - top, name, says=says))
            height += row[name]
        if row["pairs"]:
            at = numbers.x(row["certain"])
            marks.append(Line(left, at, right, at, "ink", "", f"{row['certain']:,} of {row['pairs']:,} are certain"))
    legend = [box_key(name, name) for name in SIGNS]
    legend.append(line_key("ink", "", "as many of the pairs are certain, the others possible"))
    return Drawing(marks, TOP + HEIGHT + 26, legend)
