"""The zip file of a pack: its entries are not compressed and the same files give the same bytes, so that a changed byte
is found anywhere, also between the files."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from graph.errors import InvalidSource

MANIFEST, STAMP = "manifest-sha256.txt", "manifest-sha256.txt.tsr"
UNLISTED = frozenset((MANIFEST, STAMP))  # the manifest lists all other files
LARGEST, MOST_FILES = 500_000_000, 200
FIRST_TIME = (1980, 1, 1, 0, 0, 0)  # zip files have no time before


def write_manifest(files: Mapping[str, bytes]) -> bytes:
    """One line per file, as sha256sum has it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, FIRST_TIME)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, content)
    return out.getvalue()


def read_zip(path: Path) -> tuple[dict[str, bytes], bool]:
    """The files of a pack, and whether its bytes are as whoholds writes them.

    Raises InvalidSource for what is no zip file, is compressed (it might unpack to any size), larger than LARGEST, or
    names a file outside of itself.
    """
    if not path.is_file():
        raise _refuse(path, "is not there, or no file")
    if path.stat().st_size > LARGEST:
        raise _refuse(path, f"is larger than {LARGEST:,} bytes")
    whole = path.read_bytes()
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise _refuse(path, f"has more than {MOST_FILES} files")
            for entry in entries:
                _check_entry(path, entry, len(whole), files)
                files[entry.filename] = archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refuse(path, f"is no zip file that can be read: {error}") from None
    if MANIFEST not in files:
        raise _refuse(path, f"has no {MANIFEST}")
    return files, write_zip(files) == whole


def _check_entry(path: Path, entry: zipfile.ZipInfo, size: int, files: Mapping[str, bytes]) -> None:
    name = entry.orig_filename
    parts = PurePosixPath(name).parts
    is_inside = not name.startswith("/") and ".." not in parts and not any(sign in name for sign in "\\:\x00")
    if not is_inside or entry.is_dir():
        raise _refuse(path, f"names a file outside of itself, or a folder: {name!r}")
    if name in files:
        raise _refuse(path, f"has {name} twice")
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > size:
        raise _refuse(path, f"has {name} compressed")


def find_changed(files: Mapping[str, bytes]) -> list[str]:
    """What does not agree with the manifest, in words."""
    expected = {}
    for line in files[MANIFEST].decode(errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        expected[name] = digest
    given = {name: content for name, content in files.items() if name not in UNLISTED}
    found = [f"{name} is not in the manifest" for name in given.keys() - expected.keys()]
    found += [f"{name} is missing" for name in expected.keys() - given.keys()]
    found += [f"{name} was changed" for name in given.keys() & expected.keys()
              if hashlib.sha256(given[name]).hexdigest() != expected[name]]  # fmt: skip
    if not found and files[MANIFEST] != write_manifest(given):
        found.append(f"{MANIFEST} was changed")
    return sorted(found)


def _refuse(path: Path, what: str) -> InvalidSource:
    return InvalidSource(f"{path.name} {what}", parameter="FILE", value=str(path),
                         hint="name a file that whoholds pack wrote")  # fmt: skip
