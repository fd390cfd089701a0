"""Withdrawal: what a key or a source said is erased, every version of it, and a tombstone stays in its place.

Elsewhere nothing is ever erased. This is for people's safety, and where the law asks for it.
"""

import difflib
import secrets
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from graph.errors import InvalidInput, NotFound
from graph.model.names import GivenNames, combine_names
from graph.model.statement import OPEN
from graph.model.tombstones import SOURCE, STATEMENT, Tombstone
from graph.store.engine import embedded
from graph.store.engine.embedded_files import log_file
from graph.store.queries import ensure_schema, read_query_for_label, remake_schema
from graph.store.reading.view import select_linked
from graph.store.rows import make_shown_names, parse_names, parse_source
from graph.store.store import Row, Store, Transaction
from graph.store.tombstones import Marker, find_data_folder, make_tombstone_row, open_marker, read_withdrawn
from graph.store.writing.changes import resolve_links
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.naming import read_all_given
from graph.store.writing.shortcuts import ALL_VERSIONS, derive_shortcuts_in, remove_shortcuts, split_batches
from graph.store.writing.writer import sweep_unpublished

BATCH = 500
LONGEST_REASON = 500
NAMELESS = "(withdrawn)"
WITHDRAWALS = "withdrawals"  # the dataset of the load that a withdrawal is


@dataclass(slots=True, kw_only=True)
class Removal:
    """What a withdrawal erases. `rows` are all versions of the statements; `nameless` keep their id, since others name
    them, and lose the names that only this gave them. `judged` are judgements that name something of it."""

    asked: str
    kind: str
    dataset: str
    keys: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    entities: dict[str, str] = field(default_factory=dict)  # names by id
    nameless: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)  # ids of others to which it gives names
    sources: dict[str, str] = field(default_factory=dict)  # titles by id
    judged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalReport:
    """What was erased, as `Removal` told, and in which data version."""

    removal: Removal
    version: int


def find_removal(store: Store, asked: str, marker: Marker | None = None) -> Removal:
    """What the withdrawal of a key, a dataset or a source would erase; nothing is changed.

    Raises NotFound, with near keys and ids, where there is none, InvalidInput where it was withdrawn before.
    """
    return _find_rest(store, _find_keys(store, asked, marker or open_marker(store)))


def _find_rest(store: Store, found: Removal) -> Removal:
    """What goes with the keys of a removal."""
    ids = store.read("read/ids_of_keys", keys=found.keys, version=ALL_VERSIONS) if found.keys else []
    for batch in split_batches(sorted(row["id"] for row in ids), BATCH):
        found.rows += store.read("read/statements_by_id", ids=batch, version=ALL_VERSIONS)
    found.dataset = found.dataset or next((row["statement"]["dataset"] for row in found.rows), "")
    _find_sources(store, found)
    _find_entities(store, found)
    gone = {*found.keys, *found.entities}
    judgements = [row["judgement"] for row in store.read("read/judgements")]
    found.judged = sorted(one["id"] for one in judgements if not gone.isdisjoint(one["ids"]))
    return found


def _find_keys(store: Store, asked: str, marker: Marker) -> Removal:
    keys = [row["key"] for row in store.read("read/known_keys", keys=[asked], version=ALL_VERSIONS)]
    if keys:
        return Removal(asked=asked, kind=STATEMENT, dataset="", keys=keys)
    dataset = store.read("read/dataset", id=asked)
    sources = {row["source"]["id"]: row["source"] for row in store.read("read/sources", version=ALL_VERSIONS, since=0)}
    published = store.read("read/version")[0]["version"]
    earlier = read_withdrawn(store, published, marker).find(asked)
    if earlier:
        raise InvalidInput(
            f"{asked!r} was withdrawn on {earlier.on}: {earlier.reason}; nothing of it is left",
            parameter="what",
            value=asked,
        )
    if dataset or asked in sources:
        keys = [row["key"] for row in store.read("read/keys_of_source", id=asked)]
        owner = asked if dataset else sources[asked].get("dataset") or asked
        return Removal(asked=asked, kind=SOURCE, dataset=owner, keys=keys)
    known = [*sources, *(row["id"] for row in store.read("read/datasets", version=ALL_VERSIONS))]
    near = difflib.get_close_matches(asked, known, n=3, cutoff=0.5)
    hint = (
        f"did you mean {', '.join(near)}?" if near else "write the key of a statement, as `whoholds statement` has it"
    )
    raise NotFound(f"no statement or source has the key or id {asked!r}", parameter="what", value=asked, hint=hint)


def _is_of_dataset(found: Removal) -> bool:
    """Whether all of a dataset goes, and not one of the pages that it cites."""
    return found.kind == SOURCE and found.asked == found.dataset


def _find_sources(store: Store, found: Removal) -> None:
    """Sources that nothing else cites. That of the dataset itself goes with all of it only."""
    rows = {row["source"]["id"]: row["source"] for row in store.read("read/sources", version=ALL_VERSIONS, since=0)}
    cited = {row["source"] for row in found.rows}
    if found.kind == SOURCE:
        cited.add(found.asked)
    if _is_of_dataset(found):
        cited |= {id_ for id_, row in rows.items() if (row.get("dataset") or id_) == found.dataset}
    for row in store.read("read/other_citations", ids=sorted(cited), keys=found.keys):
        if not row["others"] and (row["id"] != found.dataset or _is_of_dataset(found)):
            found.sources[row["id"]] = rows[row["id"]]["title"]


def _find_entities(store: Store, found: Removal) -> None:
    """Entities of the dataset that nothing else names, and names that it gives to those that stay."""
    held = {row["id"]: row for row in store.read("read/entities", version=ALL_VERSIONS, since=0)}
    named = {id_ for row in found.rows for _, id_ in row["roles"]} | {row["saidBy"] for row in found.rows}
    named |= {row["publisher"] for row in _read_sources(store, found.sources) if row["publisher"]}
    elsewhere: set[str] = set()  # what other statements of the dataset name
    if _is_of_dataset(found):
        named |= {id_ for id_, row in held.items() if row["dataset"] == found.dataset}
        named |= {row["entity"] for row in store.read("read/names_of_dataset", dataset=found.dataset)}
    else:
        rows = store.read("read/named_by_dataset", dataset=found.dataset)
        elsewhere = {id_ for row in rows if row["key"] not in found.keys for id_ in row["ids"]}
    given = read_all_given(store, named)
    rows = store.read("read/other_mentions", ids=sorted(named), keys=found.keys, sources=sorted(found.sources))
    for row in rows:
        id_, is_own = row["id"], held[row["id"]]["dataset"] == found.dataset
        others = given[id_].keys() - {found.dataset}
        if is_own and not row["others"] and not others:
            found.entities[id_] = held[id_]["name"]
        elif is_own and _is_of_dataset(found):
            found.nameless[id_] = held[id_]["name"]
        elif not is_own and found.dataset in given[id_] and id_ not in elsewhere:
            found.names.append(id_)


def _read_sources(store: Store, ids: Iterable[str]) -> list[Row]:
    wanted = set(ids)
    return [row for row in store.read("read/sources", version=ALL_VERSIONS, since=0) if row["source"]["id"] in wanted]


def withdraw(store: Store, asked: str, reason: str, on: date | None = None) -> WithdrawalReport:
    """Erase what a key, a dataset or a source said, in one new data version. `on` is the day, by default today.

    Raises NotFound or InvalidInput as `find_removal`, InvalidInput without a reason, Busy while a load writes. If it
    is interrupted, call it again.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidInput(
            f"the reason has {len(reason)} letters; expected 1 to {LONGEST_REASON}", parameter="reason", value=reason,
            hint="say why without what is withdrawn: the reason stays, and answers print it",
        )  # fmt: skip
    ensure_schema(store)
    marker = open_marker(store, make=True)
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        removal = find_removal(writer, asked, marker)
        version = int(writer.read("read/next_version")[0]["version"])
        tombstones = _make_tombstones(removal, reason, on or datetime.now(UTC).date(), version, marker)
        _remove(writer, removal, version, WITHDRAWALS, tombstones)
    return WithdrawalReport(removal=removal, version=version)


def erase_unmarked(store: Store, dataset: str, keys: Sequence[str] | None, act: str) -> Removal:
    """Erase some statements of a dataset, or for None all of it with its id, and leave no tombstone; in one new data
    version.

    `act` is what the load of it has for a dataset. Raises Busy while a load writes.
    """
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        version = int(writer.read("read/next_version")[0]["version"])
        if keys is None:
            every = [row["key"] for row in writer.read("read/keys_of_source", id=dataset)]
            removal = Removal(asked=dataset, kind=SOURCE, dataset=dataset, keys=every)
        else:
            removal = Removal(asked=dataset, kind=STATEMENT, dataset=dataset, keys=list(keys))
        removal = _find_rest(writer, removal)
        _remove(writer, removal, version, act, [])
    return removal


def erase_ids(store: Store, entities: Mapping[str, str], sources: Mapping[str, str], act: str) -> None:
    """Erase entities and sources (names and titles by id) that no statement names, as `erase_unmarked` does.

    Call only as the one writer.
    """
    version = int(store.read("read/next_version")[0]["version"])
    removal = Removal(asked="", kind=STATEMENT, dataset="", entities=dict(entities), sources=dict(sources))
    _remove(store, removal, version, act, [])


def _remove(store: Store, removal: Removal, version: int, act: str, tombstones: Sequence[Tombstone]) -> None:
    """Erase, as the load of a new data version: all of it, or nothing where the store fails meanwhile.

    Without the tombstones of what is gone, a later load would bring it back. Call only as the one writer.
    """
    times = _find_times(store, removal.keys)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    store.write_query("write/load", version=version, at=at, dataset=act, touched=[])

    def erase_and_publish(transaction: Transaction) -> None:
        transaction.run("write/withdrawn", rows=[make_tombstone_row(one) for one in tombstones])
        _erase(transaction, removal, version)
        _publish(transaction, removal, version, act, times)

    store.write(erase_and_publish)


def _find_times(store: Store, keys: Sequence[str]) -> list[tuple[str, Row]]:
    """Rows for statements whose dates hung on what goes: from then on they follow from the rest."""
    ids = sorted({row["id"] for row in store.read("read/linked") if row["closed"] == OPEN})
    held = select_linked(store.read, lambda id_: id_, ALL_VERSIONS, ids)
    if not any(s.linked and not s.linked.keys.isdisjoint(keys) for s in held):
        return []
    sources = [parse_source(row) for row in store.read("read/sources", version=ALL_VERSIONS, since=0)]
    gone = set(keys)
    linking = resolve_links(
        [], held, {one.id: one for one in sources}, lambda s: s.closed_in == OPEN and s.key not in gone
    )
    return linking.times


def _make_tombstones(removal: Removal, reason: str, on: date, version: int, marker: Marker) -> list[Tombstone]:
    erased = tuple(sorted(marker.mark("id", id_) for id_ in (*removal.entities, *removal.sources)))
    by_key: dict[str, list[Row]] = {key: [] for key in removal.keys}
    for row in removal.rows:
        by_key[row["statement"]["key"]].append(row)
    usual: dict[str, Any] = {"reason": reason, "on": on.isoformat(), "version": version}
    found = []
    for key, rows in by_key.items():
        marks, touches = set(), set()
        for row in rows:
            marks |= {marker.mark("id", row["statement"]["id"])}
            marks |= {marker.mark_content(row["statement"], row["roles"], row["saidBy"])}
            touched = {row["saidBy"], row["source"], *(id_ for _, id_ in row["roles"])}
            touches |= {marker.mark("id", id_) for id_ in touched}
        found.append(
            Tombstone(
                id=secrets.token_hex(8), key=key, kind=STATEMENT, marks=tuple(sorted(marks)),
                touches=tuple(sorted(touches)), erased=erased, **usual,
            )
        )  # fmt: skip
    if removal.kind == SOURCE:
        touches = {marker.mark("id", id_) for id_ in (removal.asked, *removal.entities, *removal.sources)}
        found.append(
            Tombstone(id=secrets.token_hex(8), key=removal.asked, kind=SOURCE, touches=tuple(sorted(touches)),
                      erased=erased, **usual)
        )  # fmt: skip
    return found


def _erase(transaction: Transaction, removal: Removal, version: int) -> None:
    """The statements with their edges, then what only they named; what others keep of these versions is marked."""
    versions = sorted({row["statement"]["openedIn"] for row in removal.rows})
    gone = [*removal.entities]
    transaction.run("write/erase_touched", versions=versions, ids=gone, mark=f"withdrawn={version}")
    for batch in split_batches(removal.rows, BATCH):
        _erase_statements(transaction, batch)
    for batch in split_batches(gone, BATCH):
        transaction.run("write/erase_entities", ids=batch)
    for batch in split_batches([*removal.sources], BATCH):
        transaction.run("write/erase_sources", ids=batch)
    for batch in split_batches([*removal.nameless, *removal.names], BATCH):
        transaction.run("write/erase_names", dataset=removal.dataset, ids=batch)


def _erase_statements(transaction: Transaction, rows: list[Row]) -> None:
    ids = [row["statement"]["id"] for row in rows]
    remove_shortcuts(transaction, ids, {row["statement"]["predicate"] for row in rows})
    transaction.run("write/sweep_statements", records=[row["statement"]["record"] for row in rows])


def _publish(transaction: Transaction, removal: Removal, version: int, act: str, times: list[tuple[str, Row]]) -> None:
    """What follows for those that stay, and the data version."""
    _show_other_names(transaction, removal, version)
    if _is_of_dataset(removal) and act != WITHDRAWALS:
        transaction.run("write/erase_dataset", id=removal.dataset, instead=act)
    elif _is_of_dataset(removal):
        transaction.run(
            "write/dataset_title",
            id=removal.dataset,
            title=NAMELESS,
            rules=0,
            fileRules=None,
            vocabulary=None,
            closedIn=version,
        )
    for batch in split_batches(times, BATCH):
        rows = [row | {"properties": row["properties"] | {"renewedIn": version}} for _, row in batch]
        transaction.run("write/refresh_times", rows=rows)
        derive_shortcuts_in(transaction, [id_ for id_, _ in batch])
    transaction.run("write/publish", version=version, counts=[f"withdrawn={len(removal.keys)}"])


def _show_other_names(transaction: Transaction, removal: Removal, version: int) -> None:
    """Entities that stay show the names that other sources give them, and no other."""
    ids = sorted([*removal.nameless, *removal.names])
    given: dict[str, dict[str, GivenNames]] = {id_: {} for id_ in ids}
    for row in transaction.run("read/names_of_entities", ids=ids):
        given[row["entity"]][row["dataset"]] = parse_names(row["names"])
    held = {row["id"]: row for row in transaction.run("read/entities", version=ALL_VERSIONS, since=0)} if ids else {}
    for id_ in ids:
        row, by_source = held[id_], given[id_]
        own = GivenNames(name=NAMELESS) if id_ in removal.nameless else by_source.pop(row["dataset"], None)
        shown = make_shown_names(combine_names(own or GivenNames(name=row["name"]), by_source))
        properties = shown | ({"digest": None} if id_ in removal.nameless else {})
        transaction.run_text(
            read_query_for_label("write/entity", row["label"]),
            rows=[{"id": id_, "label": row["label"], "properties": properties, "version": version}],
        )


def clean_files(store: Store) -> None:
    """Make what lies on the disk of an embedded engine free of what was erased, and end the engine.

    Pages of records are written over as they are erased. Indexes and logs are not: indexes are made anew, the log of
    the database ends with the engine, and its messages, copies and files of columns are removed. Another engine starts
    at the next question. Of a Neo4j server only our own files are cleaned.
    """
    folder = find_data_folder(store)
    if store.engine.kind != "neo4j":
        remake_schema(store)
        embedded.stop_engine(folder)
        for name in ("log", "db/log", "db/backups"):
            shutil.rmtree(folder / name, ignore_errors=True)
        log_file(folder).unlink(missing_ok=True)
    shutil.rmtree(folder / "columns", ignore_errors=True)
