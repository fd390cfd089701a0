"""Every operation is asked some examples, on a real store; `make fuzz` asks each a thousand times."""

from collections.abc import Iterator

import httpx
import pytest

from app.main import create_app
from graph.store.engine import embedded
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.conftest import served
from tests.fuzz.operations import fuzz_operation, list_operations

EXAMPLES, MORE = 15, 50


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of its own, as files are loaded into it."""
    folder = tmp_path_factory.mktemp("fuzzed")
    settings = Settings(data=folder, neo4j_uri=None)
    embedded.start_engine(folder, idle=900)
    with Store(settings) as store:
        load_source(store, "isis-detainee-transfer")
    with served(create_app(settings)) as address:
        yield address
    embedded.stop_engine(folder)


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
