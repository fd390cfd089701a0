"""A load in a process of its own that ends itself, with kill -9, just before or after its nth write.

python -m tests.graph.store.kills URI USER PASSWORD DATABASE before|after N; the world is that of `reports`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from graph.store.engine.connection import Engine
from graph.store.store import Store, Transaction
from graph.store.writing import changes, judgements, shortcuts, writer
from tests.graph.store.reports import content, says

Write = Callable[[Store, Callable[[Transaction], Any]], Any]

BEFORE = content([says(key, count=("200", "stock")) for key in "abcdefgh"])
# a and b change, c and d are renewed, h is gone, i to l are new, i answers a
AFTER = content(
    [
        *(says(key, subject="militia", object="fishers") for key in "ab"),
        *(says(key, count=("200", "stock"), known_from="2020-06") for key in "cd"),
        *(says(key, count=("200", "stock")) for key in "efg"),
        *(says(key, dataset="report", responds_to=[("a", "denies")] if key == "i" else []) for key in "ijkl"),
    ],
    title="Renamed",
)


def small_batches() -> None:
    for module in (writer, changes, shortcuts, judgements):
        module.BATCH = 2  # type: ignore[attr-defined]


def at_write(number: int, moment: str, end: Callable[[], Any]) -> Write:
    """A `Store.write` that ends it all at its nth call."""
    plain, calls = Store.write, iter(range(1, 1_000))

    def write(store: Store, work: Callable[[Transaction], Any]) -> Any:
        call = next(calls)
        if call == number and moment == "before":
            end()
        done = plain(store, work)
        if call == number and moment == "after":
            end()
        return done

    return write


def load_elsewhere(engine: Engine, moment: str, number: int) -> int:
    """How the process that loads AFTER ended."""
    place = [engine.uri, engine.username, engine.password, engine.database or ""]
    command = [sys.executable, "-m", "tests.graph.store.kills", *place, moment, str(number)]
    return subprocess.run(command, check=False, timeout=60).returncode


def main(uri: str, username: str, password: str, database: str, moment: str, number: str) -> None:
    small_batches()
    engine = Engine("neo4j", uri, username, password, database or None, username, password, None)
    with Store(engine=engine) as store:
        store.has_schema = True
        Store.write = at_write(int(number), moment, lambda: os.kill(os.getpid(), signal.SIGKILL))  # type: ignore[method-assign, assignment]
        writer.load_content(store, AFTER)


if __name__ == "__main__":
    main(*sys.argv[1:])
