"""Whether counts add up: a count, what came and went, the next count, and what no report explains, as ranges."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.answers.words import gap_words
from app.drawing.marks import Drawing, How, Mark, Text, box_key, statement_link
from app.drawing.picture import MARGIN, ROOM
from app.drawing.rows import MOST_ROWS, RIGHT, rest_line, row_lines
from app.drawing.scales import Numbers, fade_key, number_band
from app.drawing.words import cut_text, entity_name, entity_names, number_words, wrap_text

Row = Mapping[str, Any]
LEFT, STEP = 200.0, 34.0
BARS: tuple[tuple[str, str, str, How], ...] = (
    ("opening", "Opening count", "certain", "solid"),
    ("gained", "+ came", "possible", "solid"),
    ("lost", "− went", "possible", "solid"),
    ("expected", "= expected", "possible", "hatched"),
    ("closing", "Next count", "certain", "solid"),
    ("unaccounted", "Not explained", "hostile", "solid"),
)
CLOSES = {
    "yes": "The reported moves can explain the difference.",
    "no": "They do not explain it, though a source says that it reports every move.",
    "open": "It is open",
}


def draw_ledger(data: Row) -> Drawing:
    marks, y = list[Mark](), 0.0
    for row in data["rows"][:MOST_ROWS]:
        made, y = _draw_row(row, y)
        marks += made
    if not data["rows"]:
        marks, y = [Text(MARGIN, 16, "No count, and nothing that came or went.", "soft")], 30
    rest_marks, high = rest_line(y, len(data["rows"]))
    legend = [
        box_key("certain", "counts, least to most"),
        box_key("possible", "what came and went, each occurrence once"),
        box_key("possible", "what must then be there", "hatched"),
        box_key("hostile", "no report says where they went; below nought: where they came from"),
        fade_key(),
    ]
    return Drawing([*marks, *rest_marks], y + high, legend if data["rows"] else ())


def _draw_row(row: Row, y: float) -> tuple[list[Mark], float]:
    where = f" in {entity_names(row['places'])}" if row["places"] else ""
    marks: list[Mark] = []
    for line in wrap_text(
        f"{entity_names(row['holders']) or 'Nobody named'}: {entity_name(row['held'])}{where}", 14, ROOM * 0.94, 2
    ):
        y += 20
        marks.append(Text(MARGIN, y, line, size=14, bold=True))
    span = f"Counted {_write_day_phrase(row['start'])}, next {_write_day_phrase(row['end'])}; in {row['unit']}."
    marks.append(Text(MARGIN, y + 18, cut_text(span, 12, ROOM), "soft", 12))
    top = y + 44
    known = [row[name][end] for name, *_ in BARS if row[name] for end in ("min", "max")]
    numbers = Numbers.of(known, LEFT + 40, RIGHT)
    y = top
    for name, words, colour, how in BARS:
        found = row[name]
        marks.append(Text(MARGIN, y + 14, words))
        if found and (found["min"] is not None or found["max"] is not None):
            marks += _draw_balance(
                row, name, words, number_band(numbers, y + 4, found["min"], found["max"], colour, how)
            )
            in_words = gap_words if name == "unaccounted" else number_words
            label = in_words(found["min"], found["max"])
        else:
            label = "any number" if found else "not counted" if how == "solid" and colour == "certain" else "not known"
        marks.append(Text(LEFT + 40, y + 29, label, "label soft", 11.5))
        y += STEP
    marks = [*(numbers.axis(top, y) if any(part is not None for part in known) else ()), *marks]
    why = "; ".join(dict.fromkeys(one["why"] for one in row["openBecause"]))
    verdict = f"{CLOSES[row['closes']]}{f': {why}' if row['closes'] == 'open' else ''}"
    closing, high = row_lines(y, [verdict], 1)
    return [*marks, *closing], y + high + 18


def _draw_balance(row: Row, name: str, words: str, band: Iterable[Mark]) -> list[Mark]:
    """The band of a balance; the band of a count is linked to the first statement of the count."""
    counts = row[f"{name}s"] if name in ("opening", "closing") else ()
    said = f"{words}: {number_words(row[name]['min'], row[name]['max'])}"
    return [statement_link(counts[0]["statement"], said, band)] if counts else list(band)


def _write_day_phrase(days: Row | None) -> str:
    if not days or not (days["earliest"] or days["latest"]):
        return "on no known day"
    first, last = days["earliest"] or "some day", days["latest"] or "some day"
    return f"on {first}" if first == last else f"between {first} and {last}"
