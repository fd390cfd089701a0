"""Where the running service of a data folder answers, and what it answers from: `service.json` in that folder.

A command reads it to ask that service. A note that was left by a service which was killed does no harm: `find_service`
takes only that of a live process which runs this very program on the same folder, database and texts.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graph.store.engine.embedded_files import read_record, write_private
from graph.store.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("app", "graph", "ingest", "cypher")  # folders whose files answers depend on
PASSED_OVER = frozenset(("__pycache__", "node_modules", "static", "web"))
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True)
class ServiceNote:
    """Who answers where. `created` is when the process began: a pid alone may be another's by now. `rests_on` is what
    its answers depend on."""

    pid: int
    created: float
    host: str
    port: int
    rests_on: dict[str, str | None]


def write_note(settings: Settings, host: str, port: int) -> None:
    """Say that this process answers there. Where that cannot be written commands go on answering by themselves."""
    pid = os.getpid()
    note = ServiceNote(pid, _created(pid), ANYWHERE.get(host, host), port, rests_on(settings))
    with suppress(OSError):
        settings.data.mkdir(parents=True, exist_ok=True)
        write_private(_file(settings), asdict(note))


def remove_note(settings: Settings) -> None:
    """Take the note of this process away; that of a service which began later stays."""
    with suppress(OSError):
        note = read_record(_file(settings), ServiceNote)
        if note is not None and note.pid == os.getpid():
            _file(settings).unlink()


def find_service(settings: Settings) -> ServiceNote | None:
    """The service that would answer as this process would; None where there is none."""
    with suppress(OSError, psutil.Error, TypeError):
        note = read_record(_file(settings), ServiceNote)
        if note is not None and note.rests_on == rests_on(settings) and abs(_created(note.pid) - note.created) < 1:
            return note
    return None


def rests_on(settings: Settings) -> dict[str, str | None]:
    """What two processes must have in common to give the same answers."""
    return {
        "program": program(),
        "data": str(settings.data.resolve()),
        "neo4jUri": settings.neo4j_uri,
        "neo4jUsername": settings.neo4j_username,
        "neo4jDatabase": settings.neo4j_database,
        "texts": str(settings.texts.resolve()) if settings.texts else None,
    }


def program() -> str:
    """A hash of the sizes and times of the program's files: after a change, a service that began before is another."""
    found = hashlib.sha256()
    for folder in PROGRAM:
        for entry in sorted(_files(ROOT / folder)):
            found.update(repr(entry).encode())
    return found.hexdigest()[:32]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of each file that is part of the program."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in PASSED_OVER:
                    yield from _files(Path(entry.path))
            elif entry.name.endswith((".py", ".yml", ".cypher", ".json")):
                about = entry.stat()
                yield entry.path, about.st_size, about.st_mtime_ns


def _created(pid: int) -> float:
    return psutil.Process(pid).create_time()


def _file(settings: Settings) -> Path:
    return settings.data / "service.json"
