"""Which entities a load makes, changes and closes, and which names it gives: ids and names belong to their sources."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.errors import InvalidSource
from graph.model.entities import WrittenEntity
from graph.model.names import (
    NAMED,
    GivenNames,
    UsedEntity,
    combine_names,
    give_names,
    refuse_own_use,
    refuse_unknown_use,
)
from graph.store.rows import make_entity_row, make_names_row, make_shown_names, parse_names
from graph.store.store import Row, Store
from graph.store.writing.content import Content
from graph.store.writing.shortcuts import split_batches

BATCH = 1_000


@dataclass(slots=True, kw_only=True)
class EntityChanges:
    """What a load changes of entities and their names.

    `new` and `changed` are rows of `write/entity`, `closed` are ids. Rows of `write/names` are in `named`, those of
    `write/names_closed` in `unnamed`: a dataset and an entity each. Of new entities the names are in `new_named`.
    """

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    new_named: list[Row] = field(default_factory=list)
    named: list[Row] = field(default_factory=list)
    unnamed: list[Row] = field(default_factory=list)


def compare_entities(
    store: Store, content: Content, held: Mapping[str, Row], keys: Collection[str] = ()
) -> EntityChanges:
    """Compare the entities of a dataset, and those that it uses, with the store's. `held` are these by id.

    `keys` are those of its open statements. Call `check_owners` first.
    """
    found = EntityChanges()
    given = _read_given(store, content.dataset)  # so far, to entities of others
    renamed: dict[str, GivenNames | None] = {}  # what the dataset now calls entities that are there; None: nothing
    own: dict[str, Row] = {}
    for entity in content.entities:
        row, there = make_entity_row(entity, content.dataset), held.get(entity.id)
        if there is None:
            found.new.append(row)
            found.new_named.append(_make_row(content.dataset, entity.id, give_names(entity)))
        elif there["digest"] != row["properties"]["digest"] or not _is_held_by(content.dataset, there):
            own[entity.id] = row
            renamed[entity.id] = give_names(entity)
    for used in content.used:
        there = held.get(used.id)
        if there is None or (used.made and (_is_closed(there) or _is_held_by(content.dataset, there))):
            assert used.made is not None  # check_owners has seen to it
            _make_for_owner(found, own, renamed, used, content.dataset, there)
        elif given.get(used.id) != used.given:
            renamed[used.id] = used.given
    if content.complete and not content.keep:  # a row that could not be read may be a use
        may_go = _find_own_ids(store, content, keys)
        left = given.keys() - {used.id for used in content.used}
        renamed |= dict.fromkeys(left if may_go is None else left & may_go)
        _release_ids(store, found, content, held, may_go)
    _rename(store, found, content.dataset, renamed, held, own)
    return found


def check_owners(content: Content, held: Mapping[str, Row]) -> None:
    """Refuse ids that another source has, and uses of ids that none has. Raises InvalidSource.

    An id that was a source's own goes over to another one where it now uses it `of` that one, or that one may take it.
    """
    taken: dict[str, list[str]] = defaultdict(list)
    for entity in content.entities:
        there = held.get(entity.id)
        if there and there["dataset"] not in (content.dataset, *content.may_take_from) and not _is_closed(there):
            taken[there["dataset"]].append(entity.id)
    for owner, ids in sorted(taken.items()):
        raise InvalidSource(
            f"{content.dataset}: {_name_ids(ids)} of {owner}, so {content.dataset} cannot have {_them(ids)} too",
            parameter="id",
            value=ids[0],
            hint=f"write `use: [{', '.join(ids[:NAMED])}]` if {_those(ids)} meant, else another id",
        )
    declared = {entity.id for entity in content.entities}
    for used in content.used:
        there = held.get(used.id)
        if used.id in declared or (there and not used.made and _is_held_by(content.dataset, there)):
            raise refuse_own_use(content.dataset, used.id)
        if used.made is None and (there is None or _is_closed(there)):
            raise refuse_unknown_use(content.dataset, [used.id])
        if there and used.made and there["label"] != used.made.label:
            raise refuse_label(content.dataset, used.id, there["label"], used.made.label)
        if there:
            used.check_names(there["label"])


def refuse_label(dataset: str, id_: str, held: str, met: str) -> InvalidSource:
    """The error for an id that the store holds under another label."""
    return InvalidSource(f"{dataset}: {id_!r} is a {held} in the store, here a {met}", value=id_)


def show_without(row: Row, others: Mapping[str, GivenNames]) -> Row:
    """Properties of an entity whose source is unloaded while others use it: id, label, kind and name."""
    return make_shown_names(combine_names(GivenNames(name=row["name"]), others)) | {"digest": None}


def read_all_given(store: Store, ids: Iterable[str]) -> dict[str, dict[str, GivenNames]]:
    """What each source calls some entities, by the id of the entity and that of the source."""
    found: dict[str, dict[str, GivenNames]] = defaultdict(dict)
    for batch in split_batches(sorted(ids), BATCH):
        for row in store.read("read/names_of_entities", ids=batch):
            found[row["entity"]][row["dataset"]] = parse_names(row["names"])
    return found


def _make_for_owner(
    found: EntityChanges, own: dict[str, Row], renamed: dict[str, GivenNames | None], used: UsedEntity, dataset: str,
    there: Row | None,
) -> None:  # fmt: skip
    """The entity of a source that is not loaded: bare, with the names of who uses it."""
    assert used.made is not None
    bare: WrittenEntity = replace(used.made, aliases=(), external_ids=(), languages=())
    row = make_entity_row(bare, used.owner or dataset)
    shown = combine_names(GivenNames(name=bare.name), {dataset: used.given})
    row["properties"] |= make_shown_names(shown) | {"digest": None}
    if there is None:
        found.new.append(row)
        found.new_named.append(_make_row(dataset, used.id, used.given))
    else:
        own[used.id] = row
        renamed[used.id] = used.given


def _find_own_ids(store: Store, content: Content, keys: Collection[str]) -> set[str] | None:
    """The ids that only statements of this file name; None where the dataset has no other file, and all are its own."""
    if all(map(content.has_key, keys)):
        return None
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for row in store.read("read/named_by_dataset", dataset=content.dataset):
        named[content.has_key(row["key"])].update(row["ids"])
    return named[True] - named[False]


def _release_ids(
    store: Store, found: EntityChanges, content: Content, held: Mapping[str, Row], may_go: set[str] | None
) -> None:
    """Close entities that the dataset no longer has, unless another source, or another file of it, uses them."""
    ids = {entity.id for entity in content.entities} | {used.id for used in content.used}
    gone = {
        id_
        for id_, row in held.items()
        if row["dataset"] == content.dataset and id_ not in ids and not _is_closed(row) and row["digest"]
        and (may_go is None or id_ in may_go)
    }  # fmt: skip
    given = read_all_given(store, gone)
    closed = sorted(id_ for id_ in gone if not given[id_].keys() - {content.dataset})
    found.closed += closed
    found.unnamed += [{"dataset": content.dataset, "entity": id_} for id_ in closed if content.dataset in given[id_]]


def _rename(
    store: Store, found: EntityChanges, dataset: str, renamed: Mapping[str, GivenNames | None],
    held: Mapping[str, Row], own: Mapping[str, Row],
) -> None:  # fmt: skip
    """Replace what the dataset calls entities that are there, and what they show of all their names."""
    given = read_all_given(store, renamed)
    for id_, names in renamed.items():
        by_source, there = given[id_], held[id_]
        owner = own[id_]["properties"]["dataset"] if id_ in own else there["dataset"]
        if dataset in by_source:
            found.unnamed.append({"dataset": dataset, "entity": id_})
            del by_source[dataset]
        if names is not None:
            found.named.append(_make_row(dataset, id_, names))
            by_source[dataset] = names
        elif not by_source and not there["digest"]:
            found.closed.append(id_)  # its source is not loaded, and nobody uses it any more
            continue
        main = by_source.pop(owner, None) or _read_shown(there, own.get(id_))
        properties = own[id_]["properties"] | {"closedIn": None} if id_ in own else {}
        shown = make_shown_names(combine_names(main, by_source))
        found.changed.append({"id": id_, "label": there["label"], "properties": properties | shown})


def _read_shown(there: Row, own: Row | None) -> GivenNames:
    """The own names of an entity that its source does not name: the one name that is left while it is not loaded."""
    if own:
        return GivenNames(name=own["properties"]["name"])
    # with a digest it is of a store that was filled before each source had names of its own
    return parse_names(there) if there["digest"] else GivenNames(name=there["name"])


def _read_given(store: Store, dataset: str) -> dict[str, GivenNames]:
    rows = store.read("read/names_of_dataset", dataset=dataset)
    return {row["entity"]: parse_names(row["names"]) for row in rows}


def _make_row(dataset: str, entity: str, names: GivenNames) -> Row:
    return {"dataset": dataset, "entity": entity, "properties": make_names_row(names)}


def _is_held_by(dataset: str, row: Row) -> bool:
    return bool(row["dataset"] == dataset and not _is_closed(row))


def _is_closed(row: Row) -> bool:
    return row["closedIn"] is not None


def _name_ids(ids: list[str]) -> str:
    shown = ", ".join(map(repr, ids[:NAMED])) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
    return f"{shown} is an id" if len(ids) == 1 else f"{shown} are ids"


def _those(ids: list[str]) -> str:
    return "that one is" if len(ids) == 1 else "those are"


def _them(ids: list[str]) -> str:
    return "it" if len(ids) == 1 else "them"
