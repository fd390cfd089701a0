"""`whoholds log`: every act that changes the store is told, and what was changed of the log later shows."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from app.cli.service import write_note
from app.journal import FILE, Journal, hash_files
from app.keys import KeyFile, Role
from app.main import create_app
from graph.errors import Unavailable
from graph.store.engine import embedded
from graph.store.engine.embedded import hold_engine_lock
from graph.store.settings import Settings
from tests.app.commands import run
from tests.app.conftest import served

FAILED = 1
FIGURES = "date,holder,held,place,number,counted as,said by,said on,address\n" + (
    '2026-01-05,Iraq,ISIS suspects,,"about 2,000",held,CBS News,2026-01-06,https://example.org/a\n'
)


def acts(data: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(data, "log", "--json").stdout)["rows"]
    return found


def test_each_act_is_told_with_data_version_counts_and_hashes(tmp_path: Path) -> None:
    data, figures = tmp_path / "data", tmp_path / "figures.csv"
    figures.write_text(FIGURES, encoding="utf-8")
    try:
        for words in (
            ("load", "isis-detainee-transfer"), ("load", "isis-detainee-transfer"), ("load", str(figures)),
            ("different", "sdf", "iraq"), ("undo", "different-sdf-iraq"), ("unload", "figures"),
            ("withdraw", "isis-detainee-transfer:iraq-offers-fair-trial", "--reason", "asked for", "--yes"),
            ("backup", str(tmp_path / "made")),
            ("keys", "add", "desk", "--role", "writer"), ("keys", "remove", "desk"),
        ):  # fmt: skip
            done = run(data, *words)
            assert done.returncode in (0, 3), (words, done.stderr)
        found = acts(data)
        assert [row["number"] for row in found] == list(range(1, len(found) + 1))
        told = [(row["act"], row.get("source") or row.get("what") or row.get("key")) for row in found]
        assert ("load", "isis-detainee-transfer") in told
        assert told.count(("load", "isis-detainee-transfer")) == 1  # the second load changed nothing
        assert [act for act, _ in told][-8:] == [
            "load", "judge", "undo", "unload", "withdraw", "backup", "add key", "remove key",
        ]  # fmt: skip
        of = {row["act"]: row for row in found}
        digest = hashlib.sha256(FIGURES.encode()).hexdigest()
        table = next(row for row in found if row.get("source") == "figures")
        assert table["files"] == [{"name": "figures.csv", "sha256": digest}]
        assert (of["unload"]["source"], of["unload"]["counts"]["statements"]) == ("figures", 1)  # type: ignore[index]
        assert (of["withdraw"]["reason"], of["withdraw"]["counts"]) == ("asked for", {"statements": 1})
        assert "(negative): sdf, iraq" in str(of["judge"]["what"])
        assert "by" not in of["judge"]
        versions = [row["dataVersion"] for row in found if "dataVersion" in row]
        assert versions == sorted(versions, key=int)
        newest = json.loads(run(data, "status", "--json").stdout)["dataVersion"]
        assert sorted({*versions}) == list(range(1, newest + 1))  # each data version is in a line
        shown = run(data, "log", "--last", "1").stdout
        assert shown.count("\n") == 1
        assert "remove key  key desk" in shown
    finally:
        embedded.stop_engine(data)


@pytest.fixture
def own_data(lent_once: Path) -> Path:
    """A data folder of this test alone: others count on what lies in that of all."""
    return lent_once


def test_a_load_over_http_has_the_name_of_its_key_and_no_address(own_data: Path) -> None:
    key = KeyFile(own_data).add("the desk", Role.WRITER)
    before = Journal(own_data).verify().entries
    headers = {"X-Forwarded-For": "192.0.2.1", "Authorization": f"Bearer {key}", "Content-Type": "text/csv"}
    with served(create_app(Settings(data=own_data, neo4j_uri=None))) as base:
        sent = httpx.post(f"{base}/v1/load?name=of-the-desk.csv", content=FIGURES, headers=headers, timeout=60)
    assert sent.status_code == 200, sent.text
    entry = list(Journal(own_data).read())[-1]
    assert Journal(own_data).verify().entries > before
    assert (entry["act"], entry["source"], entry["by"]) == ("load", "of-the-desk", "the desk")
    assert "192.0.2.1" not in str(entry)
    assert "  by the desk" in run(own_data, "log").stdout


def fill(folder: Path) -> Journal:
    journal = Journal(folder)
    for number in range(1, 6):
        journal.record("load", source=f"report-{number}", dataVersion=number, counts={"opened": number})
    return journal


def change(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[2].replace("report-3", "report-9"), *lines[3:]]


def forge(lines: list[str]) -> list[str]:
    """An entry that is written anew with a hash that fits it."""
    from app.journal import hash_entry

    entry = json.loads(lines[2]) | {"source": "report-9"}
    entry["hash"] = hash_entry({name: value for name, value in entry.items() if name != "hash"})
    return [*lines[:2], json.dumps(entry) + "\n", *lines[3:]]


def first_line(change_line: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda lines: [change_line(lines[0]), *lines[1:]]


TAMPERING: dict[str, Callable[[list[str]], list[str]]] = {
    "changed": change,
    "forged": forge,
    "taken out": lambda lines: lines[:2] + lines[3:],
    "first taken out": lambda lines: lines[1:],
    "twice": lambda lines: [*lines[:3], lines[2], *lines[3:]],
    "moved": lambda lines: [lines[1], lines[0], *lines[2:]],
    "cut": lambda lines: [*lines[:4], lines[4][:20]],
    "a name twice, the true one last": first_line(lambda line: '{"act":"unload","source":"other",' + line[1:]),
    "spaces": first_line(lambda line: line.replace('":"', '": "')),
    "an empty name more": first_line(lambda line: line.replace("{", '{"":"",', 1)),
    "other escapes": first_line(lambda line: line.replace("load", "l\\u006fad")),
    "end of the line": first_line(lambda line: line.replace("\n", "\r\n")),
    "number is a text": first_line(lambda line: line.replace('"number":1', '"number":"abc"')),
    "number is a list": first_line(lambda line: line.replace('"number":1', '"number":[1]')),
    "hash is a number": first_line(lambda line: re.sub(r'"hash":"\w+"', '"hash":1', line)),
    "no act": first_line(lambda line: line.replace('"act"', '"other"')),
    "counts are a number": first_line(lambda line: line.replace('"counts":{"opened":1}', '"counts":1')),
    "files are texts": first_line(lambda line: line.replace('"counts"', '"files":["a.csv"],"counts"')),
    "files are a text": first_line(lambda line: line.replace('"counts"', '"files":"a.csv","counts"')),
    "garbled": lambda lines: [*lines[:1], "{]\n", *lines[2:]],
}


@pytest.mark.parametrize("how", TAMPERING)
def test_whatever_is_changed_later_shows(tmp_path: Path, how: str) -> None:
    journal = fill(tmp_path)
    assert journal.verify().wrong == []
    lines = journal.path.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.path.write_bytes("".join(TAMPERING[how](lines)).encode())
    assert journal.verify().wrong != []
    done = run(tmp_path, "log", "--verify")
    assert (done.returncode, "line " in done.stdout) == (FAILED, True)
    for words in (("log",), ("log", "--json")):
        done = run(tmp_path, *words)
        assert (done.returncode, "the log is not whole: line " in done.stderr) == (FAILED, True), done.stderr


def test_an_end_that_was_cut_off_shows_to_who_noted_its_hash(tmp_path: Path) -> None:
    journal = fill(tmp_path)
    noted = run(tmp_path, "log", "--verify").stdout.split()[-1]
    lines = journal.path.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.path.write_text("".join(lines[:3]), encoding="utf-8")
    assert journal.verify().wrong == []
    assert f"no entry has the hash {noted}" in journal.verify(noted).wrong[0]
    assert run(tmp_path, "log", "--noted", noted).returncode == FAILED


def test_it_goes_on_after_a_line_that_was_cut(tmp_path: Path) -> None:
    journal = fill(tmp_path)
    journal.path.write_bytes(journal.path.read_bytes()[:-30])
    journal.record("load", source="after")
    assert [entry["number"] for entry in journal.read()] == [1, 2, 3, 4, 5]
    assert [entry["source"] for entry in journal.read()][-1] == "after"
    assert len(journal.verify().wrong) == 1


def test_a_long_line_and_many_are_found_from_the_end(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.record("load", source="a" * 200_000)
    journal.record("load", source="b")
    assert [entry["number"] for entry in journal.read()] == [1, 2]
    assert journal.verify().wrong == []


def test_where_it_cannot_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(Unavailable, match=r"load is done, but .* cannot be written"):
        Journal(tmp_path).record("load", source="a")


@pytest.mark.parametrize("fields", [{"counts": {"opened": 2**70}}, {"reason": object()}])
def test_what_no_line_can_hold_is_told_like_a_full_disk(tmp_path: Path, fields: dict[str, object]) -> None:
    with pytest.raises(Unavailable, match=r"load is done, but .* cannot be written"):
        Journal(tmp_path).record("load", **fields)


def test_texts_that_are_not_utf_8_are_written_by_their_bytes(tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"extra-\xff.txt")
    named.write_bytes(b"x")
    journal = Journal(tmp_path / "data")
    journal.record(
        "load", source=os.fsdecode(b"\xfe"), reason="\ud800", counts={"\udcff": 1}, files=hash_files([named])
    )
    (entry,) = journal.read()
    assert [file["name"] for file in entry["files"]] == ["extra-\\udcff.txt"]
    assert (entry["source"], entry["reason"], entry["counts"]) == ("\\udcfe", "\\ud800", {"\\udcff": 1})
    assert journal.verify().wrong == []


def test_a_source_with_a_file_whose_name_is_not_utf_8_is_loaded_and_logged(own_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    assert run(tmp_path, "new", str(folder)).returncode == 0
    (folder / os.fsdecode(b"extra-\xff.txt")).write_bytes(b"x")
    done = run(own_data, "load", str(folder))
    assert done.returncode == 0, done.stderr
    (entry,) = (act for act in acts(own_data) if act["act"] == "load" and act["source"] == "report")
    assert "extra-\\udcff.txt" in str([file["name"] for file in entry["files"]]).replace("\\\\", "\\")  # type: ignore[attr-defined]


def test_a_name_in_it_makes_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    forged = "z\n4  2026-11-30 21:00 UTC  withdraw"
    for name in (forged, "z\x1b[1A\x1b[2K.yml", "z\r\u2028\u202e.yml"):
        Journal(tmp_path).record("load", source="a", reason=name, files=[{"name": name, "sha256": "0"}])
    shown = run(tmp_path, "log").stdout
    assert len(shown.splitlines()) == 3
    assert shown.count("z\\n4  2026-11-30") == 2
    assert shown.count("z\\x1b[1A\\x1b[2K.yml") == shown.count("z\\r\\u2028\\u202e.yml") == 2
    assert not {"\x1b", "\r", "\u2028", "\u202e"} & set(shown)


def test_an_empty_log_is_whole(tmp_path: Path) -> None:
    assert run(tmp_path, "log").stdout == ""
    assert run(tmp_path, "log", "--verify").stdout == "0 entries, each as it was written. The last: none\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_data_folder_is_its_owners_alone_whoever_makes_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        KeyFile(tmp_path / "keys").add("desk", Role.READER)
        Journal(tmp_path / "log").record("load")
        write_note(Settings(data=tmp_path / "note", neo4j_uri=None), "127.0.0.1", 8000)
        with hold_engine_lock(tmp_path / "engine"):
            pass
    finally:
        os.umask(before)
    assert {folder.name for folder in tmp_path.iterdir()} == {"keys", "log", "note", "engine"}
    assert {folder.stat().st_mode & 0o777 for folder in tmp_path.iterdir()} == {0o700}


@pytest.mark.parametrize("left", [slice(40, None), slice(0, 60)], ids=["lost its beginning", "half of one line"])
def test_a_log_that_lost_a_part_is_told_without_being_asked_and_by_the_next_line(
    tmp_path: Path, left: slice, caplog: pytest.LogCaptureFixture
) -> None:
    journal = fill(tmp_path)
    journal.path.write_bytes(journal.path.read_bytes()[left])
    found = len(journal.verify().wrong)
    assert found > 0
    journal.record("add key", key="zz")
    journal.record("add key", key="yy")
    assert [entry.get("faults") for entry in journal.read()][-2:] == [found, found]
    assert caplog.text.count("is not whole: see whoholds log --verify") == 1
    shown = run(tmp_path, "log")
    assert shown.returncode == FAILED
    assert "the log is not whole: line 1 cannot be read" in shown.stderr
    assert f"faults {found}" in shown.stdout


def test_a_whole_log_has_no_faults(tmp_path: Path) -> None:
    journal = fill(tmp_path)
    assert not any("faults" in entry for entry in journal.read())
    assert run(tmp_path, "log").returncode == 0
