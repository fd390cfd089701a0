"""The database of a running embedded engine, kept as a folder and put back, which takes a moment.

Deleting the nodes of a source costs the engine more than loading it, and each later question reads through the space
that they leave.
"""

import shutil
from pathlib import Path

from graph.store.engine.connection import Engine
from graph.store.engine.embedded_files import DATABASE, ask_engine, database_folder
from graph.store.queries import ensure_schema
from graph.store.store import Store


def empty_database(engine: Engine) -> None:
    """Put an empty database with its schema in place of the engine's."""
    empty = _data(engine) / "empty"
    if not empty.exists():
        _command(engine, "drop")
        _command(engine, "create")
        with Store(engine=engine) as store:
            ensure_schema(store)
        save_database(engine, empty)
    restore_database(engine, empty)


def save_database(engine: Engine, folder: Path) -> None:
    """Copy the engine's database to a folder that is not there yet."""
    _command(engine, "close")
    shutil.copytree(database_folder(_data(engine)), folder)
    _command(engine, "open")


def restore_database(engine: Engine, folder: Path) -> None:
    """Put a copy of what was saved in place of the engine's database. Its stores and drivers go on."""
    _command(engine, "drop")
    shutil.copytree(folder, database_folder(_data(engine)))
    _command(engine, "open")


def _data(engine: Engine) -> Path:
    assert engine.data, f"{engine.kind} is not embedded"
    return Path(engine.data)


def _command(engine: Engine, verb: str) -> None:
    assert engine.http_port
    ask_engine(engine.http_port, "/api/v1/server", {"command": f"{verb} database {DATABASE}"}, password=engine.password)
