"""Both engines answer random worlds as the oracle does: 15 worlds of 20 questions, 500 by `make oracle`.

WHOHOLDS_ORACLE_WORLDS says how many. Hypothesis makes a world that fails small; such ones stay below as tests.
"""

import os
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings

from graph.store import reader as store_reader
from graph.store.engine import Engine
from graph.store.store import Store
from tests.conftest import wipe
from tests.world import oracle, plain_store
from tests.world.plain_worlds import Question, World, worlds

WORLDS = int(os.environ.get("WHOHOLDS_ORACLE_WORLDS", "15"))


@pytest.fixture(scope="module")
def stores(embedded_engine: Engine, neo4j_engine: Engine) -> Iterator[list[Store]]:
    found = [Store(engine=engine) for engine in (embedded_engine, neo4j_engine)]
    yield found
    for store in found:
        store.close()


def expected(world: World, asked: Question) -> Any:
    given = {name: value for name, value in asked.items() if name != "kind"}
    return getattr(oracle, asked["kind"])(world, **given)


def differences(right: Any, met: Any, where: str = "") -> list[str]:
    """What is otherwise, by the way to it."""
    if isinstance(right, dict) and isinstance(met, dict):
        names = sorted({*right, *met}, key=repr)
        return [d for n in names for d in differences(right.get(n, "nothing"), met.get(n, "nothing"), f"{where}/{n}")]
    return [] if right == met else [f"{where}: expected {right}, met {met}"]


def check(stores: list[Store], world: World, questions: list[Question]) -> None:
    right = [expected(world, asked) for asked in questions]
    for store in stores:
        wipe(store.engine)
        reader = plain_store.fill(store, world)
        for way in ("by Cypher", "from memory"):
            if way == "from memory":
                reader.view().hold()
            for asked, answer in zip(questions, right, strict=True):
                with mock.patch.object(store_reader, "MANY", -1):  # else so few are always selected by Cypher
                    met = plain_store.answer(reader, asked)
                found = differences(answer, met)
                assert not found, f"{store.engine.kind}, {way}: {asked}\n" + "\n".join(found)


@pytest.mark.timeout(0)
@given(worlds())
@settings(
    max_examples=WORLDS,
    derandomize=WORLDS == 15,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_both_engines_answer_as_the_oracle_does(stores: list[Store], asked: tuple[World, list[Question]]) -> None:
    check(stores, *asked)
