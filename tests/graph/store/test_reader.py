"""What a reader sees: nothing of a load until it is published, then all of it; responses; earlier versions."""

import re
import threading
import time
from collections.abc import Callable

import pytest

from graph.dates.windows import read_window
from graph.model.entities import WrittenEntity
from graph.model.statement import WrittenStatement
from graph.store.engine.connection import Engine
from graph.store.queries import ensure_schema, list_queries, read_query
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing import writer
from graph.store.writing.changes import find_known_keys
from graph.store.writing.writer import load_content
from tests.graph.store.reports import ENTITIES, content, keys, later, report, says, seen


def test_nothing_of_an_unpublished_load_is_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "BATCH", 2)
    load_content(store, content([says(key) for key in "abc"]))
    before, looks = seen(store), []

    def look(done: int, total: int) -> None:
        looks.append(seen(store) == before and not find_known_keys(store, ["new-1"]))

    new = [says(f"new-{n}", dataset="other", responds_to=[("a", "denies")], said_by="stranger") for n in range(5)]
    stranger = WrittenEntity(id="stranger", label="Actor", name="Stranger", kind="person")
    load_content(store, content(new, "other", entities=[stranger]), look)
    assert looks == [True] * 4
    after = seen(store)
    assert len(after["statements"]) == 8
    assert {"other"} == {*after["sources"]} - {*before["sources"]}
    assert [len(s.responses) for s in Reader(store).view().select_by_keys(["a"])] == [5]
    # an earlier version stays as it was, names and sources aside
    for ways in ("statements", "of entities", "with entities", "every version"):
        assert seen(store, 1)[ways] == before[ways]


def wait_until(is_so: Callable[[], bool]) -> None:
    """However long a busy machine takes; a hang ends."""
    end = time.monotonic() + 120
    while not is_so() and time.monotonic() < end:
        time.sleep(0.005)
    assert is_so()


def test_a_reader_who_asks_all_the_time_sees_all_or_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "BATCH", 10)
    old = [says(f"k{n}", subject="army", object="farmers") for n in range(30)]
    new = [says(f"k{n}", subject="militia", object="fishers") for n in range(30)]
    load_content(store, content(old))
    looks: list[tuple[int, int, frozenset[str]]] = []
    done = threading.Event()

    def ask() -> None:
        reader = Reader(store)
        while not done.is_set():
            view = reader.view()
            found = view.select_by_predicates(["holds"])
            looks.append((view.version, len(found), frozenset(s.role("subject")[0] for s in found)))

    def look_again(done: int, total: int) -> None:
        """After each batch the reader looks at least once."""
        had = len(looks)
        wait_until(lambda: len(looks) > had)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        wait_until(lambda: len(looks) > 0)
        load_content(store, content(new, title="New"), look_again)
        wait_until(lambda: looks[-1][0] == 2)
    finally:
        done.set()
        asking.join(30)
    assert set(looks) <= {(1, 30, frozenset({"army"})), (2, 30, frozenset({"militia"}))}
    assert {version for version, _, _ in looks} == {1, 2}


def test_no_query_for_one_data_version_reads_an_index_in_which_loads_move_statements(neo4j_engine: Engine) -> None:
    apart = ("read/closed_by", "read/statement_rows", "read/statement_rows_with_replies")  # of loads; no queries alone
    # of versions that are published no statement moves any more, so what asks for $versions may read that index
    one_version = re.compile(r"\$version\b")
    versioned = [name for name in list_queries("read") if one_version.search(read_query(name)) and name not in apart]
    assert "read/statements_by_predicate" in versioned
    with Store(engine=neo4j_engine) as store:
        ensure_schema(store)
        moved = [name for name in versioned if any("(closedIn)" in index for index in indexes_used(store, name))]
    assert moved == []


def indexes_used(store: Store, name: str) -> list[str]:
    """What the plan of a query reads from, as Neo4j describes it."""
    with store.use() as opened, opened.driver.session() as session:
        plans = [session.run(f"EXPLAIN {read_query(name)}").consume().plan]
    found = []
    while plans:
        plan = plans.pop()
        found.append(plan["args"].get("Details", ""))
        plans += plan.get("children", ())
    return found


def test_what_changes_in_place_is_not_seen_before_publishing(store: Store) -> None:
    load_content(store, content([says("a")]))
    before, looks = seen(store), []
    renewed = [says("a", known_from="2020-06-01", known=read_window("2020-06-01")), says("b")]
    army = WrittenEntity(id="army", label="Actor", name="The Army", kind="armed_force")
    load_content(
        store,
        content(renewed, entities=[army, *ENTITIES[1:]], sources=[later(report(), "2020-06-01")], title="New"),
        lambda done, total: looks.append(seen(store) == before),
    )
    assert looks == [True, True]
    assert Reader(store).view().directory.by_id["army"].kind == "armed_force"


def test_responses_follow_keys_across_versions_and_datasets(store: Store) -> None:
    def responses(version: int | None = None) -> list[tuple[str, list[str]]]:
        found = Reader(store).view(version).select_by_keys(["a"])
        return [(s.role("subject")[0], [f"{r.key} {r.stance}" for r in s.responses]) for s in found]

    load_content(store, content([says("a"), says("p", "transfers", object="fishers", agent="army", mode="intended")]))
    said = says("r", dataset="other", responds_to=[("a", "denies", "general"), ("a", "questions")], fulfils=("p",))
    load_content(store, content([said], "other"))
    both = ["r denies", "r questions"]
    assert responses() == [("army", both)]
    load_content(store, content([says("a", subject="militia", object="farmers")]))
    assert responses() == [("army", both), ("militia", both)]
    load_content(store, content([]))  # gone, and later back
    load_content(store, content([says("a", subject="coalition", object="farmers")]))
    assert responses()[-1] == ("coalition", both)
    (reply,) = Reader(store).view().select_by_keys(["r"])
    assert [(r.key, r.stance, r.scope) for r in reply.responds_to] == [
        ("a", "denies", "general"),
        ("a", "questions", "specific"),
    ]
    load_content(store, content([], "other"))
    assert [replies for _, replies in responses()] == [[], [], []]
    assert responses(2) == [("army", both)]
    assert responses(1) == [("army", [])]


def test_a_deed_fulfils_every_version_of_its_plan(store: Store) -> None:
    def plan(**more: str) -> WrittenStatement:
        return says("p", "transfers", object="fishers", agent="army", mode="intended", **more)

    deed = says("d", "transfers", object="fishers", agent="army", fulfils=("p",))
    load_content(store, content([plan(), deed]))
    load_content(store, content([plan(note="later"), deed]))
    view = Reader(store).view()
    assert [p.fulfilled_by for p in view.select_by_keys(["p"])] == [(deed.id,)] * 2
    (found,) = view.select_by_keys(["d"])
    (newest,) = [p.id for p in view.select_by_predicates(["transfers"]) if p.key == "p"]
    assert found.fulfils == (newest,)


def test_what_is_known_only_later_is_left_out_when_asked_so(store: Store) -> None:
    load_content(store, content([says("a", known=read_window("2020-01")), says("b", known=read_window("2020-03"))]))
    found = Reader(store).view().select_by_predicates(["holds"], known_by=read_window("2020-02").latest)
    assert [statement.key for statement in found] == ["a"]


def test_the_newest_version_is_given_to_who_asks_for_one_to_come(store: Store) -> None:
    assert Reader(store).view().version == 0
    load_content(store, content([says("a")]))
    assert Reader(store).view(99).version == 1
    assert keys(store, version=0) == []
