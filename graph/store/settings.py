"""What the environment, or a `.env` file where the command runs, says about where things are."""

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

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


def default_data() -> Path:
    """`.whoholds` in a source checkout, else the place that the platform keeps for a user's data."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".whoholds"
    return user_data_path("whoholds", appauthor=False)


class Settings(BaseSettings):
    """One field for each of WHOHOLDS_DATA, _HOST, _PORT, _TEXTS, _ALLOWED_HOSTS, _CYPHER, _CYPHER_MEMORY, and
    NEO4J_URI, _USERNAME, _PASSWORD, _DATABASE."""

    # the prefix keeps a bare HOST or PORT in the environment from being taken for ours
    model_config = SettingsConfigDict(
        env_prefix="WHOHOLDS_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        populate_by_name=True,
        extra="ignore",
        frozen=True,
    )

    data: Path = Field(default_factory=default_data)
    host: Word = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    texts: Path | None = None
    allowed_hosts: str = ""
    cypher: bool | None = None
    cypher_memory: int | None = Field(default=None, ge=256, le=65536)
    neo4j_uri: Word | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: Word = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: Word | None = Field(default=None, validation_alias="NEO4J_DATABASE")

    @field_validator("data", "texts")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder and folder.expanduser().absolute()


def load_settings() -> Settings:
    """The settings of this run.

    Raises InvalidInput that names the variable, the value met and what was expected.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = _variable(str(first["loc"][0]))
        expected = EXPECTED[variable.lower().removeprefix("whoholds_")]
        raise InvalidInput(
            f"{variable} is {first['input']!r}; expected {expected}", parameter=variable, value=first["input"]
        ) from None
    except UnicodeDecodeError as error:
        raise InvalidInput(f".env cannot be read: {error.reason}; expected UTF-8 text", parameter=".env") from None


def _variable(place: str) -> str:
    name = place.upper()
    return name if name.startswith(("NEO4J_", "WHOHOLDS_")) else f"WHOHOLDS_{name}"
