"""Reports in Spanish, French and Arabic: each day and number of a coder is suggested, and no other."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model.counts import read_count
from ingest.reports.suggesting import suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.sheets.layout import SUGGESTED

REPORTS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("language_reports.yml").read_text(encoding="utf-8")
)


def list_cells(report: dict[str, Any], name: str) -> list[list[str]]:
    """The suggested cells of a column, by paragraph."""
    paragraphs = [ReportParagraph(n, one["text"]) for n, one in enumerate(report["paragraphs"])]
    found: list[list[str]] = [[] for _ in paragraphs]
    for row in suggest_sheet(ReportText("a.txt", paragraphs), []).what:
        if name in row:
            found[int(row["locator"])].append(row[name].removeprefix(SUGGESTED))
    return found


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["language"])
def test_the_days_and_numbers_of_a_coder_are_suggested(report: dict[str, Any]) -> None:
    assert list_cells(report, "time") == [one["times"] for one in report["paragraphs"]]
    numbers = list_cells(report, "wording")
    assert numbers == [one["numbers"] for one in report["paragraphs"]]
    assert all(read_count(number) for of_paragraph in numbers for number in of_paragraph)
