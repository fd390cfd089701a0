"""`import whoholds` as users have it: against a real service, with every source that `make run` loads.

reported  a data folder with the first report, for services of one's own
db        a connection to `site` of tests/conftest.py
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import whoholds
from graph.store.engine.connection import Engine
from tests.engines.loaded_database import load_sources


@pytest.fixture(scope="module")
def reported(lent: Path, embedded_engine: Engine, kept: Path) -> Path:
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    return lent


@pytest.fixture(scope="session")
def db(site: str) -> Iterator[whoholds.Database]:
    with whoholds.connect(site) as found:
        yield found
