"""What many tests load is loaded once a run: other engines, in all its processes, get a copy of the database."""

from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock

from graph.store.engine.connection import Engine
from graph.store.store import Store
from ingest.loading import load_source
from tests.engines.embedded_database import restore_database, save_database

# what `make run` loads
SHIPPED = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor", "ucdp-dyadic")


def load_sources(engine: Engine, sources: Sequence[str], kept: Path) -> None:
    """Have an empty embedded engine hold sources that are shipped; `kept` is the folder of the fixture."""

    def load(store: Store) -> None:
        for source in sources:
            load_source(store, source)

    load_once(engine, "+".join(sources), kept, load)


def load_once(engine: Engine, name: str, kept: Path, load: Callable[[Store], object]) -> None:
    """Have an empty embedded engine hold what `load` loads; `name` tells it from all else that is kept."""
    folder = kept / f"loaded-{name}"
    with FileLock(f"{folder}.lock"):  # who comes second waits, which costs less than loading too
        if folder.exists():
            restore_database(engine, folder)
            return
        with Store(engine=engine) as store:
            load(store)
        save_database(engine, folder.with_suffix(".part"))
        folder.with_suffix(".part").rename(folder)
