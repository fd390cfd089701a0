"""Which process is meant, whatever happens to the clock: its number and its start; a number alone may be another's."""

import os
import sys

import psutil


def find_start(pid: int) -> float:
    """When a process began, in seconds, as a number that setting the clock does not move.

    On Linux it is counted from the start of the machine: psutil adds to that the time when the machine started, which
    the clock moves, so it is taken off again. Elsewhere the system keeps the time of day at which the process began,
    which stays; only a process on macOS that sees the clock being set is told another one from then on. Raises
    psutil.Error if there is no such process.
    """
    created = psutil.Process(pid).create_time()
    return created - psutil.boot_time() if sys.platform == "linux" else created


def find_own() -> tuple[int, float]:
    """The number and the start of this process."""
    return os.getpid(), find_start(os.getpid())


def is_alive(pid: int, start: float) -> bool:
    """Whether the process with this number still is the one that began then, and has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE and abs(find_start(pid) - start) < 1
    except psutil.Error:
        return False
