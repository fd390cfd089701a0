"""Whom the names in the cells of a sheet mean: by the tab Who, then by what is loaded, or by the reference tables."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from graph.model.entities import NamedEntity
from graph.spelling import fold_name
from graph.store.reading.reader import list_owned_entities
from graph.store.store import Store
from graph.store.writing.changes import is_loaded
from ingest.known_names import NamesOfOthers, OwnedEntity, own_written
from ingest.reading import read_source
from ingest.sheets.cells import CellFault, check_one_script
from ingest.sheets.words import UnclearWord, find_label, read_kind, write_kind
from ingest.shipped import find_shipped

REFERENCE = "reference"
BRACKET = re.compile(r"[(\[]")
MOST_CHOICES = 6
REST = re.compile(
    r"(?:the )?(?:rest|remainder|remaining|others?|other ones)(?: of (?:them|these|those|the .+))?", re.IGNORECASE
)
PRONOUNS = re.compile(
    r"(?:(?:some|many|most|all|one|both|none) of )?"
    r"(?:s?he|it|they|him|her|them|these|those|this|that|whom?|which|us|we|i)",
    re.IGNORECASE,
)
EVERY_LABEL = ("Actor", "Group", "Nationality", "Place", "Event")


@cache
def list_reference_names() -> NamesOfOthers:
    """The entities of the reference tables, which come with whoholds."""
    folder = find_shipped(REFERENCE)
    assert folder is not None
    return NamesOfOthers(own_written(read_source(folder).entities, REFERENCE))


def list_known_names(store: Store | None) -> NamesOfOthers:
    """The entities of what is loaded; those of the reference tables too, where these are not loaded."""
    if store is None:
        return list_reference_names()
    known = [OwnedEntity(entity, owner) for entity, owner in list_owned_entities(store)]
    if is_loaded(store, REFERENCE):  # other sources may use some of its ids without it
        return NamesOfOthers(known)
    ids = {one.entity.id for one in known}
    return NamesOfOthers([*known, *(one for id_, one in list_reference_names().by_id.items() if id_ not in ids)])


class SheetNames:
    """Resolves names of cells. Those of the sheet itself come first; `used` collects ids of others that cells name."""

    def __init__(self, known: NamesOfOthers) -> None:
        self.known = known
        self.own: dict[str, NamedEntity] = {}  # entities and used ids of the tab Who
        self.used: dict[str, OwnedEntity] = {}
        self._by_name: dict[str, list[str]] = {}
        self._wrong: dict[str, int] = {}  # names in rows of Who that cannot be read, and the row
        self._found: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}

    def add(self, entity: NamedEntity) -> None:
        """An entity that the tab Who names."""
        self.own[entity.id] = entity
        for name in {fold_name(name) for name in (entity.id, *entity.every_name)}:
            ids = self._by_name.setdefault(name, [])
            if entity.id not in ids:
                ids.append(entity.id)

    def add_wrong(self, name: str, row: int) -> None:
        """A name in a row of the tab Who in which something is wrong."""
        self._wrong.setdefault(fold_name(name), row)

    def get(self, id_: str) -> NamedEntity | None:
        if id_ in self.own:
            return self.own[id_]
        found = self.known.by_id.get(id_)
        return found.entity if found else None

    def resolve(self, written: str, labels: Collection[str] = EVERY_LABEL) -> str:
        """The id of a name or id. Raises CellFault with what to write where it means nobody, or several."""
        asked = (written, frozenset(labels))
        if asked not in self._found:
            self._found[asked] = tuple(self._list(written, labels))
        ids = self._found[asked]
        if len(ids) == 1:
            if ids[0] not in self.own and ids[0] in self.known.by_id:
                self.used[ids[0]] = self.known.by_id[ids[0]]
            return ids[0]
        raise self._refuse_several(written, ids) if ids else self._refuse_unknown(written, labels)

    def list_bearers(self, written: str) -> list[str]:
        """Ids of all, of whatever label, that bear a name."""
        return self._list(written, EVERY_LABEL)

    def _list(self, written: str, labels: Collection[str]) -> list[str]:
        if written in self.own and self.own[written].label in labels:
            return [written]
        asked = [(written, frozenset(labels))]
        if not self._by_name.get(fold_name(written)):
            asked = self._narrow(written, labels) or asked
        for name, narrowed in asked:
            own = [id_ for id_ in self._by_name.get(fold_name(name), ()) if self.own[id_].label in narrowed]
            exact = [id_ for id_ in own if name == id_ or fold_name(self.own[id_].name) == fold_name(name)]
            if own:
                return exact if len(exact) == 1 else own
            if found := [id_ for id_ in self.known.find(name, narrowed) if id_ not in self.own]:
                return found
        return []

    def _narrow(self, written: str, labels: Collection[str]) -> list[tuple[str, frozenset[str]]]:
        """The name before a bracket that says what it is: Iraq (place), Iraq (state)."""
        name, *inside = BRACKET.split(written)
        if len(inside) != 1 or not inside[0].endswith((")", "]")):
            return []
        what = inside[0][:-1]
        label = find_label(what)
        if label is None:
            try:
                label = read_kind(what)[0]
            except UnclearWord:
                return []
        return [(name.strip(), frozenset(labels) & {label})]

    def _refuse_several(self, written: str, ids: Sequence[str]) -> CellFault:
        shown = [self._describe(id_) for id_ in ids][:MOST_CHOICES]
        entities = [entity for id_ in ids if (entity := self.get(id_))]
        kinds = [entity.kind if entity.label == "Actor" else entity.label.lower() for entity in entities]
        hint = "write the id of one, or what it is in brackets after the name"
        if len({entity.label for entity in entities}) == len(entities) == len(shown) and not BRACKET.search(written):
            hint = "write " + " or ".join(f"{written} ({kind.replace('_', ' ')})" for kind in kinds)
        return CellFault(
            f"{written!r} may be {', '.join(shown[:-1])} or {shown[-1]}", value=written, hint=hint,
            nearest=tuple(ids),
        )  # fmt: skip

    def _refuse_unknown(self, written: str, labels: Collection[str]) -> CellFault:
        if REST.fullmatch(written):
            return CellFault(
                f"{written!r} does not say of whom", value=written,
                hint="add them to the tab Who by what they are the rest of, such as the rest of the people in the "
                "prison; a row of its own says that they are part of these",
            )  # fmt: skip
        if PRONOUNS.fullmatch(written):
            return CellFault(f"{written!r} is no name", value=written, hint="write the name of those who are meant")
        if ";" not in written:
            check_one_script(written)
        expected = " or ".join(label.lower() for label in EVERY_LABEL if label in labels)
        if row := self._wrong.get(fold_name(written)):
            return CellFault(
                f"{written!r} stands in row {row} of Who, in which something is wrong", value=written,
                hint=f"mend row {row} of Who first",
            )  # fmt: skip
        if others := self._list(written, EVERY_LABEL):
            return CellFault(
                f"{self._describe(others[0])} is no {expected}", value=written,
                hint=f"write the name of one, after adding it to the tab Who if it is not there: as {expected}",
            )  # fmt: skip
        near = self._list_near_own(written, labels)
        near += [id_ for id_ in self.known.list_near(written, labels) if id_ not in near]
        near = near[:MOST_CHOICES]
        hint = "add it to the tab Who, with what it is"
        if near:
            hint = f"did you mean {' or '.join(map(self._describe, near[:3]))}? Else {hint}"
        return CellFault(
            f"{written!r} is in no row of Who, and not known", value=written, hint=hint, nearest=tuple(near)
        )

    def _list_near_own(self, written: str, labels: Collection[str]) -> list[str]:
        from ingest.sheets.layout import list_nearest

        near = list_nearest(written, [name for name in self._by_name if name])
        ids = [id_ for name in near for id_ in self._by_name[name] if self.own[id_].label in labels]
        return list(dict.fromkeys(ids))

    def _describe(self, id_: str) -> str:
        entity = self.get(id_)
        return f"{entity.name} ({id_}, {write_kind(entity.label, entity.kind)})" if entity else id_

    def labels(self) -> Mapping[str, str]:
        """The label of each id that the sheet names."""
        used = {id_: one.entity.label for id_, one in self.used.items()}
        return used | {id_: entity.label for id_, entity in self.own.items()}
