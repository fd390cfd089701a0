"""What strangers may send, at random and for long, in pieces that can be resumed: python -m tests.fuzz [--pieces N].

A piece is one operation of the service, some thousand strings of Cypher, or one reader of files for some minutes.
`state.json` in the folder holds what each piece met; the next run goes on with those that are not there yet, or that
met something wrong.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from tests.bench.mixed import run_service
from tests.conftest import neo4j_at
from tests.engines.neo4j_server import start_neo4j
from tests.fuzz.apart import read_apart
from tests.fuzz.cypher_rule import explain_on_neo4j, guard_texts, run_on_embedded
from tests.fuzz.operations import fuzz_operation, list_operations
from tests.fuzz.readers import list_readers

EACH = 20_000  # strings of Cypher in a piece
MOST_HARMLESS = 100  # strings of a piece without a word that writes, which engines get too
IDLE_SECONDS = 3_600.0  # while strings are made, and Neo4j has them
Outcome = dict[str, Any]


class Needed:
    """A service and two engines, each started when a piece first needs it, and ended with the others."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self.stack, self.folder = stack, folder
        self._base: str | None = None
        self._engines: tuple[Engine, Engine] | None = None

    def base(self) -> str:
        """The address of a service on what is shipped."""
        if self._base is None:
            running = self.stack.enter_context(run_service("embedded"))
            self._base = f"http://127.0.0.1:{running.service.port}"
        return self._base

    def engines(self) -> tuple[Engine, Engine]:
        """A Neo4j and an embedded engine, both empty."""
        if self._engines is None:
            data = self.folder / "engine"
            own = make_embedded_engine(*embedded.start_engine(data, idle=IDLE_SECONDS))
            self.stack.callback(embedded.stop_engine, data)
            server = start_neo4j(self.folder / f"neo4j-{random.SystemRandom().randrange(10**9)}")
            self.stack.callback(server.stop)
            self._engines = neo4j_at(server.uri, server.username, server.password), own
        return self._engines


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--pieces", type=int, default=10**6, help="how many to run now")
    reader.add_argument("--only", choices=("http", "cypher", "files"), help="pieces of one kind")
    reader.add_argument("--minutes", type=float, default=5.0, help="for each reader of files")
    reader.add_argument("--examples", type=int, default=1_000, help="for each operation")
    reader.add_argument("--strings", type=int, default=1_000_000, help="of Cypher, in all")
    reader.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="for data and for state.json")
    asked = reader.parse_args()
    folder = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.json"
    met: dict[str, Outcome] = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {}
    with ExitStack() as stack:
        planned = plan_pieces(asked, folder, Needed(stack, folder))
        left = [name for name in planned if name not in met or met[name]["wrong"]]
        print(f"{len(planned) - len(left)} of {len(planned)} pieces are done", flush=True)
        for name in left[: asked.pieces]:
            met[name] = planned[name]()
            state.write_text(json.dumps(met, indent=1), encoding="utf-8")
            print(f"{name}: {tell(met[name])}", flush=True)
    wrong = [f"{name}: {one}" for name in planned if name in met for one in met[name]["wrong"]]
    print("\n".join(wrong) or "nothing wrong")
    return int(bool(wrong))


def plan_pieces(asked: argparse.Namespace, folder: Path, needed: Needed) -> dict[str, Callable[[], Outcome]]:
    """What does each piece, by its name, which has its size: a longer run is not done by a shorter one."""
    pieces: dict[str, Callable[[], Outcome]] = {}
    if asked.only in (None, "files"):
        for name in list_readers():
            work = partial(read_apart, name, folder / "files", asked.minutes * 60)
            pieces[f"{name} for {asked.minutes:g} min"] = work
    if asked.only in (None, "cypher"):
        for first in range(0, asked.strings, EACH):
            seeds = range(first, min(first + EACH, asked.strings))
            pieces[f"Cypher {seeds.start} to {seeds.stop}"] = partial(send_cypher, needed, seeds)
    if asked.only in (None, "http"):
        for method, path in list_operations():
            work = partial(ask_operation, needed, method, path, asked.examples)
            pieces[f"{method} {path}, {asked.examples} examples"] = work
    return pieces


def ask_operation(needed: Needed, method: str, path: str, examples: int) -> Outcome:
    seed = random.SystemRandom().randrange(2**32)
    sent, wrong = fuzz_operation(needed.base(), method, path, examples, seed)
    return {"seed": seed, "sent": sent, "wrong": wrong}


def send_cypher(needed: Needed, seeds: range) -> Outcome:
    found = guard_texts(seeds)
    harmless = sorted(set(found.passed) - set(found.suspicious))
    texts = found.suspicious + random.Random(seeds.start).sample(harmless, min(MOST_HARMLESS, len(harmless)))
    neo4j, own = needed.engines()
    planned, wrong_there = explain_on_neo4j(neo4j, texts)
    ran, wrong_here = run_on_embedded(own, texts)
    return {
        "made": found.made, "passed": len(found.passed), "shown": len(texts), "planned": planned, "ran": ran,
        "wrong": [*found.wrong, *wrong_there, *wrong_here],
    }  # fmt: skip


def tell(outcome: Outcome) -> str:
    return ", ".join(f"{name} {len(value) if name == 'wrong' else value}" for name, value in outcome.items())


if __name__ == "__main__":
    sys.exit(main())
