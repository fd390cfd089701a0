"""The service on this machine's data: the one that runs, or one started for this process, by the same settings."""

import json
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress
from typing import IO

from whoholds.errors import LONGEST_MESSAGE, ServiceError

# -P: a file of the user's own, such as app.py where the script runs, is not taken for ours
COMMAND = (sys.executable, "-P", "-m", "app.cli.main", "serve", "--until-input-ends")
STOP_SECONDS = 15.0


class LocalService:
    """The service of the data folder that the settings name (WHOHOLDS_DATA, NEO4J_URI and so on, or a `.env` file).

    Where none runs, one is started on a free port of loopback. It ends with this process at the latest.
    """

    def __init__(self) -> None:
        """Raises ServiceError with what the service says if it cannot start."""
        messages = tempfile.TemporaryFile()  # noqa: SIM115  # the process writes to it as long as it lives
        process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages)
        self._stop = weakref.finalize(self, _stop_process, process)
        assert process.stdout is not None
        address = _read_address(process.stdout.readline())
        if address is None:
            self._stop()
            raise ServiceError(f"no service could be started: {_read_messages(messages)}")
        self.address = address

    def stop(self) -> None:
        """End the service if it was started here. More than once is no error."""
        self._stop()


def _read_address(line: bytes) -> str | None:
    with suppress(ValueError, KeyError, TypeError):
        return str(json.loads(line)["address"])
    return None


def _read_messages(messages: IO[bytes]) -> str:
    messages.seek(0)
    written = messages.read().decode("utf-8", "replace").strip()
    return written[-3 * LONGEST_MESSAGE :] or "it says nothing of why"


def _stop_process(process: "subprocess.Popen[bytes]") -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
