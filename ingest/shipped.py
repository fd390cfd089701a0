"""The sources that come with whoholds, by the names of their folders; reading them is `ingest.source`."""

from pathlib import Path

FOLDER = Path(__file__).parent / "sources"


def list_shipped() -> list[str]:
    """Ids of the sources that come with whoholds."""
    return sorted(path.parent.name for path in FOLDER.glob("*/source.yml"))
