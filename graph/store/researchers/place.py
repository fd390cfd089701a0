"""Where people's Cypher runs, so that it cannot harm the answers: asked to end, and killed where it does not.

Beside the embedded engine it is a second engine, on a copy that only reads: a process with a heap of its own, at the
lowest priority. It starts at the first query, is renewed where a load was published since, and is killed where a query
goes on for longer than it may. Neo4j has one server for all; there the clock and the server's own limits are all.
"""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

import psutil
from neo4j.exceptions import Neo4jError

from graph.errors import Unavailable, WhoholdsError
from graph.store.engine import embedded
from graph.store.engine.connection import OpenEngine, make_embedded_engine
from graph.store.engine.embedded_files import EngineState, load_secrets, read_state, researchers_folder, state_file
from graph.store.engine.faults import BROKEN
from graph.store.engine.processes import find_own, find_start
from graph.store.queries import read_query
from graph.store.researchers.copying import CopyNote, copy_database, discard_copy, read_copy_note

if TYPE_CHECKING:
    from graph.store.store import Store

IDLE_SECONDS = 300.0
COPY_SECONDS = 120.0  # how long a query waits for a copy
LEAVE_SECONDS = 12.0  # how long those that run on a copy may go on before it is renewed
MOST_STUCK = 4  # queries that Neo4j could not be made to end

ANOTHER = "try again: another copy is made"

log = logging.getLogger("whoholds")


@dataclass(frozen=True)
class QueryPlace:
    """Where one query runs: at a data version, when `newest` was the newest one. `waited` is for how many seconds it
    waited for a copy; `turn` numbers the queries, and `is_shared` tells whether others ran there when it came."""

    opened: OpenEngine
    version: int
    newest: int = 0
    waited: float = 0.0
    pid: int | None = None
    turn: int = 0
    is_shared: bool = False


class Researchers:
    """One per store. Threads may share it."""

    def __init__(self, store: "Store", heap_megabytes: int | None = None) -> None:
        self._store, self._heap = store, heap_megabytes or _choose_heap()
        self._lock = threading.Condition()
        self._place: QueryPlace | None = None
        self._making: Future[QueryPlace] | None = None
        self._users = 0
        self._turns = 0  # queries so far
        self._stuck = 0
        self._closed = False
        self._is_ours = False
        self.ends_with_us = False  # a service's engine ends with it; a command leaves it to the next one for a while

    @contextmanager
    def use_place(self) -> Iterator[QueryPlace]:
        """A place for one query, at the newest data version. Raises Unavailable where there is none in time."""
        began = monotonic()
        place = self._free_place(began)
        try:
            yield place
        finally:
            with self._lock:
                self._users -= 1
                self._lock.notify_all()

    def end_query(self, place: QueryPlace, mark: str) -> None:
        """Tell the engine to end the query that holds a mark."""
        opened = place.opened
        with suppress(Neo4jError, *BROKEN), opened.driver.session(database=opened.engine.database) as session:
            for row in session.run("SHOW TRANSACTIONS").data():
                if mark in str(row["currentQuery"]):
                    number = str(row["transactionId"]).replace("'", "")
                    session.run(cast(Any, f"TERMINATE TRANSACTION '{number}'")).consume()

    def kill_engine(self, place: QueryPlace) -> bool:
        """End the whole engine, and have it started again. False where there is none of our own, and nothing is done:
        others go on using it."""
        if place.pid is None:
            return False
        self.drop_place(place)
        log.warning("Cypher that could not be ended: its engine was killed and starts again")
        with self._lock:
            if self._making is None and self._place is None and not self._closed:
                self._start_making()
        return True

    def drop_place(self, place: QueryPlace) -> bool:
        """Take a place for lost, and end what is left of it. False where it is no engine of our own."""
        with self._lock:
            if self._place is not None and self._place.opened is place.opened:
                self._place = None
        if place.pid is not None:
            embedded.kill_engine(self._find_folder(), place.pid)
        place.opened.close()
        return place.pid is not None

    def count_stuck(self, change: int) -> None:
        """Count a query that goes on although its answer is not waited for (1), or that has ended at last (-1)."""
        with self._lock:
            self._stuck += change

    def was_alone(self, place: QueryPlace) -> bool:
        """Whether no other query has used the place since this one came to it."""
        return not place.is_shared and self._turns == place.turn

    def describe_state(self) -> dict[str, Any]:
        """The state of the engine, for the status: {"engine", "up", "dataVersion", "heapMegabytes", ...}."""
        if self._store.engine.kind == "neo4j":
            place, none = self._place, dict.fromkeys(("dataVersion", "heapMegabytes", "residentMegabytes"))
            return {"engine": "neo4j", "up": place is not None, **none, "notEnded": self._stuck}
        state, is_of, resident = None, None, None
        with suppress(Unavailable, psutil.Error):
            state, is_of = embedded.find_running_engine(self._find_folder()), read_copy_note(self._find_folder())
            resident = psutil.Process(state.pid).memory_info().rss // 2**20 if state else None
        up = state is not None and state.ready
        return {
            "engine": "copy",
            "up": up,
            "dataVersion": is_of.version if up and is_of else None,
            "heapMegabytes": self._heap,
            "residentMegabytes": resident,
            "notEnded": self._stuck,
        }

    def close(self) -> None:
        """Disconnect from the engine, and end it if it must end with this process."""
        with self._lock:
            self._closed = True
            place, self._place = self._place, None
        if place is None:
            return
        place.opened.close()
        if place.pid is not None and self.ends_with_us and self._is_ours:
            with suppress(WhoholdsError):
                embedded.kill_engine(self._find_folder(), place.pid)
                discard_copy(self._find_folder())

    def _free_place(self, began: float) -> QueryPlace:
        newest = int(self._store.read("read/version")[0]["version"])
        with self._lock:
            if self._stuck >= MOST_STUCK:
                raise Unavailable(
                    f"{self._stuck} queries that the database could not be made to end are still running",
                    hint="try again in a minute; if this stays, whoever runs the database has to restart it",
                )
            if self._place is not None and self._is_fitting(self._place, newest):
                return self._place_at(self._place, newest, 0.0)
            making = self._making or self._start_making()
        try:
            place = making.result(COPY_SECONDS)
        except TimeoutError:
            raise Unavailable(
                f"a copy of the graph at data version {newest} is being made for Cypher", hint="try again in a minute"
            ) from None
        newest = int(self._store.read("read/version")[0]["version"])  # a load may have ended meanwhile
        with self._lock:
            return self._place_at(place, newest, monotonic() - began)

    def _place_at(self, place: QueryPlace, newest: int, waited: float) -> QueryPlace:
        """A server that all share is at the newest version, a copy at its own. The lock is held."""
        self._users += 1
        self._turns += 1
        version = newest if place.pid is None else place.version
        return replace(
            place, version=version, newest=newest, waited=waited, turn=self._turns, is_shared=self._users > 1
        )

    def _is_fitting(self, place: QueryPlace, newest: int) -> bool:
        return place.pid is None or (place.version >= newest and self._is_well(place))

    def _is_well(self, place: QueryPlace) -> bool:
        state = embedded.find_running_engine(self._find_folder())
        return state is not None and state.pid == place.pid

    def _start_making(self) -> Future[QueryPlace]:
        """Begin to make a place in a thread of its own; the lock is held."""
        making: Future[QueryPlace] = Future()
        self._making = making

        def work() -> None:
            try:
                place = self._make_place()
            except BaseException as error:  # waiting threads must get any error
                self._finish_making(making, None)
                making.set_exception(error)
            else:
                self._finish_making(making, place)
                making.set_result(place)

        threading.Thread(target=work, name="a place for Cypher", daemon=True).start()
        return making

    def _finish_making(self, making: Future[QueryPlace], place: QueryPlace | None) -> None:
        with self._lock:
            if self._making is making:
                self._making = None
            self._place = place

    def _make_place(self) -> QueryPlace:
        engine = self._store.engine
        if engine.kind == "neo4j":
            return QueryPlace(OpenEngine(engine), 0)
        before = self._place
        if before is not None:
            self._wait_for_users()
            before.opened.close()
        folder = self._find_folder()
        folder.mkdir(parents=True, exist_ok=True)
        newest = int(self._store.read("read/version")[0]["version"])
        state = read_state(Path(engine.data or ""))
        if state is None:
            raise Unavailable("the embedded engine is being opened", hint="try again in some seconds")
        what = CopyNote(state.pid, newest)
        with embedded.hold_engine_lock(folder):
            passwords, found, is_of = load_secrets(folder), embedded.find_running_engine(folder), read_copy_note(folder)
            if found is not None and is_of == what:
                state_file(folder).touch()
                found = embedded.wait_until_ready(folder)
                self._is_ours = self._is_ours and before is not None and before.pid == found.pid
            else:
                embedded.kill_engine(folder)
                if is_of != what:
                    copy_database(engine, Path(engine.data or ""), folder, what)
                owners = [(state.pid, _find_engine_start(state))]
                owners += [find_own()] if self.ends_with_us else []
                found = _launch_on_copy(folder, embedded.Owners(tuple(owners), self._heap))
                self._is_ours = True
        opened = OpenEngine(make_embedded_engine(found, passwords))
        with opened.open_reader().session(database=opened.engine.database) as session:
            version = int(session.run(cast(Any, read_query("read/version"))).single(strict=True)["version"])
        if version < newest:
            opened.close()
            embedded.kill_engine(folder, found.pid)
            discard_copy(folder)
            raise Unavailable("the copy of the graph for Cypher was damaged", hint=ANOTHER)
        return QueryPlace(opened, version, pid=found.pid)

    def _wait_for_users(self) -> None:
        end = monotonic() + LEAVE_SECONDS
        with self._lock:
            while self._users and (left := end - monotonic()) > 0:
                self._lock.wait(left)

    def _find_folder(self) -> Path:
        data = self._store.engine.data
        if not data:
            raise Unavailable("the embedded engine was started by an earlier version", hint="whoholds stop")
        return researchers_folder(Path(data))


def _find_engine_start(state: EngineState) -> float:
    """When the engine of the graph began. Raises Unavailable where it ended meanwhile."""
    try:
        return find_start(state.pid)
    except psutil.Error:
        raise Unavailable("the embedded engine ended", hint="try again in some seconds") from None


def _launch_on_copy(folder: Path, owners: embedded.Owners) -> EngineState:
    """An engine on the copy in a folder. A copy on which it does not start is deleted."""
    try:
        return embedded.launch_engine(folder, IDLE_SECONDS, owners)
    except Unavailable as error:
        discard_copy(folder)
        raise Unavailable(
            f"the engine for Cypher did not come up on its copy of the graph: {error.message}",
            hint=ANOTHER,
        ) from error


def _choose_heap() -> int:
    """A twentieth of the machine, between 512 MB and 1 GB."""
    return max(512, min(1024, int(psutil.virtual_memory().total // 20 // 2**20)))
