"""A copy of the embedded database, made while it is read and written, for an engine that only reads it.

ArcadeDB's backup is a moment of the database: writers go on, and it does not wait for them. It puts a file of a given
name into a folder of its own and takes no path; what is in it is unpacked and the file removed. `copy.json` says of
which engine process and of which data version the copy is; it is written last, so half a copy is none.
"""

import json
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import psutil

from graph.errors import FailedQuery, Unavailable
from graph.store.engine import embedded
from graph.store.engine.connection import Engine
from graph.store.engine.embedded_files import DATABASE, backups_folder, database_folder, databases_folder

BACKUP = "for-researchers.zip"
PACKED = 0.5  # of the database, at most: a tenth is usual


class CopyNote(NamedTuple):
    """Of which process of the engine a copy is, and which data version it has at least."""

    engine: int
    version: int


def read_copy_note(folder: Path) -> CopyNote | None:
    """What the copy in a folder is of, if there is a whole one."""
    try:
        return CopyNote(**json.loads(_find_note_file(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def discard_copy(folder: Path) -> None:
    _find_note_file(folder).unlink(missing_ok=True)
    shutil.rmtree(databases_folder(folder), ignore_errors=True)


def copy_database(engine: Engine, data: Path, folder: Path, what: CopyNote) -> None:
    """Put the database of the engine at `data` into a folder, in place of the copy there.

    Raises Unavailable where there is no room, or the engine does not answer.
    """
    discard_copy(folder)
    backup = backups_folder(data) / DATABASE / BACKUP
    backup.unlink(missing_ok=True)
    try:
        _ask_for_room(data)
        embedded.back_up_database(engine, BACKUP)
        with zipfile.ZipFile(backup) as packed:
            packed.extractall(database_folder(folder))
        _find_note_file(folder).write_text(json.dumps(what._asdict()), encoding="utf-8")
    except (OSError, zipfile.BadZipFile, FailedQuery) as error:
        discard_copy(folder)
        raise Unavailable(f"no copy of the graph can be made for Cypher in {folder}: {error}") from error
    finally:
        backup.unlink(missing_ok=True)


def _find_note_file(folder: Path) -> Path:
    return folder / "copy.json"


def _ask_for_room(data: Path) -> None:
    size = sum(file.stat().st_size for file in (database_folder(data)).iterdir())
    needed, free = int(size * (1 + PACKED)), psutil.disk_usage(str(data)).free
    if needed > free:
        raise Unavailable(
            f"Cypher runs on a copy of the graph: it needs {needed // 10**6} MB in {data}, {free // 10**6} MB are free",
            hint="make room on that disk",
        )
