"""One piece of torture: a load that is killed again and again, or its engine, then compared with a clean one."""

import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from graph.store.engine import embedded
from graph.store.engine.embedded_files import read_state
from graph.store.settings import Settings
from graph.store.store import Store
from tests.torture.contents import Contents, compare_contents, read_contents

ROOT = Path(__file__).resolve().parents[2]
FIRST, SOURCE = "isis-detainee-transfer", "ucdp-dyadic"
QUESTION = "/v1/custody?held=isis-suspects&as_of=2026-02-05"  # of FIRST: no load of SOURCE changes its rows
WAIT_SECONDS = 300.0
IN_THE_MIDDLE = ("load", "engine")  # what a kill in the middle of a load met
SOONER = 0.7

Program = subprocess.Popen[str]


@dataclass
class Outcome:
    """What one piece met. `wrong` are answers, `differences` are those from a clean load: there must be none.

    `kills` counts those in the middle of a load; `during` has the others too.
    """

    kills: int = 0
    during: Counter[str] = field(default_factory=Counter)  # what the kill met: a load, its engine, or nothing any more
    answers: Counter[int] = field(default_factory=Counter)  # by status
    wrong: list[str] = field(default_factory=list)
    differences: dict[str, object] = field(default_factory=dict)


def start_program(data: Path, *words: str) -> Program:
    """`whoholds` as a process of its own on one folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "WHOHOLDS_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli.main", *words], cwd=ROOT, env=kept | {"WHOHOLDS_DATA": str(data)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def load_cleanly(data: Path) -> tuple[Contents, float]:
    """What one clean load of all leaves, and the seconds that SOURCE took."""
    _finish_load(data, FIRST)
    began = time.monotonic()
    _finish_load(data, SOURCE)
    took = time.monotonic() - began
    return _read_store(data), took


def run_piece(folder: Path, victim: str, kills: int, seed: int, right: Contents, took: float) -> Outcome:
    """Kill the `loader` or the `engine` at random moments of a load, that many times, then load to the end.

    A kill that comes after the load is repeated, sooner: the next load finds nothing new and is shorter. One that comes
    before there is an engine is repeated, later. With an odd seed a service answers meanwhile. The folder is removed
    where all is as it must be.
    """
    chance, outcome = random.Random(seed), Outcome()
    kill = {"loader": _kill_loader, "engine": _kill_engine}[victim]
    _finish_load(folder, FIRST)
    try:
        with _ask_meanwhile(folder, outcome) if seed % 2 else nullcontext():
            while outcome.kills < kills:
                load = start_program(folder, "load", SOURCE)
                time.sleep(chance.uniform(0, took))
                met = kill(folder, load)
                outcome.during[met] += 1
                if met in IN_THE_MIDDLE:
                    outcome.kills += 1
                else:
                    took *= SOONER if load.poll() is not None else 1 / SOONER
                load.communicate(timeout=WAIT_SECONDS)
            _finish_load(folder, SOURCE)
        outcome.differences = compare_contents(right, _read_store(folder))
    finally:
        embedded.stop_engine(folder)
    if not outcome.differences and not outcome.wrong:
        shutil.rmtree(folder)
    return outcome


def _kill_loader(_: Path, load: Program) -> str:
    if load.poll() is not None:
        return "nothing"
    load.kill()
    return "load"


def _kill_engine(folder: Path, load: Program) -> str:
    state = read_state(folder)
    if state is None or embedded.find_running_engine(folder) is None:
        return "nothing"
    psutil.Process(state.pid).kill()
    return "engine" if load.poll() is None else "engine at rest"


def _finish_load(folder: Path, source: str) -> None:
    load = start_program(folder, "load", source)
    _, said = load.communicate(timeout=WAIT_SECONDS)
    if load.returncode:
        raise AssertionError(f"{source} could not be loaded into {folder}: {said}")


def _read_store(folder: Path) -> Contents:
    with Store(Settings(data=folder, neo4j_uri=None)) as store:
        return read_contents(store)


@contextmanager
def _ask_meanwhile(folder: Path, outcome: Outcome) -> Iterator[None]:
    """A service that is asked all the while; each answer is the first one, or 503 with Retry-After."""
    service = start_program(folder, "serve", "--port", "0")
    ended = threading.Event()
    try:
        assert service.stdout is not None
        found = re.search(r"http://[\d.:]+", service.stdout.readline())
        assert found is not None
        base = found[0]
        right = httpx.get(base + QUESTION, timeout=WAIT_SECONDS).json()["rows"]
        asker = threading.Thread(target=_ask_until, args=(ended, base, right, outcome))
        asker.start()
        yield
        ended.set()
        asker.join()
        if not outcome.answers:
            outcome.wrong.append("the service answered nothing")
    finally:
        ended.set()
        service.kill()
        service.communicate()


def _ask_until(ended: threading.Event, base: str, right: object, outcome: Outcome) -> None:
    number = 0
    while not ended.wait(0.02):
        number += 1
        # a new Accept each time: not from the cache
        accept = {"Accept": f"application/json, */*;q=0.{number:06}1"}
        try:
            answer = httpx.get(base + QUESTION, headers=accept, timeout=WAIT_SECONDS)
        except httpx.HTTPError as error:
            outcome.wrong.append(f"no answer: {error!r}")
            return
        outcome.answers[answer.status_code] += 1
        is_right = answer.status_code == 200 and answer.json()["rows"] == right
        if not is_right and not (answer.status_code == 503 and "retry-after" in answer.headers):
            outcome.wrong.append(f"{answer.status_code}: {answer.text[:200]}")
