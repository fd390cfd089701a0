"""Whom a name in a table of figures means: an id, or the one entity of what is loaded that is called exactly so."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from graph.errors import InvalidStatement
from graph.model.entities import WrittenEntity
from graph.model.languages import parse_languages
from graph.spelling import fold_name
from graph.store.store import Row, Store
from ingest.source import SourceForm

SHOWN = 5  # choices in one message


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity that may be meant: its id and that of whom it stands for, and whether the source itself has it."""

    id: str
    label: str
    name: str
    canonical: str
    is_own: bool
    languages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class KnownNames:
    """Names of entities of other sources, equal but for case, accents and punctuation."""

    entities: Iterable[KnownEntity] = ()
    labels: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # ids of others
    _by_id: dict[str, KnownEntity] = field(default_factory=dict)
    _by_name: tuple[dict[tuple[str, str], set[str]], ...] = ()

    def __post_init__(self) -> None:
        main: dict[tuple[str, str], set[str]] = defaultdict(set)
        other: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in self.entities:
            self._by_id[one.id] = one
            self.labels[one.id] = one.label
            if not one.is_own:
                self.taken.add(one.id)
            for table, names in ((main, (one.name, *one.languages)), (other, one.aliases)):
                for name in names:
                    table[one.label, fold_name(name)].add(one.id)
        self._by_name = (main, other)

    def find(self, label: str, name: str) -> str | None:
        """The id that a name means; None where nobody else has it, or the source itself has.

        Raises InvalidStatement, with the choices, where several have it.
        """
        if name in self._by_id and self._by_id[name].label == label:
            one = self._by_id[name]
            return None if one.is_own else one.id
        folded = {fold_name(name), fold_name(name.removeprefix("the ").removeprefix("The "))}
        for table in self._by_name:
            ids = {id_ for one in folded for id_ in table.get((label, one), ())}
            if any(self._by_id[id_].is_own for id_ in ids):
                return None
            if len({self._by_id[id_].canonical for id_ in ids}) > 1:
                raise self._refuse_several(name, ids)
            if ids:
                canonical = self._by_id[min(ids)].canonical
                known = self._by_id.get(canonical)
                return canonical if known and not known.is_own else min(ids)
        return None

    def _refuse_several(self, name: str, ids: Collection[str]) -> InvalidStatement:
        shown = sorted(ids)
        choices = " or ".join(f"{id_} ({self._by_id[id_].name})" for id_ in shown[:SHOWN])
        more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
        return InvalidStatement(f"several are called {name!r}; write the id of one: {choices}{more}", value=name)


FindNames = Callable[[SourceForm], KnownNames]  # the names that a source may use


def read_names(store: Store, dataset: str, only: Collection[str] | None = None) -> KnownNames:
    """The names that are loaded, of all sources or of `only` some, for a source to use. Some may be its own."""
    version = store.read("read/version")[0]["version"]
    rows = [row for row in store.read("read/entities", version=version, since=0) if row["closedIn"] is None]
    wanted = None if only is None else {dataset, *only}
    return KnownNames([_make_known(row, dataset) for row in rows if wanted is None or row["dataset"] in wanted])


def _make_known(row: Row, dataset: str) -> KnownEntity:
    languages = tuple(name for _, name in parse_languages(row["namesByLanguage"] or ()))
    return KnownEntity(
        row["id"], row["label"], row["name"], row["canonical"] or row["id"], row["dataset"] == dataset, languages,
        tuple(row["aliases"] or ()),
    )  # fmt: skip


def list_names(entities: Iterable[WrittenEntity]) -> KnownNames:
    """The names of a source that is read and not loaded."""
    return KnownNames(
        [
            KnownEntity(e.id, e.label, e.name, e.id, False, tuple(name for _, name in e.languages), e.aliases)
            for e in entities
        ]
    )
