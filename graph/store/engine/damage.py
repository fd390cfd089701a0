"""Whether the files of the embedded database are those that were left there: cut, lost and mixed-up ones are found.

ArcadeDB opens what it finds. Where half of its schema is gone it takes an older one or begins anew, and where an index
is cut it finds less: an answer would be wrong without a word. So each orderly end notes what lies in the folder
(`engine-files.json`), and each start compares sizes and sums. After a kill the files are no longer as noted; then
nothing may have become shorter, and once the engine has recovered, the data version noted must be there, and no data
without a type.
"""

import hashlib
import json
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from graph.store.engine.embedded_files import database_folder, read_record, write_private

DICTIONARY = ".dict"
GROWING = (".bucket", DICTIONARY, ".numtidx", ".umtidx", ".uctidx", ".nuctidx")
REMADE = ("statistics.json", "schema.prev.json")  # the engine writes new ones where they are broken
READ_BYTES = 2**20
LAST = "last-tx-id.bin"  # counts on from end to end


@dataclass(frozen=True)
class FilesNote:
    """The files after an orderly end: size in bytes and a hash. `version` is the data version.

    Earlier versions noted no hash of large files; those are compared by size.
    """

    version: int
    files: dict[str, tuple[int, str]]


def note_file(data: Path) -> Path:
    return data / "engine-files.json"


def note_version(data: Path, version: int) -> None:
    """Note the data version of a database that is about to be closed: while it is, its files are not as noted."""
    write_private(note_file(data), asdict(FilesNote(version, {})))


def note_files(data: Path, version: int) -> None:
    """Note what lies in the folder of a database that has just been closed."""
    paths = (path for path in sorted(database_folder(data).iterdir()) if path.name not in REMADE)
    files = {path.name: (path.stat().st_size, _hash_file(path)) for path in paths}
    write_private(note_file(data), asdict(FilesNote(version, files)))


def read_note(data: Path) -> FilesNote | None:
    """What was noted at the last orderly end; None where there was none yet, or its note cannot be read."""
    return read_record(note_file(data), FilesNote)


def find_damage(data: Path) -> str | None:
    """What is wrong with the files of a database that is not open, in words; None where nothing is."""
    noted = read_note(data)
    if noted is None:
        return None
    is_at_rest = _is_at_rest(data, noted)
    compare = _compare_file if is_at_rest else _compare_after_a_kill
    found = (compare(database_folder(data) / name, *file) for name, file in noted.files.items())
    return next(filter(None, found), None)


def _compare_file(path: Path, size: int, hash_: str) -> str | None:
    """What is wrong with one file that was not written to since it was noted."""
    if not path.exists():
        return f"{path} is missing"
    found = path.stat().st_size
    if found != size:
        return f"{path} has {found} bytes where it had {size}"
    return f"{path} is not what the engine wrote" if hash_ and _hash_file(path) != hash_ else None


def _compare_after_a_kill(path: Path, size: int, _: str) -> str | None:
    """What is wrong with one file that may have been written to since."""
    if not path.exists():
        return f"{path} is missing" if _is_for_good(path) else None
    if path.suffix in GROWING and (found := path.stat().st_size) < size:
        return f"{path} has {found} bytes where it had {size} or more"
    return None


def has_statements(data: Path) -> bool:
    """Whether some statement has been written to the files, by their size."""
    with suppress(OSError):
        return any(path.stat().st_size for path in database_folder(data).glob("Statement_0.*.bucket"))
    return False


def find_loss(data: Path, had_statements: bool, loads: int, version: int) -> str | None:
    """What is lost in a database that has just been opened, in words; None where nothing is known to be.

    `had_statements` is what `has_statements` said before it was opened; `loads` is how many loads the database knows
    of, published or not, and `version` its data version.
    """
    noted = read_note(data)
    if had_statements and not loads and (noted is None or noted.version):
        return f"files of statements lie in {database_folder(data)}, and the database knows of no load"
    if noted is not None and version < noted.version:
        return f"data version {noted.version} was there, and now the newest one is {version}"
    if lost := _find_untyped(database_folder(data)):
        return f"{', '.join(lost[:3])} in {database_folder(data)} hold data that the database knows nothing of"
    return None


def _is_for_good(path: Path) -> bool:
    """Whether it has the dictionary, or the records of a type (`Statement_0`): lists of edges (`Statement_0_in_edges`,
    `Source_sn_stripe_3`) and indexes may give way to files of other names."""
    name, _, number = path.name.partition(".")[0].rpartition("_")
    is_of_records = path.suffix == ".bucket" and number.isdigit() and not name.endswith("_sn_stripe")
    return is_of_records or path.suffix == DICTIONARY


def _is_at_rest(data: Path, noted: FilesNote) -> bool:
    """Whether the database was closed in order, and by an engine that noted it."""
    last, folder = noted.files.get(LAST), database_folder(data)
    if last is None or (folder / "database.lck").exists():
        return False
    return not (folder / LAST).exists() or _hash_file(folder / LAST) == last[1]


def _find_untyped(folder: Path) -> list[str]:
    """Names of files with data of no type in the schema. Whatever the engine puts aside for a type begins with its
    name: its buckets, and lists of edges, some of which are made only where a node has very many."""
    types = tuple(f"{name}_" for name in _read_schema(folder).get("types", {}))
    filled = (path for path in sorted(folder.glob("*.bucket")) if path.stat().st_size)
    return [path.name for path in filled if not unquote(path.name).startswith(types)]


def _read_schema(folder: Path) -> dict[str, Any]:
    """The schema that the engine opens: the one before it, where there is none or only half of it."""
    for name in ("schema.json", "schema.prev.json"):
        with suppress(OSError, ValueError):
            return dict(json.loads((folder / name).read_text(encoding="utf-8")))
    return {}


def find_newer_engine(data: Path, engine: str) -> str | None:
    """The version of the engine that wrote the files, where `engine` is an older one, which may misread them."""
    with suppress(KeyError, AttributeError):
        wrote = _read_schema(database_folder(data))["dbmsVersion"]
        if _split_version(wrote) > _split_version(engine):
            return str(wrote)
    return None


def _split_version(version: str) -> list[int]:
    """The numbers that a version begins with: 26.10.2.post1 and 26.10.2-SNAPSHOT are 26, 10, 2."""
    parts = version.replace("-", ".").split(".")
    return [int(part) for part in takewhile(str.isdigit, parts)]


def _hash_file(path: Path) -> str:
    """A hash of a small file that is replaced as a whole; of the others, which may have gigabytes, a quick sum."""
    if path.suffix in (".json", ".bin"):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    found = 0
    with path.open("rb") as file:
        while part := file.read(READ_BYTES):
            found = zlib.crc32(part, found)
    return f"crc32:{found:08x}"
