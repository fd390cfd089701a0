"""Unloading: what a dataset says, what it calls entities and what its ids join is closed in one load."""

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.errors import InvalidInput, NotFound
from graph.model.judgements import Judgement
from graph.model.names import NAMED
from graph.store.queries import ensure_schema
from graph.store.store import Row, Store
from graph.store.writing.changes import Changes, find_changes
from graph.store.writing.content import Content
from graph.store.writing.judgements import find_canonical_changes
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.naming import read_all_given, show_without
from graph.store.writing.shortcuts import ALL_VERSIONS
from graph.store.writing.writer import Progress, sweep_unpublished, write_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class UnloadReport:
    """What unloading a dataset closed. `kept` are ids that stay, bare, since other datasets use them."""

    dataset: str
    version: int
    statements: int
    entities: int
    sources: int
    kept: list[str] = field(default_factory=list)


def unload_dataset(
    store: Store,
    dataset: str,
    judgements: Sequence[Judgement] = (),
    keep_ids: bool = False,
    progress: Progress = lambda done, total: None,
) -> UnloadReport:
    """Close a dataset. Nothing is erased: earlier data versions have it as before.

    `judgements` are those in force: where one of its ids stood for others, one that is loaded does so from now on.
    Raises NotFound with near names where it is not loaded, InvalidInput where others use its ids unless they are to be
    kept, Busy while another load writes.
    """
    ensure_schema(store)
    with hold_write_lock(store) as writer:
        sweep_unpublished(writer)
        title = _find_title(writer, dataset)
        used = _read_uses(writer, dataset)
        if used and not keep_ids:
            raise _explain_uses(dataset, used)
        content = Content(dataset=dataset, title=title, sources=[], entities=[], statements=[], all_files=True)
        found = find_changes(writer, content)
        kept = sorted({id_ for ids in used.values() for id_ in ids})
        _close_rest(writer, found, dataset, kept, judgements)
        version = write_changes(writer, content, found, progress)
        return UnloadReport(
            dataset=dataset, version=version, statements=len(found.gone), entities=len(found.entities.closed),
            sources=len(found.closed_sources), kept=kept,
        )  # fmt: skip


def _find_title(store: Store, dataset: str) -> str:
    loaded = {row["id"]: row["title"] for row in store.read("read/datasets", version=ALL_VERSIONS)}
    if dataset in loaded:
        return str(loaded[dataset])
    near = difflib.get_close_matches(dataset, loaded, n=3, cutoff=0.5)
    shown = ", ".join(near or sorted(loaded))
    hint = f"did you mean {shown}?" if near else f"loaded are {shown}" if loaded else "nothing is loaded"
    raise NotFound(f"no source {dataset!r} is loaded", parameter="source", value=dataset, hint=hint)


def _read_uses(store: Store, dataset: str) -> dict[str, list[str]]:
    """The ids of a dataset that others use, by these others."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.read("read/uses_of_dataset", dataset=dataset):
        found[row["dataset"]].append(row["entity"])
    return {user: sorted(ids) for user, ids in sorted(found.items())}


def _explain_uses(dataset: str, used: dict[str, list[str]]) -> InvalidInput:
    named = "; ".join(
        f"{user} uses {', '.join(ids[:NAMED])}" + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
        for user, ids in used.items()
    )
    return InvalidInput(
        f"{dataset}: other sources use ids of it: {named}",
        parameter="source",
        value=dataset,
        hint=f"unload {' and '.join(used)} first, or unload with --keep-ids, which leaves these ids with their names",
    )


def _close_rest(
    store: Store, found: Changes, dataset: str, kept: Sequence[str], judgements: Sequence[Judgement]
) -> None:
    """Besides the statements: entities, names, sources, and the dataset itself; and who then stands for whom."""
    entities = store.read("read/entities", version=ALL_VERSIONS, since=0)
    own = {row["id"]: row for row in entities if row["dataset"] == dataset and row["closedIn"] is None}
    given = read_all_given(store, own)
    found.entities.closed = sorted({*found.entities.closed, *own} - set(kept))
    named = {row["entity"] for row in found.entities.unnamed}
    found.entities.unnamed += [
        {"dataset": dataset, "entity": id_} for id_ in sorted(own) if dataset in given[id_] and id_ not in named
    ]
    for id_ in kept:
        others = {source: names for source, names in given[id_].items() if source != dataset}
        found.entities.changed.append(
            {"id": id_, "label": own[id_]["label"], "properties": show_without(own[id_], others)}
        )
    found.closed_sources = _find_sources(store, dataset)
    found.closes_dataset = True
    found.canonical = find_canonical_changes(judgements, entities, found.entities.closed)


def _find_sources(store: Store, dataset: str) -> list[str]:
    rows: list[Row] = [row["source"] for row in store.read("read/sources", version=ALL_VERSIONS, since=0)]
    return sorted(
        row["id"] for row in rows if (row.get("dataset") or row["id"]) == dataset and row.get("closedIn") is None
    )
