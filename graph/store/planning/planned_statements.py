"""Statements of a store that is planned, and the links between them: a method for each query of loads on them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from graph.store.planning.spool import RowSpool
from graph.store.rows import write_days_as_text
from graph.store.store import Row

NO_REPLIES: Row = {"responses": [], "respondsTo": [], "fulfils": [], "fulfilledBy": []}  # dates do not ask for them


class PlannedStatements:
    """Statements and links as rows of a backup, in files; what is in memory finds them by key, id and record."""

    def __init__(self, folder: Path) -> None:
        self._rows = RowSpool(folder / "statements")
        self._links = RowSpool(folder / "links")
        self._batch: dict[str, Row] = {}  # statements of this write, by record
        self._numbers: dict[str, int] = {}  # of statements, by key
        self._begins: list[int] = []  # the number of the first statement of each load,
        self._datasets: list[str] = []  # and its dataset
        self._linked: dict[str, int] = {}  # statements whose dates others bound, by record
        self._ids: dict[str, int] = {}  # those, and others that were asked for, by id
        self._renewed: dict[int, Row] = {}  # properties that changed since, by number

    def __len__(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        self._rows.close()
        self._links.close()

    def list_statements(self) -> Iterator[Row]:
        for number, row in enumerate(self._rows):
            yield self._renew(number, row)

    def list_links(self) -> Iterator[Row]:
        yield from self._links

    def begin_load(self, dataset: str) -> None:
        self._begins.append(len(self._rows))
        self._datasets.append(dataset)

    def end_batch(self) -> None:
        """Keep the statements of a write that has ended."""
        for number, (record, row) in enumerate(self._batch.items(), start=len(self._rows)):
            properties = row["properties"]
            self._numbers[properties["key"]] = number
            if "linked" in properties:
                self._linked[record] = self._ids[properties["id"]] = number
        self._rows.add(self._batch.values())
        self._batch = {}

    def read_open_statements(self, dataset: str) -> Iterator[Row]:
        if dataset in self._datasets:
            for row in self._rows:
                if row["properties"]["dataset"] == dataset:
                    yield {name: row["properties"][name] for name in ("key", "id", "record", "digest")}

    def read_known_keys(self, keys: Iterable[str], version: int) -> Iterator[Row]:
        for key in keys:
            if (number := self._numbers.get(key)) is not None:
                yield {"key": key, "dataset": self._datasets[bisect_right(self._begins, number) - 1]}

    def read_linked(self) -> Iterator[Row]:
        for number in self._linked.values():
            properties = self._read(number)["properties"]
            yield {"id": properties["id"], "opened": properties["openedIn"], "closed": properties["closedIn"]}

    def read_ids_of_keys(self, keys: Iterable[str], version: int) -> Iterator[Row]:
        for key in keys:
            if (number := self._numbers.get(key)) is not None:
                id_ = self._read(number)["properties"]["id"]
                self._ids[id_] = number
                yield {"id": id_}

    def read_statements_by_id(self, ids: Iterable[str], version: int) -> Iterator[Row]:
        for row in (self._read(self._ids[id_]) for id_ in ids if id_ in self._ids):
            yield row | {"statement": row["properties"]} | NO_REPLIES

    def read_open_statements_of_entities(self, entities: Iterable[str]) -> Iterator[Row]:
        yield from ()  # it is asked for shortcut edges alone, which are made at the end

    def _read(self, number: int) -> Row:
        return self._renew(number, self._rows.read(number))

    def _renew(self, number: int, row: Row) -> Row:
        changed = self._renewed.get(number)
        return row | {"properties": replace_properties(row["properties"], changed)} if changed else row

    def write_statements(self, rows: Iterable[Row]) -> None:
        self._batch = {row["properties"]["record"]: row | {"roles": []} for row in rows}

    def write_role(self, part: str, rows: Iterable[Row]) -> None:
        for row in rows:
            self._batch[row["record"]]["roles"].append((part, row["entity"]))

    def write_responses(self, rows: Iterable[Row]) -> None:
        self._add_links("RESPONDS_TO", rows, "stance", "scope")

    def write_fulfilments(self, rows: Iterable[Row]) -> None:
        self._add_links("FULFILS", rows)

    def _add_links(self, edge_type: str, rows: Iterable[Row], *named: str) -> None:
        links = {(row["record"], row["key"], *(row[name] for name in named)): row for row in rows}
        found = []
        for row in links.values():
            if (number := self._numbers.get(row["key"])) is not None:  # else it was set aside since
                to = self._rows.read(number)["properties"]["record"]
                properties = {name: row[name] for name in named}
                found.append({"type": edge_type, "from": row["record"], "to": to, "properties": properties})
        self._links.add(found)

    def write_refresh_times(self, rows: Iterable[Row]) -> None:
        for row in rows:
            number = self._linked[row["record"]]
            self._renewed[number] = self._renewed.get(number, {}) | write_days_as_text(row["properties"])

    def write_shortcut(self, part: str, rows: Iterable[Row]) -> None: ...

    def write_shortcut_remove(self, part: str, statements: Iterable[str]) -> None: ...

    def write_shortcut_index(self, part: str) -> None: ...

    def write_close_statements(self, records: Collection[str], version: int) -> None:
        _refuse_change(records)

    def write_refresh_statements(self, rows: Collection[Row]) -> None:
        _refuse_change(rows)


def replace_properties(there: Row, changed: Row) -> Row:
    """As `SET n += changed` does: a property that becomes null is gone."""
    return {name: value for name, value in (there | changed).items() if value is not None}


def _refuse_change(changed: Collection[Any]) -> None:
    if changed:
        raise InvalidInput(
            "a source changes what one before it says; a plan holds one version of each statement",
            parameter="SOURCE",
            hint="name each source once, with the same files",
        )
