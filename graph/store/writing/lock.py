"""One load at a time: a lock with a lease, given up at once when its owner is known to be dead.

In the store the owner is a random word, since whoever may send Cypher can read it. Which process that is stands in a
file of this machine's temporary folder, for its other loads; without that file the lock falls when its lease ends.
"""

import json
import os
import re
import secrets
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import Busy, Unavailable
from graph.store.engine.embedded_files import name_file, open_private
from graph.store.engine.faults import FULL, explain_file_fault
from graph.store.engine.processes import find_own, is_alive
from graph.store.reading.words import adopt_words
from graph.store.store import Row, Store, Transaction

LEASE_SECONDS = 120

OWNER = re.compile(r"[A-Za-z0-9_-]{22}")

_held: set[str] = set()  # owners that are loads of this process


class Process(NamedTuple):
    """Which process owns a lock: a number alone may be another's by now, and in a container everybody's."""

    host: str
    pid: int
    start: float  # see `engine/processes.py`


class LockedStore(Store):
    """The store in the hands of the one load that may write.

    Each of its writes renews the lock in its own transaction, so that a load which was asleep for longer than its
    lease (a closed laptop) and lost the lock can write nothing more, and learns it as Busy.
    """

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def read(self, name: str, **parameters: Any) -> list[Row]:
        return self._store.read(name, **parameters)

    def write(self, work: Callable[[Transaction], Any]) -> Any:
        def run_locked(transaction: Transaction) -> Any:
            self._renew_lock(transaction)
            return work(transaction)

        return self._store.write(run_locked)

    @property
    def takes_lines(self) -> bool:
        return self._store.takes_lines

    def write_lines(self, blocks: Iterable[bytes]) -> None:
        self.write(lambda transaction: None)
        self._store.write_lines(blocks)

    def run_script(self, script: str) -> list[Row]:
        self.write(lambda transaction: None)
        return self._store.run_script(script)

    def is_seen_in(self, other: Store) -> bool:
        """Whether another store has this very lock. It is asked as for a write, which a cluster lets only its newest
        server answer."""
        rows = other.write(lambda transaction: transaction.run("read/lock"))
        return any(row["owner"] == self._owner for row in rows)

    def _renew_lock(self, transaction: Transaction) -> None:
        now = int(time.time() * 1000)
        owners = [row["owner"] for row in transaction.run("read/lock") if row["owner"]]
        dead = [owner for owner in owners if _is_dead(owner)]
        until = now + LEASE_SECONDS * 1000
        if not transaction.run("write/lock", owner=self._owner, now=now, until=until, dead=dead):
            raise _explain_busy(transaction.run("read/lock")[0]["owner"])
        for owner in dead:
            _forget_owner(owner)


@contextmanager
def hold_write_lock(store: Store) -> Iterator[Store]:
    """The store for writing, while no other load may write. Raises Busy.

    Its words are in force, before and after.
    """
    if not store.is_shared:
        adopt_words(store)
        yield store
        return adopt_words(store)
    owner = secrets.token_urlsafe(16)
    _held.add(owner)
    try:
        write_owner_note(owner, Process(socket.gethostname(), *find_own()))
        writer = LockedStore(store, owner)
        try:
            writer.write(lambda transaction: None)
        except Busy:
            _forget_owner(owner)
            raise
        try:
            adopt_words(store)
            yield writer
            adopt_words(store)
        finally:
            # an engine that is lost is not started again for this: the lock falls because its owner is gone
            if store.open_engine is not None:
                with suppress(Unavailable):
                    store.write_query("write/unlock", owner=owner)
                    _forget_owner(owner)  # else others must learn that it is gone
    finally:
        _held.discard(owner)


def is_same_store(store: Store, other: Store) -> bool:
    """Whether two stores are one, by whichever names it was opened: then the lock of the one is held in the other.

    Raises Busy while a load writes into the first.
    """
    with hold_write_lock(store) as writer:
        assert isinstance(writer, LockedStore)
        return writer.is_seen_in(other)


def write_owner_note(owner: str, process: Process) -> None:
    """Tell the other loads of this machine, of this user alone, which process an owner is.

    Raises Unavailable where there is no room for it: a load that ends without room could leave a lock of nobody.
    """
    note = _find_note(owner)
    try:
        with name_file(note), os.fdopen(open_private(note), "w") as file:
            json.dump(process, file)
    except OSError as error:  # where it may not be written, the lock of a dead load falls with its lease
        _forget_owner(owner)
        if error.errno in FULL and (trouble := explain_file_fault(error)):
            raise trouble from error


def _explain_busy(owner: str) -> Busy:
    process = _read_process(owner)
    who = f"process {process.pid} on {process.host}" if process else "a process that is not known on this machine"
    return Busy(
        f"another load is writing: {who}",
        hint=f"wait for it to end; if it died, the lock falls in {LEASE_SECONDS} s",
    )


def _is_dead(owner: str) -> bool:
    """Whether an owner on this machine has ended; of others nothing is known."""
    process = _read_process(owner)
    if process is None:
        return False
    if process.pid == os.getpid():
        return owner not in _held
    return not is_alive(process.pid, process.start)


def _read_process(owner: str) -> Process | None:
    """Which process of this machine an owner is, if that is known."""
    if not OWNER.fullmatch(owner):
        return None
    try:
        host, pid, start = json.loads(_find_note(owner).read_text(encoding="utf-8"))
        found = Process(str(host), int(pid), float(start))
    except (OSError, TypeError, ValueError):
        return None
    return found if found.host == socket.gethostname() else None


def _forget_owner(owner: str) -> None:
    with suppress(OSError):
        _find_note(owner).unlink()


def _find_note(owner: str) -> Path:
    return Path(tempfile.gettempdir()) / f"whoholds-load-{owner}"
