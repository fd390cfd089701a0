"""The service at work: how soon it is ready, how it answers under load, and what a load of statements does to that."""

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from graph.model.names import UsedEntity
from graph.store.engine import embedded
from graph.store.engine.connection import make_embedded_engine
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from tests.bench.clients import Asked, ask, summary
from tests.bench.engines import KEEP_SECONDS
from tests.bench.measure import Result, not_run
from tests.bench.networks import Network, hubs, network
from tests.bench.serving import COMMAND, served
from tests.bench.throughput import get, random_days, throughput

NEW = 1_000
CLIENTS = 4


def at_work(made: Network, size: str, seconds: float, rounds: int) -> Iterator[Result]:
    """On an embedded engine that holds an invented network. `seconds` is how long clients ask in each of the rounds."""
    if not COMMAND.exists():
        yield not_run(f"{size} served", "embedded", "whoholds is not installed beside this Python")
        return
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        try:
            with Store(engine=make_embedded_engine(*embedded.start_engine(data, idle=KEEP_SECONDS))) as store:
                load_content(store, made.content())
                labels = {entity.id: entity.label for entity in made.entities}
                groups = hubs(list(made.statements()), labels, "Group", len(labels))
                yield _start(data, size, rounds)
                with served(data) as port:
                    yield from throughput(port, groups[len(groups) // 2], size, seconds, rounds)
                    yield from beside(port, store, size, len(made.entities), rounds * seconds)
        finally:
            embedded.stop_engine(data)


def beside(port: int, store: Store, size: str, entities: int, seconds: float) -> Iterator[Result]:
    """New statements are loaded, then others while clients ask for everyone's alliances on random days.

    The clients are a process of their own, so that the load does not hold them up.
    """
    yield _answered(
        port, store, more(entities, "some"), f"{NEW:,} new statements are in answers after their load, {size}"
    )[0]
    content = more(entities, "others")
    with (
        tempfile.TemporaryDirectory(prefix="whoholds-bench-") as folder,
        ProcessPoolExecutor(1, get_context("spawn")) as pool,
    ):
        begun, end = Path(folder) / "begun", Path(folder) / "end"
        asking = pool.submit(_asking, port, begun, end)
        while not begun.exists() and not asking.done():
            time.sleep(0.01)
        time.sleep(seconds)
        result, began, answered = _answered(port, store, content, f"the same beside {CLIENTS} clients, {size}")
        yield result
        end.touch()
        asked = asking.result()
    before = summary([one for one in asked if one.at < began], began - asked[0].at)
    during = summary([one for one in asked if began <= one.at <= answered], answered - began)
    for name in ("p99", "most"):
        was, now = getattr(before, name), getattr(during, name)
        yield Result(
            what=f"{'p99' if name == 'p99' else 'slowest'} of answers beside the load, {CLIENTS} clients, {size}",
            engine="embedded", value=now, unit="ms", ratio=now / was, against="before it",
            details={"before": before._asdict(), "beside": during._asdict()},
        )  # fmt: skip


def _answered(port: int, store: Store, content: Content, what: str) -> tuple[Result, float, float]:
    """How long after its load a new version answers; and when the load began and the new version answered."""
    began = time.monotonic()
    version = load_content(store, content).version
    loaded = time.monotonic()
    while json.loads(get(port, "/v1/alliances?limit=1"))["dataVersion"] != version:
        time.sleep(0.005)
    answered = time.monotonic()
    took = (answered - loaded) * 1000
    details = {"loadSeconds": loaded - began}
    return Result(what=what, engine="embedded", value=took, unit="ms", details=details), began, answered


def more(entities: int, dataset: str) -> Content:
    """Statements of another dataset about the same entities."""
    made = network(entities, NEW, seed=len(dataset))
    said = [
        replace(
            one, key=f"{dataset}-{one.key}", dataset=dataset, cites=replace(one.cites, source=dataset), responds_to=()
        )
        for one in made.statements()
    ]
    source = replace(made.sources[0], id=dataset)
    named = {id_ for one in said for ids in (*one.roles.values(), one.about, (one.said_by,)) for id_ in ids}
    used = [UsedEntity(id=id_) for id_ in sorted(named | {source.publisher})]
    return Content(dataset=dataset, title=dataset, sources=[source], entities=[], statements=said, used=used)


def _start(data: Path, size: str, rounds: int) -> Result:
    """The first start writes the columns that the later ones map."""
    first, *later = (_ready_after(data) for _ in range(rounds + 1))
    return Result(
        what=f"whoholds serve ready, {size} with cached columns", engine="embedded",
        value=statistics.median(later), unit="s", details={"withoutCacheSeconds": first},
    )  # fmt: skip


def _ready_after(data: Path) -> float:
    began = time.perf_counter()
    with served(data):
        return time.perf_counter() - began


def _asking(port: int, begun: Path, end: Path) -> list[Asked]:
    begun.touch()
    return ask(port, random_days(1), CLIENTS, lambda: not end.exists())
