"""`whoholds backup` and `whoholds restore`: all that a store holds as plain files, and a store made of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import echo, json_option, open_store, show_progress

if TYPE_CHECKING:
    from graph.store.backup.files import Backup


@click.command(
    help="Write all that the store holds into FOLDER. That must not be there yet. It gets statements of all data "
    "versions, names, judgements, loads, and what was withdrawn. Answers go on meanwhile; a load is told to come "
    "again. What the files are is in docs/backup.md."
)
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def backup(folder: Path, as_json: bool) -> None:
    from graph.store.backup.making import write_backup

    with open_store() as store, show_progress("backup") as progress:
        made = write_backup(store, folder, progress)
        record("backup", made)
    _tell(made, f"{folder} holds", as_json)


@click.command(
    help="Make an empty store hold what a backup in FOLDER does. Either engine will do. Each file is compared with its "
    "hash first. Nothing is visible before all of it is there; where it was ended half-way, run it again. In place of "
    "FOLDER an evidence pack, the file of whoholds pack, is taken too."
)
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def restore(folder: Path, as_json: bool) -> None:
    from graph.store.backup.restoring import restore_backup

    with (
        _open_folder(folder) as opened,
        open_store() as store,
        show_progress("restore") as progress,
    ):
        found = restore_backup(store, opened, progress)
        record("restore", found)
    _tell(found, "The store holds", as_json)


@contextmanager
def _open_folder(path: Path) -> Iterator[Path]:
    """The folder of a backup, or that of a pack while it is used."""
    if not path.is_file():
        yield path
        return
    from app.packs.checking import open_pack

    with open_pack(path) as folder:
        yield folder


def record(act: str, made: "Backup") -> None:
    from app.journal import Journal, hash_files
    from graph.store.backup.files import MANIFEST
    from graph.store.settings import load_settings

    files = hash_files([made.folder / MANIFEST])
    Journal(load_settings().data).record(act, dataVersion=made.data_version, files=files)


def _tell(found: "Backup", holds: str, as_json: bool) -> None:
    from app.answers.words import plural

    number = found.lines["statements.ndjson.gz"]
    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        content = {
            "dataVersion": found.data_version,
            "madeAt": found.made_at,
            "internal": found.has_internal,
            "files": dict(found.lines),
        }
        return write_json(json_of({"folder": str(found.folder), **content}))
    echo(f"{holds} data version {found.data_version} with {plural(number, 'version')} of statements.")
    if found.has_internal:
        echo("Something in it is internal: give it to nobody who may not see that. whoholds publish leaves it out.")
    return None


COMMANDS = (backup, restore)
