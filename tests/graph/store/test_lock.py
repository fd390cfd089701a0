"""One load writes at a time; a lock that nobody stands behind falls."""

import os
import re
import secrets
import socket
import subprocess
import sys
import threading
import time

import psutil
import pytest

from graph.errors import Busy
from graph.store.engine.processes import find_own, find_start, is_alive
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing import lock
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, keys, says


def owner_of(pid: int, start: float, host: str = "") -> str:
    """What stands in the store for a load of this machine; it has been noted which process that is."""
    owner = secrets.token_urlsafe(16)
    lock.write_owner_note(owner, lock.Process(host or socket.gethostname(), pid, start))
    return owner


def hold(store: Store, owner: str, seconds: float) -> None:
    until = int((time.time() + seconds) * 1000)
    store.write_query("write/lock", owner=owner, now=0, until=until, dead=[])


def test_of_two_loads_at_once_the_second_is_told_who_writes(store: Store) -> None:
    told: list[BaseException] = []

    def second_load(done: int, total: int) -> None:
        with pytest.raises(Busy, match=f"another load is writing: process {os.getpid()} on") as caught:
            load_content(store, content([says("b", dataset="other")], "other"))
        told.append(caught.value)

    load_content(store, content([says("a")]), second_load)
    assert told
    assert keys(store) == ["a"]
    load_content(store, content([says("b", dataset="other")], "other"))
    assert keys(store) == ["b", "a"]


def test_many_loads_at_once_end_as_though_one_after_the_other(store: Store) -> None:
    ends: list[str] = []

    def attempt(dataset: str) -> None:
        while True:
            try:
                load_content(store, content([says(f"{dataset}-{n}", dataset=dataset) for n in range(5)], dataset))
                return ends.append(dataset)
            except Busy:
                time.sleep(0.05)

    threads = [threading.Thread(target=attempt, args=(f"d{number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ends) == ["d0", "d1", "d2"]
    assert len(keys(store)) == 15
    assert Reader(store).version() == 3


def test_a_lock_of_this_machines_dead_process_falls_at_once(store: Store) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    hold(store, owner_of(ended.pid, 16.0), 1000)
    assert load_content(store, content([says("a")])).version == 1


def test_a_process_that_got_the_number_of_a_dead_one_does_not_keep_its_lock(store: Store) -> None:
    hold(store, owner_of(os.getppid(), find_start(os.getppid()) - 60), 1000)
    assert load_content(store, content([says("a")])).version == 1


def test_a_living_process_of_this_machine_keeps_its_lock(store: Store) -> None:
    parent = os.getppid()
    hold(store, owner_of(parent, find_start(parent)), 1000)
    with pytest.raises(Busy, match=f"process {parent} on {socket.gethostname()}"):
        load_content(store, content([says("a")]))
    assert Reader(store).version() == 0


def test_off_linux_the_start_of_a_process_is_a_time_of_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken off there: what psutil gives does not move with the start of the machine."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_start(os.getpid()) == psutil.Process().create_time()


def test_setting_the_clock_kills_no_load(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel counts back from the clock when the machine began, so that moves with it."""
    parent, began = os.getppid(), psutil.boot_time()
    hold(store, owner_of(parent, find_start(parent)), 1000)
    for step in (-86_400.0, 0.6, 3_600.0):
        monkeypatch.setattr(psutil._psplatform, "boot_time", lambda step=step: began + step)
        assert is_alive(*find_own())
        with pytest.raises(Busy, match=f"process {parent} on"):
            load_content(store, content([says("a")]))


def test_a_lease_of_another_machine_falls_when_it_ends(store: Store) -> None:
    elsewhere = secrets.token_urlsafe(16)
    hold(store, elsewhere, 1000)
    with pytest.raises(Busy, match="a process that is not known on this machine"):
        load_content(store, content([says("a")]))
    now = int(time.time() * 1000)
    ended = {"owner": elsewhere, "now": now + 2_000_000, "until": now - 1, "dead": []}
    store.write_query("write/lock", **ended)
    assert load_content(store, content([says("a")])).version == 1


def test_a_number_of_a_process_says_nothing_in_another_container(store: Store) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    hold(store, owner_of(ended.pid, 16.0, host="elsewhere"), 1000)
    with pytest.raises(Busy, match="not known on this machine"):
        load_content(store, content([says("a")]))


def test_what_stands_in_the_store_tells_nothing_of_the_machine(store: Store) -> None:
    with hold_write_lock(store):
        (owner,) = [row["owner"] for row in store.read("read/lock")]
        process = lock._read_process(owner)
        assert process == (socket.gethostname(), *find_own())
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", owner)
    assert lock._read_process(owner) is None  # nothing is left behind


@pytest.mark.parametrize("owner", ["../../etc/passwd", "host:12:1600000000:1", "", "a" * 100_000])
def test_an_owner_of_another_make_is_of_no_machine(owner: str) -> None:
    assert lock._read_process(owner) is None


@pytest.mark.parametrize("text", ["", '["vm", 12, "16', "null", "[1]", '{"host": "vm"}', '["vm", "x", "y"]'])
def test_a_note_that_is_cut_tells_nothing_and_the_lock_falls_with_its_lease(store: Store, text: str) -> None:
    owner = owner_of(2**22 + 1, 0.0)  # of no process
    lock._find_note(owner).write_text(text, encoding="utf-8")
    hold(store, owner, 1000)
    with pytest.raises(Busy, match="not known on this machine"):
        load_content(store, content([says("a")]))
    lock._forget_owner(owner)


def test_ctrl_c_gives_the_lock_back(store: Store) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_content(store, content([says("a")]), interrupt)
    assert store.read("read/lock")[0]["owner"] is None
    assert keys(store) == []
    assert load_content(store, content([says("a")])).version == 2


def test_a_lock_left_by_a_load_of_this_very_process_falls(store: Store) -> None:
    hold(store, owner_of(*find_own()), 1000)
    assert load_content(store, content([says("a")])).version == 1


def test_who_slept_through_his_lease_writes_nothing_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LEASE_SECONDS", -1)  # what a machine that slept finds at waking

    def other_machine_takes_over(done: int, total: int) -> None:
        hold_at = int(time.time() * 1000)
        until = hold_at + 1_000_000
        assert store.write_query("write/lock", owner="elsewhere:1:1:1", now=hold_at, until=until, dead=[])

    with pytest.raises(Busy, match="not known on this machine"):
        load_content(store, content([says("a")]), other_machine_takes_over)
    assert Reader(store).version() == 0
    assert store.read("read/open_ids") == []
    assert store.read("read/lock")[0]["owner"] == "elsewhere:1:1:1"


def test_the_lock_is_renewed_with_every_write(store: Store) -> None:
    with hold_write_lock(store) as writer:
        first = store.read("read/lock")[0]["until"]
        time.sleep(0.01)
        writer.write(lambda transaction: None)
        assert store.read("read/lock")[0]["until"] > first
