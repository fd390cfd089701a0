"""Loading a sheet: what its rows say becomes statements of a source of its own."""

from pathlib import Path

from graph.store.store import Store
from graph.store.writing.changes import find_known_keys
from graph.store.writing.writer import Progress
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice
from ingest.loading import LoadedSource, load_used, write_parsed
from ingest.sheets.names import list_known_names
from ingest.sheets.reading import place_aside, read_sheet, refuse_unsaid
from ingest.sheets.tables import ReportSheet, read_sheet_file


def load_sheet(
    store: Store,
    path: Path,
    progress: Progress = lambda done, total: None,
    replace_loaded: bool = False,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> LoadedSource:
    """Load a workbook or CSV file; sources that come with whoholds and whose ids it uses are loaded first.

    Raises InvalidSource where its tab Source is not whole; other rows that cannot be read are set aside.
    """
    return load_read_sheet(store, read_sheet_file(path), progress, replace_loaded, choice)


def load_read_sheet(
    store: Store,
    sheet: ReportSheet,
    progress: Progress = lambda done, total: None,
    replace_loaded: bool = False,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> LoadedSource:
    """The same of a sheet whose tables are read."""
    reading = read_sheet(sheet, list_known_names(store), lambda keys: find_known_keys(store, keys), choice)
    refuse_unsaid(reading)
    form = reading.parsed.form
    if first := load_used(store, form, progress, (form.id,)):  # their keys and names are known only now
        reading = read_sheet(sheet, list_known_names(store), lambda keys: find_known_keys(store, keys), choice)
    loaded = write_parsed(store, reading.parsed, progress, first, replace_loaded, ())
    place_aside(reading)
    return loaded
