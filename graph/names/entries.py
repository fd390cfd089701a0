"""The names of one entity, what each is to it, and how a name that is asked for may match one."""

from enum import Enum, StrEnum
from typing import NamedTuple


class EntityNames(NamedTuple):
    """The names of an entity. `id` is the canonical one, so entities that judgements join share it."""

    id: str
    label: str
    kind: str
    name: str
    in_languages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class NameRole(Enum):
    """What a name is to its entity; the first comes first."""

    NAME = 0
    IN_LANGUAGE = 1
    ALIAS = 2


class MatchKind(StrEnum):
    """How a name matches what was asked, the closest first.

    The kinds down to RENAMED find an entity that is asked for by its name; by the others a name is only near.
    """

    SAME_ID = "same id"
    SAME_NAME = "same name"
    OTHER_NAME = "another of its names"
    SHORTER = "the same without title, article or the like"  # by the lists of graph.names.forms
    SPELT_ALIKE = "spelt alike"
    SOUNDS_ALIKE = "same consonants"  # in another script
    KIND = "the same without its kind"  # Hawl camp, where al-Hol is a camp
    FAMILY_NAME = "family name"
    RENAMED = "the same with another name in it"  # Islamic State suspects, where ISIS suspects are known
    BEGINS = "begins with it"
    EVERY_WORD = "has every word"
    PART_OF_WORD = "part of a word"
    SIMILAR = "similar spelling"
    SOME_WORDS = "some of the words"
    OTHER_LABEL = "same name, but something else"


class NameUse(NamedTuple):
    """A name of the entity at an index."""

    entity: int
    role: NameRole
    written: str


def list_uses(index: int, entity: EntityNames) -> list[NameUse]:
    """The names of an entity, its own first."""
    return [
        NameUse(index, NameRole.NAME, entity.name),
        *(NameUse(index, NameRole.IN_LANGUAGE, name) for name in entity.in_languages),
        *(NameUse(index, NameRole.ALIAS, name) for name in entity.aliases),
    ]


class NameHit(NamedTuple):
    """An entity that was found, by its canonical id; the name that fits best, and how it does."""

    id: str
    name: str
    how: MatchKind
