"""One open store: sends the queries of `cypher/`, turns the driver's errors into ours."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, cast

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import ConstraintError

from graph.store.engine.connection import Connection, Engine, OpenEngine, open_engine
from graph.store.engine.embedded_files import DATABASE, ask_engine, send_lines
from graph.store.queries import read_query
from graph.store.researchers.place import Researchers
from graph.store.settings import Settings, load_settings

Row = dict[str, Any]
TRIES = 3
FETCHED = 5_000


class Transaction:
    """The queries of one write that happens whole or not at all."""

    def __init__(self, inner: ManagedTransaction) -> None:
        self._inner = inner

    def run(self, name: str, **parameters: Any) -> list[Row]:
        return self.run_text(read_query(name), **parameters)

    def run_text(self, text: str, **parameters: Any) -> list[Row]:
        return [dict(record) for record in self._inner.run(text, parameters)]


class Store:
    """A connection to one engine. Threads may share it."""

    is_shared = True  # others may write there too
    takes_shortcuts = True  # loads write shortcut edges; else they are made when all is loaded
    data: Path | None = None  # the data folder of the settings that it was opened with

    def __init__(
        self,
        settings: Settings | None = None,
        engine: Engine | None = None,
        patience: float | None = None,
        *,
        ends_with_us: bool = False,
    ) -> None:
        """Open the engine that the settings name (the environment's if none are given), or the one given.

        `researchers` is where people's Cypher runs.

        An engine that is lost later is looked for at the next question, and an embedded one started again; a question
        waits for that at most `patience` seconds. Engines that are started here end soon after this process where it
        `ends_with_us`, as for a service; a command leaves its own to the next one for a while.
        """
        self.data = settings.data if settings else None
        find: Callable[[], Engine] = (lambda: engine) if engine else partial(_open_engine, settings, ends_with_us)
        self._connection = Connection(find, patience)
        self.researchers = Researchers(self, settings.cypher_memory if settings else None)
        self.researchers.ends_with_us = ends_with_us

    def close(self) -> None:
        self.researchers.close()
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def engine(self) -> Engine:
        return self._connection.get().engine

    @property
    def open_engine(self) -> Engine | None:
        """The engine that is open now, without opening one."""
        opened = self._connection.find_current()
        return opened.engine if opened else None

    @property
    def driver(self) -> Driver:
        return self._connection.get().driver

    @property
    def has_schema(self) -> bool:
        return self._connection.get().has_schema

    @has_schema.setter
    def has_schema(self, known: bool) -> None:
        self._connection.get().has_schema = known

    def use(self) -> AbstractContextManager[OpenEngine]:
        """The drivers, for what is no query of `cypher/`; their errors become ours."""
        return self._connection.use()

    def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows of a query file, as dicts."""
        with self.use() as opened, opened.open_session(default_access_mode="READ") as session:
            if opened.is_routed:  # in a transaction, which the driver tries again at another server
                found: list[Row] = session.execute_read(lambda inner: Transaction(inner).run(name, **parameters))
                return found
            return [dict(record) for record in session.run(read_query(name), parameters)]

    def stream(self, name: str, **parameters: Any) -> Iterator[Row]:
        """The rows of a query file one after another, for more of them than should be held."""
        with self.use() as opened, opened.open_session(default_access_mode="READ", fetch_size=FETCHED) as session:
            for record in session.run(read_query(name), parameters):
                yield dict(record)

    def write(self, work: Callable[[Transaction], Any]) -> Any:
        """Do some work in one transaction; it is tried again where two writers met."""
        for left in reversed(range(TRIES)):
            try:
                with self.use() as opened, opened.open_session() as session:
                    return session.execute_write(lambda inner: work(Transaction(inner)))
            except ConstraintError:
                # two writers that make one new id: the loser finds it made at its next try
                if not left:
                    raise
        raise AssertionError("unreachable")

    @property
    def takes_lines(self) -> bool:
        """Whether it is the embedded engine, which `write_lines` and `run_script` need."""
        return self.engine.kind == "embedded"

    def write_lines(self, blocks: Iterable[bytes]) -> None:
        """Nodes and edges for the batch endpoint of the embedded engine, in lines of JSON; no transaction of ours."""
        with self.use() as opened:
            assert opened.engine.http_port
            send_lines(opened.engine.http_port, blocks, password=opened.engine.password)

    def run_script(self, script: str) -> list[Row]:
        """Commands of ours to the embedded engine in its SQL, for what its Cypher cannot say. Rows of the last one."""
        with self.use() as opened:
            assert opened.engine.http_port
            body = {"language": "sqlscript", "command": script}
            path = f"/api/v1/command/{DATABASE}"
            answer = ask_engine(opened.engine.http_port, path, body, password=opened.engine.password)
            return cast(list[Row], answer["result"])

    def write_query(self, name: str, **parameters: Any) -> list[Row]:
        """One query file in a transaction of its own."""
        return self.write_text(read_query(name), **parameters)

    def write_text(self, text: str, **parameters: Any) -> list[Row]:
        """A text of ours in a transaction of its own, such as `queries.query_for_edge` gives."""
        return cast(list[Row], self.write(lambda transaction: transaction.run_text(text, **parameters)))


def _open_engine(settings: Settings | None, ends_with_us: bool) -> Engine:
    return open_engine(settings or load_settings(), ends_with_us=ends_with_us)
