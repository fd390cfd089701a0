"""Notices an embedded engine that hangs without dying, and ends it, so that the next question starts another one.

It is looked at on a connection of its own, by the greeting of Bolt, which any engine that lives answers at once,
whatever it works on. An engine that is being started or opened again is left alone.
"""

import logging
import socket
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from graph.store.engine import embedded
from graph.store.engine.connection import Engine
from graph.store.store import Store

PAUSE_SECONDS = 2.0
LOOK_SECONDS = 2.5  # three failed looks with their pauses are within 15 s
FAILED = 3
GREETING = bytes.fromhex("6060b017 00000404 00000304 00000004 00000000")

log = logging.getLogger("whoholds")


def is_answering(engine: Engine, seconds: float) -> bool:
    """Whether an engine answers the greeting of Bolt in time."""
    at = urlsplit(engine.uri)
    with suppress(OSError), socket.create_connection((at.hostname or "127.0.0.1", at.port or 7687), seconds) as asked:
        asked.settimeout(seconds)
        asked.sendall(GREETING)
        return len(asked.recv(4)) == 4
    return False


def watch_engine(store: Store, closed: threading.Event) -> None:
    """Look at the engine again and again until `closed` is set. A fault of its own does not end the looking."""
    failed: tuple[str, int] = ("", 0)  # the engine, and how often in a row
    while not closed.wait(PAUSE_SECONDS):
        engine = store.open_engine
        if engine is None or engine.data is None or embedded.find_running_engine(Path(engine.data)) is None:
            failed = ("", 0)  # started, lost or ended: those who ask see to it
            continue
        try:
            count = 0 if is_answering(engine, LOOK_SECONDS) else 1 + (failed[1] if failed[0] == engine.uri else 0)
            failed = (engine.uri, count)
            if count >= FAILED:
                log.warning("the engine hangs: it did not answer %d times; it is ended and started again", count)
                _end_engine(Path(engine.data), engine)
                failed = ("", 0)
        except Exception:
            log.exception("looking at the engine failed; it is tried again")


def _end_engine(data: Path, engine: Engine) -> None:
    """End an engine if it still is the one of this folder, and no other command sees to it."""
    with embedded.hold_engine_lock(data):
        state = embedded.find_running_engine(data)
        if state is not None and state.ready and state.bolt_port == urlsplit(engine.uri).port:
            embedded.kill_engine(data, state.pid)
