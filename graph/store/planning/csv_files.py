"""CSV as `neo4j-admin database import` reads it: one file for each kind of node, and for each type of edge.

An empty field is no property. A list is one field, its items separated by a character that no text of ours has; an
empty list cannot be written, and is made after the import.
"""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput

BETWEEN_ITEMS = "\x1f"
HELD = 2_000  # lines that are written at once
TEXT, NUMBER, YES_NO, DAY, MOMENT, LIST = "string", "long", "boolean", "date", "datetime", "string[]"
Columns = Mapping[str, str]  # the type of each property by its name


class CsvFile:
    """One file. `ends` are the headers of its first columns, such as `:ID(Entity)`.

    `has_line_breaks` is true once a text with a line break was written.
    """

    def __init__(self, path: Path, ends: tuple[str, ...], columns: Columns) -> None:
        self.path, self.columns = path, columns
        self.has_line_breaks = False
        self._file = path.open("w", encoding="utf-8", newline="")
        self._lines, self._number = StringIO(newline=""), 0  # what is not yet in the file
        self._writer = csv.writer(self._lines, lineterminator="\n")
        self._first = len(ends)
        self._special = [
            (place, kind)
            for place, kind in enumerate(columns.values(), start=self._first)
            if kind in (YES_NO, LIST)
        ]  # fmt: skip
        self._writer.writerow([*ends, *(f"{name}:{kind}" for name, kind in columns.items())])
        self._end_line()

    def add(self, ends: tuple[int, ...], properties: Mapping[str, Any]) -> None:
        """Write a node or edge. Raises InvalidInput for a property without a column, or a text that CSV cannot hold."""
        values: list[Any] = [*ends, *map(properties.get, self.columns)]
        for place, kind in self._special:
            if (value := values[place]) is not None:
                values[place] = _join(value) if kind == LIST else str(value).lower()
        if len(properties) + self._first > len(values) - values.count(None):
            self._check(properties)
        if "" in values:  # which `csv.writer` writes as it writes None
            self._lines.write(",".join(map(_quote, values)) + "\n")
        else:
            self._writer.writerow(values)
        self._end_line()

    def add_edge(self, start: int, end: int) -> None:
        """Write an edge without properties."""
        self._lines.write(f"{start},{end}\n")
        self._end_line()

    def close(self) -> None:
        self._write_lines()
        self._file.close()

    def _end_line(self) -> None:
        self._number += 1
        if self._number == HELD:
            self._write_lines()

    def _write_lines(self) -> None:
        text = self._lines.getvalue()
        if text.count("\n") != self._number or "\r" in text:
            self.has_line_breaks = True
        self._file.write(text)
        self._lines.seek(0)
        self._lines.truncate()
        self._number = 0

    def _check(self, properties: Mapping[str, Any]) -> None:
        for name in properties.keys() - self.columns.keys():
            raise InvalidInput(f"{self.path.name}: no column for the property {name}", parameter=name)


def _join(items: list[str]) -> str | None:
    for item in items:
        if BETWEEN_ITEMS in item or items == [""]:
            raise InvalidInput(
                f"{item!r} cannot be an item of a list in CSV; expected a text without U+001F", value=item
            )
    return BETWEEN_ITEMS.join(items) or None


def _quote(value: object) -> str:
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'
