"""A part of a store in the form of a backup: some statements, and all that one needs to read them."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from graph.errors import TooLarge
from graph.model.sources import MovesClaim
from graph.model.statement import OPEN
from graph.store.backup.files import Backup, file_name, write_lines, write_manifest
from graph.store.backup.making import make_statement_line, read_part
from graph.store.store import Row, Store

MOST_STATEMENTS = 50_000
AT_ONCE = 1_000


def write_part(store: Store, folder: Path, statements: Iterable[str], entities: Iterable[str] = ()) -> Backup:
    """Write the newest data version of some statements, by ids, into a folder that is there.

    What responds to them, what they respond to and fulfil, the judgements on them and on whom they name, and the
    entities, sources, datasets and loads of all of it are in it. Raises TooLarge for more than MOST_STATEMENTS.
    """
    selection = _PartSelection(store, set(statements), set(entities))
    selection.complete()
    parts = selection.make_lines()
    lines = {file_name(name): write_lines(folder / file_name(name), rows) for name, rows in parts.items()}
    is_internal = any(row.get("properties", {}).get("internal") for rows in parts.values() for row in rows)
    return write_manifest(folder, folder, selection.version, lines, is_internal)


class _PartSelection:
    """What belongs to a part: ids of statements and entities, which grow until nothing that they need is missing."""

    def __init__(self, store: Store, statements: set[str], entities: set[str]) -> None:
        self.store, self.statements, self.entities = store, statements, entities
        self.version = int(store.read("read/version")[0]["version"])
        self.rows: dict[str, Row] = {}
        self.links = [
            row for row in store.read("read/responses") if all(self._is_open(row[end]) for end in ("by", "of"))
        ]
        self.judgements = list(read_part(store, "judgements"))
        self.sources = {row["properties"]["id"]: row for row in read_part(store, "sources")}
        self.every_entity = {row["properties"]["id"]: row for row in read_part(store, "entities")}

    def _is_open(self, end: Row) -> bool:
        return bool(end["opened"] <= self.version < end["closed"])

    def complete(self) -> None:
        """Add what is needed until nothing is added."""
        before = (-1, -1)
        while before != (len(self.statements), len(self.entities)):
            before = (len(self.statements), len(self.entities))
            for link in self.links:
                ends = {link["by"]["id"], link["of"]["id"]}
                if ends & self.statements:
                    self.statements |= ends
            self._read_statements()
            self._add_joined()

    def _read_statements(self) -> None:
        if len(self.statements) > MOST_STATEMENTS:
            raise TooLarge(
                f"this rests on {len(self.statements):,} statements; a pack holds at most {MOST_STATEMENTS:,}",
                hint="ask about one actor, group or place; or take a backup",
            )
        wanted = iter(sorted(self.statements - self.rows.keys()))
        while batch := list(islice(wanted, AT_ONCE)):
            for row in self.store.read("read/statements_by_id", ids=batch, version=self.version):
                if row["statement"]["openedIn"] <= self.version < row["statement"]["closedIn"]:
                    self.rows[row["statement"]["id"]] = row
        self.statements &= self.rows.keys()
        for row in self.rows.values():
            self.entities |= {id_ for _, id_ in row["roles"]} | {row["saidBy"]}

    def _add_joined(self) -> None:
        keys = {row["statement"]["key"] for row in self.rows.values()}
        for line in self.judgements:
            ids = set(line["properties"]["ids"])
            if ids & self.entities or ids & keys:
                self.entities |= ids & self.every_entity.keys()
                found = self.store.read("read/ids_of_keys", keys=sorted(ids), version=self.version)
                self.statements |= {row["id"] for row in found}
        for source in self.list_sources():
            self.entities |= {source["publisher"]} - {None}
            for claim in map(MovesClaim.from_text, source["properties"].get("covers") or ()):
                self.entities |= {id_ for ids in claim.ids.values() for id_ in ids}

    def list_sources(self) -> list[Row]:
        """The sources of the statements, those that these translate, copy or quote, and those that claim to report all
        moves."""
        ids = {row["source"] for row in self.rows.values()}
        ids |= {id_ for id_, row in self.sources.items() if row["properties"].get("covers")}
        ids |= {other for id_ in ids for _, other in self.sources[id_]["related"]}
        return [self.sources[id_] for id_ in sorted(ids)]

    def make_lines(self) -> dict[str, Sequence[Row]]:
        """The lines of each part of a backup."""
        self.entities &= self.every_entity.keys()
        self.statements &= self.rows.keys()  # a judgement may name one that is closed
        entities = sorted((self.every_entity[id_] for id_ in self.entities),
                          key=lambda row: (row["label"], row["properties"]["id"]))  # fmt: skip
        sources = self.list_sources()
        statements = [make_statement_line(self.rows[id_]) for id_ in sorted(self.statements)]
        for line in statements:
            line["properties"]["closedIn"] = OPEN
        datasets = {line["properties"]["dataset"] for line in (*statements, *entities, *sources)}
        judged = {row["properties"]["id"] for row in statements} | self.entities
        judged |= {row["properties"]["key"] for row in statements}
        return {
            "loads": [line for line in read_part(self.store, "loads") if self._is_needed(line["properties"], datasets)],
            "datasets": [line for line in read_part(self.store, "datasets") if line["properties"]["id"] in datasets],
            "entities": entities,
            "names": [line for line in read_part(self.store, "names")
                      if line["entity"] in self.entities and line["dataset"] in datasets],
            "sources": sources,
            "statements": statements,
            "links": [_make_link(row) for row in self.links if row["by"]["id"] in self.statements],
            "judgements": [line for line in self.judgements if judged.issuperset(line["properties"]["ids"])],
            "withdrawn": [],
        }  # fmt: skip

    def _is_needed(self, load: Row, datasets: set[str]) -> bool:
        """Whether a load is of one of the datasets, or is the newest, from which the data version follows."""
        return load["version"] <= self.version and (load["dataset"] in datasets or load["version"] == self.version)


def _make_link(row: Row) -> Row:
    by, of = (f"{row[end]['id']}.{row[end]['opened']}" for end in ("by", "of"))
    properties = {name: row[name] for name in ("stance", "scope") if row[name] is not None}
    return {"type": row["type"], "from": by, "to": of, "properties": properties}
