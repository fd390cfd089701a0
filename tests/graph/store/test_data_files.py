"""Files of a database that were cut, lost or mixed up are found, without an engine."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.errors import Unavailable
from graph.store.engine import embedded
from graph.store.engine.damage import (
    find_damage,
    find_loss,
    find_newer_engine,
    has_statements,
    note_file,
    note_files,
    note_version,
)
from graph.store.engine.embedded_files import EngineState, database_folder, load_secrets, read_state, state_file

ENGINE = "26.10.2"
SCHEMA = {"dbmsVersion": ENGINE, "types": {"Statement": {"buckets": ["Statement_0"]}, "A~B": {"buckets": ["A~B_0"]}}}
FILES = {
    "A%7EB_0.3.65536.v0.bucket": b"a" * 100,
    "A%7EB_0_in_edges.4.65536.v0.bucket": b"i" * 100,
    "A%7EB_sn_stripe_0.5.65536.v0.bucket": b"p" * 100,  # edges of a node with very many
    "Statement_0.1.65536.v0.bucket": b"s" * 200,
    "Statement_0_99.2.262144.v1.umtidx": b"x" * 300,
    "dictionary.0.65536.v1.dict": b"d" * 100,
    "last-tx-id.bin": b"00000007",
    "schema.json": json.dumps(SCHEMA).encode(),
    "statistics.json": b"{}",
}
FOR_GOOD = {"A%7EB_0.3.65536.v0.bucket", "Statement_0.1.65536.v0.bucket", "dictionary.0.65536.v1.dict"}
OTHERS = sorted(FILES.keys() - {"statistics.json"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a database that ended in order, with data version 4."""
    folder = database_folder(tmp_path)
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    note_files(tmp_path, 4)
    return tmp_path


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def lose(path: Path) -> None:
    path.unlink()


def garble(path: Path) -> None:
    """Another byte in the middle; the size stays."""
    found = bytearray(path.read_bytes())
    found[len(found) // 2] ^= 0xFF
    path.write_bytes(found)


def test_files_that_were_noted_without_a_sum_are_compared_by_size(data: Path) -> None:
    """As an earlier version noted the large ones."""
    noted = json.loads(note_file(data).read_text(encoding="utf-8"))
    for file in noted["files"].values():
        file[1] = file[1] if "crc" not in file[1] else ""
    note_file(data).write_text(json.dumps(noted), encoding="utf-8")
    path = database_folder(data) / "Statement_0.1.65536.v0.bucket"
    garble(path)
    assert find_damage(data) is None
    halve(path)
    assert path.name in str(find_damage(data))


def test_files_as_they_were_left_are_whole(data: Path) -> None:
    assert find_damage(data) is None
    assert find_loss(data, has_statements(data), loads=4, version=4) is None


@pytest.mark.parametrize("harm", [halve, empty, lose, garble])
@pytest.mark.parametrize("name", [name for name in OTHERS if name != "last-tx-id.bin"])
def test_a_file_that_is_shorter_lost_or_of_other_bytes_is_named(
    data: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(database_folder(data) / name)
    assert name in str(find_damage(data))


def test_a_schema_of_another_content_is_found_by_its_hash(data: Path) -> None:
    path = database_folder(data) / "schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Statement_0", "Statement_9"), encoding="utf-8")
    assert "schema.json" in str(find_damage(data))


def test_statistics_are_made_anew_where_they_are_broken(data: Path) -> None:
    lose(database_folder(data) / "statistics.json")
    assert find_damage(data) is None


def test_all_files_gone_is_no_first_start(data: Path) -> None:
    for name in FILES:
        lose(database_folder(data) / name)
    assert "is missing" in str(find_damage(data))
    note_file(data).unlink()
    assert find_damage(data) is None


@pytest.mark.parametrize("name", OTHERS)
def test_after_a_kill_files_may_have_grown_and_lists_and_indexes_may_be_others(data: Path, name: str) -> None:
    (database_folder(data) / "database.lck").touch()
    path = database_folder(data) / name
    grows = path.suffix not in (".json", ".bin")
    path.write_bytes(path.read_bytes() * 2)
    assert find_damage(data) is None
    path.write_bytes(FILES[name][:-1])
    assert (find_damage(data) is not None) is grows
    lose(path)
    assert (find_damage(data) is not None) is (name in FOR_GOOD)


def test_a_whoholds_that_notes_nothing_may_have_used_the_folder_since(data: Path) -> None:
    (database_folder(data) / "last-tx-id.bin").write_bytes(b"00000008")
    (database_folder(data) / "schema.json").write_text("{}", encoding="utf-8")
    assert find_damage(data) is None


def test_a_version_that_was_there_and_is_not_any_more_is_a_loss(data: Path) -> None:
    assert "data version 4 was there, and now the newest one is 3" in str(find_loss(data, True, loads=3, version=3))
    note_version(data, 5)  # killed while it closed
    assert find_damage(data) is None
    assert "data version 5 was there" in str(find_loss(data, True, loads=4, version=4))


def test_statements_on_the_disk_without_any_load_are_a_loss_and_half_a_first_load_is_none(data: Path) -> None:
    note_file(data).unlink()
    assert has_statements(data)
    assert "knows of no load" in str(find_loss(data, True, loads=0, version=0))
    assert find_loss(data, True, loads=1, version=0) is None
    assert find_loss(data, False, loads=0, version=0) is None


@pytest.mark.parametrize("schema", [None, '{"types": {}}', '{"types": {"Statem'])
def test_data_of_which_the_schema_knows_nothing_are_a_loss(data: Path, schema: str | None) -> None:
    path = database_folder(data) / "schema.json"
    path.unlink() if schema is None else path.write_text(schema, encoding="utf-8")
    assert "A%7EB_0.3.65536.v0.bucket, A%7EB_0_in" in str(find_loss(data, True, loads=4, version=4))
    before = SCHEMA | {"types": {"Statement": {"buckets": ["Statement_0"]}}}  # what the engine takes instead
    (path.parent / "schema.prev.json").write_text(json.dumps(before), encoding="utf-8")
    if schema != '{"types": {}}':
        assert "A%7EB_0.3.65536.v0.bucket" in str(find_loss(data, True, loads=4, version=4))


def test_the_files_of_a_newer_engine_are_not_opened_by_an_older_one(data: Path) -> None:
    assert find_newer_engine(data, "26.9.1") == ENGINE
    assert find_newer_engine(data, "26.11.0-SNAPSHOT") is find_newer_engine(data, "26.10.2.post1") is None
    schema = database_folder(data) / "schema.json"
    schema.write_text(json.dumps(SCHEMA | {"dbmsVersion": "999.1.0"}), encoding="utf-8")
    with pytest.raises(Unavailable, match=r"by a newer engine \(ArcadeDB 999\.1\.0; here: .*the newer whoholds"):
        embedded.start_engine(data)


@pytest.mark.parametrize("note", ["", '{"version": 4, "fi', '{"version": 4}', "[]"])
def test_half_of_the_note_is_as_if_there_were_none(data: Path, note: str) -> None:
    note_file(data).write_text(note, encoding="utf-8")
    assert find_damage(data) is None
    assert find_loss(data, True, loads=4, version=4) is None


def test_what_a_newer_version_wrote_beside_is_passed_over(tmp_path: Path) -> None:
    state = EngineState(pid=7, bolt_port=2, http_port=3, version="26.10.2", ready=True)
    state_file(tmp_path).write_text(json.dumps(asdict(state) | {"later": 1}), encoding="utf-8")
    assert read_state(tmp_path) == state


def test_passwords_that_cannot_be_read_are_not_replaced(tmp_path: Path) -> None:
    users = tmp_path / "db" / "config" / "server-users.jsonl"
    users.parent.mkdir(parents=True)
    users.touch()
    (tmp_path / "engine-secrets.json").mkdir()  # as good as a file of somebody else's, also for root
    with pytest.raises(OSError, match="engine-secrets"):
        load_secrets(tmp_path)
    assert users.exists()
