"""One open store: sends the queries of `cypher/`, turns the driver's errors into ours."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import ConstraintError

from graph.errors import Unavailable
from graph.store.engine import Engine, connect, open_engine, translate
from graph.store.queries import query
from graph.store.settings import Settings, load_settings

Row = dict[str, Any]
TRIES = 3


class Transaction:
    """The queries of one write that happens whole or not at all."""

    def __init__(self, inner: ManagedTransaction) -> None:
        self._inner = inner

    def run(self, name: str, **parameters: Any) -> list[Row]:
        return self.run_text(query(name), **parameters)

    def run_text(self, text: str, **parameters: Any) -> list[Row]:
        return [dict(record) for record in self._inner.run(text, parameters)]


class Store:
    """A connection to one engine. Threads may share it."""

    def __init__(self, settings: Settings | None = None, engine: Engine | None = None) -> None:
        """Open the engine that the settings name (the environment's if none are given), or the one given."""
        self._find: Callable[[], Engine] = (lambda: engine) if engine else partial(_open, settings)
        self._opening = threading.Lock()
        self.engine: Engine = self._find()
        self._driver: Driver | None = connect(self.engine)

    def close(self) -> None:
        if self._driver:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def driver(self) -> Driver:
        """The driver; an engine that was lost is looked for, and an embedded one started again."""
        with self._opening:
            if self._driver is None:
                self.engine = self._find()
                self._driver = connect(self.engine)
            return self._driver

    def read(self, name: str, **parameters: Any) -> list[Row]:
        """The rows of a query file, as dicts."""
        with self._told(), self.driver.session(database=self.engine.database, default_access_mode="READ") as session:
            return [dict(record) for record in session.run(query(name), parameters)]

    def write(self, work: Callable[[Transaction], Any]) -> Any:
        """Do some work in one transaction; it is tried again where two writers met."""
        for left in reversed(range(TRIES)):
            try:
                with self._told(), self.driver.session(database=self.engine.database) as session:
                    return session.execute_write(lambda inner: work(Transaction(inner)))
            except ConstraintError:
                # two writers that make one new id: the loser finds it made at its next try
                if not left:
                    raise
        raise AssertionError("unreachable")

    def write_query(self, name: str, **parameters: Any) -> list[Row]:
        """One query file in a transaction of its own."""
        return self.write_text(query(name), **parameters)

    def write_text(self, text: str, **parameters: Any) -> list[Row]:
        """A text of ours in a transaction of its own; only shortcut queries are put together."""
        return cast(list[Row], self.write(lambda transaction: transaction.run_text(text, **parameters)))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except ConstraintError:
            raise
        except Exception as error:
            told = translate(error)
            if told is None:
                raise
            if isinstance(told, Unavailable):
                self._forget()
            raise told from error

    def _forget(self) -> None:
        """Drop the driver of an engine that does not answer, so that the next question looks for it again."""
        with self._opening:
            lost, self._driver = self._driver, None
        if lost:
            lost.close()


def _open(settings: Settings | None) -> Engine:
    return open_engine(settings or load_settings())
