"""`whoholds sheet REPORT` without a database: a workbook with suggestions, and a clear end where it cannot be made."""

from pathlib import Path

import pytest

from ingest.sheets.tables import read_sheet_file
from tests.app.commands import run
from tests.ingest.reports.report_files import ENGLISH, write_docx, write_txt


def test_a_workbook_with_suggestions(tmp_path: Path) -> None:
    report, out = write_docx(tmp_path / "report.docx", ENGLISH), tmp_path / "report.xlsx"
    done = run(tmp_path / "data", "sheet", str(report), "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 statements in 4 paragraphs" in done.stdout
    sheet = read_sheet_file(out)
    assert sheet.who is not None
    ids = {row.cells["id"].text for row in sheet.who.suggested if "id" in row.cells}
    assert {"? iraq", "? place-iraq", "? nat-iq", "? isis", "? sdf"} <= ids
    assert [row.cells["locator"].text for row in sheet.what.suggested] == [
        "1",
        "2",
        "3",
        "4",
        "4",
    ]  # a row for each sentence
    checked = run(tmp_path / "data", "check", str(out))
    assert "rows of What with suggestions that nobody took, and left out" in checked.stdout
    assert not (tmp_path / "data").exists()


def test_words_of_the_report_are_left_out(tmp_path: Path) -> None:
    report, out = write_txt(tmp_path / "report.txt", ENGLISH), tmp_path / "report.xlsx"
    assert run(tmp_path / "data", "sheet", str(report), "--without-text", "--out", str(out)).returncode == 0
    readings = [row.cells["reading"].text for row in read_sheet_file(out).what.suggested]
    assert readings[-2:] == ["On 12 March 2026 the Syrian ...", "Turkey's defence ministry denied that it ..."]


HEADED = "Prisoners cross\nThe Lake Post\nThursday 12 March 2026\nhttps://lakepost.example/a\n\n"


def test_the_source_is_suggested_from_the_first_lines_and_the_text_where_it_lies_beside_the_sheet(
    tmp_path: Path,
) -> None:
    report, other = tmp_path / "report.txt", tmp_path / "other"
    report.write_text(HEADED + "\n\n".join(ENGLISH) + "\n", encoding="utf-8")
    other.mkdir()
    for out in (tmp_path / "report.xlsx", other / "report.xlsx"):
        assert run(tmp_path / "data", "sheet", str(report), "--out", str(out)).returncode == 0
        sheet = read_sheet_file(out)
        assert sheet.source is not None
        found = {row.cells["answer"].text for row in sheet.source.rows if "answer" in row.cells}
        expected = {"? Prisoners cross", "? The Lake Post", "? 12 March 2026", "? https://lakepost.example/a"}
        assert found - {"? report.txt"} == expected
        assert ("? report.txt" in found) == (out.parent == tmp_path)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--out", "new.xlsx"], 2, "give a REPORT, or --new"),
        (["report.txt", "--new", "--out", "new.xlsx"], 2, "give a REPORT, or --new"),
        (["none.txt", "--out", "new.xlsx"], 4, "none.txt: no such file"),
        (["report.odt", "--out", "new.xlsx"], 2, "not from .odt"),
        (["report.txt", "--out", "report.xlsx"], 2, "is there already"),
    ],
)
def test_what_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_txt(tmp_path / "report.txt", ENGLISH)
    (tmp_path / "report.odt").write_bytes(b"x")
    (tmp_path / "report.xlsx").write_bytes(b"somebody's work")
    done = run(tmp_path / "data", "sheet", *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert not (tmp_path / "new.xlsx").exists()
    assert (tmp_path / "report.xlsx").read_bytes() == b"somebody's work"
