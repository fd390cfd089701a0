"""Empty databases for the benchmark, each with a process of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine, open_engine
from graph.store.settings import Settings
from tests.engines.neo4j_server import missing_tools, start_neo4j

NAMES = ("embedded", "neo4j")
KEEP_SECONDS = 3600.0


def missing(name: str) -> str | None:
    """Why an engine cannot be started here, or None."""
    return missing_tools() if name == "neo4j" else None


@contextmanager
def empty_engine(name: str) -> Iterator[Engine]:
    """A new, empty engine by name, ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        if name == "embedded":
            try:
                yield make_embedded_engine(*embedded.start_engine(Path(folder), idle=KEEP_SECONDS))
            finally:
                embedded.stop_engine(Path(folder))
            return
        server = start_neo4j(Path(folder), flags=())  # as people run it
        try:
            yield open_engine(
                Settings(
                    neo4j_uri=server.uri,
                    neo4j_username=server.username,
                    neo4j_password=SecretStr(server.password),
                    neo4j_database=None,
                )
            )
        finally:
            server.stop()
