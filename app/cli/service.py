"""Asking the running service of a data folder over HTTP, instead of opening the database.

Only what the service surely answers as the command itself would is taken from it. For all else, be it that the service
hangs, is busy, is of another version or refuses what was asked, there is no answer here and the command gives its own.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph.errors import Ambiguous, FailedQuery, NotFound, RefusedQuery
from graph.store.engine.embedded_files import make_data_folder, read_record, write_private
from graph.store.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


PROGRAM = ("app", "graph", "ingest", "cypher")  # folders whose files answers depend on


PASSED_OVER = frozenset(("__pycache__", "node_modules", "static", "web"))


ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True)
class ServiceNote:
    """The process and address of a running service. `start` is when it began, since pids are reused.
    `rests_on` is what its answers depend on."""

    pid: int
    start: float
    host: str
    port: int
    rests_on: dict[str, str | None]


def write_note(settings: Settings, host: str, port: int) -> None:
    """Record the address of this service for commands. If the note cannot be written, commands open the database."""
    from graph.store.engine.processes import find_own

    note = ServiceNote(*find_own(), ANYWHERE.get(host, host), port, name_dependencies(settings))
    with suppress(OSError):
        make_data_folder(settings.data)
        write_private(_find_note_file(settings), asdict(note))


def remove_note(settings: Settings) -> None:
    """Remove the note of this process, but not that of a service that began later."""
    with suppress(OSError):
        note = read_record(_find_note_file(settings), ServiceNote)
        if note is not None and note.pid == os.getpid():
            _find_note_file(settings).unlink()


def find_service(settings: Settings) -> ServiceNote | None:
    """The running service that gives the same answers as this process; None if there is none."""
    with suppress(OSError, TypeError):
        note = read_record(_find_note_file(settings), ServiceNote)
        if note is not None and note.rests_on == name_dependencies(settings) and _is_running(note):
            return note
    return None


def name_dependencies(settings: Settings) -> dict[str, str | None]:
    """The program and settings that two processes must share to give the same answers."""
    return {
        "program": hash_program(),
        "data": str(settings.data.resolve()),
        "neo4jUri": settings.neo4j_uri,
        "neo4jUsername": settings.neo4j_username,
        "neo4jDatabase": settings.neo4j_database,
        "texts": str(settings.texts.resolve()) if settings.texts else None,
    }


def hash_program() -> str:
    """A hash of the sizes and times of the program's files: it differs from that of services begun before a change."""
    found = hashlib.sha256()
    for folder in PROGRAM:
        for entry in sorted(_list_files(ROOT / folder)):
            found.update(repr(entry).encode())
    return found.hexdigest()[:32]


def _list_files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of each file that is part of the program."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in PASSED_OVER:
                    yield from _list_files(Path(entry.path))
            elif entry.name.endswith((".py", ".yml", ".cypher", ".json")):
                about = entry.stat()
                yield entry.path, about.st_size, about.st_mtime_ns


def _is_running(note: ServiceNote) -> bool:
    """Whether the process of a note lives, and is not a later one with its pid."""
    from graph.store.engine.processes import is_alive

    return is_alive(note.pid, note.start)


def _find_note_file(settings: Settings) -> Path:
    return settings.data / "service.json"


READY_SECONDS = 1.0  # within which a service says that it is ready, and


ANSWER_SECONDS = 10.0  # within which it answers, beside what the question itself may take


# errors that the service words as the command does; after any other error the command answers by itself
SAME: dict[str, type[RefusedQuery] | type[FailedQuery]] = {
    "urn:whoholds:refused-query": RefusedQuery,
    "urn:whoholds:failed-query": FailedQuery,
}


AMBIGUOUS = "urn:whoholds:ambiguous"
NOT_FOUND = "urn:whoholds:not-found"


@dataclass(frozen=True)
class Request:
    """A request to the service: a path, with its parameters by name or a body.

    `path` is quoted. `seconds` is the time limit of the question itself. `by_version` says whether it takes a data
    version.
    """

    path: str
    parameters: Mapping[str, Any]
    body: Mapping[str, Any] | None = None
    seconds: float = 0
    by_version: bool = True


def ask_service(settings: Settings, request: Request) -> bytes | None:
    """The JSON of an answer from the newest data version; None if no service gives it.

    Raises NotFound, Ambiguous, RefusedQuery or FailedQuery as the service does.
    """
    note = find_service(settings)
    if note is None:
        return None
    # http.client takes no proxy from the environment
    from http.client import HTTPException

    try:
        return _send_request(note, request)
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError):
        return None


def _send_request(note: ServiceNote, request: Request) -> bytes | None:
    from http.client import HTTPConnection

    # the time limit is for each wait on the socket
    line = HTTPConnection(note.host, note.port, timeout=READY_SECONDS)
    try:
        line.request("GET", "/readyz")
        ready = line.getresponse()
        newest = json.loads(ready.read()).get("dataVersion")
        if ready.status != 200 or line.sock is None:
            return None
        line.sock.settimeout(ANSWER_SECONDS + request.seconds)
        body = _read_answer(line, request, request.parameters)
        is_of_newest = request.by_version and not {"version", "pin"} & request.parameters.keys()
        if body is not None and is_of_newest and json.loads(body)["dataVersion"] < newest:
            # the service prepares a new data version in the background; a command after a load must see that version
            body = _read_answer(line, request, {**request.parameters, "version": newest})
        return body
    finally:
        line.close()


def _read_answer(line: Any, request: Request, parameters: Mapping[str, Any]) -> bytes | None:
    # an id may end as a suffix does, so the path always gets one
    path = f"{request.path}.json" + (f"?{urlencode(parameters)}" if parameters else "")
    if request.body is None:
        line.request("GET", path)
    else:
        line.request("POST", path, json.dumps(request.body).encode(), {"Content-Type": "application/json"})
    answer = line.getresponse()
    body: bytes = answer.read()
    if answer.status == 200:
        return body
    if answer.getheader("Content-Type", "").startswith("application/problem+json"):
        _raise_problem(json.loads(body))
    return None


def _raise_problem(problem: Mapping[str, Any]) -> None:
    """Raise the error of a problem, if the command would raise the same."""
    kind, detail = problem["type"], problem["detail"]
    members: dict[str, Any] = {name: problem.get(name) for name in ("parameter", "value")}
    if kind == AMBIGUOUS:
        raise Ambiguous(detail, choices=problem["choices"], hint=problem["hint"], **members)
    if kind == NOT_FOUND:
        raise NotFound(detail, choices=problem.get("choices", ()), hint=problem.get("hint"), **members)
    if kind in SAME:
        raise SAME[kind](detail, hint=problem.get("hint"), **members)
