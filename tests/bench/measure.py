"""Measuring side by side: what is compared runs in turn, in one run, so that both meet the same machine."""

import gc
import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from app.collector import look_rarely, set_apart


@dataclass(frozen=True, kw_only=True)
class Result:
    """One line of the table. `ratio` is what the bar speaks of; `met` is None where no bar is set."""

    what: str
    engine: str
    value: float | None
    unit: str
    against: str = ""
    ratio: float | None = None
    bar: str = ""
    met: bool | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def in_turn(calls: Mapping[str, Callable[[], object]], rounds: int, warm: int = 10) -> dict[str, float]:
    """The median milliseconds of each call, all of them called once a round, after `warm` rounds that do not count."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    with own_memory_aside():
        for number in range(warm + rounds):
            for name, call in calls.items():
                spent = timed(call)
                if number >= warm:
                    taken[name].append(spent * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def timed(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


@contextmanager
def own_memory_aside() -> Iterator[None]:
    """Keeps Python's collector from walking again and again over what the benchmark itself holds."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def as_served() -> Iterator[None]:
    """Keeps the collector as rare as the service does, and what there is apart."""
    threshold = gc.get_threshold()
    look_rarely()
    set_apart()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)


def not_run(what: str, engine: str, why: str) -> Result:
    return Result(what=what, engine=engine, value=None, unit="", details={"not run": why})


def of_bar(result: Result) -> float | None:
    """How much a result takes of what its bar allows: 1 is the bar itself, more is missed. None without a bar."""
    found = re.match(r"([<>])= ([\d.,]+)", result.bar)
    measured = result.value if result.ratio is None else result.ratio
    if result.met is None or found is None or not measured:
        return None
    share = measured if result.against.startswith("of what the bar") else measured / float(found[2].replace(",", ""))
    return share if found[1] == "<" else 1 / share


def table(results: list[Result]) -> str:
    """Results as text."""
    lines = [("what", "engine", "measured", "ratio", "bar", "")]
    for result in results:
        value = "not run" if result.value is None else f"{result.value:.3g} {result.unit}"
        why = str(result.details.get("not run", ""))
        ratio = why if result.ratio is None else f"{result.ratio:.2f} x {result.against}".rstrip()
        met = {None: "", True: "met", False: f"MISSED by {of_bar(result) or 0:.2g} x"}[result.met]
        lines.append((result.what, result.engine, value, ratio, result.bar, met))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
