"""Which database there is (the embedded engine, or a Neo4j server where NEO4J_URI is set), and a connection to it.

The connection comes back: an engine that was lost is opened anew, once for all threads that ask.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

import neo4j
from neo4j import Driver
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError, TransientError

from graph.errors import Unavailable, WhoholdsError
from graph.store.engine import embedded
from graph.store.engine.embedded_files import DATABASE, EngineState, Secrets
from graph.store.engine.faults import BROKEN, explain_no_connection, explain_query_fault, translate_error
from graph.store.settings import Settings

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
CONNECT_SECONDS = 5.0
POOL_SECONDS = 30.0
# the driver tells of each connection that broke; whoever asked is ours by an error of ours
logging.getLogger("neo4j").addHandler(logging.NullHandler())
RETRY_SECONDS = 10.0  # for which a write is tried again, before its engine counts as lost


@dataclass(frozen=True)
class Engine:
    """How to reach one database. `http_port` is ArcadeDB's; on Neo4j it is None, and the reader is the user itself."""

    kind: Literal["embedded", "neo4j"]
    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None
    reader_username: str
    reader_password: str = field(repr=False)
    http_port: int | None
    data: str | None = None  # the folder of the embedded engine


def open_engine(settings: Settings, *, ends_with_us: bool = False) -> Engine:
    """Neo4j if NEO4J_URI is set (not yet contacted), else the embedded engine, started unless it runs.

    One that is started here and `ends_with_us` ends some seconds after this process.
    Raises Unavailable if the embedded engine cannot be had.
    """
    if settings.neo4j_uri is None:
        return make_embedded_engine(*embedded.start_engine(settings.data, ends_with_us=ends_with_us))
    password = settings.neo4j_password or ""
    return Engine(
        kind="neo4j",
        uri=settings.neo4j_uri,
        username=settings.neo4j_username,
        password=password,
        database=settings.neo4j_database,
        reader_username=settings.neo4j_username,
        reader_password=password,
        http_port=None,
    )


def make_embedded_engine(state: EngineState, passwords: Secrets) -> Engine:
    """The engine that `embedded.start_engine` gave, as one to connect to."""
    return Engine(
        kind="embedded",
        uri=f"bolt://127.0.0.1:{state.bolt_port}",
        username="root",
        password=passwords.root,
        database=DATABASE,
        reader_username="reader",
        reader_password=passwords.reader,
        http_port=state.http_port,
        data=state.data or None,
    )


def connect(engine: Engine, *, reader: bool = False) -> neo4j.Driver:
    """A driver that has answered once; the caller closes it. As `reader`, the embedded engine refuses every write.

    Raises Unavailable that says what is wrong: address, server, user and password, or database.
    """
    scheme = engine.uri.partition("://")[0]
    if "://" not in engine.uri or scheme not in SCHEMES:
        raise Unavailable(
            f"NEO4J_URI is {engine.uri!r}; expected it to begin with one of {', '.join(SCHEMES)}, then ://",
            parameter="NEO4J_URI",
            value=engine.uri,
        )
    username = engine.reader_username if reader else engine.username
    password = engine.reader_password if reader else engine.password
    driver = None
    try:
        driver = neo4j.GraphDatabase.driver(
            engine.uri,
            auth=(username, password) if password else None,
            notifications_min_severity="OFF",
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=POOL_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
        )
        # verify_connectivity would not notice a database that is not there
        with driver.session(database=engine.database, default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
    except (DriverError, Neo4jError, ValueError) as error:
        if driver is not None:
            driver.close()
        raise explain_no_connection(engine, error) from error
    return driver


class OpenEngine:
    """One engine with its drivers. `has_schema` once its constraints are known to be there."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.driver = connect(engine)
        self.has_schema = False
        # servers of a cluster: what one session wrote or saw, the next one sees, whichever server it asks
        self.is_routed = engine.kind == "neo4j" and engine.uri.startswith("neo4j")
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager() if self.is_routed else None
        self._reader: Driver | None = None
        self._lock = threading.Lock()

    def open_session(self, **config: Any) -> neo4j.Session:
        """A session with the database."""
        return self.driver.session(database=self.engine.database, bookmark_manager=self._bookmarks, **config)

    def open_reader(self) -> Driver:
        """A driver whom the embedded engine refuses every write. Neo4j Community has no such user: the same driver."""
        if self.engine.kind == "neo4j":
            return self.driver
        with self._lock:
            if self._reader is None:
                self._reader = connect(self.engine, reader=True)
            return self._reader

    def close(self) -> None:
        """Close the drivers, even while they are used: those who use them meet an error of the driver."""
        for driver in filter(None, (self.driver, self._reader)):
            with suppress(*BROKEN):
                driver.close()


class Connection:
    """Opens at once, raising what is wrong. Afterwards one thread opens anew while those who ask wait for it.

    With `patience`, in seconds, they wait no longer than that: then Unavailable is raised.
    """

    def __init__(self, find: Callable[[], Engine], patience: float | None = None) -> None:
        self._find = find
        self._patience = patience
        self._lock = threading.Lock()
        self._opening: Future[OpenEngine] | None = Future()
        self._opening.set_result(OpenEngine(find()))

    def get(self) -> OpenEngine:
        with self._lock:
            if self._opening is None or (self._opening.done() and self._opening.exception()):
                self._opening = self._open_anew()
            opening = self._opening
        try:
            return opening.result(self._patience)
        except TimeoutError:
            raise Unavailable("the database is being opened again", hint="try again in some seconds") from None

    def find_current(self) -> OpenEngine | None:
        """What is open now; None while it is being opened again, or since it was lost, until the next question."""
        opening = self._opening
        return opening.result() if opening is not None and opening.done() and not opening.exception() else None

    @contextmanager
    def use(self) -> Iterator[OpenEngine]:
        """What is open. The driver's errors become ours, and an engine that does not answer is given up."""
        opened = self.get()
        try:
            yield opened
        except (ConstraintError, WhoholdsError):
            raise
        except Exception as error:
            ours = translate_error(error)
            if ours is None and isinstance(error, BROKEN) and not self._is_current(opened):
                ours = Unavailable("the database was lost meanwhile", hint="try again")
            if ours is None or isinstance(error, TransientError):
                trouble = explain_query_fault(opened.engine.data, error)
                if trouble is not None:
                    raise trouble from error
            if ours is None:
                raise
            if isinstance(ours, Unavailable) and not isinstance(error, TransientError):
                self._give_up(opened)
            raise ours from error

    def close(self) -> None:
        with self._lock:
            opening, self._opening = self._opening, None
        if opening and opening.done() and not opening.exception():
            opening.result().close()

    def _open_anew(self) -> Future[OpenEngine]:
        opening: Future[OpenEngine] = Future()

        def work() -> None:
            try:
                opening.set_result(OpenEngine(self._find()))
            except BaseException as error:  # whatever it is, those who wait must be ours
                opening.set_exception(error)

        threading.Thread(target=work, name="open the database", daemon=True).start()
        return opening

    def _is_current(self, opened: OpenEngine) -> bool:
        opening = self._opening
        return opening is not None and opening.done() and not opening.exception() and opening.result() is opened

    def _give_up(self, opened: OpenEngine) -> None:
        with self._lock:
            if not self._is_current(opened):
                return  # another thread met the same, and what is open now may be well
            self._opening = None
        opened.close()
