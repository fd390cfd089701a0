"""Sheets for tests: rows by field, read as a workbook would be."""

from collections.abc import Sequence
from pathlib import Path

from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import SheetReading, read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.sheets.writing import SheetContent, write_workbook

Row = dict[str, str]
SOURCE = {
    "title": "The guard of January", "publisher": "Lake Post", "publisher_kind": "media",
    "published": "21 January 2026", "licence": "not known",
}  # fmt: skip
WHO: list[Row] = [
    {"name": "SDF", "id": "sdf"},
    {"name": "suspects", "kind": "detainees"},
    {"name": "strangers", "kind": "people", "aliases": "foreigners; outsiders"},
    {"name": "Old Mill", "kind": "prison"},
    {"name": "River Town", "kind": "town"},
    {"name": "Blue Army", "kind": "armed group", "names": "ar=الجيش الأزرق"},
    {"name": "a guard", "kind": "anonymous"},
    {"name": "the great move", "kind": "transfer"},
]


def write_sheet(
    path: Path, what: Sequence[Row], who: Sequence[Row] = WHO, source: Row = SOURCE, columns: Sequence[str] = ()
) -> Path:
    write_workbook(path, SheetContent(source=source, who=who, what=what, columns=columns))
    return path


def read_rows(
    folder: Path, *what: Row, who: Sequence[Row] = WHO, source: Row = SOURCE, name: str = "lake.xlsx"
) -> SheetReading:
    """A sheet of these rows, read with the names of the reference tables."""
    path = write_sheet(folder / name, [{"locator": "2", **row} for row in what], who, source)
    return read_sheet(read_sheet_bytes(path.name, path.read_bytes()), list_reference_names())
