"""A table of figures opened: separators and encodings that spreadsheets write, and the column that a header means."""

import csv
import difflib
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidSource, WhoholdsError
from ingest.figures.workbooks import NumberedRow, is_workbook, read_workbook
from ingest.files import LINE, decode_text, read_text
from ingest.sheets.layout import load_layout, match_column
from ingest.sheets.opening import split_header
from ingest.table import UNEVEN, skip_empty_start

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
COLUMNS: dict[str, dict[str, Any]] = WORDS["columns"]
NINE = tuple(COLUMNS)[:9]
NEEDED = tuple(name for name, column in COLUMNS.items() if column.get("needed"))
SEPARATORS = (",", ";", "\t", "|")
ENDINGS = (".csv", ".tsv", ".txt")
LARGEST = 100_000_000  # bytes
START = 65_536  # bytes in which the header stands
NEAR = 0.75  # of 1: how alike a header and a column are where one is taken for a misspelt other
Row = dict[str, Any]


def is_table(path: Path) -> bool:
    """Whether a file is named as a table or a workbook is."""
    return path.name.lower().removesuffix(".gz").endswith(ENDINGS) or is_workbook(path)


def is_figures(path: Path) -> bool:
    """Whether a file is a table of figures, by its header. One that says who does what is a sheet."""
    if not path.is_file() or not is_table(path):
        return False
    try:
        if is_workbook(path):
            return _has_figures(read_workbook(path, _count_known)[0][1])
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            header = _read_header(decode_text(file.read(START), errors="replace"))[1]
    except (OSError, EOFError, zlib.error, WhoholdsError):
        return False  # whoever reads all of it says what is wrong
    return _has_figures(split_header(header, _find_separator(header)))


def _has_figures(headers: Iterable[str]) -> bool:
    says_what = load_layout().what.fields["predicate"]
    names = [str(name) for name in headers]
    return set(NEEDED) <= {find_column(name) for name in names} and not any(
        match_column(name, (says_what,)) for name in names
    )


class FiguresTable:
    """The rows of a table of figures, and how its header names the columns.

    `named` is the header of each column as written, `unread` the headers that are none of the columns.
    """

    def __init__(self, path: Path) -> None:
        """Raises NotFound, TooLarge, or InvalidSource naming the file, what stands there and what to write."""
        self.path = path
        self._rows: Iterable[NumberedRow]
        if is_workbook(path):
            (_, self._headers), *self._rows = read_workbook(path, _count_known)
        else:
            text = read_text(path, LARGEST, may_be_wide=True)
            before, header = _read_header(text)
            separator = _find_separator(header)
            self._headers = split_header(header, separator)
            if header and not self._headers:
                met = f"a cell of the header has more than {csv.field_size_limit():,} characters, or a line break"
                raise InvalidSource(f"{path.name}:{before + 1}: {met}", parameter="file")
            self._rows = _read_rows(path, text, before + 1, separator)
        self.named: dict[str, str] = {}
        self.unread: list[str] = []
        for written in filter(str.strip, self._headers):
            column = find_column(written)
            if column is None:
                _refuse_near(path, written)
                self.unread.append(written.strip())
            elif column in self.named:
                met = f"{written.strip()!r} and {self.named[column]!r} both mean {column}"
                raise InvalidSource(f"{path.name}: {met}; keep one of them", parameter="columns", value=written.strip())
            else:
                self.named[column] = written.strip()
        if missing := [name for name in NEEDED if name not in self.named]:
            if "predicate" in map(_plain, self._headers):
                hint = "put it into a folder with a source.yml, and load the folder"
                raise InvalidSource(f"{path.name} is a dossier, no table of figures", parameter="file", hint=hint)
            met = ", ".join(self.named.values()) or "nothing that is known"
            expected = f"expected at least {', '.join(NEEDED)}, and besides {', '.join(set_apart(NINE, NEEDED))}"
            raise InvalidSource(
                f"{path.name}: no column {' and no column '.join(missing)}; met {met}; {expected}", parameter="columns"
            )

    def __iter__(self) -> Iterator[Row]:
        """One dict a row by column, with its line under LINE; a row of another length says so under UNEVEN.

        Raises InvalidSource where quotation marks do not close, or there are no rows.
        """
        width, rows = len(self._headers), 0
        columns = [find_column(name) if name.strip() else None for name in self._headers]
        for line, cells in self._rows:
            if not any(cell.strip() for cell in cells):
                continue  # spreadsheets leave rows of nothing but separators
            rows += 1
            row: Row = {c: " ".join(cell.split()) for c, cell in zip(columns, cells, strict=False) if c}
            if any(cell.strip() for cell in cells[width:]):
                row[UNEVEN] = len(cells)
            yield row | {LINE: line}
        if not rows:
            raise InvalidSource(f"{self.path.name} has no rows below its header", parameter="file")


def _read_rows(path: Path, text: str, before: int, separator: str) -> Iterator[NumberedRow]:
    """The rows below the header, each with its last line. Raises InvalidSource where they cannot be told apart."""
    lines = io.StringIO(text, newline="")
    for _ in range(before):
        lines.readline()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield before + reader.line_num, cells
    except csv.Error as error:
        raise InvalidSource(
            f"{path.name}:{before + reader.line_num}: a quotation mark opens or closes in the wrong place, or a "
            f"cell has more than {csv.field_size_limit():,} characters",
            parameter="file", hint='write a " inside a cell twice, and the whole cell between two of them',
        ) from error  # fmt: skip


@cache
def _list_headers() -> Mapping[str, str]:
    return {_plain(written): name for name, column in COLUMNS.items() for written in (name, *column["also"])}


def _plain(written: str) -> str:
    return " ".join(written.replace("_", " ").replace("-", " ").casefold().split())


def find_column(written: str) -> str | None:
    """The column that a header means; None where it is none of them."""
    return _list_headers().get(_plain(written).rstrip(":?"))


def set_apart(names: Sequence[str], without: Sequence[str]) -> list[str]:
    """The names that are not among others."""
    return [name for name in names if name not in without]


def _refuse_near(path: Path, written: str) -> None:
    """Refuse a header that is a misspelt column. Raises InvalidSource."""
    if near := difflib.get_close_matches(_plain(written), _list_headers(), n=1, cutoff=NEAR):
        raise InvalidSource(
            f"{path.name}: there is no column {written.strip()!r}", parameter="columns", value=written.strip(),
            hint=f"did you mean {near[0]!r}? What the table has besides may have any other header, and is not read",
        )  # fmt: skip


def _read_header(text: str) -> tuple[int, str]:
    """How many lines stand before the header, and the header."""
    lines = io.StringIO(text, newline="")
    before, following = skip_empty_start(lines)
    header = next(following, "")
    if header.strip().casefold().startswith("sep="):  # as Excel is told the separator
        more, following = skip_empty_start(following)
        return before + 1 + more, next(chain(following), "")
    return before, header


def _find_separator(header: str) -> str:
    """The sign that parts the header into the most columns that are known."""
    return max(SEPARATORS, key=lambda sign: _count_known(split_header(header, sign)))


def _count_known(headers: Sequence[str]) -> int:
    return sum(find_column(name) is not None for name in headers)
