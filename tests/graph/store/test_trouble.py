"""What is said of a full disk, a damaged folder and an engine that does not come up."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j.exceptions import Neo4jError

from graph.errors import Unavailable
from graph.store.engine import embedded, faults
from graph.store.engine.connection import Connection, Engine
from graph.store.engine.embedded import PORT_TAKEN, find_free_ports
from graph.store.engine.embedded_files import name_file
from graph.store.engine.faults import (
    REFUSED,
    explain_damage,
    explain_failed_start,
    explain_file_fault,
    explain_query_fault,
    find_last_words,
)
from graph.store.store import Store
from graph.store.writing import lock
from graph.store.writing.lock import hold_write_lock


def given(words: str, code: str = "DatabaseError.General.UnknownError") -> Neo4jError:
    """An error as the driver makes it of what an engine sends."""
    return Neo4jError._hydrate_neo4j(code=f"Neo.{code}", message=words)


def test_a_fault_is_told_by_the_last_line_that_names_one() -> None:
    assert find_last_words("") == "it says nothing"
    log = "starting\njava.io.IOException: Bad page\n\tat com.x.Y(Z.java:1)\nTraceback (most recent call last):\n"
    assert find_last_words(f'{log}  File "x.py", line 1\njpype.JavaError: no room here\nended\n') == (
        "jpype.JavaError: no room here"
    )


def test_an_error_within_the_database_names_the_folder_and_the_way_out(tmp_path: Path) -> None:
    told = explain_query_fault(str(tmp_path), given("the record is\ncorrupted"))
    assert told is not None
    assert f"{tmp_path} cannot be read: the record is corrupted" in told.message
    assert "move it away and load your sources again" in str(told.hint)
    assert "judgements.yml" in str(told.hint)
    assert explain_query_fault(str(tmp_path), given("a slip", "ClientError.Statement.SyntaxError")) is None
    assert explain_query_fault(str(tmp_path), ValueError("ours")) is None
    of_neo4j = explain_query_fault(None, given("store file missing"))
    assert of_neo4j is not None
    assert "Neo4j failed: store file missing" in of_neo4j.message


def test_a_full_disk_comes_by_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("java.io.IOException: No space left on device", "Disk quota exceeded"):
        told = explain_query_fault(str(tmp_path / "not" / "there"), given(words))
        assert told is not None
        assert "no room left on the disk of the data folder" in told.message
        assert told.parameter == "WHOHOLDS_DATA"
    monkeypatch.setattr(faults, "LITTLE", 1 << 62)
    told = explain_query_fault(
        str(tmp_path), given("TransactionNotFound", "ClientError.Transaction.TransactionNotFound")
    )
    assert told is not None
    assert "make room there" in str(told.hint)
    assert "no room left" in explain_failed_start(tmp_path, "Exception: x", has_ended=True).message


def test_an_engine_that_is_slow_is_not_called_damaged(tmp_path: Path) -> None:
    refused = explain_failed_start(tmp_path, f"x\n{REFUSED}it knows of no load\n", has_ended=True)
    assert f"{tmp_path} is damaged: it knows of no load" in refused.message
    ended = explain_failed_start(tmp_path, "java.lang.IllegalStateException: x", has_ended=True)
    assert f"{tmp_path} cannot be opened: java.lang.IllegalStateException: x" in ended.message
    slow = explain_failed_start(tmp_path, "starting", has_ended=False)
    assert "not ready yet: starting" in slow.message
    assert "move it away" not in str(slow.hint)


def test_a_file_that_cannot_be_used_is_named() -> None:
    told = explain_file_fault(OSError(errno.ENOSPC, "No space left on device", "/x/y"))
    assert told is not None
    assert "/x/y" in told.message
    assert "make room" in str(told.hint)
    assert explain_file_fault(PermissionError(errno.EACCES, "Permission denied", "/x")) is not None
    assert explain_file_fault(FileNotFoundError(errno.ENOENT, "No such file", "/x")) is None


def test_whoever_asks_a_damaged_database_is_told_so_and_others_go_on(embedded_engine: Engine) -> None:
    connection = Connection(lambda: embedded_engine)
    opened = connection.get()
    with pytest.raises(Unavailable, match="cannot be read: page 3 of file"), connection.use():
        raise given("page 3 of file 'Statement_0' has 7 bytes")
    assert connection.find_current() is opened
    connection.close()


def test_the_engine_starts_again_where_its_port_was_taken_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter(range(9))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(
            embedded,
            "find_free_ports",
            lambda count: [taken, find_free_ports(1)[0]] if next(found) == 0 else find_free_ports(count),
        )
        state, _ = embedded.start_engine(tmp_path, idle=60)
    assert taken not in (state.bolt_port, state.http_port)
    assert PORT_TAKEN in faults.read_log(tmp_path)
    assert next(found) == 2
    embedded.stop_engine(tmp_path)


def test_an_engine_that_refuses_is_started_once_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def refuse(data: Path, *_: object) -> "tuple[subprocess.Popen[bytes], int]":
        tried.append(data)
        (data / "engine.log").write_text(f"{REFUSED}it knows of no load\n", encoding="utf-8")
        child = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
        child.wait()
        return child, 0

    monkeypatch.setattr(embedded, "_spawn_process", refuse)
    with pytest.raises(Unavailable, match="it knows of no load"):
        embedded.start_engine(tmp_path)
    assert len(tried) == 1


def test_the_way_out_of_damage_is_a_restore_first_and_a_load_brings_back_what_was_withdrawn(tmp_path: Path) -> None:
    for words in (explain_damage(tmp_path, "x"), explain_query_fault(str(tmp_path), given("corrupted"))):
        hint = str(words and words.hint)
        assert hint.index("whoholds restore FOLDER") < hint.index("load your sources again")
        assert "withdraw it again" in hint
        assert "keys.json" in hint


@pytest.mark.parametrize("shut", ["db", "db/databases/whoholds", "db/databases/whoholds/schema.json"])
def test_a_folder_of_another_user_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut: str) -> None:
    database = tmp_path / "db" / "databases" / "whoholds"
    database.mkdir(parents=True)
    (database / "schema.json").touch()
    may = faults.os.access
    monkeypatch.setattr(
        faults.os,
        "access",
        lambda path, mode: may(path, mode) and not (mode == os.W_OK and Path(path) == tmp_path / shut),
    )
    told = explain_failed_start(tmp_path, "java.io.IOException: PermissionError", has_ended=True)
    assert told.message == f"{tmp_path / shut} cannot be written by this user"
    assert "chown" in str(told.hint)
    assert "restore" not in str(told.hint)


@pytest.fixture
def full() -> Path:
    """A file on which every write finds the disk full."""
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has /dev/full")
    return Path("/dev/full")


def test_a_full_disk_is_told_with_the_name_of_the_file(full: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as caught, name_file(tmp_path / "x.gz"), full.open("wb") as file:
        file.write(b"x" * 100_000)
    told = explain_file_fault(caught.value)
    assert told is not None
    assert str(tmp_path / "x.gz") in told.message


def test_without_room_for_its_note_a_load_takes_no_lock(
    full: Path, monkeypatch: pytest.MonkeyPatch, embedded_engine: Engine
) -> None:
    opened = lock.os.open

    def open_full(path: Path, flags: int, mode: int = 0o777) -> int:
        return opened(full, os.O_WRONLY) if "whoholds-load-" in str(path) else opened(path, flags, mode)

    monkeypatch.setattr(lock.os, "open", open_full)
    with Store(engine=embedded_engine) as store:
        with (
            pytest.raises(Unavailable, match=r"whoholds-load-.* cannot be used: No space left"),
            hold_write_lock(store),
        ):
            raise AssertionError("it has the lock")
        assert not [row["owner"] for row in store.read("read/lock") if row["owner"]]
