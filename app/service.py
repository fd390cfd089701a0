"""The store of the HTTP service, with a reader; opening is retried until the database answers."""

import logging
import math
import threading
import time

from app.answers.saved_queries import QueryOutline, read_saved_queries
from app.collector import set_apart
from app.judgements import follow_judgements
from app.stories import Story
from app.stories.reading import read_stories
from graph.alliances.evidence import prepare_evidence
from graph.errors import Busy, Unavailable, WhoholdsError
from graph.store.engine.watchdog import watch_engine
from graph.store.reading.reader import Reader, check_rules, has_internal, open_view_at
from graph.store.reading.view import View
from graph.store.settings import Settings
from graph.store.store import Store

PATIENCE_SECONDS = 2.0  # how long a request waits while the engine restarts
RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 10.0
ASK_SECONDS = 0.05  # for so long it is not asked again whether anything is internal, for answers from memory
LOOK_SECONDS = 0.05  # interval between checks for a newer data version
LONGEST_LOOK_SECONDS = 1.0
WAITS_PER_CHECK = 50  # a check may take one part in so many of the time, as with a database far away

log = logging.getLogger("whoholds")


class Service:
    """One per app. `start` does not fail without a database: requests raise Unavailable until there is one."""

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self._given = store is not None
        self._store = store
        self._reader = Reader(store, settings.data / "columns") if store else None
        self._why = Unavailable("the database is being opened", hint="try again in some seconds")
        self._closed = threading.Event()
        self._newest: View | None = None
        self._has_internal: bool | None = None
        self._asked_internal = (-1, False)  # a data version, and whether anything internal was in the store then
        self._asked_at = -math.inf  # when the store was last asked for both, by the monotonic clock
        self._is_started = False
        self.queries: dict[str, QueryOutline] = {}
        self.stories: dict[str, Story] = {}
        self.loading = threading.Lock()  # held by the one load that was sent to this service

    def start(self) -> None:
        """Read the saved queries and the stories, open the store and apply the judgements, once. Raises InvalidInput
        if settings, queries, stories, judgements or the store cannot be used."""
        if self._is_started:
            return
        self._is_started = True
        self.queries = read_saved_queries(self.settings.data)
        self.stories = read_stories(self.settings.data)
        try:
            self._prepare()
        except (Unavailable, Busy) as error:
            log.warning("%s", error)
            threading.Thread(target=self._prepare_later, name="prepare the store", daemon=True).start()

    def close(self) -> None:
        self._closed.set()
        if self._store and not self._given:
            self._store.close()

    @property
    def store(self) -> Store:
        return self.reader.store

    @property
    def reader(self) -> Reader:
        """Raises Unavailable while there is no database."""
        if self._reader is None:
            raise Unavailable(self._why.message, hint=self._why.hint)
        return self._reader

    def view(self, version: int | None = None) -> View:
        """The view of a data version, by default the newest. A background thread prepares newer views."""
        if version is not None:
            return open_view_at(self.reader, version)
        if self._newest is None:
            self._newest = self.reader.view()
        return self._newest

    @property
    def newest(self) -> int | None:
        """The data version of the current answers."""
        return self._newest.version if self._newest else None

    @property
    def has_internal(self) -> bool:
        """Whether answers may have something internal in them; True while there is a store that was not asked yet."""
        return self._reader is not None if self._has_internal is None else self._has_internal

    def ask_internal(self) -> bool:
        """Whether an answer that is ready may have something internal in it, also one of a version that was loaded
        while it was made. Asks the store, so that it holds for answers that are ahead of `newest` too."""
        if self._reader is None or self.has_internal:
            return self.has_internal
        now = time.monotonic()
        try:
            version = self._reader.version()
            if version != self._asked_internal[0]:
                self._asked_internal = version, has_internal(self._reader.store)
        except (Unavailable, Busy):
            return self.has_internal  # what was answered without the store is of a version that was asked about
        self._asked_at = now
        return self._asked_internal[1] or self.has_internal

    def asked_since(self, made: float) -> bool:
        """Whether the store was asked after an answer was made, just now, and had nothing internal."""
        is_public = made <= self._asked_at and not self._asked_internal[1]
        return is_public and time.monotonic() - self._asked_at <= ASK_SECONDS

    def _prepare(self) -> None:
        if self._store is None:
            try:
                self._store = Store(self.settings, patience=PATIENCE_SECONDS, ends_with_us=True)
            except Unavailable as error:
                self._why = error
                raise
        self._has_internal = has_internal(self._store)
        self._reader = self._reader or Reader(self._store, self.settings.data / "columns")
        check_rules(self._store, self._reader.version())
        follow_judgements(self._store, self.settings)
        newest = self._reader.view()
        self._has_internal = has_internal(self._store)  # again: a load may have come between
        prepare_evidence(newest)
        self._newest = newest
        threading.Thread(target=self._look, name="look for a newer data version", daemon=True).start()
        threading.Thread(
            target=watch_engine, args=(self._store, self._closed), name="watch the engine", daemon=True
        ).start()

    def _look(self) -> None:
        """Replace the view by each newer one when it is ready."""
        wait, kept = LOOK_SECONDS, 0
        asked, is_internal = self.newest, self.has_internal
        while not self._closed.wait(wait):
            begun = time.monotonic()
            try:
                newest = self.reader.view()
                if newest.version != asked:
                    asked, is_internal = newest.version, has_internal(self.store)
                    # from before the first answer with it to after the last
                    self._has_internal = self._has_internal or is_internal
                wait = choose_pause(time.monotonic() - begun)
                if newest is not self._newest:
                    prepare_evidence(newest, self._newest)
                if newest.version != kept:
                    newest.prepare()  # just after the start, questions use Cypher until this is done
                    self._newest = newest
                    self._has_internal = is_internal
                    newest.directory.compact_names()
                    newest.statement_cache.save()
                    set_apart()
                    kept = newest.version
            except WhoholdsError:
                continue  # requests report a lost database themselves
            except Exception:
                # if this thread ended, all answers would stay at this version
                log.exception("looking for a newer data version failed; it is tried again")
                wait = RETRY_SECONDS

    def _prepare_later(self) -> None:
        done, wait = False, RETRY_SECONDS
        while not done and not self._closed.wait(wait):
            try:
                self._prepare()
                done = True
            except (Unavailable, Busy):
                wait = min(wait * 1.5, LONGEST_RETRY_SECONDS)  # each failed start of an engine takes seconds
            except WhoholdsError as error:
                log.error("%s", error)
                done = True


def choose_pause(check_seconds: float) -> float:
    """The seconds until the next check for a newer data version, after one that took so long."""
    return min(max(LOOK_SECONDS, WAITS_PER_CHECK * check_seconds), LONGEST_LOOK_SECONDS)
