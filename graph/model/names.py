"""Names of entities, looked up without regard to case, accents and spelling."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import Ambiguous, NotFound
from graph.model.entities import Label
from graph.spelling import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity with its names. `canonical` is the id that stands for it once judgements are applied."""

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
        """The id that stands for an entity: its own, unless a judgement joined it to another."""
        entity = self.by_id.get(id_)
        return (entity.canonical or id_) if entity else id_

    def list_members(self, id_: str) -> list[str]:
        """The ids of an entity: its own, and those that judgements joined to it."""
        return self._members.get(self.find_canonical(id_), [id_])

    def get(self, id_: str) -> NamedEntity:
        """The entity that stands for an id."""
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
