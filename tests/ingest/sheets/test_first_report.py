"""Rows of the first report, coded in words, are the statements of its dossier."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model.statement import WrittenStatement
from ingest.reading import read_source
from ingest.sheets.content import write_answers, write_entity, write_use
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_file
from ingest.source import find_folder
from tests.ingest.sheets.sheets import write_sheet

ROWS = yaml.safe_load(Path(__file__).with_name("first_report.yml").read_text(encoding="utf-8"))


def describe(statement: WrittenStatement) -> dict[str, Any]:
    """What a row of a sheet says of who, what, when and how many; days by their bounds, however they are written."""
    count = statement.count
    return {
        "roles": {role: sorted(ids) for role, ids in statement.roles.items()},
        "said": (statement.said_by, statement.said),
        "predicate": (statement.predicate, statement.polarity, statement.mode, statement.reading),
        "days": (statement.validity.kind, statement.validity.bounds, statement.validity.spread),
        "count": count and (count.min, count.max, count.kind, count.unit, count.of, count.wording),
        "terms": sorted(statement.terms),
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, WrittenStatement], dict[str, WrittenStatement]]:
    parsed = read_source(find_folder("isis-detainee-transfer"))
    who = [*map(write_use, parsed.used), *map(write_entity, parsed.entities)]
    folder = tmp_path_factory.mktemp("first")
    path = write_sheet(folder / "first.xlsx", ROWS, who, write_answers(parsed.form))
    reading = read_sheet(read_sheet_file(path), list_reference_names())
    assert [str(problem) for problem in reading.every_problem] == []
    return (
        {one.key.partition(":")[2]: one for one in reading.parsed.statements},
        {one.key.partition(":")[2]: one for one in parsed.statements},
    )


@pytest.mark.parametrize("key", [row["key"] for row in ROWS])
def test_a_row_in_words_is_the_statement_of_the_dossier(
    both: tuple[dict[str, WrittenStatement], dict[str, WrittenStatement]], key: str
) -> None:
    assert describe(both[0][key]) == describe(both[1][key])
