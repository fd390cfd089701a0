"""Opening a workbook: xlsx, ods, or CSV with any separator, in UTF-8 or UTF-16. What is unsafe or unclear is refused.

Nothing in a workbook is run, and no formula is worked out.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from graph.errors import InvalidSource, NotFound, TooLarge
from ingest.sheets.scanning import MOST_ROWS, UnreadCells, scan_workbook

Value = str | int | float | bool | date | datetime | time | timedelta  # of a cell; an empty one is ""
LARGEST = 20_000_000  # bytes of a file
COMPOUND, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SEPARATORS = ",;\t|"
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".xls")
TEXTS = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True, slots=True)
class OpenedTab:
    """A tab as the file has it: rows of cells; the first is row 1, as people count."""

    name: str
    rows: list[list[Value]]
    unread: UnreadCells | None = None


def read_bytes(path: Path) -> bytes:
    """The content of a file, unpacked if it is gz. Raises NotFound, TooLarge or InvalidSource."""
    if not path.is_file():
        raise NotFound(f"{path.name}: no such file", parameter="file", value=str(path))
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path.name} cannot be opened", parameter="file", value=str(path)) from error
    check_size(path.name, len(content))
    return content


def check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise TooLarge(
            f"{name} is larger than {LARGEST // 1_000_000} MB, the most that a sheet may have",
            parameter="file", hint="take pictures and other tabs out, or split it into several reports",
        )  # fmt: skip


def open_tabs(name: str, content: bytes, count_columns: Callable[[list[str]], int] = len) -> list[OpenedTab]:
    """The tabs of a file by its content; a CSV file is one tab, of its own name.

    `count_columns` says how many of the headers of a line are known, by which the separator of a CSV file is found.
    Raises TooLarge or InvalidSource, naming what is wrong and what to do.
    """
    check_size(name, len(content))
    if not content.strip():
        raise InvalidSource(f"{name} is empty", parameter="file")
    if content.startswith(COMPOUND):
        if ENCRYPTED in content:
            raise InvalidSource(f"{name} is protected by a password", parameter="file", hint="save it without one")
        raise InvalidSource(f"{name} is in the old format of Excel", parameter="file", hint="save it as .xlsx")
    if content.startswith(ZIP):
        return _open_workbook(name, content, scan_workbook(name, content))
    return [OpenedTab(Path(name).stem, read_csv_rows(name, content, count_columns))]


def _open_workbook(name: str, content: bytes, unread: Mapping[str, UnreadCells]) -> list[OpenedTab]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for tab in workbook.sheets_metadata:
            if tab.typ is SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(tab.name)
                rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
                found.append(OpenedTab(tab.name, rows, unread.get(tab.name)))
    except (CalamineError, OSError, ValueError) as error:
        raise InvalidSource(
            f"{name} is damaged, or is no workbook", parameter="file", hint="open it and save it again as .xlsx"
        ) from error
    return found


def decode_text(name: str, content: bytes) -> str:
    """The text of a CSV file in UTF-8 or UTF-16. Raises InvalidSource that says how to save it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in content[:200]:
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{name} is neither a workbook nor a text in UTF-8 or UTF-16: byte {content[error.start]:#04x} at offset "
            f"{error.start}",
            parameter="file", hint="save it as .xlsx, or as CSV UTF-8",
        ) from error  # fmt: skip
    if "\x00" in text:
        raise InvalidSource(f"{name} is no text", parameter="file", hint="save it as .xlsx, or as CSV UTF-8")
    return text


def split_header(header: str, sign: str) -> list[str]:
    """The columns that a header has with this separator; none where a cell is longer than any is."""
    try:
        return next(csv.reader([header], delimiter=sign), [])
    except csv.Error:
        return []


def read_csv_rows(name: str, content: bytes, count_columns: Callable[[list[str]], int] = len) -> list[list[Value]]:
    """The rows of a CSV file, separated as its header is. Raises TooLarge or InvalidSource."""
    text = decode_text(name, content)
    first = text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    if first.lower().startswith("sep=") and len(first) == 5:  # as Excel writes it
        sign = first[4]
    else:
        header = next((line for line in text.splitlines() if line.strip(" \t,;|")), "")
        sign = max(SEPARATORS, key=lambda one: count_columns(split_header(header, one)))
    rows: list[list[Value]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            while len(rows) < reader.line_num - 1 - sum(cell.count("\n") for cell in row):
                rows.append([])  # a row is named by its line
            rows.append(list(row))
            if len(rows) > MOST_ROWS:
                raise TooLarge(f"{name} has more than {MOST_ROWS:,} rows", parameter="file", hint="split it")
    except csv.Error as error:
        raise InvalidSource(
            f"{name}, line {reader.line_num}: a quotation mark is not closed, or stands within a cell, or a cell "
            f"has more than {csv.field_size_limit():,} characters",
            parameter="file", hint="save it again from the spreadsheet program",
        ) from error  # fmt: skip
    return rows
