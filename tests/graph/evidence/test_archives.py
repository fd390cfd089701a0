"""Archived copies: a WARC or WACZ of one's own holds, is broken, cannot be read, or is not there."""

import hashlib
from pathlib import Path

import pytest

from graph.evidence.archives import check_archive, read_archived_text
from graph.evidence.page_text import decode_page, extract_text
from graph.model.sources import Archive
from tests.graph.evidence.archive_files import ADDRESS, PAGE, TEXT, make_wacz, make_warc

WARC = make_warc()


def put(folder: Path, content: bytes, name: str = "ferry.warc.gz", record: str | None = None) -> Archive:
    (folder / name).write_bytes(content)
    return Archive(file=name, sha256=hashlib.sha256(content).hexdigest(), record=record)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ferry.warc.gz", WARC),
        ("ferry.warc", make_warc(gzip=False)),
        ("ferry.wacz", make_wacz(WARC)),
        ("ferry.wacz", make_wacz(WARC, written_hash=f"sha512:{hashlib.sha512(WARC).hexdigest()}")),
    ],
)
def test_a_copy_holds_if_it_is_the_file_and_has_the_page(tmp_path: Path, name: str, content: bytes) -> None:
    found = check_archive(put(tmp_path, content, name), ADDRESS, tmp_path)
    assert found is not None
    assert (found.state, found.notes) == ("holds", ())
    assert (found.address, found.recorded, found.text) == (ADDRESS, "2026-01-30T10:00:00Z", TEXT)
    assert ADDRESS in found.records
    assert found.stamp is None


@pytest.mark.parametrize("address", ["http://example.org/ferry", "https://EXAMPLE.org/ferry/", f"{ADDRESS}#dawn"])
def test_an_address_that_leads_to_the_same_page_finds_it(tmp_path: Path, address: str) -> None:
    found = check_archive(put(tmp_path, WARC), address, tmp_path)
    assert found is not None
    assert found.state == "holds"


def test_a_page_is_found_by_the_id_of_its_record(tmp_path: Path) -> None:
    pages = {ADDRESS: PAGE, "https://example.org/mill": "<p>The mill</p>"}
    content = make_warc(pages)
    found = check_archive(put(tmp_path, content), ADDRESS, tmp_path)
    assert found is not None
    ids = [name for name in found.records if name.startswith("urn:uuid:")]
    texts = set()
    for id_ in ids:
        one = check_archive(put(tmp_path, content, record=id_), "https://example.org/other", tmp_path)
        assert one is not None
        texts.add(one.text)
    assert texts == {TEXT, "The mill"}


@pytest.mark.parametrize(
    ("content", "state", "note"),
    [
        (make_warc({"https://example.org/other": PAGE}), "broken", "it has https://example.org/other"),
        (make_warc(status="404 Not Found"), "broken", "it has no page of https://example.org/ferry; it has none"),
        (make_warc(gzip=False).replace(b"two sacks", b"ten sacks"), "broken", "its own digest is not right"),
        (make_warc(gzip=False)[:-40], "broken", "cut short"),
        (WARC[:-40], "broken", "cut short"),
        (b"", "broken", "it has none"),
        (b"What is this?\n", "unreadable", "no WARC"),
        (b"\x1f\x8b" + b"x" * 50, "unreadable", "no WARC"),
        (b"PK\x03\x04" + b"x" * 50, "unreadable", "no zip"),
        (make_wacz(WARC)[:-60], "unreadable", "no zip"),
        (make_wacz(WARC, written_hash=f"sha256:{'0' * 64}"), "broken", "archive/data.warc.gz in it has another hash"),
    ],
)
def test_what_is_wrong_with_a_copy_is_said(tmp_path: Path, content: bytes, state: str, note: str) -> None:
    found = check_archive(put(tmp_path, content), ADDRESS, tmp_path)
    assert found is not None
    assert found.state == state
    assert any(note in one for one in found.notes), found.notes


def test_another_file_than_the_one_that_was_archived_is_broken(tmp_path: Path) -> None:
    archive = put(tmp_path, WARC)
    (tmp_path / "ferry.warc.gz").write_bytes(make_warc({ADDRESS: PAGE.replace("two", "ten")}))
    found = check_archive(archive, ADDRESS, tmp_path)
    assert found is not None
    assert found.state == "broken"
    assert archive.sha256 is not None
    assert archive.sha256 in found.notes[0]


def test_a_copy_that_is_not_there_is_missing_and_one_that_is_not_named_is_nothing(tmp_path: Path) -> None:
    archive = put(tmp_path, WARC)
    (tmp_path / "ferry.warc.gz").unlink()
    found = check_archive(archive, ADDRESS, tmp_path)
    assert found is not None
    assert found.state == "missing"
    assert check_archive(None, ADDRESS, tmp_path) is None
    assert check_archive(Archive(url="https://web.example.org/1"), ADDRESS, tmp_path) is None


@pytest.mark.parametrize("file", ["../ferry.warc.gz", "/etc/hosts", "..\\ferry.warc", "in/ferry.warc.gz"])
def test_no_file_outside_the_folder_is_read(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "texts"
    (folder / "in").mkdir(parents=True)
    for path in (tmp_path / "ferry.warc.gz", folder / "in" / "ferry.warc.gz"):
        path.write_bytes(WARC)
    found = check_archive(Archive(file=file, sha256=hashlib.sha256(WARC).hexdigest()), ADDRESS, folder)
    assert found is not None
    assert (found.state, found.text) == ("unreadable", None)


def test_a_page_that_is_neither_text_nor_html_holds_without_a_text(tmp_path: Path) -> None:
    found = check_archive(put(tmp_path, make_warc({ADDRESS: "%PDF-1.7"}, kind="application/pdf")), ADDRESS, tmp_path)
    assert found is not None
    assert (found.state, found.text) == ("holds", None)
    assert "application/pdf" in found.notes[0]


def test_the_text_of_the_only_page_is_read_without_its_address(tmp_path: Path) -> None:
    (tmp_path / "one.warc.gz").write_bytes(WARC)
    (tmp_path / "two.warc.gz").write_bytes(make_warc({ADDRESS: PAGE, "https://example.org/mill": "<p>Mill</p>"}))
    assert read_archived_text(tmp_path / "one.warc.gz") == TEXT
    assert read_archived_text(tmp_path / "two.warc.gz", "https://example.org/mill") == "Mill"
    with pytest.raises(ValueError, match=r"example\.org/mill"):
        read_archived_text(tmp_path / "two.warc.gz")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<p>b", "a\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a <b>b</b>c</li><li>d</li></ul>", "a bc\nd"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<head><title>t</title><body>a", "a"),  # a head that nobody closed
        ("<style>x</style>a<script>'<p>'</script>b", "ab"),
        ("<svg><text>x</text><svg></svg></svg>a", "a"),
        ("a &lt;b&gt; &#65;&nbsp;c", "a <b> A c"),
        ("a\n\n b\tc", "a b c"),
        ("", ""),
    ],
)
def test_the_text_of_a_page_is_what_a_reader_sees(page: str, text: str) -> None:
    assert extract_text(page) == text


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("Å".encode(), None, "Å"),
        ("Å".encode("latin-1"), "iso-8859-1", "Å"),
        ('<meta charset="windows-1256">قال'.encode("windows-1256"), None, '<meta charset="windows-1256">قال'),
        ("Å".encode(), "no-such-charset", "Å"),
        (b"\xff", None, "\ufffd"),
    ],
)
def test_a_page_is_decoded_by_its_header_then_by_itself(content: bytes, charset: str | None, text: str) -> None:
    assert decode_page(content, charset) == text
