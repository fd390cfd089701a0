"""Two coders of one report: what they agree in, and what is left to be settled."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from ingest.sheets.comparing import Comparison, compare_sheets, write_differences
from tests.ingest.sheets.sheets import Row, read_rows

HOLDS: Row = {"who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "when": "20 January 2026"}
MOVED: Row = {
    "locator": "3",
    "predicate": "transfers",
    "object": "suspects",
    "to": "Iraq (state)",
    "when": "21 January 2026",
}


def compare(folder: Path, first: list[Row], second: list[Row]) -> Comparison:
    for name in ("a", "b"):
        (folder / name).mkdir()
    return compare_sheets(
        read_rows(folder / "a", *first, name="first.xlsx"), read_rows(folder / "b", *second, name="second.xlsx")
    )


def columns(found: Comparison) -> dict[str, tuple[int, float | None]]:
    return {one.column: (one.rows, one.per_cent) for one in found.columns}


def test_the_same_coding_agrees_in_all_whatever_the_order_and_the_spelling(tmp_path: Path) -> None:
    respelt = HOLDS | {"who": "Syrian Democratic Forces", "when": "20.01.2026"}
    found = compare(tmp_path, [HOLDS, MOVED], [MOVED, respelt])
    assert (found.both, found.only_first, found.only_second, found.differences) == (2, 0, 0, [])
    assert {per_cent for _, per_cent in columns(found).values()} == {100}


def test_differences_are_told_by_row_and_column(tmp_path: Path) -> None:
    other = HOLDS | {"at": "River Town", "wording": "about 200"}
    found = compare(tmp_path, [HOLDS | {"wording": "some 100"}, MOVED], [other, MOVED])
    assert columns(found)["where"] == (1, 0)
    assert columns(found)["how many"] == (1, 0)
    assert columns(found)["does what"] == (2, 100)
    where, how_many = found.differences
    assert (where.column, where.first_row, where.second_row) == ("where", 2, 2)
    assert "old mill" in where.first
    assert "river town" in where.second
    assert how_many.column == "how many"


def test_two_wordings_of_one_range_are_no_difference(tmp_path: Path) -> None:
    found = compare(tmp_path, [HOLDS | {"wording": "about 2,000"}], [HOLDS | {"wording": "some 2000"}])
    assert columns(found)["how many"] == (1, 100)
    assert found.differences == []


def test_what_one_says_and_the_other_leaves_empty_is_a_difference(tmp_path: Path) -> None:
    found = compare(tmp_path, [HOLDS], [HOLDS | {"at": ""}])
    assert columns(found)["where"] == (1, 0)
    (one,) = found.differences
    assert (one.column, one.second) == ("where", "")


def test_a_row_that_only_one_has_is_one_difference(tmp_path: Path) -> None:
    found = compare(tmp_path, [HOLDS, MOVED], [HOLDS])
    assert (found.both, found.only_first, found.only_second) == (1, 1, 0)
    (one,) = found.differences
    assert (one.column, one.first_row, one.second_row, one.second) == ("row", 3, None, "")
    assert "suspects" in one.first


def test_alpha_is_told_where_it_is_defined(tmp_path: Path) -> None:
    found = compare(tmp_path, [HOLDS, MOVED], [HOLDS, MOVED])
    alphas = {one.column: one.alpha for one in found.columns}
    assert alphas["does what"] == 1  # two values, always agreed
    assert alphas["where"] is None  # one value in all


def test_the_workbook_has_the_differences_alone_and_no_formulas(tmp_path: Path) -> None:
    found = compare(tmp_path, [HOLDS], [HOLDS | {"at": "River Town"}])
    write_differences(tmp_path / "out.xlsx", found, "=first", "second")
    rows = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
    assert rows[0] == [
        "paragraph", "row of =first", "row of second", "column", "=first says", "second says", "settled",
    ]  # fmt: skip
    assert len(rows) == 2
    assert rows[1][:4] == ["2", "2", "2", "where"]
    assert len(found.differences) == 1
