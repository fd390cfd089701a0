"""Entities as written; where a place lies: the external id `geo`, an RFC 5870 geo URI without its scheme."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import Ambiguous, InvalidInput, InvalidStatement, NotFound
from graph.model.labels import LABELS, Label
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

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
        named = (name for name in (self.name, *self.aliases) if self.label == "Group" and _is_one_person(name))
        if (name := next(named, None)) is not None:
            raise _refuse_single(self.id, "name", name)
        check_positions(self.external_ids)


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
    """An entity with its names. `canonical` is its canonical id once judgements are applied."""

    id: str
    label: Label
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    canonical: str = ""


class Directory:
    """All entities of one data version, in memory."""

    def __init__(self, entities: Iterable[NamedEntity]) -> None:
        self.by_id = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
        self._members: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for entity in self.by_id.values():
            self._members.setdefault(self.find_canonical(entity.id), []).append(entity.id)
            for name in {fold_name(name) for name in (entity.name, *entity.aliases)} - {""}:
                self._by_name.setdefault(name, []).append(entity.id)

    def __iter__(self) -> Iterator[NamedEntity]:
        return iter(self.by_id.values())

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
        """The one entity of these labels with this id or name. Raises NotFound, or Ambiguous with the choices."""
        wanted = frozenset(labels)
        entity = self.by_id.get(asked)
        if entity and entity.label in wanted:
            return self.get(asked)
        ids = {self.find_canonical(i) for i in self._by_name.get(fold_name(asked), ()) if self.by_id[i].label in wanted}
        if len(ids) == 1:
            return self.by_id[ids.pop()]
        kinds = " or ".join(sorted(wanted))
        if ids:
            choices = [{"id": i, "name": self.by_id[i].name, "kind": self.by_id[i].kind} for i in sorted(ids)]
            raise Ambiguous(f"{parameter}: {asked!r} names several", choices=choices, parameter=parameter, value=asked)
        if entity:
            raise NotFound(
                f"{parameter}: {asked!r} is a {entity.label}; expected {kinds}", parameter=parameter, value=asked
            )
        raise NotFound(
            f"{parameter}: nobody has the id or name {asked!r}; expected {kinds}",
            parameter=parameter,
            value=asked,
            hint=self._hint(asked, wanted),
        )

    def search(self, text: str, labels: Iterable[str] | None = None) -> list[NamedEntity]:
        """Entities whose id, name or alias has every word of the text, best first; close spellings if none has."""
        wanted, words = frozenset(labels) if labels else None, fold_name(text).split()
        found: dict[str, int] = {}
        for name, ids in self._by_name.items():
            rank = _rank_match(name, words)
            for id_ in ids if rank is not None else ():
                if wanted is None or self.by_id[id_].label in wanted:
                    canonical = self.find_canonical(id_)
                    found[canonical] = min(rank or 0, found.get(canonical, 9))
        for id_ in self.by_id:
            if id_ == text.strip() and (wanted is None or self.by_id[id_].label in wanted):
                found[self.find_canonical(id_)] = -1
        if not found and words:
            for name in difflib.get_close_matches(" ".join(words), self._by_name, n=5, cutoff=0.75):
                found |= {
                    self.find_canonical(i): 5
                    for i in self._by_name[name]
                    if wanted is None or self.by_id[i].label in wanted
                }
        return [self.by_id[i] for i in sorted(found, key=lambda i: (found[i], fold_name(self.by_id[i].name), i))]

    def _hint(self, asked: str, labels: frozenset[str]) -> str:
        near = [f"{entity.id} ({entity.name})" for entity in self.search(asked, labels)[:3]]
        return f"did you mean {', '.join(near)}?" if near else "search finds names and their ids"


def _rank_match(name: str, words: list[str]) -> int | None:
    """How well some words match a name: 0 all of it, 1 its beginning, 2 beginnings of its words, 3 parts; or None."""
    text = " ".join(words)
    if not words or not all(word in name for word in words):
        return None
    if name == text:
        return 0
    if name.startswith(text):
        return 1
    starts = name.split()
    return 2 if all(any(start.startswith(word) for start in starts) for word in words) else 3
