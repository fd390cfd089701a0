"""A source to begin with: commented files with an invented example that loads at once."""

import re
from importlib.resources import files
from pathlib import Path

from graph.errors import InvalidInput
from ingest.keys import ID

PLAIN = ("source.yml", "dossier.yml")
FIGURES = ("source.yml", "figures-names.yml", "figures.csv")
NAMED = {"figures-names.yml": "dossier.yml"}  # how a template is called in the folder


def write_scaffold(folder: Path, with_figures: bool = False) -> list[Path]:
    """Write a whole example into a folder that is new or empty; its id is made of the folder's name.

    Raises InvalidInput where the folder holds something, is a file, or has a name of which no id can be made.
    """
    id_ = re.sub(r"[^a-z0-9]+", "-", folder.absolute().name.lower()).strip("-")[:50]
    if not re.fullmatch(ID, id_):
        raise InvalidInput(
            f"no id can be made of the name {folder.name!r}", parameter="folder", value=str(folder),
            hint="name the folder with letters and digits, such as lake-report",
        )  # fmt: skip
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput(
            f"{folder} is not empty, and nothing in it is changed", parameter="folder", value=str(folder),
            hint="name a folder that is not there yet",
        )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name in FIGURES if with_figures else PLAIN:
            text = (files("ingest.scaffold") / name).read_text(encoding="utf-8")
            path = folder / NAMED.get(name, name)
            path.write_text(text.replace("SOURCE-ID", id_), encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise InvalidInput(f"{folder} cannot be written: {error.strerror}", parameter="folder") from error
    return written
