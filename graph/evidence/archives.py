"""Archived copies of sources: WARC and WACZ files of one's own, read without a network.

A WACZ is a zip of WARC files with the hash of each in `datapackage.json` (WACZ 1.1.1 of Webrecorder).
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple
from urllib.parse import urlsplit

import orjson

from graph.evidence.page_text import decode_page, extract_text
from graph.evidence.stamps import CheckedStamp, check_stamp
from graph.model.sources import Archive

MOST_BYTES = 50_000_000  # of a page, or of a list of files; what is larger is not read
MOST_RECORDS = 200_000
MOST_NAMED = 5  # addresses that a note names
PAGES = ("response", "resource", "conversion")  # types of records that hold a page
# what unpacking raises, and what warcio lets through of records that lack a header or have a wrong one
UNREADABLE = (EOFError, zlib.error, AttributeError, TypeError, LookupError, OverflowError)
ArchiveState = Literal["holds", "broken", "missing", "unreadable"]


class ArchivedPage(NamedTuple):
    """A record with a page: its address, id, and time as the archive has it, and its content as the web sent it."""

    address: str
    record: str
    recorded: str
    media_type: str
    charset: str | None
    content: bytes
    is_intact: bool  # whether its own digest, where it has one, is right


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedArchive:
    """What an archived copy is worth. It holds if the file has its hash, and the page is there and intact.

    `text` is None where no page was found, or one that is neither text nor HTML.
    """

    file: str
    state: ArchiveState
    notes: tuple[str, ...] = ()
    address: str | None = None
    recorded: str | None = None
    text: str | None = field(default=None, repr=False)
    records: frozenset[str] = field(default=frozenset(), repr=False)  # addresses and ids of all pages
    stamp: CheckedStamp | None = None


def check_archive(
    archive: Archive | None, address: str | None, folder: Path, authorities: Path | None = None
) -> CheckedArchive | None:
    """Check the file of an archived copy in a folder; None where the source names no file.

    `address` is that of the source. `authorities` is a PEM file whose certificates are trusted for every time stamp.
    """
    if archive is None or archive.file is None:
        return None
    file = archive.file
    if Path(file).name != file or "\\" in file:
        return CheckedArchive(file=file, state="unreadable", notes=(f"{file!r} is no plain file name",))
    path = folder / file
    if not path.is_file():
        return CheckedArchive(file=file, state="missing")
    notes, stamp = [], check_stamp(archive, folder, authorities)
    try:
        with path.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        found = _read_pages(path, archive.record or address)
    except (OSError, ValueError) as error:
        return CheckedArchive(file=file, state="unreadable", notes=(str(error),), stamp=stamp)
    if sha256 != archive.sha256:
        notes.append(f"its SHA-256 is {sha256}, that of source.yml is {archive.sha256}: it is another file, or changed")
    notes += found.faults
    page = found.page
    if page is None:
        wanted = archive.record or address or "(the source has no address, and archive.record is not given)"
        there = ", ".join(sorted(name for name in found.names if not name.startswith("urn:"))[:MOST_NAMED])
        notes.append(f"it has no page of {wanted}; it has {there or 'none'}")
    elif not page.is_intact:
        notes.append(f"the record of {page.address} is cut short or changed: its own digest is not right")
    text = _read_text(page) if page else None
    return CheckedArchive(
        file=file,
        state="broken" if notes else "holds",
        notes=(*notes, *_note_text(page, text)),
        address=page.address if page else None,
        recorded=page.recorded if page else None,
        text=text,
        records=frozenset(found.names),
        stamp=stamp,
    )


def read_archived_text(path: Path, address: str | None = None) -> str:
    """The text of the page of an address in a WARC or WACZ; without one, of the only page with a text.

    Raises ValueError saying what the file has, and OSError.
    """
    found = _read_pages(path, address)
    text = _read_text(found.page) if found.page else None
    if text is None:
        there = ", ".join(sorted(name for name in found.names if not name.startswith("urn:"))[:MOST_NAMED])
        raise ValueError(f"{path.name} has no text of {address or 'one page alone'}; it has {there or 'no page'}")
    return text


class _Found(NamedTuple):
    """The page that was looked for, the names (addresses and ids) of all, and what is wrong with the file."""

    page: ArchivedPage | None
    names: set[str]
    faults: list[str]


def _read_pages(path: Path, wanted: str | None) -> _Found:
    names: set[str] = set()
    faults: list[str] = []
    exact: ArchivedPage | None = None
    near: ArchivedPage | None = None
    texts: list[ArchivedPage] = []
    for page in _list_pages(path, wanted, faults):
        names |= {page.address, page.record}
        if wanted is None:
            texts += [page] if len(texts) < 2 and _read_text(page) else []
        elif wanted in (page.address, page.record):
            exact = exact or page
        elif _simplify(page.address) == _simplify(wanted):
            near = near or page
    return _Found(texts[0] if len(texts) == 1 else exact or near, names, faults)


def _list_pages(path: Path, wanted: str | None, faults: list[str]) -> Iterator[ArchivedPage]:
    """All pages of a file, those that are not wanted without content. Faults are added as they are met."""
    with path.open("rb") as opened:
        is_zip = opened.read(2) == b"PK"
        opened.seek(0)
        if not is_zip:
            yield from _list_records(opened, wanted)
            return
    try:
        with zipfile.ZipFile(path) as zipped:
            inside = [name for name in zipped.namelist() if name.startswith("archive/") and not name.endswith("/")]
            if not inside:
                raise ValueError("a zip without a folder archive, so no WACZ")
            faults += _check_package(zipped)
            for name in inside:
                with zipped.open(name) as warc:
                    yield from _list_records(warc, wanted)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        raise ValueError(f"no zip that can be read: {error}") from error


def _check_package(zipped: zipfile.ZipFile) -> list[str]:
    """What is wrong with the files of a WACZ by the hashes that it gives itself."""
    if "datapackage.json" not in zipped.namelist():
        return []
    try:
        with zipped.open("datapackage.json") as opened:
            listed = orjson.loads(opened.read(MOST_BYTES))["resources"]
        pairs = [(str(one["path"]), str(one["hash"])) for one in listed if "hash" in one]
    except (ValueError, KeyError, TypeError):
        return ["its datapackage.json cannot be read"]
    faults = []
    for name, written in pairs:
        method, _, digest = written.rpartition(":")
        if name not in zipped.namelist():
            faults.append(f"{name} is not in it, though its datapackage.json lists it")
        elif method in ("sha256", "sha512", ""):
            with zipped.open(name) as opened:
                if _hash_stream(opened, method or "sha256") != digest:
                    faults.append(f"{name} in it has another hash than its datapackage.json says")
    return faults


def _hash_stream(opened: IO[bytes], method: str) -> str:
    found = hashlib.new(method)
    while block := opened.read(1 << 20):
        found.update(block)
    return found.hexdigest()


def _list_records(opened: IO[bytes], wanted: str | None) -> Iterator[ArchivedPage]:
    from warcio.archiveiterator import ArchiveIterator  # only this reads archives
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(opened, check_digests=True)):
            if number >= MOST_RECORDS:
                raise ValueError(f"more than {MOST_RECORDS:,} records")
            if record.rec_type not in PAGES or not _is_success(record):
                continue
            yield _read_record(record, wanted)
    except (ArchiveLoadFailed, *UNREADABLE) as error:
        raise ValueError(f"no WARC that can be read: {' '.join(str(error).split())[:200]}") from error


def _is_success(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return str(status).startswith("2")


def _read_record(record: Any, wanted: str | None) -> ArchivedPage:
    head, http = record.rec_headers, record.http_headers
    address = (head.get_header("WARC-Target-URI") or "").strip("<>")
    id_ = (head.get_header("WARC-Record-ID") or "").strip("<>")
    kind = (http or head).get_header("Content-Type") or ""
    media_type, _, parameters = kind.partition(";")
    charset = parameters.partition("charset=")[2].strip("\"' ") or None
    is_wanted = wanted is None or wanted in (address, id_) or _simplify(address) == _simplify(wanted)
    content, is_intact = b"", True
    if is_wanted:
        stream = record.content_stream()
        content = stream.read(MOST_BYTES)
        if stream.read(1):
            raise ValueError(f"the page of {address} has more than {MOST_BYTES:,} bytes")
        has_digest = head.get_header("WARC-Block-Digest") or head.get_header("WARC-Payload-Digest")
        is_intact = record.digest_checker.passed is True if has_digest else record.digest_checker.passed is not False
    recorded = head.get_header("WARC-Date") or ""
    return ArchivedPage(address, id_, recorded, media_type.strip().lower(), charset, content, is_intact)


def _simplify(address: str) -> str:
    """An address without what leads to the same page: its scheme, a fragment, a slash at its end."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"


def _read_text(page: ArchivedPage) -> str | None:
    """The text of a page: HTML as its lines, text as it is; None for what is neither."""
    if page.media_type in ("text/html", "application/xhtml+xml"):
        return extract_text(decode_page(page.content, page.charset))
    if page.media_type.startswith("text/"):
        return decode_page(page.content, page.charset)
    return None


def _note_text(page: ArchivedPage | None, text: str | None) -> list[str]:
    if page is None or text is not None:
        return []
    return [f"the page is {page.media_type or 'of no type'}, so no text of it is compared"]
