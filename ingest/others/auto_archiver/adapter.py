"""The sheet of an auto-archiver: each page that was archived is a source, with where its copies lie. It says nothing
of anybody; what is coded from the pages is loaded besides."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import InvalidStatement
from graph.model.addresses import check_web_address
from graph.model.sources import Archive
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.table import read_exported_table

KEY = "Link"
STATUS, LOCATION, ARCHIVED = "Archive status", "Archive location", "Archive date"
COLUMNS = (KEY, STATUS, LOCATION)
TITLE, UPLOADED, HASH, WACZ = "Upload title", "Upload timestamp", "Hash", "WACZ"
MORE = (ARCHIVED, TITLE, UPLOADED, HASH, WACZ)
OF_THE_PAGE = ("Destination folder", "Thumbnail", "Text content", "Screenshot", "Perceptual hashes", "ReplayWebpage")
PUBLISHER = "media"
FAILED = re.compile(r"^$|in progress|failed|nothing archived|aborted", re.IGNORECASE)
NOT_ARCHIVED = "links that were not archived"
NO_FIELD = "hashes of pictures and films, which have no field here"
REASON = "The sheet does not say when it was published: by the day on which it was archived."
UNKNOWN = "The sheet does not say when it was published."
SHA256 = re.compile(r"(?:SHA-?256:)?([0-9a-f]{64})", re.IGNORECASE)


def parse(path: Path) -> Iterator[Row]:
    """One dict a link, values untouched."""
    return read_exported_table(path, COLUMNS, more=(*MORE, *OF_THE_PAGE))


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """The source of a row, and no statement. Raises InvalidSource for a link that is no address on the web."""
    link, status = row.pop(KEY).strip(), row.pop(STATUS).strip()
    places = [*row.pop(WACZ, "").split(), *row.pop(LOCATION).split()]
    archived, uploaded = (_read_day(row.pop(name, ""), name) for name in (ARCHIVED, UPLOADED))
    title, found_hash = " ".join(row.pop(TITLE, "").split()), row.pop(HASH, "").strip()
    context.report_unread(row, ignore=OF_THE_PAGE)
    if not link or FAILED.search(status) or not places:
        context.leave_out(NOT_ARCHIVED)
        return
    check_web_address(link)
    host = (urlsplit(link).hostname or link).removeprefix("www.")
    source = context.source(
        link, title=title or link, publisher=context.entity("Actor", host, PUBLISHER), url=link,
        published=uploaded or (f"[..{archived}]" if archived else "XXXX"),
        reason=None if uploaded else REASON if archived else UNKNOWN,
    )  # fmt: skip
    check_web_address(places[0])
    file = urlsplit(places[0]).path.rpartition("/")[2]
    sha256 = SHA256.fullmatch(found_hash)
    is_whole = bool(sha256) and file.endswith((".wacz", ".warc", ".warc.gz")) and len(places) == 1
    if found_hash and not is_whole:
        context.tell(NO_FIELD)
    archive = Archive(url=places[0], file=file if is_whole else None, sha256=sha256[1] if is_whole and sha256 else None)
    context.keep_source(replace(source, archive=archive, retrieved_on=archived or None))
    yield from ()


def _read_day(written: str, column: str) -> str:
    """The day of a time, as the sheet writes it. Raises InvalidStatement for what is none."""
    written = written.strip()
    if not written:
        return ""
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        reason = f"{column} {written!r} is no day; write it as 2026-01-31"
        raise InvalidStatement(reason, parameter=column, value=written) from None
