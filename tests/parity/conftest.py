"""The three engines: the embedded one, the Neo4j that is recommended, and the newest."""

from collections.abc import Iterator

import pytest

from graph.store.engine.connection import Engine
from tests.app.conftest import data  # noqa: F401
from tests.conftest import neo4j_at
from tests.engines.neo4j_server import LIMITS, LONG_TERM, NEWEST, missing_tools, start_neo4j


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """End the run where a server cannot be started: parity with two engines is none."""
    for release in (LONG_TERM, NEWEST):
        missing = missing_tools(release)
        if missing:
            pytest.exit(missing, returncode=2)


@pytest.fixture(scope="session")
def newest_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    server = start_neo4j(tmp_path_factory.mktemp("newest"), LIMITS, release=NEWEST)
    yield neo4j_at(server.uri, server.username, server.password)
    server.stop()


@pytest.fixture(scope="session")
def servers(neo4j_engine: Engine, newest_engine: Engine) -> dict[str, Engine]:
    return {LONG_TERM.version: neo4j_engine, NEWEST.version: newest_engine}
