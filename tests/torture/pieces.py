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
from tests.engines.neo4j_server import RunningNeo4j, start_again, start_neo4j
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


class EmbeddedHome:
    """Where `whoholds` works: a data folder with its embedded engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def settings(self) -> Settings:
        return Settings(data=self.folder, neo4j_uri=None)

    @property
    def environment(self) -> dict[str, str]:
        return {"WHOHOLDS_DATA": str(self.folder)}

    def start_program(self, *words: str) -> Program:
        """`whoholds` as a process of its own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "WHOHOLDS_"))}
        return subprocess.Popen(
            [sys.executable, "-m", "app.cli.main", *words], cwd=ROOT, env=kept | self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def kill_engine(self) -> bool:
        """Kill the engine; False where there is none."""
        state = read_state(self.folder)
        if state is None or embedded.find_running_engine(self.folder) is None:
            return False
        psutil.Process(state.pid).kill()
        return True

    def start_engine_again(self) -> None:
        """Nothing: the next command starts the embedded engine."""

    def stop(self) -> None:
        """End the engine."""
        embedded.stop_engine(self.folder)


class Neo4jHome(EmbeddedHome):
    """The same with a Neo4j of its own, which nobody but the administrator starts again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._server: RunningNeo4j = start_neo4j(folder / "neo4j")

    @property
    def settings(self) -> Settings:
        server = self._server
        return Settings(
            data=self.folder, neo4j_uri=server.uri, neo4j_username=server.username, neo4j_password=server.password
        )

    @property
    def environment(self) -> dict[str, str]:
        server = self._server
        connection = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
        return super().environment | connection

    def kill_engine(self) -> bool:
        if self._server.process.poll() is not None:
            return False
        self._server.stop()
        return True

    def start_engine_again(self) -> None:
        if self._server.process.poll() is not None:
            self._server = start_again(self._server)

    def stop(self) -> None:
        self._server.stop()


HOMES: dict[str, type[EmbeddedHome]] = {"loader": EmbeddedHome, "engine": EmbeddedHome, "neo4j": Neo4jHome}


def load_cleanly(data: Path) -> tuple[Contents, float]:
    """What one clean load of all leaves in the embedded engine, and the seconds that SOURCE took.

    A folder that an earlier run left is made anew, as a load of nothing new takes no time.
    """
    shutil.rmtree(data, ignore_errors=True)
    home = EmbeddedHome(data)
    try:
        _finish_load(home, FIRST)
        began = time.monotonic()
        _finish_load(home, SOURCE)
        took = time.monotonic() - began
        return _read_store(home), took
    finally:
        home.stop()


def run_piece(
    folder: Path, victim: str, kills: int, seed: int, is_served: bool, clean: tuple[Contents, float]
) -> Outcome:
    """Kill the `loader`, the embedded `engine` or `neo4j` at random moments of a load, that many times, then load to
    the end and compare with what a `clean` load left, whose seconds it also has.

    A kill that comes after the load is repeated, sooner: the next load finds nothing new and is shorter. One that comes
    before there is an engine is repeated, later. Every second engine that must be started by hand is started while its
    load still waits for it. The folder is removed where all is as it must be.
    """
    right, took = clean
    chance, outcome = random.Random(seed), Outcome()
    home = HOMES[victim](folder)
    _finish_load(home, FIRST)
    try:
        with _ask_meanwhile(home, outcome) if is_served else nullcontext():
            while outcome.kills < kills:
                load = home.start_program("load", SOURCE)
                time.sleep(chance.uniform(0, took))
                met = _kill_loader(load) if victim == "loader" else _kill_engine(home, load)
                outcome.during[met] += 1
                if met in IN_THE_MIDDLE:
                    outcome.kills += 1
                else:
                    took *= SOONER if load.poll() is not None else 1 / SOONER
                if outcome.kills % 2:
                    home.start_engine_again()
                load.communicate(timeout=WAIT_SECONDS)
                home.start_engine_again()
            _finish_load(home, SOURCE)
        outcome.differences = compare_contents(right, _read_store(home))
    finally:
        home.stop()
    if not outcome.differences and not outcome.wrong:
        shutil.rmtree(folder)
    return outcome


def _kill_loader(load: Program) -> str:
    if load.poll() is not None:
        return "nothing"
    load.kill()
    return "load"


def _kill_engine(home: EmbeddedHome, load: Program) -> str:
    if not home.kill_engine():
        return "nothing"
    return "engine" if load.poll() is None else "engine at rest"


def _finish_load(home: EmbeddedHome, source: str) -> None:
    load = home.start_program("load", source)
    _, said = load.communicate(timeout=WAIT_SECONDS)
    if load.returncode:
        raise AssertionError(f"{source} could not be loaded into {home.folder}: {said}")


def _read_store(home: EmbeddedHome) -> Contents:
    with Store(home.settings) as store:
        return read_contents(store)


@contextmanager
def _ask_meanwhile(home: EmbeddedHome, outcome: Outcome) -> Iterator[None]:
    """A service that is asked all the while; each answer is the first one, or 503 with Retry-After."""
    service = home.start_program("serve", "--port", "0")
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
