"""Applying judgements: which entity stands for which, in the store and in its shortcuts."""

from collections.abc import Sequence
from datetime import UTC, datetime

from graph.identity import Judgement, canonical_ids
from graph.store.lock import only_writer
from graph.store.shortcuts import ALL_VERSIONS, batches, derive
from graph.store.store import Row, Store
from graph.store.sweep import sweep

BATCH = 1_000
DATASET = "judgements"


def apply_judgements(store: Store, judgements: Sequence[Judgement]) -> int | None:
    """Make the store follow the judgements in force. Returns the new data version; None if nothing changed."""
    held = {row["judgement"]["id"]: row["judgement"] for row in store.read("read/judgements")}
    wanted = {judgement.id: _properties(judgement) for judgement in judgements}
    changed = _changed_canonical(store, canonical_ids(judgements))
    if held == wanted and not changed:
        return None
    with only_writer(store):
        sweep(store)
        version = int(store.read("read/next_version")[0]["version"])
        at = datetime.now(UTC).isoformat(timespec="seconds")
        store.write_query("write/load", version=version, at=at, dataset=DATASET)
        for batch in batches(changed, BATCH):
            store.write_query("write/canonical", rows=batch)
        store.write_query("write/judgements", rows=[{"id": i, "properties": p} for i, p in wanted.items()])
        store.write_query("write/forget_judgements", ids=sorted(wanted))
        touched = sorted({row["id"] for row in changed})
        derive(store, [row["id"] for row in store.read("read/open_statements_of_entities", entities=touched)])
        store.write_query("write/publish", version=version, counts=[f"judgements={len(wanted)}"])
    return version


def _changed_canonical(store: Store, canonical: dict[str, str]) -> list[Row]:
    held = {row["id"]: row["canonical"] for row in store.read("read/entities", version=ALL_VERSIONS)}
    return [{"id": id_, "canonical": canonical.get(id_)} for id_, was in held.items() if canonical.get(id_) != was]


def _properties(judgement: Judgement) -> Row:
    return {
        "id": judgement.id,
        "ids": list(judgement.ids),
        "verdict": judgement.verdict,
        "by": judgement.by,
        "on": judgement.on,
        "why": judgement.why,
    }
