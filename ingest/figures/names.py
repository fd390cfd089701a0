"""Whom a name in a table of figures means: an id, or the one entity of what is loaded that is called so."""

from collections.abc import Callable, Collection, Iterable

from graph.errors import InvalidStatement
from graph.model.entities import WrittenEntity
from graph.store.reading.reader import list_owned_entities
from graph.store.store import Store
from ingest.known_names import NamesOfOthers, OwnedEntity, own_written
from ingest.source import SourceForm

SHOWN = 5  # choices in one message


class KnownNames:
    """Names of entities that a table may use. `own` is the table's source, of which some may be loaded."""

    def __init__(self, entities: Iterable[OwnedEntity] = (), own: str = "") -> None:
        self._names, self._own = NamesOfOthers(entities), own
        self.labels = {id_: one.entity.label for id_, one in self._names.by_id.items()}
        self.taken = {id_ for id_ in self.labels if not self._is_own(id_)}  # ids of others

    def find(self, label: str, name: str) -> str | None:
        """The id that a name means; None where nobody else has it, or the source itself has.

        Raises InvalidStatement, with the choices, where several have it.
        """
        ids = self._names.find(name, [label])
        if not ids or any(map(self._is_own, ids)):
            return None
        canonical = {self._names.by_id[id_].entity.canonical or id_ for id_ in ids}
        if len(canonical) > 1:
            raise self._refuse_several(name, ids)
        found = canonical.pop()
        return found if len(ids) > 1 and found in self.taken else min(ids)

    def _is_own(self, id_: str) -> bool:
        return self._names.by_id[id_].owner == self._own

    def _refuse_several(self, name: str, ids: Collection[str]) -> InvalidStatement:
        shown = sorted(ids)
        choices = " or ".join(f"{id_} ({self._names.by_id[id_].entity.name})" for id_ in shown[:SHOWN])
        more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
        return InvalidStatement(f"several are called {name!r}; write the id of one: {choices}{more}", value=name)


FindNames = Callable[[SourceForm], KnownNames]  # the names that a source may use


def read_names(store: Store, dataset: str, only: Collection[str] | None = None) -> KnownNames:
    """The names that are loaded, of all sources or of `only` some, for a source to use. Some may be its own."""
    wanted = None if only is None else {dataset, *only}
    known = (OwnedEntity(entity, owner) for entity, owner in list_owned_entities(store))
    return KnownNames((one for one in known if wanted is None or one.owner in wanted), dataset)


def list_names(entities: Iterable[WrittenEntity], owner: str) -> KnownNames:
    """The names of a source that is read and not loaded."""
    return KnownNames(own_written(entities, owner))
