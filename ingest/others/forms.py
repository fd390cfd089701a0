"""Which form of others a file has: by its columns or how it begins, or by the name that a user gives."""

import json
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import InvalidInput, InvalidSource
from ingest.data_sets import load_adapter
from ingest.files import decode_text
from ingest.shipped import find_shipped
from ingest.table import open_plain

FOLDER = Path(__file__).parent
SHIPPED = ("ucdp-actor", "ucdp-dyadic")  # sources that come with whoholds, of which others have newer files
START = 65_536  # bytes by which a form is known
SEPARATORS = (",", ";", "\t", "|")


class FileStart(NamedTuple):
    """How a file begins: its first characters, and the headers of a table in small letters, by any separator."""

    text: str
    headers: frozenset[str]

    def has_columns(self, names: Sequence[str]) -> bool:
        """Whether a table has all of these columns, in any order and case."""
        return {name.casefold() for name in names} <= self.headers

    @property
    def first_value(self) -> dict[str, Any]:
        """The object in the first line of JSON lines; empty where there is none."""
        try:
            found = json.loads(self.text.lstrip().partition("\n")[0])
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


class OtherForm(NamedTuple):
    """A form by its name, the folder of its adapter, and the adapter."""

    name: str
    folder: Path
    adapter: Any

    @property
    def is_data_set(self) -> bool:
        """Whether all files of the form are of one publisher, whom a source.yml names."""
        return (self.folder / "source.yml").is_file()

    @property
    def words_folder(self) -> Path:
        """Where the form's own words are: those of another form, if it says the same in other lines."""
        return getattr(self.adapter, "WORDS_FOLDER", self.folder)

    @property
    def keeps_files_apart(self) -> bool:
        """Whether a file closes nothing of another one of the same source."""
        return not self.is_data_set or getattr(self.adapter, "FILES_STAND_SIDE_BY_SIDE", False)

    def recognises(self, start: FileStart) -> bool:
        """By a function `recognises` of its adapter, else by the adapter's columns."""
        own = getattr(self.adapter, "recognises", None)
        return bool(own(start) if own else start.has_columns(self.adapter.COLUMNS))


@cache
def list_forms() -> dict[str, OtherForm]:
    """All forms by name."""
    folders = {path.parent.name.replace("_", "-"): path.parent for path in sorted(FOLDER.glob("*/adapter.py"))}
    folders |= {name: folder for name in SHIPPED if (folder := find_shipped(name))}
    return {name: OtherForm(name, folder, load_adapter(folder)) for name, folder in folders.items()}


def find_form(name: str) -> OtherForm:
    """The form of a name. Raises InvalidInput with those that there are."""
    if found := list_forms().get(name):
        return found
    raise InvalidInput(
        f"no form {name!r}; expected one of {', '.join(sorted(list_forms()))}", parameter="form", value=name
    )


def recognise(path: Path) -> OtherForm | None:
    """The form that a file has; None where it has none of them, or cannot be read.

    Raises InvalidSource where it may have several.
    """
    if not path.is_file():
        return None
    try:
        start = read_start(path)
    except (OSError, EOFError, zlib.error):
        return None  # whoever reads all of it says what is wrong
    found = [form for form in list_forms().values() if form.recognises(start)]
    if len(found) > 1:
        names = " or ".join(form.name for form in found)
        raise InvalidSource(f"{path.name} may be {names}", parameter="form", hint="say which by --form")
    return found[0] if found else None


def read_start(path: Path) -> FileStart:
    """How a file begins, plain or gz."""
    with open_plain(path) as file:
        text = decode_text(file.read(START), errors="replace")
    header = text.lstrip("\ufeff \r\n").partition("\n")[0]
    headers = {cell.strip(' "\r').casefold() for sign in SEPARATORS for cell in header.split(sign)}
    return FileStart(text.lstrip("\ufeff"), frozenset(headers))
