"""Files in `queries/` of the data folder are addresses, commands and in the OpenAPI document; bad ones are named."""

import re
from pathlib import Path

import httpx
import pytest

from app.answers.saved_queries import read_saved_queries
from app.main import create_app
from graph.errors import InvalidInput
from graph.store.engine.connection import Engine
from tests.app.commands import run
from tests.app.conftest import served, settings_for
from tests.engines.loaded_database import load_sources

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cypher-in-neo4j-browser.md"
(GUARDS,) = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def own(lent: Path, embedded_engine: Engine, kept: Path) -> Path:
    """A data folder with the first report and a query of the user's own."""
    (lent / "queries").mkdir()
    (lent / "queries" / "who_guards.cypher").write_text(GUARDS, encoding="utf-8")
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    return lent


def test_a_query_of_ones_own_is_an_address_a_command_and_documented(own: Path) -> None:
    with served(create_app(settings_for(own))) as base, httpx.Client(base_url=base, timeout=60) as client:
        listed = {row["name"]: row for row in client.get("/v1/queries").json()["rows"]}
        assert (listed["who_guards"]["own"], listed["sources"]["own"]) == (True, False)
        answer = client.get("/v1/queries/who_guards").json()
        assert {row["guard"] for row in answer["rows"]} == {"Syrian Democratic Forces", "US-led coalition"}
        assert client.get("/v1/queries/who_guards?held=nobody").json()["rows"] == []
        assert client.get("/v1/queries/who_guards?hold=x").json()["hint"] == "did you mean held?"
        paths = client.get("/openapi.json").json()["paths"]
        described = paths["/v1/queries/who_guards"]["get"]
        assert described["summary"] == "Who guarded a group, and since when at the earliest"
        first = described["parameters"][0]
        assert (first["name"], first["required"], first["schema"]["default"]) == ("held", False, "isis-suspects")
        day = next(one for one in paths["/v1/queries/holders_on_a_day"]["get"]["parameters"] if one["name"] == "day")
        assert day["schema"] == {"type": "string", "format": "date", "default": "2026-02-05"}
    done = run(own, "cypher", "who_guards", "--param", "held=isis-suspects")
    assert (done.returncode, "US-led coalition" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Who Guards", "// A.\nRETURN 1", "queries/Who Guards.cypher: its name"),
        ("writes", "// A.\nCREATE (n) RETURN n", "queries/writes.cypher: line 2, column 1: CREATE is refused"),
        ("silent", "RETURN 1 AS one", "queries/silent.cypher: it has no title"),
        ("sources", "// A.\nRETURN 1", "queries/sources.cypher: the cookbook has a query sources"),
        ("limited", "// A.\n//\n// $limit INTEGER  how many\nRETURN $limit", "the parameter limit"),
        ("latin", "// é\nRETURN 1", "queries/latin.cypher: it is no UTF-8"),
        ("empty", "", "queries/empty.cypher: the query is empty"),
    ],
)
def test_a_file_that_is_no_query_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / f"{name}.cypher").write_text(text, encoding="latin-1")
    with pytest.raises(InvalidInput) as met:
        read_saved_queries(tmp_path)
    assert said in met.value.message
    assert met.value.hint
    done = run(tmp_path, "serve")
    assert (done.returncode, said in done.stderr) == (2, True)


def test_without_a_folder_there_is_the_cookbook(tmp_path: Path) -> None:
    assert "holders_on_a_day" in read_saved_queries(tmp_path)
    assert not any(outline.own for outline in read_saved_queries(tmp_path).values())
