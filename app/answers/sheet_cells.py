"""The tabs of a sheet with their columns and cells, for whoever mends them."""

from typing_extensions import TypedDict

from ingest.sheets.layout import Column, load_layout
from ingest.sheets.reading import SheetReading
from ingest.sheets.tables import SheetTable
from ingest.sheets.writing import list_choices


class SheetColumn(TypedDict):
    """A column, or a question of Source; `choices` are words to choose from, and others are taken too."""

    field: str
    header: str
    about: str
    choices: list[str]


class SheetCells(TypedDict):
    """The filled cells of a row, by field. `suggested`: it holds only suggestions that nobody took."""

    row: int | None
    cells: dict[str, str]
    suggested: bool


class SheetTab(TypedDict):
    """A tab of a sheet. Source has one row, whose cells are its answers."""

    tab: str
    columns: list[SheetColumn]
    rows: list[SheetCells]


def list_tabs(reading: SheetReading) -> list[SheetTab]:
    """The tabs Source, Who and What; one that the file does not have is empty."""
    sheet, layout = reading.sheet, load_layout()
    answers = {field: cell.text for field, (_, cell) in reading.answers.items()}
    asked = [one for one in layout.source.questions if not one.more or one.field in answers]
    source: SheetTab = {
        "tab": sheet.source.name if sheet.source else layout.source.tab,
        "columns": _describe_columns(asked),
        "rows": [{"row": None, "cells": answers, "suggested": False}],
    }
    who: SheetTab = {"tab": layout.who.tab, "columns": [], "rows": []}
    return [source, _make_tab(sheet.who) if sheet.who else who, _make_tab(sheet.what)]


def _make_tab(table: SheetTable) -> SheetTab:
    numbers = {row.number for row in table.suggested}
    rows: list[SheetCells] = [
        {
            "row": row.number,
            "cells": {name: cell.text for name, cell in row.cells.items()},
            "suggested": row.number in numbers,
        }
        for row in sorted((*table.rows, *table.suggested), key=lambda row: row.number)
    ]
    met = {column.field for column in table.headers}
    columns = [one for one in table.tab.columns if not one.given and (not one.more or one.field in met)]
    return {"tab": table.name, "columns": _describe_columns(columns), "rows": rows}


def _describe_columns(columns: list[Column]) -> list[SheetColumn]:
    choices = list_choices()
    return [
        {"field": one.field, "header": one.header, "about": one.about, "choices": choices.get(one.field, [])}
        for one in columns
    ]
