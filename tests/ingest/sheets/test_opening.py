"""A sheet reads the same as xlsx, ods and CSV, in any order of columns; what is unclear or unsafe is refused."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import InvalidSource, TooLarge
from ingest.sheets.layout import load_layout, match_column
from ingest.sheets.tables import ReportSheet, find_report_name, looks_like_sheet, read_sheet_file
from ingest.sheets.writing import SheetContent, write_workbook

ROWS = [
    {"locator": "3", "who": "SDF", "predicate": "holds", "object": "ISIS suspects", "wording": "about 2,000",
     "time": "in May 2019", "note": "one\ntwo; \"three\""},
    {"locator": "4", "who": "العراق", "predicate": "transfers", "time": "since 2019"},
]  # fmt: skip


def list_texts(sheet: ReportSheet) -> list[dict[str, str]]:
    return [{name: cell.text for name, cell in row.cells.items()} for row in sheet.what.rows]


def write_csv(path: Path, separator: str, encoding: str, headers: dict[str, str] | None = None) -> Path:
    names = headers or {name: load_layout().what.header(name) for name in ROWS[0]}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names.values())
    writer.writerows([row.get(name, "") for name in names] for row in ROWS)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, tabs: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in tabs.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_written_workbook_reads_as_what_was_written(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", SheetContent(what=ROWS))
    assert list_texts(read_sheet_file(tmp_path / "a.xlsx")) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_separator_and_encoding_reads_the_same(tmp_path: Path, separator: str, encoding: str) -> None:
    assert list_texts(read_sheet_file(write_csv(tmp_path / "a.csv", separator, encoding))) == ROWS


def test_headers_in_any_case_and_order_and_by_synonyms(tmp_path: Path) -> None:
    headers = {"note": "NOTES", "time": "Date", "predicate": "Does What", "who": " subject ", "locator": "Page",
               "object": "Whom?", "wording": "number"}  # fmt: skip
    assert list_texts(read_sheet_file(write_csv(tmp_path / "a.csv", ";", "utf-8", headers))) == ROWS


def test_csv_tabs_beside_one_another(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ",", "utf-8")
    (tmp_path / "a.who.csv").write_text("Name;what it is\nSDF;armed force\n", encoding="utf-8")
    (tmp_path / "a.source.csv").write_text("question,answer\nTitle,A report\n", encoding="utf-8")
    sheet = read_sheet_file(tmp_path / "a.csv")
    assert sheet.who is not None
    assert sheet.source is not None
    assert sheet.who.rows[0].text("kind") == "armed force"
    assert sheet.source.rows[0].text("answer") == "A report"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["does what", "wen"], "column B is 'wen', which is no column (did you mean 'when'?)"),
        (["does what", "when", "date"], "column C is 'date', and column B is the same"),
        (["who", "when"], "no column 'does what'"),
    ],
)
def test_renamed_and_doubled_columns(tmp_path: Path, header: list[object], says: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [header, ["holds"]], "Who": [["name"]]})
    with pytest.raises(InvalidSource) as met:
        read_sheet_file(path)
    assert says in str(met.value)


def test_two_tabs_of_statements(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"]], "What (2)": [["does what"]]})
    with pytest.raises(InvalidSource, match="2 tabs What: What and What"):
        read_sheet_file(path)


def test_no_tab_of_statements(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [["does what"]], "Who": [["name"]]})
    with pytest.raises(InvalidSource, match="has no tab What; it has Sheet1, Who"):
        read_sheet_file(path)


def test_a_cell_in_a_column_without_a_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"], ["holds", "", "lost"]]})
    with pytest.raises(InvalidSource, match="row 2: column C has 'lost', and no name"):
        read_sheet_file(path)


def test_formulas_are_refused_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("What")
        sheet.write_row(0, 0, ["does what", "when"])
        sheet.write_formula(1, 1, "=1+1", None, 2019)
        sheet.write_formula(2, 1, '=HYPERLINK("http://example.org","x")', None, "x")
    with pytest.raises(InvalidSource, match="What: formulas in B2, B3;"):
        read_sheet_file(path)


def test_formulas_of_other_tabs_are_nobodys_business(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("What").write_row(0, 0, ["does what", "when"])
        book.add_worksheet("my sums").write_formula(1, 1, "=1+1", None, 2)
    assert read_sheet_file(path).what.rows == []


def test_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("What")
        sheet.write_row(0, 0, ["does what", "when"])
        sheet.merge_range("A2:A4", "holds")
    with pytest.raises(InvalidSource, match="merged cells at A2:A4"):
        read_sheet_file(path)


def test_a_cell_in_the_last_row_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("What")
        sheet.write_row(0, 0, ["does what", "when"])
        sheet.write_string(1_048_575, 1, "2019")
    with pytest.raises(TooLarge, match="What has something in row 1,048,576 of column B"):
        read_sheet_file(path)


def test_formatted_rows_without_content_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, text = book.add_worksheet("What"), book.add_format({"num_format": "@"})
        sheet.write_row(0, 0, ["does what", "when"])
        sheet.write_row(1, 0, ["holds", "2019"])
        sheet.write_blank(1_048_575, 1, None, text)
    assert len(read_sheet_file(path).what.rows) == 1


def rewrite_zip(path: Path, changes: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (parts | changes).items():
            new.writestr(name, content)


def test_macros(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"]]})
    rewrite_zip(path, {"xl/vbaProject.bin": b"macro"})
    with pytest.raises(InvalidSource, match="has macros, which are not read and never run"):
        read_sheet_file(path)


def test_bomb(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"]]})
    rewrite_zip(path, {"xl/media/a.bin": bytes(310_000_000)})
    assert path.stat().st_size < 2_000_000
    with pytest.raises(TooLarge, match="unpacks to more than a report can hold"):
        read_sheet_file(path)


def test_bomb_that_hides_its_length(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"]]})
    rewrite_zip(path, {"xl/media/a.bin": bytes(31_000_000)})
    length = (31_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(length, (100).to_bytes(4, "little")))
    with pytest.raises(InvalidSource, match="is damaged, or is no workbook"):
        read_sheet_file(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"What": [["does what"]]})
    lol = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as file:
        content = file.read(part)
    rewrite_zip(path, {part: content.replace(b"?>", b"?>" + lol, 1)})
    with pytest.raises(InvalidSource, match="defines entities"):
        read_sheet_file(path)


def test_password_and_old_format(tmp_path: Path) -> None:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    (tmp_path / "a.xlsx").write_bytes(start + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    with pytest.raises(InvalidSource, match="is protected by a password"):
        read_sheet_file(tmp_path / "a.xlsx")
    (tmp_path / "a.xls").write_bytes(start + bytes(500))
    with pytest.raises(InvalidSource, match=r"old format of Excel \(save it as .xlsx\)"):
        read_sheet_file(tmp_path / "a.xls")


def test_hundred_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(TooLarge, match="larger than 20 MB"):
        read_sheet_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xff\xd8\xff\xe0 a picture", b"a\x00b\x00\xff"])
def test_what_is_no_sheet(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(InvalidSource):
        read_sheet_file(tmp_path / "a.xlsx")


def write_ods(path: Path, body: str) -> Path:
    names = {"office": "office", "table": "table", "text": "text"}
    space = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {space}><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", content)
    return path


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_table(*rows: str) -> str:
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="What">{lines}</table:table>'


def test_ods_reads_the_same(tmp_path: Path) -> None:
    fields = list(ROWS[1])
    body = ods_table(
        "".join(ods_cell(load_layout().what.header(name)) for name in fields),
        "".join(ods_cell(ROWS[1][name]) for name in fields),
        '<table:table-cell table:number-columns-repeated="1024"/>',
    )
    assert list_texts(read_sheet_file(write_ods(tmp_path / "a.ods", body))) == ROWS[1:]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('table:formula="of:=1+1"', "formulas in B2"),
        ('table:number-columns-spanned="2"', "merged cells at B2"),
        ('table:number-columns-repeated="100000"', "something in row 2 of column EQXE"),
    ],
)
def test_ods_with_what_is_not_read(tmp_path: Path, more: str, says: str) -> None:
    body = ods_table(ods_cell("does what") + ods_cell("when"), ods_cell("holds") + ods_cell("2019", more))
    with pytest.raises((InvalidSource, TooLarge), match=says):
        read_sheet_file(write_ods(tmp_path / "a.ods", body))


def test_every_synonym_means_one_column() -> None:
    for tab in load_layout().tabs:
        for columns in (tab.columns, tab.questions):
            for column in columns:
                met = match_column(column.header, columns)
                assert met == column, column.header
            names = [name for column in columns for name in column.also]
            assert len(set(names)) == len(names)


def test_name_of_the_report_stays_that_of_the_first_file() -> None:
    names = ["report.xlsx", "report.checked.xlsx", "report.checked-2.xlsx", "report.csv.gz"]
    assert {find_report_name(name) for name in names} == {"report"}
    assert find_report_name("a.checked-out.xlsx") == "a.checked-out"


def test_dossier_template_is_no_sheet(tmp_path: Path) -> None:
    template = Path(__file__).parents[3] / "ingest" / "template.csv"
    assert not looks_like_sheet(template)
    assert looks_like_sheet(write_csv(tmp_path / "a.csv", ";", "utf-16"))
