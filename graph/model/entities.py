"""Entities as written; where a place lies: the external id `geo`, an RFC 5870 geo URI without its scheme."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import Ambiguous, InvalidInput, InvalidStatement, NotFound
from graph.model.labels import LABELS, Label
from graph.model.languages import LanguageNames, check_languages
from graph.names.entries import EntityNames, MatchKind, NameHit
from graph.names.lookup import NameLookup
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from graph.names.search import NameIndex

SCHEME = "geo"


NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,12})?"


PATTERN = rf"^-?{NUMBER},-?{NUMBER}(;u={NUMBER})?$"


_READ = re.compile(rf"(-?{NUMBER}),(-?{NUMBER})(?:;u=({NUMBER}))?")


EXPECTED = (
    "latitude,longitude in degrees and, where it is known, ;u= and metres of uncertainty: 36.50237,40.74772;u=15000"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEntity:
    """An entity as written: an actor, a group, a nationality, a place or an event."""

    id: str
    label: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()  # "scheme:value"; where a place lies is `geo:..`, a GeoPosition
    languages: LanguageNames = ()  # the first name of a language is the one to print

    def __post_init__(self) -> None:
        kinds = vocabulary().kinds
        if self.label not in kinds:
            raise InvalidStatement(
                f"{self.id}: label {self.label!r}; expected one of {', '.join(LABELS)}",
                parameter="label",
                value=self.label,
            )
        if self.label == "Group" and self.kind == "person":
            raise _refuse_single(self.id, "kind", self.kind)
        if self.kind not in kinds[self.label]:
            expected = ", ".join(sorted(kinds[self.label]))
            raise InvalidStatement(
                f"{self.id}: kind {self.kind!r} of {self.label}; expected one of {expected}",
                parameter="kind",
                value=self.kind,
            )
        check_group_names(self.id, self.label, (self.name, *self.aliases, *(name for _, name in self.languages)))
        check_languages(self.languages)
        check_positions(self.external_ids)


def check_group_names(id_: str, label: str, names: Iterable[str]) -> None:
    """Refuse a name of one person for a group. Raises InvalidStatement."""
    for name in names:
        if label == "Group" and _is_one_person(name):
            raise _refuse_single(id_, "name", name)


MOST_NAMES = 4  # that one person is called by, behind a title


def _is_one_person(name: str) -> bool:
    """Whether a name is a title and the names of one person; of names without a title it is never said."""
    title, *names = name.split() or [""]
    is_name = all(part[:1].isupper() for part in names)
    return title.rstrip(".").casefold() in vocabulary().titles and 1 <= len(names) <= MOST_NAMES and is_name


def _refuse_single(id_: str, parameter: str, value: str) -> InvalidStatement:
    return InvalidStatement(
        f"{id_}: {parameter} {value!r}: held people are always groups; a single named detainee is not loaded",
        parameter=parameter,
        value=value,
        hint="describe the people by who they are, without a name",
    )


class GeoPosition(NamedTuple):
    """A point of WGS 84, and how far from it the place may lie; None where that is not known."""

    latitude: float
    longitude: float
    uncertainty_metres: float | None = None


def read_position(written: str) -> GeoPosition:
    """The position that a text means. Raises InvalidInput naming the field."""
    found = _READ.fullmatch(written)
    if not found:
        raise _refuse(written, f"expected {EXPECTED}")
    latitude, longitude = float(found[1]), float(found[2])
    if not -90 <= latitude <= 90:
        raise _refuse(written, "expected a latitude from -90 to 90, before the longitude")
    if not -180 <= longitude <= 180:
        raise _refuse(written, "expected a longitude from -180 to 180")
    return GeoPosition(latitude, longitude, None if found[3] is None else float(found[3]))


def check_positions(external_ids: Iterable[str]) -> None:
    """Refuse external ids (`scheme:value`) of which one is a position that cannot be read. Raises InvalidInput."""
    for written in list_positions(external_ids):
        read_position(written)


def list_positions(external_ids: Iterable[str]) -> list[str]:
    """The positions among some external ids, as written."""
    return [value for scheme, _, value in (item.partition(":") for item in external_ids) if scheme == SCHEME]


def find_position(external_ids: Iterable[str]) -> GeoPosition | None:
    """The first position among some external ids; None where none can be read."""
    for written in list_positions(external_ids):
        try:
            return read_position(written)
        except InvalidInput:  # of a store that was filled before positions were read
            continue
    return None


def _refuse(written: str, expected: str) -> InvalidInput:
    return InvalidInput(f"geo: {written!r}; {expected}", parameter=f"external_ids.{SCHEME}", value=written)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity with its names. `canonical` is its canonical id once judgements are applied.

    `closed_in` is the load that took its source away, if one did.
    """

    id: str
    label: Label
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    languages: LanguageNames = ()
    canonical: str = ""
    closed_in: int | None = None

    @property
    def every_name(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *(name for _, name in self.languages))


class ResolvedName(NamedTuple):
    """The entities that a name means, one or more, and what is to be said of that: None where it is plain."""

    entities: tuple[NamedEntity, ...]
    note: str | None = None


AreTied = Callable[[Collection[str]], bool]  # whether some ids are one actor at different times, or may be one


class Directory:
    """All entities of one data version, in memory.

    `by_id` also has those whose source was unloaded, for statements of earlier data versions; nothing else finds them.
    """

    def __init__(self, entities: Iterable[NamedEntity], version: int | None = None) -> None:
        """With a version, entities that were closed later are there still."""
        self.by_id = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
        self._closed = {
            entity.id
            for entity in self.by_id.values()
            if entity.closed_in is not None and (version is None or entity.closed_in <= version)
        }
        self._members: dict[str, list[str]] = {}
        for entity in self:
            self._members.setdefault(self.find_canonical(entity.id), []).append(entity.id)

    def __iter__(self) -> Iterator[NamedEntity]:
        return (entity for entity in self.by_id.values() if entity.id not in self._closed)

    def find(self, id_: str) -> NamedEntity | None:
        """The entity of an id itself, if its source is loaded."""
        return None if id_ in self._closed else self.by_id.get(id_)

    @cached_property
    def names(self) -> NameLookup:
        """The names of all entities."""
        return NameLookup(
            [
                EntityNames(
                    self.find_canonical(one.id),
                    one.label,
                    one.kind,
                    one.name,
                    tuple(n for _, n in one.languages),
                    one.aliases,
                )
                for one in self
            ]
        )

    @cached_property
    def _index(self) -> "NameIndex":
        from graph.names.search import NameIndex  # needs numpy, which most questions do not

        return NameIndex(self.names)

    def find_canonical(self, id_: str) -> str:
        """The canonical id of an entity: its own, unless a judgement joined it to another."""
        entity = self.by_id.get(id_)
        return (entity.canonical or id_) if entity else id_

    def list_members(self, id_: str) -> list[str]:
        """The ids of an entity: its own, and those that judgements joined to it."""
        return self._members.get(self.find_canonical(id_), [id_])

    def get(self, id_: str) -> NamedEntity:
        """The canonical entity of an id."""
        return self.by_id[self.find_canonical(id_)]

    def resolve(self, asked: str, labels: Iterable[str], parameter: str) -> NamedEntity:
        """The one entity of these labels with this id or name. Raises NotFound or Ambiguous, with the choices."""
        return self.resolve_one(asked, labels, parameter).entities[0]

    def resolve_one(self, asked: str, labels: Iterable[str], parameter: str) -> ResolvedName:
        """As `resolve`, with what is to be said of the name."""
        wanted = frozenset(labels)
        resolved = self.resolve_all(asked, wanted, parameter)
        if len(resolved.entities) == 1:
            return resolved
        raise self._refuse_several([one.id for one in resolved.entities], asked, parameter, MatchKind.SAME_NAME)

    def resolve_all(
        self, asked: str, labels: Iterable[str], parameter: str, are_tied: AreTied = lambda ids: False
    ) -> ResolvedName:
        """The entities of these labels with this id or name: several if it is the own name of each, or they are tied.

        Raises NotFound, or Ambiguous if several have the name in another way; both with the choices.
        """
        wanted = frozenset(labels)
        entity = self.find(asked)
        if entity and entity.label in wanted:
            return ResolvedName((self.get(asked),))
        match = self.names.find(asked, wanted)
        if match is None:
            raise self._refuse_unknown(asked, wanted, parameter)
        found = tuple(self.by_id[id_] for id_ in match.ids)
        is_equal = match.how in (MatchKind.SAME_NAME, MatchKind.OTHER_NAME)
        if len(found) > 1 and not (match.how is MatchKind.SAME_NAME and match.is_own) and not are_tied(match.ids):
            raise self._refuse_several(match.ids, asked, parameter, match.how)
        if is_equal and len(found) == 1:
            return ResolvedName(found)
        return ResolvedName(found, _write_reading(asked, found, match.how))

    def search(self, text: str, labels: Iterable[str] | None = None) -> Sequence[NameHit]:
        """Entities whose id is the text, or with a name that has its words or is near to it; the best first."""
        wanted = None if labels is None else frozenset(labels)
        hits = self._index.search(text, wanted)
        entity = self.find(text.strip())
        if entity is None or (wanted is not None and entity.label not in wanted):
            return hits
        id_ = self.find_canonical(entity.id)
        first = NameHit(id_, self.by_id[id_].name, MatchKind.SAME_ID)
        return [first, *(hit for hit in hits if hit.id != id_)]

    def _refuse_several(self, ids: Iterable[str], asked: str, parameter: str, how: MatchKind) -> Ambiguous:
        choices = [self._describe(id_, how) for id_ in ids]
        return Ambiguous(
            f'"{asked}" can mean {_join_or([choice["name"] for choice in choices])}',
            choices=choices,
            parameter=parameter,
            value=asked,
        )

    def _refuse_unknown(self, asked: str, wanted: frozenset[str], parameter: str) -> NotFound:
        """What is said where no entity of the labels has a name, with near ones, or with those of other labels."""
        near = [self._describe(hit.id, hit.how) for hit in self.search(asked, wanted)[:MOST_CHOICES]]
        others = self.names.find(asked, frozenset(LABELS) - wanted)
        entity = self.find(asked)
        other = self.get(asked) if entity else self.by_id[others.ids[0]] if others else None
        meant = f"Did you mean {_join_or([choice['name'] for choice in near[:3]])}?" if near else ""
        if other is None:
            said, hint = f'We have no "{asked}"', meant or "look for it with search"
        else:
            said = f'"{asked}" is {SAID_OF_LABEL[other.label]} here, not {_join_or(_say_labels(wanted))}'
            of_label = PARAMETERS.get(other.label) if parameter in PARAMETERS.values() else None
            hint = meant or (f"write {of_label}={other.id}" if of_label else "look for it with search")
        if not meant:
            return NotFound(said, parameter=parameter, value=asked, hint=hint)
        return NotFound(
            f"{said}. {meant}", parameter=parameter, value=asked, hint="write one of the choices", choices=near
        )

    def _describe(self, id_: str, why: MatchKind) -> dict[str, str]:
        entity = self.by_id[id_]
        return {"id": id_, "name": entity.name, "kind": entity.kind, "why": str(why)}


def _write_reading(asked: str, found: Sequence[NamedEntity], how: MatchKind) -> str:
    """How a name was read: such as `we read "Russia" as Government of Russia (..)`."""
    if len(found) == 1:
        return f'we read "{asked}" as {found[0].name} ({how})'
    names = " and ".join(f"{one.name} ({one.id})" for one in found)
    return f'"{asked}" is the name of {len(found)} here, and the answer has them all: {names}'


MOST_CHOICES = 10
SAID_OF_LABEL = {
    "Actor": "an actor",
    "Group": "a group of held people",
    "Nationality": "a nationality",
    "Place": "a place",
    "Event": "an event",
}
PARAMETERS = {"Actor": "holder", "Group": "held", "Nationality": "nationality", "Place": "place"}  # of custody


def _say_labels(labels: frozenset[str]) -> list[str]:
    return [said for label, said in SAID_OF_LABEL.items() if label in labels]


def _join_or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
