"""Databases for tests. How to choose a fixture:

    engine           an Engine; the test runs twice, on the embedded engine and on Neo4j. Take this one, unless the
                     test is about one of them. What other tests wrote may still be in it.
    empty_engine     the same, without a node in it (constraints and indexes stay)
    embedded_engine  only the embedded engine, ArcadeDB
    neo4j_engine     only Neo4j: the server at WHOHOLDS_TEST_NEO4J_URI with WHOHOLDS_TEST_NEO4J_USERNAME and _PASSWORD,
                     **which the tests empty**, else one started from Maven's artifacts. Without Java or Maven these
                     tests are skipped, and where CI=true they fail.

    kept             where loaded databases are kept for the run: `load_sources(engine, sources, kept)` loads them once
    lent             the data folder of the embedded engine, empty, for a file that loads, judges and serves on it; the
                     engine goes on
    lent_once        the same for one test
    everything       the data folder of a running engine with all that `make run` loads, for tests that only read it
    site             the address of a service on it

One of each kind is started per process, when first asked for, and stopped at the end. `connect(engine)` gives a driver.

`make test` runs in two processes, each with engines of its own; the tests of a file stay together in one of them, and
all files and tests on Neo4j in one, as a server takes 20 seconds of a processor to start.
"""

import os
import re
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

from graph.store.engine import embedded
from graph.store.engine.connection import (
    Engine,
    connect,
    make_embedded_engine,
    open_engine,
)
from graph.store.settings import Settings
from graph.store.store import Store
from graph.vocabulary.in_force import adopt_own_words
from tests.engines.class_archive import flags_of_short_life
from tests.engines.embedded_database import empty_database, lend_folder
from tests.engines.loaded_database import SHIPPED, load_sources
from tests.engines.neo4j_server import LIMITS, LONG_TERM, Release, missing_tools, start_neo4j

# no test asserts a time: on a machine that others use too, the usual limit of 200 ms for one example does
settings.register_profile("timeless", deadline=None)
settings.load_profile("timeless")

KEEP_SECONDS = 1800.0  # longer than any pause between two tests; ends what a killed run left

# engines of tests live for seconds: what makes long ones fast (a second compiler, collectors in threads) only costs
os.environ.setdefault("ARCADEDB_JVM_ARGS", flags_of_short_life())

# each `httpx.get` makes a context for TLS, which reads all certificates: 20 times the work of what is asked here
ssl.create_default_context = cache(ssl.create_default_context)

# where the longest files are: they are begun first, so that several processes end at about the same time
LONGEST_FIRST = ("tests/attack/", "tests/bench/", "tests/web/", "tests/app/", "tests/graph/store/", "tests/ingest/", "")
ROOT = Path(__file__).resolve().parents[1]
ON_NEO4J = re.compile(r"\[neo4j[-\]]|-neo4j\]")  # a parameter of a test, the engine
OWN_SERVER = "WHOHOLDS_TEST_NEO4J_URI names one server, which tests empty: run them in one process, make test WORKERS=0"


# what is tried there starts engines, services or a browser; elsewhere only these fixtures do
STARTERS = ("tests/attack/", "tests/bench/", "tests/web/", "tests/app/", "tests/graph/store/", "tests/parity/",
            "tests/whoholds/", "tests/fuzz/test_operations.py")  # fmt: skip
ENGINES = {"engine", "empty_engine", "embedded_engine", "neo4j_engine"}


@pytest.fixture(autouse=True, scope="module")
def _package_words() -> None:
    """The vocabulary is one for a process: no file sees the words of sources that another one loaded."""
    adopt_own_words(())


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "how many percent of its examples each property is tried with, and how many at least"
    parser.addoption("--examples", type=int, default=100, metavar="PERCENT", help=about)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if _starts_something(item):
            item.add_marker("engine")
    for test in {getattr(item, "function", None) for item in items}:
        if test and is_hypothesis_test(test):
            _try_fewer(test, config.getoption("--examples"))
    if _is_one_of_several(config):
        items.sort(key=lambda item: next(n for n, place in enumerate(LONGEST_FIRST) if item.nodeid.startswith(place)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What `--dist loadfile` does, but for tests on Neo4j."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return name_group(nodeid)

    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None


def name_group(nodeid: str) -> str:
    """What stays together in one process: files and tests on Neo4j, or the other tests of a file."""
    file, _, test = nodeid.partition("::")
    return "neo4j" if ON_NEO4J.search(test) or _needs_neo4j(file) else file


@cache
def _needs_neo4j(file: str) -> bool:
    return "neo4j_engine" in (ROOT / file).read_text(encoding="utf-8")


def _starts_something(item: pytest.Item) -> bool:
    if item.nodeid.startswith(STARTERS) or ENGINES & set(getattr(item, "fixturenames", ())):
        return True
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return any(one in ("embedded", "neo4j") for one in parameters)  # the name of an engine that a fixture starts


def _try_fewer(test: Any, percent: int) -> None:
    given = test._hypothesis_internal_use_settings  # where Hypothesis looks for them, and nothing else changes them
    fewer = max(given.max_examples * percent // 100, percent)
    if fewer < given.max_examples:
        test._hypothesis_internal_use_settings = settings(given, max_examples=fewer)


def _is_one_of_several(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    data = tmp_path_factory.mktemp("embedded")
    yield make_embedded_engine(*embedded.start_engine(data, idle=KEEP_SECONDS))
    embedded.stop_engine(data)


@pytest.fixture(scope="session")
def neo4j_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    given = os.environ.get("WHOHOLDS_TEST_NEO4J_URI")
    if given:
        if _is_one_of_several(request.config):
            pytest.fail(OWN_SERVER)
        username = os.environ.get("WHOHOLDS_TEST_NEO4J_USERNAME", "neo4j")
        yield neo4j_at(given, username, os.environ.get("WHOHOLDS_TEST_NEO4J_PASSWORD", ""))
        return
    ask_for_neo4j()
    server = start_neo4j(tmp_path_factory.mktemp("neo4j"), LIMITS)
    yield neo4j_at(server.uri, server.username, server.password)
    server.stop()


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where loaded databases are kept for this run, by all its processes: tests/engines/loaded_database.py."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if _is_one_of_several(request.config) else own


@pytest.fixture(scope="module")
def lent(embedded_engine: Engine) -> Iterator[Path]:
    with lend_folder(embedded_engine) as folder:
        yield folder


@pytest.fixture
def lent_once(embedded_engine: Engine) -> Iterator[Path]:
    with lend_folder(embedded_engine) as folder:
        yield folder


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[Path]:
    """A data folder with what `make run` loads, and the judgements of whoholds in force; nobody writes into it."""
    from app.judgements import follow_judgements

    folder = tmp_path_factory.mktemp("everything")
    engine = make_embedded_engine(*embedded.start_engine(folder, idle=KEEP_SECONDS))
    load_sources(engine, SHIPPED, kept)
    settings = Settings(data=folder, neo4j_uri=None)
    with Store(settings) as store:
        follow_judgements(store, settings)
    yield folder
    embedded.stop_engine(folder)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a service on everything; with WHOHOLDS_TEST_SITE one that runs already."""
    from app.main import create_app
    from tests.app.conftest import served, settings_for

    given = os.environ.get("WHOHOLDS_TEST_SITE")
    if given:
        yield given
        return
    with served(create_app(settings_for(request.getfixturevalue("everything")))) as address:
        yield address


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def empty_engine(engine: Engine) -> Engine:
    wipe(engine)
    return engine


def ask_for_neo4j(release: Release = LONG_TERM) -> None:
    """Skip the test where no Neo4j can be started; in CI it fails."""
    missing = missing_tools(release)
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


def neo4j_at(uri: str, username: str, password: str) -> Engine:
    # every field is given, so that the NEO4J_ variables of whoever runs the tests lead nowhere
    return open_engine(Settings(neo4j_uri=uri, neo4j_username=username, neo4j_password=password, neo4j_database=None))


def wipe(engine: Engine) -> None:
    """Leave no node and no edge."""
    if engine.data:
        empty_database(engine)
    else:
        delete_everything(engine)


def delete_everything(engine: Engine) -> None:
    """Delete every node and edge, a batch at a time; for an engine that others use meanwhile."""
    batch = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"
    with connect(engine) as driver, driver.session(database=engine.database) as session:
        while session.execute_write(lambda transaction: transaction.run(batch).single(strict=True)["gone"]):
            pass
