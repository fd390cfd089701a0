"""One load at a time: a lock with a lease, given up at once when its owner is known to be dead."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from graph.errors import Busy
from graph.store.store import Store

LEASE_SECONDS = 60


class Lock:
    """The right to write, held by this process until it is renewed no more."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{psutil.Process().create_time():.0f}"

    def renew(self) -> None:
        """Take the lock, or keep it. Raises Busy while somebody else has it."""
        now = int(time.time() * 1000)
        held = self._store.read("read/lock")
        dead = [row["owner"] for row in held if row["owner"] and _is_dead(row["owner"])]
        until = now + LEASE_SECONDS * 1000
        if not self._store.write_query("write/lock", owner=self._owner, now=now, until=until, dead=dead):
            owner = held[0]["owner"] if held else "somebody"
            host, process, _ = owner.split(":") if owner.count(":") == 2 else (owner, "?", "")
            raise Busy(
                f"another load is writing: process {process} on {host}",
                hint=f"wait for it to end; if it died elsewhere, the lock falls in {LEASE_SECONDS} s",
            )

    def give_back(self) -> None:
        self._store.write_query("write/unlock", owner=self._owner)


@contextmanager
def only_writer(store: Store) -> Iterator[Lock]:
    """Hold the lock for a while. Raises Busy."""
    lock = Lock(store)
    lock.renew()
    try:
        yield lock
    finally:
        lock.give_back()


def _is_dead(owner: str) -> bool:
    """Whether an owner on this machine has ended; of other machines nothing is known."""
    host, _, rest = owner.partition(":")
    process, _, created = rest.partition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        return f"{psutil.Process(int(process)).create_time():.0f}" != created
    except psutil.Error:
        return True
