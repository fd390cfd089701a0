"""FollowTheMoney: JSON and statements in CSV say the same, and what is no entity is refused."""

from pathlib import Path

import pytest

from graph.errors import InvalidSource
from ingest.others.forms import find_form
from ingest.others.reading import FileWords, read_file
from tests.ingest.others.golden import FOLDER

ENTITIES = FOLDER / "followthemoney" / "entities.ftm.json"
STATEMENTS = FOLDER / "ftm_statements" / "statements.csv"
WORDS = FileWords("lake", None, "Lake Desk", "2024-03-01")


def test_entities_and_statements_of_them_say_the_same() -> None:
    one = read_file(find_form("followthemoney"), ENTITIES, WORDS)
    other = read_file(find_form("ftm-statements"), STATEMENTS, WORDS)
    assert {said.key.partition(":")[2]: said.roles for said in one.statements} == {
        said.key.partition(":")[2]: said.roles for said in other.statements
    }
    assert {(e.id, e.name, e.aliases) for e in one.entities} == {(e.id, e.name, e.aliases) for e in other.entities}


def test_lines_of_an_entity_that_stand_apart_are_refused(tmp_path: Path) -> None:
    lines = STATEMENTS.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "apart.csv"
    path.write_text("".join([lines[0], *lines[2:], lines[1]]), encoding="utf-8")
    with pytest.raises(InvalidSource, match="the lines of lake-co stand apart"):
        read_file(find_form("ftm-statements"), path, WORDS)


@pytest.mark.parametrize("line", ['{"id": "x"}', "[1]", "not JSON"])
def test_a_line_that_is_no_entity_refuses_the_file(tmp_path: Path, line: str) -> None:
    path = tmp_path / "entities.json"
    path.write_text(ENTITIES.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InvalidSource, match=r"entities\.json:11: "):
        read_file(find_form("followthemoney"), path, WORDS)
