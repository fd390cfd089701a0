"""What is told where the database cannot read or write its own files: a full disk, or a damaged data folder."""

import errno
from contextlib import suppress
from pathlib import Path

import psutil
from neo4j.exceptions import DatabaseError, Neo4jError

from graph.errors import Unavailable
from graph.store.embedded_files import log_file

LITTLE = 16_000_000  # bytes: with less than this the engine cannot write what it must
NO_ROOM = ("no space left", "disk quota exceeded", "not enough space")
REFUSED = "refused: "  # how the engine's process begins the line that says why it does not open the database
MOST_READ, LONGEST = 20_000, 400
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SHUT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)
WAY_OUT = (
    "run it once more; if it says this again, put the folder back from a copy, or move it away and load your sources "
    "again (whoholds load ID ..; judgements.yml in it has your judgements: take it along)"
)


def of_query(data: str | None, error: Exception) -> Unavailable | None:
    """What an error that the engine gave to a query of ours means, where it is the engine's own fault.

    `data` is the embedded engine's folder. A full disk comes by any name; an error within the database is no fault of
    our queries.
    """
    if not isinstance(error, Neo4jError):
        return None
    words = " ".join((error.message or str(error)).split())[:LONGEST]
    if data is not None and is_full(Path(data), words):
        return no_room(Path(data))
    if not isinstance(error, DatabaseError):
        return None
    if data is None:
        return Unavailable(f"Neo4j failed: {words}", hint="look for room on its disk, and into its log")
    return _unreadable(Path(data), f"cannot be read: {words}")


def of_file(error: OSError) -> Unavailable | None:
    """What it means that a file cannot be read or written, where that is the fault of its place."""
    if error.errno not in FULL + SHUT:
        return None
    full = error.errno in FULL
    return Unavailable(
        f"{error.filename or 'a file'} cannot be used: {error.strerror}",
        hint="make room on that disk and run it again" if full else "run it as somebody who may, or elsewhere",
    )


def no_room(data: Path) -> Unavailable:
    return Unavailable(
        f"there is no room left on the disk of the data folder {data} ({_free(data) // 10**6} MB are free)",
        parameter="WHOHOLDS_DATA",
        value=str(data),
        hint="make room there and run it again; of what was being loaded nothing is kept",
    )


def damaged(data: Path, words: str) -> Unavailable:
    return _unreadable(data, f"is damaged: {words}")


def is_full(data: Path, words: str = "") -> bool:
    """Whether a disk has no room, by what is free there or by what an engine says of it."""
    return _free(data) < LITTLE or any(sign in words.lower() for sign in NO_ROOM)


def not_up(data: Path, log: str, has_ended: bool) -> Unavailable:
    """Why the embedded engine ended, or is not ready in time, by what it logged."""
    words = last_words(log)
    if words.startswith(REFUSED):
        return damaged(data, words.removeprefix(REFUSED))
    if is_full(data, words):
        return no_room(data)
    if has_ended:
        return _unreadable(data, f"cannot be opened: {words} ({log_file(data)} has more)")
    return Unavailable(
        f"the embedded engine in {data} is not ready yet: {words} ({log_file(data)} has more)",
        hint="this machine may have much to do; run it again",
    )


def read_log(data: Path, began: int = 0) -> str:
    """What the engine said, from a place in its log on; of much of it the end."""
    with suppress(OSError), log_file(data).open("rb") as file:
        file.seek(max(began, log_file(data).stat().st_size - MOST_READ))
        return file.read().decode(errors="replace")
    return ""


def last_words(log: str) -> str:
    """The last line that names a fault, else the last one."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(REFUSED) or "Error: " in line or "Exception: " in line]
    return (faults or lines or ["it says nothing"])[-1][:LONGEST]


def _unreadable(data: Path, what: str) -> Unavailable:
    return Unavailable(
        f"the database in the data folder {data} {what}",
        parameter="WHOHOLDS_DATA",
        value=str(data),
        hint=WAY_OUT,
    )


def _free(data: Path) -> int:
    """Bytes that are free for this folder; where it is not there yet, for what it would lie in."""
    there = next((folder for folder in (data, *data.absolute().parents) if folder.exists()), Path("/"))
    with suppress(OSError):
        return int(psutil.disk_usage(str(there)).free)
    return LITTLE
