"""One load at a time: a lock with a lease, given up at once when its owner is known to be dead."""

import itertools
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psutil

from graph.errors import Busy, Unavailable
from graph.store.store import Row, Store, Transaction

LEASE_SECONDS = 120

_numbers = itertools.count(1)
_held: set[str] = set()  # owners that are loads of this process


class OnlyWriter(Store):
    """The store in the hands of the one load that may write.

    Each of its writes renews the lock in its own transaction, so that a load which was asleep for longer than its
    lease (a closed laptop) and lost the lock can write nothing more, and learns it as Busy.
    """

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._owner = store, owner

    def read(self, name: str, **parameters: Any) -> list[Row]:
        return self._store.read(name, **parameters)

    def write(self, work: Callable[[Transaction], Any]) -> Any:
        def locked(transaction: Transaction) -> Any:
            self._renew(transaction)
            return work(transaction)

        return self._store.write(locked)

    def _renew(self, transaction: Transaction) -> None:
        now = int(time.time() * 1000)
        owners = [row["owner"] for row in transaction.run("read/lock") if row["owner"]]
        dead = [owner for owner in owners if _is_dead(owner)]
        until = now + LEASE_SECONDS * 1000
        if not transaction.run("write/lock", owner=self._owner, now=now, until=until, dead=dead):
            raise _busy(transaction.run("read/lock")[0]["owner"])


@contextmanager
def only_writer(store: Store) -> Iterator[Store]:
    """The store for writing, while nobody else may. Raises Busy."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{_created(os.getpid())}:{next(_numbers)}"
    _held.add(owner)
    try:
        writer = OnlyWriter(store, owner)
        writer.write(lambda transaction: None)
        try:
            yield writer
        finally:
            with suppress(Unavailable):  # no engine: the lock falls because its owner is gone
                store.write_query("write/unlock", owner=owner)
    finally:
        _held.discard(owner)


def _busy(owner: str) -> Busy:
    host, process = [*owner.split(":"), "?"][:2]
    return Busy(
        f"another load is writing: process {process} on {host}",
        hint=f"wait for it to end; if it died on another machine, the lock falls in {LEASE_SECONDS} s",
    )


def _is_dead(owner: str) -> bool:
    """Whether an owner on this machine has ended; of other machines nothing is known."""
    host, process, created, *_ = [*owner.split(":"), "", ""]
    if host != socket.gethostname() or not process.isdigit():
        return False
    if int(process) == os.getpid():
        return owner not in _held
    try:
        return _created(int(process)) != created
    except psutil.Error:
        return True


def _created(process: int) -> str:
    return f"{psutil.Process(process).create_time():.0f}"
