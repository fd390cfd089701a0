"""A sheet on a report begins with suggestions, the same from each kind of file; they count for nothing until taken."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.known_names import NamesOfOthers, OwnedEntity
from ingest.reports.opening import read_report
from ingest.reports.suggesting import suggest_sheet
from ingest.sheets.checked import make_checked
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_file
from ingest.sheets.writing import SheetContent, write_workbook
from tests.ingest.reports.report_entities import ENTITIES
from tests.ingest.reports.report_files import ARABIC, ENGLISH, WRITERS, write_txt

KNOWN = NamesOfOthers(OwnedEntity(entity, "reference") for entity in ENTITIES)
# what a reader would note of the reports in report_files, by paragraph
ENGLISH_ROWS = [
    ("1", {"who": "Lake Guard", "predicate": "transfers", "object": "prisoners"}),
    ("2", {"who": "Norrland Lake Guard", "predicate": "holds", "object": "ISIS suspects", "at": "Osterby prison",
           "wording": "about 2,300", "time": "5 February 2026", "said_by": "Iraq", "said_on": "Friday"}),
    ("3", {}),
    ("4", {"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "detainees",
           "target": "Iraq (place)", "wording": "more than 150", "time": "12 March 2026"}),
    ("4", {}),
]  # fmt: skip
ARABIC_ROWS = [
    ("1", {"predicate": "transfers", "object": "معتقلين", "origin": "سجن البحيرة"}),
    ("2", {"who": "Syrian Democratic Forces", "predicate": "holds", "object": "معتقلي داعش", "at": "Hasakah",
           "wording": "about ٢٠٠٠", "time": "٥ شباط ٢٠٢٦", "said_by": "Iraq"}),
    ("3", {}),
    ("4", {"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "معتقلا",
           "target": "Iraq (place)", "wording": "more than ١٥٠", "time": "١٢ آذار ٢٠٢٦"}),
]  # fmt: skip
ABOUT = {"title": "Prisoners cross", "publisher": "lake-post", "published": "14 March 2026", "licence": "not known"}


def suggest(path: Path, has_text: bool = True) -> SheetContent:
    return suggest_sheet(read_report(path), ENTITIES, has_text)


def take(content: SheetContent) -> SheetContent:
    """The content with yes in each column accept."""
    who, what = ([{**row, "accept": "yes"} for row in rows] for rows in (content.who, content.what))
    return replace(content, source=ABOUT, who=who, what=[row for row in what if "predicate" in row and "time" in row])


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    ("paragraphs", "rows"), [(ENGLISH, ENGLISH_ROWS), (ARABIC, ARABIC_ROWS)], ids=["english", "arabic"]
)
def test_rows_are_suggested_from_each_kind_of_file(
    tmp_path: Path, kind: str, paragraphs: tuple[str, ...], rows: list[tuple[str, dict[str, str]]]
) -> None:
    content = suggest(WRITERS[kind](tmp_path / f"report.{kind}", paragraphs))
    page = "page 1, paragraph " if kind == "pdf" else ""
    beside = ("accept", "locator", "reading")
    found = [(row["locator"], {k: v for k, v in row.items() if k not in beside}) for row in content.what]
    assert found == [(page + place, {name: f"? {value}" for name, value in cells.items()}) for place, cells in rows]
    assert content.source["title"] == f"? {paragraphs[0]}"
    assert content.source.get("text") == ("? report.txt" if kind == "txt" else None)


def test_names_are_suggested_with_ids_and_all_who_bear_them(tmp_path: Path) -> None:
    who = {(row["name"], row.get("id", "")): row for row in suggest(write_txt(tmp_path / "a.txt", ENGLISH)).who}
    assert {
        ("? Iraq", "? iraq"),
        ("? Iraq", "? place-iraq"),
        ("? Iraq", "? nat-iq"),
        ("? Turkey", "? turkey"),
    } <= who.keys()
    assert "may also mean nat-iq, place-iraq" in who["? Iraq", "? iraq"]["note"]
    assert who["? Osterby prison", ""]["kind"] == "? facility"
    assert who["? ISIS suspects", ""]["kind"] == "? detainees"
    assert all(
        value == "" or name == "accept" or value.startswith("? ") for row in who.values() for name, value in row.items()
    )


def test_a_near_spelling_is_told_and_not_decided(tmp_path: Path) -> None:
    (row,) = [row for row in suggest(write_txt(tmp_path / "a.txt", ("He met the Syrian Democratik Forces.",))).who
              if "id" not in row]  # fmt: skip
    assert (row["name"], "spelt nearly as Syrian Democratic Forces (sdf)" in row["note"]) == (
        "? Syrian Democratik Forces",
        True,
    )


def test_suggestions_that_nobody_takes_count_for_nothing_and_are_kept(tmp_path: Path) -> None:
    content = suggest(write_txt(tmp_path / "a.txt", ENGLISH))
    write_workbook(tmp_path / "a.xlsx", replace(content, source=ABOUT))
    sheet = read_sheet_file(tmp_path / "a.xlsx")
    reading = read_sheet(sheet, KNOWN)
    assert (sheet.what.rows, sheet.who.rows if sheet.who else None) == ([], [])
    assert (reading.parsed.statements, reading.parsed.entities) == ([], [])
    assert [note.rpartition(": ")[2] for note in reading.parsed.notes] == [str(len(content.who)), "5"]
    write_workbook(tmp_path / "b.xlsx", make_checked(reading, {}, {}))
    again = read_sheet_file(tmp_path / "b.xlsx")
    assert [row.cells for row in again.what.suggested] == [
        {name: replace(cell, column=again.what.columns[name]) for name, cell in row.cells.items()}
        for row in sheet.what.suggested
    ]


def test_suggestions_that_are_taken_become_statements(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", take(suggest(write_txt(tmp_path / "a.txt", ENGLISH))))
    reading = read_sheet(read_sheet_file(tmp_path / "a.xlsx"), KNOWN)
    assert [str(problem) for problem in reading.every_problem] == []
    holds, transfers = (row.form for row in reading.rows)
    assert holds["roles"] == {"subject": ["a-norrland-lake-guard"], "object": ["a-isis-suspects"],
                              "at": ["a-place-osterby-prison"]}  # fmt: skip
    assert (holds["observed"], holds["said_by"], holds["cite"]) == ("2026-02-05", "iraq", {"locator": "paragraph 2"})
    assert transfers["roles"] == {"agent": ["sdf"], "object": ["a-detainees"], "to_place": ["place-iraq"]}
    assert (transfers["on"], transfers["count"]) == ("2026-03-12", {"wording": "more than 150", "kind": "flow"})
    assert not any("report" in name or "reading" in name for row in reading.rows for name in row.form)


def test_one_cell_is_taken_by_taking_its_sign_away(tmp_path: Path) -> None:
    content = suggest(write_txt(tmp_path / "a.txt", ENGLISH))
    rows = [
        {name: value.removeprefix("? ") if name != "time" else value for name, value in row.items()}
        for row in content.what
    ]
    write_workbook(tmp_path / "a.xlsx", replace(content, source=ABOUT, what=rows[1:2]))
    (row,) = read_sheet_file(tmp_path / "a.xlsx").what.rows
    assert (row.text("who"), row.text("time")) == ("Norrland Lake Guard", "")


def test_words_of_the_report_beside_a_row(tmp_path: Path) -> None:
    path = write_txt(tmp_path / "a.txt", (ENGLISH[2],))
    assert [row["reading"] for row in suggest(path).what] == [ENGLISH[2]]
    assert [row["reading"] for row in suggest(path, has_text=False).what] == ["Weather on the lake was mild, ..."]


def test_a_column_accept_that_says_neither_yes_nor_no(tmp_path: Path) -> None:
    from graph.errors import InvalidSource

    write_workbook(tmp_path / "a.xlsx", SheetContent(what=[{"accept": "maybe", "who": "? Iraq"}]))
    with pytest.raises(InvalidSource, match="row 2: accept is 'maybe'"):
        read_sheet_file(tmp_path / "a.xlsx")


def test_an_abbreviation_that_the_text_explains_means_what_it_says(tmp_path: Path) -> None:
    """Another actor is known by the same letters; here they are short for the name before them."""
    content = suggest(
        write_txt(
            tmp_path / "report.txt",
            ("The Sandy Desert Front (SDF) held 40 prisoners in Iraq.", "The SDF released 12 prisoners in May 2026."),
        )
    )
    names = {row["name"]: row for row in content.who}
    assert "id" not in names["? Sandy Desert Front"]
    assert names["? Sandy Desert Front"]["aliases"] == "? SDF"
    assert "? Syrian Democratic Forces" not in names
    assert [row.get("who") for row in content.what] == ["? Sandy Desert Front"] * 2
