"""Questions on the sources that are shipped, as people mix them, and services on either engine to ask them of."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from graph.store.engine import embedded
from tests.bench.serving import Serving, run, serve
from tests.engines.neo4j_server import start_neo4j

SOURCES = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor", "ucdp-dyadic")
FIRST, DAYS = date(2014, 1, 1), 4_500
QUESTIONS = {
    "custody": "/v1/custody?held=isis-suspects&as_of={day}",
    "custody, known at a day": "/v1/custody?held=isis-suspects&as_of={day}&known_at={day}",
    "custody.csv": "/v1/custody.csv?held=isis-suspects&as_of={day}",
    "custody/series": "/v1/custody/series?held=isis-suspects&start=2014&known_at={day}",
    "custody/ledger": "/v1/custody/ledger?held=isis-suspects&known_at={day}",
    "groups": "/v1/groups?as_of={day}",
    "places": "/v1/places?as_of={day}",
    "alliances of an actor": "/v1/alliances?actor=sdf&as_of={day}",
    "alliances of everyone": "/v1/alliances?as_of={day}&limit=100",
    "network": "/v1/network?as_of={day}&limit=200",
    "paths": "/v1/paths?from=sdf&to=iraq&as_of={day}",
    "contested": "/v1/contested?known_at={day}",
    "plans": "/v1/plans?held=isis-suspects&known_at={day}",
    "silences": "/v1/silences?held=isis-suspects&as_of={day}",
    "statements of an entity": "/v1/entities/sdf/statements?known_at={day}",
    "search": "/v1/search?q=who held ISIS suspects on {day}",
}


class Running(NamedTuple):
    """A service with what is shipped, its data folder and settings, and the process of its database."""

    service: Serving
    data: Path
    settings: Mapping[str, str]
    engine: int


def ask_at_random(seed: int) -> Iterator[str]:
    """Every question as often, each of a random day; one in four is of a day that many ask about."""
    chance = random.Random(seed)
    while True:
        yield make_path(chance.choice(list(QUESTIONS)), chance)


def make_path(question: str, chance: random.Random) -> str:
    day = date(2026, 2, 5) if chance.random() < 0.25 else FIRST + timedelta(chance.randrange(DAYS))
    return QUESTIONS[question].format(day=day).replace(" ", "%20")


@contextmanager
def run_service(engine: str) -> Iterator[Running]:
    """A service on `embedded` or `neo4j`, with an engine of its own that ends with it."""
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        with _run_engine(engine, data, Path(folder)) as (settings, pid):
            run(data, settings, "load", *SOURCES)
            with serve(data, settings) as service:
                yield Running(service, data, settings, pid)


@contextmanager
def _run_engine(engine: str, data: Path, folder: Path) -> Iterator[tuple[Mapping[str, str], int]]:
    """Its settings for whoholds, and its process."""
    if engine == "embedded":
        state, _ = embedded.start_engine(data, idle=3600.0)
        try:
            yield {}, state.pid
        finally:
            embedded.stop_engine(data)
        return
    server = start_neo4j(folder / "neo4j", flags=())  # as people run it
    try:
        settings = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
        yield settings, server.process.pid
    finally:
        server.stop()
