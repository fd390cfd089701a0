"""What the environment, or a `.env` file where the command runs, says about where things are."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graph.errors import InvalidInput

QUERY_SECONDS = 10.0  # how long a query of a researcher may run; the engine and the command wait by it
EXPECTED = {
    "data": "a folder that can be written",
    "host": "an address to listen on, such as 127.0.0.1",
    "port": "a whole number from 1 to 65535",
    "texts": "a folder with your own copies of the sources",
    "cypher": "on or off",
    "allowed_hosts": "names with commas between, such as whoholds.example",
    "public_url": "an address such as https://whoholds.example",
    "reading": "open, or keys",
    "limit": "such as 600/minute, or off",
    "proxies": "addresses with commas between, such as 127.0.0.1",
    "cors": "origins with commas between, such as https://news.example",
    "request_log": "on or off",
    "cypher_memory": "megabytes, from 256 to 65536",
    "publish_password": "the password of the Neo4j that is published into",
    "stamp_authority": "the address of a time stamp authority (RFC 3161), such as https://stamps.example/tsr",
    "neo4j_uri": "an address such as neo4j://localhost:7687",
    "neo4j_username": "the name of a user of that server",
    "neo4j_password": "the password of that user",
    "neo4j_database": "the name of a database of that server",
}


# a file with the password in it, such as containers get their secrets in
PASSWORD_FILE = "NEO4J_PASSWORD_FILE"  # noqa: S105


def find_default_data() -> Path:
    """`.whoholds` in a source checkout, else the place that the platform keeps for a user's data."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".whoholds"
    from platformdirs import user_data_path

    return user_data_path("whoholds", appauthor=False)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One field for each of WHOHOLDS_DATA, _HOST, _PORT, _TEXTS, _ALLOWED_HOSTS, _CYPHER, _PUBLIC_URL, _READING,
    _LIMIT, _PROXIES, _CORS, _REQUEST_LOG, _CYPHER_MEMORY, _PUBLISH_PASSWORD, _STAMP_AUTHORITY, and NEO4J_URI,
    _USERNAME, _PASSWORD, _DATABASE.

    No model of pydantic: a question that a service answers needs these, and importing pydantic would take as long as
    all the rest of it.
    """

    data: Path = field(default_factory=find_default_data)
    host: str = "127.0.0.1"
    port: int = 8000
    texts: Path | None = None
    allowed_hosts: str = ""
    cypher: bool | None = None
    public_url: str | None = None
    reading: str = "open"
    limit: str = "600/minute"
    proxies: str = ""
    cors: str = ""
    request_log: bool = False
    cypher_memory: int | None = None
    publish_password: str | None = field(default=None, repr=False)
    stamp_authority: str | None = None
    neo4j_uri: str | None = None
    neo4j_username: str = "neo4j"
    neo4j_password: str | None = field(default=None, repr=False)
    neo4j_database: str | None = None


def _read_folder(written: str) -> Path:
    return Path(written).expanduser().absolute()


def _read_word(written: str) -> str:
    if not (word := written.strip()):
        raise ValueError
    return word


def _read_number(low: int, high: int) -> Callable[[str], int]:
    def read(written: str) -> int:
        if not low <= (number := int(written)) <= high:
            raise ValueError
        return number

    return read


def _read_choice(*words: str) -> Callable[[str], str]:
    def read(written: str) -> str:
        if (word := written.strip().lower()) not in words:
            raise ValueError
        return word

    return read


def _read_address(written: str) -> str:
    """Of a web site, without a path."""
    found = urlsplit(written.strip())
    if found.scheme not in ("http", "https") or not found.hostname or found.path.strip("/") or found.query:
        raise ValueError
    return f"{found.scheme}://{found.netloc.lower()}"


def _read_whole_address(written: str) -> str:
    found = urlsplit(written.strip())
    if found.scheme not in ("http", "https") or not found.hostname:
        raise ValueError
    return written.strip()


def _read_origins(written: str) -> str:
    return ",".join(_read_address(one) for one in written.split(",") if one.strip())


def _read_addresses(written: str) -> str:
    return ",".join(str(ip_network(one.strip(), strict=False)) for one in written.split(",") if one.strip())


def _read_limit(written: str) -> str:
    word = written.strip().lower()
    if word != "off" and not re.fullmatch(r"[1-9][0-9]*/(?:second|minute|hour|day)", word):
        raise ValueError
    return word


def _read_switch(written: str) -> bool:
    word = written.strip().lower()
    if word not in ON | OFF:
        raise ValueError
    return word in ON


ON, OFF = frozenset(("on", "yes", "y", "true", "t", "1")), frozenset(("off", "no", "n", "false", "f", "0"))
# a reader takes what is written, and raises ValueError for what is not as EXPECTED says
READERS: dict[str, Callable[[str], Any]] = {
    "data": _read_folder,
    "host": _read_word,
    "port": _read_number(1, 65535),
    "texts": _read_folder,
    "allowed_hosts": str,
    "cypher": _read_switch,
    "public_url": _read_address,
    "reading": _read_choice("open", "keys"),
    "limit": _read_limit,
    "proxies": _read_addresses,
    "cors": _read_origins,
    "request_log": _read_switch,
    "cypher_memory": _read_number(256, 65536),
    "publish_password": str,
    "stamp_authority": _read_whole_address,
    "neo4j_uri": _read_word,
    "neo4j_username": _read_word,
    "neo4j_password": str,
    "neo4j_database": _read_word,
}


def load_settings() -> Settings:
    """The settings of this run.

    Raises InvalidInput that names the variable, the value met and what was expected.
    """
    written = _read_env_file() | {name.lower(): value for name, value in os.environ.items() if value}
    if PASSWORD_FILE.lower() in written:
        written["neo4j_password"] = _read_password(written)
    found = {}
    for name in (one.name for one in fields(Settings)):
        variable = name_variable(name)
        if variable.lower() not in written:
            continue
        value = written[variable.lower()]
        try:
            found[name] = READERS[name](value)
        except (ValueError, RuntimeError):  # RuntimeError: ~ of a user that there is not
            raise InvalidInput(
                f"{variable} is {value!r}; expected {EXPECTED[name]}", parameter=variable, value=value
            ) from None
    return Settings(**found)


def _read_password(written: dict[str, str]) -> str:
    """The password in the file that NEO4J_PASSWORD_FILE names, without the end of its line.

    Raises InvalidInput where it cannot be read, is empty, or NEO4J_PASSWORD says another one.
    """
    file = written[PASSWORD_FILE.lower()]
    if "neo4j_password" in written:
        raise InvalidInput(
            f"NEO4J_PASSWORD and {PASSWORD_FILE} are both set; expected one of them",
            parameter=PASSWORD_FILE,
            value=file,
        )
    try:
        password = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidInput(
            f"{PASSWORD_FILE} is {file!r}, which cannot be read: {why}", parameter=PASSWORD_FILE, value=file
        ) from None
    if not password:
        raise InvalidInput(
            f"{PASSWORD_FILE} is {file!r}, which is empty; expected the password in it",
            parameter=PASSWORD_FILE,
            value=file,
        )
    return password


def _read_env_file() -> dict[str, str]:
    """What a `.env` file here says, by variable in small letters; empty values count as not there."""
    if not Path(".env").is_file():
        return {}
    from dotenv import dotenv_values

    try:
        return {name.lower(): value for name, value in dotenv_values(".env", encoding="utf-8").items() if value}
    except UnicodeDecodeError as error:
        raise InvalidInput(f".env cannot be read: {error.reason}; expected UTF-8 text", parameter=".env") from None


def name_variable(field: str) -> str:
    """The environment variable of one field of Settings."""
    # the prefix keeps a bare HOST or PORT in the environment from being taken for ours
    return (field if field.startswith("neo4j_") else f"whoholds_{field}").upper()
