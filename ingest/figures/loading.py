"""Reading and loading a table of figures by itself."""

from pathlib import Path

from graph.store.store import Store
from graph.store.writing.changes import find_labels, is_loaded
from graph.store.writing.writer import Progress
from ingest.dossier import ParsedSource
from ingest.figures.columns import is_table
from ingest.figures.names import list_names, read_names
from ingest.figures.tables import read_figures
from ingest.loading import LoadedSource, load_source, write_parsed
from ingest.reading import read_source
from ingest.shipped import list_shipped
from ingest.source import find_folder

REFERENCE = "reference"  # the source whose names a table of figures may use


def is_lone_table(source: str, id_: str | None = None) -> bool:
    """Whether what is to be loaded is a table of figures by itself: with an id, or without a source.yml beside it."""
    path = Path(source)
    is_one = source not in list_shipped() and path.is_file() and is_table(path)
    return is_one and (id_ is not None or not (path.parent / "source.yml").is_file())


def load_figures(
    store: Store,
    file: Path,
    id_: str,
    title: str | None = None,
    publisher: str | None = None,
    progress: Progress = lambda done, total: None,
    replace_loaded: bool = False,
) -> LoadedSource:
    """Load a table of figures as a source of its own, after `reference`, whose names it may use."""
    first = []
    if not is_loaded(store, REFERENCE):
        first = [load_source(store, REFERENCE, progress=progress)]
    parsed = read_figures(file, id_, read_names(store, id_), lambda ids: find_labels(store, ids), title, publisher)
    return write_parsed(store, parsed, progress, first, replace_loaded, ())


def check_figures(
    file: Path, id_: str, title: str | None = None, publisher: str | None = None, store: Store | None = None
) -> ParsedSource:
    """A table of figures as `load_figures` would read it; without a store, with the names of `reference` alone."""
    if store is not None and is_loaded(store, REFERENCE):
        return read_figures(file, id_, read_names(store, id_), lambda ids: find_labels(store, ids), title, publisher)
    names = list_names(read_source(find_folder(REFERENCE)).entities, REFERENCE)
    return read_figures(file, id_, names, None, title, publisher)
