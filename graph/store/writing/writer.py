"""Loading: what a source says is written in batches and becomes visible at once, when its version is published."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from graph.errors import ImpossibleDates, InvalidInput
from graph.model.statement import OPEN, WrittenStatement
from graph.store.queries import ensure_schema, read_query, read_query_for_edge, read_query_for_label
from graph.store.rows import make_refresh_row, make_role_rows, make_statement_row, write_days_as_text
from graph.store.store import Row, Store, Transaction
from graph.store.tombstones import read_withdrawn
from graph.store.writing.changes import Changes, find_changes
from graph.store.writing.content import Content
from graph.store.writing.first_load import LEAST, MOST, erase_unpublished, write_first_statements
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import (
    ALL_VERSIONS,
    derive_shortcuts,
    derive_shortcuts_in,
    make_shortcuts,
    remove_shortcuts,
    split_batches,
    write_shortcuts,
)
from graph.vocabulary import RULES_VERSION

BATCH = 2_000


@dataclass(slots=True, kw_only=True)
class LoadReport:
    """What a load changed. `version` is None where it changed nothing.

    `aside` are statements that it left out, since no days fit them and others; `loose` are such of other datasets,
    which keep only what their own words allow.
    """

    dataset: str
    version: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    aside: Mapping[str, InvalidInput] = field(default_factory=dict)
    loose: Mapping[str, ImpossibleDates] = field(default_factory=dict)


Progress = Callable[[int, int], None]  # done, of how many
Run = Callable[..., list[Row]]  # the text of a query, in a transaction of its own or in a larger one


def load_content(store: Store, content: Content, progress: Progress = lambda done, total: None) -> LoadReport:
    """Make the store hold what the content says. Loading it twice changes nothing.

    Raises Busy while another load writes, InvalidSource for content that contradicts itself or the store,
    Unavailable when the engine is lost; then nothing of it becomes visible.
    """
    ensure_schema(store)
    withdrawn = read_withdrawn(store, ALL_VERSIONS)
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        found = find_changes(writer, content, withdrawn)
        report = LoadReport(dataset=content.dataset, aside=found.aside, loose=found.loose)
        if found:
            report.version = write_changes(writer, content, found, progress)
            report.counts = found.counts()
        return report


def write_changes(writer: Store, content: Content, found: Changes, progress: Progress) -> int:
    """Write what a load changes, and publish it. Returns the data version. Call only as the one writer."""
    return _Loading(writer, content, found, progress).run()


class _Loading:
    def __init__(self, store: Store, content: Content, found: Changes, progress: Progress) -> None:
        self.store, self.content, self.found, self.progress = store, content, found, progress
        self.version: int = store.read("read/next_version")[0]["version"]

    def run(self) -> int:
        self._begin_load()
        self._write_entities(self.store.write_text, self.found.entities.new)
        self._write_names(self.store.write_text, self.found.entities.new_named)
        self._write_sources(self.store.write_text, self.found.new_sources)
        if self._is_first_in_bulk():
            write_first_statements(self.store, self.found.opened, self.version, self.progress)
        else:
            self._write_statements()
            self._close_statements()
            self._answer_and_fulfil()
            if self.store.takes_shortcuts:
                self._write_shortcuts()
        self.store.write(self._publish_version)
        return self.version

    def _is_first_in_bulk(self) -> bool:
        if not LEAST <= len(self.found.opened) <= MOST or not self.store.takes_lines:
            return False
        return bool(self.store.read("read/version")[0]["version"] == 0)

    def _begin_load(self) -> None:
        dataset, title, version = self.content.dataset, self.content.title, self.version
        at = datetime.now(UTC).isoformat(timespec="seconds")
        touched = sorted(row["id"] for row in self.found.canonical)
        self.store.write_query("write/load", version=version, at=at, dataset=dataset, touched=touched)
        self.store.write_query("write/dataset", id=dataset, title=title, version=version, rules=RULES_VERSION)

    def _write_entities(self, run: Run, rows: list[Row]) -> None:
        by_label: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_label[row["label"]].append({**row, "version": self.version})
        for label, members in by_label.items():
            for batch in split_batches(members, BATCH):
                run(read_query_for_label("write/entity", label), rows=batch)

    def _write_names(self, run: Run, rows: list[Row]) -> None:
        since = {"openedIn": self.version, "closedIn": OPEN}
        for batch in split_batches(rows, BATCH):
            run(read_query("write/names"), rows=[{**row, "properties": row["properties"] | since} for row in batch])

    def _write_sources(self, run: Run, rows: list[Row]) -> None:
        for batch in split_batches([{**row, "version": self.version} for row in rows], BATCH):
            run(read_query("write/sources"), rows=batch)
            run(read_query("write/source_publisher"), rows=batch)
        for row in rows:
            for kind, other in row["related"]:
                run(read_query_for_edge("write/source_related", kind), rows=[{"source": row["id"], "other": other}])

    def _write_statements(self) -> None:
        opened = self.found.opened
        for number, batch in enumerate(split_batches(opened, BATCH)):
            self.progress(number * BATCH, len(opened))
            self.store.write(partial(self._write_batch, batch=batch))
        self.progress(len(opened), len(opened))

    def _write_batch(self, transaction: Transaction, batch: list[WrittenStatement]) -> None:
        known = self.found.known
        old = [known[statement.key]["record"] for statement in batch if statement.key in known]
        if old:
            transaction.run("write/close_statements", records=old, version=self.version)
        rows: list[Row] = []
        links: dict[str, list[Row]] = defaultdict(list)
        for statement in batch:
            row, record = make_statement_row(statement), self._make_record(statement)
            row["properties"] = write_days_as_text(row["properties"]) | {"record": record, "openedIn": self.version}
            rows.append(row)
            for edge, members in make_role_rows(statement, record).items():
                links[edge] += members
        transaction.run("write/statements", rows=rows)
        for edge, members in links.items():
            transaction.run_text(read_query_for_edge("write/role", edge), rows=members)

    def _make_record(self, statement: WrittenStatement) -> str:
        return f"{statement.id}.{self.version}"

    def _mark_renewed(self, row: Row) -> Row:
        return row | {"properties": row["properties"] | {"renewedIn": self.version}}

    def _close_statements(self) -> None:
        for batch in split_batches(self.found.gone, BATCH):
            records = [row["record"] for row in batch]
            self.store.write_query("write/close_statements", records=records, version=self.version)

    def _answer_and_fulfil(self) -> None:
        opened = self.found.opened
        answers = [
            {"record": self._make_record(s), "key": r.key, "stance": r.stance, "scope": r.scope}
            for s in opened
            for r in s.responds_to
        ]
        deeds = [{"record": self._make_record(s), "key": key} for s in opened for key in s.fulfils]
        for name, items in (("responses", answers), ("fulfilments", deeds)):
            for batch in split_batches(items, BATCH):
                self.store.write_query(f"write/{name}", rows=batch)
        again = [self._make_record(statement) for statement in opened if statement.key in self.found.again]
        for batch in split_batches(again, BATCH):
            self.store.write_query("write/inherit_responses", records=batch)
            self.store.write_query("write/inherit_fulfilments", records=batch)

    def _write_shortcuts(self) -> None:
        known, opened = self.found.known, self.found.opened
        stale = {known[statement.key]["id"] for statement in opened if statement.key in known}
        stale |= {row["id"] for row in self.found.gone}
        canonical = {r["id"]: r["canonical"] for r in self.store.read("read/entities", version=ALL_VERSIONS, since=0)}
        if self.found.canonical:
            canonical |= {row["id"]: row["canonical"] for row in self.found.canonical}
            touched = [row["id"] for row in self.found.canonical]
            rows = self.store.read("read/open_statements_of_entities", entities=touched)
            stale |= {row["id"] for row in rows}
        derive_shortcuts(self.store, stale, lambda id_: canonical.get(id_) or id_)
        new = (statement for statement in opened if statement.id not in stale)
        write_shortcuts(
            self.store, [edge for s in new for edge in make_shortcuts(s, lambda id_: canonical.get(id_) or id_)]
        )

    def _publish_version(self, transaction: Transaction) -> None:
        """In one transaction: what changes in place, and the version that makes all the rest visible."""
        self._write_entities(transaction.run_text, self.found.entities.changed)
        for batch in split_batches(self.found.entities.unnamed, BATCH):
            transaction.run("write/names_closed", rows=batch, version=self.version)
        self._write_names(transaction.run_text, self.found.entities.named)
        for batch in split_batches(self.found.entities.closed, BATCH):
            transaction.run("write/entities_closed", ids=batch, version=self.version)
        for batch in split_batches(self.found.canonical, BATCH):
            transaction.run("write/canonical", rows=batch, version=self.version)
        transaction.run("write/source_unlink", ids=[row["id"] for row in self.found.sources])
        self._write_sources(transaction.run_text, self.found.sources)
        transaction.run("write/sources_closed", ids=self.found.closed_sources, version=self.version)
        transaction.run(
            "write/dataset_title",
            id=self.content.dataset,
            title=self.content.title,
            rules=self.found.rules,
            fileRules=self.found.file_rules,
            vocabulary=self.found.vocabulary,
            closedIn=self.version if self.found.closes_dataset else None,
        )
        for batch in split_batches(self.found.renewed, BATCH):
            rows = [self._mark_renewed(make_refresh_row(*renewed)) for renewed in batch]
            transaction.run("write/refresh_statements", rows=rows)
            derive_shortcuts_in(transaction, [statement.id for statement, _ in batch])
        for batch in split_batches(self.found.times, BATCH):
            transaction.run("write/refresh_times", rows=[self._mark_renewed(row) for _, row in batch])
            derive_shortcuts_in(transaction, [id_ for id_, _ in batch])
        counts = [f"{name}={number}" for name, number in self.found.counts().items()]
        transaction.run("write/publish", version=self.version, counts=counts)


def sweep_unpublished(store: Store) -> list[int]:
    """Undo unpublished loads. Returns their versions, which are never used again. Call only as the one writer."""
    loads = store.read("read/unpublished")
    if loads and store.takes_lines and store.read("read/version")[0]["version"] == 0:
        erase_unpublished(store)
    for load in loads:
        version = load["version"]
        for batch in split_batches(store.read("read/closed_by", version=version), BATCH):
            store.write(partial(_reopen_statements, rows=batch))
        for batch in split_batches(store.read("read/opened_by", version=version), BATCH):
            store.write(partial(_erase_rows, rows=batch))
        for name in ("write/sweep_entities", "write/sweep_sources"):
            while store.write_query(name, version=version, batch=BATCH)[0]["removed"]:
                pass
        touched = store.read("read/open_statements_of_entities", entities=load["touched"])
        derive_shortcuts(store, [row["id"] for row in touched])
        store.write_query("write/sweep_load", version=version)
    return [load["version"] for load in loads]


def _reopen_statements(transaction: Transaction, rows: list[Row]) -> None:
    transaction.run("write/sweep_closed", records=[row["record"] for row in rows])
    derive_shortcuts_in(transaction, [row["id"] for row in rows])


def _erase_rows(transaction: Transaction, rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    remove_shortcuts(transaction, ids, {row["predicate"] for row in rows})
    transaction.run("write/sweep_statements", records=[row["record"] for row in rows])
    derive_shortcuts_in(transaction, ids)  # an older version with the same id may be open
