"""Rows as CSV, for spreadsheets and programs.

Several texts are one cell, joined by `; `. An absent value is an empty cell. A text that a spreadsheet would take for a
formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it; numbers never do.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

import orjson

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """`out` must not translate line ends. Mappings become their id where they have one, else their JSON."""
    writer = csv.writer(out)
    writer.writerow(map(_cell, header))
    writer.writerows([_cell(value) for value in row] for row in rows)


def item(value: Any) -> str:
    """One of several things in a cell."""
    if isinstance(value, Mapping) and "id" in value:
        return str(value["id"])
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            text = "; ".join(map(item, value))
        case Mapping():
            text = orjson.dumps(value).decode() if value else ""
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
