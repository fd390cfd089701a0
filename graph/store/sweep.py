"""Clearing away what loads left that began and were never published: a kill, a lost engine, a full disk."""

from graph.store.shortcuts import derive
from graph.store.store import Store

BATCH = 1_000


def sweep(store: Store) -> list[int]:
    """Undo unpublished loads. Returns their versions, which are never used again. Call only as the one writer."""
    versions = [row["version"] for row in store.read("read/unpublished")]
    for version in versions:
        touched = [row["id"] for row in store.read("read/touched", version=version)]
        store.write_query("write/sweep_closed", version=version)
        # shortcuts go first: they are found through the statements that are about to go
        _close_all(store, version)
        derive(store, touched)
        while store.write_query("write/sweep_statements", version=version, batch=BATCH)[0]["removed"]:
            pass
        store.write_query("write/sweep_entities", version=version)
        store.write_query("write/sweep_sources", version=version)
        store.write_query("write/sweep_load", version=version)
    return versions


def _close_all(store: Store, version: int) -> None:
    store.write_query("write/sweep_opened", version=version)
