"""Cypher that people write: checked, run where it can only read, cut off after a while, its values turned to JSON."""

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, cast

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher_guard import check, parameters_of
from graph.cypher_header import header_of, typed, with_places
from graph.errors import FailedQuery, InvalidInput, Unavailable, WhoholdsError
from graph.store.connection import Opened
from graph.store.engine import translate
from graph.store.store import Row, Store
from graph.store.values import plain, relationships_in

SECONDS = 10.0
AT_ONCE = 4  # so that people's queries leave room for answers

_room = threading.BoundedSemaphore(AT_ONCE)


def run(
    store: Store,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    limit: int = 1_000,
    seconds: float = SECONDS,
) -> Row:
    """The rows of a query that only reads: {"columns", "rows", "truncated"}, each row by its columns.

    Parameters that the text's header declares are read by their types. Raises RefusedQuery, TooLarge, InvalidInput
    for a parameter, FailedQuery (parameter "timeout" when time is up), and Unavailable.
    """
    check(text)
    given = dict(parameters or {})
    header = header_of(text)
    text, values = with_places(text, given), typed(header, given)
    missing = sorted(parameters_of(text) - set(values))
    if missing:
        raise InvalidInput(
            f"parameter {missing[0]} is not given", parameter=missing[0], hint="the query uses it with a dollar"
        )
    with _one_of_few(), store.use() as opened:
        return _run(opened, text, values, limit, seconds)


def _run(opened: Opened, text: str, values: Row, limit: int, seconds: float) -> Row:
    mark = f"whoholds {uuid.uuid4().hex}"
    query = neo4j.Query(cast(Any, f"{text}\n// {mark}"), timeout=seconds)
    with (
        _clock(opened, mark, seconds) as clock,
        opened.reader().session(
            database=opened.engine.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=limit + 1
        ) as session,
    ):
        try:
            result = session.run(query, values)
            columns = list(result.keys())
            records = [record.values() for record in islice(result, limit + 1)]
            if len(records) > limit:
                _end(opened, mark)  # else ArcadeDB works on what nobody wants
                with suppress(Neo4jError):
                    result.consume()
        except Neo4jError as error:
            raise _told(error, clock, seconds) from error
        except (OverflowError, TypeError, ValueError) as error:
            raise InvalidInput(f"a parameter cannot be sent: {error}", parameter="parameters") from error
        except DriverError:
            if not _answers(opened):
                raise
            raise FailedQuery(
                "the database broke the query off: it needs more than there is", parameter="query"
            ) from None
    truncated, records = len(records) > limit, records[:limit]
    ends = _ids_of_ends(opened, records)
    rows = [{name: plain(value, ends) for name, value in zip(columns, r, strict=True)} for r in records]
    return {"columns": columns, "rows": rows, "truncated": truncated}


@contextmanager
def _one_of_few() -> Iterator[None]:
    if not _room.acquire(timeout=2):
        raise Unavailable(f"{AT_ONCE} queries are running already", hint="try again in some seconds")
    try:
        yield
    finally:
        _room.release()


class _Clock:
    def __init__(self) -> None:
        self.done = threading.Event()
        self.struck = False


@contextmanager
def _clock(opened: Opened, mark: str, seconds: float) -> Iterator[_Clock]:
    """Neo4j ends a query by itself. ArcadeDB is told to, by root, once the time is up."""
    clock = _Clock()
    if opened.engine.kind == "embedded":
        threading.Thread(target=_end_when_late, args=(opened, mark, seconds, clock), daemon=True).start()
    try:
        yield clock
    finally:
        clock.done.set()


def _end_when_late(opened: Opened, mark: str, seconds: float, clock: _Clock) -> None:
    wait = seconds
    with suppress(Neo4jError, DriverError):  # if the engine is lost, so is the query
        while not clock.done.wait(wait):
            clock.struck, wait = True, 0.25
            _end(opened, mark)


def _end(opened: Opened, mark: str) -> None:
    """Tell ArcadeDB to end the query with this mark."""
    if opened.engine.kind != "embedded":
        return
    with opened.driver.session(database=opened.engine.database) as session:
        for row in session.run("SHOW TRANSACTIONS").data():
            if mark in str(row["currentQuery"]):
                number = str(row["transactionId"]).replace("'", "")
                session.run(cast(Any, f"TERMINATE TRANSACTION '{number}'")).consume()


def _answers(opened: Opened) -> bool:
    try:
        with opened.driver.session(database=opened.engine.database) as session:
            session.run("RETURN 1").consume()
    except (Neo4jError, DriverError):
        return False
    return True


def _told(error: Neo4jError, clock: _Clock, seconds: float) -> WhoholdsError:
    """A query that was ended has failed by its length; a fault of its own is told in the engine's first line."""
    if clock.struck or "TransactionTimedOut" in str(error.code):
        return FailedQuery(
            f"the query took longer than {seconds:g} s and was ended",
            parameter="timeout",
            value=seconds,
            hint="narrow it, or give it a LIMIT",
        )
    told = translate(error)
    if told is not None:
        return told
    first = (error.message or str(error)).strip().splitlines()[0]
    return FailedQuery(f"the database cannot run it: {first}", parameter="query")


def _ids_of_ends(opened: Opened, records: list[list[Any]]) -> dict[str, Any]:
    """The ids of the nodes at the ends of returned edges, which come back without any properties."""
    ends = sorted({node.element_id for edge in relationships_in(records) for node in edge.nodes if node is not None})
    if not ends:
        return {}
    text = "MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n) AS element, coalesce(n.id, n.record) AS id"
    with opened.reader().session(database=opened.engine.database, default_access_mode=neo4j.READ_ACCESS) as session:
        return {row["element"]: row["id"] for row in session.run(text, ends=ends)}
