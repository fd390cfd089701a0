"""Which process is meant, whatever happens to the clock: its number and its start; a number alone may be another's."""

import os
import sys

import psutil


def find_start(pid: int) -> float:
    """When a process began: seconds since the machine began, by a count that setting the clock does not move.

    On Windows, where the machine's own beginning is counted back from the clock, seconds since 1970. Raises
    psutil.Error if there is no such process.
    """
    created = psutil.Process(pid).create_time()
    return created if sys.platform == "win32" else created - psutil.boot_time()


def find_own() -> tuple[int, float]:
    """The number and the start of this process."""
    return os.getpid(), find_start(os.getpid())


def is_alive(pid: int, start: float) -> bool:
    """Whether the process with this number still is the one that began then, and has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE and abs(find_start(pid) - start) < 1
    except psutil.Error:
        return False
