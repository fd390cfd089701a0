"""Names of one entity: those that each source gives it, and what the entity shows of them all.

The source that has the id gives the name, the kind and names of its own; any other source that uses the id gives names
besides, which leave with that source.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import InvalidSource
from graph.model.entities import WrittenEntity, check_group_names, check_positions, list_positions
from graph.model.languages import LanguageNames, check_languages
from graph.model.name_form import check_names

T = TypeVar("T", bound=Hashable)
NAMED = 5  # ids in one message


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNames:
    """What one source calls an entity. `name` is given by the source that has the id only.

    `languages` are pairs of a language tag and a name; the first of a language is what is printed in it.
    `internal_aliases` are for those who run the store only.
    """

    name: str | None = None
    aliases: tuple[str, ...] = ()
    languages: LanguageNames = ()
    external_ids: tuple[str, ...] = ()
    internal_aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedEntity:
    """An id of another source that a source uses, and what it calls it.

    `made` is what the id stands for while the source that has it, `owner`, is not loaded: with it sources of one
    family, such as the data sets of one publisher, may be loaded in any order. Without it the id must be there.
    """

    id: str
    aliases: tuple[str, ...] = ()
    languages: LanguageNames = ()
    external_ids: tuple[str, ...] = ()
    owner: str | None = None
    made: WrittenEntity | None = None
    internal_aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_languages(self.languages)
        check_positions(self.external_ids)
        if self.made:
            self.check_names(self.made.label)

    @property
    def given(self) -> GivenNames:
        aliases = (self.made.name, *self.made.aliases, *self.aliases) if self.made else self.aliases
        outside = (*self.made.external_ids, *self.external_ids) if self.made else self.external_ids
        languages = (*self.made.languages, *self.languages) if self.made else self.languages
        return GivenNames(
            aliases=_unique(aliases), languages=_unique(languages), external_ids=_unique(outside),
            internal_aliases=self.internal_aliases,
        )  # fmt: skip

    def check_names(self, label: str) -> None:
        """Refuse what is no name, and names of one person for a group. Raises InvalidStatement."""
        names = (*self.aliases, *self.internal_aliases, *(name for _, name in self.languages))
        check_names(self.id, names)
        check_group_names(self.id, label, names)


def use_for(owner: str, entity: WrittenEntity) -> UsedEntity:
    """The use of an id of `owner`, which is made for it where the owner is not loaded."""
    return UsedEntity(id=entity.id, owner=owner, made=entity)


def give_names(entity: WrittenEntity) -> GivenNames:
    """What the source that has an entity calls it."""
    return GivenNames(
        name=entity.name, aliases=entity.aliases, languages=entity.languages, external_ids=entity.external_ids,
        internal_aliases=entity.internal_aliases,
    )  # fmt: skip


def combine_names(own: GivenNames, others: Mapping[str, GivenNames]) -> GivenNames:
    """What an entity shows: its own names, then those of the other sources in the order of their ids.

    A place lies where the source that has it says; only without that where another one does.
    """
    given = [own, *(names for _, names in sorted(others.items()))]
    called = (
        name for one in given for name in (one.name, *one.aliases, *one.internal_aliases) if name and name != own.name
    )
    outside: list[str] = []
    for one in given:
        placed = bool(list_positions(outside))
        outside += [item for item in one.external_ids if not (placed and list_positions([item]))]
    languages = _unique(pair for one in given for pair in one.languages)
    return GivenNames(
        name=own.name, aliases=_unique(called), languages=languages, external_ids=_unique(outside)
    )  # fmt: skip


def refuse_own_use(dataset: str, id_: str) -> InvalidSource:
    """The error for a use of an id of the source itself."""
    return InvalidSource(
        f"{dataset}: use names {id_!r}, an id of {dataset} itself",
        parameter="use",
        value=id_,
        hint="use is for ids of other sources; leave it out there",
    )


def refuse_unknown_use(dataset: str, ids: list[str]) -> InvalidSource:
    """The error for a use of ids that no loaded source has."""
    return InvalidSource(
        f"{dataset}: use: no source that is loaded has the id {', '.join(map(repr, ids[:NAMED]))}",
        parameter="use",
        value=ids[0],
        hint="load the source that has it first; one that comes with whoholds is loaded by itself where source.yml "
        "says `uses: [its id]`",
    )


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
