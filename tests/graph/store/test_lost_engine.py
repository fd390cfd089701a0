"""An engine that is killed while a load writes: the loader is told, no batch is half there, and life goes on."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph.errors import Unavailable
from graph.store.engine import connection, embedded
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing import writer
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.conftest import ask_for_neo4j, neo4j_at
from tests.engines.neo4j_server import start_again, start_neo4j
from tests.graph.store.reports import content, keys, says, seen

BATCH = 25
Lost = tuple[Store, Callable[[], None], Callable[[], None]]  # a store, how its engine is killed, and started again


@pytest.fixture(autouse=True)
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", 1.0)


@pytest.fixture
def embedded_one(tmp_path: Path) -> Iterator[Lost]:
    with Store(Settings(data=tmp_path, neo4j_uri=None)) as store:

        def kill() -> None:
            state = embedded.find_running_engine(tmp_path)
            assert state
            psutil.Process(state.pid).kill()

        yield store, kill, lambda: None
    embedded.stop_engine(tmp_path)


@pytest.fixture
def neo4j_one(tmp_path: Path) -> Iterator[Lost]:
    ask_for_neo4j()
    servers = [start_neo4j(tmp_path / "neo4j")]
    first = servers[0]
    with Store(engine=neo4j_at(first.uri, first.username, first.password)) as store:
        yield store, first.stop, lambda: servers.append(start_again(first))
    for server in servers:
        server.stop()


@pytest.mark.parametrize("kind", ["embedded_one", pytest.param("neo4j_one", marks=pytest.mark.long)])
def test_after_the_engine_was_killed_no_batch_is_half_there(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BATCH", BATCH)
    store, kill, start_engine = request.getfixturevalue(kind)
    load_content(store, content([says("a")]))
    answers = seen(store)

    def soon(done: int, total: int) -> None:
        if done == 2 * BATCH:
            threading.Timer(0.01, kill).start()

    many = content([says(f"k{number}", at="mill", count=("200", "stock")) for number in range(12 * BATCH)])
    with pytest.raises(Unavailable):
        load_content(store, many, soon)
    assert store.open_engine is None  # it is not started again only to give the lock back
    start_engine()
    assert seen(store) == answers
    with store.driver.session(database=store.engine.database) as session:
        links = session.run(
            "MATCH (s:Statement {openedIn: 2}) OPTIONAL MATCH (s)-[link]->() WITH s, count(link) AS links RETURN links"
        ).value("links")
    assert len(links) >= 2 * BATCH
    assert len(links) % BATCH == 0
    assert set(links) == {6}  # speaker, source, dataset, subject, object, at
    assert load_content(store, many).version == 3
    assert len(keys(store)) == 12 * BATCH
    assert compare_shortcuts(store) == ([], [])
