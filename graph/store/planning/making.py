"""Making the files of an import: of sources that a caller loads, or of what a store holds."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import InvalidInput
from graph.store.backup.making import READ, count_statements, folder_in_the_making, stream_part
from graph.store.planning.import_files import write_import_files
from graph.store.planning.planned_store import PlannedStore
from graph.store.queries import ensure_schema
from graph.store.reading.words import adopt_words
from graph.store.store import Store
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.writer import Progress, sweep_unpublished


def plan_loads(folder: Path, load: Callable[[Store], None], progress: Progress = lambda done, total: None) -> int:
    """Write the files of what `load` loads into an empty store. Returns how many statements there are.

    The folder is written whole, or not at all. Raises InvalidInput for one that is there, and what loads raise.
    """
    check_new(folder)
    with (
        folder_in_the_making(folder) as part,
        TemporaryDirectory(dir=part) as rows,
        closing(PlannedStore(Path(rows))) as store,
    ):
        load(store)
        adopt_words(store)
        return write_import_files(store.graph.list_parts(), part, progress, len(store.graph))


def plan_store(folder: Path, store: Store, progress: Progress = lambda done, total: None) -> int:
    """The same of all that a store holds, all versions of it. A load is told Busy meanwhile."""
    check_new(folder)
    ensure_schema(store)
    with hold_write_lock(store) as writer, folder_in_the_making(folder) as part:
        sweep_unpublished(writer)
        parts = {name: stream_part(store, writer, name) for name in READ}
        return write_import_files(parts, part, progress, count_statements(store))


def check_new(folder: Path) -> None:
    """Refuse a folder that is there already."""
    if folder.exists():
        raise InvalidInput(
            f"{folder} is there already", parameter="DIR", value=str(folder), hint="name one that is not there yet"
        )
