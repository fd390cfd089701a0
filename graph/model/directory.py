"""All entities of a data version by id and by name, and what is said of a name that none has, or several."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from graph.errors import Ambiguous, NotFound
from graph.model.entities import NamedEntity
from graph.model.labels import LABELS
from graph.names.entries import EntityNames, MatchKind, NameHit
from graph.names.facts import ReadName, SeveralMeanings, UnknownName
from graph.names.forms import GOVERNMENTS, split_possessive
from graph.names.keys import is_near
from graph.names.layers import LayeredNames
from graph.names.lookup import NameMatch
from graph.spelling import fold_name


class ResolvedName(NamedTuple):
    """The entities that a name means, one or more, and how it was read: None where it is plain."""

    entities: tuple[NamedEntity, ...]
    note: ReadName | None = None


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

    def renew(self, changed: Iterable[NamedEntity]) -> "Directory":
        """The directory with some entities that are new or changed. The names of others are not indexed anew."""
        ids = {entity.id: entity for entity in changed}
        new = Directory({**self.by_id, **ids}.values())
        if "names" in self.__dict__:
            # an entity that stands for others has their names too
            touched = {member for id_ in ids for one in (self, new) for member in one.list_members(id_)}
            new.__dict__["names"] = self.names.renew({id_: new._collect_names(id_) for id_ in touched})
        return new

    def compact_names(self) -> None:
        """Index all names anew where very many changed since that was done. It takes long; nobody need wait for it."""
        if self.names.has_many_changes:
            names = self._layer_names()
            names.prepare()
            self.__dict__["names"] = names

    @cached_property
    def names(self) -> LayeredNames:
        """The names of all entities."""
        return self._layer_names()

    def _layer_names(self) -> LayeredNames:
        return LayeredNames({one.id: names for one in self if (names := self._collect_names(one.id))})

    def _collect_names(self, id_: str) -> EntityNames | None:
        one = self.find(id_)
        if one is None:
            return None
        in_languages = tuple(name for _, name in one.languages)
        return EntityNames(self.find_canonical(id_), one.label, one.kind, one.name, in_languages, one.aliases)

    @cached_property
    def unnamed(self) -> list[NamedEntity]:
        """Speakers whom their sources do not name."""
        return [one for one in self if one.kind == "anonymous" and one.id == self.find_canonical(one.id)]

    @cached_property
    def states(self) -> frozenset[str]:
        """The canonical ids of states and their governments."""
        kinds = (one for one in self if one.label == "Actor" and one.kind in GOVERNMENTS)
        return frozenset(self.find_canonical(one.id) for one in kinds)

    @cached_property
    def actors_by_code(self) -> Mapping[str, str]:
        """The canonical id of the actor with a code of a list, such as `gw:700`; of several a state, or the first."""
        actors = [one for one in self if one.label == "Actor"]
        found: dict[str, str] = {}
        for one in sorted(actors, key=lambda one: self.find_canonical(one.id) not in self.states):
            for code in one.external_ids:
                found.setdefault(code.replace(" ", ""), self.find_canonical(one.id))
        return found

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
        match = self.names.find(asked, wanted) or self._find_own(asked, wanted)
        if match is None:
            raise self._refuse_unknown(asked, wanted, parameter)
        found = tuple(self.by_id[id_] for id_ in match.ids)
        is_equal = match.how in (MatchKind.SAME_NAME, MatchKind.OTHER_NAME)
        if len(found) > 1 and not (match.how is MatchKind.SAME_NAME and match.is_own) and not are_tied(match.ids):
            raise self._refuse_several(match.ids, asked, parameter, match.how)
        if is_equal and len(found) == 1:
            return ResolvedName(found)
        return ResolvedName(found, ReadName(asked, tuple(one.id for one in found), match.how))

    def _find_own(self, asked: str, wanted: frozenset[str]) -> NameMatch | None:
        """Who is called by another of its names behind its own, as in Libya's Government of National Accord."""
        owner, rest = self._find_owner(asked, wanted)
        return rest if owner and rest and owner.ids == rest.ids else None

    def _find_owner(self, asked: str, wanted: frozenset[str]) -> tuple[NameMatch | None, NameMatch | None]:
        """Whom a name means that ends in 's, and whom what is theirs."""
        parts = split_possessive(asked)
        return (self.names.find(parts[0], wanted), self.names.find(parts[1], wanted)) if parts else (None, None)

    def find_meant(self, text: str, labels: Iterable[str]) -> list[NameHit]:
        """Whom an id or a name means where it is asked about, of the first label that has one.

        A name that is given letter by letter, of whatever label, comes before one that is only understood.
        """
        wanted = list(labels)
        entity = self.find(text.strip())
        if entity and entity.label in wanted:
            id_ = self.find_canonical(entity.id)
            return [NameHit(id_, self.by_id[id_].name, MatchKind.SAME_ID)]
        each = [frozenset((label,)) for label in wanted]
        by_letter = (self.names.find_equal(fold_name(text), one) for one in each)
        by_meaning = (self.names.find(text, one) or self._find_own(text, one) for one in each)
        match = next(filter(None, chain(by_letter, by_meaning)), None)
        return [NameHit(id_, self.by_id[id_].name, match.how) for id_ in match.ids] if match else []

    def search(self, text: str, labels: Iterable[str] | None = None) -> Sequence[NameHit]:
        """Entities whose id is the text, or with a name that has its words or is near to it; the best first."""
        wanted = None if labels is None else frozenset(labels)
        hits = self.names.search(text, wanted)
        entity = self.find(text.strip())
        if entity is None or (wanted is not None and entity.label not in wanted):
            return hits
        id_ = self.find_canonical(entity.id)
        first = NameHit(id_, self.by_id[id_].name, MatchKind.SAME_ID)
        return [first, *(hit for hit in hits if hit.id != id_)]

    def _refuse_several(self, ids: Iterable[str], asked: str, parameter: str, how: MatchKind) -> Ambiguous:
        choices = [self._describe(id_, how) for id_ in ids]
        names = [choice["name"] for choice in choices]
        is_shared = len(set(names)) < len(names)  # a country, its people and its government may have one name
        if is_shared:
            names = [f"{one['name']} ({SAID_OF_LABEL[self.by_id[one['id']].label]})" for one in choices]
        return Ambiguous(
            f'"{asked}" can mean {_join_or(names)}',
            choices=choices,
            parameter=parameter,
            value=asked,
            name=SeveralMeanings(asked, tuple(choice["id"] for choice in choices), is_shared),
        )

    def _refuse_unknown(self, asked: str, wanted: frozenset[str], parameter: str) -> NotFound:
        """What is said where no entity of the labels has a name, with near ones, or with those of other labels."""
        hits = self.search(asked, wanted)[: 2 * MOST_CHOICES]
        of_owner = self._find_owner(asked, wanted)[1]
        theirs = dict.fromkeys(of_owner.ids if of_owner else (), MatchKind.SOME_WORDS)
        offered = theirs | {hit.id: hit.how for hit in hits if may_be_meant(asked, hit)}
        others = self.names.find(asked, frozenset(LABELS) - wanted)
        if others and others.how in (MatchKind.SAME_NAME, MatchKind.OTHER_NAME):  # it is not misspelt
            offered = {id_: how for id_, how in offered.items() if fold_name(asked) in self._fold_names(id_)}
        near = [self._describe(id_, how) for id_, how in offered.items()][:MOST_CHOICES]
        entity = self.find(asked)
        other = self.get(asked) if entity else self.by_id[others.ids[0]] if others else None
        meant = f"Did you mean {_join_or([choice['name'] for choice in near[:3]])}?" if near else ""
        of_label = PARAMETERS.get(other.label) if other else None
        name = UnknownName(
            asked,
            tuple(label for label in SAID_OF_LABEL if label in wanted),
            tuple(choice["id"] for choice in near[:3]),
            other.id if other else None,
            of_label,
        )
        if other is None:
            said, hint = f'We have no "{asked}"', meant or "look for it with search"
        else:
            said = f'"{asked}" is {SAID_OF_LABEL[other.label]} here, not {_join_or(_say_labels(wanted))}'
            hint = meant or (f"write {of_label}={other.id}" if of_label else "look for it with search")
        if not meant:
            return NotFound(said, parameter=parameter, value=asked, hint=hint, name=name)
        hint = "write one of the choices"
        return NotFound(f"{said}. {meant}", parameter=parameter, value=asked, hint=hint, choices=near, name=name)

    def _fold_names(self, id_: str) -> str:
        """All names of an entity and those joined to it, folded, one a line."""
        members = map(self.by_id.__getitem__, self.list_members(id_))
        return "\n".join(fold_name(name) for one in members for name in one.every_name)

    def _describe(self, id_: str, why: MatchKind) -> dict[str, str]:
        entity = self.by_id[id_]
        return {"id": id_, "name": entity.name, "kind": entity.kind, "why": str(why)}


MOST_CHOICES = 10
UNCERTAIN = (MatchKind.SPELT_ALIKE, MatchKind.SOUNDS_ALIKE, MatchKind.SIMILAR, MatchKind.SOME_WORDS)


def may_be_meant(asked: str, hit: NameHit) -> bool:
    """Whether who has a name is worth offering for another one: not for equal consonants alone."""
    return hit.how not in UNCERTAIN or is_near(asked, hit.name)


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
