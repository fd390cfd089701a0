"""An engine that hangs without dying is noticed, and replaced; meanwhile nobody is told that something is not there."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.connection import make_embedded_engine
from graph.store.engine.embedded_files import read_state
from tests.app.conftest import served, settings_for
from tests.engines.loaded_database import load_sources

PATHS = ("/v1/custody?held=isis-suspects&as_of=2026-02-05", "/v1/entities/sdf", "/v1/entities/iraq/statements")


@pytest.fixture
def loaded(tmp_path: Path, kept: Path) -> Iterator[Path]:
    engine = make_embedded_engine(*embedded.start_engine(tmp_path, idle=600))
    load_sources(engine, ("isis-detainee-transfer",), kept)
    yield tmp_path
    embedded.stop_engine(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="there no signal stops a process for a while")
def test_an_engine_that_hangs_is_replaced_and_nobody_is_told_404(loaded: Path) -> None:
    with served(create_app(settings_for(loaded))) as base:
        before = read_state(loaded)
        assert before is not None
        assert all(httpx.get(base + path, timeout=60).status_code == 200 for path in PATHS)
        os.kill(before.pid, signal.SIGSTOP)
        deadline = time.monotonic() + 120
        met: set[int] = set()
        while time.monotonic() < deadline and (read_state(loaded) in (None, before) or 200 not in met):
            for path in (*PATHS, "/readyz"):
                answer = httpx.get(base + path, timeout=90)
                assert answer.status_code in (200, 503), (path, answer.text)
                assert answer.status_code == 200 or int(answer.headers["retry-after"]) > 0
                met.add(answer.status_code if path == "/readyz" else 0)
            time.sleep(0.2)
        after = read_state(loaded)
        assert after is not None
        assert after.pid != before.pid
        assert [httpx.get(base + path, timeout=60).status_code for path in PATHS] == [200, 200, 200]
