"""`make load-test`: how many answers a second and how long they take, by question, engine and with or without the
response cache.

By the clients of `clients.py`, not by locust: one thread waits on all connections, and leaves the cores to the service.
Users of locust, which are Python too, would take as much of them as the answers do.
"""

import argparse
import itertools
import random
import sys

from tests.bench.clients import Taken, ask_for
from tests.bench.engines import NAMES, missing
from tests.bench.mixed import QUESTIONS, make_path, run_service
from tests.bench.throughput import get

SAME_DAY = "2026-02-05"


def measure(port: int, question: str, clients: int, seconds: float) -> tuple[Taken, Taken]:
    """One question of one day, which the cache has; and of random days, without the cache."""
    path = QUESTIONS[question].format(day=SAME_DAY).replace(" ", "%20")
    get(port, path)
    cached = ask_for(port, itertools.repeat(path), clients, seconds)
    chance = random.Random(question)
    days = (make_path(question, chance) for _ in itertools.count())
    return cached, ask_for(port, days, clients, seconds, fresh=True)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load_test", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each question, with and without the cache; 5")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--engine", action="append", choices=NAMES, help="only this engine (may be repeated)")
    options = parser.parse_args(arguments)
    print("| question | engine | cached/s | p50 ms | p99 ms | without cache/s | p50 ms | p99 ms |")
    print("|---|---|---|---|---|---|---|---|")
    for engine in options.engine or NAMES:
        if why := missing(engine):
            print(why, file=sys.stderr)
            continue
        with run_service(engine) as running:
            for question in QUESTIONS:
                both = measure(running.service.port, question, options.clients, options.seconds)
                cells = " | ".join(f"{one.rate:,.0f} | {one.half:,.1f} | {one.p99:,.1f}" for one in both)
                print(f"| {question} | {engine} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
