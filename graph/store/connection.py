"""A connection that comes back: an engine that was lost is opened anew, once for all threads that ask."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress

from neo4j import Driver
from neo4j.exceptions import ConstraintError, DriverError, TransientError

from graph.errors import Unavailable, WhoholdsError
from graph.store.engine import Engine, connect, translate
from graph.store.trouble import of_query

BROKEN = (DriverError, OSError, BufferError)  # what a driver raises that was closed while it sent or received


class Opened:
    """One engine with its drivers. `has_schema` once its constraints are known to be there."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.driver = connect(engine)
        self.has_schema = False
        self._reader: Driver | None = None
        self._lock = threading.Lock()

    def reader(self) -> Driver:
        """A driver whom the embedded engine refuses every write. Neo4j Community has no such user: the same driver."""
        if self.engine.kind == "neo4j":
            return self.driver
        with self._lock:
            if self._reader is None:
                self._reader = connect(self.engine, reader=True)
            return self._reader

    def close(self) -> None:
        """Let go of it, whoever still uses it: they meet an error of the driver, or of what it has half sent."""
        for driver in filter(None, (self.driver, self._reader)):
            with suppress(*BROKEN):
                driver.close()


class Connection:
    """Opens at once, raising what is wrong. Afterwards one thread opens anew while those who ask wait for it.

    With `patience`, in seconds, they wait no longer than that: then they are told Unavailable.
    """

    def __init__(self, find: Callable[[], Engine], patience: float | None = None) -> None:
        self._find = find
        self._patience = patience
        self._lock = threading.Lock()
        self._opening: Future[Opened] | None = Future()
        self._opening.set_result(Opened(find()))

    def get(self) -> Opened:
        with self._lock:
            if self._opening is None or (self._opening.done() and self._opening.exception()):
                self._opening = self._open_anew()
            opening = self._opening
        try:
            return opening.result(self._patience)
        except TimeoutError:
            raise Unavailable("the database is being opened again", hint="try again in some seconds") from None

    def current(self) -> Opened | None:
        """What is open now; None while it is opened anew, or nobody has asked since it was lost."""
        opening = self._opening
        return opening.result() if opening is not None and opening.done() and not opening.exception() else None

    @contextmanager
    def use(self) -> Iterator[Opened]:
        """What is open. The driver's errors become ours, and an engine that does not answer is given up."""
        opened = self.get()
        try:
            yield opened
        except (ConstraintError, WhoholdsError):
            raise
        except Exception as error:
            told = translate(error)
            if told is None and isinstance(error, BROKEN) and not self._is_current(opened):
                told = Unavailable("the database was lost meanwhile", hint="try again")
            if told is None or isinstance(error, TransientError):
                trouble = of_query(opened.engine.data, error)
                if trouble is not None:
                    raise trouble from error
            if told is None:
                raise
            if isinstance(told, Unavailable) and not isinstance(error, TransientError):
                self._give_up(opened)
            raise told from error

    def close(self) -> None:
        with self._lock:
            opening, self._opening = self._opening, None
        if opening and opening.done() and not opening.exception():
            opening.result().close()

    def _open_anew(self) -> Future[Opened]:
        opening: Future[Opened] = Future()

        def work() -> None:
            try:
                opening.set_result(Opened(self._find()))
            except BaseException as error:  # whatever it is, those who wait must be told
                opening.set_exception(error)

        threading.Thread(target=work, name="open the database", daemon=True).start()
        return opening

    def _is_current(self, opened: Opened) -> bool:
        opening = self._opening
        return opening is not None and opening.done() and not opening.exception() and opening.result() is opened

    def _give_up(self, opened: Opened) -> None:
        with self._lock:
            if not self._is_current(opened):
                return  # another thread met the same, and what is open now may be well
            self._opening = None
        opened.close()
