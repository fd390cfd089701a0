"""A short part of the attacks by Cypher, on a service of its own: `make attack` runs them whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
import pytest

from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.connection import Engine
from graph.store.engine.embedded_files import researchers_folder
from graph.store.researchers.query import run_query
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.conftest import served
from tests.attack import bombs, floods, sizes, words
from tests.attack.asking import ask, cypher, gauge, is_well
from tests.conftest import wipe
from tests.engines.embedded_database import lend_folder
from tests.engines.loaded_database import load_sources

SECONDS = 3.0  # how long a query may run here, most of which would run for ever; a service gives it 10
HONEST_SECONDS = 60.0  # no measure of how fast an honest read is, on a machine that does more


@pytest.fixture(autouse=True)
def short_limit(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    seconds = HONEST_SECONDS if "honest" in request.node.name else SECONDS
    monkeypatch.setattr("app.answers.cypher.run_query", partial(run_query, seconds=seconds))


@pytest.fixture(scope="module")
def data(embedded_engine: Engine, kept: Path) -> Iterator[Path]:
    with lend_folder(embedded_engine) as folder:
        load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
        yield folder


@pytest.fixture(scope="module")
def base(data: Path) -> Iterator[str]:
    with served(create_app(Settings(data=data, neo4j_uri=None))) as address:
        yield address


@pytest.fixture(scope="module")
def on_neo4j(neo4j_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    wipe(neo4j_engine)
    with serve_neo4j(neo4j_engine, tmp_path_factory.mktemp("attacked-neo4j")) as address:
        yield address


@contextmanager
def serve_neo4j(engine: Engine, folder: Path) -> Iterator[str]:
    """A service on an empty Neo4j, which has the limits of docker-compose.yml, with the first report."""
    settings = Settings(
        data=folder, neo4j_uri=engine.uri, neo4j_username=engine.username,
        neo4j_password=engine.password, neo4j_database=None,
    )  # fmt: skip
    with Store(settings) as store:
        load_source(store, "isis-detainee-transfer")
    with served(create_app(settings)) as address:
        yield address


def everything(base: str) -> dict[str, object]:
    """Counts and the text of all statements, as the service itself tells them."""
    statements = ask(base, "/v1/custody?held=isis-suspects&as_of=2026-02-05").json()
    datasets = ask(base, "/v1/status").json()["rows"]
    nodes = cypher(base, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r").json()
    return {"rows": statements["rows"], "datasets": datasets, "nodes": nodes["rows"], "version": nodes["dataVersion"]}


def test_bombs_end_and_the_graph_is_as_before(base: str) -> None:
    before = everything(base)
    assert bombs.run(base, (*bombs.BOMBS[3:5], bombs.BOMBS[8])) == []
    assert bombs.run_together(base) == []
    assert everything(base) == before


def test_honest_reads_are_answered_and_all_else_is_refused_and_changes_nothing(base: str) -> None:
    before = everything(base)
    assert words.run(base) == []
    assert everything(base) == before


def test_on_neo4j_honest_reads_are_answered_and_all_else_is_refused(on_neo4j: str) -> None:
    before = everything(on_neo4j)
    assert words.run(on_neo4j) == []
    assert everything(on_neo4j) == before


def test_a_flood_is_told_to_come_again_while_others_are_answered(base: str) -> None:
    assert floods.run(base, 40) == []


def test_dear_questions_wait_for_one_another(base: str) -> None:
    assert floods.run_heavy(base, 8) == []


def test_queries_end_with_the_clients_that_left(base: str) -> None:
    assert floods.run_leaving(base) == []


@pytest.mark.long
def test_answers_are_cut_in_every_form(base: str) -> None:
    assert sizes.run(base, ("", ".arrow")) == []


@pytest.mark.long
def test_neo4j_is_as_before_after_bombs_floods_and_huge_answers(on_neo4j: str) -> None:
    before = everything(on_neo4j)
    assert bombs.run(on_neo4j, (bombs.BUSY, bombs.BOMBS[3])) == []
    assert floods.run_leaving(on_neo4j) == []
    assert sizes.run(on_neo4j, ("",)) == []
    assert everything(on_neo4j) == before


def test_an_engine_that_is_killed_is_back_for_the_next_query(base: str, data: Path) -> None:
    assert is_well(base)
    state = embedded.find_running_engine(researchers_folder(data))
    assert state is not None
    psutil.Process(state.pid).kill()
    assert is_well(base)
    assert gauge(base, "whoholds_cypher_up") == 1


def test_the_service_takes_its_engine_and_the_copy_with_it(data: Path) -> None:
    with served(create_app(Settings(data=data, neo4j_uri=None))) as address:
        assert is_well(address)
        assert embedded.find_running_engine(researchers_folder(data)) is not None
