"""Every question in every form is answered with the same bytes on the three engines, cookbook included."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, tzinfo
from pathlib import Path
from typing import get_args

import httpx
import pytest

from app.formats import Format
from app.main import create_app
from graph.store.engine.connection import Engine
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.conftest import served
from tests.app.test_formats import ANSWERED
from tests.conftest import wipe
from tests.cypher.test_cookbook import FILES

LOADED = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor", "ucdp-dyadic")
OWN = {"status", "queries/denials"}  # the first names its engine; the second is among the files below
PATHS = [*(path for path in ANSWERED if path not in OWN), *(f"queries/{file.stem}" for file in FILES)]


class Clock(datetime):
    """Says of all loads that they began at one moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        return cls(2026, 2, 5, 12, 30, tzinfo=tz)


@pytest.fixture(scope="module")
def bases(
    embedded_engine: Engine, servers: dict[str, Engine], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The addresses of three services, each of which loaded the shipped sources into its own engine."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        for module in ("writer", "judgements"):
            patch.setattr(f"graph.store.writing.{module}.datetime", Clock)
        found = {}
        for name, engine in {"embedded": embedded_engine, **servers}.items():
            wipe(engine)
            settings = settings_of(engine, tmp_path_factory.mktemp("data"))
            with Store(settings) as store:
                for source in LOADED:
                    load_source(store, source)
            found[name] = stack.enter_context(served(create_app(settings)))
        yield found


def settings_of(engine: Engine, folder: Path) -> Settings:
    if engine.data:
        return Settings(data=Path(engine.data), neo4j_uri=None)
    return Settings(
        data=folder, neo4j_uri=engine.uri, neo4j_username=engine.username, neo4j_password=engine.password,
        neo4j_database=None,
    )  # fmt: skip


@pytest.mark.timeout(0)
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same_in_every_form(bases: dict[str, str], path: str) -> None:
    question, mark, given = path.partition("?")
    for form in get_args(Format):
        told = {name: ask(f"{base}/v1/{question}.{form}{mark}{given}") for name, base in bases.items()}
        status, body = told["embedded"]
        assert status in ((200,) if form == "json" else (200, 406)), body
        for name, (met, other) in told.items():
            assert met == status, f"{name}: {form}"
            # a refusal has the id of its request
            assert status != 200 or other == body, f"{name}: {form}"


def test_status_counts_the_same_datasets(bases: dict[str, str]) -> None:
    first, *others = (httpx.get(f"{base}/v1/status", timeout=60).json()["rows"] for base in bases.values())
    assert len(first) == len(LOADED)
    assert all(rows == first for rows in others)


def ask(address: str) -> tuple[int, bytes]:
    answer = httpx.get(address, timeout=120)
    return answer.status_code, answer.content
