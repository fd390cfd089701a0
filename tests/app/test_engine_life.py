"""The life of an embedded engine: ready again after a kill, ended with its service, and never taken for another one."""

import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from graph.store.engine.embedded_files import read_state, state_file
from graph.store.store import Store
from tests.app.commands import ROOT, run
from tests.app.conftest import problem_of, served, settings_for
from tests.engines.loaded_database import load_sources

CUSTODY = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
ADDRESSES = (CUSTODY, "/v1/status", "/v1/entities/sdf", "/v1/search?q=iraq", "/readyz")
ASKERS, PER_SECOND = 10, 100


@pytest.fixture
def loaded(tmp_path: Path, kept: Path) -> Iterator[Path]:
    """A folder with the first report, whose engine a command started."""
    assert run(tmp_path / "data", "status").returncode == 0
    engine = make_embedded_engine(*embedded.start_engine(tmp_path / "data"))
    load_sources(engine, ("isis-detainee-transfer",), kept)
    yield tmp_path / "data"
    embedded.stop_engine(tmp_path / "data")


@contextmanager
def service_on(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """A service in a process of its own, once it is ready."""
    environment = {"WHOHOLDS_DATA": str(data), "PATH": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "app.cli.main", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=data.parent, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert "serves on" in process.stdout.readline()
            yield process
        finally:
            process.kill()


def test_an_engine_ends_with_the_service_that_started_it_and_one_of_a_command_stays(
    lent_once: Path, embedded_engine: Engine, kept: Path, tmp_path: Path
) -> None:
    loaded, empty = lent_once, tmp_path / "empty"
    load_sources(embedded_engine, ("isis-detainee-transfer",), kept)
    try:
        with service_on(loaded), service_on(empty):
            of_command, of_service = read_state(loaded), read_state(empty)
            assert of_command is not None
            assert of_service is not None
            ports = {of_command.bolt_port, of_command.http_port, of_service.bolt_port, of_service.http_port}
            assert len(ports) == 4
            for folder, statements in ((loaded, True), (empty, False)):  # each answers from its own folder
                assert bool(json.loads(run(folder, "status", "--json").stdout)["rows"]) is statements
        gone = psutil.Process(of_service.pid)  # both services were killed
        gone.wait(embedded.IDLE_SECONDS / 4)
        assert read_state(empty) is None
        time.sleep(2)
        assert embedded.find_running_engine(loaded) == of_command
    finally:
        embedded.stop_engine(empty)


@pytest.mark.long
def test_an_engine_whose_service_ended_stays_for_those_who_use_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    try:
        with service_on(data):
            before = embedded.find_running_engine(data)
            store = Store(settings_for(data))
        with store:
            for _ in range(8):
                time.sleep(1)
                assert store.read("read/version")
            assert embedded.find_running_engine(data) == before
        assert before is not None
        psutil.Process(before.pid).wait(embedded.IDLE_SECONDS / 4)
    finally:
        embedded.stop_engine(data)


@pytest.mark.long
def test_an_engine_that_is_killed_under_load_is_ready_again_and_only_503_is_met_meanwhile(loaded: Path) -> None:
    met: Counter[tuple[str, int]] = Counter()
    with served(create_app(settings_for(loaded))) as base, ThreadPoolExecutor(ASKERS) as pool:
        right = {path: httpx.get(base + path, timeout=60).json().get("rows") for path in ADDRESSES}
        closed, before = threading.Event(), read_state(loaded)
        assert before is not None

        def ask_on(number: int) -> None:
            with httpx.Client(base_url=base, timeout=60) as client:
                for count in itertools.count(number):
                    if closed.wait(ASKERS / PER_SECOND):
                        return
                    path = ADDRESSES[count % len(ADDRESSES)]
                    # a new Accept each time: not from the cache
                    answer = client.get(path, headers={"Accept": f"application/json, */*;q=0.{number}{count}1"})
                    met[path, answer.status_code] += 1
                    if answer.status_code == 503:
                        assert int(answer.headers["retry-after"]) > 0
                        problem_of(answer)
                    else:
                        assert answer.json().get("rows") == right[path]

        askers = [pool.submit(ask_on, number) for number in range(ASKERS)]
        time.sleep(1)
        psutil.Process(before.pid).kill()
        began, deadline = time.monotonic(), time.monotonic() + 120
        while time.monotonic() < deadline and read_state(loaded) in (None, before):
            time.sleep(0.02)
        while httpx.get(f"{base}/readyz", timeout=60).status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.02)
        print(f"ready again after {time.monotonic() - began:.1f} s; {dict(met)}")
        time.sleep(0.5)
        closed.set()
        for asker in askers:
            asker.result()
    assert {status for _, status in met} <= {200, 503}
    after = read_state(loaded)
    assert after is not None
    assert after.pid != before.pid


def test_a_foreign_process_on_the_port_and_the_number_of_the_engine_is_never_talked_to(tmp_path: Path) -> None:
    with socket.socket() as foreign:
        foreign.bind(("127.0.0.1", 0))
        foreign.listen()
        port = foreign.getsockname()[1]
        for command, code in (("stop", 0), ("status", 0)):
            named = {
                "pid": os.getpid(), "bolt_port": port, "http_port": port,
                "version": "x", "ready": True, "data": str(tmp_path),
            }  # fmt: skip
            state_file(tmp_path).write_text(json.dumps(named), encoding="utf-8")
            assert run(tmp_path, command).returncode == code
        assert embedded.stop_engine(tmp_path)  # the one that status started
        foreign.setblocking(False)
        with pytest.raises(BlockingIOError):
            foreign.accept()


def test_the_engine_of_another_folder_that_has_the_number_now_is_left_alone(
    embedded_engine: Engine, tmp_path: Path
) -> None:
    assert embedded_engine.data is not None
    state = read_state(Path(embedded_engine.data))
    assert state is not None
    state_file(tmp_path).write_text(json.dumps(vars(state) | {"data": str(tmp_path)}), encoding="utf-8")
    assert embedded.find_running_engine(tmp_path) is None
    assert embedded.stop_engine(tmp_path) is False
    assert embedded.find_running_engine(Path(embedded_engine.data)) == state
