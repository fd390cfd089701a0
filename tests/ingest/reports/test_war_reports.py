"""Invented reports of three wars: few suggested rows are wrong, and many of a careful coder's rows are suggested."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.reports.suggesting import suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.sheets.layout import SUGGESTED
from ingest.sheets.words import list_predicates
from tests.ingest.reports.report_entities import make_entity

REPORTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("war_reports.yml").read_text(encoding="utf-8"))
BESIDE = ("accept", "locator", "reading", "unit")
MOST_WRONG, LEAST_WHOLE, LEAST_MET = 0.05, 0.45, 0.75  # of the suggested rows, and of the coder's


def list_suggested(report: dict[str, Any]) -> list[list[dict[str, str]]]:
    """The suggested rows of each paragraph, by their cells, without the article of a name."""
    known = [make_entity(one[0], "Actor", *one[1:]) for one in report["known"]]
    paragraphs = [ReportParagraph(n, one["text"]) for n, one in enumerate(report["paragraphs"])]
    found: list[list[dict[str, str]]] = [[] for _ in paragraphs]
    for row in suggest_sheet(ReportText("a.txt", paragraphs), known).what:
        if "predicate" in row:
            found[int(row["locator"])].append(drop_articles(row))
    return found


def drop_articles(row: dict[str, str]) -> dict[str, str]:
    cells = {name: value.removeprefix(SUGGESTED) for name, value in row.items() if name not in BESIDE}
    return {name: value[4:] if value[:4].lower() == "the " else value for name, value in cells.items()}


def measure(report: dict[str, Any]) -> tuple[Counter[str], list[dict[str, str]]]:
    """How many suggested rows are whole, in part or wrong, and how many of the coder's are missing; the wrong ones."""
    counts, wrong = Counter[str](), []
    for paragraph, suggested in zip(report["paragraphs"], list_suggested(report), strict=True):
        left = [drop_articles(row) for row in paragraph.get("rows", ())]
        for row in sorted(suggested, key=len, reverse=True):
            fitting = [one for one in left if row.items() <= one.items()]
            if fitting:
                left.remove(min(fitting, key=len))
            else:
                wrong.append(row)
            counts["whole" if row in fitting else "part" if fitting else "wrong"] += 1
        counts["missing"] += len(left)
    return counts, wrong


def test_few_suggested_rows_are_wrong_and_many_of_the_right_ones_are_there() -> None:
    counts, wrong = Counter[str](), []
    for report in REPORTS:
        of_report, wrong_there = measure(report)
        counts += of_report
        wrong += wrong_there
    rows = sum(len(one.get("rows", ())) for report in REPORTS for one in report["paragraphs"])
    assert counts["wrong"] <= MOST_WRONG * (counts["whole"] + counts["part"] + counts["wrong"]), wrong
    assert counts["whole"] >= LEAST_WHOLE * rows, counts
    assert counts["whole"] + counts["part"] >= LEAST_MET * rows, counts


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["title"])
def test_every_row_of_the_coder_has_a_predicate_of_the_list(report: dict[str, Any]) -> None:
    for paragraph in report["paragraphs"]:
        for row in paragraph.get("rows", ()):
            written = list_predicates().write(list_predicates().read(row["predicate"], "does what"))
            assert written == row["predicate"]
