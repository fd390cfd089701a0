"""Cells of a sheet mended without writing the file: what a person put in the place of what stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.errors import InvalidInput
from graph.spelling import fold_name
from ingest.sheets.layout import Column, TabLayout, list_nearest, load_layout, match_column
from ingest.sheets.opening import OpenedTab, Value

MOST_ROWS_ADDED = 1_000  # below the last row of a tab


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedCell:
    """What is to stand in a cell, as text; an empty one empties it.

    `tab` is its name in the file or in the layout, `row` the number of the row as people count, `column` its header. Of
    the tab Source `column` is the question, and `row` is not needed.
    """

    tab: str
    column: str
    value: str
    row: int | None = None


def mend_tabs(tabs: dict[str, OpenedTab], cells: Iterable[MendedCell]) -> dict[str, OpenedTab]:
    """The tabs by their names in the layout, with the cells put in. A tab or column that there is not is added.

    Raises InvalidInput for a tab, row or column that a sheet cannot have.
    """
    found = dict(tabs)
    for cell in cells:
        layout = _find_layout(tabs, cell.tab)
        tab = found.get(layout.tab) or _make_tab(layout)
        if tab is tabs.get(layout.tab):
            tab = replace(tab, rows=[list(row) for row in tab.rows])
        (_put_answer if layout.questions else _put_cell)(layout, tab.rows, cell)
        found[layout.tab] = tab
    return found


def _find_layout(tabs: dict[str, OpenedTab], name: str) -> TabLayout:
    for layout in load_layout().tabs:
        met = {layout.tab, tabs[layout.tab].name} if layout.tab in tabs else {layout.tab}
        if fold_name(name) in {fold_name(one) for one in met}:
            return layout
    names = ", ".join(layout.tab for layout in load_layout().tabs)
    raise InvalidInput(f"there is no tab {name[:80]!r}; tabs are {names}", parameter="tab", value=name)


def _make_tab(layout: TabLayout) -> OpenedTab:
    columns = [column for column in layout.columns if not column.more or column.hidden]
    return OpenedTab(layout.tab, [[column.header for column in columns]])


def _put_answer(layout: TabLayout, rows: list[list[Value]], cell: MendedCell) -> None:
    """Answer a question where it stands, else in a line below."""
    question = match_column(cell.column, layout.questions)
    if question is None:
        raise _refuse_column(layout, cell, [one.header for one in layout.questions])
    _, header = _find_header(rows)
    asked, answer = (_find_place(layout, header, field) for field in ("question", "answer"))
    line = next((row for row in rows if _match(row, asked, layout.questions) == question.field), None)
    if line is None:
        line = []
        rows.append(line)
        _put(line, asked, question.header)
    _put(line, answer, cell.value)


def _put_cell(layout: TabLayout, rows: list[list[Value]], cell: MendedCell) -> None:
    column = match_column(cell.column, layout.columns)
    if column is None or column.given:
        raise _refuse_column(layout, cell, [one.header for one in layout.columns if not one.given])
    first, header = _find_header(rows)
    if cell.row is None or not first < cell.row <= len(rows) + MOST_ROWS_ADDED:
        raise InvalidInput(
            f"row {cell.row}: rows of {layout.tab} begin at {first + 1}, and at most {MOST_ROWS_ADDED:,} are added",
            parameter="row", value=cell.row,
        )  # fmt: skip
    place = _find_place(layout, header, column.field)
    if place == len(header):
        header.append(column.header)
    rows += [[] for _ in range(cell.row - len(rows))]
    _put(rows[cell.row - 1], place, cell.value)


def _find_header(rows: list[list[Value]]) -> tuple[int, list[Value]]:
    """The first filled row, with its number."""
    for number, row in enumerate(rows, 1):
        if any(str(value).strip() for value in row):
            while not str(row[-1]).strip():
                row.pop()
            return number, row
    rows.append([])
    return len(rows), rows[-1]


def _find_place(layout: TabLayout, header: Sequence[Value], field: str) -> int:
    """Where a column stands; the end of the header where it does not."""
    return next((place for place in range(len(header)) if _match(header, place, layout.columns) == field), len(header))


def _match(row: Sequence[Value], place: int, columns: tuple[Column, ...]) -> str | None:
    found = match_column(str(row[place]).strip(), columns) if place < len(row) else None
    return found.field if found else None


def _put(row: list[Value], place: int, value: str) -> None:
    row += [""] * (place + 1 - len(row))
    row[place] = value


def _refuse_column(layout: TabLayout, cell: MendedCell, headers: list[str]) -> InvalidInput:
    near = list_nearest(cell.column, headers, 1)
    what = "question" if layout.questions else "column"
    hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(headers)}"
    return InvalidInput(
        f"{layout.tab} has no {what} {cell.column[:80]!r}", parameter="column", value=cell.column, hint=hint
    )
