"""Empty databases for the benchmark, each with a process of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine, open_engine
from graph.store.settings import Settings
from tests.engines.embedded_database import empty_database
from tests.engines.neo4j_server import missing_tools, start_neo4j

NAMES = ("embedded", "neo4j")
KEEP_SECONDS = 3600.0


def missing(name: str) -> str | None:
    """Why an engine cannot be started here, or None."""
    return missing_tools() if name == "neo4j" else None


class _Kept:
    """The embedded engines of `keep_engines`: what ends them, and those that nobody uses now."""

    until: ExitStack | None = None
    idle: list[Engine] = []


@contextmanager
def keep_engines() -> Iterator[None]:
    """Meanwhile embedded engines are emptied and used again: in the quick form most of the work is to start them."""
    with ExitStack() as until:
        _Kept.until = until
        yield
        _Kept.until, _Kept.idle = None, []


@contextmanager
def empty_engine(name: str) -> Iterator[Engine]:
    """An empty engine by name: a new one that is ended afterwards, or an emptied one where engines are kept."""
    if name == "neo4j":
        with _new_neo4j() as engine:
            yield engine
    elif _Kept.until is None:
        with _new_embedded() as engine:
            yield engine
    else:
        if _Kept.idle:
            engine = _Kept.idle.pop()
            empty_database(engine)
        else:
            engine = _Kept.until.enter_context(_new_embedded())
        yield engine
        _Kept.idle.append(engine)


@contextmanager
def _new_embedded() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        try:
            yield make_embedded_engine(*embedded.start_engine(Path(folder), idle=KEEP_SECONDS))
        finally:
            embedded.stop_engine(Path(folder))


@contextmanager
def _new_neo4j() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        server = start_neo4j(Path(folder), flags=())  # as people run it
        try:
            yield open_engine(
                Settings(
                    neo4j_uri=server.uri,
                    neo4j_username=server.username,
                    neo4j_password=server.password,
                    neo4j_database=None,
                )
            )
        finally:
            server.stop()
