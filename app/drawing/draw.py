"""An answer as SVG: its drawing, its title, and what is written below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.drawing.custody import draw_custody, draw_plans
from app.drawing.layout import framed
from app.drawing.marks import Drawing, Line, Mark, Text, clean_text, cut_text, entity_name, entity_names, text_width
from app.drawing.network import Places, draw_diff, draw_network
from app.drawing.picture import MARGIN, ROOM, WIDTH, Picture, svg_of
from app.drawing.ribbons import draw_chain
from app.drawing.series import draw_series, draw_signs
from app.drawing.timeline import draw_contested, draw_events, draw_silences, draw_statement, draw_statements
from app.drawing.waterfall import draw_ledger
from app.question import AnswerShape, RowType
from app.table_columns import fields_of

Row = Mapping[str, Any]
MOST = 60
STEP, PAD, LEAST, LARGEST = 21.0, 14.0, 70.0, 300.0
NOT_SHOWN = ("hops", "statements")  # lists of long things; other columns tell of them
_NAMES = ("name", "title", "id")


def draw_table(columns: Sequence[str], rows: Sequence[Row]) -> Drawing:
    """Cells as words; a cell that does not fit is cut with an ellipsis."""
    shown = [{name: words_of(row[name]) for name in columns} for row in rows[:MOST]]
    used = [name for name in columns if name not in NOT_SHOWN and any(row[name] for row in shown)] or list(columns)
    wanted = {
        name: min(max([text_width(name, 13), *(text_width(row[name], 12) for row in shown)]) + PAD, LARGEST)
        for name in used
    }
    fitting = used
    while len(fitting) > 1 and sum(min(wanted[name], LEAST + PAD) for name in fitting) > ROOM:
        fitting = fitting[:-1]
    widths = _shrink_columns({name: wanted[name] for name in fitting})
    marks, x = list[Mark](), float(MARGIN)
    for name, wide in widths.items():
        marks.append(Text(x, 16, cut_text(clean_text(name), 13, wide - PAD + 4), size=12, bold=True))
        for number, row in enumerate(shown):
            marks.append(Text(x, 16 + STEP * (number + 1), cut_text(row[name], 12, wide - PAD + 2), size=12))
        x += wide
    y = 22.0
    for _ in range(len(shown) + 1):
        marks.append(Line(MARGIN, y, WIDTH - MARGIN, y, "grid", "hair"))
        y += STEP
    left_out = [f"{len(rows) - MOST:,} more rows"] if len(rows) > MOST else []
    left_out += [f"{len(used) - len(fitting)} more columns in the CSV"] if len(used) > len(fitting) else []
    if not rows:
        left_out = ["No rows."]
    if left_out:
        marks.append(Text(MARGIN, y, "; ".join(left_out), "soft", 12))
        y += 16
    return Drawing(marks, y)


def draw_fields(item: Row) -> Drawing:
    """One thing, a line per field that says something."""
    rows = [{"field": name, "value": value} for name, value in item.items() if words_of(value)]
    return draw_table(["field", "value"], rows)


def words_of(value: Any) -> str:
    """A value of an answer in one line: of things their names, of lists their items."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            if name := next((value[key] for key in _NAMES if value.get(key)), None):
                return entity_name(str(name))
            if set(value) >= {"min", "max"}:
                return f"{value['min']} to {value['max']}"
            return ", ".join(f"{key}: {words_of(one)}" for key, one in value.items() if words_of(one))
        case list() | tuple():
            return "; ".join(map(words_of, value[:20])) + ("; …" if len(value) > 20 else "")
        case _:
            return entity_name(str(value))


def _shrink_columns(wanted: dict[str, float]) -> dict[str, float]:
    """Widths that together fit; the widest columns give way first."""
    over = sum(wanted.values()) - ROOM
    while over > 0.5:
        widest = max(wanted.values())
        among = [name for name, wide in wanted.items() if wide > widest - 1]
        second = max((wide for name, wide in wanted.items() if name not in among), default=LEAST)
        less = min(over / len(among), max(widest - second, 1.0))
        for name in among:
            wanted[name] -= less
        over = sum(wanted.values()) - ROOM
    return wanted


Json = Mapping[str, Any]


# by the name that a question gives; pictures of networks ask where their actors are
PLACED: dict[str, Callable[[Json, Places], Drawing]] = {"network": draw_network, "diff": draw_diff}
DRAWN: dict[str, Callable[[Json], Drawing]] = {
    "custody": draw_custody,
    "series": draw_series,
    "signs": draw_signs,
    "ledger": draw_ledger,
    "plans": draw_plans,
    "statements": draw_statements,
    "statement": draw_statement,
    "events": draw_events,
    "chain": draw_chain,
    "silences": draw_silences,
    "contested": draw_contested,
}
# those that are drawn anew for a narrow place; others are scrolled there
NARROWING = frozenset(DRAWN) - {"signs"}
_ABOUT = ("held", "holder", "place", "nationality", "actor", "other", "entity")
_ASKED = {"asOf": "on", "from": "from", "to": "to", "start": "from", "end": "to", "knownAt": "as known by"}


def draw_answer(
    data: Json, shape: AnswerShape, places: Places = lambda _: None, credit: str = "", width: int = WIDTH
) -> bytes:
    """SVG of any answer. `places` tells where the actors of pairs stand, from -1 to 1, or None; `credit` is a line
    below the picture; `width` is that of the place it is for, which one that can be narrow heeds."""
    name = shape.drawing
    if name == "network":
        drawing = draw_network(data, places, width)
    elif name in PLACED:
        drawing = PLACED[name](data, places)
    elif name in NARROWING:
        with framed(width) as frame:
            drawing = replace(DRAWN[name](data), width=frame.width)
    elif name in DRAWN:
        drawing = DRAWN[name](data)
    else:
        drawing = _draw_table(data, shape.row)
    return svg_of(
        Picture(
            _write_title(data, shape.title),
            str(data.get("summary", "")),
            drawing,
            data.get("notes", ()),
            _write_footer(data),
            credit,
        )
    )


def _draw_table(data: Json, row: RowType | None) -> Drawing:
    if "rows" not in data:
        return draw_fields(next(value for value in data.values() if isinstance(value, Mapping)))
    if row is None:
        return draw_table(data["columns"], data["rows"])
    columns = list(fields_of(row))
    return draw_table(columns, [{name: item.get(name) for name in columns} for item in data["rows"]])


def _write_title(data: Json, kind: str) -> str:
    """What kind of answer it is, and of whom."""
    question = data.get("question", {})
    title = str(data.get("query", {}).get("title", kind))
    asked = [question[key] for key in _ABOUT if question.get(key)]
    about = [one for found in asked for one in (found if isinstance(found, list) else [found])]
    about += [data[key] for key in ("entity", "source") if isinstance(data.get(key), Mapping)]
    return f"{title}: {entity_names(about)}" if about else title


def _write_footer(data: Json) -> str:
    """Where it comes from: the data version, the days asked about, the lens, and whether it is all."""
    question = data.get("question", {})
    asked = [f"{words} {_write_day(question[key])}" for key, words in _ASKED.items() if question.get(key)]
    lens = question.get("lens") or {}
    asked += [f"{key} {entity_names(lens[key])}" for key in ("trust", "exclude") if lens.get(key)]
    asked += ["parties left out"] if lens.get("excludeParties") else []
    asked += [f"{lens['minIndependent']} independent speakers at least"] if lens.get("minIndependent") else []
    asked += [f"reviewed: {lens['reviewed']}"] if lens.get("reviewed") else []
    parts = ["whoholds"]
    parts += [f"data version {data['dataVersion']}"] if "dataVersion" in data else []
    parts += [f"asked: {', '.join(asked)}"] if asked else []
    parts += ["not all is shown here: there are more rows"] if data.get("truncated") else []
    return "; ".join(parts) + "."


def _write_day(value: Any) -> str:
    return entity_name(value) if isinstance(value, str | Mapping) else str(value)
