"""A load generator: some clients that each keep a connection open and ask again as soon as they are answered.

One thread waits on all connections, so that it takes little of the machine. `by_wrk` is wrk, where it is installed.
"""

import itertools
import re
import selectors
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

PIECE = 1 << 18
PATIENCE_SECONDS = 60.0
NUMBERS = itertools.count()
UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}


class Taken(NamedTuple):
    """What some clients met: answers a second, and what half and 99 of 100 answers took at most (ms)."""

    rate: float
    half: float
    p99: float
    most: float


class Asked(NamedTuple):
    """One answer: when it was asked for (time.monotonic), and how many ms it took."""

    at: float
    ms: float


class Answer(NamedTuple):
    """One answer and the path that was asked for: when (time.monotonic), and how many ms it took."""

    at: float
    ms: float
    path: str


def ask(port: int, paths: Iterator[str], clients: int, goes_on: Callable[[], bool], fresh: bool = False) -> list[Asked]:
    """All answers to some clients, which share the paths. Raises RuntimeError for one that is not 200.

    With `fresh` no answer comes from the response cache."""
    asked: list[Asked] = []
    ask_each(port, paths, clients, goes_on, lambda answer: asked.append(Asked(answer.at, answer.ms)), fresh=fresh)
    return asked


def ask_each(
    port: int,
    paths: Iterator[str],
    clients: int,
    goes_on: Callable[[], bool],
    note: Callable[[Answer], None],
    refused: Callable[[str], None] | None = None,
    fresh: bool = False,
) -> None:
    """The same, each answer given to `note` as it comes. With `refused` an answer that is not 200, or a connection that
    ends, is given to that, in a sentence, and its client goes on by a new connection."""
    with selectors.DefaultSelector() as waiting:
        for _ in range(clients):
            line = _Line(port, fresh)
            waiting.register(line.socket, selectors.EVENT_READ, line)
            line.ask(next(paths))
        while waiting.get_map():
            ready = waiting.select(PATIENCE_SECONDS)
            if not ready:
                raise RuntimeError(f"no answer within {PATIENCE_SECONDS:.0f} s")
            for key, _ in ready:
                line = key.data
                try:
                    if not line.read():
                        continue
                    note(Answer(line.began, (time.monotonic() - line.began) * 1000, line.path))
                except (RuntimeError, OSError) as error:
                    if refused is None:
                        raise
                    refused(f"{line.path}: {error}")
                    waiting.unregister(line.socket)
                    line.socket.close()
                    line = _Line(port, fresh)
                    waiting.register(line.socket, selectors.EVENT_READ, line)
                if goes_on():
                    line.ask(next(paths))
                else:
                    waiting.unregister(line.socket)
                    line.socket.close()


def ask_for(port: int, paths: Iterator[str], clients: int, seconds: float, fresh: bool = False) -> Taken:
    """What they meet in some seconds."""
    end = time.monotonic() + seconds
    return summary(ask(port, paths, clients, lambda: time.monotonic() < end, fresh), seconds)


def summary(asked: list[Asked], seconds: float) -> Taken:
    """`seconds` is how long they asked."""
    spent = sorted(one.ms for one in asked)
    return Taken(len(spent) / seconds, spent[len(spent) // 2], spent[len(spent) * 99 // 100], spent[-1])


def by_wrk(port: int, path: str, clients: int, seconds: float) -> Taken | None:
    """The same for one path by wrk; None where it is not installed."""
    if shutil.which("wrk") is None:
        return None
    address = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "--latency", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{path} is refused: {text}")
    if " 0 requests in" in text:
        raise RuntimeError(f"{path} is not answered within {seconds:g} s")
    half, p99 = (_ms(text, rf"{share}%\s+") for share in (50, 99))
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    return Taken(float(found[1]) if found else 0.0, half, p99, _ms(text, r"Latency(?:\s+\S+){2}\s+"))


def _ms(text: str, before: str) -> float:
    found = re.search(before + r"([\d.]+)(us|ms|s|m)\b", text)
    if not found:
        raise RuntimeError(f"wrk says something else: {text}")
    return float(found[1]) * UNITS[found[2]]


class _Line:
    """A connection that stays open, with one question at a time."""

    def __init__(self, port: int, fresh: bool = False) -> None:
        """With `fresh` each question has a header of its own, `Accept` with a parameter that means nothing, so that
        the response cache, whose keys have this header, has no answer to it."""
        self.path, self.fresh = "", fresh
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = 0.0
        self._head, self._left = b"", -1

    def ask(self, path: str) -> None:
        self._head, self._left = b"", -1
        self.path, self.began = path, time.monotonic()
        accept = f"Accept: */*;number={next(NUMBERS)}\r\n" if self.fresh else ""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{accept}\r\n".encode())

    def read(self) -> bool:
        """Take what has come; whether the answer is whole."""
        came = self.socket.recv(PIECE)
        if not came:
            raise RuntimeError("the server closes the connection")
        if self._left < 0:
            self._head += came
            head, end, body = self._head.partition(b"\r\n\r\n")
            if not end:
                return False
            length = re.search(rb"content-length: (\d+)", head.lower())
            if not head.startswith(b"HTTP/1.1 200 ") or not length:
                raise RuntimeError(f"an answer that is none: {self._head[:300]!r}")
            self._left, came = int(length[1]), body
        self._left -= len(came)
        return self._left == 0
