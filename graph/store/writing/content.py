"""What one dataset says, as a load takes it, and whether it agrees with itself and with the store."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph.errors import InvalidSource
from graph.model.addresses import check_web_address
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement


class LoadContent(Protocol):
    """What is checked of a dataset."""

    @property
    def dataset(self) -> str: ...
    @property
    def sources(self) -> Sequence[WrittenSource]: ...
    @property
    def entities(self) -> Sequence[WrittenEntity]: ...
    @property
    def statements(self) -> Sequence[WrittenStatement]: ...
    @property
    def used(self) -> Sequence[UsedEntity]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that one dataset says now. Only where it is complete are keys that it lacks closed.

    `keep` are keys of rows that could not be read: their old versions stay open. `used` are ids of other sources.
    `replaces` says that it takes the place of a source of the same id with another title or publisher.
    `may_take_from` are datasets whose ids it may have: what comes with whoholds hands ids on from version to version.
    `space` is what the keys of its file begin with: the dataset, or for a further file of it `dataset/stem`. Keys of
    other files are none of its business, unless it has `all_files`. `own_words` is its `vocabulary.yml`.
    """

    dataset: str
    title: str
    sources: Sequence[WrittenSource]
    entities: Sequence[WrittenEntity]
    statements: Sequence[WrittenStatement]
    complete: bool = True
    keep: frozenset[str] = frozenset()
    used: Sequence[UsedEntity] = ()
    replaces: bool = False
    may_take_from: frozenset[str] = frozenset()
    space: str = ""
    own_words: Mapping[str, Any] = field(default_factory=dict)
    all_files: bool = False

    def has_key(self, key: str) -> bool:
        """Whether a key of the dataset is one of this file."""
        return self.all_files or self.replaces or find_space(self.dataset, key) == (self.space or self.dataset)


def find_space(dataset: str, key: str) -> str:
    """What the keys of a file of the dataset begin with, by one of them."""
    space = key.partition(":")[0]
    return space if space.startswith(f"{dataset}/") else dataset


def check_content(content: LoadContent, held_labels: Mapping[str, str], held_sources: Collection[str]) -> None:
    """Refuse repeated ids and keys, ids that nobody has, entities that the store holds under another label, and
    addresses that are not on the web.

    `held_labels` are those of the dataset's own entities in the store, of those that it uses, and of those of its ids
    that other sources had once.
    """
    for source in content.sources:
        if source.url is not None:
            check_web_address(source.url)
        if source.archive is not None and source.archive.url is not None:
            check_web_address(source.archive.url, "archive.url")
    _refuse_repeated("entity", (entity.id for entity in content.entities))
    _refuse_repeated("id in use", (used.id for used in content.used))
    _refuse_repeated("source", (source.id for source in content.sources))
    _refuse_repeated("key", (statement.key for statement in content.statements))
    for entity in content.entities:
        held = held_labels.get(entity.id, entity.label)
        if held != entity.label:
            raise InvalidSource(
                f"{content.dataset}: {entity.id!r} is a {held} in the store, here a {entity.label}", value=entity.id
            )
    made = {used.id: used.made.label for used in content.used if used.made}
    entities = held_labels.keys() | made.keys() | {entity.id for entity in content.entities}
    sources = set(held_sources) | {source.id for source in content.sources}
    speakers = {statement.said_by for statement in content.statements}
    in_roles = {id_ for s in content.statements for ids in (*s.roles.values(), s.about) for id_ in ids}
    _refuse_unknown(
        content.dataset, "entity", speakers | in_roles | {source.publisher for source in content.sources}, entities
    )
    labels = {**held_labels} | made | {entity.id: entity.label for entity in content.entities}
    for label, ids in (item for one in content.sources for claim in one.covers for item in claim.ids.items()):
        _refuse_unknown(content.dataset, label, ids, {id_ for id_ in ids if labels.get(id_) == label})
    cited = {statement.cites.source for statement in content.statements}
    related = {other for source in content.sources for _, other in source.related}
    _refuse_unknown(content.dataset, "source", cited | related, sources)
    _refuse_unknown(
        content.dataset, "dataset", {statement.dataset for statement in content.statements}, {content.dataset}
    )


def check_keys(dataset: str, held: Iterable[Mapping[str, str]]) -> None:
    """Refuse keys that belong to statements of another dataset. `held` are rows of `read/known_keys`."""
    for row in held:
        if row["dataset"] != dataset:
            raise InvalidSource(
                f"{dataset}: the key {row['key']!r} belongs to a statement of {row['dataset']}",
                parameter="key",
                value=row["key"],
            )


def check_pointers(
    content: LoadContent, opened: Iterable[WrittenStatement], held: Callable[[set[str]], set[str]]
) -> None:
    """Refuse responses to, and fulfilments of, keys that nobody has. `held` tells which of some keys the store has."""
    pointed = {key for s in opened for key in (*(response.key for response in s.responds_to), *s.fulfils)}
    elsewhere = pointed - {statement.key for statement in content.statements}
    if elsewhere:
        _refuse_unknown(content.dataset, "statement", elsewhere, held(elsewhere))


def _refuse_repeated(what: str, ids: Iterable[str]) -> None:
    for id_, times in Counter(ids).items():
        if times > 1:
            raise InvalidSource(f"the {what} {id_!r} stands {times} times", parameter=what, value=id_)


def _refuse_unknown(dataset: str, what: str, named: Collection[str], known: Collection[str]) -> None:
    for id_ in sorted(set(named) - set(known)):
        raise InvalidSource(f"{dataset}: no {what} has the id or key {id_!r}", parameter=what, value=id_)
