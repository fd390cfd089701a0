"""The checked workbook has all that the user's has: tabs and columns in order, also empty ones, and every cell."""

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.sheets.checked import make_checked
from ingest.sheets.layout import load_layout
from ingest.sheets.names import list_reference_names
from ingest.sheets.opening import open_tabs
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.sheets.writing import write_workbook
from tests.ingest.sheets.sheets import SOURCE

Table = list[list[str]]
ADDED = ("key", "what it says", "what is wrong")  # columns that check writes
# what a user may write in a column of each tab; all of it can be read
WHAT = {
    "does what": ["holds"], "paragraph": ["2", "page 3"], "Who": ["SDF"], "to whom": ["suspects"],
    "number": ["", "about 50"],
    "date": ["in May 2019"], "accept": ["", "no"], "counted as": [""], "joint with": [""], "state": ["", "draft"],
    "comment of the checker": ["", "look again"], "note": ["", "my own words"],
}  # fmt: skip
WHO = {
    "name": ["SDF"],
    "id": ["sdf"],
    "accept": ["", "yes"],
    "found as": ["", "x"],
    "whose id": [""],
    "other names": [""],
}
NEEDED = {"does what", "paragraph", "Who", "to whom", "date", "name", "id"}


@st.composite
def tables(draw: st.DrawFn, cells: dict[str, list[str]], rows: int) -> Table:
    """A header of some columns in some order, and rows."""
    free = [name for name in cells if name not in NEEDED]
    chosen = draw(st.permutations([name for name in cells if name in NEEDED] + draw(st.permutations(free))[:3]))
    return [list(chosen)] + [[draw(st.sampled_from(cells[name])) for name in chosen] for _ in range(rows)]


@st.composite
def workbooks(draw: st.DrawFn) -> list[tuple[str, Table]]:
    """Tabs in some order: the three that are read, and two of the user's own."""
    source = [["question", "answer"], *([load_layout().source.header(name), value] for name, value in SOURCE.items())]
    who = draw(tables(WHO, 1))
    place = who[0].index("name")
    who.append(["suspects" if at == place else "" for at in range(len(who[0]))])
    who[0].append("what it is")
    who[1].append("")
    who[2].append("detainees")
    tabs = [("Source", source), ("Who", who), ("What", draw(tables(WHAT, 2)))]
    own = [("my sums", [["a", ""], ["", "b"]]), ("to do", [["call the office"]])]
    return draw(st.permutations([*tabs, *own]))


def write(path: Path, tabs: list[tuple[str, Table]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in tabs:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value:
                        sheet.write_string(number, place, value)
    return path


def list_columns(rows: Table) -> list[tuple[str, list[str]]]:
    """The columns without those that check writes, in order; empty rows at the end count for nothing."""
    while len(rows) > 1 and not any(rows[-1]):
        rows = rows[:-1]
    width = max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows]
    columns = [(column[0], list(column[1:])) for column in zip(*filled, strict=True)]
    columns = [
        (name, ["" if cell == "lake-suspects" else cell for cell in cells]) for name, cells in columns
    ]  # check's
    return [one for one in columns if one[0] not in ADDED and (one[0] or any(one[1]))]


@settings(
    max_examples=40, derandomize=True, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(workbooks())
def test_a_checked_workbook_has_all_of_the_users(tmp_path: Path, tabs: list[tuple[str, Table]]) -> None:
    path = write(tmp_path / "lake.xlsx", tabs)
    reading = read_sheet(read_sheet_bytes(path.name, path.read_bytes()), list_reference_names())
    out = tmp_path / "lake.checked.xlsx"
    out.unlink(missing_ok=True)
    write_workbook(out, make_checked(reading, {}, {}))
    found = {
        tab.name: [[str(cell) for cell in row] for row in tab.rows] for tab in open_tabs(out.name, out.read_bytes())
    }
    names = [name for name, _ in tabs]
    assert [name for name in found if name in names] == names
    for name, rows in tabs:
        if name != "Source":
            assert list_columns(found[name]) == list_columns(rows)


@pytest.mark.parametrize("accept", ["", "yes"])
def test_the_column_accept_of_who_stays(tmp_path: Path, accept: str) -> None:
    who = [["accept", "name", "id"], [accept, "SDF", "sdf"]]
    path = write(tmp_path / "a.xlsx", [("What", [["does what"]]), ("Who", who)])
    checked = make_checked(read_sheet(read_sheet_bytes(path.name, path.read_bytes()), list_reference_names()), {}, {})
    assert [column.field for column in checked.kept["Who"]] == ["accept", "name", "id"]
    assert [row.get("accept", "") for row in checked.who] == [accept]
