"""`whoholds verify` on archived copies, time stamps and locators: an invented source that is an archived page alone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from graph.evidence.citations import hash_text
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.commands import run
from tests.app.conftest import settings_for
from tests.graph.evidence.archive_files import ADDRESS, PAGE, TEXT, StampAuthority, make_authority, make_wacz, make_warc
from tests.ingest import ministry

WACZ = make_wacz(make_warc())
WORDS = ("miller rode", "two sacks")
KEYS = {"ministry-roll:roll": WORDS[0], "ministry-roll:march": WORDS[1]}


def _cite(locator: str, words: str) -> str:
    start = TEXT.index(words)
    return f"cite: {{locator: {locator}, start: {start}, end: {start + len(words)}, sha256: {hash_text(words)}}}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StampAuthority:
    return make_authority(tmp_path_factory.mktemp("clock") / "ours")


@pytest.fixture(scope="module")
def data(lent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source of which there is only an archived page: cited by paragraph, by record, and by a wrong paragraph."""
    folder = tmp_path_factory.mktemp("archives")
    cites = {
        "page 1": _cite("paragraph 2", WORDS[0]),
        "page 2": f"cite: {{locator: archive {ADDRESS}}}",
        "page 3": _cite("paragraph 4", WORDS[1]),  # it is paragraph 3
    }
    lines = [
        next((f"    {cite}" for page, cite in cites.items() if f"locator: {page}" in line), line)
        for line in ministry.DOSSIER.splitlines()
    ]
    archive = (
        f"url: {ADDRESS}\narchive:\n  url: https://web.example.org/2026/{ADDRESS}\n  file: ferry.wacz\n"
        f"  sha256: {hashlib.sha256(WACZ).hexdigest()}\n  stamp: ferry.tsr\n  authority: clock.pem\n"
    )
    source = ministry.SOURCE.partition("text:")[0] + archive
    (folder / "source").mkdir()
    ministry.write(folder / "source", "\n".join(lines) + "\n", source=source)
    with Store(settings_for(lent)) as store:
        loaded = load_source(store, str(folder / "source"))
        assert not loaded.parsed.quarantine.rows
        assert load_source(store, str(folder / "source")).report.version is None  # nothing changed
    return lent


@pytest.fixture
def folder(tmp_path: Path, authority: StampAuthority) -> Path:
    (tmp_path / "ferry.wacz").write_bytes(WACZ)
    (tmp_path / "ferry.tsr").write_bytes(authority.stamp(WACZ))
    (tmp_path / "clock.pem").write_bytes(authority.certificates)
    return tmp_path


def verified(data: Path, folder: Path, *options: str, code: int = 1) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of the source, and its citations by key."""
    done = run(data, "verify", str(folder), "--json", *options)
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)
    (row,) = found["rows"]
    return row, {citation["key"]: citation for citation in found["citations"]}


def test_a_page_that_is_whole_holds_with_its_stamp_and_its_citations(data: Path, folder: Path) -> None:
    row, citations = verified(data, folder)  # 1: one locator is wrong
    archive = row["archive"]
    assert (archive["state"], archive["address"], archive["recorded"]) == ("holds", ADDRESS, "2026-01-30T10:00:00Z")
    assert archive["stamp"]["state"] == "holds"
    assert archive["stamp"]["at"]
    assert (row["file"], row["text"]) == ("ferry.wacz", "as cited")
    assert (row["holds"], row["moved"], row["broken"], row["unchecked"]) == (2, 0, 0, 0)
    assert row["locators"] == {"holds": 2, "broken": 1, "unchecked": 0}
    states = {key: (one["state"], one["locatorState"], one["locatorProposed"]) for key, one in citations.items()}
    assert states == {
        "ministry-roll:roll": ("holds", "holds", None),
        "ministry-roll:denial": (None, "holds", None),
        "ministry-roll:march": ("holds", "broken", "paragraph 3"),
    }
    said = " ".join(run(data, "verify", str(folder)).stdout.split())
    assert "whole, stamp valid (20" in said
    assert "1 locator names another place." in said
    assert "1 archived copy: 1 whole. 1 time stamp: 1 valid." in said
    assert "ministry-roll:march: paragraph 4 is another place, or not there; it is paragraph 3" in said


def test_a_page_that_changed_is_broken_and_so_is_its_stamp(data: Path, folder: Path) -> None:
    page = PAGE.replace("<h1>", "<p>So they say:</p><h1>").replace("two sacks", "ten sacks")
    (folder / "ferry.wacz").write_bytes(make_wacz(make_warc({ADDRESS: page})))
    row, citations = verified(data, folder)
    assert (row["archive"]["state"], row["archive"]["stamp"]["state"]) == ("broken", "invalid")
    assert row["text"] == "changed"
    assert {key: citations[key]["state"] for key in KEYS} == {
        "ministry-roll:roll": "moved", "ministry-roll:march": "broken",
    }  # fmt: skip
    said = run(data, "verify", str(folder)).stdout
    assert "ferry.tsr: stamp invalid: it is on another file than ferry.wacz" in said


def test_what_is_not_there_is_said(data: Path, folder: Path) -> None:
    (folder / "ferry.tsr").unlink()
    assert verified(data, folder)[0]["archive"]["stamp"]["state"] == "missing"
    assert "no time stamp; expected ferry.tsr in the folder" in run(data, "verify", str(folder)).stdout
    (folder / "ferry.wacz").unlink()
    row, citations = verified(data, folder, code=4)
    assert (row["archive"]["state"], row["unchecked"]) == ("missing", 2)
    assert {one["locatorState"] for one in citations.values()} == {"unchecked"}
    assert "no archived copy; expected ferry.wacz in the folder" in run(data, "verify", str(folder)).stdout


def test_certificates_that_one_trusts_oneself_come_before_those_of_the_source(
    data: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = make_authority(tmp_path_factory.mktemp("clock") / "other")
    (folder / "mine.pem").write_bytes(other.certificates)
    row, _ = verified(data, folder, "--authorities", str(folder / "mine.pem"))
    assert row["archive"]["stamp"]["state"] == "invalid"
    assert run(data, "verify", str(folder), "--authorities", str(folder / "nowhere.pem")).returncode == 4


def test_the_source_shows_its_archived_copy(data: Path) -> None:
    found = json.loads(run(data, "source", "ministry-roll", "--json").stdout)
    assert found["source"]["archive"] == {
        "url": f"https://web.example.org/2026/{ADDRESS}", "file": "ferry.wacz",
        "sha256": hashlib.sha256(WACZ).hexdigest(), "record": None, "stamp": "ferry.tsr", "authority": "clock.pem",
    }  # fmt: skip
