"""A workbook with one sheet per table, written row by row. No text in it is a formula."""

from collections.abc import Sequence
from datetime import date
from typing import IO, Any

from xlsxwriter import Workbook

from app.exports.record_tables import RecordTable
from graph.errors import InvalidInput
from graph.selection.snapshot import Snapshot

MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767  # of a sheet, the header among them; of a cell
FIRST_DAY = date(1900, 3, 1)  # spreadsheets differ on days before


def write_workbook(out: IO[bytes], view: Snapshot, tables: Sequence[RecordTable]) -> None:
    """Raises InvalidInput for what a workbook cannot hold, rather than cut it off."""
    with Workbook(out, {"constant_memory": True, "strings_to_urls": False}) as book:
        day_format, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, bold)
            for number, row in enumerate(table.read(view), 1):
                if number >= MOST_ROWS:
                    raise _refuse(f"{table.name} has more rows than a sheet holds ({MOST_ROWS:,})")
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, value, day_format)


def _write_cell(sheet: Any, row: int, column: int, value: Any, day_format: Any) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case date() if value >= FIRST_DAY:
            sheet.write_datetime(row, column, value, day_format)
        case date():
            sheet.write_string(row, column, value.isoformat())
        case _ if len(value) > MOST_LETTERS:
            raise _refuse(f"a text of {len(value):,} letters does not fit into a cell: {value[:60]!r}..")
        case _:
            sheet.write_string(row, column, value.encode(errors="replace").decode())


def _refuse(message: str) -> InvalidInput:
    return InvalidInput(message, parameter="--format", value="xlsx", hint="take csv or parquet")
