"""The embedded engine seen from outside: start it, find and share a running one, stop it.

ArcadeDB lives in a process of its own (`embedded_process.py`) on loopback, so no JVM comes in here. What lies in the
data folder is described in `embedded_files.py`.
"""

import importlib.metadata
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from filelock import FileLock, Timeout

from graph.errors import Unavailable
from graph.store.engine.damage import find_damage, find_newer_engine
from graph.store.engine.embedded_files import (
    DATABASE,
    EngineState,
    Secrets,
    ask_engine,
    is_ready,
    load_secrets,
    lock_file,
    log_file,
    make_data_folder,
    read_state,
    researchers_folder,
    state_file,
)
from graph.store.engine.faults import FULL, explain_damage, explain_failed_start, explain_full_disk, read_log
from graph.store.engine.processes import find_own

if TYPE_CHECKING:
    from graph.store.engine.connection import Engine

CHILD = "graph.store.engine.embedded_process"
IDLE_SECONDS = 300.0
START_SECONDS = 60.0
STOP_SECONDS = 20.0  # the process forces its own end after 15
LOG_BYTES = 1_000_000
TRIES = 5
PORT_TAKEN = "Unable to listen"  # ArcadeDB's words


@dataclass(frozen=True)
class Owners:
    """The processes (each with its start, see `processes.py`) with whose end an engine ends.

    One on a copy has a heap of so many megabytes, and ends with any of them at once. Another one goes on for as long
    as others use it.
    """

    processes: tuple[tuple[int, float], ...] = ()
    copy_megabytes: int | None = None


def start_engine(data: Path, *, idle: float = IDLE_SECONDS, ends_with_us: bool = False) -> tuple[EngineState, Secrets]:
    """The engine of this data folder: the one that runs, else a new one that ends after `idle` seconds unused.

    A new one that `ends_with_us` ends some seconds after this process, unless others use it then.
    Raises Unavailable when there is no wheel for this platform, the folder cannot be used, or it does not come up.
    """
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise Unavailable(
            "the embedded engine (arcadedb-embedded) is not installed, or has no wheel for this platform",
            hint="set NEO4J_URI to the address of a Neo4j server",
        )
    with hold_engine_lock(data):
        passwords = load_secrets(data)
        if find_running_engine(data) is None:
            _require_whole(data)
            return launch_engine(data, idle, Owners((find_own(),) if ends_with_us else ())), passwords
        # tells the process that somebody is coming, before the first connection does
        state_file(data).touch()
        return wait_until_ready(data), passwords


def _require_whole(data: Path) -> None:
    """Raises Unavailable for files that this engine would misread, and for such as are cut or lost."""
    version = importlib.metadata.version("arcadedb-embedded")
    if newer := find_newer_engine(data, version):
        raise Unavailable(
            f"the database in the data folder {data} was written by a newer engine (ArcadeDB {newer}; here: {version})",
            parameter="WHOHOLDS_DATA",
            value=str(data),
            hint="use the newer whoholds, or set WHOHOLDS_DATA to another folder",
        )
    if words := find_damage(data):
        raise explain_damage(data, words)


def find_running_engine(data: Path) -> EngineState | None:
    """The engine that `engine.json` names, if that very process still lives; it may not be ready yet."""
    state = read_state(data)
    with suppress(psutil.Error):
        if state is not None and _is_of(state, data):
            process = psutil.Process(state.pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return None
            # what was called, as a number may be another's, and setting the clock moves the time of creation
            called = process.cmdline()
            return state if CHILD in called and (not state.data or state.data in called) else None
    return None


def _is_of(state: EngineState, data: Path) -> bool:
    """Whether an engine works on this folder: a copy of a folder names the engine of the first one."""
    with suppress(OSError):  # moved meanwhile: the engine sees that too, and ends
        return not state.data or os.path.samefile(state.data, data)
    return True


def stop_engine(data: Path) -> bool:
    """End the engine of this data folder, and the one for people's Cypher with its copy. False if none was running."""
    copy = researchers_folder(data)
    if copy.exists():
        with hold_engine_lock(copy):
            kill_engine(copy)
        shutil.rmtree(copy, ignore_errors=True)
    if not state_file(data).exists():
        return False
    with hold_engine_lock(data):
        state = find_running_engine(data)
        state_file(data).unlink(missing_ok=True)  # this alone ends it within seconds, on every platform
        if state is None:
            return False
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(state.pid)
            if sys.platform != "win32":  # there a signal would end it without closing the database
                process.send_signal(signal.SIGTERM)
            if not _wait_for_end(process):
                process.kill()  # it recovers at its next start
                _wait_for_end(process)
        return True


def _wait_for_end(process: psutil.Process) -> bool:
    """Whether a process ends within some seconds.

    Until the service that began it asks about it, an ended one is a zombie, for which psutil would go on waiting. It is
    one too while some of its threads still close the database.
    """
    end = time.monotonic() + STOP_SECONDS
    while time.monotonic() < end:
        with suppress(psutil.TimeoutExpired):
            process.wait(0.1)
            return True
        if process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1:
            return True
    return False


def kill_engine(data: Path, pid: int | None = None) -> None:
    """End the engine of a folder at once, if it is process `pid` where that is given: for one that only reads."""
    state = find_running_engine(data)
    if state is None or pid not in (None, state.pid):
        return
    state_file(data).unlink(missing_ok=True)
    with suppress(psutil.Error):
        process = psutil.Process(state.pid)
        process.kill()
        _wait_for_end(process)


def run_sql(engine: "Engine", command: str) -> list[dict[str, Any]]:
    """Rows of one SQL command, run as root: for what ArcadeDB's Cypher cannot say.

    Raises FailedQuery with the engine's words, Unavailable if it does not answer.
    """
    if engine.http_port is None:
        raise ValueError("only the embedded engine speaks SQL")
    body = {"language": "sql", "command": command}
    rows: list[dict[str, Any]] = ask_engine(
        engine.http_port, f"/api/v1/command/{DATABASE}", body, password=engine.password
    )["result"]
    return rows


def back_up_database(engine: "Engine", name: str) -> None:
    """Put a zip of this moment of the database, made while others write, into the engine's folder of backups.

    Raises what `run_sql` raises.
    """
    # one thread, so that answers have the other processors
    run_sql(engine, f"BACKUP DATABASE file://{name} WITH compressionThreads = 1")


@contextmanager
def hold_engine_lock(data: Path) -> Iterator[None]:
    """A lock under which an engine is started or stopped. Raises Unavailable that names the folder."""
    try:
        make_data_folder(data)
        with FileLock(lock_file(data), timeout=2 * START_SECONDS):
            yield
    except Timeout:
        raise Unavailable(f"another command has been starting or stopping the engine in {data} for too long") from None
    except OSError as error:
        if error.errno in FULL:
            raise explain_full_disk(data) from error
        raise Unavailable(
            f"the data folder {data} cannot be used: {error.strerror or error}",
            parameter="WHOHOLDS_DATA",
            value=str(data),
            hint="set WHOHOLDS_DATA to a folder that can be written",
        ) from error


def launch_engine(data: Path, idle: float, owners: Owners) -> EngineState:
    """A new engine, once it is ready. Tried again where a port that was free is taken before it is used."""
    deadline = time.monotonic() + START_SECONDS
    for _ in range(TRIES):
        state_file(data).unlink(missing_ok=True)
        child, log_began = _spawn_process(data, idle, owners)
        while time.monotonic() < deadline and child.poll() is None:
            state = read_state(data)
            if state is not None and state.ready and is_ready(state.http_port):
                return state
            time.sleep(0.05)
        if PORT_TAKEN not in read_log(data, log_began):
            break
    raise explain_failed_start(data, read_log(data, log_began), has_ended=child.poll() is not None)


def wait_until_ready(data: Path) -> EngineState:
    """The state of an engine that another process started, perhaps just now, once it is ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = find_running_engine(data)
        if state is None:
            break
        if state.ready and is_ready(state.http_port):
            return state
        time.sleep(0.05)
    raise explain_failed_start(data, read_log(data), has_ended=find_running_engine(data) is None)


def _spawn_process(data: Path, idle: float, owners: Owners) -> "tuple[subprocess.Popen[bytes], int]":
    """A process that outlives this one, and that Ctrl-C here does not reach; and where in the log its words begin."""
    log = log_file(data)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.unlink()
    bolt, http = find_free_ports(2)
    command = [sys.executable, "-m", CHILD, str(data), str(bolt), str(http), str(idle), json.dumps(asdict(owners))]
    # it runs in the data folder, where ArcadeDB writes log/, so this package must be findable from there
    path = [str(Path(__file__).resolve().parents[3]), os.environ.get("PYTHONPATH", "")]
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    with log.open("ab") as out:
        log_began = out.tell()
        child = subprocess.Popen(
            command,
            cwd=data,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            **detached,
        )
    return child, log_began


def find_free_ports(count: int) -> list[int]:
    """Free ports of loopback, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()
