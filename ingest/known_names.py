"""Whom a name means among the entities of other sources: one rule for sheets and for tables of figures."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from graph.model.entities import NamedEntity, WrittenEntity
from graph.names.entries import EntityNames
from graph.names.lookup import NameLookup

MOST_CHOICES = 6
JOINTS = re.compile(r" ?[,،&/] ?| (?:and|û) | و ?(?=\w)")


class OwnedEntity(NamedTuple):
    """An entity and the source that has its id."""

    entity: NamedEntity
    owner: str


class NamesOfOthers:
    """The entities of other sources that a sheet or a table may name, by id and by name."""

    def __init__(self, known: Iterable[OwnedEntity] = ()) -> None:
        self.by_id = {one.entity.id: one for one in known}
        self._lookup: NameLookup | None = None

    def without(self, dataset: str) -> "NamesOfOthers":
        """Those whose id another source than this has."""
        if all(one.owner != dataset for one in self.by_id.values()):
            return self
        return NamesOfOthers(one for one in self.by_id.values() if one.owner != dataset)

    def find(self, name: str, labels: Collection[str]) -> list[str]:
        """The ids that a name means, by the first of these that hits: an id, an equal name, an equal alias, a name
        without article, title and the like. One that is only spelt alike is never taken, since no one may see it."""
        if name in self.by_id and self.by_id[name].entity.label in labels:
            return [name]
        match = self._names.find_as_written(name, labels)
        return list(match.ids) if match else []

    def list_near(self, name: str, labels: Collection[str]) -> list[str]:
        """Ids of names that are near."""
        return [hit.id for hit in self._names.index.search(name, labels, MOST_CHOICES)[:MOST_CHOICES]]

    @property
    def _names(self) -> NameLookup:
        if self._lookup is None:
            entities = (one.entity for one in self.by_id.values())
            self._lookup = NameLookup([make_entity_names(entity) for entity in entities])
        return self._lookup


def make_entity_names(entity: NamedEntity) -> EntityNames:
    languages = tuple(name for _, name in entity.languages)
    return EntityNames(entity.id, entity.label, entity.kind, entity.name, languages, entity.aliases)


def own_written(entities: Iterable[WrittenEntity], owner: str) -> Iterator[OwnedEntity]:
    """Entities as a source writes them, with the source as their owner."""
    for one in entities:
        made = NamedEntity(
            id=one.id, label=one.label, name=one.name, kind=one.kind, aliases=one.aliases,  # type: ignore[arg-type]
            external_ids=one.external_ids, languages=one.languages, canonical=one.id,
        )  # fmt: skip
        yield OwnedEntity(made, owner)


def split_joint(text: str) -> list[str]:
    """The parts of a text that may be several names, with `and`, a comma or the like between; it may be one name."""
    return [part.strip() for part in JOINTS.split(text) if part.strip()]
