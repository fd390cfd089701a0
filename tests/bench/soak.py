"""`make soak`: a mix of questions at full speed for long, with loads in between: no error, and memory stays flat.

Ends with 1 where an answer was not 200, or where the memory of the service or the engine, by a straight line through
what was seen after the first third, grew by more than 2 % of its mean.
"""

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

import psutil

from tests.bench.clients import Answer, ask_each
from tests.bench.engines import NAMES, missing
from tests.bench.mixed import Running, ask_at_random, run_service
from tests.bench.serving import run

MOST_GROWTH = 0.02
LOOK_SECONDS = 1.0
LOADED_AGAIN = "reported-figures"


class Sample(NamedTuple):
    """What was so at a moment: seconds since the begin, bytes of both processes, and what had happened so far."""

    at: float
    service: int
    engine: int
    answers: int
    errors: int
    loads: int


class Asking:
    """Clients in a thread of their own, until `stop` is set."""

    def __init__(self, port: int, clients: int) -> None:
        self.answers, self.errors = 0, list[str]()
        self.stop = threading.Event()
        self.thread = threading.Thread(
            target=ask_each,
            args=(port, ask_at_random(1), clients, lambda: not self.stop.is_set(), self._note, self.errors.append),
        )

    def _note(self, _: Answer) -> None:
        self.answers += 1


def soak(running: Running, seconds: float, clients: int, load_seconds: float) -> tuple[list[Sample], list[str]]:
    """What was seen each second, and what went wrong. Each `load_seconds` a source is unloaded, or loaded again."""
    asking, loading = Asking(running.service.port, clients), Loading(running, load_seconds)
    processes = [psutil.Process(running.service.pid), psutil.Process(running.engine)]
    samples, begun, told = list[Sample](), time.monotonic(), 0.0
    asking.thread.start()
    loading.thread.start()
    try:
        while (at := time.monotonic() - begun) < seconds and asking.thread.is_alive():
            service, engine = (process.memory_info().rss for process in processes)
            samples.append(Sample(at, service, engine, asking.answers, len(asking.errors), loading.loads))
            if at - told >= 60.0:
                told = at
                _tell(samples)
            time.sleep(LOOK_SECONDS)
    finally:
        asking.stop.set()
        loading.stop.set()
        asking.thread.join()
        loading.thread.join()
    ended = ["the clients ended before their time"] if at < seconds else []
    return samples, [*asking.errors, *loading.errors, *ended]


class Loading:
    """Loads in a thread of its own, by the command, until `stop` is set."""

    def __init__(self, running: Running, pause: float) -> None:
        self.loads, self.errors, self.running, self.pause = 0, list[str](), running, pause
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._load)

    def _load(self) -> None:
        while not self.stop.wait(self.pause):
            try:
                run(self.running.data, self.running.settings, "load" if self.loads % 2 else "unload", LOADED_AGAIN)
            except RuntimeError as error:
                self.errors.append(str(error))
            self.loads += 1


def growth(samples: list[Sample], which: str) -> float:
    """How much memory grew after the first third, by a straight line, as a share of its mean."""
    late = [one for one in samples if one.at >= samples[-1].at / 3]
    times, sizes = [one.at for one in late], [float(getattr(one, which)) for one in late]
    slope = statistics.linear_regression(times, sizes).slope
    return slope * (times[-1] - times[0]) / statistics.fmean(sizes)


def _tell(samples: list[Sample]) -> None:
    """A line about the last minute."""
    last = samples[-1]
    before = next(one for one in reversed(samples) if one.at <= last.at - 59.0)
    rate = (last.answers - before.answers) / (last.at - before.at)
    print(
        f"{last.at / 60:6.1f} {rate:10,.0f} {last.errors - before.errors:8} {last.service >> 20:12} "
        f"{last.engine >> 20:11} {last.loads:6}",
        flush=True,
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--loads", type=float, default=20.0, metavar="SECONDS", help="pause between loads; 20")
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    options = parser.parse_args(arguments)
    if why := missing(options.engine):
        print(why, file=sys.stderr)
        return 1
    print("minute  answers/s   errors  service MB   engine MB  loads")
    with run_service(options.engine) as running:
        samples, errors = soak(running, options.minutes * 60, options.clients, options.loads)
    return judge(samples, errors)


def judge(samples: list[Sample], errors: list[str]) -> int:
    """Print how it went; how to end."""
    print("".join(f"{line}\n" for line in _verdict(samples, errors)), end="")
    flat = all(growth(samples, which) <= MOST_GROWTH for which in ("service", "engine"))
    return int(bool(errors) or not flat)


def _verdict(samples: list[Sample], errors: list[str]) -> Iterator[str]:
    last = samples[-1]
    yield f"{last.answers:,} answers in {last.at / 60:.1f} minutes, {last.answers / last.at:,.0f} a second"
    yield f"{len(errors)} errors{''.join(f'; {one}' for one in errors[:5])}"
    for which in ("service", "engine"):
        grown = growth(samples, which)
        yield f"{which}: {grown:+.1%} after the first third, {'flat' if grown <= MOST_GROWTH else 'NOT FLAT'}"


if __name__ == "__main__":
    sys.exit(main())
