"""Entities as written; where a place lies: the external id `geo`, an RFC 5870 geo URI without its scheme."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import InvalidInput, InvalidStatement
from graph.model.labels import LABELS, Label
from graph.model.languages import LanguageNames, check_languages
from graph.model.name_form import check_names
from graph.vocabulary import vocabulary
from graph.vocabulary.nearest import find_near_names, hint_at_names

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
    internal: bool = False  # for those who run the store only, with all that names it
    internal_aliases: tuple[str, ...] = ()  # names for those who run the store only

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
                hint=hint_at_names(find_near_names(self.kind, kinds[self.label])),
            )
        names = (self.name, *self.aliases, *self.internal_aliases, *(name for _, name in self.languages))
        check_names(self.id, names)
        check_group_names(self.id, self.label, names)
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

    `dataset` is the one that has its id; `closed_in` is the load that took its source away, if one did.
    """

    id: str
    label: Label
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    languages: LanguageNames = ()
    canonical: str = ""
    dataset: str = ""
    closed_in: int | None = None

    @property
    def every_name(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *(name for _, name in self.languages))
