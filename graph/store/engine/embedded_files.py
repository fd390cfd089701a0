"""What the embedded engine and those who share it tell each other, by files in the data folder.

engine.json          which process it is, on which ports; gone or another's, and the process ends
engine-secrets.json  passwords; they outlive the process, because ArcadeDB stores what it is first told
engine.lock          held by whoever starts or ends it
engine-files.json    what lay in the database when it last ended in order (`damage.py`)
engine.log, log/     what it says
db/                  the database
researchers/         the same once more, for the engine that runs people's Cypher on a copy; copy.json says of what
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import FailedQuery, Unavailable

if TYPE_CHECKING:
    from urllib.error import HTTPError
    from urllib.request import OpenerDirector

    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
DATABASE = "whoholds"
NODES_AT_ONCE = 2_000  # of a batch, in one transaction


@dataclass(frozen=True)
class EngineState:
    """What `engine.json` says. The pid may be another process's by now: the words that it was started with show that.

    `data` is the folder and `heap_megabytes` the most that its heap may grow to; empty and 0 where an engine of an
    earlier version wrote it.
    """

    pid: int
    bolt_port: int
    http_port: int
    version: str
    ready: bool
    data: str = ""
    heap_megabytes: int = 0


@dataclass(frozen=True)
class Secrets:
    """The passwords of `root`, who may do anything, and of `reader`, whom the engine lets only read."""

    root: str = field(repr=False)
    reader: str = field(repr=False)


def make_data_folder(data: Path) -> None:
    """Make a data folder that other users of the machine cannot look into; one that is there stays as it is."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)


def state_file(data: Path) -> Path:
    return data / "engine.json"


def lock_file(data: Path) -> Path:
    return data / "engine.lock"


def log_file(data: Path) -> Path:
    return data / "engine.log"


def databases_folder(data: Path) -> Path:
    return data / "db" / "databases"


def database_folder(data: Path) -> Path:
    return databases_folder(data) / DATABASE


def backups_folder(data: Path) -> Path:
    """Where the engine puts backups: it takes a name for them and no path."""
    return data / "db" / "backups"


def researchers_folder(data: Path) -> Path:
    return data / "researchers"


def read_state(data: Path) -> EngineState | None:
    """What `engine.json` says, or None if it is missing or not ours."""
    with suppress(OSError):
        return read_record(state_file(data), EngineState)
    return None


def write_state(data: Path, state: EngineState) -> None:
    """Say which process is the engine of this data folder."""
    write_private(state_file(data), asdict(state))


def load_secrets(data: Path) -> Secrets:
    """The passwords of this data folder, made on first use."""
    path = data / "engine-secrets.json"
    known = read_record(path, Secrets)
    if known is not None:
        return known
    # the users that ArcadeDB may remember have passwords that nobody knows any more; without them it makes new ones
    (data / "db" / "config" / "server-users.jsonl").unlink(missing_ok=True)
    import secrets

    fresh = Secrets(root=secrets.token_urlsafe(24), reader=secrets.token_urlsafe(24))
    write_private(path, asdict(fresh))
    return fresh


def read_record(path: Path, kind: type[Record]) -> Record | None:
    """A record that lies in a JSON file; None where there is no such file, or no such record in it.

    What a newer version wrote beside it is passed over. Raises OSError for a file that is there and cannot be read.
    """
    names = {field.name for field in fields(kind)}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return kind(**{name: value for name, value in found.items() if name in names})
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, AttributeError):
        return None


@contextmanager
def name_file(path: Path) -> Iterator[None]:
    """Errors of a file that is written, with its name in them: the error of a full disk has none."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def write_private(path: Path, content: dict[str, Any]) -> None:
    """Write whole or not at all, readable by its owner only."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with name_file(path), os.fdopen(open_private(part), "w", encoding="utf-8") as file:
            json.dump(content, file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def open_private(path: Path) -> int:
    """The handle of a new file that only its owner can read. Raises FileExistsError where there is one."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def is_ready(port: int) -> bool:
    """Whether a server on this port of loopback says that it is ready."""
    try:
        with _make_opener().open(f"http://127.0.0.1:{port}/api/v1/ready", timeout=2) as response:
            return bool(response.status == 204)
    except OSError:
        return False


def ask_engine(port: int, path: str, body: dict[str, Any] | None = None, *, password: str, timeout: float = 600) -> Any:
    """Ask as root: GET, or POST if there is a body. The answer is parsed JSON; `timeout` in seconds.

    Raises FailedQuery with the engine's words, Unavailable if it does not answer.
    """
    data = None if body is None else json.dumps(body).encode()
    return _send(port, path, data, "application/json", password, timeout, body and body.get("command"))


def send_lines(port: int, blocks: Iterable[bytes], *, password: str, timeout: float = 3600) -> Any:
    """Send nodes, then edges, a line of JSON each, to the batch endpoint, as they come. Returns what it counted.

    It commits as it goes, and what a call that fails has written stays. Raises as `ask_engine`, FailedQuery too while
    another batch is at work.
    """
    path = f"/api/v1/batch/{DATABASE}?wal=true&vertexBatchSize={NODES_AT_ONCE}"
    return _send(port, path, blocks, "application/x-ndjson", password, timeout)


def _send(
    port: int, path: str, data: bytes | Iterable[bytes] | None, kind: str, password: str, timeout: float,
    value: object = None,
) -> Any:  # fmt: skip
    import base64
    from urllib.error import HTTPError
    from urllib.request import Request

    credentials = base64.b64encode(f"root:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": kind}
    request = Request(f"http://127.0.0.1:{port}{path}", data=data, headers=headers)
    try:
        with _make_opener().open(request, timeout=timeout) as response:
            return json.load(response)
    except HTTPError as error:
        raise FailedQuery(f"the embedded engine refuses: {_read_reason(error)}", value=value) from None
    except OSError as error:
        raise Unavailable(f"the embedded engine does not answer on port {port}: {error}") from error


@cache
def _make_opener() -> "OpenerDirector":
    """Loopback never goes through a proxy, whatever the environment says. Imported late: commands that a service
    answers read files here, and ask no engine."""
    from urllib.request import ProxyHandler, build_opener

    return build_opener(ProxyHandler({}))


def _read_reason(error: "HTTPError") -> str:
    try:
        answer = json.load(error)
        return str(answer.get("detail") or answer["error"])
    except (ValueError, KeyError, OSError):
        return f"HTTP status {error.code}"
