"""Loads that end in the middle: answers do not change, and the next load leaves no trace of them."""

import signal
from collections.abc import Callable
from typing import Any

import pytest

from graph.model.judgements import Judgement
from graph.store.reading.reader import Reader
from graph.store.store import Store, Transaction
from graph.store.writing import changes, judgements, shortcuts, writer
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.kills import AFTER, BEFORE, at_write, load_elsewhere
from tests.graph.store.reports import everything, seen

JOINED = [Judgement(id="j", ids=("militia", "army"), verdict="positive", by="us", on="2026", why="one force")]


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (writer, changes, shortcuts, judgements):
        monkeypatch.setattr(module, "BATCH", 2)


def graph_of(store: Store) -> tuple[list[str], list[str]]:
    nodes, edges = everything(store)
    return [node for node in nodes if not node.startswith("['Load']")], edges


def is_killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do some work up to its nth write; False if it ended before that."""

    def end() -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", at_write(number, "before", end))
        try:
            work()
        except Killed:
            return True
    return False


def count_writes(work: Callable[[], object]) -> int:
    plain, done = Store.write, []

    def write(store: Store, wanted: Callable[[Transaction], Any]) -> Any:
        done.append(wanted)
        return plain(store, wanted)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", write)
        work()
    return len(done)


@pytest.mark.parametrize("engine", ["embedded", pytest.param("neo4j", marks=pytest.mark.long)], indirect=True)
def test_wherever_a_load_ends_answers_stay_and_the_next_load_sweeps_it_away(store: Store) -> None:
    load_content(store, BEFORE)
    answers, graph = seen(store), graph_of(store)
    number, version = 2, 1
    while is_killed_at(number, lambda: load_content(store, AFTER)):
        if Reader(store).version() != 1:
            break  # killed after publishing, before it gave the lock back
        assert seen(store) == answers, number
        assert load_content(store, BEFORE).version is None
        assert graph_of(store) == graph, number
        number += 1
    assert number > 15
    assert len({row["version"] for row in store.read("read/loads")}) == 2
    assert Reader(store).version() == number - 1 > version
    assert seen(store, 1)["statements"] != seen(store)["statements"]
    assert compare_shortcuts(store) == ([], [])


def test_a_sweep_that_is_killed_is_done_again(store: Store) -> None:
    load_content(store, BEFORE)
    answers, graph = seen(store), graph_of(store)
    writes = count_writes(lambda: load_content(store, AFTER))
    wipe(store.engine)
    load_content(store, BEFORE)
    # the last two are publishing and giving the lock back
    assert is_killed_at(writes - 1, lambda: load_content(store, AFTER))
    number = 2
    while is_killed_at(number, lambda: load_content(store, BEFORE)):
        assert seen(store) == answers, number
        number += 1
    assert (seen(store), graph_of(store)) == (answers, graph)
    assert compare_shortcuts(store) == ([], [])


@pytest.mark.parametrize("engine", ["embedded", pytest.param("neo4j", marks=pytest.mark.long)], indirect=True)
def test_wherever_a_judgement_ends_answers_stay_and_it_can_be_made_again(store: Store) -> None:
    load_content(store, AFTER)
    answers, graph, number = seen(store), graph_of(store), 2
    while is_killed_at(number, lambda: apply_judgements(store, JOINED)) and Reader(store).version() == 1:
        assert seen(store) == answers
        load_content(store, AFTER)
        assert (graph_of(store), compare_shortcuts(store)) == (graph, ([], []))
        number += 1
    assert number > 4
    assert compare_shortcuts(store) == ([], [])
    assert Reader(store).view().directory.find_canonical("army") == "militia"


def test_after_kill_9_the_lock_falls_and_the_next_load_goes_on(store: Store) -> None:
    load_content(store, BEFORE)
    answers = seen(store)
    for moment, number in (("before", 7), ("after", 12)):
        assert load_elsewhere(store.engine, moment, number) == -signal.SIGKILL
        assert store.read("read/lock")[0]["owner"] is not None
        assert len(store.read("read/unpublished")) == 1
        assert seen(store) == answers
    assert load_content(store, AFTER).version == 4
    assert compare_shortcuts(store) == ([], [])
