"""Clearing away what loads left that began and were never published: a kill, a lost engine, a full disk.

Each step is one transaction that leaves statements and their shortcuts in agreement, and is found again by what the
load wrote: a sweep that is itself killed is simply done again.
"""

from functools import partial

from graph.store.shortcuts import batches, derive, derive_in, remove
from graph.store.store import Row, Store, Transaction

BATCH = 1_000


def sweep(store: Store) -> list[int]:
    """Undo unpublished loads. Returns their versions, which are never used again. Call only as the one writer."""
    loads = store.read("read/unpublished")
    for load in loads:
        version = load["version"]
        for batch in batches(store.read("read/closed_by", version=version), BATCH):
            store.write(partial(_reopen, rows=batch))
        for batch in batches(store.read("read/opened_by", version=version), BATCH):
            store.write(partial(_erase, rows=batch))
        for name in ("write/sweep_entities", "write/sweep_sources"):
            while store.write_query(name, version=version, batch=BATCH)[0]["removed"]:
                pass
        touched = store.read("read/open_statements_of_entities", entities=load["touched"])
        derive(store, [row["id"] for row in touched])
        store.write_query("write/sweep_load", version=version)
    return [load["version"] for load in loads]


def _reopen(transaction: Transaction, rows: list[Row]) -> None:
    transaction.run("write/sweep_closed", records=[row["record"] for row in rows])
    derive_in(transaction, [row["id"] for row in rows])


def _erase(transaction: Transaction, rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    remove(transaction, ids, {row["predicate"] for row in rows})
    transaction.run("write/sweep_statements", records=[row["record"] for row in rows])
    derive_in(transaction, ids)  # an older version with the same id may be open
