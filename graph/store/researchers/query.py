"""Cypher that people write: checked, run where it can only read, cut off after a while, its values turned to JSON."""

import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from itertools import islice
from time import monotonic
from typing import Any, NamedTuple, cast

import neo4j
import orjson
from neo4j.exceptions import Neo4jError

from graph.cypher.guard import CheckedQuery, check_query, find_parameters
from graph.cypher.header import check_depth, convert_parameters, put_places, read_header
from graph.cypher.unknown_names import note_unknown_names
from graph.errors import FailedQuery, InvalidInput, Unavailable, WhoholdsError
from graph.store.engine.connection import OpenEngine
from graph.store.engine.faults import BROKEN, translate_error
from graph.store.researchers.place import QueryPlace, Researchers
from graph.store.researchers.results import (
    MOST_BYTES,
    VALUE_BYTES,
    PackedRows,
    cut_value,
    find_relationships,
    make_plain,
)
from graph.store.settings import QUERY_SECONDS
from graph.store.store import Row, Store

GRACE_SECONDS = 2.5  # after which a query that does not listen is ended with its engine
LAST_SECONDS = 2.0  # after which its answer is no longer waited for
LOOK_SECONDS = 0.05
TELL_SECONDS = 0.25
FETCHED = 100  # rows that the engine makes ready at once; what comes after the last one kept is thrown away
BATCH_BYTES = 2_000_000
TOLD_SECONDS = 2.0  # from which on an answer says how long it waited


class QueryRows(NamedTuple):
    columns: list[str]
    rows: list[bytes]
    cut: list[str]  # why it is not whole, each as a note


def run_query(
    store: Store,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    limit: int = 1_000,
    seconds: float = QUERY_SECONDS,
    left: threading.Event | None = None,
) -> Row:
    """The rows of a query that only reads: {"columns", "rows", "truncated", "notes", "dataVersion"}.

    Each row is a map by its columns. Parameters that the text's header declares are read by their types. The query is
    ended when `left` is set: whoever asked has gone. Raises RefusedQuery, TooLarge, InvalidInput for a parameter,
    FailedQuery (parameter "timeout" when time is up), and Unavailable.
    """
    given = dict(parameters or {})
    check_depth(given)
    query = check_query(text)
    header = read_header(text)
    if any(parameter.inline and parameter.name in given for parameter in header.parameters):
        query = check_query(put_places(text, given))
    values = convert_parameters(header, given)
    missing = sorted(find_parameters(query.text) - set(values))
    if missing:
        raise InvalidInput(
            f"parameter {missing[0]} is not given", parameter=missing[0], hint="the query uses it with a dollar"
        )
    with store.researchers.use_place() as place:
        asked = _RunningQuery(
            store.researchers, place, f"whoholds {uuid.uuid4().hex}", seconds, left or threading.Event()
        )
        found = asked.answer(query, values, limit)
    return {
        "columns": found.columns,
        "rows": PackedRows(found.rows),
        "truncated": bool(found.cut),
        "notes": [*found.cut, *note_unknown_names(text), *_describe_place(place)],
        "dataVersion": place.version,
    }


def _describe_place(place: QueryPlace) -> list[str]:
    """How long a query waited for its copy, and how far behind that was then."""
    notes = []
    if place.waited >= TOLD_SECONDS:
        notes.append(_describe_wait(place))
    if place.version < place.newest:
        notes.append(f"answered at data version {place.version}; the newest is {place.newest}, ask again to have it")
    return notes


def _describe_wait(place: QueryPlace) -> str:
    return f"waited {place.waited:.0f} s for a copy of the graph at data version {place.version}"


class _RunningQuery:
    """A running query: one thread reads its rows while the thread of the request watches the time."""

    def __init__(
        self, researchers: Researchers, place: QueryPlace, mark: str, seconds: float, left: threading.Event
    ) -> None:
        self.researchers, self.place, self.mark, self.seconds, self.left = researchers, place, mark, seconds, left
        self.late, self.began = False, monotonic()
        self._ending: threading.Thread | None = None

    def answer(self, query: CheckedQuery, values: Row, limit: int) -> QueryRows:
        last_asked, killed = 0.0, False
        work = self._begin_reading(query, values, limit)
        while not wait([work], LOOK_SECONDS).done:
            now = monotonic()
            over = now - self.began - self.seconds
            self.late = self.late or over > 0
            if (over > 0 or self.left.is_set()) and now - last_asked > TELL_SECONDS:
                last_asked = now
                self._request_end()
            if over > GRACE_SECONDS and not killed:
                killed = self.researchers.kill_engine(self.place)
            if over > GRACE_SECONDS + (LAST_SECONDS if killed else 0):
                self._give_up(work)
        return self._take_result(work)

    def _begin_reading(self, query: CheckedQuery, values: Row, limit: int) -> "Future[QueryRows]":
        work: Future[QueryRows] = Future()

        def read() -> None:
            try:
                work.set_result(_read_result(self.place.opened, query, values, limit, self))
            except BaseException as error:  # the waiting thread must get the error
                work.set_exception(error)

        threading.Thread(target=read, name="Cypher", daemon=True).start()
        return work

    def _request_end(self) -> None:
        """Tell the engine to end it, in a thread of its own: an engine without room to breathe does not answer."""
        if self._ending is None or not self._ending.is_alive():
            self._ending = threading.Thread(target=self.end, name="end of Cypher", daemon=True)
            self._ending.start()

    def end(self) -> None:
        self.researchers.end_query(self.place, self.mark)

    def _give_up(self, work: "Future[QueryRows]") -> None:
        self.researchers.count_stuck(1)
        work.add_done_callback(lambda _: self.researchers.count_stuck(-1))
        raise self._explain_length("; the database does not end it, and still works on it")

    def _take_result(self, work: "Future[QueryRows]") -> QueryRows:
        try:
            return work.result()
        except WhoholdsError:
            raise
        except Neo4jError as error:
            raise self._explain_error(error) from error
        except BROKEN as error:
            raise self._explain_break(error) from error
        except RecursionError:
            raise FailedQuery("a value is nested too deep", parameter="query") from None
        except (OverflowError, TypeError, ValueError) as error:
            raise InvalidInput(f"a parameter cannot be sent: {error}", parameter="parameters") from error

    def _explain_length(self, more: str = " and was ended") -> FailedQuery:
        waited = f"; before that it {_describe_wait(self.place)}" if self.place.waited >= TOLD_SECONDS else ""
        return FailedQuery(
            f"the query took longer than {self.seconds:g} s{more}{waited}",
            parameter="timeout",
            value=self.seconds,
            hint="narrow it, or give it a LIMIT",
        )

    def _explain_error(self, error: Neo4jError) -> WhoholdsError:
        """The error for a query that was ended (it took too long) or that has a fault (the engine's first line)."""
        first = (error.message or str(error)).strip().splitlines()[0]
        if self.late or monotonic() - self.began > 0.9 * self.seconds:
            return self._explain_length()
        if "TransactionTimedOut" in str(error.code):  # regular expressions have less time
            return FailedQuery(f"the database ended it: {first}", parameter="timeout", hint="narrow it")
        ours = translate_error(error)
        if ours is not None:
            return ours
        return FailedQuery(f"the database cannot run it: {first}", parameter="query")

    def _explain_break(self, error: Exception) -> WhoholdsError:
        """The connection broke: the engine died, of this query or of another one, or it broke off this one only."""
        if self.late:
            return self._explain_length()
        if _is_answering(self.place.opened):
            return FailedQuery("the database broke the query off: it needs more than there is", parameter="query")
        if not self.researchers.drop_place(self.place):
            return translate_error(error) or Unavailable("the database for Cypher was lost", hint="try again")
        if self.researchers.was_alone(self.place):
            return FailedQuery(
                "the query needed more memory than Cypher may use, and its engine ended",
                parameter="query",
                hint="ask for less at once, or set WHOHOLDS_CYPHER_MEMORY",
            )
        return Unavailable("the engine for Cypher ended, by this query or by another one", hint="try again")


def _read_result(opened: OpenEngine, checked: CheckedQuery, values: Row, limit: int, asked: _RunningQuery) -> QueryRows:
    """The rows that fit into the limits, or the plan that was asked for."""
    before = "" if checked.kind == "read" else f"{checked.kind.upper()} "
    query = neo4j.Query(cast(Any, f"{before}{checked.text}\n// {asked.mark}"), timeout=asked.seconds)
    session = opened.open_reader().session(
        database=opened.engine.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=FETCHED
    )
    with session:
        result = session.run(query, values)
        if before:
            return _read_plan(result)
        found = QueryRows(list(result.keys()), [], [])
        if not _read_rows(opened, found, result, limit):
            if opened.engine.kind == "embedded":
                asked.end()  # else the engine goes on for no one
            with suppress(Neo4jError):
                result.consume()
    return found


def _read_plan(result: neo4j.Result) -> QueryRows:
    """How the engine would run a query: one row, the plan as the engine gives it."""
    summary = result.consume()
    plan = summary.profile or summary.plan
    if plan is None:
        return QueryRows(["plan"], [], ["this database tells no plan; the query itself passed"])
    return QueryRows(["plan"], [orjson.dumps({"plan": plan}, default=str)], [])


def _read_rows(opened: OpenEngine, found: QueryRows, result: neo4j.Result, limit: int) -> bool:
    """Put rows into what is found, and notes on what does not fit. False where the engine has more."""
    total, cut_in, is_whole = 0, set[str](), True
    for batch in _cut_batches(islice(result, limit), found.columns, cut_in):
        ends = _read_end_ids(opened, batch)
        for record in batch:
            row = orjson.dumps(
                {name: make_plain(value, ends) for name, value in zip(found.columns, record, strict=True)}
            )
            total += len(row) + 1
            is_whole = total <= MOST_BYTES
            if not is_whole:
                break
            found.rows.append(row)
        if not is_whole:
            found.cut.append(f"the answer is cut at {MOST_BYTES // 10**6} MB, after {len(found.rows)} rows")
            break
    if is_whole and next(result, None) is not None:
        is_whole = False
        found.cut.append(f"only the first {limit} rows are shown")
    if cut_in:
        names = ", ".join(name for name in found.columns if name in cut_in)
        found.cut.append(f"values of more than {VALUE_BYTES // 10**6} MB are cut, in {names}")
    return is_whole


def _cut_batches(
    records: Iterable[neo4j.Record], columns: Sequence[str], cut_in: set[str]
) -> Iterator[list[list[Any]]]:
    """Rows, their values cut, as many at a time as may be held; the columns in which something was cut are noted."""
    batch: list[list[Any]] = []
    weight = 0
    for record in records:
        row = []
        for name, value in zip(columns, record.values(), strict=True):
            kept, more = cut_value(value)
            if more > VALUE_BYTES:
                cut_in.add(name)
            row.append(kept)
            weight += more
        batch.append(row)
        if weight > BATCH_BYTES or len(batch) >= 10 * FETCHED:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _is_answering(opened: OpenEngine) -> bool:
    try:
        with opened.driver.session(database=opened.engine.database) as session:
            session.run("RETURN 1").consume()
    except (Neo4jError, *BROKEN):
        return False
    return True


def _read_end_ids(opened: OpenEngine, records: list[list[Any]]) -> dict[str, Any]:
    """The ids of the nodes at the ends of returned edges, which come back without any properties."""
    ends = sorted({node.element_id for edge in find_relationships(records) for node in edge.nodes if node is not None})
    if not ends:
        return {}
    text = "MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n) AS element, coalesce(n.id, n.record) AS id"
    with opened.open_reader().session(
        database=opened.engine.database, default_access_mode=neo4j.READ_ACCESS
    ) as session:
        return {row["element"]: row["id"] for row in session.run(text, ends=ends)}
