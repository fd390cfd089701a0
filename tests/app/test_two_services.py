"""Two services on one Neo4j, each with columns of its own: they notice the same loads, and agree on each version.

The address is one with routing, as of a cluster; one server answers as its only member.
"""

import time
from pathlib import Path
from typing import Any

import httpx

from app.main import create_app
from graph.store.engine.connection import Engine
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.app.conftest import served
from tests.conftest import neo4j_at, wipe
from tests.graph.store.reports import content, says

SECONDS = 120.0
QUESTIONS = (
    "/v1/custody?held=farmers&as_of=2020-03-01",
    "/v1/alliances?as_of=2020-03-01",
    "/v1/changes?since=1",
)


def test_both_see_each_load_and_say_the_same_of_it(neo4j_engine: Engine, tmp_path: Path) -> None:
    wipe(neo4j_engine)
    routed = neo4j_engine.uri.replace("bolt://", "neo4j://")
    folders = [tmp_path / name for name in ("one", "other")]
    settings = [
        Settings(
            data=folder, neo4j_uri=routed, neo4j_username=neo4j_engine.username,
            neo4j_password=neo4j_engine.password, neo4j_database=None,
        )
        for folder in folders
    ]  # fmt: skip
    with Store(engine=neo4j_at(routed, neo4j_engine.username, neo4j_engine.password)) as store:
        load_content(store, content([says("a")]))
        assert store.read("read/version") == [{"version": 1}]
        with served(create_app(settings[0])) as one, served(create_app(settings[1])) as other:
            for number in range(1, 4):
                said = content([says("a"), *(says(f"more-{each}", note=str(each)) for each in range(number))])
                version = load_content(store, said).version
                assert store.read("read/version") == [{"version": version}]  # by the next read, whoever answers it
                assert version is not None
                for question in QUESTIONS:
                    answers = [ask_until(base, question, version) for base in (one, other)]
                    assert answers[0] == answers[1]
            assert version is not None
            (row,) = ask_until(one, QUESTIONS[0], version)["rows"]
            assert len(row["statements"]) == 4


def ask_until(base: str, question: str, version: int) -> dict[str, Any]:
    """The answer of a service once it has a data version."""
    end = time.monotonic() + SECONDS
    while True:
        answer: dict[str, Any] = httpx.get(base + question, timeout=60).json()
        if answer.get("dataVersion") == version or time.monotonic() > end:
            assert answer.get("dataVersion") == version, answer
            return answer
        time.sleep(0.2)
