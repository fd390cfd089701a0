"""The database of a running embedded engine, emptied, or kept as a folder and put back.

Deleting the nodes of a source costs the engine more than loading it, and each later question reads through the space
that they leave: an empty database is put in its place. That costs some 100 ms, and the next load three times as much,
as nothing is cached any more; so a few nodes are deleted.

A new engine costs some ten times as much, until it has loaded its first source: a file that wants a data folder of its
own gets that of the engine of all tests, emptied (`lend_folder`).
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store.engine import embedded
from graph.store.engine.connection import Engine, connect
from graph.store.engine.embedded_files import DATABASE, ask_engine, database_folder, researchers_folder
from graph.store.queries import ensure_schema
from graph.store.researchers.copying import discard_copy
from graph.store.store import Store

FEW = 300  # nodes
MOST_LEFT_SPACE = 5_000  # nodes deleted since the database was new
ENGINES_OWN = {"db", "empty", "log"}  # folders of a data folder that its engine needs; and files named `engine...`
_deleted: Counter[Path] = Counter()


def empty_database(engine: Engine) -> None:
    """Leave no node; and no copy for Cypher, which no load tells to be too old. The schema is that of an empty one."""
    copy = researchers_folder(_data(engine))
    embedded.kill_engine(copy)
    discard_copy(copy)
    empty = _data(engine) / "empty"
    if empty.exists() and _delete_few(engine):
        return
    if not empty.exists():
        _command(engine, "drop")
        _command(engine, "create")
        with Store(engine=engine) as store:
            ensure_schema(store)
        save_database(engine, empty)
    restore_database(engine, empty)
    del _deleted[empty]


@contextmanager
def lend_folder(engine: Engine) -> Iterator[Path]:
    """The data folder of a running engine, with nothing in it, for tests that leave the engine running."""
    _clear_folder(engine)
    yield _data(engine)
    _clear_folder(engine)


def _clear_folder(engine: Engine) -> None:
    """Leave no node, and no file but the engine's own."""
    empty_database(engine)
    for path in _data(engine).iterdir():
        if path.is_dir() and path.name not in ENGINES_OWN:
            shutil.rmtree(path)
        elif path.is_file() and not path.name.startswith("engine"):
            path.unlink()


def _delete_few(engine: Engine) -> bool:
    """Delete all nodes, if they are few; whether they were."""
    empty = _data(engine) / "empty"
    with connect(engine) as driver, driver.session(database=engine.database) as session:
        number = session.run("MATCH (n) RETURN count(n) AS number").single(strict=True)["number"]
        if number > FEW or _deleted[empty] + number > MOST_LEFT_SPACE:
            return False
        if number:
            session.execute_write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
        _deleted[empty] += number
    return True


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
