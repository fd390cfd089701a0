"""`import whoholds` as users have it: against a real service, with every source that `make run` loads.

shipped   the data folder
address   of a service on it
db        a connection to that
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import whoholds
from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.connection import make_embedded_engine
from tests.app.conftest import KEEP_SECONDS, served, settings_for
from tests.engines.loaded_database import load_sources

SOURCES = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor", "ucdp-dyadic")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("shipped")
    engine = make_embedded_engine(*embedded.start_engine(folder, idle=KEEP_SECONDS))
    load_sources(engine, SOURCES, kept)
    yield folder
    embedded.stop_engine(folder)


@pytest.fixture(scope="session")
def address(shipped: Path) -> Iterator[str]:
    with served(create_app(settings_for(shipped))) as found:
        yield found


@pytest.fixture(scope="session")
def db(address: str) -> Iterator[whoholds.Database]:
    with whoholds.connect(address) as found:
        yield found
