"""The public content of a store, as loads of another one take it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from graph.model.entities import WrittenEntity
from graph.model.names import GivenNames, UsedEntity
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.store.publishing.public import InternalContent
from graph.store.publishing.stored import StoredContent
from graph.store.reading.words import parse_own_words
from graph.store.rows import parse_source
from graph.store.store import Row
from graph.store.writing.content import Content


def make_contents(stored: StoredContent, internal: InternalContent) -> dict[str, Content]:
    """What each dataset says in public, by id, those whose ids others use before these."""
    datasets = [id_ for id_ in sorted(stored.datasets) if id_ not in internal.datasets and stored.is_loaded(id_)]
    entities: dict[str, list[WrittenEntity]] = {id_: [] for id_ in datasets}
    used: dict[str, list[UsedEntity]] = {id_: [] for id_ in datasets}
    for id_, row in stored.entities.items():
        if row["dataset"] in entities and _is_owned(row) and id_ not in internal.entities:
            entities[row["dataset"]].append(_make_entity(row, stored.names.get((row["dataset"], id_))))
    for (dataset, id_), given in stored.names.items():
        row = stored.entities[id_]
        if (
            dataset in used
            and row["dataset"] != dataset
            and row.get("closedIn") is None
            and id_ not in internal.entities
        ):
            used[dataset].append(_make_use(row, given))
    sources = _list_sources(stored, internal)
    statements = _list_statements(stored, internal)
    return _order({
        id_: Content(
            dataset=id_,
            title=stored.datasets[id_]["title"],
            sources=sources[id_],
            entities=sorted(entities[id_], key=lambda one: one.id),
            used=sorted(used[id_], key=lambda one: one.id),
            statements=statements[id_],
            replaces=True,
            may_take_from=frozenset(stored.datasets),
            own_words=_read_words(stored.datasets[id_]),
            all_files=True,
        )
        for id_ in datasets
    }, stored)  # fmt: skip


def _is_owned(row: Row) -> bool:
    """Whether the dataset that has an id is loaded; else it stands there bare, for those that use it."""
    return row.get("closedIn") is None and bool(row.get("digest"))


def _make_entity(row: Row, given: GivenNames | None) -> WrittenEntity:
    names = given or GivenNames(name=row["name"])
    return WrittenEntity(
        id=row["id"], label=row["label"], name=names.name or row["name"], kind=row["kind"], aliases=names.aliases,
        external_ids=names.external_ids, languages=names.languages,
    )  # fmt: skip


def _make_use(row: Row, given: GivenNames) -> UsedEntity:
    made = None
    if not _is_owned(row):  # called as who uses it does: the name that it shows may come from somebody internal
        name = row["name"] if row["name"] in given.aliases or not given.aliases else given.aliases[0]
        made = WrittenEntity(id=row["id"], label=row["label"], name=name, kind=row["kind"])
    return UsedEntity(
        id=row["id"], aliases=given.aliases, languages=given.languages, external_ids=given.external_ids, made=made,
        owner=row["dataset"] if made else None,
    )  # fmt: skip


def _list_cut(stored: StoredContent, internal: InternalContent) -> set[str]:
    """The sources of which statements are left out: they claim no more to report every move."""
    left_out = [stored.statements[key] for key in internal.statements if key not in stored.closed]
    return {id_ for one in left_out for id_ in (one.cites.source, one.dataset)}


def _list_sources(stored: StoredContent, internal: InternalContent) -> dict[str, list[WrittenSource]]:
    """The public sources by dataset, with the claims that are true of what is published."""
    cut = _list_cut(stored, internal)
    found: dict[str, list[WrittenSource]] = defaultdict(list)
    for id_, row in sorted(stored.sources.items()):
        if id_ in internal.sources or row["source"].get("closedIn") is not None:
            continue
        one = parse_source(row)
        claims = tuple(
            claim
            for claim in one.covers
            if id_ not in cut and not any(i in internal.entities for ids in claim.ids.values() for i in ids)
        )
        related = tuple(pair for pair in one.related if pair[1] not in internal.sources)
        found[stored.owner_of(id_)].append(replace(one, covers=claims, related=related))
    return found


def _list_statements(stored: StoredContent, internal: InternalContent) -> dict[str, list[WrittenStatement]]:
    """The open public statements by dataset, without pointers to what is closed by now."""
    found: dict[str, list[WrittenStatement]] = defaultdict(list)
    is_there = {key for key in stored.statements if key not in internal.statements and key not in stored.closed}
    for key in sorted(is_there):
        one = stored.statements[key]
        replies = tuple(reply for reply in one.responds_to if reply.key in is_there)
        fulfilled = tuple(other for other in one.fulfils if other in is_there)
        found[one.dataset].append(replace(one, responds_to=replies, fulfils=fulfilled))
    return found


def _read_words(dataset: Row) -> Mapping[str, object]:
    text = dataset.get("vocabulary")
    return parse_own_words(dataset["id"], text).now if text else {}


def _order(contents: dict[str, Content], stored: StoredContent) -> dict[str, Content]:
    """Owners of ids first; where two use ids of one another, the order is that of their ids."""
    found: dict[str, Content] = {}

    def add(dataset: str, waiting: tuple[str, ...]) -> None:
        if dataset in found or dataset in waiting or dataset not in contents:
            return
        owners = {stored.entities[used.id]["dataset"] for used in contents[dataset].used}
        for owner in sorted(owners):
            add(owner, (*waiting, dataset))
        found[dataset] = contents[dataset]

    for dataset in contents:
        add(dataset, ())
    return found
