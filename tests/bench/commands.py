"""What people wait for on the command line: the first word of the command, and an answer with and without a service."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.store.engine import embedded
from tests.bench.measure import Result, not_run, timed
from tests.bench.serving import COMMAND, environment, load, served

CUSTODY = ("custody", "--held", "isis-suspects", "--as-of", "2026-02-05")
HELP, ENGINE_UP, SERVICE = (
    "whoholds --help",
    "whoholds custody, the engine up",
    "whoholds custody, with a service",
)
MOST_SECONDS = {HELP: 0.15, ENGINE_UP: 0.8, SERVICE: 0.3}


def commands(rounds: int) -> Iterator[Result]:
    """The median time of whole processes, in turn with a Python that does nothing."""
    if not COMMAND.exists():
        for what in MOST_SECONDS:
            yield not_run(what, "", "whoholds is not installed beside this Python")
        return
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        try:
            yield _measured(HELP, data, ["--help"], rounds)
            load(data, "isis-detainee-transfer")
            yield _measured(ENGINE_UP, data, CUSTODY, rounds)
            with served(data):
                yield _measured(SERVICE, data, CUSTODY, rounds)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            yield not_run("whoholds custody", "embedded", str(error))
        finally:
            embedded.stop_engine(data)


def _measured(what: str, data: Path, words: Sequence[str], rounds: int) -> Result:
    def run(command: Sequence[str]) -> None:
        subprocess.run(command, env=environment(data), cwd=data, capture_output=True, check=True)

    asked, nothing = [str(COMMAND), *words], [sys.executable, "-c", ""]
    run(asked)
    spent = sorted((timed(lambda: run(asked)), timed(lambda: run(nothing))) for _ in range(rounds))
    median = spent[len(spent) // 2][0]
    most = MOST_SECONDS[what]
    return Result(
        what=what,
        engine="" if what == HELP else "embedded",
        value=median,
        unit="s",
        against="of what the bar allows",
        ratio=median / most,
        bar=f"<= {most:g} s, not asserted",
        met=median <= most,
        details={"emptyPythonSeconds": sorted(bare for _, bare in spent)[len(spent) // 2]},
    )
