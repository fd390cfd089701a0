"""What the environment, or a `.env` file where the command runs, says about where things are."""

import os
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, ValidationError, field_validator

from graph.errors import InvalidInput

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

EXPECTED = {
    "data": "a folder that can be written",
    "host": "an address to listen on, such as 127.0.0.1",
    "port": "a whole number from 1 to 65535",
    "texts": "a folder with your own copies of the sources",
    "cypher": "on or off",
    "allowed_hosts": "names with commas between, such as whoholds.example",
    "cypher_memory": "megabytes, from 256 to 65536",
    "neo4j_uri": "an address such as neo4j://localhost:7687",
    "neo4j_username": "the name of a user of that server",
    "neo4j_password": "the password of that user",
    "neo4j_database": "the name of a database of that server",
}


def find_default_data() -> Path:
    """`.whoholds` in a source checkout, else the place that the platform keeps for a user's data."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".whoholds"
    return user_data_path("whoholds", appauthor=False)


class Settings(BaseModel):
    """One field for each of WHOHOLDS_DATA, _HOST, _PORT, _TEXTS, _ALLOWED_HOSTS, _CYPHER, _CYPHER_MEMORY, and
    NEO4J_URI, _USERNAME, _PASSWORD, _DATABASE."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path = Field(default_factory=find_default_data)
    host: Word = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    texts: Path | None = None
    allowed_hosts: str = ""
    cypher: bool | None = None
    cypher_memory: int | None = Field(default=None, ge=256, le=65536)
    neo4j_uri: Word | None = None
    neo4j_username: Word = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_database: Word | None = None

    @field_validator("data", "texts")
    @classmethod
    def _make_absolute(cls, folder: Path | None) -> Path | None:
        return folder and folder.expanduser().absolute()


def load_settings() -> Settings:
    """The settings of this run.

    Raises InvalidInput that names the variable, the value met and what was expected.
    """
    written = _read_env_file() | {name.lower(): value for name, value in os.environ.items() if value}
    variables = {field: name_variable(field).lower() for field in Settings.model_fields}
    try:
        return Settings.model_validate({field: written[name] for field, name in variables.items() if name in written})
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        variable, value = name_variable(field), first["input"]
        raise InvalidInput(
            f"{variable} is {value!r}; expected {EXPECTED[field]}", parameter=variable, value=value
        ) from None


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
