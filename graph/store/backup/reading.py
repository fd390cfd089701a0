"""A backup that is asked as it lies there, in memory, without an engine: for one that holds a part of a store.

It answers the queries by which views read, of the newest data version. Nothing can be written into it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from graph.dates.windows import MAX
from graph.errors import InvalidInput
from graph.store.backup.files import PARTS, file_name, read_backup, read_lines
from graph.store.engine.connection import Engine
from graph.store.store import Row, Store

ENTITY_FIELDS = ("label", "name", "kind", "aliases", "namesByLanguage", "externalIds", "canonical", "dataset", "digest",
                 "closedIn")  # fmt: skip
COLUMN_DAYS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd", "knownEarliest", "knownLatest")


class BackupStore(Store):
    """The newest data version of a backup, to be read by a Reader.

    `own_words` are rows of `read/own_words`, where those of the process are to stay in force; else those of the backup
    are put in force.
    """

    is_shared = False

    def __init__(self, folder: Path, own_words: list[Row] | None = None) -> None:
        self.backup = read_backup(folder)
        self.data = folder
        lines = {name: list(read_lines(folder / file_name(name))) for name in PARTS}
        self._lines, self._own_words = lines, own_words
        self._statements = {line["properties"]["id"]: line for line in lines["statements"]}
        self._by_record = {line["properties"]["record"]: line for line in lines["statements"]}
        self._replies: dict[tuple[str, str, str], list[tuple[Row, Row]]] = {}
        for link in lines["links"]:
            by, of = self._by_record[link["from"]], self._by_record[link["to"]]
            self._replies.setdefault((link["type"], "of", of["properties"]["id"]), []).append((link, by))
            self._replies.setdefault((link["type"], "by", by["properties"]["id"]), []).append((link, of))

    @property
    def engine(self) -> Engine:
        """No engine; what has none has only the folder."""
        return cast(Engine, SimpleNamespace(kind="backup", data=str(self.data)))

    def close(self) -> None:
        pass

    def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows of a query that views need. Raises InvalidInput for any other."""
        found = self._QUERIES.get(name)
        if found is None:
            raise InvalidInput(f"a pack does not answer what needs {name}", parameter="question",
                               hint="ask custody, alliances, plans, contested or a question on an entity")  # fmt: skip
        return list(found(self, **parameters))

    def stream(self, name: str, **parameters: Any) -> Iterator[Row]:
        return iter(self.read(name, **parameters))

    def _version(self) -> list[Row]:
        return [{"version": self.backup.data_version}]

    def _loads(self, since: int, until: int) -> Iterable[Row]:
        titles = {line["properties"]["id"]: line["properties"].get("title") for line in self._lines["datasets"]}
        for line in self._lines["loads"]:
            load = line["properties"]
            if load.get("published") and since < load["version"] <= until:
                yield {"touched": None, **load, "title": titles.get(load["dataset"])}

    def _entities(self, version: int, since: int) -> Iterable[Row]:
        for line in self._lines["entities"]:
            properties = line["properties"]
            if properties["openedIn"] <= version and properties.get("changedIn", properties["openedIn"]) > since:
                yield {"id": properties["id"], **{name: properties.get(name) for name in ENTITY_FIELDS}}

    def _sources(self, version: int, since: int) -> Iterable[Row]:
        for line in self._lines["sources"]:
            properties = line["properties"]
            if properties["openedIn"] <= version and properties.get("changedIn", properties["openedIn"]) > since:
                yield {"source": properties, "publisher": line["publisher"], "related": line["related"]}

    def _own_word_rows(self) -> list[Row]:
        if self._own_words is not None:
            return self._own_words
        words = [(line["properties"]["id"], line["properties"].get("vocabulary")) for line in self._lines["datasets"]]
        return [{"id": id_, "vocabulary": text} for id_, text in words if text is not None]

    def _dataset_ids(self, version: int) -> Iterable[Row]:
        return [{"id": line["properties"]["id"]} for line in self._lines["datasets"]]

    def _select(self, wanted: Callable[[Row], bool], known_by: date = MAX) -> Iterable[Row]:
        return [self._make_row(line) for line in self._lines["statements"]
                if line["properties"]["knownEarliest"] <= known_by.isoformat() and wanted(line)]  # fmt: skip

    def _of_entities(self, entities: list[str], predicates: list[str], version: int, knownBy: date) -> Iterable[Row]:  # noqa: N803
        ids, words = set(entities), set(predicates)
        return self._select(
            lambda line: (
                line["properties"]["predicate"] in words
                and any(id_ in ids for role, id_ in line["roles"] if role != "ABOUT")
            ),
            knownBy,
        )

    def _with_entity(self, entities: list[str], version: int, knownBy: date) -> Iterable[Row]:  # noqa: N803
        ids = set(entities)
        return self._select(lambda line: line["saidBy"] in ids or any(id_ in ids for _, id_ in line["roles"]), knownBy)

    def _by_predicate(self, predicates: list[str], version: int, knownBy: date) -> Iterable[Row]:  # noqa: N803
        words = set(predicates)
        return self._select(lambda line: line["properties"]["predicate"] in words, knownBy)

    def _by_id(self, ids: list[str], version: int) -> Iterable[Row]:
        return [self._make_row(self._statements[id_]) for id_ in ids if id_ in self._statements]

    def _ids_of_keys(self, keys: list[str], version: int) -> Iterable[Row]:
        wanted = set(keys)
        return [{"id": id_} for id_, line in self._statements.items() if line["properties"]["key"] in wanted]

    def _ids(self, version: int) -> Iterable[Row]:
        lines = sorted(
            self._lines["statements"], key=lambda line: (line["properties"]["dataset"], line["properties"]["key"])
        )
        return [{"id": line["properties"]["id"]} for line in lines]

    def _responses(self) -> Iterable[Row]:
        for link in self._lines["links"]:
            by, of = self._by_record[link["from"]], self._by_record[link["to"]]
            known, first = by["properties"], of["properties"]
            yield {
                "type": link["type"],
                **{name: link["properties"].get(name) for name in ("stance", "scope")},
                **{end: {"id": line["id"], "opened": line["openedIn"], "closed": line["closedIn"]}
                   for end, line in (("by", known), ("of", first))},
                "saidBy": by["saidBy"], "speaker": of["saidBy"], "source": of["source"],
                "knownEarliest": known["knownEarliest"], "knownLatest": known["knownLatest"],
                "firstKnownEarliest": first["knownEarliest"], "firstKnownLatest": first["knownLatest"],
                "state": known.get("state"),
            }  # fmt: skip

    def _linked(self) -> Iterable[Row]:
        for line in self._lines["statements"]:
            if line["properties"].get("linked") is not None:
                yield {"id": line["properties"]["id"], "opened": line["properties"]["openedIn"],
                       "closed": line["properties"]["closedIn"]}  # fmt: skip

    def _columns(self, since: int, versions: list[int]) -> Iterable[Row]:
        for line in self._lines["statements"]:
            own = line["properties"]
            yield {
                "id": own["id"], "opened": own["openedIn"], "closed": own["closedIn"], "predicate": own["predicate"],
                "polarity": own["polarity"], "mode": own["mode"], "reading": own["reading"],
                "kind": own["validityKind"], "written": own["validityWritten"], "linked": own.get("linked") is not None,
                "days": [own[name] for name in COLUMN_DAYS], "saidBy": line["saidBy"], "source": line["source"],
                "state": own.get("state"), "roles": [pair for pair in line["roles"] if pair[0] != "ABOUT"],
            }  # fmt: skip

    def _make_row(self, line: Row) -> Row:
        id_ = line["properties"]["id"]

        def list_replies(end: str) -> list[Row]:
            return [
                {**link["properties"], "id": other["properties"]["id"], "key": other["properties"]["key"],
                 "saidBy": other["saidBy"], "state": other["properties"].get("state"),
                 **{name: other["properties"][name] for name in ("knownEarliest", "knownLatest")}}
                for link, other in self._replies.get(("RESPONDS_TO", end, id_), ())
            ]  # fmt: skip

        def list_fulfilled(end: str) -> list[str]:
            return [other["properties"]["id"] for _, other in self._replies.get(("FULFILS", end, id_), ())]

        return {
            "statement": line["properties"], "cites": line["cites"], "source": line["source"], "saidBy": line["saidBy"],
            "roles": line["roles"], "responses": list_replies("of"), "respondsTo": list_replies("by"),
            "fulfils": list_fulfilled("by"), "fulfilledBy": list_fulfilled("of"),
        }  # fmt: skip

    _QUERIES: dict[str, Callable[..., Iterable[Row]]] = {
        "read/version": _version,
        "read/loads_between": _loads,
        "read/entities": _entities,
        "read/sources": _sources,
        "read/judgements": lambda self: [{"judgement": line["properties"]} for line in self._lines["judgements"]],
        "read/own_words": _own_word_rows,
        "read/other_rules": lambda self, version, rules: [],  # `read_backup` has compared them
        "read/dataset_ids": _dataset_ids,
        "read/withdrawn": lambda self, version: [],
        "read/statements_of_entities": _of_entities,
        "read/statements_with_entity": _with_entity,
        "read/statements_by_predicate": _by_predicate,
        "read/statements_by_id": _by_id,
        "read/ids_of_keys": _ids_of_keys,
        "read/ids_of_version": _ids,
        "read/responses": _responses,
        "read/linked": _linked,
        "read/columns_opened": _columns,
    }


class RecordingStore(Store):
    """A store that notes which statements were read through it, by ids."""

    def __init__(self, store: Store) -> None:
        self._store, self.read_ids = store, set[str]()
        self.data = store.data

    @property
    def engine(self) -> Engine:
        return self._store.engine

    def close(self) -> None:
        pass

    def read(self, name: str, **parameters: Any) -> list[Row]:
        return [self._note(row) for row in self._store.read(name, **parameters)]

    def stream(self, name: str, **parameters: Any) -> Iterator[Row]:
        return map(self._note, self._store.stream(name, **parameters))

    def _note(self, row: Row) -> Row:
        if isinstance(statement := row.get("statement"), dict):
            self.read_ids.add(statement["id"])
        elif "predicate" in row and "days" in row:  # of the columns
            self.read_ids.add(row["id"])
        return row
