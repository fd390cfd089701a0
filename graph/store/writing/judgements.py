"""Applying judgements: the canonical id of each entity, in the store and in its shortcuts."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from graph.model.judgements import JUDGEMENTS, Judgement, check_labels, find_canonical_ids
from graph.store.queries import ensure_schema
from graph.store.store import Row, Store, Transaction
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import ALL_VERSIONS, derive_shortcuts, split_batches
from graph.store.writing.writer import sweep_unpublished

BATCH = 1_000


def apply_judgements(store: Store, judgements: Sequence[Judgement]) -> int | None:
    """Make the store follow the judgements in force. Returns the new data version; None if nothing changed.

    Those on entities that are not loaded yet wait: apply them again after a load. Raises ContradictingJudgements,
    InvalidInput where they join entities of different labels, Busy while a load writes.
    """
    ensure_schema(store)
    wanted = {judgement.id: _make_properties(judgement) for judgement in judgements}
    if not any(_find_changes(store, judgements, wanted)):
        return None
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        changed, _ = _find_changes(writer, judgements, wanted)
        return _write_changes(writer, changed, wanted)


def follows_judgements(store: Store, judgements: Sequence[Judgement]) -> bool:
    """Whether the store follows the judgements in force already, so that applying them would change nothing."""
    return not any(
        _find_changes(store, judgements, {judgement.id: _make_properties(judgement) for judgement in judgements})
    )


def _write_changes(store: Store, changed: list[Row], wanted: dict[str, Row]) -> int:
    """The shortcuts first, as they will be; then in one transaction who stands for whom, and publishing."""
    version = int(store.read("read/next_version")[0]["version"])
    at = datetime.now(UTC).isoformat(timespec="seconds")
    touched = sorted(row["id"] for row in changed)
    store.write_query("write/load", version=version, at=at, dataset=JUDGEMENTS, touched=touched)
    soon = {row["id"]: row["canonical"] for row in store.read("read/entities", version=ALL_VERSIONS, since=0)}
    soon |= {row["id"]: row["canonical"] for row in changed}
    statements = store.read("read/open_statements_of_entities", entities=touched)
    derive_shortcuts(store, [row["id"] for row in statements], lambda id_: soon.get(id_) or id_)

    def publish(transaction: Transaction) -> None:
        for batch in split_batches(changed, BATCH):
            transaction.run("write/canonical", rows=batch, version=version)
        transaction.run("write/judgements", rows=[{"id": i, "properties": p} for i, p in wanted.items()])
        transaction.run("write/forget_judgements", ids=sorted(wanted))
        transaction.run("write/publish", version=version, counts=[f"judgements={len(wanted)}"])

    store.write(publish)
    return version


def _find_changes(store: Store, judgements: Sequence[Judgement], wanted: dict[str, Row]) -> tuple[list[Row], bool]:
    """Entities for whom another one will stand, and whether the judgements themselves are others."""
    entities = store.read("read/entities", version=ALL_VERSIONS, since=0)
    check_labels(judgements, {row["id"]: row["label"] for row in entities})
    changed = find_canonical_changes(judgements, entities)
    recorded = {row["judgement"]["id"]: row["judgement"] for row in store.read("read/judgements")}
    return changed, recorded != wanted


def find_canonical_changes(
    judgements: Sequence[Judgement], entities: Sequence[Row], closing: Collection[str] = ()
) -> list[Row]:
    """Rows of `write/canonical` for entities that another one will stand for than now. `closing` are about to close."""
    held = {row["id"]: row["canonical"] for row in entities}
    still = {row["id"] for row in entities if row["closedIn"] is None and row["id"] not in closing}
    soon = _find_canonical_of_loaded(judgements, still, held)
    return [{"id": id_, "canonical": soon.get(id_)} for id_, was in held.items() if soon.get(id_) != was]


def _find_canonical_of_loaded(
    judgements: Sequence[Judgement], loaded: Collection[str], held: Collection[str]
) -> dict[str, str]:
    """As `find_canonical_ids`; where the one that should stand for others is not loaded, the first that is does.

    One that was unloaded stands for others only where all of them were.
    """
    joined = find_canonical_ids(judgements)
    standing: dict[str, str] = {}
    for there in (loaded, held):
        for judgement in judgements:
            for id_ in judgement.ids:
                if id_ in there:
                    standing.setdefault(joined.get(id_, id_), id_)
    standing |= {leader: leader for leader in standing if leader in loaded}
    joined = {leader: leader for leader in standing} | joined  # one that was unloaded may have been the first
    return {id_: standing[leader] for id_, leader in joined.items() if id_ in held and standing[leader] != id_}


def _make_properties(judgement: Judgement) -> Row:
    return {
        "id": judgement.id,
        "ids": list(judgement.ids),
        "verdict": judgement.verdict,
        "by": judgement.by,
        "on": judgement.on,
        "why": judgement.why,
    }
