"""Which stores were published into from a data folder: `publications.json` in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from graph.errors import InvalidInput
from graph.store.engine.embedded_files import write_private
from graph.store.settings import Settings

FILE = "publications.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPlace:
    """One store that was published into.

    `folder` has the judgements that go with it. Where it is not `is_clean`, publishing was ended half-way, and its
    files may have what was erased.
    """

    datasets: list[str]
    folder: str | None
    is_clean: bool


@dataclass(frozen=True, slots=True)
class _Publications:
    places: dict[str, PublishedPlace]


def name_place(target: Settings) -> str:
    """A store: its data folder, or the address of its server with the database, if one is named."""
    if target.neo4j_uri is None:
        return str(target.data.resolve())
    return f"{target.neo4j_uri}/{target.neo4j_database}" if target.neo4j_database else target.neo4j_uri


def read_publications(settings: Settings) -> Mapping[str, PublishedPlace]:
    """What was published, by place. Raises InvalidInput for a file that cannot be read."""
    from pydantic import TypeAdapter, ValidationError

    path = _find_file(settings)
    try:
        return TypeAdapter(_Publications).validate_json(path.read_bytes(), strict=True).places
    except FileNotFoundError:
        return {}
    except ValidationError:
        raise InvalidInput(
            f"{path} cannot be read", parameter="WHOHOLDS_DATA", value=str(path),
            hint="remove it, and publish into a new folder",
        ) from None  # fmt: skip


def note_publication(settings: Settings, place: str, published: PublishedPlace) -> None:
    """Note what is about to be published, or was."""
    path = _find_file(settings)
    with FileLock(f"{path}.lock"):
        places = {**read_publications(settings), place: published}
        write_private(path, {"places": {name: asdict(one) for name, one in places.items()}})


def _find_file(settings: Settings) -> Path:
    return settings.data / FILE
