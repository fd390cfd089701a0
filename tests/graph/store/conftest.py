"""An open, empty store on each engine. Its connection is kept for the whole run, as the schema is asked for once."""

from collections.abc import Iterator

import pytest

from graph.store.engine.connection import Engine
from graph.store.store import Store


@pytest.fixture(scope="session")
def stores() -> Iterator[dict[str, Store]]:
    opened: dict[str, Store] = {}
    yield opened
    for store in opened.values():
        store.close()


@pytest.fixture
def store(empty_engine: Engine, stores: dict[str, Store]) -> Store:
    if empty_engine.uri not in stores:
        stores[empty_engine.uri] = Store(engine=empty_engine)
    return stores[empty_engine.uri]
