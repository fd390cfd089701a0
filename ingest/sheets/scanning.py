"""What is unsafe in a workbook, found before any of it is read: macros, formulas, merged cells, more than can be held.

The parts of the file are unpacked piece by piece, and parsed without entities.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from graph.errors import InvalidSource, TooLarge, WhoholdsError

LARGEST_UNPACKED = 300_000_000  # bytes of all parts of a file
MOST_ROWS, MOST_CELLS, MOST_COLUMNS = 100_000, 3_000_000, 500
MOST_PARTS = 2_000
PIECE = 1 << 16
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True, slots=True)
class UnreadCells:
    """Cells of a tab, as `B7` or `A2:C2`, whose value is not written in them or is not of one row."""

    formulas: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


def scan_workbook(name: str, content: bytes) -> dict[str, UnreadCells]:
    """Formulas and merged cells by tab. Raises TooLarge or InvalidSource for a workbook that cannot be read safely."""
    found: dict[str, UnreadCells] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = file.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise _refuse_size(name)
            if any(part.flag_bits & 1 for part in parts):
                raise InvalidSource(f"{name} is protected by a password", parameter="file", hint="save it without one")
            names = {part.filename for part in parts}
            if any("vbaproject" in part.lower() or part.startswith("Basic/") for part in names):
                raise InvalidSource(
                    f"{name} has macros, which are not read and never run", parameter="file",
                    hint="save it as .xlsx, which has none",
                )  # fmt: skip
            if "xl/workbook.xml" not in names and "content.xml" not in names:
                raise InvalidSource(f"{name} is no workbook", parameter="file", hint="save it as .xlsx, .ods or CSV")
            tabs = _read_tab_names(name, file) if "xl/workbook.xml" in names else {}
            for part in parts:
                scan: _Scan | None = None
                if SHEET.fullmatch(part.filename):
                    scan = _XlsxScan(name, tabs.get(part.filename, part.filename), found)
                elif part.filename == "content.xml":
                    if b"encryption-data" in _read_start(file, "META-INF/manifest.xml"):
                        raise InvalidSource(
                            f"{name} is protected by a password", parameter="file", hint="save it without one"
                        )
                    scan = _OdsScan(name, "", found)
                _read_part(file, part, scan)
    except WhoholdsError:
        raise
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, NotImplementedError, ValueError) as e:
        raise InvalidSource(
            f"{name} is damaged, or is no workbook", parameter="file", hint="open it and save it again as .xlsx"
        ) from e
    return found


def _read_tab_names(name: str, file: zipfile.ZipFile) -> dict[str, str]:
    """The name of each tab as people see it, by the part that holds its cells."""
    relations = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for attributes in _list_tags(name, file, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    tabs = {}
    for attributes in _list_tags(name, file, "xl/workbook.xml", "sheet"):
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        tabs["xl/" + relations.get(relation, "").removeprefix("/xl/")] = attributes.get("name", "")
    return tabs


def _list_tags(name: str, file: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    """The attributes of each element of one name in the first megabyte of a part."""
    scan = _TagScan(name, tag)
    scan.parser.Parse(_read_start(file, part), False)
    return scan.elements


def _refuse_size(name: str) -> TooLarge:
    return TooLarge(
        f"{name} unpacks to more than a report can hold", parameter="file",
        hint=f"at most {MOST_ROWS:,} rows and {LARGEST_UNPACKED // 1_000_000} MB; copy the rows into a new one",
    )  # fmt: skip


def _read_start(file: zipfile.ZipFile, name: str) -> bytes:
    try:
        with file.open(name) as part:
            return part.read(1_000_000)
    except KeyError:
        return b""


def _read_part(file: zipfile.ZipFile, part: zipfile.ZipInfo, scan: "_Scan | None") -> None:
    """Read a part to its end, so that a wrong length or checksum is met here, and what `scan` looks for."""
    with file.open(part) as stream:
        while piece := stream.read(PIECE):
            if scan:
                scan.parser.Parse(piece, False)
    if scan:
        scan.parser.Parse(b"", True)
        scan.finish()


class _Scan:
    """Walks one part of a workbook, and puts what it finds into `found` by tab."""

    def __init__(self, file: str, tab: str, found: dict[str, UnreadCells]) -> None:
        self.file, self.tab, self.found = file, tab, found
        self.formulas: list[str] = []
        self.merged: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.buffer_text = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _refuse_doctype(self, *_: object) -> None:
        raise InvalidSource(f"{self.file} is no workbook: it defines entities", parameter="file")

    def limit(self, row: int, column: int, cells: int) -> None:
        if row > MOST_ROWS or column > MOST_COLUMNS or cells > MOST_CELLS:
            raise TooLarge(
                f"{self.file}: {self.tab} has something in row {row:,} of column {write_letters(column)}; at most "
                f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns",
                parameter="file", hint="delete the rows below the last one that you wrote",
            )  # fmt: skip

    def finish(self) -> None:
        if self.formulas or self.merged:
            self.found[self.tab] = UnreadCells(tuple(self.formulas), tuple(self.merged))


class _TagScan(_Scan):
    """Lists the attributes of the elements of one name, whatever its prefix."""

    def __init__(self, file: str, tag: str) -> None:
        super().__init__(file, "", {})
        self.tag = tag
        self.elements: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == self.tag:
            self.elements.append(attributes)


class _XlsxScan(_Scan):
    def __init__(self, file: str, tab: str, found: dict[str, UnreadCells]) -> None:
        super().__init__(file, tab, found)
        self.row = self.column = self.cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            place = attributes.get("r")
            self.column = read_letters(place) if place else self.column + 1
        elif tag in ("v", "is"):
            self.cells += 1
            self.limit(self.row, self.column, self.cells)
        elif tag == "f":
            self.formulas.append(f"{write_letters(self.column)}{self.row}")
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", "?"))


class _OdsScan(_Scan):
    def __init__(self, file: str, tab: str, found: dict[str, UnreadCells]) -> None:
        super().__init__(file, tab, found)
        self.row, self.column, self.cells, self.repeated = 0, 0, 0, 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.finish()
            self.formulas, self.merged, self.tab = [], [], attributes.get("table:name", "")
            self.row, self.cells, self.repeated = 0, 0, 1
        elif tag == "table:table-row":
            self.row += self.repeated
            self.repeated, self.column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            columns = int(attributes.get("table:number-columns-repeated", 1))
            first = self.column + 1
            self.column += columns
            place = f"{write_letters(first)}{self.row}"
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.cells += columns * self.repeated
                self.limit(self.row + self.repeated - 1, self.column, self.cells)
            if "table:formula" in attributes:
                self.formulas.append(place)
            spanned = (attributes.get(f"table:number-{what}-spanned", "1") for what in ("columns", "rows"))
            if any(number != "1" for number in spanned):
                self.merged.append(place)


def read_letters(place: str) -> int:
    """The number of the column of a cell such as AB12, from 1."""
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def write_letters(column: int) -> str:
    """The letters of a column by its number, from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
