"""`archive` in source.yml, addresses wherever they are read, and locators that begin as a known kind."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InvalidSource
from graph.model.addresses import check_web_address
from graph.model.sources import Archive
from graph.store.writing.content import Content, check_content
from ingest.dossier import read_dossier
from ingest.reading import read_source
from tests.ingest import ministry
from tests.ingest.test_adapter import ADAPTER, ROLL, folder

SHA = "c" * 64
FULL = (
    "archive: {url: 'https://web.example.org/1', file: roll.wacz, sha256: "
    + SHA
    + ", record: 'https://example.org/a', "
    "stamp: roll.tsr, authority: clock.pem}\n"
)


def read(folder: Path, more: str, dossier: str = ministry.DOSSIER) -> Archive | None:
    return read_dossier(ministry.write(folder, dossier, source=ministry.SOURCE + more)).source.archive


def test_an_archived_copy_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, FULL) == Archive(
        url="https://web.example.org/1", file="roll.wacz", sha256=SHA, record="https://example.org/a",
        stamp="roll.tsr", authority="clock.pem",
    )  # fmt: skip
    assert read(tmp_path, "") is None


@pytest.mark.parametrize("file", ["roll.warc", "roll.warc.gz", "Roll.WACZ"])
def test_it_is_a_wacz_or_a_warc(tmp_path: Path, file: str) -> None:
    found = read(tmp_path, f"archive: {{file: {file}, sha256: {SHA}}}\n")
    assert found is not None
    assert found.file == file


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        ("{}", "archive is empty; write url"),
        ("{file: roll.wacz}", "file and sha256 come together"),
        (f"{{sha256: {SHA}}}", "write url"),
        (f"{{file: roll.pdf, sha256: {SHA}}}", "archive.file"),
        (f"{{file: ../roll.wacz, sha256: {SHA}}}", "archive.file"),
        ("{file: roll.wacz, sha256: abc}", "archive.sha256"),
        ("{url: 'https://web.example.org/1', stamp: roll.tsr}", "belong to a file"),
        (f"{{file: roll.wacz, sha256: {SHA}, authority: clock.pem}}", "authority belongs to a stamp"),
        ("{url: 'javascript:alert(1)'}", "no address on the web"),
        ("{url: 'https://web.example.org/1', day: 2026}", "archive.day"),
    ],
)
def test_what_is_no_archived_copy_is_refused_with_its_field(tmp_path: Path, archive: str, said: str) -> None:
    with pytest.raises(InvalidSource) as refused:
        read(tmp_path, f"archive: {archive}\n")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org/a", "file:///etc/hosts", "//example.org/a",
        "example.org/a", "https://", "https:///a", "http://[::1", "https://example.org/a b", "https://example.org/\n",
        "https://example.org/<a>", "https://example.org/" + "a" * 2000, "", "mailto:a@example.org",
    ],
)  # fmt: skip
def test_an_address_that_is_not_on_the_web_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(InvalidSource, match="write one such as https://"):
        check_web_address(address)
    ministry.write(tmp_path, source=f"{ministry.SOURCE}url: {address!r}\n")
    with pytest.raises(InvalidSource):
        read_dossier(tmp_path)


@pytest.mark.parametrize("address", ["http://example.org", "https://مثال.example/صفحة?x=1#y", "HTTPS://example.org/a"])
def test_an_address_on_the_web_is_taken_as_it_is(tmp_path: Path, address: str) -> None:
    assert check_web_address(address) == address
    ministry.write(tmp_path, source=f"{ministry.SOURCE}url: {address!r}\n")
    assert read_dossier(tmp_path).source.url == address


def test_a_locator_that_begins_as_a_known_kind_is_kept_and_noted(tmp_path: Path) -> None:
    dossier = ministry.changed("locator: page 2", "locator: clip 00:02")
    dossier = ministry.changed("locator: page 3", "locator: in the caption", dossier)
    parsed = read_dossier(ministry.write(tmp_path, dossier))
    locators = {statement.key: statement.cites.locator for statement in parsed.statements}
    assert locators["ministry-roll:denial"] == "clip 00:02"
    (note,) = [note for note in parsed.notes if "locator" in note]
    assert "'clip 00:02' is kept" in note
    assert note.endswith("clip 00:01:02-00:01:30': denial")


def test_a_row_of_a_table_with_an_address_that_is_not_on_the_web_is_set_aside(tmp_path: Path) -> None:
    adapter = ADAPTER.replace('title="Roll",', 'title="Roll", url=row.pop("prison") if number == "r3" else None,')
    parsed = read_source(folder(tmp_path, ROLL.replace("New Mill", "javascript:alert(1)"), adapter))
    (row,) = parsed.quarantine
    assert (row.key, row.field) == ("r3", "url")
    assert "write one such as https://example.org/report" in str(row)
    assert [statement.key for statement in parsed.statements] == ["roll:r1", "roll:r2"]


@pytest.mark.parametrize("bad", [{"url": "javascript:alert(1)"}, {"archive": Archive(url="ftp://example.org/a")}])
def test_no_address_that_is_not_on_the_web_comes_into_the_store(tmp_path: Path, bad: dict[str, Any]) -> None:
    parsed = read_dossier(ministry.write(tmp_path))
    content = Content(
        dataset="ministry-roll", title="Roll", sources=[replace(parsed.source, **bad)], entities=parsed.entities,
        statements=parsed.statements,
    )  # fmt: skip
    with pytest.raises(InvalidSource, match="no address on the web"):
        check_content(content, {}, ())
