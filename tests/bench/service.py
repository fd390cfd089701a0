"""What users wait for: an answer over a real socket."""

import http.client
import subprocess
import tempfile
from pathlib import Path

from graph.store.engine import embedded
from tests.bench.measure import Result, in_turn, not_run
from tests.bench.serving import COMMAND, load, served

CUSTODY = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
MOST_MS = 25.0


def answers(rounds: int) -> list[Result]:
    """Custody over HTTP, from a served embedded engine with the first report in it; one client that keeps its line."""
    what = "custody of isis-suspects over HTTP"
    if not COMMAND.exists():
        return [not_run(what, "embedded", "whoholds is not installed beside this Python")]
    with tempfile.TemporaryDirectory(prefix="whoholds-bench-", ignore_cleanup_errors=True) as folder:
        try:
            load(Path(folder), "isis-detainee-transfer")
            with served(Path(folder)) as port:
                median = _median(port, rounds)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            return [not_run(what, "embedded", str(error))]
        finally:
            embedded.stop_engine(Path(folder))
    return [
        Result(
            what=what,
            engine="embedded",
            value=median["custody"],
            unit="ms",
            against="of what the bar allows",
            ratio=median["custody"] / MOST_MS,
            bar=f"<= {MOST_MS:.0f} ms, not asserted",
            met=median["custody"] <= MOST_MS,
            details={"healthzMs": median["healthz"]},
        )
    ]


def _median(port: int, rounds: int) -> dict[str, float]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(path: str) -> bytes:
        line.request("GET", path)
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}: {body[:200]!r}")
        return body

    return in_turn({"custody": lambda: get(CUSTODY), "healthz": lambda: get("/healthz")}, rounds, warm=rounds // 2)
