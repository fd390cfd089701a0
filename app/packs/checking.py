"""Checking a pack: every byte of it, its time stamp, and whether its answer follows from what is in it alone."""

import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from app.encoding import json_of
from app.packs.asking import read_address
from app.packs.container import MANIFEST, STAMP, find_changed, read_zip
from app.packs.differences import find_differences
from app.packs.making import ANSWER, QUESTION, STORE
from graph.errors import InvalidSource, WhoholdsError
from graph.evidence.stamps import CheckedStamp, check_stamp
from graph.model.sources import Archive
from graph.store.backup.files import MANIFEST as BACKUP
from graph.store.backup.reading import BackupStore
from graph.store.reading.reader import Reader

MOST_UNPACKED = 2_000_000_000  # bytes of all lines of data
PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class PackReport:
    """What checking a pack found. `changed` is what is not as it was packed; `differences` where the answer, computed
    from the pack alone, is another one. `stamp` is None where it has no time stamp."""

    address: str
    summary: str
    changed: list[str]
    differences: list[str]
    stamp: CheckedStamp | None

    @property
    def is_good(self) -> bool:
        return not self.changed and not self.differences and (self.stamp is None or self.stamp.state != "invalid")


def verify_pack(path: Path, authorities: Path | None = None) -> PackReport:
    """Check a pack; no engine and no network is needed. With `authorities`, a PEM file, who stamped it is checked too.

    Raises InvalidSource for what is no pack, or would unpack to more than MOST_UNPACKED.
    """
    files, is_ours = read_zip(path)
    changed = find_changed(files)
    if not is_ours and not changed:
        changed = ["the zip file around the files was changed or made anew; the files in it are as they were packed"]
    for name in (QUESTION, ANSWER):
        if name not in files:
            raise InvalidSource(f"{path.name} has no {name}", parameter="FILE", value=str(path))
    address, summary, differences = _compare(path, files)
    return PackReport(address=address, summary=summary, changed=changed, differences=differences,
                      stamp=_check_stamp(files, authorities))  # fmt: skip


def _compare(path: Path, files: Mapping[str, bytes]) -> tuple[str, str, list[str]]:
    """The question, the sentence of its answer, and where the answer computed again is another."""
    try:
        question, answer = orjson.loads(files[QUESTION]), orjson.loads(files[ANSWER])
        address, summary = str(question["address"]), str(answer.get("summary") or "")
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return "", "", ["its question or its answer cannot be read"]
    try:
        with unpack_store(path, files) as folder:
            view = Reader(BackupStore(folder)).view()
            again = orjson.loads(json_of(read_address(address).answer(view)))
    except WhoholdsError as error:
        return address, summary, [f"the answer cannot be computed: {error.message}"]
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        return address, summary, [f"the answer cannot be computed, as its data is damaged: {error!r}"]
    return address, summary, find_differences(answer, again)


@contextmanager
def open_pack(path: Path) -> Iterator[Path]:
    """The data of a pack that is as it was packed, as a folder in the form of a backup. Raises InvalidSource."""
    files, _ = read_zip(path)
    if changed := find_changed(files):
        raise InvalidSource(f"{path.name}: {changed[0]}; nothing was restored", parameter="FOLDER", value=str(path),
                            hint="take the pack as it was made")  # fmt: skip
    if f"{STORE}/{BACKUP}" not in files:
        raise InvalidSource(f"{path.name} has no {STORE}/{BACKUP}", parameter="FOLDER", value=str(path))
    with unpack_store(path, files) as folder:
        yield folder


@contextmanager
def unpack_store(path: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The data of a pack as a folder in the form of a backup, while it is used. Raises InvalidSource."""
    left = MOST_UNPACKED
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            if file.startswith(f"{STORE}/"):
                left -= _measure(path, file, content, left)
                (folder / file.removeprefix(f"{STORE}/")).write_bytes(content)
        yield folder


def _measure(path: Path, file: str, content: bytes, most: int) -> int:
    """How many bytes a file unpacks to."""
    if not file.endswith(".gz"):
        return len(content)
    unpacked, size = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), 0
    try:
        while content:
            size += len(unpacked.decompress(content, PIECE))
            if size > most:
                raise InvalidSource(f"{path.name}: its data unpacks to more than {MOST_UNPACKED:,} bytes",
                                    parameter="FILE", value=str(path))  # fmt: skip
            content = unpacked.unconsumed_tail
    except zlib.error:
        pass  # reading it says what is wrong
    return size


def _check_stamp(files: Mapping[str, bytes], authorities: Path | None) -> CheckedStamp | None:
    if STAMP not in files:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (MANIFEST, STAMP):
            (folder / file).write_bytes(files[file])
        return check_stamp(Archive(file=MANIFEST, stamp=STAMP), folder, authorities)
