"""A table of figures in a workbook: the rows of the tab that has its columns, as texts."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from graph.errors import InvalidSource
from ingest.sheets.opening import Value, open_tabs, read_bytes

ENDINGS = (".xlsx", ".ods")
NumberedRow = tuple[int, list[str]]  # as people count the rows of a tab, from 1, and its cells


def is_workbook(path: Path) -> bool:
    """Whether a file is named as a workbook is."""
    return path.name.lower().endswith(ENDINGS)


def read_workbook(path: Path, count_known: Callable[[list[str]], int]) -> list[NumberedRow]:
    """The rows of the tab whose header has the most columns that are known; the first of them is the header.

    Raises NotFound, TooLarge or InvalidSource, also for formulas and merged cells, which are not read.
    """
    found: list[tuple[int, list[NumberedRow]]] = []
    tabs = open_tabs(path.name, read_bytes(path))
    for tab in tabs:
        rows = [(number, [write_cell(cell) for cell in row]) for number, row in enumerate(tab.rows, 1)]
        filled = [(number, cells) for number, cells in rows if any(cells)]
        found.append((count_known(filled[0][1]) if filled else -1, filled))
    best = max(range(len(found)), key=lambda place: found[place][0], default=None)
    if best is None or not found[best][1]:
        raise InvalidSource(f"{path.name} is empty", parameter="file", value=str(path))
    unread = tabs[best].unread
    for what, cells in (("formulas", unread and unread.formulas), ("merged cells", unread and unread.merged)):
        if cells:
            raise InvalidSource(
                f"{path.name}: {what} at {', '.join(cells[:5])}, which are not read", parameter="file",
                hint="put values in place of formulas, and part merged cells",
            )  # fmt: skip
    return found[best][1]


def write_cell(value: Value) -> str:
    """A cell as text: a day in EDTF, a whole number without a point."""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
