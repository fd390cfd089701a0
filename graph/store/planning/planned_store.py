"""A store that first loads fill without a database: it takes the queries of loads, and keeps their rows in files.

Statements stand in a file, so memory grows by entities, sources, keys, and at the end by links between statements.
Shortcut edges are not kept: who stands for whom is only known when all is loaded; `import_files.py` makes them then.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.store.engine.connection import Engine
from graph.store.planning.planned_graph import PlannedGraph
from graph.store.queries import QueryText, read_query
from graph.store.store import Row, Store, Transaction


class PlannedStore(Store):
    """A store in the making; `folder` is an empty one for its files, which are of no use afterwards.

    Raises InvalidInput where a source changes what one before it says: a plan holds one version of each statement.
    """

    is_shared = False
    takes_shortcuts = False

    def __init__(self, folder: Path) -> None:
        self.graph = PlannedGraph(folder)

    def close(self) -> None:
        self.graph.close()

    @property
    def has_schema(self) -> bool:
        return True  # it is made at the end

    @has_schema.setter
    def has_schema(self, known: bool) -> None: ...

    @property
    def open_engine(self) -> Engine | None:
        return None

    @property
    def takes_lines(self) -> bool:
        return False

    def read(self, name: str, **parameters: Any) -> list[Row]:
        return self.graph.read(name, parameters)

    def stream(self, name: str, **parameters: Any) -> Iterator[Row]:
        yield from self.read(name, **parameters)

    def write(self, work: Callable[[Transaction], Any]) -> Any:
        done = work(_PlannedTransaction(self.graph))
        self.graph.end_batch()
        return done


class _PlannedTransaction(Transaction):
    """The queries of one write, as the graph in the making takes them."""

    def __init__(self, graph: PlannedGraph) -> None:
        self._graph = graph

    def run(self, name: str, **parameters: Any) -> list[Row]:
        return self.run_text(read_query(name), **parameters)

    def run_text(self, text: str, **parameters: Any) -> list[Row]:
        assert isinstance(text, QueryText)
        if text.name.startswith("read/"):
            return self._graph.read(text.name, parameters)
        self._graph.write(text.name, text.part, parameters)
        return []
