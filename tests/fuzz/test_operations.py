"""Every operation is asked some examples, on a real store; `make fuzz` asks each a thousand times."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from graph.store.engine.connection import Engine
from tests.app.conftest import served, settings_for
from tests.engines.embedded_database import lend_folder
from tests.engines.loaded_database import load_sources
from tests.fuzz.operations import fuzz_operation, list_operations

EXAMPLES, MORE = 8, 50


@pytest.fixture(scope="module")
def base(embedded_engine: Engine, kept: Path) -> Iterator[str]:
    """A service of its own, as files are loaded into it."""
    with lend_folder(embedded_engine) as folder:
        load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
        with served(create_app(settings_for(folder))) as address:
            yield address


@pytest.mark.parametrize(("method", "path"), list_operations())
def test_each_answer_is_one_that_the_document_describes(base: str, method: str, path: str) -> None:
    sent, wrong = fuzz_operation(base, method, path, EXAMPLES)
    assert sent
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize(("method", "path"), list_operations())
def test_each_answer_is_one_that_the_document_describes_with_more_examples(base: str, method: str, path: str) -> None:
    assert fuzz_operation(base, method, path, MORE, seed=1)[1] == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("sources?", "version"),
        ("changes?", "since"),
        ("changes?since=0&", "until"),
        ("custody/diff?from=2019&", "from_version"),
    ],
)
def test_a_number_too_large_for_any_version_is_named_in_a_problem(base: str, asked: str, name: str) -> None:
    for number in (2_147_483_647, 10**30):
        answer = httpx.get(f"{base}/v1/{asked}{name}={number}", timeout=60)
        assert (answer.status_code, answer.json()["parameter"]) == (422, name)
