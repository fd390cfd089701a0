"""Which Java of this machine runs a server: machines have several, and each server wants one of its own."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

VERSION = re.compile(r'^JAVA_VERSION="(?:1\.)?(\d+)', re.MULTILINE)
PLACES = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))  # Linux, macOS


def find_java(versions: tuple[int, ...]) -> Path | None:
    """The program `java` of one of these versions, the first that is here: on the PATH, in JAVA_HOME, installed."""
    found = [(home, _read_version(home)) for home in _list_homes()]
    return next((home / "bin" / "java" for home, version in found if version in versions), None)


def _list_homes() -> Iterator[Path]:
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parents[1]
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    for place in PLACES:
        for home in sorted(place.glob("*")):
            yield from (one for one in (home, home / "Contents" / "Home") if (one / "bin" / "java").exists())


def _read_version(home: Path) -> int | None:
    """From the file `release`, which each Java has, so that none is started to be asked."""
    try:
        found = VERSION.search((home / "release").read_text(encoding="utf-8"))
    except OSError:
        return None
    return int(found[1]) if found else None
