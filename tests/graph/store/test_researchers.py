"""The engine for people's Cypher beside the embedded one: a copy, kept up to date, ended and started again."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import orjson
import psutil
import pytest

from graph.cypher.guard import CheckedQuery
from graph.errors import FailedQuery, Unavailable, WhoholdsError
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from graph.store.engine.embedded_files import (
    DATABASE,
    EngineState,
    database_folder,
    databases_folder,
    read_state,
    researchers_folder,
)
from graph.store.researchers import copying
from graph.store.researchers.place import MOST_STUCK, QueryPlace, _find_engine_start
from graph.store.researchers.query import run_query
from graph.store.researchers.results import MOST_BYTES, VALUE_BYTES
from graph.store.store import Row, Store
from tests.engines.embedded_database import lend_folder

# TERMINATE does not reach inside either: one is busy copying lists, one wants more memory than there is
BUSY = "RETURN size(reduce(l = [0], x IN range(1, 400000) | l + [x])) AS n"
FULL = "RETURN size(text.random(2000000000)) AS n"
LONG = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b) AS n"
SOON = 60.0  # a test that waits longer has found a fault


@pytest.fixture(scope="module")
def data(embedded_engine: Engine) -> Iterator[Path]:
    with lend_folder(embedded_engine) as folder:
        yield folder


@pytest.fixture(scope="module")
def store(data: Path, embedded_engine: Engine) -> Iterator[Store]:
    with Store(engine=embedded_engine) as opened:
        opened.researchers.ends_with_us = True
        publish(opened, 1)
        yield opened


@pytest.fixture(autouse=True)
def _no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guard lets pass is its own affair; here it is missing."""
    monkeypatch.setattr("graph.store.researchers.query.check_query", lambda text: CheckedQuery(text, "read"))


def publish(store: Store, version: int) -> None:
    store.write_text("CREATE (:Load {version: $version, published: true})", version=version)


def one(found: Row) -> object:
    (row,) = found["rows"]
    (value,) = row.values()
    return value


def loads(store: Store) -> object:
    return one(run_query(store, "MATCH (l:Load) RETURN count(l) AS n"))


def ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def engine_of_copy(data: Path) -> int:
    state = embedded.find_running_engine(researchers_folder(data))
    assert state is not None
    return state.pid


def test_it_is_a_process_of_its_own_at_the_lowest_priority_with_the_heap_it_is_told(store: Store, data: Path) -> None:
    assert one(run_query(store, "RETURN 1 AS x")) == 1
    process, main = psutil.Process(engine_of_copy(data)), embedded.find_running_engine(data)
    assert main is not None
    assert process.pid != main.pid
    if sys.platform != "win32":
        assert process.nice() == 19
    state = store.researchers.describe_state()
    assert state["up"]
    assert state["engine"] == "copy"
    assert state["residentMegabytes"] > 0
    assert f'"copy_megabytes": {state["heapMegabytes"]}' in " ".join(process.cmdline())


def test_a_load_is_seen_by_the_next_query_in_one_copy_that_takes_the_place_of_the_other(
    store: Store, data: Path
) -> None:
    before = run_query(store, "RETURN 1 AS x")["dataVersion"]
    first = engine_of_copy(data)
    publish(store, before + 1)
    found = run_query(store, "MATCH (l:Load) RETURN max(l.version) AS newest")
    assert (one(found), found["dataVersion"]) == (before + 1, before + 1)
    assert ended(first)
    folders = [one for one in databases_folder(researchers_folder(data)).iterdir() if one.is_dir()]
    assert [folder.name for folder in folders] == [DATABASE]
    assert not list(data.rglob("*.zip"))


@pytest.mark.parametrize(
    "names", [("schema.json", "schema.prev.json"), pytest.param(("configuration.json",), marks=pytest.mark.long)]
)
def test_a_copy_that_is_damaged_is_no_empty_graph_and_is_made_anew(
    store: Store, data: Path, names: tuple[str, ...]
) -> None:
    before = loads(store)
    state = read_state(researchers_folder(data))
    assert state
    psutil.Process(state.pid).kill()
    until(lambda: ended(state.pid))
    for name in names:
        (database_folder(researchers_folder(data)) / name).write_text('{"sche', encoding="utf-8")
    with pytest.raises(Unavailable, match="another copy is made"):
        loads(store)
    assert loads(store) == before


def test_nobody_can_change_the_graph_even_as_root_of_the_copy(store: Store) -> None:
    with store.researchers.use_place() as place, place.opened.driver.session(database=DATABASE) as session:
        session.execute_write(lambda transaction: transaction.run("CREATE (:Intruder)").consume())
    assert store.write_text("MATCH (n:Intruder) RETURN count(n) AS n") == [{"n": 0}]
    store.researchers.drop_place(place)  # `kill` would have another one made aside, on what is thrown away here
    copying.discard_copy(researchers_folder(Path(store.engine.data or "")))


def test_a_bomb_that_does_not_listen_is_ended_with_its_engine_and_answers_go_on(store: Store, data: Path) -> None:
    run_query(store, "RETURN 1 AS x")
    before = engine_of_copy(data)
    with pytest.raises(FailedQuery) as caught:
        run_query(store, BUSY, seconds=0.5)
    assert caught.value.parameter == "timeout"
    assert ended(before)
    assert store.read("read/version")  # the engine of the answers is another one
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_a_bomb_that_fills_the_heap_ends_its_engine_and_is_told_why(store: Store, data: Path) -> None:
    run_query(store, "RETURN 1 AS x")
    before = engine_of_copy(data)
    with pytest.raises(FailedQuery, match="memory"):
        run_query(store, FULL)
    assert ended(before)
    assert one(run_query(store, "RETURN 1 AS x")) == 1


@pytest.mark.parametrize("is_gone", [False, True], ids=["beside it", "ended before it"])
def test_an_engine_that_is_killed_during_a_query_is_told_and_the_next_query_has_another(
    store: Store, data: Path, is_gone: bool
) -> None:
    """Whoever fills the memory may be told first: none of those who ran at once is to blame for sure."""
    failed: list[WhoholdsError] = []

    def ask() -> None:
        try:
            run_query(store, LONG, seconds=SOON)
        except WhoholdsError as error:
            failed.append(error)

    run_query(store, "RETURN 1 AS x")
    pid = engine_of_copy(data)
    with ExitStack() as others:
        others.enter_context(store.researchers.use_place())
        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: running(store) == 1)
        if is_gone:
            others.close()
        psutil.Process(pid).kill()
        asking.join(SOON)
    assert [type(error) for error in failed] == [Unavailable]
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_who_was_alone_is_told_that_its_own_query_ended_the_engine(store: Store, data: Path) -> None:
    run_query(store, "RETURN 1 AS x")
    pid = engine_of_copy(data)
    threading.Timer(1.0, lambda: psutil.Process(pid).kill()).start()
    with pytest.raises(FailedQuery, match="memory"):
        run_query(store, LONG, seconds=SOON)


def test_who_leaves_ends_the_query(store: Store) -> None:
    left, failed = threading.Event(), threading.Event()

    def ask() -> None:
        with pytest.raises(WhoholdsError):
            run_query(store, LONG, seconds=10 * SOON, left=left)
        failed.set()

    run_query(store, "RETURN 1 AS x")
    threading.Thread(target=ask, daemon=True).start()
    until(lambda: running(store) == 1)
    left.set()
    assert failed.wait(SOON)
    assert running(store) == 0


def test_many_at_once_do_not_keep_out_what_ends_them(store: Store) -> None:
    left, failed = threading.Event(), threading.Semaphore(0)

    def ask() -> None:
        with pytest.raises(WhoholdsError):
            run_query(store, LONG, seconds=10 * SOON, left=left)
        failed.release()

    run_query(store, "RETURN 1 AS x")
    for _ in range(8):
        threading.Thread(target=ask, daemon=True).start()
    until(lambda: running(store) == 8)
    left.set()
    assert all(failed.acquire(timeout=SOON) for _ in range(8))


def test_a_look_at_running_queries_that_fails_does_not_end_the_clock(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.researchers, "end_query", lambda *_: 1 / 0)
    monkeypatch.setattr("graph.store.researchers.query.GRACE_SECONDS", 0.2)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with pytest.raises(FailedQuery, match="longer than"):
        run_query(store, LONG, seconds=0.2)
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_the_answer_is_cut_at_its_bytes_and_says_so(store: Store) -> None:
    text = "UNWIND range(1, 5000) AS x RETURN x, reduce(s = 'ab', y IN range(1, 16) | s + s) AS s"
    found = run_query(store, text, limit=10_000)
    size = len(orjson.dumps(found["rows"].fragments)) - 2  # without the brackets
    assert 0.9 * MOST_BYTES < size <= MOST_BYTES
    assert found["truncated"] is True
    assert found["notes"][0] == f"the answer is cut at 16 MB, after {len(found['rows'])} rows"


@pytest.mark.parametrize(
    "expression",
    [
        "reduce(s = 'ab', y IN range(1, 22) | s + s)",
        "range(1, 900000)",
        "[range(1, 900000), 'kept']",
        "{name: range(1, 900000)}",
        "[x IN range(1, 300) | reduce(s = 'ab', y IN range(1, 13) | s + s)]",
    ],
)
def test_one_value_is_cut_at_its_bytes_and_its_column_is_named(store: Store, expression: str) -> None:
    found = run_query(store, f"RETURN 1 AS whole, {expression} AS long")
    (row,) = found["rows"]
    assert row["whole"] == 1
    assert 0 < len(str(row["long"])) < 8 * VALUE_BYTES
    assert (found["truncated"], found["notes"][0]) == (True, "values of more than 1 MB are cut, in long")


def test_what_is_nested_without_end_is_told(store: Store) -> None:
    with pytest.raises(FailedQuery):
        run_query(store, "RETURN reduce(l = [], x IN range(1, 300) | [l]) AS deep")


def test_without_room_for_a_copy_it_is_told_how_much_is_needed(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(data)
    monkeypatch.setattr(copying.psutil, "disk_usage", lambda _: usage._replace(free=10))
    publish(store, 100)
    with pytest.raises(Unavailable, match=r"needs \d+ MB"):
        run_query(store, "RETURN 1 AS x")
    monkeypatch.undo()
    assert run_query(store, "RETURN 1 AS x")["dataVersion"] == 100


def test_another_process_shares_the_engine_of_the_first(store: Store, data: Path) -> None:
    run_query(store, "RETURN 1 AS x")
    before = engine_of_copy(data)
    with Store(engine=store.engine) as other:
        assert one(run_query(other, "RETURN 2 AS x")) == 2
    assert engine_of_copy(data) == before
    assert one(run_query(store, "RETURN 1 AS x")) == 1


SERVE = """
import sys, time
from pathlib import Path
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from graph.store.researchers.query import run_query
from graph.store.store import Store
store = Store(engine=make_embedded_engine(*embedded.start_engine(Path(sys.argv[1]))))
store.researchers.ends_with_us = True
run_query(store, "RETURN 1 AS x")
print("ready", flush=True)
time.sleep(600)
"""


def test_it_ends_with_the_process_that_started_it_and_takes_the_copy_with_it(tmp_path: Path) -> None:
    embedded.start_engine(tmp_path, idle=600)
    try:
        service = subprocess.Popen([sys.executable, "-c", SERVE, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert service.stdout is not None
        assert service.stdout.readline() == "ready\n"
        copy = researchers_folder(tmp_path)
        pid = engine_of_copy(tmp_path)
        service.kill()
        service.wait(SOON)
        until(lambda: ended(pid))
        assert read_state(copy) is None
        assert not databases_folder(copy).exists()
    finally:
        embedded.stop_engine(tmp_path)
    assert not researchers_folder(tmp_path).exists()


def test_stop_ends_it_and_removes_the_copy(tmp_path: Path) -> None:
    with Store(engine=make_embedded_engine(*embedded.start_engine(tmp_path, idle=600))) as store:
        run_query(store, "RETURN 1 AS x")
        pid = engine_of_copy(tmp_path)
        embedded.stop_engine(tmp_path)
        assert ended(pid)
        assert not researchers_folder(tmp_path).exists()


def running(store: Store) -> int:
    with store.researchers.use_place() as place, place.opened.driver.session(database=DATABASE) as session:
        return sum("UNWIND range" in str(row["currentQuery"]) for row in session.run("SHOW TRANSACTIONS").data())


def test_what_the_database_cannot_be_made_to_end_is_told_and_too_many_of_them_shut_cypher_until_they_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Neo4j, whose server is not ours to kill: nobody waits for such a query, and answers go on."""
    run_query(store, "RETURN 1 AS x")
    at_last = threading.Event()
    with monkeypatch.context() as patched:
        patched.setattr(store.researchers, "kill_engine", lambda _: False)
        patched.setattr("graph.store.researchers.query._read_result", lambda *_: at_last.wait(SOON))
        for name in ("GRACE_SECONDS", "LAST_SECONDS"):
            patched.setattr(f"graph.store.researchers.query.{name}", 0.1)
        for _ in range(MOST_STUCK):
            with pytest.raises(FailedQuery, match="still works on it"):
                run_query(store, LONG, seconds=0.1)
    assert store.researchers.describe_state()["notEnded"] == MOST_STUCK
    with pytest.raises(Unavailable, match="could not be made to end"):
        run_query(store, "RETURN 1 AS x")
    at_last.set()
    until(lambda: store.researchers.describe_state()["notEnded"] == 0)
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_a_load_that_ended_while_the_copy_was_made_is_told_as_lag(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = int(store.read("read/version")[0]["version"])
    publish(store, version + 1)
    made = store.researchers._make_place

    def made_and_overtaken() -> QueryPlace:
        place = made()
        publish(store, version + 2)
        return place

    with monkeypatch.context() as patched:
        patched.setattr(store.researchers, "_make_place", made_and_overtaken)
        found = run_query(store, "MATCH (l:Load) RETURN max(l.version) AS newest")
    assert (one(found), found["dataVersion"]) == (version + 1, version + 1)
    lag = f"answered at data version {version + 1}; the newest is {version + 2}, ask again to have it"
    assert lag in found["notes"]
    assert not [note for note in run_query(store, "RETURN 1 AS x")["notes"] if "newest" in note]


def test_a_server_that_is_not_ours_goes_on_for_others_where_it_does_not_end_a_query(store: Store) -> None:
    run_query(store, "RETURN 1 AS x")
    with store.researchers.use_place() as place:
        shared = replace(place, pid=None)
        assert not store.researchers.kill_engine(shared)
        place.opened.driver.verify_connectivity()
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_an_engine_is_ended_even_where_another_thread_is_sending_to_it(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_sent() -> None:
        raise BufferError("Existing exports of data: object cannot be re-sized")

    run_query(store, "RETURN 1 AS x")
    pid = engine_of_copy(data)
    with store.researchers.use_place() as place:
        monkeypatch.setattr(place.opened.driver, "close", half_sent)
        assert store.researchers.kill_engine(place)
    assert ended(pid)
    assert one(run_query(store, "RETURN 1 AS x")) == 1


def test_who_waited_for_a_copy_is_told_so_even_where_the_query_is_ended(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.researchers.query.TOLD_SECONDS", 0.0)
    with pytest.raises(FailedQuery, match=r"longer than 0.2 s and was ended; before that it waited \d+ s for a copy"):
        run_query(store, LONG, seconds=0.2)
    assert run_query(store, "RETURN 1 AS x")["notes"][0].startswith("waited ")


def test_an_engine_that_ended_just_now_is_told_as_one_that_is_away() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    state = EngineState(pid=ended.pid, bolt_port=1, http_port=2, version="1", ready=True)
    with pytest.raises(Unavailable, match="the embedded engine ended"):
        _find_engine_start(state)
