"""`whoholds compare` on two sheets of one report."""

import json
from pathlib import Path

import pytest

from tests.app.commands import run
from tests.ingest.sheets.sheets import write_sheet
from tests.ingest.sheets.test_comparing import HOLDS, MOVED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"locator": "2", **HOLDS}, MOVED]
    write_sheet(tmp_path / "a.xlsx", rows)
    write_sheet(tmp_path / "b.xlsx", [{**rows[0], "at": "River Town"}, MOVED])
    return tmp_path


def test_agreement_is_told_by_column_and_differences_are_written(folder: Path) -> None:
    files = str(folder / "a.xlsx"), str(folder / "b.xlsx")
    found = json.loads(run(folder / "data", "compare", *files, "--json").stdout)
    assert found["rows"] == {"both": 2, "onlyFirst": 0, "onlySecond": 0}
    by_column = {one["column"]: one for one in found["columns"]}
    assert (by_column["does what"]["perCent"], by_column["does what"]["alpha"]) == (100, 1)
    assert by_column["where"]["perCent"] == 0
    (difference,) = found["differences"]
    assert (difference["column"], difference["firstRow"], difference["secondRow"]) == ("where", 2, 2)
    out = folder / "out.xlsx"
    done = run(folder / "data", "compare", *files, "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "rows that both have: 2" in done.stdout
    assert "1 difference to be settled" in done.stdout
    assert out.stat().st_size > 0
    assert run(folder / "data", "compare", *files, "--out", str(out)).returncode == 2  # it is there already


def test_a_file_that_is_no_sheet_is_named(folder: Path) -> None:
    (folder / "c.xlsx").write_bytes(b"no workbook")
    done = run(folder / "data", "compare", str(folder / "a.xlsx"), str(folder / "c.xlsx"))
    assert done.returncode == 2
    assert "c.xlsx" in done.stderr
    assert run(folder / "data", "compare", str(folder / "a.xlsx"), str(folder / "nowhere.xlsx")).returncode != 0
