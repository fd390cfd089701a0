"""The service as people meet it: over a socket, on the embedded engine, with the first report loaded.

data      the data folder
base      the address of a running service; use `httpx`
store     a store on the engine of all tests, with what others left there
shipped_view  what is known where all that `make run` loads is there, with the judgements of whoholds
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.settings import Settings
from graph.store.store import Store
from tests.engines.loaded_database import load_sources

KEEP_SECONDS = 900.0


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("service")
    engine = make_embedded_engine(*embedded.start_engine(folder, idle=KEEP_SECONDS))
    load_sources(engine, ("isis-detainee-transfer",), kept)
    yield folder
    embedded.stop_engine(folder)


@pytest.fixture(scope="session")
def base(data: Path) -> Iterator[str]:
    with served(create_app(settings_for(data))) as address:
        yield address


@pytest.fixture(scope="module")
def store(embedded_engine: Engine) -> Iterator[Store]:
    with Store(engine=embedded_engine) as found:
        yield found


@pytest.fixture(scope="session")
def shipped_view(everything: Path) -> Iterator[View]:
    with Store(settings_for(everything)) as found:
        yield Reader(found).view()


def settings_for(folder: Path) -> Settings:
    return Settings(data=folder, neo4j_uri=None)


@contextmanager
def served(app: FastAPI, port: int | None = None, **config: Any) -> Iterator[str]:
    """The address of an app, on a free port where none is given; `config` is uvicorn's."""
    listening = socket.socket()  # bound here, so that nobody else takes the port meanwhile
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port or 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="on", **config))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


def caught_up(base: str) -> None:
    """Wait until answers are given from the newest data version: a service makes it ready aside, and nobody waits."""
    newest = httpx.get(f"{base}/readyz", timeout=60).json()["dataVersion"]
    while httpx.get(f"{base}/v1/search", params={"q": "iraq"}, timeout=60).json()["dataVersion"] < newest:
        time.sleep(0.02)


def problem_of(answer: httpx.Response) -> dict[str, object]:
    """The problem that an answer is."""
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, object] = answer.json()
    assert found["status"] == answer.status_code
    assert {"type", "title", "detail", "instance"} <= set(found)
    return found
