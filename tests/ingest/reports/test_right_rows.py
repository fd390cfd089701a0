"""Suggested rows against those that a reader would note: few are wrong, and most of what a sentence says is met."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.reports.suggesting import suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.sheets.layout import SUGGESTED
from ingest.sheets.words import list_predicates
from tests.ingest.reports.report_entities import ENTITIES

REPORTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("right_rows.yml").read_text(encoding="utf-8"))
LEAST_RIGHT, LEAST_MET = 0.95, 0.9  # of the suggested rows, and of the rows that a reader would note
Parts = tuple[str, str, str, bool]  # does what, who, to whom, whether it is said not to be so


def list_suggested(texts: list[str]) -> dict[int, list[Parts]]:
    """The suggested rows by the place of their sentence."""
    report = ReportText("a.txt", [ReportParagraph(number, text) for number, text in enumerate(texts)])
    found: dict[int, list[Parts]] = {}
    for row in suggest_sheet(report, ENTITIES).what:
        cells = [row.get(name, "").removeprefix(SUGGESTED).casefold() for name in ("predicate", "who", "object")]
        is_denied = "denied" in row.get("manner", "")
        if cells[0]:
            found.setdefault(int(row["locator"]), []).append((cells[0], cells[1], cells[2], is_denied))
    return found


def read_right(line: str) -> Parts:
    does, who, whom, *manner = (part.strip().casefold() for part in line.split("|"))
    predicate = list_predicates().write(list_predicates().read(does, "does what")).casefold()
    return predicate, who, whom, manner == ["denied"]


def fits(suggested: Parts, right: Parts) -> bool:
    """Whether a suggested row says what is right: the same predicate, and no other names. A cell may be empty."""
    same = all(
        not given or given in (wanted, f"the {wanted}")
        for given, wanted in zip(suggested[1:3], right[1:3], strict=True)
    )
    return (suggested[0], suggested[3]) == (right[0], right[3]) and same and any(suggested[1:3])


def measure(report: dict[str, Any]) -> tuple[list[str], list[str], int, int]:
    """What is wrong, what is not met, the number of suggested rows, and of right ones."""
    sentences = report["sentences"]
    suggested = list_suggested([one["text"] for one in sentences])
    wrong, missed, rows = [], [], 0
    for place, one in enumerate(sentences):
        right = [read_right(line) for line in one["rows"]]
        met = suggested.get(place, [])
        wrong += [f"{row} in: {one['text']}" for row in met if not any(fits(row, other) for other in right)]
        missed += [f"{row} in: {one['text']}" for row in right if not any(fits(other, row) for other in met)]
        rows += len(right)
    return wrong, missed, sum(map(len, suggested.values())), rows


def test_of_the_suggested_rows_few_are_wrong_and_most_of_the_right_ones_are_there() -> None:
    found = [measure(report) for report in REPORTS]
    wrong, missed = [one for each in found for one in each[0]], [one for each in found for one in each[1]]
    suggested, right = sum(each[2] for each in found), sum(each[3] for each in found)
    assert suggested - len(wrong) >= LEAST_RIGHT * suggested, wrong
    assert right - len(missed) >= LEAST_MET * right, missed


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["title"])
def test_every_right_row_has_a_word_of_the_vocabulary(report: dict[str, Any]) -> None:
    assert all(read_right(line) for one in report["sentences"] for line in one["rows"])
