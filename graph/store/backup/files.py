"""The files of a backup: what `backup.json` says of them, lines of JSON, and hashes."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as find_software_version
from pathlib import Path
from typing import Any

import orjson

from graph.errors import InvalidSource
from graph.store.engine.embedded_files import name_file, open_private
from graph.store.store import Row
from graph.store.tombstones import FILE as SECRET
from graph.vocabulary import RULES_VERSION

FORM, FORM_VERSION = "whoholds backup", 1
MANIFEST, JUDGEMENTS = "backup.json", "judgements.yml"
BESIDE = (JUDGEMENTS, SECRET)  # files of the data folder that belong to what the store holds
PARTS = ("loads", "datasets", "entities", "names", "sources", "statements", "links", "judgements", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What `backup.json` says. `lines` and `hashes` are by file name."""

    folder: Path
    made_at: str
    software: str
    rules: int
    data_version: int
    lines: Mapping[str, int]
    hashes: Mapping[str, str]
    has_internal: bool = False


def read_backup(folder: Path) -> Backup:
    """What a backup says of itself, every file of it compared with that. Raises InvalidSource that names the file."""
    backup = _read_manifest(folder)
    for name, expected in backup.hashes.items():
        path = folder / name
        if not path.is_file():
            raise _damaged(path, "is missing")
        if _hash_file(path) != expected:
            raise _damaged(path, "is not as it was written")
    return backup


def write_manifest(
    part: Path, folder: Path, version: int, lines: Mapping[str, int], has_internal: bool
) -> Backup:  # fmt: skip
    hashes = {name: _hash_file(part / name) for name in lines}
    made_at, software = datetime.now(UTC).isoformat(timespec="seconds"), find_software_version("whoholds")
    content = {
        "form": FORM, "formVersion": FORM_VERSION, "software": software, "rulesVersion": RULES_VERSION,
        "dataVersion": version, "madeAt": made_at, "internal": has_internal,
        "files": [{"name": name, "lines": lines[name], "sha256": hashes[name]} for name in lines],
    }  # fmt: skip
    write_privately(part / MANIFEST, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n")
    return Backup(
        folder=folder, made_at=made_at, software=software, rules=RULES_VERSION, data_version=version,
        lines=lines, hashes=hashes, has_internal=has_internal,
    )  # fmt: skip


def _read_manifest(folder: Path) -> Backup:
    path = folder / MANIFEST
    if not path.is_file():
        raise InvalidSource(
            f"{folder} is no backup: it has no {MANIFEST}", parameter="FOLDER", value=str(folder),
            hint="name the folder that whoholds backup wrote",
        )  # fmt: skip
    try:
        found = orjson.loads(path.read_bytes())
        form, version = found["form"], int(found["formVersion"])
        backup = Backup(
            folder=folder, made_at=found["madeAt"], software=found["software"], rules=int(found["rulesVersion"]),
            data_version=int(found["dataVersion"]),
            lines={one["name"]: int(one["lines"]) for one in found["files"]},
            hashes={one["name"]: one["sha256"] for one in found["files"]},
            has_internal=bool(found.get("internal", False)),
        )  # fmt: skip
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, OverflowError):
        raise _damaged(path, "cannot be read") from None
    if form != FORM or version > FORM_VERSION:
        raise InvalidSource(
            f"{path}: {form!r} of version {version}; this whoholds reads {FORM!r} up to version {FORM_VERSION}",
            parameter="FOLDER", value=str(folder), hint=f"restore it with whoholds {backup.software} or newer",
        )  # fmt: skip
    missing = {file_name(name) for name in PARTS} - backup.lines.keys()
    if missing or not all(_is_ours(name) for name in backup.lines):
        raise _damaged(path, "does not name the files of a backup")
    if backup.rules != RULES_VERSION:
        raise InvalidSource(
            f"{path}: its dates and numbers were read by rules {backup.rules}; this whoholds has {RULES_VERSION}",
            parameter="FOLDER", value=str(folder), hint=f"restore it with whoholds {backup.software}",
        )  # fmt: skip
    return backup


def _is_ours(name: str) -> bool:
    return name in BESIDE or name in {file_name(one) for one in PARTS}


def _damaged(path: Path, what: str) -> InvalidSource:
    return InvalidSource(
        f"{path} {what}; nothing was restored", parameter="FOLDER", value=str(path.parent), hint="take another backup"
    )


def write_privately(path: Path, content: bytes) -> None:
    with name_file(path), os.fdopen(open_private(path), "wb") as file:
        file.write(content)


def file_name(name: str) -> str:
    return f"{name}.ndjson.gz"


def write_lines(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as lines of JSON. Returns how many. The same rows give the same bytes."""
    number = 0
    with (
        name_file(path),
        path.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=5, mtime=0) as file,
    ):
        for row in rows:
            file.write(orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))
            number += 1
        file.flush()
    return number


def read_lines(path: Path) -> Iterator[Row]:
    """The rows of one file of a backup. Raises InvalidSource where it cannot be read, though its hash is right."""
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                found: dict[str, Any] = orjson.loads(line)
                yield found
    except (orjson.JSONDecodeError, OSError, EOFError, zlib.error) as error:
        raise _damaged(path, f"cannot be read: {error}") from error


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
