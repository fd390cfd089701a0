"""With NEO4J_URI set the same commands use that Neo4j, as docker-compose.yml has them do."""

import json
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from graph.store.engine.connection import Engine
from graph.store.settings import Settings
from tests.app import commands
from tests.app.commands import Done
from tests.app.conftest import served
from tests.conftest import wipe


def run(engine: Engine, folder: Path, *words: str, **changed: str) -> Done:
    settings = {"NEO4J_URI": engine.uri, "NEO4J_USERNAME": engine.username, "NEO4J_PASSWORD": engine.password}
    return commands.run(folder, *words, **settings | changed)


@pytest.fixture
def loaded(neo4j_engine: Engine, tmp_path: Path) -> Engine:
    wipe(neo4j_engine)
    done = run(neo4j_engine, tmp_path, "load", "isis-detainee-transfer")
    assert done.returncode == 0, done.stderr
    return neo4j_engine


def test_load_ask_and_serve_on_neo4j_without_an_embedded_engine(loaded: Engine, tmp_path: Path) -> None:
    done = run(loaded, tmp_path, "custody", "--held", "isis-suspects", "--as-of", "2026-02-05", "--json")
    answer = json.loads(done.stdout)
    assert {row["holder"]["id"] for row in answer["rows"]} == {"sdf", "iraq"}
    settings = Settings(
        data=tmp_path, neo4j_uri=loaded.uri, neo4j_username=loaded.username, neo4j_password=loaded.password,
        neo4j_database=None,
    )  # fmt: skip
    with served(create_app(settings)) as base:
        assert httpx.get(f"{base}/readyz", timeout=60).status_code == 200
        over_http = httpx.get(f"{base}/v1/custody", params={"held": "isis-suspects", "as_of": "2026-02-05"}, timeout=60)
    assert over_http.json() == answer
    assert not (tmp_path / "db").exists()


def test_loading_again_on_neo4j_changes_nothing(loaded: Engine, tmp_path: Path) -> None:
    before = run(loaded, tmp_path, "status", "--json").stdout
    assert run(loaded, tmp_path, "load", "isis-detainee-transfer").returncode == 0
    assert run(loaded, tmp_path, "status", "--json").stdout == before


def test_a_wrong_password_is_told_with_the_variable_that_holds_it(neo4j_engine: Engine, tmp_path: Path) -> None:
    done = run(neo4j_engine, tmp_path, "status", NEO4J_PASSWORD="not the password")
    assert done.returncode == 5
    assert "NEO4J_PASSWORD" in done.stderr
    assert "Traceback" not in done.stderr
    assert "not the password" not in done.stderr
