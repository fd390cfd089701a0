"""Restoring a backup into an empty store, on either engine."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby, islice
from pathlib import Path

from graph.errors import InvalidInput
from graph.model.statement import OPEN
from graph.store.backup.files import BESIDE, Backup, file_name, read_backup, read_lines, write_privately
from graph.store.engine.embedded_files import make_data_folder
from graph.store.queries import ensure_schema, read_query, read_query_for_edge, read_query_for_label
from graph.store.reading.words import adopt_words
from graph.store.store import Row, Store, Transaction
from graph.store.tombstones import find_data_folder
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import derive_shortcuts
from graph.store.writing.writer import BATCH, Progress, sweep_unpublished

SOURCE_DAYS = ("publishedEarliest", "publishedLatest")


def restore_backup(store: Store, folder: Path, progress: Progress = lambda done, total: None) -> Backup:
    """Make an empty store hold what a backup does; nothing of it is visible before all of it is.

    Raises InvalidSource for a backup that is damaged, of a newer form or of other rules, InvalidInput for a store that
    is not empty, Busy while a load writes.
    """
    backup = read_backup(folder)
    _check_empty(store)
    ensure_schema(store)
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        _check_empty(store)
        _write_beside(backup, find_data_folder(store))
        _Restoring(writer, partial(ensure_schema, store), backup, progress).run()
    return backup


class _Restoring:
    """Writes a backup into a store by the queries that loads use. Its loads are published last, at once."""

    def __init__(self, store: Store, index_own_words: Callable[[], None], backup: Backup, progress: Progress) -> None:
        self.store, self.index_own_words = store, index_own_words
        self.backup, self.progress = backup, progress

    def run(self) -> None:
        loads = list(self._read("loads"))
        self._write("restore_loads", loads)
        self._write("restore_datasets", self._read("datasets"))
        adopt_words(self.store)
        self.index_own_words()
        for label, rows in groupby(self._read("entities"), key=lambda row: str(row["label"])):
            self._write_text(read_query_for_label("write/entity", label), map(_make_entity_row, rows))
        self._write("names", self._read("names"))
        self._write_sources()
        open_ids = self._write_statements()
        self._write_links()
        derive_shortcuts(self.store, open_ids)
        self.store.write(partial(self._publish, loads=loads))

    def _publish(self, transaction: Transaction, loads: Sequence[Row]) -> None:
        for batch in _batches(self._read("judgements")):
            rows = [{"id": row["properties"]["id"], "properties": row["properties"]} for row in batch]
            transaction.run("write/judgements", rows=rows)
        for batch in _batches(self._read("withdrawn")):
            rows = [{"key": row["properties"]["key"], "properties": row["properties"]} for row in batch]
            transaction.run("write/withdrawn", rows=rows)
        for batch in _batches(loads):
            transaction.run("write/restore_published", rows=batch)

    def _write_sources(self) -> None:
        related = dict[str, list[Row]]()
        for batch in _batches(self._read("sources")):
            rows = [_make_source_row(row) for row in batch]
            self.store.write_query("write/sources", rows=rows)
            self.store.write_query("write/source_publisher", rows=[row for row in rows if row["publisher"]])
            for row in rows:
                for kind, other in row["related"]:
                    related.setdefault(kind, []).append({"source": row["id"], "other": other})
        for kind, pairs in related.items():
            self._write_text(read_query_for_edge("write/source_related", kind), pairs)

    def _write_statements(self) -> list[str]:
        """Returns the ids of those that are open."""
        done, total, open_ids = 0, self.backup.lines[file_name("statements")], list[str]()
        for batch in _batches(self._read("statements")):
            self.progress(done, total)
            self.store.write(partial(_write_statement_batch, batch=batch))
            open_ids += [row["properties"]["id"] for row in batch if row["properties"]["closedIn"] == OPEN]
            done += len(batch)
        self.progress(total, total)
        return open_ids

    def _write_links(self) -> None:
        by_type: dict[str, list[Row]] = defaultdict(list)
        for row in self._read("links"):
            by_type[row["type"]].append(row)
        for edge_type, rows in by_type.items():
            self._write_text(read_query_for_edge("write/link", edge_type), rows)

    def _write(self, name: str, rows: Iterable[Row]) -> None:
        self._write_text(read_query(f"write/{name}"), rows)

    def _write_text(self, text: str, rows: Iterable[Row]) -> None:
        for batch in _batches(rows):
            self.store.write_text(text, rows=batch)

    def _read(self, name: str) -> Iterator[Row]:
        return read_lines(self.backup.folder / file_name(name))


def _write_statement_batch(transaction: Transaction, batch: Sequence[Row]) -> None:
    transaction.run("write/statements", rows=[row | {"dataset": row["properties"]["dataset"]} for row in batch])
    links: dict[str, list[Row]] = defaultdict(list)
    for row in batch:
        for role, entity in row["roles"]:
            links[role].append({"record": row["properties"]["record"], "entity": entity})
    for role, rows in links.items():
        transaction.run_text(read_query_for_edge("write/role", role), rows=rows)


def _make_entity_row(row: Row) -> Row:
    """As `write/entity` takes it; `openedIn` is among the properties, and so wins."""
    properties = row["properties"]
    version = properties.get("changedIn", properties["openedIn"])
    return {"id": properties["id"], "properties": properties, "version": version}


def _make_source_row(row: Row) -> Row:
    """As `write/sources` takes it, its days as days."""
    days = {name: date.fromisoformat(row["properties"][name]) for name in SOURCE_DAYS if name in row["properties"]}
    return {**_make_entity_row(row), "properties": row["properties"] | days, "publisher": row["publisher"],
            "related": row["related"]}  # fmt: skip


def _check_empty(store: Store) -> None:
    if version := store.read("read/version")[0]["version"]:
        raise InvalidInput(
            f"something is loaded there already: data version {version}",
            parameter="WHOHOLDS_DATA",
            hint="restore into an empty data folder (set WHOHOLDS_DATA to a new one), or into an empty Neo4j",
        )


def _write_beside(backup: Backup, data: Path) -> None:
    """The files that belong into the data folder; one that lies there and says something else stops all."""
    found = [name for name in BESIDE if name in backup.lines]
    for name in found:
        there = data / name
        if there.exists() and there.read_bytes() != (backup.folder / name).read_bytes():
            raise InvalidInput(
                f"{there} is there already and is not that of the backup", parameter="WHOHOLDS_DATA", value=str(data),
                hint="move it away, or restore into a new data folder",
            )  # fmt: skip
    make_data_folder(data)
    for name in found:
        if not (data / name).exists():
            write_privately(data / name, (backup.folder / name).read_bytes())


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
