"""Where commands write: a file that is replaced once all is written, or stdout."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def open_output(output: str) -> Iterator[IO[bytes]]:
    """Where to write: what a FILE held is replaced at the end, and stays if anything goes wrong."""
    from graph.errors import InvalidInput

    if output == "-":
        with tempfile.TemporaryFile() as whole:  # a pipe cannot tell where it is, as Parquet wants
            yield whole
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)
        return
    target = Path(output)
    special = target.exists() and not target.is_file()  # such as /dev/null
    beside = target if special else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            yield out
        if not special:
            beside.replace(target)
    except OSError as error:
        raise InvalidInput(f"{output} cannot be written: {error.strerror}", parameter="--output") from error
    finally:
        if not special:
            beside.unlink(missing_ok=True)
