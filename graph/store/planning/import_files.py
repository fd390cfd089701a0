"""Everything that a store holds as files for `neo4j-admin database import full`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.dates.validity import ValidTime
from graph.model.counts import ReportedCount
from graph.model.labels import LABELS
from graph.model.statement import OPEN
from graph.store.planning import model_columns as columns
from graph.store.planning.csv_files import Columns, CsvFile
from graph.store.planning.instructions import write_instructions
from graph.store.rows import parse_count, parse_roles, parse_validity
from graph.store.store import Row
from graph.store.writing.shortcuts import make_shortcuts
from graph.store.writing.writer import Progress

PROGRESS = 10_000  # statements after which progress is told


@dataclass(frozen=True, slots=True)
class PlannedShortcuts:
    """What the shortcuts of a statement follow from, of its row."""

    id: str
    predicate: str
    polarity: str
    mode: str
    roles: Mapping[str, tuple[str, ...]]
    validity: ValidTime
    count: ReportedCount | None


def write_import_files(
    parts: Mapping[str, Iterable[Row]], folder: Path, progress: Progress = lambda done, total: None, total: int = 0
) -> int:
    """Write the CSV files, the command that imports them, and what is to be done afterwards. Returns how many
    statements there are.

    `parts` are rows as in a backup; `total` is how many statements to expect. Shortcut edges are made here, by the
    words in force. Raises InvalidInput for a text that CSV cannot hold.
    """
    files = _ImportFiles(folder)
    try:
        files.write_small(parts)
        number = files.write_statements(parts["statements"], list(parts["links"]), progress, total)
    finally:
        files.close()
    write_instructions(folder, files.nodes, files.edges)
    return number


class _ImportFiles:
    """The files of one import. Nodes are numbered: short ids make the files small and the import fast."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.nodes: dict[str, CsvFile] = {}  # by label
        self.edges: dict[str, CsvFile] = {}  # by type
        self._entities: dict[str, int] = {}  # numbers, by id
        self._sources: dict[str, int] = {}
        self._datasets: dict[str, int] = {}
        self._canonical: dict[str, str] = {}  # where another entity stands for one

    def close(self) -> None:
        for file in (*self.nodes.values(), *self.edges.values()):
            file.close()

    def _open_nodes(self, label: str, kinds: Columns, space: str | None = None) -> CsvFile:
        """`space` is that of the numbers of these nodes, where edges lead to them."""
        if label not in self.nodes:
            ends = (f":ID({space})",) if space else ()
            path = self._folder / f"nodes-{label.lower().replace(':', '-')}.csv"
            self.nodes[label] = CsvFile(path, ends, kinds)
        return self.nodes[label]

    def _open_edges(self, edge_type: str, start: str, end: str, kinds: Columns | None = None) -> CsvFile:
        if edge_type not in self.edges:
            ends = (f":START_ID({start})", f":END_ID({end})")
            self.edges[edge_type] = CsvFile(self._folder / f"edges-{edge_type.lower()}.csv", ends, kinds or {})
        return self.edges[edge_type]

    def write_small(self, parts: Mapping[str, Iterable[Row]]) -> None:
        """Everything but statements and the links between them."""
        for name, label, kinds in (
            ("loads", "Load", columns.LOAD),
            ("judgements", "Judgement", columns.JUDGEMENT),
            ("withdrawn", "Withdrawn", columns.WITHDRAWN),
        ):
            for row in parts[name]:
                self._open_nodes(label, kinds).add((), row["properties"])
        self._datasets = self._write_numbered("Dataset", columns.DATASET, parts["datasets"])
        for row in parts["entities"]:
            properties = row["properties"]
            number = self._entities[properties["id"]] = len(self._entities)
            assert properties["label"] in LABELS
            self._open_nodes(f"Entity:{properties['label']}", columns.ENTITY, "Entity").add((number,), properties)
            if properties.get("canonical"):
                self._canonical[properties["id"]] = properties["canonical"]
        for row in parts["names"]:
            ends = self._datasets[row["dataset"]], self._entities[row["entity"]]
            self._open_edges("NAMES", "Dataset", "Entity", columns.NAMES).add(ends, row["properties"])
        self._write_sources(list(parts["sources"]))

    def _write_numbered(self, label: str, kinds: Columns, rows: Iterable[Row]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for row in rows:
            number = numbers[row["properties"]["id"]] = len(numbers)
            self._open_nodes(label, kinds, label).add((number,), row["properties"])
        return numbers

    def _write_sources(self, rows: list[Row]) -> None:
        self._sources = self._write_numbered("Source", columns.SOURCE, rows)
        for row in rows:
            number = self._sources[row["properties"]["id"]]
            if row["publisher"]:
                self._open_edges("PUBLISHED_BY", "Source", "Entity").add_edge(number, self._entities[row["publisher"]])
            for edge_type, other in row["related"]:
                self._open_edges(edge_type, "Source", "Source").add_edge(number, self._sources[other])

    def write_statements(self, rows: Iterable[Row], links: list[Row], progress: Progress, total: int) -> int:
        """Statements, their links to entities and to one another, and their shortcuts. Returns how many there are."""
        numbers = dict.fromkeys((link[end] for link in links for end in ("from", "to")), -1)  # by record
        nodes = self._open_nodes("Statement", columns.STATEMENT, "Statement")
        said_by = self._open_edges("SAID_BY", "Statement", "Entity")
        is_in = self._open_edges("IN", "Statement", "Dataset")
        cites = self._open_edges("CITES", "Statement", "Source", columns.CITES)
        number = -1
        for number, row in enumerate(rows):
            if number % PROGRESS == 0:
                progress(number, total)
            properties = row["properties"]
            nodes.add((number,), properties)
            said_by.add_edge(number, self._entities[row["saidBy"]])
            is_in.add_edge(number, self._datasets[properties["dataset"]])
            cites.add((number, self._sources[row["source"]]), row["cites"])
            for role, entity in row["roles"]:
                self._open_edges(role, "Statement", "Entity").add_edge(number, self._entities[entity])
            if properties["record"] in numbers:
                numbers[properties["record"]] = number
            if properties["closedIn"] == OPEN:
                self._write_shortcuts(row)
        for link in links:
            file = self._open_edges(link["type"], "Statement", "Statement", columns.LINKS[link["type"]])
            file.add((numbers[link["from"]], numbers[link["to"]]), link["properties"])
        progress(number + 1, number + 1)
        return number + 1

    def _write_shortcuts(self, row: Row) -> None:
        node, roles = row["properties"], parse_roles(row["roles"], self._find_canonical)
        statement = PlannedShortcuts(
            node["id"],
            node["predicate"],
            node["polarity"],
            node["mode"],
            roles,
            parse_validity(node),
            parse_count(node),
        )
        for edge in make_shortcuts(statement, self._find_canonical):
            file = self._open_edges(edge.type, "Entity", "Entity", columns.SHORTCUT)
            file.add((self._entities[edge.start], self._entities[edge.end]), edge.properties)

    def _find_canonical(self, id_: str) -> str:
        return self._canonical.get(id_, id_)
