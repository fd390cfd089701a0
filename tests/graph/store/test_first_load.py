"""First loads into the embedded engine by its batch endpoint: the same graph as by queries, and nothing half-way."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import Busy, FailedQuery, Unavailable, WhoholdsError
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, make_embedded_engine
from graph.store.reading.reader import Reader
from graph.store.store import Row, Store
from graph.store.writing import first_load, writer
from graph.store.writing.content import Content
from graph.store.writing.first_load import erase_unpublished
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.bench.networks import network
from tests.conftest import wipe
from tests.graph.date_constraints.test_resolution import after, march
from tests.graph.store.reports import content, everything, says

ALWAYS, NEVER = 1, 10**9
HARD = ('two\nlines, "quoted"', "back\\slash", "", "حلب", "\u2028")


@pytest.fixture
def store(embedded_engine: Engine) -> Iterator[Store]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as opened:
        yield opened


@pytest.fixture(scope="module")
def made() -> Content:
    return network(60, 4_500).content()


class Broken(Exception):
    """A load that ends in the middle."""


def load(store: Store, said: Content, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LEAST", least)
    load_content(store, said)


def break_at(line: int, monkeypatch: pytest.MonkeyPatch, act: object = None) -> None:
    """The next loads meet this after so many lines were made."""
    make_lines = first_load._make_lines

    def break_off(*given: object) -> Iterator[Row]:
        for number, row in enumerate(make_lines(*given)):  # type: ignore[arg-type]
            if number == line:
                if callable(act):
                    act()
                else:
                    raise Broken
            yield row

    monkeypatch.setattr(first_load, "_make_lines", break_off)


def test_the_graph_is_the_one_that_queries_make(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = says("plan", "transfers", mode="intended", object="fishers", to_place="harbour", on="2020-06")
    replied = says(
        "b", responds_to=[("a", "denies", "specific")] * 2, fulfils=("plan",), subject=("army", "militia"),
        count=("about 200", "stock"),
    )  # fmt: skip
    notes = [says(f"note-{number}", note=text) for number, text in enumerate(HARD)]
    tied = march("report:next", after("a", 1, 3))
    said = content([says("a", about=("the-march",), valid="2019/.."), plan, replied, tied, *notes])
    load(store, said, NEVER, monkeypatch)
    by_queries = everything(store)
    wipe(store.engine)
    load(store, said, ALWAYS, monkeypatch)
    assert everything(store) == by_queries
    assert compare_shortcuts(store) == ([], [])
    assert load_content(store, said).version is None
    changed = content([says("a", valid="2019/2020"), plan, replied, tied])
    assert load_content(store, changed).counts["closed"] == len(HARD) + 1


@pytest.mark.parametrize("line", [3_000, pytest.param(12_000, marks=pytest.mark.long)])  # among nodes, among edges
def test_a_load_that_dies_half_way_shows_nothing_and_leaves_nothing(
    line: int, made: Content, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as meanwhile:
        break_at(line, meanwhile)
        with pytest.raises((Broken, WhoholdsError)):
            load(store, made, ALWAYS, monkeypatch)
    assert store.read("read/version") == [{"version": 0}]
    load(store, made, ALWAYS, monkeypatch)
    check_whole(store, made)


@pytest.mark.long
def test_an_engine_that_is_killed_half_way_shows_nothing_and_leaves_nothing(
    made: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        engine = make_embedded_engine(*embedded.start_engine(tmp_path))
        with Store(engine=engine) as store, monkeypatch.context() as meanwhile:
            break_at(15_000, meanwhile, lambda: embedded.kill_engine(tmp_path))
            with pytest.raises(WhoholdsError):
                load(store, made, ALWAYS, monkeypatch)
        with Store(engine=make_embedded_engine(*embedded.start_engine(tmp_path))) as store:
            assert store.read("read/version") == [{"version": 0}]
            load(store, made, ALWAYS, monkeypatch)
            check_whole(store, made)
    finally:
        embedded.stop_engine(tmp_path)


def test_a_request_may_be_larger_than_the_engine_takes_by_itself(store: Store) -> None:
    """Its own limit is 100 MB. 1,100 nodes, each with a text of 100,000 characters."""
    node = b'{"@type": "vertex", "@class": "Statement", "record": "%d", "note": "' + b"x" * 100_000 + b'"}\n'
    load_content(store, content([]))
    store.write_lines(node % number for number in range(1_100))
    with store.driver.session(database=store.engine.database) as session:
        assert session.run("MATCH (n:Statement) RETURN count(n) AS number").single(strict=True)["number"] == 1_100
    wipe(store.engine)


def check_whole(store: Store, made: Content) -> None:
    """The second version of all, once: as many nodes and edges as follow from the content."""
    assert store.read("read/version") == [{"version": 2}]
    nodes, edges = everything(store)
    number = len(made.statements)
    assert sum("['Statement']" in node for node in nodes) == number
    assert len(nodes) == number + len(made.entities) + len(made.sources) + 3  # two loads and the dataset
    linked = sum(sum(map(len, s.roles.values())) + len(s.about) + len(s.responds_to) + 3 for s in made.statements)
    shortcuts = len(store.read("read/shortcuts"))
    assert len(edges) == linked + shortcuts + len(made.entities) + len(made.sources)
    assert compare_shortcuts(store) == ([], [])
    assert len(Reader(store).view().select_by_predicates(["holds", "fights"])) == sum(
        s.predicate in ("holds", "fights") for s in made.statements
    )


class AwayStore(Store):
    """A store whose next writes meet some faults."""

    def __init__(self, *faults: Exception) -> None:
        self.faults, self.is_back = list(faults), threading.Event()

    def write(self, work: object) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.is_back.set()


def test_the_lock_is_renewed_once_the_engine_is_back_and_any_other_fault_ends_the_load(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(first_load, "LEASE_SECONDS", 0.04)
    store = AwayStore(Unavailable("away"), Unavailable("away"))
    with first_load._keep_lock(store):
        assert store.is_back.wait(60)
    for fault in (Busy("another load is writing"), FailedQuery("no room"), ValueError("a fault")):
        with pytest.raises(type(fault), match=str(fault)):
            keep_lock_until_it_met(AwayStore(fault))


def keep_lock_until_it_met(store: AwayStore) -> None:
    with first_load._keep_lock(store):
        until = time.monotonic() + 60
        while store.faults and time.monotonic() < until:
            time.sleep(0.01)


def wait_until_it_is_refused(store: Store) -> None:
    """Until the engine has begun with the batch of somebody else."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        store.write_lines([b"\n"])


def test_what_is_removed_waits_for_a_batch_whose_sender_is_gone(store: Store) -> None:
    """The engine does one batch at a time, so none can go on writing after what it wrote was removed."""
    load_content(store, content([]))
    released, begun = threading.Event(), threading.Event()

    def send() -> Iterator[bytes]:
        yield b'{"@type": "vertex", "@class": "Statement", "@id": "s", "record": "left"}\n'
        begun.set()
        released.wait(60)
        yield b"\n"

    sender = threading.Thread(target=lambda: store.write_lines(send()))
    sender.start()
    begun.wait(60)
    with pytest.raises((FailedQuery, Unavailable)):
        wait_until_it_is_refused(store)
    threading.Timer(1, released.set).start()
    with hold_write_lock(store) as alone:
        erase_unpublished(alone)
    sender.join()
    assert [node for node in everything(store)[0] if "Load" not in node] == []
