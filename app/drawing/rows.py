"""Rows one below another: words at the left, room for marks at the right."""

from collections.abc import Sequence

from app.drawing.marks import Mark, Text
from app.drawing.picture import MARGIN, ROOM, WIDTH
from app.drawing.words import wrap_text

LEFT = 340.0  # where the room for marks begins; a band may fade out before it
RIGHT = WIDTH - MARGIN - 44.0  # and where it ends
MOST_ROWS = 300  # a picture of more could not be looked at
_WORDS = LEFT - MARGIN - 54


def row_label(y: float, words: str, small: Sequence[str] = (), most: int = 3) -> tuple[list[Mark], float]:
    """The label of a row at the left from y on, with smaller words below, and its height."""
    marks, at = list[Mark](), y
    for line in wrap_text(words, 13, _WORDS, most):
        at += 16
        marks.append(Text(MARGIN, at, line))
    for more in small:
        for line in wrap_text(more, 11.5, _WORDS, 2) if more else ():
            at += 14
            marks.append(Text(MARGIN, at, line, "soft", 11.5))
    return marks, at - y + 8


def row_heading(y: float, words: str) -> Text:
    return Text(MARGIN, y, words, size=14, bold=True)


def row_lines(
    y: float, texts: Sequence[str], most: int, what: str = "more", columns: int = 1
) -> tuple[list[Mark], float]:
    """Texts as lines, in columns from top to bottom, so many at most, then how many more there are; their height."""
    marks, shown = list[Mark](), texts[:most]
    wide, high = ROOM / columns, -(-len(shown) // columns)
    ends = [y]
    for column in range(columns):
        at, x = y, MARGIN + column * wide
        for text in shown[column * high : (column + 1) * high]:
            for number, line in enumerate(wrap_text(text, 12.5, wide - 20, 2 if columns == 1 else 1)):
                at += 17
                marks.append(Text(x + (12 if number else 0), at, line, size=12.5))
        ends.append(at)
    if len(texts) > most:
        ends.append(max(ends) + 17)
        marks.append(Text(MARGIN, max(ends), f"{len(texts) - most:,} {what}", "soft", 12.5))
    return marks, max(ends) - y


def rest_line(y: float, rows: int, most: int = MOST_ROWS) -> tuple[list[Mark], float]:
    """A line with the number of rows that are not drawn, if any."""
    if rows <= most:
        return [], 0.0
    return [Text(MARGIN, y + 18, f"{rows - most:,} more rows", "soft")], 24.0
