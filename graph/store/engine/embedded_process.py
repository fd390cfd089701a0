"""The process that holds ArcadeDB.

    python -m graph.store.engine.embedded_process DATA BOLT_PORT HTTP_PORT IDLE_SECONDS OWNERS

It ends when told to (SIGTERM, or `engine.json` no longer names it), or when nobody has been connected for a while;
where a service began it (OWNERS, `embedded.Owners` as JSON), a short while after the end of that.

On a copy it has the lowest priority and a heap of the size that OWNERS names, dies where the heap is full, ends with
any of its owners at once, and takes the copy with it. Nobody writes there: only the reader's account is used. (Opened
for reading only, ArcadeDB calls every misspelt query an attempt to write.)
"""

import importlib.metadata
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from graph.errors import WhoholdsError
from graph.store.engine.damage import find_loss, has_statements, note_files, note_version
from graph.store.engine.embedded import Owners
from graph.store.engine.embedded_files import (
    DATABASE,
    EngineState,
    Secrets,
    ask_engine,
    databases_folder,
    load_secrets,
    lock_file,
    read_state,
    state_file,
    write_state,
)
from graph.store.engine.faults import REFUSED
from graph.store.engine.processes import is_alive
from graph.store.queries import read_query
from graph.store.settings import QUERY_SECONDS

WATCHDOG_SECONDS = 15  # a stop with a client still connected has been seen to hang
LOOK_SECONDS = 2.0
ORPHAN_SECONDS = 3.0  # unused for so long, it ends if the service that began it has ended
ASK_SECONDS = 10.0
STARTING = 5  # the nice of an engine on a copy: while it starts others wait for it, and it takes seconds of work
LOWEST = 19
OF_A_COPY = (
    "-XX:+UseSerialGC",  # no threads that compete with answers
    "-XX:+ExitOnOutOfMemoryError",  # it is started again; what goes on without heap answers nobody
    f"-Darcadedb.command.timeout={QUERY_SECONDS * 1000:.0f}",  # looked at in its loops, beside our own clock
    "-Darcadedb.queryMaxConcurrent=64",  # else those that run keep out the command that ends them
)


class DamagedDatabase(Exception):
    """A database that has lost something, in words."""


def main(arguments: list[str]) -> None:
    data, idle = Path(arguments[0]), float(arguments[3])
    owners = Owners(**json.loads(arguments[4]))
    copy = owners.copy_megabytes is not None
    heap = owners.copy_megabytes or _choose_heap()
    state = EngineState(
        pid=os.getpid(),
        bolt_port=int(arguments[1]),
        http_port=int(arguments[2]),
        version=importlib.metadata.version("arcadedb-embedded"),
        ready=False,
        data=str(data),
        heap_megabytes=heap,
    )
    # at once, so that other processes wait for it while it starts, instead of starting another
    write_state(data, state)
    passwords = load_secrets(data)
    had_statements = has_statements(data)
    if copy:
        _give_way(STARTING)
    server = _serve_database(data, state, passwords, copy)
    # after the start of the JVM, which sets a handler of its own
    end_asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: end_asked.set())
    if not copy and (lost := _find_loss(data, had_statements, state, passwords)):
        raise DamagedDatabase(lost)
    _create_reader(state, passwords)
    if copy:
        _be_silent()
        _give_way(LOWEST)
    write_state(data, replace(state, ready=True))
    lock = FileLock(lock_file(data), blocking=False)
    _wait_for_the_end(data, state, idle, end_asked, lock, owners)
    if copy:
        _remove_copy(data, state, lock)
    else:
        _end_process(server, data, state, passwords)


def _serve_database(data: Path, state: EngineState, passwords: Secrets, copy: bool) -> Any:
    os.environ["ARCADEDB_JVM_ERROR_FILE"] = str(data / "log" / "jvm-crash-%p.log")
    from arcadedb_embedded import create_server
    from arcadedb_embedded.jvm import start_jvm

    start_jvm(
        heap_size=f"{state.heap_megabytes}m",
        jvm_args=[
            "-Darcadedb.txWalFlush=2",  # what is committed survives a power cut
            "-Darcadedb.server.httpBodyContentMaxSize=-1",  # a first load is one request, on loopback, by root alone
            "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
            *(OF_A_COPY if copy else ()),
        ],
    )
    server = create_server(
        root_path=str(data / "db"),
        root_password=passwords.root,
        config={
            "host": "127.0.0.1",
            "http_port": state.http_port,
            "bolt_port": state.bolt_port,
            "bolt_defaultDatabase": DATABASE,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
    )
    server.start()
    server.create_database(DATABASE)
    return server


def _find_loss(data: Path, had_statements: bool, state: EngineState, passwords: Secrets) -> str | None:
    """What is lost in the database that was opened, in words."""
    loads = _version_by("read/next_version", state, passwords) - 1
    return find_loss(data, had_statements, loads, _version_by("read/version", state, passwords))


def _version_by(name: str, state: EngineState, passwords: Secrets) -> int:
    """The version that a query gives in its one row."""
    asked = {"language": "opencypher", "command": read_query(name)}
    found = ask_engine(
        state.http_port, f"/api/v1/query/{DATABASE}", asked, password=passwords.root, timeout=ASK_SECONDS
    )
    return int(found["result"][0]["version"])


def _give_way(nice: int) -> None:
    """Everybody else comes first: for the processor, and for memory where the machine runs out of it."""
    if sys.platform == "win32":
        psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
    elif sys.platform == "linux":  # there each thread has its own
        for thread in psutil.Process().threads():
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, thread.id, nice)
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    else:
        psutil.Process().nice(nice)


def _be_silent() -> None:
    """Each failed query would write a stack trace, and strangers send many."""
    import jpype

    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()


def _choose_heap() -> int:
    """A tenth of the machine, between 1 and 2 GB."""
    tenth = psutil.virtual_memory().total // 10 // 2**20
    return max(1024, min(2048, tenth))


def _create_reader(state: EngineState, passwords: Secrets) -> None:
    """A user whom the engine itself lets only read: ArcadeDB takes no notice of Bolt's READ access mode."""
    group = {"database": "*", "name": "reader", "resultSetLimit": -1, "readTimeout": -1, "access": []}
    ask_engine(
        state.http_port,
        "/api/v1/server/groups",
        group | {"types": {"*": {"access": ["readRecord"]}}},
        password=passwords.root,
    )
    users = ask_engine(state.http_port, "/api/v1/server/users", password=passwords.root)["result"]
    if "reader" not in {user["name"] for user in users}:
        reader = {"name": "reader", "password": passwords.reader, "databases": {DATABASE: ["reader"]}}
        ask_engine(state.http_port, "/api/v1/server/users", reader, password=passwords.root)


def _wait_for_the_end(
    data: Path, state: EngineState, idle: float, end_asked: threading.Event, lock: FileLock, owners: Owners
) -> None:
    """Wait until asked to end, until `engine.json` names another process, or for `idle` seconds without clients."""
    last_used, last_touched = time.monotonic(), 0
    while not end_asked.wait(min(LOOK_SECONDS, idle / 4)):
        named = read_state(data)
        if named is None or named.pid != state.pid:
            return
        is_orphan = not all(is_alive(*owner) for owner in owners.processes)
        if is_orphan and owners.copy_megabytes is not None:
            return
        touched = _read_touch(data)
        if touched != last_touched or _has_clients(state.bolt_port):
            last_used, last_touched = time.monotonic(), touched
            continue
        longest = min(idle, ORPHAN_SECONDS) if is_orphan else idle
        if time.monotonic() - last_used > longest and _is_unused(data, touched, lock):
            return


def _has_clients(bolt_port: int) -> bool:
    return any(
        connection.status == psutil.CONN_ESTABLISHED and connection.laddr.port == bolt_port
        for connection in psutil.Process().net_connections("tcp")
    )


def _read_touch(data: Path) -> int:
    """When a command last found this engine by `engine.json`: only to be compared, as clocks are set anew."""
    try:
        return state_file(data).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _is_unused(data: Path, touched: int, lock: FileLock) -> bool:
    """Whether no command is about to connect, which would have touched `engine.json` since.

    If so the lock is kept, and the next one starts after the end.
    """
    try:
        lock.acquire()
    except Timeout:
        return False
    if _read_touch(data) != touched:
        lock.release()
        return False
    state_file(data).unlink()
    return True


def _remove_copy(data: Path, state: EngineState, lock: FileLock) -> None:
    """Remove the copy, unless another one is being made in its place."""
    with suppress(Timeout), lock:
        named = read_state(data)
        if named is None or named.pid == state.pid:
            state_file(data).unlink(missing_ok=True)
            shutil.rmtree(databases_folder(data), ignore_errors=True)


def _end_process(server: Any, data: Path, state: EngineState, passwords: Secrets) -> None:
    """Close the database, and note what it leaves. Without room for a note the next start compares less."""
    version = None
    with suppress(OSError, WhoholdsError):
        version = _version_by("read/version", state, passwords)
        note_version(data, version)
    _stop_server(server)
    if version is not None:
        with suppress(OSError):
            note_files(data, version)


def _stop_server(server: Any) -> None:
    watchdog = threading.Timer(WATCHDOG_SECONDS, os._exit, (1,))
    watchdog.daemon = True
    watchdog.start()
    server.stop()


if __name__ == "__main__":
    status = 1
    try:
        main(sys.argv[1:])
        status = 0
    except DamagedDatabase as refused:
        print(f"\n{REFUSED}{refused}", file=sys.stderr)  # the process that started it reads the log
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # a JVM in the process would otherwise end it with a crash
