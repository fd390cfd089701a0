"""An answer as text for a terminal and as HTML for a notebook. What comes from sources is escaped."""

import base64
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

MOST_ROWS = 20
MOST_COLUMNS = 8
WIDEST = 34  # characters of a cell as text
MOST_NAMES = 5
LINE = 100
# the fields of rows that say most, by question; of other questions the first that fit into a cell
COLUMNS: dict[str, tuple[str, ...]] = {
    "custody": ("holder", "held", "places", "count", "gained", "lost", "certainty", "saidBy"),
    "alliances": ("a", "b", "sign", "relations", "certainty", "support", "contested"),
    "balance": ("a", "b", "sign", "mixed", "certainty"),
    "ledger": ("holders", "held", "start", "opening", "gained", "lost", "closing", "closes"),
    "series": ("holders", "held", "places", "pointCount", "flowCount", "statementCount"),
    "chain": ("held", "earliest", "latest", "fromHolders", "toHolders", "count", "contested"),
    "plans": ("who", "predicate", "of", "mode", "count", "done", "validity", "saidBy"),
    "contested": ("why", "question", "sides", "certainty", "statementCount"),
    "paths": ("entities", "length", "certainty", "contested"),
    "search": ("name", "label", "kind", "id"),
    "sources": ("id", "title", "publisher", "publishedOn", "licence"),
    "silences": ("kind", "holders", "held", "places", "from", "to", "people", "because"),
    "entity_statements": ("predicate", "roles", "polarity", "count", "validity", "saidBy", "source"),
}
JOINERS = "\u200c\u200d"  # which words of some languages are written with


def write_text(name: str, summary: str, rows: Sequence[Mapping[str, Any]], notes: Sequence[str]) -> str:
    """The sentence, and a table of the first rows."""
    columns = choose_columns(name, rows)
    cells = [columns, *([write_cell(row.get(one)) for one in columns] for row in rows[:MOST_ROWS])]
    cut = [[textwrap.shorten(cell, WIDEST, placeholder=" …") for cell in line] for line in cells]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cut]
    more = [f"… and {len(rows) - MOST_ROWS:,} more rows"] if len(rows) > MOST_ROWS else []
    return "\n\n".join(
        filter(
            None,
            (
                "\n".join(textwrap.wrap(escape_controls(summary), LINE)),
                "\n".join([*table, *more]) if rows else "no rows",
                "\n".join(f"note: {escape_controls(note)}" for note in notes),
            ),
        )
    )


def write_html(
    name: str, summary: str, rows: Sequence[Mapping[str, Any]], notes: Sequence[str], picture: str | None
) -> str:
    """The same for a notebook, with the picture as an image, in which no script runs."""
    columns = choose_columns(name, rows)
    head = "".join(f"<th>{escape(one)}</th>" for one in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(write_cell(row.get(one)))}</td>" for one in columns) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    parts = [f"<p><b>{escape(escape_controls(summary))}</b></p>"] if summary else []
    parts += [f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"] if rows else ["<p>no rows</p>"]
    parts += [f"<p>… and {len(rows) - MOST_ROWS:,} more rows</p>"] if len(rows) > MOST_ROWS else []
    if picture:
        content = base64.b64encode(picture.encode()).decode()
        parts.append(f'<img alt="{escape(escape_controls(summary))}" src="data:image/svg+xml;base64,{content}">')
    if notes:
        parts.append("<ul>" + "".join(f"<li>{escape(escape_controls(note))}</li>" for note in notes) + "</ul>")
    return "<div>" + "".join(parts) + "</div>"


def choose_columns(name: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The fields to show, without those that no row has anything in."""
    shown = rows[:MOST_ROWS]
    known = COLUMNS.get(name) or tuple(dict.fromkeys(field for row in shown for field in row))
    return [field for field in known if any(write_cell(row.get(field)) for row in shown)][:MOST_COLUMNS]


def write_cell(value: Any) -> str:
    """A value of a row in a few words; empty where a cell cannot hold it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        return _write_record(value)
    if isinstance(value, list):
        words = [word for word in map(write_cell, value[: MOST_NAMES + 1]) if word]
        more = [f"and {len(value) - MOST_NAMES} more"] if len(value) > MOST_NAMES else []
        return ", ".join([*words[:MOST_NAMES], *more])
    return escape_controls(str(value))


def _write_record(record: Mapping[str, Any]) -> str:
    for field in ("name", "wording", "words", "title"):
        if isinstance(record.get(field), str):
            return escape_controls(str(record[field]))
    if "earliestStart" in record:
        return escape_controls(str(record.get("written") or ""))
    for low, high in (("min", "max"), ("earliest", "latest")):
        if low in record and high in record:
            return _write_range(record[low], record[high])
    if record.keys() & {"subject", "object", "agent"}:  # the roles of a statement
        return "; ".join(f"{role} {write_cell(who)}" for role, who in record.items())
    return ""


def _write_range(low: object, high: object) -> str:
    words = [f"{one:,}" if isinstance(one, int) else escape_controls(str(one)) for one in (low, high)]
    if low is None and high is None:
        return ""
    if low == high or high is None or low is None:
        return words[0] if low == high else f"{words[0]} or more" if high is None else f"up to {words[1]}"
    return f"{words[0]} to {words[1]}"


def escape_controls(text: str) -> str:
    """A text as one line, in which what moves a cursor or turns the direction of writing is seen."""
    return "".join(
        sign if sign.isprintable() or sign in JOINERS else " " if sign.isspace() else repr(sign)[1:-1] for sign in text
    )
