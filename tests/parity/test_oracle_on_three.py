"""The three engines answer random worlds as the oracle does, by Cypher and from memory."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from graph.store.engine.connection import Engine
from graph.store.store import Store
from tests.app.test_oracle import check
from tests.parity.test_queries import WORLDS
from tests.world.plain_worlds import drawn


@pytest.fixture(scope="module")
def stores(embedded_engine: Engine, servers: dict[str, Engine]) -> Iterator[list[Store]]:
    with ExitStack() as stack:
        yield [stack.enter_context(Store(engine=engine)) for engine in (embedded_engine, *servers.values())]


@pytest.mark.timeout(0)
@pytest.mark.parametrize("number", range(WORLDS))
def test_three_engines_answer_as_the_oracle_does(stores: list[Store], number: int) -> None:
    check(stores, *drawn(number, most=60))
