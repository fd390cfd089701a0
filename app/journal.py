"""The log of a data folder: what was done to the store, when, by which key, with the hashes of files.

It is `log.ndjson`, a line of JSON an act. Each line has the hash of the one before and its own, so that none can be
changed or taken out later without a trace; whoever notes the last hash somewhere else sees too whether the end was cut
off. An entry that is written after something was changed says so: `faults` is how many faults the log had then. It
has no names of people's accounts and no addresses of clients.
"""

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from filelock import FileLock

from graph.errors import Unavailable
from graph.store.engine.embedded_files import make_data_folder

if TYPE_CHECKING:
    from ingest.loading import LoadedSource

FILE = "log.ndjson"
FIRST = ""  # what the first entry has for the hash of the one before
LEFT_OUT = frozenset(("__pycache__",))

log = logging.getLogger("whoholds")

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a log is whole. `wrong` says what is not as it was written, by the number of the line."""

    entries: int
    last: str
    wrong: list[str]


class Journal:
    def __init__(self, data: Path) -> None:
        self.path = data / FILE

    def record(self, act: str, **fields: Any) -> None:
        """Add an act, on the disk before this returns. Fields that are None are left out.

        Raises Unavailable where it cannot be written; the act itself is done by then.
        """
        try:
            self._append(act, {name: _encode(value) for name, value in fields.items() if value is not None})
        except (OSError, TypeError, ValueError) as error:
            raise Unavailable(
                f"{act} is done, but {self.path} cannot be written: {getattr(error, 'strerror', None) or error}",
                hint="make room on that disk, or let it be written; the log lacks this act",
            ) from None

    def _append(self, act: str, fields: Entry) -> None:
        make_data_folder(self.path.parent)
        with FileLock(f"{self.path}.lock"):
            last = self._read_last()
            at = datetime.now(UTC).isoformat(timespec="seconds")
            faults = len(self.verify().wrong)
            if faults != last.get("faults", 0):
                log.warning("%s is not whole: see whoholds log --verify", self.path)
            if faults:
                fields = {**fields, "faults": faults}
            number, before = _read_number(last) + 1, last.get("hash", FIRST)
            entry = {"number": number, "at": at, "act": act, **fields, "before": before}
            line = orjson.dumps(entry | {"hash": hash_entry(entry)}, option=orjson.OPT_APPEND_NEWLINE)
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "ab") as file:
                if not self._ends_a_line():
                    file.write(b"\n")  # what a full disk cut off stays a line of its own, and is told
                file.write(line)
                file.flush()
                os.fsync(file.fileno())

    def read(self) -> Iterator[Entry]:
        """The entries that can be read, the oldest first."""
        for _, line in self._list_lines():
            if (entry := _parse(line)) is not None:
                yield entry

    def verify(self, noted: str | None = None) -> Verdict:
        """Compare each entry with its hash and with the one before; and look for a hash that somebody noted."""
        wrong, before, number, seen = list[str](), FIRST, 0, {FIRST}
        for at, line in self._list_lines():
            entry = _parse(line)
            if entry is None:
                wrong.append(f"line {at} cannot be read")
                continue
            number += 1
            if line.rstrip(b"\n") != orjson.dumps(entry):  # as with a name twice, of which the last is read
                wrong.append(f"line {at} has other bytes than were written")
            plain = {name: value for name, value in entry.items() if name != "hash"}
            if entry.get("hash") != hash_entry(plain):
                wrong.append(f"line {at} is not as it was written")
            if entry.get("before") != before or entry.get("number") != number:
                wrong.append(f"line {at} does not follow the one before: lines were taken out, put in or moved")
                number = entry["number"]
            before = entry["hash"]
            seen.add(before)
        if noted is not None and noted not in seen:
            wrong.append(f"no entry has the hash {noted}: what stood at the end then was changed or taken out")
        return Verdict(entries=number, last=before, wrong=wrong)

    def _list_lines(self) -> Iterator[tuple[int, bytes]]:
        try:
            with self.path.open("rb") as file:
                yield from ((at, line) for at, line in enumerate(file, 1) if line.strip())
        except FileNotFoundError:
            return

    def _read_last(self) -> Entry:
        """The last entry that can be read; the file is read from its end."""
        try:
            size, step = self.path.stat().st_size, 65_536
        except FileNotFoundError:
            return {}
        while True:
            with self.path.open("rb") as file:
                file.seek(max(0, size - step))
                lines = file.read().splitlines()
            whole = lines if step >= size else lines[1:]
            for line in reversed(whole):
                if (entry := _parse(line)) is not None:
                    return entry
            if step >= size:
                return {}
            step *= 4

    def _ends_a_line(self) -> bool:
        with self.path.open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:
                return True
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def record_load(data: Path, loaded: "LoadedSource", files: Sequence[dict[str, str]], by: str | None = None) -> None:
    """Record a load that changed something, with those that had to come first. `files` are as `hash_files` has them."""
    for each in (*loaded.first, loaded):
        if each.report.version is not None:
            Journal(data).record(
                "load", source=each.parsed.form.id, dataVersion=each.report.version, counts=each.report.counts,
                files=files if each is loaded else None, by=by,
            )  # fmt: skip


def hash_entry(entry: Entry) -> str:
    return hashlib.sha256(orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)).hexdigest()


def hash_files(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Name and sha256 of files, and of what lies in folders."""
    found = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not LEFT_OUT & set(file.parts):
                with file.open("rb") as opened:
                    digest = hashlib.file_digest(opened, "sha256").hexdigest()
                found.append({"name": str(file.relative_to(path)) if path.is_dir() else file.name, "sha256": digest})
    return found


def _read_number(entry: Entry) -> int:
    """The number of an entry; 0 where it has none."""
    number = entry.get("number")
    return number if isinstance(number, int) else 0


def _parse(line: bytes) -> Entry | None:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(found, dict) or type(found.get("number")) is not int:
        return None
    texts = (found.get(name) for name in ("at", "act", "before", "hash"))
    return found if all(isinstance(text, str) for text in texts) else None


def _encode(value: Any) -> Any:
    """A value whose texts can be written: what is no UTF-8 in the name of a file stands as `\\udcff`."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {_encode(name): _encode(one) for name, one in value.items()}
    return [_encode(one) for one in value] if isinstance(value, Sequence) else value
