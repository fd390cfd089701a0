"""What loads have written into a store that is planned: a method for each query of `cypher/` that first loads use.

Each does to the rows here what its query does to a database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from graph.model.statement import OPEN
from graph.store.planning.planned_statements import PlannedStatements, replace_properties
from graph.store.rows import write_days_as_text
from graph.store.store import Row


class PlannedGraph(PlannedStatements):
    """Everything that loads write but shortcut edges; in memory by what names it, statements in files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.loads: dict[int, Row] = {}
        self.datasets: dict[str, Row] = {}
        self.entities: dict[str, Row] = {}
        self.names: dict[str, list[tuple[str, Row]]] = defaultdict(list)  # by entity, each with its dataset
        self.sources: dict[str, Row] = {}
        self.publishers: dict[str, str] = {}  # by source
        self.related: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by source: type of edge, other source
        self.judgements: dict[str, Row] = {}

    def read(self, name: str, parameters: Mapping[str, Any]) -> list[Row]:
        found: Iterable[Row] = getattr(self, name.replace("/", "_"))(**parameters)
        return list(found)

    def write(self, name: str, part: str, parameters: Mapping[str, Any]) -> None:
        """`part` is the label or edge type that the query has."""
        given = {"part": part} if part else {}
        getattr(self, name.replace("/", "_"))(**given, **parameters)

    def list_parts(self) -> dict[str, Iterable[Row]]:
        """All of it in the form of a backup's parts. Statements and links are read from their files."""
        sources = (row | {"properties": row["source"]} for row in self.read_sources(OPEN, 0))
        return {
            "loads": [{"properties": one} for one in self.loads.values()],
            "datasets": [{"properties": one} for one in self.datasets.values()],
            "entities": [{"properties": one} for one in self.entities.values()],
            "names": (
                {"dataset": dataset, "entity": entity, "properties": properties}
                for entity, given in self.names.items()
                for dataset, properties in given
            ),
            "sources": sources,
            "statements": self.list_statements(),
            "links": self.list_links(),
            "judgements": [{"properties": one} for one in self.judgements.values()],
            "withdrawn": [],
        }

    # what is read

    def read_version(self) -> Iterator[Row]:
        yield {"version": max((v for v, load in self.loads.items() if load["published"]), default=0)}

    def read_next_version(self) -> Iterator[Row]:
        yield {"version": max(self.loads, default=0) + 1}

    def read_unpublished(self) -> Iterator[Row]:
        yield from ()

    def read_withdrawn(self, version: int) -> Iterator[Row]:
        yield from ()

    def read_own_words(self) -> Iterator[Row]:
        for id_, one in sorted(self.datasets.items()):
            if one.get("vocabulary"):
                yield {"id": id_, "vocabulary": one["vocabulary"]}

    def read_loaded(self, id: str, version: int) -> Iterator[Row]:  # noqa: A002
        if id in self.datasets:
            yield {"id": id}

    def read_dataset(self, id: str) -> Iterator[Row]:  # noqa: A002
        if one := self.datasets.get(id):
            yield {name: one.get(name) for name in ("title", "rules", "fileRules", "vocabulary", "closedIn")}

    def read_entities(self, version: int, since: int) -> Iterator[Row]:
        shown = ("label", "name", "kind", "aliases", "namesByLanguage", "externalIds", "canonical", "dataset", "digest")
        for id_, one in self.entities.items():
            yield {"id": id_, **{name: one.get(name) for name in shown}, "closedIn": one.get("closedIn")}

    def read_labels(self, ids: Iterable[str], version: int) -> Iterator[Row]:
        yield from ({"id": id_, "label": self.entities[id_]["label"]} for id_ in ids if id_ in self.entities)

    def read_canonical(self, ids: Iterable[str]) -> Iterator[Row]:
        for id_ in ids:
            if canonical := self.entities.get(id_, {}).get("canonical"):
                yield {"id": id_, "canonical": canonical}

    def read_names_of_dataset(self, dataset: str) -> Iterator[Row]:
        for entity, given in self.names.items():
            for owner, names in given:
                if owner == dataset != self.entities[entity]["dataset"] and names["closedIn"] == OPEN:
                    yield {"entity": entity, "names": names}

    def read_names_of_entities(self, ids: Iterable[str]) -> Iterator[Row]:
        for entity in ids:
            for dataset, names in self.names.get(entity, ()):
                if names["closedIn"] == OPEN:
                    yield {"entity": entity, "dataset": dataset, "names": names}

    def read_sources(self, version: int, since: int) -> Iterator[Row]:
        for id_, one in self.sources.items():
            yield {"source": one, "publisher": self.publishers.get(id_), "related": list(self.related[id_])}

    def read_judgements(self) -> Iterator[Row]:
        yield from ({"judgement": one} for one in self.judgements.values())

    def read_has_internal(self) -> Iterator[Row]:
        statements = (row["properties"] for row in self.list_statements())
        marked = any(one.get("internal") for one in chain(self.entities.values(), self.sources.values(), statements))
        names = (one for given in self.names.values() for _, one in given)
        yield {"internal": marked or any(one.get("internalAliases") for one in names)}

    # what is written

    def write_load(self, version: int, at: str, dataset: str, touched: list[str]) -> None:
        self.loads[version] = {
            "version": version, "at": at, "dataset": dataset, "touched": touched, "published": False, "swept": False,
        }  # fmt: skip
        self.begin_load(dataset)

    def write_publish(self, version: int, counts: list[str]) -> None:
        self.loads[version] |= {"published": True, "counts": counts}

    def write_dataset(self, id: str, title: str, version: int, rules: int) -> None:  # noqa: A002
        self.datasets.setdefault(id, {"id": id, "openedIn": version, "title": title, "rules": rules})

    def write_dataset_title(self, id: str, **properties: Any) -> None:  # noqa: A002
        self.datasets[id] = replace_properties(self.datasets[id], properties)

    def write_entity(self, part: str, rows: Iterable[Row]) -> None:
        for row in rows:
            made = {"id": row["id"], "openedIn": row.get("version")}
            there = self.entities.get(row["id"], made)
            changed = row["properties"] | {"changedIn": row["version"]}
            self.entities[row["id"]] = replace_properties(there, changed)

    def write_entities_closed(self, ids: Iterable[str], version: int) -> None:
        for id_ in ids:
            self.entities[id_] |= {"closedIn": version, "changedIn": version}

    def write_canonical(self, rows: Iterable[Row], version: int) -> None:
        for row in rows:
            changed = {"canonical": row["canonical"], "changedIn": version}
            self.entities[row["id"]] = replace_properties(self.entities[row["id"]], changed)

    def write_names(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.names[row["entity"]].append((row["dataset"], replace_properties({}, row["properties"])))

    def write_names_closed(self, rows: Iterable[Row], version: int) -> None:
        for row in rows:
            for dataset, names in self.names[row["entity"]]:
                if dataset == row["dataset"] and names["closedIn"] == OPEN:
                    names["closedIn"] = version

    def write_sources(self, rows: Iterable[Row]) -> None:
        for row in rows:
            there = self.sources.get(row["id"], {"id": row["id"], "openedIn": row["version"]})
            changed = write_days_as_text(row["properties"]) | {"changedIn": row["version"]}
            self.sources[row["id"]] = replace_properties(there, changed)

    def write_source_publisher(self, rows: Iterable[Row]) -> None:
        self.publishers |= {row["id"]: row["publisher"] for row in rows}

    def write_source_related(self, part: str, rows: Iterable[Row]) -> None:
        for row in rows:
            if (part, row["other"]) not in self.related[row["source"]]:
                self.related[row["source"]].append((part, row["other"]))

    def write_source_unlink(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            self.publishers.pop(id_, None)
            self.related.pop(id_, None)

    def write_sources_closed(self, ids: Iterable[str], version: int) -> None:
        for id_ in ids:
            self.sources[id_] |= {"closedIn": version, "changedIn": version}

    def write_judgements(self, rows: Iterable[Row]) -> None:
        self.judgements |= {row["id"]: row["properties"] for row in rows}

    def write_forget_judgements(self, ids: Iterable[str]) -> None:
        self.judgements = {id_: self.judgements[id_] for id_ in ids}
