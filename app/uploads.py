"""A file that is sent to be checked or loaded: a sheet, a table of figures, a form of others or a dossier, by its name.

A body is the file as it is, or JSON that has the file in base64 and the cells that a person mended in it.
"""

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, ValidationError

from app.encoding import escape_controls
from graph.errors import InvalidInput, TooLarge
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys
from graph.store.writing.writer import Progress
from ingest.dossier import ParsedSource
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice
from ingest.figures.columns import is_figures, is_table
from ingest.figures.loading import check_figures, load_figures
from ingest.figures.tables import suggest_id
from ingest.loading import LoadedSource, load_source
from ingest.messages import list_problems
from ingest.others.forms import recognise
from ingest.others.reading import FileWords, load_file, read_file
from ingest.reading import read_source
from ingest.sheets.loading import load_read_sheet
from ingest.sheets.mending import MendedCell
from ingest.sheets.names import list_known_names
from ingest.sheets.opening import LARGEST
from ingest.sheets.reading import SheetReading, read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.shipped import find_shipped, list_shipped

DOSSIERS = (".yml", ".yaml")
LONGEST_NAME = 200
JSON = "application/json"


class CellToMend(BaseModel):
    """A cell by its tab, row and column, and what is to stand there; the answers of Source need no row."""

    model_config = ConfigDict(extra="forbid", strict=True)

    tab: str
    row: int | None = None
    column: str
    value: str


class MendedFile(BaseModel):
    """`file` is its content in base64."""

    model_config = ConfigDict(extra="forbid", strict=True)

    file: str
    cells: list[CellToMend] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent. `source` is the source that a dossier is of."""

    name: str
    body: bytes
    source: str | None
    cells: tuple[MendedCell, ...] = ()

    @property
    def is_dossier(self) -> bool:
        return self.name.lower().removesuffix(".gz").endswith(DOSSIERS)


async def read_body(request: Request) -> bytes:
    """The body of a request, whose sender may write. Raises TooLarge."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise TooLarge(f"the body has more than {LARGEST} bytes", parameter="body")
    return bytes(body)


async def read_upload(
    request: Request,
    body: Annotated[bytes, Depends(read_body)],
    name: Annotated[str, Query(max_length=LONGEST_NAME, description="The name of the file.", examples=["report.xlsx"])],
    source: Annotated[
        str | None, Query(description="Of a dossier.yml: the id of its source, one of those that come with whoholds.")
    ] = None,
) -> Upload:
    """The file of a request, with the cells that were mended. Raises InvalidInput naming what cannot be read."""
    name = Path(name.replace("\\", "/")).name
    if not name:
        raise InvalidInput("name is empty; expected the name of the file", parameter="name")
    if (shown := escape_controls(name)) != name:
        raise InvalidInput(
            f"name: {shown!r} has signs that are not written; expected one line of text", parameter="name", value=shown
        )
    if (size := len(name.encode())) > LONGEST_NAME:
        raise InvalidInput(
            f"name has {size} bytes; at most {LONGEST_NAME} are taken", parameter="name", hint="write less"
        )
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        return Upload(name=name, body=body, source=source)
    try:
        sent = MendedFile.model_validate_json(body)
    except ValidationError as error:
        field, value, reason = list_problems(error)[0]
        if field == "row":
            raise InvalidInput(
                "body: it is no JSON with a file", parameter="body",
                hint='send the file as it is as application/octet-stream, or {"file": its base64, "cells": [..]}',
            ) from None  # fmt: skip
        raise InvalidInput(f"body: {field}: {reason}", parameter="body", value=value[:200]) from None
    try:
        content = base64.b64decode(sent.file, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("body: file is not in base64", parameter="body") from None
    cells = tuple(MendedCell(tab=one.tab, row=one.row, column=one.column, value=one.value) for one in sent.cells)
    return Upload(name=name, body=content, source=source, cells=cells)


_CELL_DOCS = CellToMend.model_json_schema()
UPLOAD_DOCS = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            JSON: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "byte"},
                        "cells": {"type": "array", "items": _CELL_DOCS},
                    },
                }
            },
        },
    }
}


def read_uploaded(
    upload: Upload, store: Store | None, choice: DraftChoice = LEAVE_DRAFTS_OUT
) -> SheetReading | ParsedSource:
    """What a file says, with the names of what is loaded; without a store, with those of `reference`.

    Raises InvalidInput or InvalidSource for a file that is refused whole.
    """
    if upload.is_dossier:
        with _keep(upload) as path:
            return read_source(_find_folder(upload), path, choice=choice)
    with _keep(upload) as path:
        if form := recognise(path):
            _refuse_cells(upload)
            return read_file(form, path, FileWords())
    if (found := _read_figures(upload, store)) is not None:
        return found
    sheet = read_sheet_bytes(upload.name, upload.body, upload.cells)
    known = list_known_names(store)
    return read_sheet(sheet, known, lambda keys: find_known_keys(store, keys) if store else set(), choice)


def load_uploaded(
    store: Store,
    upload: Upload,
    progress: Progress,
    replace_loaded: bool = False,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> LoadedSource:
    """Load a file into the store, as `whoholds load` does. Raises as that does; then nothing of it is loaded."""
    if upload.is_dossier:
        with _keep(upload) as path:
            return load_source(store, str(_find_folder(upload)), path, progress, replace_loaded, choice)
    with _keep(upload) as path:
        if form := recognise(path):
            _refuse_cells(upload)
            return load_file(store, form, path, FileWords(), progress, replace_loaded)
        if is_figures(path):
            _refuse_cells(upload)
            return load_figures(store, path, suggest_id(path), progress=progress, replace_loaded=replace_loaded)
    sheet = read_sheet_bytes(upload.name, upload.body, upload.cells)
    return load_read_sheet(store, sheet, progress, replace_loaded, choice)


def _read_figures(upload: Upload, store: Store | None) -> ParsedSource | None:
    """The rows of a table of figures; None for another file."""
    if not is_table(Path(upload.name)):
        return None
    with _keep(upload) as path:
        if not is_figures(path):
            return None
        _refuse_cells(upload)
        return check_figures(path, suggest_id(path), store=store)


def _refuse_cells(upload: Upload) -> None:
    if upload.cells:
        raise InvalidInput(
            f"{upload.name} is no sheet of three tabs, so its cells are not mended here", parameter="cells",
            hint="mend them in the file, and send that",
        )  # fmt: skip


def _find_folder(upload: Upload) -> Path:
    _refuse_cells(upload)
    folder = find_shipped(upload.source or "")
    if folder is None:
        missing = upload.source is None
        raise InvalidInput(
            f"{upload.name} needs the source.yml of its source" if missing else
            f"no source {upload.source!r} comes along",
            parameter="source", value=upload.source,
            hint=f"add source=ID, one of {', '.join(list_shipped())}; or run `whoholds check` or `whoholds load` where "
            "the file lies",
        )  # fmt: skip
    return folder


@contextmanager
def _keep(upload: Upload) -> Iterator[Path]:
    """The file in a folder of its own, as long as it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / upload.name
        path.write_bytes(upload.body)
        yield path
