"""What a load has to do: the content of a dataset compared with what the store holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.date_constraints.constraints import Dated
from graph.date_constraints.resolution import replace_times, resolve_dates
from graph.dates.linked_dates import SOURCE
from graph.errors import ImpossibleDates, InvalidInput, InvalidSource, InvalidStatement
from graph.model.sources import WrittenSource
from graph.model.statement import OPEN, StoredStatement, WrittenStatement
from graph.store.reading.view import select_linked
from graph.store.reading.words import make_own_words_text
from graph.store.rows import (
    make_source_row,
    make_statement_row,
    make_times_row,
    parse_source,
    parse_window,
)
from graph.store.store import Row, Store
from graph.store.tombstones import Withdrawn
from graph.store.writing.content import Content, check_content, check_keys, check_pointers, find_space
from graph.store.writing.naming import EntityChanges, check_owners, compare_entities
from graph.store.writing.shortcuts import ALL_VERSIONS, split_batches
from graph.vocabulary import RULES_VERSION
from graph.vocabulary.in_force import find_changed, find_former

BATCH = 1_000
IN_PLACE = 10_000  # statements that one transaction may renew


@dataclass(slots=True, kw_only=True)
class Changes:
    """What is new, what is otherwise than the store has it, and what is gone.

    `known` are the open versions of the dataset's statements by key, `again` keys to open that the store held before,
    `renewed` statements whose content stays while bounds or locators change, each with its record; `times` rows for
    those, of any dataset, whose bounds follow from what changes, each with its id. `aside` are statements of the load
    whose dates contradict others, `loose` such of other datasets.
    """

    known: dict[str, Row]
    entities: EntityChanges = field(default_factory=EntityChanges)
    new_sources: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    opened: list[WrittenStatement] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    renewed: list[tuple[WrittenStatement, str]] = field(default_factory=list)
    times: list[tuple[str, Row]] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    closed_sources: list[str] = field(default_factory=list)
    closes_dataset: bool = False  # all of it is unloaded
    canonical: list[Row] = field(default_factory=list)  # rows of `write/canonical`
    retitled: bool = False  # or read by other rules than before
    rules: int = RULES_VERSION  # by which all of the dataset is read then
    file_rules: list[str] | None = None  # the same of each of several files, as `file=number`
    vocabulary: str | None = None  # its own words, as the store has them
    aside: Mapping[str, InvalidInput] = field(default_factory=dict)
    loose: Mapping[str, ImpossibleDates] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.counts().values()) or self.retitled

    def counts(self) -> dict[str, int]:
        return {
            "entities": len(self.entities.new) + len(self.entities.changed) + len(self.entities.closed),
            "sources": len(self.new_sources) + len(self.sources) + len(self.closed_sources),
            "opened": len(self.opened),
            "closed": len(self.gone) + sum(statement.key in self.known for statement in self.opened),
            "refreshed": len(self.renewed) + len(self.times),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What follows from all links together once a load is done.

    `statements` are those of the load with the bounds that follow, without those in `aside`, which contradict others.
    `times` are rows of `write/refresh_times` with their ids, for what the store holds already and what changes there.
    """

    statements: list[WrittenStatement]
    aside: Mapping[str, InvalidInput] = field(default_factory=dict)
    loose: Mapping[str, ImpossibleDates] = field(default_factory=dict)
    times: list[tuple[str, Row]] = field(default_factory=list)


def find_changes(store: Store, content: Content, withdrawn: Withdrawn | None = None) -> Changes:
    """Compare. Raises InvalidSource for content that contradicts itself or the store, or that was withdrawn whole."""
    gone: dict[str, InvalidInput] = {}
    if withdrawn:
        content, gone = withdrawn.drop_from(content)
    entities = {row["id"]: row for row in store.read("read/entities", version=ALL_VERSIONS, since=0)}
    rows = store.read("read/sources", version=ALL_VERSIONS, since=0)
    sources = {row["source"]["id"]: row["source"] | {"publisher": row["publisher"]} for row in rows}
    check_owners(content, entities)
    _check_source(content, sources)
    check_content(content, _select_labels(content, entities), sources)
    known = {row["key"]: row for row in store.read("read/open_statements", dataset=content.dataset)}
    linking = _resolve_load(store, content)
    content = replace(content, statements=linking.statements, keep=content.keep | linking.aside.keys())
    found = Changes(known=known, aside={**linking.aside, **gone}, loose=linking.loose)
    found.entities = compare_entities(store, content, entities, known)
    _compare_sources(found, content, sources)
    _compare_statements(found, content)
    held = _read_holders(store, {s.key for s in found.opened if s.key not in known})
    check_keys(content.dataset, held)
    left = {*gone, *(withdrawn.keys if withdrawn else ())}  # what points there points to nothing, and stays
    check_pointers(
        content, found.opened, lambda keys: {row["key"] for row in _read_holders(store, keys)} | (keys & left)
    )
    found.again = {statement.key for statement in found.opened} & (known.keys() | {row["key"] for row in held})
    _renew_times(found, linking)
    there = store.read("read/dataset", id=content.dataset)
    _compare_rules(found, content, there[0] if there else None)
    found.vocabulary = make_own_words_text(content.own_words, find_former(content.dataset, content.own_words))
    now = {
        "title": content.title, "rules": found.rules, "fileRules": found.file_rules,
        "vocabulary": found.vocabulary, "closedIn": None,
    }  # fmt: skip
    found.retitled = there != [now]
    return found


def _compare_rules(found: Changes, content: Content, there: Row | None) -> None:
    """By which rules each file of the dataset is read then: of what the load leaves, by those of before."""
    if there is None:
        return
    said, gone = {statement.key for statement in content.statements}, {row["key"] for row in found.gone}
    stays = {find_space(content.dataset, key) for key in found.known.keys() - said - gone}
    before: dict[str, str] = dict(item.rsplit("=", 1) for item in there["fileRules"] or ())
    rules: dict[str, int] = {content.space or content.dataset: RULES_VERSION}
    rules |= {space: int(before[space]) if space in before else there["rules"] for space in stays}
    if content.complete:  # rows that were set aside stay as they were read before, but are told of
        rules[content.space or content.dataset] = RULES_VERSION
    found.rules = min(rules.values())
    found.file_rules = [f"{space}={number}" for space, number in sorted(rules.items())] if len(rules) > 1 else None


def _select_labels(content: Content, held: Mapping[str, Row]) -> dict[str, str]:
    """The labels of what the dataset may name: its own entities, and those of others that it uses."""
    named = {used.id for used in content.used} | {entity.id for entity in content.entities}
    return {
        id_: row["label"]
        for id_, row in held.items()
        if id_ in named or (row["dataset"] == content.dataset and row["closedIn"] is None)
    }


def _check_source(content: Content, held: Mapping[str, Row]) -> None:
    """Refuse what has the id of a loaded source and is another one. Raises InvalidSource naming both."""
    for one in content.sources:
        there = held.get(one.id)
        if there is None or there.get("closedIn") is not None:
            continue
        owner = there.get("dataset") or one.id
        if owner != content.dataset:
            raise InvalidSource(
                f"{content.dataset}: the source {one.id!r} is one of {owner}; expected an id of its own",
                parameter="source",
                value=one.id,
            )
        if one.id != content.dataset or content.replaces:
            continue
        for name, met, new in (
            ("title", there["title"], one.title),
            ("publisher", there["publisher"], one.publisher),
        ):
            if met != new:
                raise InvalidSource(
                    f"{content.dataset}: the source of this id that is loaded has the {name} {met!r}, this one {new!r}",
                    parameter=name,
                    value=new,
                    hint="give this one another id, or load it with --replace if it takes the other's place",
                )


def find_known_keys(store: Store, keys: Iterable[str]) -> set[str]:
    """Which of some keys belong to statements that answers see, or saw; and which `source:ID` to sources."""
    version, wanted = store.read("read/version")[0]["version"], set(keys)
    found = {row["key"] for row in store.read("read/known_keys", keys=sorted(wanted), version=version)}
    found |= {row["key"] for row in store.read("read/withdrawn", version=version)} & wanted
    if any(key.startswith(SOURCE) for key in wanted - found):
        found |= {SOURCE + row["source"]["id"] for row in store.read("read/sources", version=version, since=0)} & wanted
    return found


def find_labels(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The labels of some ids, of those that loaded sources have."""
    version = store.read("read/version")[0]["version"]
    return {row["id"]: row["label"] for row in store.read("read/labels", ids=sorted(set(ids)), version=version)}


def is_loaded(store: Store, dataset: str) -> bool:
    """Whether answers see a dataset of this id."""
    version = store.read("read/version")[0]["version"]
    return bool(store.read("read/loaded", id=dataset, version=version))


def _compare_sources(found: Changes, content: Content, held: dict[str, Row]) -> None:
    has_other_files = not all(map(content.has_key, found.known))
    for one in content.sources:
        row, there = make_source_row(one, content.dataset), held.get(one.id)
        row |= {"publisher": one.publisher, "related": one.related}
        if there is None:
            found.new_sources.append(row)
        elif has_other_files and _is_later(there, one):
            continue  # by another file, which cites the same page: the last day that any of them gives counts
        elif there["digest"] != row["properties"]["digest"] or there.get("closedIn") is not None:
            row["properties"]["closedIn"] = None
            found.sources.append(row)


def _is_later(there: Row, one: WrittenSource) -> bool:
    """Whether the store has a later day of publication for the same page."""
    held, new = parse_window(there, "published"), one.published
    is_same = there["publisher"] == one.publisher and there.get("closedIn") is None
    return is_same and (held.earliest, held.latest) > (new.earliest, new.latest)


def _compare_statements(found: Changes, content: Content) -> None:
    changed = find_changed(content.dataset, content.own_words)  # what is said with them means something else
    for statement in content.statements:
        known = found.known.get(statement.key)
        if known is None or known["id"] != statement.id or statement.predicate in changed:
            found.opened.append(statement)
        elif known["digest"] != make_statement_row(statement)["properties"]["digest"]:
            found.renewed.append((statement, known["record"]))
    if len(found.renewed) > IN_PLACE:  # too many for one transaction: new versions under the same ids
        found.opened += [statement for statement, _ in found.renewed]
        found.renewed = []
    if content.complete:
        keys = {statement.key for statement in content.statements} | content.keep
        found.gone = [row for key, row in found.known.items() if key not in keys and content.has_key(key)]


def _read_holders(store: Store, keys: Iterable[str]) -> list[Row]:
    if store.read("read/next_version")[0]["version"] == 1:  # spares a first, large load many questions
        return []
    wanted = split_batches(sorted(keys), BATCH)
    return [row for batch in wanted for row in store.read("read/known_keys", keys=batch, version=ALL_VERSIONS)]


def _resolve_load(store: Store, content: Content) -> Linking:
    """The statements as they follow from all links, without those that no days fit, nor what then points nowhere."""
    if store.read("read/next_version")[0]["version"] == 1:
        held = []  # a first load has nothing beside its own
    else:
        linked = [s for s in content.statements if s.linked]
        named = {s.key for s in linked}.union(*(s.linked.keys for s in linked if s.linked))
        ids = sorted({row["id"] for row in store.read("read/linked") if row["closed"] == OPEN})
        held = select_linked(store.read, lambda id_: id_, ALL_VERSIONS, ids, named)
    if not any(s.linked for s in content.statements) and not any(s.linked for s in held):
        return Linking(statements=list(content.statements))
    sources = [parse_source(row) for row in store.read("read/sources", version=ALL_VERSIONS, since=0)]
    by_id = {one.id: one for one in (*sources, *content.sources)}
    aside: dict[str, InvalidInput] = {}

    def stays(statement: StoredStatement) -> bool:
        kept = statement.key in content.keep or statement.key in aside
        ours = statement.dataset == content.dataset and content.has_key(statement.key)
        gone = ours and content.complete and not kept
        return statement.closed_in == OPEN and not gone

    found = resolve_links(content.statements, held, by_id, stays)
    aside |= found.aside
    while lost := _find_dangling(store, found):
        aside |= lost
        found = resolve_links([s for s in found.statements if s.key not in lost], held, by_id, stays)
        aside |= found.aside
    return replace(found, aside=aside)


def _find_dangling(store: Store, found: Linking) -> dict[str, InvalidInput]:
    """What responds to, or fulfils, a statement that is set aside and that the store never had."""
    if not found.aside:
        return {}
    missing = found.aside.keys() - {row["key"] for row in _read_holders(store, found.aside)}
    lost: dict[str, InvalidInput] = {}
    for statement in found.statements:
        for name, keys in (("responds_to", {r.key for r in statement.responds_to}), ("fulfils", statement.fulfils)):
            if pointed := sorted(missing & set(keys)):
                met = ", ".join(pointed)
                error = InvalidStatement(f"no statement that can be loaded has the key {met}", parameter=name)
                lost[statement.key] = error
    return lost


def _renew_times(found: Changes, linking: Linking) -> None:
    """Bounds that follow, but for statements that are written anew anyway."""
    written = {s.id for s in found.opened} | {s.id for s, _ in found.renewed}
    found.times = [(id_, row) for id_, row in linking.times if id_ not in written]


def resolve_links(
    statements: Iterable[WrittenStatement],
    held: Iterable[StoredStatement],
    sources: Mapping[str, WrittenSource],
    stays: Callable[[StoredStatement], bool],
) -> Linking:
    """Settle the statements of a load together with the linked ones that the store holds, and those that they name.

    `stays` tells whether a held statement is open after the load unless the load has a version of its own. Where
    linked statements of the load contradict others, they are set aside; what the store has under their keys stays.
    """
    ours = {statement.key: statement for statement in statements}
    old = {statement.key: statement for statement in held if statement.key in ours or stays(statement)}
    there = _select_concerned(ours, old) | {key: statement for key, statement in old.items() if key not in ours}
    settled = resolve_dates(there.values(), sources, {key: old.get(key) for key, s in ours.items() if s.linked})
    left = [s for s in ours.values() if s.key not in settled.replaced]
    new = [replace_times(s, settled.times[s.key]) if s.linked else s for s in left]
    ids = {statement.id for statement in new}
    times = []
    for statement in old.values():
        replaced = statement.key in ours and statement.key not in settled.replaced and statement.id not in ids
        if statement.linked and not replaced:
            now = replace_times(statement, settled.times[statement.key])
            if now != statement:
                times.append((statement.id, make_times_row(now, f"{statement.id}.{statement.opened_in}")))
    return Linking(statements=new, aside=settled.replaced, loose=settled.contradicting, times=times)


def _select_concerned(ours: Mapping[str, WrittenStatement], old: Mapping[str, StoredStatement]) -> dict[str, Dated]:
    """Those of a load that are linked, or named by what is."""
    everyone: list[Dated] = [*ours.values(), *old.values()]
    named = {key for s in everyone if s.linked for key in s.linked.keys}
    return {key: s for key, s in ours.items() if s.linked or key in named}
