"""A report of a mistake: opened as statements in sentences, with what became of each since."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.commands import run
from tests.ingest.sheets.sheets import SOURCE, WHO, Row, write_sheet

ROWS: list[Row] = [
    {"locator": "1", "who": "SDF", "predicate": "holds", "object": "suspects", "at": "Old Mill", "time": "2019",
     "wording": "about 2,000"},
    {"locator": "2", "who": "SDF", "predicate": "holds", "object": "strangers", "time": "2019", "wording": "12"},
    {"locator": "3", "who": "SDF", "predicate": "fights", "object": "Blue Army", "time": "2019"},
]  # fmt: skip


@pytest.fixture(scope="module")
def own(lent: Path) -> Path:
    return lent


def load(own: Path, folder: Path, rows: list[Row]) -> None:
    folder.mkdir()
    done = run(own, "load", str(write_sheet(folder / "lake.xlsx", rows, WHO, SOURCE)))
    assert done.returncode == 0, done.stderr


def ids_of(own: Path, entity: str) -> dict[str, str]:
    found = json.loads(run(own, "statements", entity, "--json").stdout)
    return {row["key"]: row["id"] for row in found["rows"]}


def report(path: Path, **fields: Any) -> Path:
    content = {
        "whoholds": "mistake", "text": "The 12 were \x1b[31mguards.", "title": "Who holds whom", "summary": "Twelve.",
        "address": "/custody?held=lake-strangers", "dataVersion": 2, "pin": {"dataVersion": 2}, **fields,
    }  # fmt: skip
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_each_statement_is_said_with_what_became_of_it(own: Path, tmp_path: Path) -> None:
    load(own, tmp_path / "one", ROWS)
    answer = json.loads(run(own, "custody", "--as-of", "2019-06-01", "--include", "statements", "--json").stdout)
    held = {row["held"]["id"]: row["statements"][0] for row in answer["rows"]}
    enemies = json.loads(run(own, "alliances", "--actor", "sdf", "--as-of", "2019-06-01", "--json").stdout)
    fights = enemies["rows"][0]["statements"][0]
    fight = fights if isinstance(fights, str) else fights["id"]
    same, mended = held["lake-suspects"]["id"], held["lake-strangers"]["id"]
    load(own, tmp_path / "two", [ROWS[0], ROWS[1] | {"wording": "15"}])
    file = report(tmp_path / "whoholds-mistake.json", statements=[mended, same, fight, "0" * 20])
    found = json.loads(run(own, "check", str(file), "--json").stdout)
    assert [(row["statement"], row["since"]) for row in found["rows"]] == [
        (mended, "changed"), (same, "same"), (fight, "closed"), ("0" * 20, "unknown"),
    ]  # fmt: skip
    assert "12 strangers" in found["rows"][0]["says"]
    assert "15 strangers" in found["rows"][0]["now"]
    assert "about 2,000 suspects" in found["rows"][1]["says"]
    shown = run(own, "check", str(file))
    assert shown.returncode == 0, shown.stderr
    assert "A reader says: The 12 were [31mguards." in shown.stdout  # nothing that a terminal obeys
    assert "changed since the report" in shown.stdout
    assert "no longer loaded" in shown.stdout


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"statements": ["x"]}, "statements.0"),
        ({"text": "x" * 5_001}, "text"),
        ({"text": 5}, "text"),
        ({"more": 1}, "more"),
        ({"statements": ["0" * 20] * 201}, "201 statements; at most 200 are read"),
    ],
)
def test_a_report_that_is_none_is_refused(own: Path, tmp_path: Path, fields: dict[str, Any], says: str) -> None:
    done = run(own, "check", str(report(tmp_path / "bad.json", **fields)))
    assert done.returncode == 2
    assert says in done.stderr
