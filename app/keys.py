"""Keys of a service that others can reach: who may read, run Cypher or write. Only hashes of them are kept.

They lie in `keys.json` of the data folder, readable by its owner only. A key is 32 random bytes, so a plain hash of it
can be kept: there is nothing to guess.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from filelock import FileLock

from graph.errors import InvalidInput, NotFound
from graph.store.engine.embedded_files import make_data_folder, write_private

FILE = "keys.json"
PREFIX = "whoholds_"
LONGEST_NAME = 60


class Role(StrEnum):
    """Each may do what the one before may: read answers, run Cypher, load files."""

    READER = "reader"
    RESEARCHER = "researcher"
    WRITER = "writer"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessKey:
    """What is kept of a key. `expires` is the last day on which it opens, in UTC."""

    name: str
    role: Role
    hash: str
    made: date
    expires: date | None = None

    def is_in_force(self, today: date) -> bool:
        return self.expires is None or today <= self.expires


class KeyFile:
    """The keys of a data folder. The file is read again where it changed: a service learns of new ones at once."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE
        self._stamp: tuple[int, int] | None = None
        self._by_hash: dict[str, AccessKey] = {}

    def find(self, written: str) -> AccessKey | None:
        """The key that somebody sent, if it is one and in force. Raises InvalidInput for a file that cannot be read."""
        self._renew()
        found = self._by_hash.get(hash_key(written))
        return found if found and found.is_in_force(today()) else None

    def list(self) -> Sequence[AccessKey]:
        return sorted(read_keys(self.path), key=lambda key: key.name)

    def add(self, name: str, role: Role, expires: date | None = None) -> str:
        """Make a key and return it: the only time that it is seen. Raises InvalidInput for a name that is taken."""
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise InvalidInput(
                f"{name[:LONGEST_NAME]!r} is no name for a key; expected 1 to {LONGEST_NAME} characters",
                parameter="NAME", value=name[:LONGEST_NAME],
            )  # fmt: skip
        if expires and expires < today():
            raise InvalidInput(f"{expires} is past", parameter="expires", value=str(expires))
        written = PREFIX + secrets.token_urlsafe(32)
        with self._locked():
            keys = read_keys(self.path)
            if any(key.name == name for key in keys):
                raise InvalidInput(
                    f"there is a key {name!r} already", parameter="NAME", value=name,
                    hint=f"take it back first: whoholds keys remove {name!r}",
                )  # fmt: skip
            made = AccessKey(name=name, role=role, hash=hash_key(written), made=today(), expires=expires)
            self._write([*keys, made])
        return written

    def remove(self, name: str) -> None:
        """Take a key back: it opens nothing from now on. Raises NotFound."""
        with self._locked():
            keys = read_keys(self.path)
            left = [key for key in keys if key.name != name]
            if len(left) == len(keys):
                known = ", ".join(sorted(key.name for key in keys)) or "none"
                raise NotFound(f"there is no key {name!r}", parameter="NAME", value=name, hint=f"keys: {known}")
            self._write(left)

    def _locked(self) -> FileLock:
        make_data_folder(self.path.parent)
        return FileLock(f"{self.path}.lock")

    def _write(self, keys: Sequence[AccessKey]) -> None:
        rows = [asdict(key) | {"made": str(key.made), "expires": key.expires and str(key.expires)} for key in keys]
        write_private(self.path, {"keys": rows})

    def _renew(self) -> None:
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self._stamp, self._by_hash = None, {}
            return
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            self._by_hash = {key.hash: key for key in read_keys(self.path)}
            self._stamp = stamp


def read_keys(path: Path) -> list[AccessKey]:
    """The keys of a file; none where there is no file. Raises InvalidInput for one that cannot be read."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["keys"]
        return [
            AccessKey(
                name=row["name"], role=Role(row["role"]), hash=row["hash"], made=date.fromisoformat(row["made"]),
                expires=date.fromisoformat(row["expires"]) if row["expires"] else None,
            )
            for row in rows
        ]  # fmt: skip
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidInput(
            f"{path} cannot be read as keys", parameter="WHOHOLDS_DATA", value=str(path.parent),
            hint="bring it back from a copy, or remove it and make new keys",
        ) from None  # fmt: skip


def hash_key(written: str) -> str:
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def today() -> date:
    return datetime.now(UTC).date()
