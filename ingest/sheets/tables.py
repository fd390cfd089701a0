"""The three tabs of a sheet as tables: which tab is which, which column is which, and what stands in each cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from graph.errors import InvalidSource, WhoholdsError
from graph.spelling import fold_name
from ingest.figures.columns import is_figures
from ingest.sheets.layout import SUGGESTED, Column, TabLayout, list_nearest, load_layout, match_column
from ingest.sheets.mending import MendedCell, mend_tabs
from ingest.sheets.opening import TEXTS, WORKBOOKS, OpenedTab, Value, open_tabs, read_bytes
from ingest.sheets.scanning import write_letters
from ingest.sheets.words import list_words

BESIDE = frozenset(("accept", "key", "locator", "note", "reading"))  # cells that alone say nothing
CHECKED = ".checked"  # at the end of the name of a workbook that check wrote
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell, as text. `made` is what a spreadsheet program made of what was written: a date or time,
    or a number that is not whole; None for a text or a whole number."""

    text: str
    column: str  # its letters
    made: date | time | timedelta | float | bool | None = None
    is_suggestion: bool = False


FREE = ("note", "of")  # in which a text of one's own may begin with any sign
EMPTY = SheetCell("", "")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by its number, as people count: its cells by the field that each fills."""

    number: int
    cells: Mapping[str, SheetCell]

    def cell(self, name: str) -> SheetCell:
        """The cell of a field; an empty one where there is none, or only a suggestion that nobody took."""
        found = self.cells.get(name, EMPTY)
        return EMPTY if found.is_suggestion else found

    def text(self, name: str) -> str:
        return self.cell(name).text


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A tab as read: its name, its columns by field with their letters, and its filled rows.

    `suggested` are rows that hold nothing but suggestions that nobody took; they count for nothing.
    """

    tab: TabLayout
    name: str
    columns: Mapping[str, str]
    rows: list[SheetRow]
    headers: Sequence[Column] = ()  # the known columns in the order of the file
    suggested: Sequence[SheetRow] = ()


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The tabs of a file; `source` and `who` are None where there are none. `folder` is where the file lies."""

    file: str
    what: SheetTable
    who: SheetTable | None = None
    source: SheetTable | None = None
    folder: Path | None = None
    tabs: Sequence[OpenedTab] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name of the report by its file: without ending, and without what check put there."""
        return find_report_name(self.file)


def find_report_name(file: str) -> str:
    """The name of a file without its endings, and without what check put there: report.checked-2.xlsx is report."""
    stem = Path(file.removesuffix(".gz")).stem
    head, mark, number = stem.rpartition(CHECKED)
    return head if mark and head and (not number or number.removeprefix("-").isdecimal()) else stem


def read_sheet_file(path: Path) -> ReportSheet:
    """The tables of a workbook, or of a CSV file with those beside it. Raises NotFound, TooLarge or InvalidSource."""
    sheet = read_sheet_bytes(path.name, read_bytes(path))
    beside = {}
    if sheet.source is None and sheet.who is None and path.name.lower().removesuffix(".gz").endswith(TEXTS):
        for tab in (load_layout().source, load_layout().who):
            file = path.with_name(f"{find_report_name(path.name)}.{tab.tab.lower()}.csv")
            if file.is_file():
                beside[tab.tab.lower()] = _read_only_tab(file, tab)
    return ReportSheet(sheet.file, sheet.what, beside.get("who", sheet.who), beside.get("source", sheet.source),
                 path.absolute().parent, sheet.tabs)  # fmt: skip


def _read_only_tab(path: Path, layout: TabLayout) -> SheetTable:
    tab = open_tabs(path.name, read_bytes(path), lambda cells: _count_known(cells, layout))[0]
    return _read_table(path.name, tab, layout)


def read_sheet_bytes(name: str, content: bytes, mended: Iterable[MendedCell] = ()) -> ReportSheet:
    """The same of the content of a file with a name, with mended cells in the place of its own.

    Raises TooLarge or InvalidSource, and InvalidInput for a mended cell that there cannot be.
    """
    layout = load_layout()
    tabs = open_tabs(name.removesuffix(".gz"), content, lambda cells: _count_known(cells, layout.what))
    if len(tabs) == 1:  # a CSV file, or a workbook of one tab
        found = {layout.what.tab: tabs[0]}
    else:
        found = {one.tab: tab for one in layout.tabs if (tab := _find_tab(name, tabs, one))}
    if layout.what.tab not in found:
        met = ", ".join(tab.name for tab in tabs)
        raise InvalidSource(
            f"{name} has no tab {layout.what.tab}; it has {met}", parameter="file",
            hint=f"name the tab with the statements {layout.what.tab}",
        )  # fmt: skip
    found = mend_tabs(found, mended)
    read = {one.tab: _read_table(name, found[one.tab], one) for one in layout.tabs if one.tab in found}
    return ReportSheet(name, read[layout.what.tab], read.get(layout.who.tab), read.get(layout.source.tab), tabs=tabs)


def is_report_sheet(path: Path) -> bool:
    """Whether a file is a CSV file with the columns of the tab What, or a workbook that is no table of figures.

    What has the column *does what* is no table of figures, though its other columns may be called as theirs are.
    """
    name = path.name.lower().removesuffix(".gz")
    if not path.is_file() or not name.endswith((*WORKBOOKS, *TEXTS)):
        return False
    return looks_like_sheet(path) or (name.endswith(WORKBOOKS) and not is_figures(path))


def looks_like_sheet(path: Path) -> bool:
    """Whether a tab of a file has the columns of What, by its first line; never raises."""
    layout = load_layout().what
    try:
        tabs = open_tabs(path.name, read_bytes(path), lambda cells: _count_known(cells, layout))
    except WhoholdsError:
        return False
    return any(_has_columns(next((cells for _, cells in _list_filled(tab)), []), layout) for tab in tabs)


def _has_columns(header: Sequence[Value], layout: TabLayout) -> bool:
    found = {column.field for cell in header if (column := match_column(str(cell), layout.columns))}
    return "predicate" in found and len(found) * 2 > len(header) and "row" not in {fold_name(str(c)) for c in header}


def _find_tab(file: str, tabs: Sequence[OpenedTab], layout: TabLayout) -> OpenedTab | None:
    names = {fold_name(name) for name in (layout.tab, *layout.also)}
    exact = fold_name(layout.tab)
    found = [tab for tab in tabs if fold_name(tab.name) == exact or fold_name(tab.name).startswith(exact + " ")]
    found = found or [tab for tab in tabs if fold_name(tab.name) in names]
    if len(found) > 1:
        met = " and ".join(tab.name for tab in found)
        raise InvalidSource(
            f"{file} has {len(found)} tabs {layout.tab}: {met}", parameter="file",
            hint="put all rows into one of them, and delete or rename the other",
        )  # fmt: skip
    return found[0] if found else None


def _count_known(cells: Sequence[str], layout: TabLayout) -> int:
    return sum(match_column(cell, layout.columns) is not None for cell in cells)


def _read_table(file: str, tab: OpenedTab, layout: TabLayout) -> SheetTable:
    where = f"{file}, {tab.name}"
    _refuse_unread(where, tab)
    filled = _list_filled(tab)
    _, header = next(filled, (1, []))
    columns = _match_header(where, header, layout)
    rows = [SheetRow(number, cells) for number, row in filled if (cells := _read_cells(row, columns, where, number))]
    rows = [take_suggestions(where, row) for row in rows]
    left = [row for row in rows if _is_left(row)]
    letters = {column.field: write_letters(place + 1) for place, column in columns.items()}
    numbers = {row.number for row in left}
    taken = [row for row in rows if row.number not in numbers]
    return SheetTable(layout, tab.name, letters, taken, list(columns.values()), left)


def take_suggestions(where: str, row: SheetRow) -> SheetRow:
    """The row with its suggestions as plain cells, where its column `accept` says yes. Raises InvalidSource."""
    accept = row.text("accept")
    said = list_words("truth").find(accept) if accept else "no"
    if said is None:
        raise InvalidSource(
            f"{where}, row {row.number}: accept is {accept[:80]!r}", parameter="accept", value=accept,
            hint="write yes to take the suggestions of the row, or no",
        )  # fmt: skip
    if said == "no":
        return row
    plain = {
        name: replace(cell, text=cell.text.removeprefix(SUGGESTED.strip()).strip(), is_suggestion=False)
        for name, cell in row.cells.items()
    }
    return SheetRow(row.number, {name: cell for name, cell in plain.items() if cell.text})


def _is_left(row: SheetRow) -> bool:
    """Whether a row holds suggestions, or a place in the report, and nothing that a person wrote."""
    is_suggested = any(cell.is_suggestion for cell in row.cells.values()) or "reading" in row.cells
    return is_suggested and all(cell.is_suggestion or name in BESIDE for name, cell in row.cells.items())


def _refuse_unread(where: str, tab: OpenedTab) -> None:
    if tab.unread and tab.unread.formulas:
        raise InvalidSource(
            f"{where}: formulas in {_list_few(tab.unread.formulas)}; formulas are not worked out", parameter="file",
            hint="copy these cells and paste them as values",
        )  # fmt: skip
    if tab.unread and tab.unread.merged:
        raise InvalidSource(
            f"{where}: merged cells at {_list_few(tab.unread.merged)}; which row they are of is not clear",
            parameter="file", hint="unmerge them, and write the value in each row",
        )  # fmt: skip


def _list_few(places: Sequence[str]) -> str:
    more = f" and {len(places) - MOST_NAMED:,} more" if len(places) > MOST_NAMED else ""
    return ", ".join(places[:MOST_NAMED]) + more


def _list_filled(tab: OpenedTab) -> Iterator[tuple[int, list[Value]]]:
    return ((number, row) for number, row in enumerate(tab.rows, 1) if any(map(_is_filled, row)))


def _is_filled(value: Value) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _match_header(where: str, header: Sequence[Value], layout: TabLayout) -> dict[int, Column]:
    """The column at each place of the header. Raises InvalidSource for one that there is not, twice, or needed."""
    found: dict[int, Column] = {}
    for place, value in enumerate(header):
        written = str(value).strip()
        if not written:
            continue
        column = match_column(written, layout.columns)
        at = f"{where}: column {write_letters(place + 1)}"
        if column is None:
            near = list_nearest(written, [one.header for one in layout.columns], 1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"columns are {', '.join(c.header for c in layout.columns)}"
            )
            raise InvalidSource(
                f"{at} is {written!r}, which is no column", parameter="columns", value=written, hint=hint
            )
        for earlier, other in found.items():
            if other.field == column.field and not column.given:
                raise InvalidSource(
                    f"{at} is {written!r}, and column {write_letters(earlier + 1)} is the same", parameter="columns",
                    value=written, hint="keep one of them",
                )  # fmt: skip
        found[place] = column if column.given else replace(column, header=written)
    needed = {"what": ("predicate",), "who": ("name",), "source": ("question", "answer")}[layout.tab.lower()]
    fields = {column.field for column in found.values()}
    if missing := [layout.header(name) for name in needed if name not in fields]:
        raise InvalidSource(
            f"{where}: no column {' and '.join(map(repr, missing))}", parameter="columns",
            hint="the first row has the names of the columns, as `whoholds sheet --new` writes them",
        )  # fmt: skip
    return found


def _read_cells(
    row: Sequence[Value], columns: Mapping[int, Column], where: str, number: int
) -> dict[str, SheetCell] | None:
    found = {}
    for place, value in enumerate(row):
        if not _is_filled(value):
            continue
        if place not in columns:
            raise InvalidSource(
                f"{where}, row {number}: column {write_letters(place + 1)} has {str(value)[:80]!r}, and no name",
                parameter="columns", hint="name the column, or delete what stands there",
            )  # fmt: skip
        if not columns[place].given:
            name = columns[place].field
            cell = make_cell(value, write_letters(place + 1))
            found[name] = replace(cell, is_suggestion=False) if name in FREE else cell
    return found or None


def make_cell(value: Value, column: str) -> SheetCell:
    """A cell of a value as the spreadsheet program has it."""
    if isinstance(value, str):
        text = value.strip()
        is_suggestion = text.startswith(SUGGESTED)
        return SheetCell(text, column, is_suggestion=is_suggestion)
    if isinstance(value, bool):
        return SheetCell("yes" if value else "no", column, value)
    if isinstance(value, int | float):
        is_whole = value == int(value) and abs(value) < 1e15 if value == value and abs(value) != float("inf") else False
        return SheetCell(str(int(value)), column) if is_whole else SheetCell(str(value), column, float(value))
    if isinstance(value, datetime):
        day = value.date() if value.time() == time(0) else value
        return SheetCell(day.isoformat(), column, day)
    if isinstance(value, date):
        return SheetCell(value.isoformat(), column, value)
    return SheetCell(str(value), column, value)
