"""Which sources there are: those shipped here, and folders of the user's own of the same form."""

from pathlib import Path

from graph.errors import NotFound

FOLDER = Path(__file__).parent / "sources"


def shipped() -> list[str]:
    """Ids of the sources that come with whoholds."""
    return sorted(path.parent.name for path in FOLDER.glob("*/source.yml"))


def folder_of(source: str) -> Path:
    """The folder of a source, by its id or by the path of a folder that holds a source.yml."""
    if source in shipped():
        return FOLDER / source
    folder = Path(source)
    if (folder / "source.yml").is_file():
        return folder
    raise NotFound(
        f"no source {source!r}",
        parameter="source",
        value=source,
        hint=f"expected one of {', '.join(shipped())}, or a folder with a source.yml",
    )
