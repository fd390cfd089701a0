"""Both engines answer random worlds as the oracle does: 6 worlds of 20 questions, 500 by `make oracle`.

WHOHOLDS_ORACLE_WORLDS says how many, WHOHOLDS_ORACLE_SEED which ones. Hypothesis makes a world that fails small; what
it showed to be wrong stays as a test in tests/world/test_by_hand.py and beside the code. How many questions rested on
each rule is printed at the end: worlds that never try one prove nothing of it.
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, seed, settings

from graph.store.engine.connection import Engine
from graph.store.reading import view as view_module
from graph.store.store import Store
from tests.conftest import wipe
from tests.world import oracle, plain_store
from tests.world.oracle_base import USED
from tests.world.plain_worlds import Question, World, worlds

FEW = 6
WORLDS = int(os.environ.get("WHOHOLDS_ORACLE_WORLDS", FEW))
SEED = os.environ.get("WHOHOLDS_ORACLE_SEED")
TRIED: Counter[str] = Counter()


@pytest.fixture(scope="module")
def stores(embedded_engine: Engine, neo4j_engine: Engine) -> Iterator[list[Store]]:
    found = [Store(engine=engine) for engine in (embedded_engine, neo4j_engine)]
    yield found
    for store in found:
        store.close()


def expected(world: World, asked: Question) -> Any:
    USED.clear()
    given = {name: value for name, value in asked.items() if name != "kind"}
    answer = getattr(oracle, asked["kind"])(world, **given)
    TRIED.update({*USED, f"questions of {asked['kind']}"})
    return answer


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
                reader.view().load_statements()
            for asked, answer in zip(questions, right, strict=True):
                with mock.patch.object(view_module, "MANY", -1):  # else so few are always selected by Cypher
                    met = plain_store.answer(reader, asked)
                found = differences(answer, met)
                assert not found, f"{store.engine.kind}, {way}: {asked}\n" + "\n".join(found)


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    lines = [f"{number:8,}  {rule}" for rule, number in sorted(TRIED.items())]
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\n\nquestions that rest on each rule", *lines, sep="\n")


@pytest.mark.timeout(0)
@(seed(int(SEED)) if SEED else lambda test: test)
@given(worlds(manifold=WORLDS != FEW))
@settings(
    max_examples=WORLDS,
    derandomize=WORLDS == FEW and not SEED,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_both_engines_answer_as_the_oracle_does(stores: list[Store], asked: tuple[World, list[Question]]) -> None:
    check(stores, *asked)
