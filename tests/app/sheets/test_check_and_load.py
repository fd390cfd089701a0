"""A report in a spreadsheet, by the commands and over HTTP: told back, mended, loaded, loaded again."""

import asyncio
import csv
import hashlib
import json
from pathlib import Path

import httpx
import pytest
import xlsxwriter
from starlette.requests import Request

from app.uploads import read_upload
from graph.errors import InvalidInput, InvalidSource
from ingest.figures.loading import check_figures
from ingest.sheets.names import list_reference_names
from ingest.sheets.opening import read_csv_rows
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_bytes, read_sheet_file
from tests.app.commands import run
from tests.ingest.sheets.sheets import SOURCE, Row, write_sheet

RIGHT: list[Row] = [
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "time": "2019",
     "wording": "about 2,000"},
    {"locator": "3", "predicate": "transfers", "object": "suspects", "origin": "SDF", "target": "Iraq (state)",
     "time": "5 January 2026", "wording": "150"},
]  # fmt: skip
WRONG: Row = {"locator": "4", "who": "SDF", "predicate": "holdz", "object": "suspects", "time": "05/02/2026"}
SAYS = (
    "Lake Post says that the Syrian Democratic Forces held about 2,000 suspects (1,800 to 2,200) in Old Mill at "
    "some time in 2019."
)


@pytest.fixture(scope="module")
def own(lent: Path) -> Path:
    return lent


def test_check_tells_each_row_back_and_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [*RIGHT, {}, WRONG])
    before = file.read_bytes()
    done = run(tmp_path / "data", "check", str(file))
    assert done.returncode == 3, done.stderr
    assert f"What 2: {SAYS}" in done.stdout
    assert "What 5: wrong: does what: 'holdz' is no word of the vocabulary (did you mean holds?)" in done.stdout
    assert "What 5: wrong: when: '05/02/2026' may be 5 February 2026 or 2 May 2026" in done.stdout
    assert "lake: 2 statements can be loaded, 1 row has something wrong; nothing is loaded yet" in done.stdout
    assert file.read_bytes() == before
    assert not (tmp_path / "data").exists()


def test_check_tells_rows_back_in_arabic_and_what_is_wrong_in_english(tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [RIGHT[1], WRONG])
    done = run(tmp_path / "data", "check", str(file), "--lang", "ar")
    assert (
        "What 2: بحسب Lake Post، نُقل 150 شخصًا من suspects من قوات سوريا الديمقراطية إلى العراق في 5 يناير"
        in done.stdout
    )
    assert "What 3: wrong: does what: 'holdz' is no word of the vocabulary (did you mean holds?)" in done.stdout
    assert "expected ar or en" in run(tmp_path / "data", "check", str(file), "--lang", "tlh").stderr


def test_the_checked_workbook_goes_on_where_the_file_was(tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [*RIGHT, {}, WRONG])
    run(tmp_path / "data", "check", str(file))
    first, checked = (read_sheet_file(tmp_path / name) for name in ("lake.xlsx", "lake.checked.xlsx"))
    assert [row.number for row in checked.what.rows] == [2, 3, 5]
    for before, after in zip(first.what.rows, checked.what.rows, strict=True):
        assert {name: cell.text for name, cell in before.cells.items()} == {
            name: cell.text for name, cell in after.cells.items() if name != "key"
        }
    one, other = (read_sheet(sheet, list_reference_names()) for sheet in (first, checked))
    assert [row.key for row in one.rows] == [row.key for row in other.rows]
    assert [statement.id for statement in one.parsed.statements] == [s.id for s in other.parsed.statements]
    assert one.parsed.entities == other.parsed.entities
    assert one.parsed.form == other.parsed.form
    run(tmp_path / "data", "check", str(tmp_path / "lake.checked.xlsx"))
    assert (tmp_path / "lake.checked-2.xlsx").is_file()  # nobody's work is written over


def test_other_tabs_and_columns_in_their_order_stay(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "lake.xlsx")) as book:
        book.add_worksheet("My notes").write_row(0, 0, ["remember", 5])
        sheet = book.add_worksheet("What")
        sheet.write_row(0, 0, ["when", "does what", "who", "whom", "page"])
        sheet.write_row(1, 0, ["2019", "holds", "SDF", "ISIS", "2"])
    run(tmp_path / "data", "check", str(tmp_path / "lake.xlsx"))
    checked = read_sheet_file(tmp_path / "lake.checked.xlsx")
    assert [column.field for column in checked.what.headers][:5] == ["time", "predicate", "who", "object", "locator"]
    notes = next(tab for tab in checked.tabs if tab.name == "My notes")
    assert notes.rows == [["remember", "5"]]


def test_rows_that_others_answer_are_named_by_key_so_that_sorting_changes_nothing(tmp_path: Path) -> None:
    rows = [*RIGHT, RIGHT[0] | {"manner": "denied", "responds": "2 denies; row 3 confirms", "locator": "5"}]
    run(tmp_path / "data", "check", str(write_sheet(tmp_path / "lake.xlsx", rows)))
    checked = read_sheet_file(tmp_path / "lake.checked.xlsx").what.rows
    keys = [row.text("key") for row in checked]
    assert checked[2].text("responds") == f"{keys[0]} denies; {keys[1]} confirms"


def test_json_of_the_command_and_over_http_is_the_same(tmp_path: Path, base: str) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [*RIGHT, WRONG])
    found = json.loads(run(tmp_path / "data", "check", str(file), "--json").stdout)
    assert found["counts"] == {"rows": 3, "wrong": 1, "statements": 2, "entities": 8, "drafts": 0}
    assert (found["rows"][0]["row"], found["rows"][0]["says"]) == (2, SAYS)
    wrong = {one["column"]: one for one in found["rows"][2]["wrong"]}
    assert wrong["does what"]["nearest"] == ["holds"]
    assert wrong["when"]["nearest"] == ["5 February 2026", "2 May 2026"]
    sent = httpx.post(
        f"{base}/v1/check", params={"name": "lake.xlsx"}, content=file.read_bytes(), timeout=60,
        headers={"Content-Type": "application/octet-stream"},
    )  # fmt: skip
    assert sent.status_code == 200, sent.text
    assert sent.json() == found


@pytest.mark.parametrize(
    ("content", "kind", "headers", "status", "says"),
    [
        (b"PK\x03\x04 no", "application/octet-stream", {}, 422, "is damaged, or is no workbook"),
        (b"a,b\n1,2\n", "text/csv", {}, 422, "'a', which is no column"),
        (b"does what", "text/plain", {}, 415, "a body here is a file"),
        (b"does what", "multipart/form-data", {}, 415, "a body here is a file"),
        (b"x", "text/csv", {"X-Forwarded-For": "192.0.2.1"}, 401, "a writer's key"),
        (b"x", "text/csv", {"Origin": "https://elsewhere.example"}, 403, "only pages of this service may send"),
        (bytes(20_000_001), "text/csv", {}, 413, "more than 20000000 bytes"),
    ],
)
def test_what_is_refused_over_http(
    base: str, content: bytes, kind: str, headers: dict[str, str], status: int, says: str
) -> None:
    sent = httpx.post(
        f"{base}/v1/check?name=a.csv", content=content, headers={"Content-Type": kind, **headers}, timeout=60
    )
    assert (sent.status_code, says in sent.json()["detail"]) == (status, True), sent.text


def test_a_dossier_is_told_back_too(base: str) -> None:
    file = Path("ingest/sources/isis-detainee-transfer/dossier.yml")
    headers = {"Content-Type": "application/yaml"}
    sent = httpx.post(
        f"{base}/v1/check?name=dossier.yml&source=isis-detainee-transfer", content=file.read_bytes(), headers=headers,
        timeout=60,
    ).json()  # fmt: skip
    assert (len(sent["rows"]), sent["counts"]["wrong"]) == (sent["counts"]["statements"], 0)
    address = f"{base}/v1/check?name=dossier.yml&source=isis-detainee-transfer"
    for more, header in (("&lang=ar", "en"), ("", "ar-IQ, en;q=0.5")):
        arabic = httpx.post(
            address + more, content=file.read_bytes(), headers=headers | {"Accept-Language": header}, timeout=60
        ).json()
        assert all(row["says"].startswith(("بحسب ", "ي", "ت", "نف")) for row in arabic["rows"])
    refused = httpx.post(f"{base}/v1/check?name=dossier.yml", content=file.read_bytes(), headers=headers, timeout=60)
    assert refused.status_code == 422
    shown = run(Path("unused"), "check", "isis-detainee-transfer", "--show")
    assert "CBS News says that" in shown.stdout


def test_load_takes_what_is_right_and_names_what_is_not(own: Path, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "lake.xlsx", [*RIGHT, WRONG])
    done = run(own, "load", str(file))
    assert done.returncode == 3, done.stderr
    assert "reference: loaded first" in done.stdout
    assert "set aside: lake.xlsx: What, row 4, column E: does what: 'holdz' is no word" in done.stderr
    assert "nothing changed" in run(own, "load", str(file)).stdout
    run(own, "check", str(file))
    assert "nothing changed" in run(own, "load", str(tmp_path / "lake.checked.xlsx")).stdout
    answer = json.loads(run(own, "custody", "--held", "suspects", "--as-of", "2019-06-01", "--json").stdout)
    assert [row["holder"]["id"] for row in answer["rows"]] == ["sdf"]
    assert answer["rows"][0]["count"]["wording"] == "about 2,000"


def test_a_mended_number_opens_a_new_version_under_the_same_key(own: Path, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "mend.xlsx", RIGHT)
    assert run(own, "load", str(file)).returncode == 0
    (tmp_path / "other").mkdir()
    mended = [RIGHT[1], RIGHT[0] | {"wording": "about 3,000"}]
    again = write_sheet(tmp_path / "other" / "mend.xlsx", mended)
    done = run(own, "load", str(again))
    assert "1 opened, 1 closed" in done.stdout, done.stdout


def test_a_sheet_without_its_source_is_not_loaded(own: Path, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "bare.xlsx", RIGHT, source={**SOURCE, "published": ""})
    done = run(own, "load", str(file))
    assert done.returncode == 2
    assert "bare.xlsx: Source: date of publication: this is needed" in done.stderr
    assert "no source" in run(own, "unload", "bare").stderr


def test_a_workbook_that_is_refused_loads_nothing(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "sums.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("What")
        sheet.write_row(0, 0, ["does what", "when"])
        sheet.write_formula(1, 1, "=2019", None, 2019)
    done = run(own, "load", str(file))
    assert done.returncode == 2
    assert "formulas in B2; formulas are not worked out" in done.stderr
    assert "no source" in run(own, "unload", "sums").stderr


def test_sheet_new_writes_an_empty_workbook_once(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    assert run(tmp_path / "data", "sheet", "--new", "--out", str(out)).returncode == 0
    content = out.read_bytes()
    assert read_sheet_bytes("report.xlsx", content).what.rows == []
    again = run(tmp_path / "data", "sheet", "--new", "--out", str(out))
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert out.read_bytes() == content
    checked = run(tmp_path / "data", "check", str(out))
    assert "Source: wrong: title: this is needed" in checked.stdout


def test_drafts_are_counted_read_back_and_loaded_where_that_is_asked_for(tmp_path: Path, own: Path) -> None:
    draft = RIGHT[1] | {"state": "draft", "coded_by": "Anna"}
    file = write_sheet(tmp_path / "drafts.xlsx", [RIGHT[0] | {"state": "agreed"}, draft], source=SOURCE)
    counted = "1 row is a draft and was not loaded; `--drafts` takes it"
    done = run(own, "check", str(file))
    assert (done.returncode, counted in done.stdout) == (0, True), done.stderr
    assert "150 suspects" in done.stdout
    assert "(A draft: it is not loaded.)" in done.stdout
    found = json.loads(run(own, "check", str(file), "--json").stdout)
    assert [row.get("draft", False) for row in found["rows"]] == [False, True]
    assert (found["counts"]["drafts"], found["counts"]["statements"]) == (1, 1)
    done = run(own, "load", str(file))
    assert (done.returncode, f"drafts: {counted}" in done.stdout) == (0, True), done.stderr
    done = run(own, "load", str(file), "--drafts")
    assert (done.returncode, counted in done.stdout) == (0, False), done.stderr
    query = "MATCH (s:Statement {dataset: 'drafts', closedIn: 2147483647}) RETURN s.state AS state, s.codedBy AS by"
    rows = json.loads(run(own, "cypher", "-", "--json", text=query).stdout)["rows"]
    assert sorted((row["state"], row["by"]) for row in rows) == [("agreed", None), ("draft", "Anna")]


def test_a_row_whose_text_changed_is_a_draft_in_the_checked_workbook(tmp_path: Path) -> None:
    """The own copy lies in the folder of WHOHOLDS_TEXTS, and has another number than the row was coded from."""
    coded = "The SDF held about 2,000 suspects."
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "guard.txt").write_text(coded.replace("2,000", "3,000"), encoding="utf-8")
    digest = hashlib.sha256(coded.encode()).hexdigest()
    source = SOURCE | {"text": "guard.txt", "text_length": str(len(coded)), "text_sha256": digest}
    span = {"start": "0", "end": str(len(coded)), "sha256": digest}
    file = write_sheet(tmp_path / "guard.xlsx", [RIGHT[0] | span | {"state": "agreed"}], source=source)
    texts = str(tmp_path / "texts")
    found = json.loads(run(tmp_path / "data", "check", str(file), "--json", WHOHOLDS_TEXTS=texts).stdout)
    (row,) = found["rows"]
    assert (row["draft"], row["wrong"][0]["column"]) == (True, "state")
    why = "the words that it was coded from are not in guard.txt any more"
    assert why in row["wrong"][0]["message"]
    (checked,) = read_sheet_file(tmp_path / "guard.checked.xlsx").what.rows
    assert checked.text("state") == "draft"
    assert run(tmp_path / "data", "check", str(file)).returncode == 0  # without a copy nothing is compared


def test_words_of_ones_own_beside_the_sheet_are_offered_read_and_loaded(own: Path, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yml").write_text(
        """billets_with:
  says: "{subject} is billeted with {object}"
  time: state
  roles: {subject: [Actor], object: [Actor]}
  required: [subject, object]
  stale_after_days: 365
  definition: A force is lodged with another one.
  use_when: A source says who lodges whom.
  not_for: Holding people.
  example: The Hill Army is billeted with the Lake Guard.
""",
        encoding="utf-8",
    )
    empty = tmp_path / "empty.xlsx"
    assert run(tmp_path / "data", "sheet", "--new", "--out", str(empty)).returncode == 0
    offered = next(tab for tab in read_sheet_file(empty).tabs if tab.name == "Lists")
    assert any("billets with" in row for row in offered.rows)
    row = {"locator": "2", "who": "SDF", "predicate": "billets with", "object": "Blue Army", "time": "5 May 2019"}
    file = write_sheet(tmp_path / "billets.xlsx", [row])
    done = run(tmp_path / "data", "check", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        "Lake Post says that the Syrian Democratic Forces is billeted with the Blue Army on 5 May 2019." in done.stdout
    )
    loaded = run(own, "load", str(file))
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    assert "billets: " in loaded.stdout
    assert run(own, "unload", "billets").returncode == 0


@pytest.mark.parametrize(
    "name",
    ["a\x00.csv", "z\n4  withdraw.yml", "z\x1b[1A\x1b[2K.yml", "a\r.csv", "a\u2028.csv", "a\u202ecsv.exe", "\ud800.csv",
     "\N{BOMB}" * 51, "é" * 101],
)  # fmt: skip
def test_a_name_that_no_file_of_ours_could_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"^name") as refused:
        asyncio.run(read_upload(Request({"type": "http", "headers": []}), b"x", name))
    assert refused.value.parameter == "name"
    assert (refused.value.message + str(refused.value.value)).isascii()


@pytest.mark.parametrize("name", ["تقرير.csv", "گزارش\u200cها.csv", "a b (1).csv", "\N{BOMB}" * 50, "报告\u3000.csv"])
def test_a_name_of_any_language_is_taken(name: str) -> None:
    assert asyncio.run(read_upload(Request({"type": "http", "headers": []}), b"x", name)).name == name


@pytest.fixture(autouse=True)
def limit_of_csv() -> None:
    """That of Python: a library that other tests read data packages with raises it for the whole process."""
    csv.field_size_limit(131_072)


@pytest.mark.parametrize("content", ['"' * 400_000, "a" * 400_000, "a,b\n" + "c" * 400_000, 'a,b\n"' + "c" * 400_000])
def test_a_cell_that_is_too_long_is_told(content: str) -> None:
    with pytest.raises(InvalidSource, match=r"^a\.csv, line \d+: .* more than 131,072 characters"):
        read_csv_rows("a.csv", content.encode())


@pytest.mark.parametrize(("content", "line"), [("x" * 400_000, 1), ("\n" + "x" * 400_000, 2)])
def test_a_cell_that_is_too_long_is_told_in_a_table_of_figures(tmp_path: Path, content: str, line: int) -> None:
    table = tmp_path / "figures.csv"
    table.write_text(f"date,holder,held,number,counted as,said by,said on,address,{content}", encoding="utf-8")
    with pytest.raises(InvalidSource, match=rf"^figures\.csv:{line}: .* more than 131,072 characters"):
        check_figures(table, "figures")
