"""What faults of an engine and of its files mean, as errors of ours: what happened, and what to do about it."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DatabaseError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import FailedQuery, RefusedQuery, Unavailable, WhoholdsError
from graph.store.engine.embedded_files import database_folder, log_file

if TYPE_CHECKING:
    from graph.store.engine.connection import Engine

LITTLE = 16_000_000  # bytes: with less than this the engine cannot write what it must
NO_ROOM = ("no space left", "disk quota exceeded", "not enough space")
REFUSED = "refused: "  # how the engine's process begins the line that says why it does not open the database
MOST_READ, LONGEST = 20_000, 400
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SHUT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)
WAY_OUT = (
    "run it once more; if it says this again, restore your newest backup into a new folder (whoholds restore FOLDER), "
    "or put the folder back from a copy; without either, move it away and load your sources again (whoholds load ID "
    "..; take judgements.yml and keys.json along): what was withdrawn is loaded with them, so withdraw it again"
)
BROKEN = (DriverError, OSError, BufferError)  # what a driver raises that was closed while it sent or received


def explain_no_connection(engine: "Engine", error: Exception) -> Unavailable:
    """Why an engine cannot be used, by what the driver raised at the first question to it."""
    where = f"the embedded engine at {engine.uri}" if engine.kind == "embedded" else f"Neo4j at {engine.uri}"
    if isinstance(error, Neo4jError) and (isinstance(error, AuthError) or "AuthenticationRateLimit" in str(error.code)):
        if engine.kind == "embedded":
            return Unavailable(f"{where} does not take the password in engine-secrets.json", hint="whoholds stop")
        if not engine.password:
            return Unavailable(f"{where} wants a password; NEO4J_PASSWORD is not set", parameter="NEO4J_PASSWORD")
        tries = "; after too many tries it refuses all for some seconds" if not isinstance(error, AuthError) else ""
        return Unavailable(
            f"{where} does not let user {engine.username!r} in{tries}",
            parameter="NEO4J_PASSWORD",
            hint="check NEO4J_PASSWORD and NEO4J_USERNAME",
        )
    if isinstance(error, Neo4jError) and "DatabaseNotFound" in str(error.code):
        return Unavailable(
            f"{where} has no database {engine.database!r}", parameter="NEO4J_DATABASE", value=engine.database
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        hint = "check NEO4J_URI, and that the server runs" if engine.kind == "neo4j" else "run the command again"
        return Unavailable(f"nothing answers as {where}: {_join_words(error)}", parameter="NEO4J_URI", hint=hint)
    if isinstance(error, ConfigurationError | ValueError):
        return Unavailable(
            f"NEO4J_URI is {engine.uri!r}, which cannot be used: {_join_words(error)}",
            parameter="NEO4J_URI",
            value=engine.uri,
        )
    return Unavailable(f"{where} cannot be used: {_join_words(error)}")


def translate_error(error: Exception) -> WhoholdsError | None:
    """What a fault of the engine means, or None if the fault is the query's own (syntax, types, constraints).

    Not there, not let in, busy: Unavailable. A write where only reading is allowed: RefusedQuery. Out of time or
    memory: FailedQuery.
    """
    if isinstance(error, WhoholdsError):
        return error
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        return Unavailable(f"the database does not answer: {_join_words(error)}", hint="is it running? try again")
    if not isinstance(error, Neo4jError):
        return None
    code = str(error.code)
    if isinstance(error, AuthError):
        return Unavailable("the database does not let this user in", hint="check NEO4J_USERNAME and NEO4J_PASSWORD")
    if "DatabaseNotFound" in code:
        return Unavailable(f"the database is not there: {_join_words(error)}", hint="check NEO4J_DATABASE")
    if isinstance(error, Forbidden) or code.endswith(".AccessMode"):
        return RefusedQuery("only reading is allowed here, and this would do more")
    if "TransactionTimedOut" in code or code.endswith(("Transaction.Terminated", "LockClientStopped")):
        return FailedQuery("the query took longer than it may, and was ended", parameter="timeout")
    if "OutOfMemory" in code or "MemoryLimit" in code:
        return FailedQuery("the query needs more memory than it may use")
    if isinstance(error, TransientError):
        return Unavailable(f"the database cannot do it now: {_join_words(error)}", hint="try again")
    return None


def explain_query_fault(data: str | None, error: Exception) -> Unavailable | None:
    """What an error that the engine gave to a query of ours means, where it is the engine's own fault.

    `data` is the embedded engine's folder. A full disk comes by any name; an error within the database is no fault of
    our queries.
    """
    if not isinstance(error, Neo4jError):
        return None
    words = " ".join((error.message or str(error)).split())[:LONGEST]
    if data is not None and is_disk_full(Path(data), words):
        return explain_full_disk(Path(data))
    if not isinstance(error, DatabaseError):
        return None
    if data is None:
        return Unavailable(f"Neo4j failed: {words}", hint="look for room on its disk, and into its log")
    return _explain_unreadable(Path(data), f"cannot be read: {words}")


def explain_file_fault(error: OSError) -> Unavailable | None:
    """What it means that a file cannot be read or written, where that is the fault of its place."""
    if error.errno not in FULL + SHUT:
        return None
    full = error.errno in FULL
    return Unavailable(
        f"{error.filename or 'a file'} cannot be used: {error.strerror}",
        hint="make room on that disk and run it again" if full else "run it as somebody who may, or elsewhere",
    )


def explain_full_disk(data: Path) -> Unavailable:
    return Unavailable(
        f"there is no room left on the disk of the data folder {data} ({_measure_free(data) // 10**6} MB are free)",
        parameter="WHOHOLDS_DATA",
        value=str(data),
        hint="make room there and run it again; what was loaded before is kept, and nothing of what was being written",
    )


def explain_damage(data: Path, words: str) -> Unavailable:
    return _explain_unreadable(data, f"is damaged: {words}")


def is_disk_full(data: Path, words: str = "") -> bool:
    """Whether a disk has no room, by what is free there or by what an engine says of it."""
    return _measure_free(data) < LITTLE or any(sign in words.lower() for sign in NO_ROOM)


def explain_failed_start(data: Path, log: str, has_ended: bool) -> Unavailable:
    """Why the embedded engine ended, or is not ready in time, by what it logged."""
    words = find_last_words(log)
    if words.startswith(REFUSED):
        return explain_damage(data, words.removeprefix(REFUSED))
    if is_disk_full(data, words):
        return explain_full_disk(data)
    if has_ended and (shut := _find_shut(data)):
        return Unavailable(
            f"{shut} cannot be written by this user", parameter="WHOHOLDS_DATA", value=str(data),
            hint=f"run whoholds as the owner of {data}, or give it to this user with chown -R; nothing is damaged",
        )  # fmt: skip
    if has_ended:
        return _explain_unreadable(data, f"cannot be opened: {words} ({log_file(data)} has more)")
    return Unavailable(
        f"the embedded engine in {data} is not ready yet: {words} ({log_file(data)} has more)",
        hint="this machine may have much to do; run it again",
    )


def _find_shut(data: Path) -> Path | None:
    """The first of a data folder and what the engine writes in it that this user may not write."""
    database = database_folder(data)
    folders = [path for path in (data, data / "db", database.parent, database) if path.is_dir()]
    inside = sorted(database.iterdir()) if database.is_dir() and os.access(database, os.R_OK | os.X_OK) else []
    return next((path for path in (*folders, *inside) if not os.access(path, os.W_OK)), None)


def read_log(data: Path, began: int = 0) -> str:
    """What the engine said, from a place in its log on; of much of it the end."""
    with suppress(OSError), log_file(data).open("rb") as file:
        file.seek(max(began, log_file(data).stat().st_size - MOST_READ))
        return file.read().decode(errors="replace")
    return ""


def find_last_words(log: str) -> str:
    """The last line that names a fault, else the last one."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(REFUSED) or "Error: " in line or "Exception: " in line]
    return (faults or lines or ["it says nothing"])[-1][:LONGEST]


def _explain_unreadable(data: Path, what: str) -> Unavailable:
    return Unavailable(
        f"the database in the data folder {data} {what}",
        parameter="WHOHOLDS_DATA",
        value=str(data),
        hint=WAY_OUT,
    )


def _measure_free(data: Path) -> int:
    """Bytes that are free for this folder; where it is not there yet, for what it would lie in."""
    there = next((folder for folder in (data, *data.absolute().parents) if folder.exists()), Path("/"))
    with suppress(OSError):
        return int(psutil.disk_usage(str(there)).free)
    return LITTLE


def _join_words(error: Exception) -> str:
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    return " ".join(text.split())[:300]  # the driver breaks lines between cause and cause
