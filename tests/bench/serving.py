"""Servers as processes of their own: `whoholds serve` on a data folder, and a route that returns ready bytes."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

COMMAND = Path(sys.executable).with_name("whoholds")
START_SECONDS = 90.0
ROOT = Path(__file__).parents[2]


class Serving(NamedTuple):
    """Where a server listens, and its process."""

    port: int
    pid: int


@contextmanager
def served(data: Path) -> Iterator[int]:
    """The port of `whoholds serve` once it is ready."""
    with serve(data, {}) as service:
        yield service.port


@contextmanager
def serve(data: Path, settings: Mapping[str, str]) -> Iterator[Serving]:
    """`whoholds serve` with some settings more, once it is ready."""
    with _running([str(COMMAND), "serve", "--port", "0"], data, "/readyz", settings) as service:
        yield service


@contextmanager
def ready_bytes(body: bytes, folder: Path) -> Iterator[int]:
    """The port of a FastAPI route that returns some bytes, whatever is asked (see ready_bytes.py)."""
    (folder / "body").write_bytes(body)
    command = [sys.executable, "-m", "tests.bench.ready_bytes", str(folder / "body")]
    with _running(command, folder, "/v1/ready") as server:
        yield server.port


def load(data: Path, *sources: str) -> None:
    """`whoholds load` of sources that are shipped."""
    run(data, {}, "load", *sources)


def run(data: Path, settings: Mapping[str, str], *arguments: str) -> None:
    """A command of whoholds. Raises RuntimeError with its last words where it fails."""
    done = subprocess.run(
        [str(COMMAND), *arguments], env={**environment(data), **settings}, cwd=data, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"whoholds {arguments[0]} ends with {done.returncode}: {done.stderr.strip()[-200:]}")


def environment(data: Path) -> dict[str, str]:
    """Nothing that the environment says of other databases, or against keeping bytecode, without which each command
    would compile itself anew."""
    foreign = ("NEO4J_", "WHOHOLDS_", "PYTHONDONTWRITEBYTECODE")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return own | {"WHOHOLDS_DATA": str(data), "PYTHONPATH": str(ROOT)}


@contextmanager
def _running(
    command: Sequence[str], folder: Path, path: str, settings: Mapping[str, str] | None = None
) -> Iterator[Serving]:
    """A server that says by itself where it listens, once it is ready."""
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, env={**environment(folder), **(settings or {})}, cwd=folder, stdout=log, stderr=log
        )
    try:
        yield Serving(_wait_for(folder / "serve.log", path, server), server.pid)
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(log: Path, path: str, server: "subprocess.Popen[bytes]") -> int:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        said = re.search(r"http://127\.0\.0\.1:(\d+)\b", log.read_text(encoding="utf-8"))
        if said is None:
            time.sleep(0.02)
            continue
        port = int(said[1])
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", path)
            if line.getresponse().status == 200:
                return port
        except OSError:
            pass
        finally:
            line.close()
        time.sleep(0.02)
    raise RuntimeError(f"{' '.join(server.args[1:3])} does not become ready")  # type: ignore[index]
