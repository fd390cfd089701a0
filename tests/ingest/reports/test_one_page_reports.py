"""Invented reports of a page: what is suggested is right, and rows as a coder fills them in say what is right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.answers.checking import check_sheet
from ingest.reports.suggesting import suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.sheets.layout import SUGGESTED
from ingest.sheets.writing import SheetContent
from tests.ingest.reports.report_entities import make_entity
from tests.ingest.sheets.sheets import read_rows

REPORTS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("one_page_reports.yml").read_text(encoding="utf-8")
)
KNOWN = [
    make_entity("tidal-republic", "Actor", "state", "Tidal Republic", "Tidal army", "Northgate"),
    make_entity("reef-brigade", "Actor", "armed_group", "Reef Brigade"),
    make_entity("shore-league", "Actor", "armed_group", "Shore League"),
    make_entity("red-cross", "Actor", "international_organisation", "Red Cross"),
    make_entity("upland-union", "Actor", "state", "Upland Union", "Upland army"),
    make_entity("pine-movement", "Actor", "armed_group", "Pine Movement"),
    make_entity("free-valley-front", "Actor", "armed_group", "Free Valley Front"),
    make_entity("ridge-guard", "Actor", "armed_force", "Ridge Guard"),
]
WHO = [
    {"name": "Reef Brigade", "kind": "armed group"}, {"name": "Shore League", "kind": "armed group"},
    {"name": "Tidal army", "kind": "army"}, {"name": "Upland army", "kind": "army"},
    {"name": "Pine Movement", "kind": "armed group"}, {"name": "Saltmarsh", "kind": "town"},
    {"name": "Fernhill", "kind": "town"}, {"name": "people in the fort", "kind": "detainees"},
    {"name": "fighters", "kind": "fighters"}, {"name": "civilians", "kind": "people"},
    {"name": "pupils", "kind": "people"},
]  # fmt: skip
BESIDE = ("accept", "locator", "reading", "unit")
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["title"])


def suggest(report: dict[str, Any]) -> SheetContent:
    paragraphs = [ReportParagraph(number, text) for number, text in enumerate(report["paragraphs"], 1)]
    return suggest_sheet(ReportText("a.txt", paragraphs), KNOWN)


def list_rows(content: SheetContent) -> list[tuple[int, dict[str, str]]]:
    """The suggested rows that say something, each with its paragraph and cells."""
    cells = [
        (
            int(row["locator"]),
            {name: value.removeprefix(SUGGESTED) for name, value in row.items() if name not in BESIDE},
        )
        for row in content.what
    ]
    return [(place, row) for place, row in cells if "predicate" in row]


@each_report
def test_the_right_rows_are_suggested_whole_and_no_others(report: dict[str, Any]) -> None:
    right = [(place, row) for place, row in report["rows"]]
    suggested = list_rows(suggest(report))
    assert [one for one in suggested if one not in right] == []
    assert [one for one in right if one not in suggested] == []


@each_report
def test_names_are_what_they_are_in_the_report(report: dict[str, Any]) -> None:
    rows = [{name: value.removeprefix(SUGGESTED) for name, value in row.items()} for row in suggest(report).who]
    who = {row["name"]: row.get("kind", "") for row in rows}
    for name, kind in report["who"].items():
        assert (name in who) is (kind != "absent"), name
        assert who.get(name, "absent") == kind or kind in ("", "absent"), name


@each_report
def test_rows_that_a_coder_fills_in_say_the_right_thing(tmp_path: Path, report: dict[str, Any]) -> None:
    source = {"title": report["title"], "publisher": report["publisher"], "publisher_kind": "media",
              "published": report["published"], "licence": "not known"}  # fmt: skip
    rows = check_sheet(read_rows(tmp_path, *(row for row, _ in report["sheet"]), who=WHO, source=source)).rows
    for checked, (_, right) in zip(rows, report["sheet"], strict=True):
        told = checked.says or "asks " + " ".join(one.message for one in checked.wrong)
        assert told.startswith("asks ") is right.startswith("asks "), told
        assert right.removeprefix("asks ") in told
