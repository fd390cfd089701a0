"""Making a backup, while the store is asked and no load writes."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import InvalidInput
from graph.store.backup.files import BESIDE, Backup, file_name, write_lines, write_manifest, write_privately
from graph.store.queries import ensure_schema
from graph.store.reading.reader import has_internal
from graph.store.store import Row, Store
from graph.store.tombstones import find_data_folder
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import ALL_VERSIONS
from graph.store.writing.writer import Progress, sweep_unpublished

FORMAT, README = Path(__file__).with_name("FORMAT.md"), "README.md"
RENEWED = 20_000  # after how many lines the lock is renewed, and progress told
READ: Mapping[str, tuple[str, Row]] = {
    "loads": ("read/all_loads", {}),
    "datasets": ("read/all_datasets", {}),
    "entities": ("read/all_entities", {}),
    "names": ("read/all_names", {}),
    "sources": ("read/sources", {"version": ALL_VERSIONS, "since": 0}),
    "statements": ("read/all_statements", {}),
    "links": ("read/all_links", {}),
    "judgements": ("read/judgements", {}),
    "withdrawn": ("read/withdrawn", {"version": ALL_VERSIONS}),
}


def write_backup(store: Store, folder: Path, progress: Progress = lambda done, total: None) -> Backup:
    """Write a backup into a folder that is not there yet: whole, or not at all.

    Answers go on meanwhile; a load is told Busy. Raises InvalidInput for a folder that is there, Busy while a load
    writes.
    """
    if folder.exists():
        raise InvalidInput(
            f"{folder} is there already", parameter="FOLDER", value=str(folder), hint="name one that is not there yet"
        )
    ensure_schema(store)
    with hold_write_lock(store) as writer, folder_in_the_making(folder) as part:
        sweep_unpublished(writer)
        version = int(store.read("read/version")[0]["version"])
        lines, total = dict[str, int](), count_statements(store)
        for name in READ:
            told = (lambda done: progress(done, total)) if name == "statements" else None
            rows = stream_part(store, writer, name, told)
            lines[file_name(name)] = write_lines(part / file_name(name), rows)
        for name in BESIDE:
            if (found := find_data_folder(store) / name).is_file():
                write_privately(part / name, found.read_bytes())
                lines[name] = 1
        write_privately(part / README, FORMAT.read_bytes())
        return write_manifest(part, folder, version, lines, has_internal(store))


def stream_part(store: Store, writer: Store, name: str, told: Callable[[int], None] | None = None) -> Iterator[Row]:
    """The rows of one part of a backup, while the lock of `writer` is renewed; `told` hears how many are read."""
    return _keep_lock(writer, read_part(store, name), told)


def read_part(store: Store, name: str) -> Iterator[Row]:
    """The rows of one part of a backup as its lines have them; a load may change the store meanwhile."""
    query, parameters = READ[name]
    return map(_ROWS.get(name, dict), store.stream(query, **parameters))


def _read_load(row: Row) -> Row:
    at = datetime.fromisoformat(row["properties"]["at"].iso_format())
    return {"properties": row["properties"] | {"at": at.astimezone(UTC).isoformat(timespec="seconds")}}


def _read_source(row: Row) -> Row:
    days = {name: value.iso_format() for name, value in row["source"].items() if hasattr(value, "iso_format")}
    return {"properties": row["source"] | days, "publisher": row["publisher"], "related": sorted(row["related"])}


def make_statement_line(row: Row) -> Row:
    properties = {name: value for name, value in row["statement"].items() if value is not None}
    kept = {name: row[name] for name in ("saidBy", "source", "cites")}
    return {"properties": properties, **kept, "roles": sorted(row["roles"])}


# how a row of a query becomes a line, where they differ
_ROWS: Mapping[str, Callable[[Row], Row]] = {
    "loads": _read_load,
    "sources": _read_source,
    "statements": make_statement_line,
    "judgements": lambda row: {"properties": row["judgement"]},
    "withdrawn": lambda row: {"properties": row},
}


def count_statements(store: Store) -> int:
    return int(store.read("read/count_statements")[0]["count"])


def _keep_lock(writer: Store, rows: Iterable[Row], told: Callable[[int], None] | None) -> Iterator[Row]:
    """The rows, while the lock is renewed and progress is told, every so many of them."""
    for number, row in enumerate(rows):
        if number % RENEWED == 0:
            writer.write(lambda transaction: None)
            if told:
                told(number)
        yield row


@contextmanager
def folder_in_the_making(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is wanted, which takes its name when all is written, and goes when all is not."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        yield part
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
