"""The sources that come with whoholds, by the names of their folders; reading them is `ingest.source`."""

from pathlib import Path

FOLDER = Path(__file__).parent / "sources"


def list_shipped() -> list[str]:
    """Ids of the sources that come with whoholds."""
    return sorted(path.parent.name for path in FOLDER.glob("*/source.yml"))


def find_shipped(source: str) -> Path | None:
    """The folder of a source that comes with whoholds, by its id."""
    return FOLDER / source if source in list_shipped() else None


def is_shipped(folder: Path) -> bool:
    """Whether a folder is that of a source that comes with whoholds."""
    return folder.parent == FOLDER
