"""Answers over HTTP under load: what memory holds against ready bytes; fresh days, for one client and for 16."""

import http.client
import itertools
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.bench.clients import Taken, ask, ask_for, by_wrk, summary
from tests.bench.measure import Result
from tests.bench.networks import DAYS, FIRST
from tests.bench.serving import ready_bytes

CLIENTS = 16
LEAST = 0.5  # of the rate of ready bytes
MOST_SPREAD = 10.0  # p99 over p50
FRESH_MS = 20.0  # a day that nobody has asked about
MOST_FRESH = 8.0  # with CLIENTS at once, over one client
EVERYONE = "/v1/alliances?as_of={}"
PAGE = 100  # rows: an answer of more than a megabyte is not kept in memory
ON = FIRST + timedelta(DAYS // 2)


def throughput(port: int, group: str, size: str, seconds: float, rounds: int) -> Iterator[Result]:
    """A small and a large answer that are always the same, then everyone's alliances on one day after the other."""
    yield from from_memory(port, f"/v1/custody?held={group}&as_of={ON}", f"custody of a group, {size}", seconds, rounds)
    yield from from_memory(
        port, f"{EVERYONE.format(ON)}&limit={PAGE}", f"{PAGE} rows of everyone's alliances, {size}", seconds, rounds
    )
    yield from fresh_days(port, size, seconds)


def fresh_days(port: int, size: str, seconds: float) -> Iterator[Result]:
    """Everyone's alliances on days that nobody has asked about: one client, then many, each with its own day, or all
    with the same one."""
    days = slider(ON - timedelta(1))
    ask_for(port, days, 1, seconds / 4)  # names are read once
    one = ask_for(port, days, 1, seconds)
    yield Result(
        what=f"everyone's alliances on a fresh day, {size}, 1 client", engine="embedded", value=one.half, unit="ms",
        ratio=one.half / FRESH_MS, against="of what the bar allows", bar=f"<= {FRESH_MS:.0f} ms, not asserted",
        met=one.half <= FRESH_MS, details=one._asdict(),
    )  # fmt: skip
    own_days = ask_for(port, days, CLIENTS, seconds)
    end = time.monotonic() + seconds
    met = []
    while time.monotonic() < end:
        met += ask(port, itertools.repeat(next(days)), CLIENTS, lambda: False)
    same_day = summary(met, seconds)
    for many, which in ((own_days, "each its own"), (same_day, "all the same")):
        yield Result(
            what=f"everyone's alliances on a fresh day, {size}, {CLIENTS} clients, {which}", engine="embedded",
            value=many.half, unit="ms", ratio=many.half / one.half, against="1 client", bar=f"<= {MOST_FRESH:.0f} x",
            met=many.half <= MOST_FRESH * one.half, details=many._asdict(),
        )  # fmt: skip


def from_memory(port: int, path: str, what: str, seconds: float, rounds: int) -> Iterator[Result]:
    """In turn with a route that returns the same bytes."""
    body = get(port, path)
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-") as folder, ready_bytes(body, Path(folder)) as other:
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(_asked(other, "/v1/ready", seconds))
            ours.append(_asked(port, path, seconds))
    rate, ready = (statistics.median(one.rate for one in some) for some in (ours, theirs))
    middle = sorted(ours, key=lambda one: one.p99 / one.half)[rounds // 2]
    details = {"bytes": len(body), "by": _by(), "ours": ours, "readyBytes": theirs}
    yield Result(
        what=f"{what}, from memory, {CLIENTS} clients", engine="embedded", value=rate, unit="answers/s",
        ratio=rate / ready, against="the rate of ready bytes", bar=f">= {LEAST} x", met=rate >= LEAST * ready,
        details=details,
    )  # fmt: skip
    spread = middle.p99 / middle.half
    yield Result(
        what=f"{what}, from memory, p99", engine="embedded", value=middle.p99, unit="ms", ratio=spread, against="p50",
        bar=f"<= {MOST_SPREAD:.0f} x", met=spread <= MOST_SPREAD, details=middle._asdict(),
    )  # fmt: skip


def slider(first: date) -> Iterator[str]:
    """One day after the other, so that nothing is in memory."""
    return (EVERYONE.format(first - timedelta(number)) for number in itertools.count())


def random_days(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    while True:
        yield EVERYONE.format(FIRST + timedelta(chance.randrange(DAYS)))


def get(port: int, path: str) -> bytes:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}: {body[:200]!r}")
    return body


def _asked(port: int, path: str, seconds: float) -> Taken:
    return by_wrk(port, path, CLIENTS, seconds) or ask_for(port, itertools.repeat(path), CLIENTS, seconds)


def _by() -> str:
    return "wrk" if shutil.which("wrk") else "clients.py"
