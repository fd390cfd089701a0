"""The workbook that check writes beside a sheet: what stood there, the keys that were given, and two columns more."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ingest.drafts import DRAFT
from ingest.files import LINE
from ingest.sheets.cells import write_day
from ingest.sheets.keys import RESPONSE_ROW
from ingest.sheets.layout import SUGGESTED, load_layout, match_column
from ingest.sheets.opening import Value
from ingest.sheets.reading import SheetReading
from ingest.sheets.tables import ReportSheet, SheetCell, SheetRow, make_cell
from ingest.sheets.writing import HELP, LISTS, SheetContent

Row = dict[str, str]
DAYS = ("time", "said_on", "since", "planned_end", "published", "retrieved_on", "coverage_start", "coverage_end")


def make_checked(reading: SheetReading, says: Mapping[int, str], wrong: Mapping[int, str]) -> SheetContent:
    """The content of the checked workbook. `says` and `wrong` are by the number of a row of What.

    Rows keep their numbers; columns, also empty ones, their headers and order; tabs their order, others their text.
    What a spreadsheet program made of a cell and cannot be read becomes a suggestion, for a person to decide. Rows that
    others respond to are named by key. Rows whose text changed are drafts there.
    """
    sheet = reading.sheet
    answers, others = _list_answers(reading)
    bad = {(problem.tab, problem.row, problem.column) for problem in reading.every_problem}
    keys = {row.row.number: row.key for row in reading.rows}
    changed = {row.row.number for row in reading.rows if row.is_changed}
    what = []
    for row in sheet.what.rows:
        cells = _write_row(sheet.what.name, row, sheet.what.tab.header, bad)
        for name in ("responds", "fulfils"):
            if name in cells:
                cells[name] = RESPONSE_ROW.sub(lambda match: keys.get(int(match[1]), match[0]), cells[name])
        if row.number in changed:
            cells["state"] = DRAFT
        cells |= {"key": keys[row.number], "says": says.get(row.number, ""), "wrong": wrong.get(row.number, "")}
        what.append((row.number, cells))
    what += [(row.number, _write_left(row)) for row in sheet.what.suggested]
    what.sort(key=lambda one: one[0])
    return SheetContent(
        source=answers, who=_list_who(reading, bad), what=_fill_gaps(what), columns=("says", "wrong"),
        kept={
            table.tab.tab: [one for one in table.headers if not one.given]
            for table in (sheet.who, sheet.what) if table
        },
        order=_list_tabs(sheet), questions=others, others=list(_list_other_tabs(sheet)),
    )  # fmt: skip


def _list_answers(reading: SheetReading) -> tuple[Row, list[tuple[str, str]]]:
    """The answers of Source by field, with the short name that was made; and lines that are none of its questions."""
    table = reading.sheet.source
    answers: Row = {"id": reading.parsed.form.id}
    others = []
    for row in table.rows if table else ():
        question = match_column(row.text("question"), table.tab.questions) if table else None
        if question is None or question.field in answers.keys() - {"id"}:
            others.append((row.text("question"), row.text("answer")))
        elif "answer" in row.cells:
            answers[question.field] = row.cells["answer"].text
    return answers, others


def _list_who(reading: SheetReading, bad: set[tuple[str, int | None, str]]) -> list[Row]:
    table = reading.sheet.who
    if table is None:
        return []
    ids = {row[LINE]: str(row["id"]) for row in reading.who}
    found = []
    for row in table.rows:
        cells = _write_row(table.name, row, table.tab.header, bad)
        if row.number in ids and "id" not in cells:
            cells["id"] = ids[row.number]
        found.append((row.number, cells))
    found += [(row.number, _write_left(row)) for row in table.suggested]
    return _fill_gaps(sorted(found, key=lambda one: one[0]))


def _write_left(row: SheetRow) -> Row:
    """A row of suggestions that nobody took, as it is."""
    return {name: cell.text for name, cell in row.cells.items()}


def _write_row(tab: str, row: SheetRow, header: object, bad: set[tuple[str, int | None, str]]) -> Row:
    assert callable(header)
    return {name: _write_cell(cell, name, (tab, row.number, header(name)) in bad) for name, cell in row.cells.items()}


def _write_cell(cell: SheetCell, name: str, is_bad: bool) -> str:
    made = cell.made
    if made is None or not is_bad:
        return cell.text
    if isinstance(made, datetime | date):
        low, high = sorted((made.day, made.month))
        return SUGGESTED + (write_day(made) if name in DAYS else f"{low} to {high}")
    return SUGGESTED + cell.text


def _fill_gaps(rows: Iterable[tuple[int, Row]]) -> list[Row]:
    """The rows at their numbers, of which the first is 2, below the header."""
    found: list[Row] = []
    for number, cells in rows:
        found += [{}] * (number - 2 - len(found))
        found.append(cells)
    return found


def _list_tabs(sheet: ReportSheet) -> list[str]:
    """The tabs in the order of the user, those that are read by the name that they get here."""
    names = {table.name: table.tab.tab for table in (sheet.what, sheet.who, sheet.source) if table}
    return [names.get(tab.name, tab.name) for tab in sheet.tabs]


def _list_other_tabs(sheet: ReportSheet) -> Iterable[tuple[str, list[list[str]]]]:
    read = {table.name for table in (sheet.what, sheet.who, sheet.source) if table}
    names = {tab.tab for tab in load_layout().tabs} | {HELP, LISTS}
    if len(sheet.tabs) > 1:
        for tab in sheet.tabs:
            if tab.name not in read | names:
                yield tab.name, [[_write_value(value) for value in row] for row in tab.rows]


def _write_value(value: Value) -> str:
    return value if isinstance(value, str) else make_cell(value, "").text
