"""Loading: what a source says is written in batches and becomes visible at once, when its version is published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from graph.model import Entity, Source, Statement
from graph.store.lock import Lock, only_writer
from graph.store.rows import entity_row, role_rows, source_row, statement_row
from graph.store.schema import ensure_schema
from graph.store.shortcuts import ALL_VERSIONS, batches, derive, edges_of, write_edges
from graph.store.store import Row, Store, Transaction
from graph.store.sweep import sweep

BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that one dataset says now. Only where it is complete are keys that it lacks closed.

    `keep` are keys of rows that could not be read: their old versions stay open.
    """

    dataset: str
    title: str
    sources: Sequence[Source]
    entities: Sequence[Entity]
    statements: Sequence[Statement]
    complete: bool = True
    keep: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class Report:
    """What a load changed. `version` is None where it changed nothing."""

    dataset: str
    version: int | None = None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


Progress = Callable[[int, int], None]  # done, of how many


def load(store: Store, content: Content, progress: Progress = lambda done, total: None) -> Report:
    """Make the store hold what the content says. Loading it twice changes nothing.

    Raises Busy while another load writes, Unavailable when the engine is lost; then nothing of it becomes visible.
    """
    ensure_schema(store)
    with only_writer(store) as lock:
        sweep(store)
        return _Loading(store, content, lock, progress).run()


class _Loading:
    def __init__(self, store: Store, content: Content, lock: Lock, progress: Progress) -> None:
        self.store, self.content, self.lock, self.progress = store, content, lock, progress
        self.report = Report(dataset=content.dataset)
        self.version = 0
        self.new: list[Statement] = []
        self.replaced: list[str] = []  # records of new versions of known keys
        self.stale: set[str] = set()  # ids whose shortcuts must be made anew
        self.refresh: list[Row] = []

    def run(self) -> Report:
        new_entities, entities = self._changed_entities()
        new_sources, sources = self._changed_sources()
        known = {row["key"]: row for row in self.store.read("read/open_statements", dataset=self.content.dataset)}
        work = [s for s in self.content.statements if self._is_changed(s, known.get(s.key))]
        gone = self._gone(known)
        if not (new_entities or entities or new_sources or sources or work or gone or self.refresh):
            return self.report
        self._begin()
        self._write_entities(new_entities)
        self._write_sources(new_sources)
        self._write_statements(work, known)
        self._close(gone)
        self._answer_and_fulfil()
        self._finish(entities, sources)
        return self.report

    def _is_changed(self, statement: Statement, known: Row | None) -> bool:
        if known is None or known["id"] != statement.id:
            return True
        row = statement_row(statement)
        if row["properties"]["digest"] != known["digest"]:
            self.refresh.append({"record": known["record"], "properties": row["properties"], "cites": row["cites"]})
            self.stale.add(statement.id)
        return False

    def _changed_entities(self) -> tuple[list[Row], list[Row]]:
        """Rows of entities that the store lacks, and of those that it holds otherwise."""
        known = {row["id"]: row for row in self.store.read("read/entities", version=ALL_VERSIONS)}
        new, changed = [], []
        for entity in self.content.entities:
            row, there = entity_row(entity, self.content.dataset), known.get(entity.id)
            if there is None:
                new.append(row)
            elif there["dataset"] != self.content.dataset:
                changed += _more_names(entity, there)
            elif there["digest"] != row["properties"]["digest"]:
                changed.append(row)
        return new, changed

    def _changed_sources(self) -> tuple[list[Row], list[Row]]:
        known = {row["source"]["id"]: row["source"] for row in self.store.read("read/sources", version=ALL_VERSIONS)}
        new, changed = [], []
        for source in self.content.sources:
            row, there = source_row(source), known.get(source.id)
            row |= {"publisher": source.publisher, "related": source.related}
            if there is None:
                new.append(row)
            elif there.get("digest") != row["properties"]["digest"]:
                changed.append(row)
        return new, changed

    def _gone(self, known: dict[str, Row]) -> list[Row]:
        if not self.content.complete:
            return []
        keys = {statement.key for statement in self.content.statements} | self.content.keep
        return [row for key, row in known.items() if key not in keys]

    def _begin(self) -> None:
        self.version = self.store.read("read/next_version")[0]["version"]
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.store.write_query("write/load", version=self.version, at=at, dataset=self.content.dataset)
        self.store.write_query(
            "write/dataset", id=self.content.dataset, title=self.content.title, version=self.version
        )

    def _write_entities(self, rows: list[Row]) -> None:
        by_label: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_label[row["label"]].append({**row, "version": self.version})
        for label, members in by_label.items():
            for batch in batches(members, BATCH):
                self.store.write_query(f"write/entity_{label.lower()}", rows=batch)
        self.report.counts["entities"] += len(rows)

    def _write_sources(self, rows: list[Row]) -> None:
        for batch in batches([{**row, "version": self.version} for row in rows], BATCH):
            self.store.write_query("write/sources", rows=batch)
            self.store.write_query("write/source_publisher", rows=batch)
        for row in rows:
            for kind, other in row["related"]:
                pair = [{"source": row["id"], "other": other}]
                self.store.write_query(f"write/source_{kind.lower()}", rows=pair)
        self.report.counts["sources"] += len(rows)

    def _write_statements(self, work: list[Statement], known: dict[str, Row]) -> None:
        for number, batch in enumerate(batches(work, BATCH)):
            self.progress(number * BATCH, len(work))
            self.lock.renew()
            self.store.write(partial(self._write_batch, batch=batch, known=known))
            for statement in batch:
                if old := known.get(statement.key):
                    self.replaced.append(self._record(statement))
                    self.stale.add(old["id"])
            self.new += batch
        self.progress(len(work), len(work))
        self.report.counts["opened"] = len(work)
        self.report.counts["closed"] = len(self.replaced)

    def _write_batch(self, transaction: Transaction, batch: list[Statement], known: dict[str, Row]) -> None:
        old = [known[statement.key]["record"] for statement in batch if statement.key in known]
        if old:
            transaction.run("write/close_statements", records=old, version=self.version)
        rows: list[Row] = []
        links: dict[str, list[Row]] = defaultdict(list)
        for statement in batch:
            row, record = statement_row(statement), self._record(statement)
            row["properties"] |= {"record": record, "openedIn": self.version}
            rows.append(row)
            for edge, members in role_rows(statement, record).items():
                links[edge] += members
        transaction.run("write/statements", rows=rows)
        for edge, members in links.items():
            transaction.run(f"write/role_{edge.lower()}", rows=members)

    def _record(self, statement: Statement) -> str:
        return f"{statement.id}.{self.version}"

    def _close(self, gone: list[Row]) -> None:
        for batch in batches(gone, BATCH):
            records = [row["record"] for row in batch]
            self.store.write_query("write/close_statements", records=records, version=self.version)
        self.stale |= {row["id"] for row in gone}
        self.report.counts["closed"] += len(gone)

    def _answer_and_fulfil(self) -> None:
        answers = [
            {"record": self._record(s), "key": r.key, "stance": r.stance, "scope": r.scope}
            for s in self.new
            for r in s.responds_to
        ]
        deeds = [{"record": self._record(s), "key": key} for s in self.new for key in s.fulfils]
        for name, items in (("responses", answers), ("fulfilments", deeds)):
            for batch in batches(items, BATCH):
                self.store.write_query(f"write/{name}", rows=batch)
        for batch in batches(self.replaced, BATCH):
            self.store.write_query("write/inherit_responses", records=batch)
            self.store.write_query("write/inherit_fulfilments", records=batch)

    def _finish(self, entities: list[Row], sources: list[Row]) -> None:
        """What changes in place, then the shortcuts, then publishing: the last moments of a load."""
        self.lock.renew()
        self._write_entities(entities)
        self._write_sources(sources)
        for batch in batches(self.refresh, BATCH):
            self.store.write_query("write/refresh_statements", rows=batch)
        self.report.counts["refreshed"] = len(self.refresh)
        canonical = {r["id"]: r["canonical"] for r in self.store.read("read/entities", version=ALL_VERSIONS)}
        reopened = {statement.id for statement in self.new} & self.stale
        derive(self.store, self.stale)
        new = (statement for statement in self.new if statement.id not in reopened)
        write_edges(self.store, [e for s in new for e in edges_of(s, lambda i: canonical.get(i) or i)])
        counts = [f"{name}={number}" for name, number in sorted(self.report.counts.items())]
        self.store.write_query("write/publish", version=self.version, counts=counts)
        self.report.version = self.version


def _more_names(entity: Entity, there: Row) -> list[Row]:
    """An entity that another dataset made keeps its name and kind; names that it lacks are added to it."""
    names = dict.fromkeys([*(there["aliases"] or ()), entity.name, *entity.aliases])
    more = [name for name in names if name != there["name"]]
    if set(more) <= set(there["aliases"] or ()):
        return []
    return [{"id": entity.id, "label": entity.label, "properties": {"aliases": more}}]


def known_keys(store: Store, keys: Iterable[str]) -> set[str]:
    """Which of some keys belong to statements in the store."""
    return {row["key"] for row in store.read("read/known_keys", keys=sorted(set(keys)))}
