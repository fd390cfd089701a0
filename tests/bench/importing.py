"""Filling an empty Neo4j by `neo4j-admin database import full`: the files made and imported, against importing alone.

The network is held ready as `Content`, as a load takes it: reading a source is no part of either side.
"""

import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.store.engine.connection import open_engine
from graph.store.planning.instructions import AFTERWARDS, SCRIPT
from graph.store.planning.making import plan_loads
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.bench.loading import counted
from tests.bench.measure import Result, own_memory_aside, timed
from tests.bench.networks import Network
from tests.engines.neo4j_server import run_admin_script, start_neo4j

BAR = 1.5


@dataclass(frozen=True)
class Spent:
    """What a step took: seconds by the clock, and of all processors together, with processes that it started."""

    seconds: float
    cpu_seconds: float


def importing(made: Network, size: str) -> Iterator[Result]:
    """The files made by this process, imported by a real `neo4j-admin`; then the server, its indexes and its counts."""
    content = made.content()
    number = len(content.statements)
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-") as folder:
        plan, home = Path(folder) / "plan", Path(folder) / "home"
        before = _peak_memory()
        with own_memory_aside():
            planned = _spend(lambda: plan_loads(plan, lambda store: load_content(store, content) and None))
        peak = _peak_memory()
        imported = _spend(lambda: run_admin_script(home, plan / SCRIPT))
        server = start_neo4j(home, flags=())
        settings = Settings(
            neo4j_uri=server.uri, neo4j_username=server.username, neo4j_password=server.password, neo4j_database=None
        )
        try:
            with Store(engine=open_engine(settings)) as store:
                afterwards = timed(lambda: _run_afterwards(store, plan))
                graph = counted(store)
        finally:
            server.stop()
        if graph["Statement"] != number:
            raise AssertionError(f"{number} statements, and {graph['Statement']} in Neo4j")
        ratio = (planned.seconds + imported.seconds) / imported.seconds
        cpu_ratio = (planned.cpu_seconds + imported.cpu_seconds) / imported.cpu_seconds
        size_of_files = sum(path.stat().st_size for path in plan.glob("*.csv"))
    yield Result(
        what=f"import {size}, {number:,} statements",
        engine="neo4j",
        value=planned.seconds + imported.seconds,
        unit="s",
        against="neo4j-admin on the same files, ready made",
        ratio=ratio,
        bar=f"<= {BAR}",
        met=ratio <= BAR,
        details={
            "planSeconds": planned.seconds, "planCpuSeconds": planned.cpu_seconds, "adminSeconds": imported.seconds,
            "adminCpuSeconds": imported.cpu_seconds, "cpuRatio": cpu_ratio, "afterwardsSeconds": afterwards,
            "bytesOfFiles": size_of_files, "graph": graph, "peakBytesBeforePlan": before, "peakBytes": peak,
            "busyProcessors": os.getloadavg()[0],
        },
    )  # fmt: skip


def _spend(call: Callable[[], object]) -> Spent:
    before = os.times()
    seconds = timed(call)
    after = os.times()
    return Spent(seconds, sum(after[:4]) - sum(before[:4]))


def _run_afterwards(store: Store, plan: Path) -> None:
    with store.driver.session(database=store.engine.database) as session:
        for text in (plan / AFTERWARDS).read_text(encoding="utf-8").split(";\n\n")[:-1]:
            session.run(text).consume()
        session.run("CALL db.awaitIndexes(3600)").consume()


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
