"""Everyone's network from the columns: a day against one interval filter over the same rows; bytes, start, refresh."""

import math
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from graph.alliances.network import NetworkDay, find_day
from graph.columns import file
from graph.columns.evidence import EvidenceColumns
from graph.columns.preparing import prepare_evidence
from graph.columns.renewing import renew_evidence
from graph.columns.table import Array, Columns, append_rows
from tests.bench.measure import Result, in_turn, timed
from tests.bench.whole import DAYS, FIRST, SIZES, facts, signed

MOST = 3.0
STEEPEST = 1.1
MOST_BYTES = 72
SOONEST_SECONDS = 5.0
REFRESH_MS = 100.0
NEW = 1_000
CACHED = ("quick", "L")  # of which the start and the refresh are measured


def everyone(sizes: Sequence[str], rounds: int) -> Iterator[Result]:
    """A day of each size, and how it grows from the first to the second."""
    medians = []
    for name in sizes:
        columns = signed(*SIZES[name])
        made = ready(columns)
        yield _bytes(name, columns, made)
        result = _days(name, columns, made, rounds)
        medians.append(result.value or 0)
        yield result
        if name in CACHED:
            yield from _start(name, columns)
            yield _refresh(name, columns, made)
        del columns, made
    if len(sizes) > 1:
        edges = SIZES[sizes[1]][1] / SIZES[sizes[0]][1]
        growth = math.log(medians[1] / medians[0]) / math.log(edges)
        yield Result(
            what=f"growth of a day from {sizes[0]} to {sizes[1]}", engine="columns", value=medians[1], unit="ms",
            against="as exponent", ratio=growth, bar=f"<= {STEEPEST}", met=growth <= STEEPEST,
        )  # fmt: skip


def ready(columns: Columns) -> EvidenceColumns:
    """The evidence of all that the columns assert, nobody standing for anybody else."""
    return prepare_evidence(columns, facts(columns), np.arange(len(columns.names.entities), dtype=np.int32))


def filtered(columns: Columns, on: int) -> Array:
    """The rows that are possible on a day: what anybody would write with numpy."""
    return np.flatnonzero((columns["earliest_start"] <= on) & (on <= columns["latest_end"]))


def whole(made: EvidenceColumns, on: int) -> NetworkDay:
    """Everyone's pairs on a day, with signs and support worked out."""
    found = find_day(made, on, on)
    _ = found.support, found.friendly, found.hostile, found.neutral
    return found


def _days(name: str, columns: Columns, made: EvidenceColumns, rounds: int) -> Result:
    days = [int(FIRST + n) for n in np.random.default_rng(3).integers(400, DAYS - 400, rounds)]

    def over(work: Callable[[int], object]) -> Callable[[], object]:
        left = iter(days * 3)
        return lambda: work(next(left))

    calls = {"day": over(lambda on: whole(made, on)), "filter": over(lambda on: filtered(columns, on))}
    median = in_turn(calls, rounds, warm=5)
    ratio = median["day"] / median["filter"]
    found = whole(made, days[0])
    return Result(
        what=f"network on a day, {name}, {len(found):,} pairs",
        engine="columns",
        value=median["day"],
        unit="ms",
        against="a numpy filter",
        ratio=ratio,
        bar=f"<= {MOST:.0f} x",
        met=ratio <= MOST,
        details={"size": name, "edges": len(columns), "pairs": len(found), "filterMs": median["filter"]},
    )


def _bytes(name: str, columns: Columns, made: EvidenceColumns) -> Result:
    on_disk = columns["id"].nbytes
    each = (columns.nbytes - on_disk + made.nbytes) / len(columns)
    return Result(
        what=f"resident columns, {name}", engine="columns", value=each, unit="B an edge", ratio=each / MOST_BYTES,
        against="of what the bar allows", bar=f"<= {MOST_BYTES} B", met=each <= MOST_BYTES,
        details={"idsInTheMappedFile": on_disk / len(columns)},
    )  # fmt: skip


def _start(name: str, columns: Columns) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-") as folder:
        path = Path(folder) / "embedded-1.arrow"
        writing = timed(lambda: file.write_columns(columns, path, "bench"))
        taken = statistics.median(timed(lambda: ready(file.read_columns(path, "bench") or columns)) for _ in range(3))
    yield Result(
        what=f"columns and evidence of {name} from the cached file", engine="columns", value=taken, unit="s",
        ratio=taken / SOONEST_SECONDS, against="of what the bar allows", bar=f"<= {SOONEST_SECONDS:.0f} s",
        met=taken <= SOONEST_SECONDS, details={"writingSeconds": writing},
    )  # fmt: skip


def _refresh(name: str, columns: Columns, made: EvidenceColumns) -> Result:
    """Rows appended and the evidence brought up to date, without the store."""
    nodes = SIZES[name][0]
    taken, now, current = [], columns, made
    for number in range(6):
        new = signed(nodes, NEW, seed=100 + number)
        block = dict(new.arrays)

        def work(block: dict[str, Array] = block, version: int = number + 2) -> None:
            nonlocal now, current
            now = append_rows(now, version, [(version, block)])
            current = renew_evidence(current, now, made.identity)

        taken.append(timed(work) * 1000)
    median = statistics.median(taken[1:])
    return Result(
        what=f"refresh of {name} after {NEW:,} new statements", engine="columns", value=median, unit="ms",
        ratio=median / REFRESH_MS, against="of what the bar allows", bar=f"<= {REFRESH_MS:.0f} ms",
        met=median <= REFRESH_MS, details={"firstMs": taken[0]},
    )  # fmt: skip
