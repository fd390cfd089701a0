"""What the files of Security Force Monitor share: days in three columns, sources of every cell, and units by name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.dates.validity import ValidTime, read_sighting, read_state
from graph.dates.windows import read_window
from graph.errors import InvalidDate, InvalidStatement, WhoholdsError
from graph.model.addresses import check_web_address
from graph.model.entities import WrittenEntity
from graph.model.sources import Archive, WrittenSource
from graph.model.statement import WrittenStatement
from ingest.adapter import Context, Row
from ingest.keys import hash_text
from ingest.table import open_plain, read_exported_table

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("sfm.yml").read_text(encoding="utf-8"))
UNITS = "sfm-units"  # the data set that has the ids of units
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
SOURCE_COLUMNS = ("source_id", "title", "page", "published_on", "source_url", "archive_url", "publication_title")
FILE = "file"  # in the memory of a context: the source that is the file
DATES_REASON = "It was made after the last day in it; --published can say when."
TABLE = "sources"  # in the memory of a context: the rows of the table of sources, by id
SAID = "relations"  # and what was said already
UNDATED = "[..2026]"
UNDATED_REASON = "The table of sources has no day of publication, or none that can be read."
AGAIN = "relations that an earlier row has in the same words"
LATER = "days for which a source is cited that was published before them"
NAMELESS = "sources that the table of sources lacks, cited by their number"
NO_TABLE = "cells with sources: no table of sources lies beside the file, so they are cited by their numbers"


class Dates(NamedTuple):
    """The first and last day on which something is cited, and whether these are its start and end."""

    first: str
    last: str
    is_start: bool
    is_end: bool
    goes_on: bool  # it is assumed to be so until now


def find_latest(rows: Iterable[Row], columns: Sequence[Sequence[str]]) -> str:
    """The last day that some rows have in their columns of months, days and years; empty where they have none."""
    found = ""
    for row in rows:
        for month, day, year in columns:
            parts = [row[name].strip() for name in (year, month, day)]
            given = list(takewhile(str.isdigit, parts))
            written = "-".join(part.zfill(size) for part, size in zip(given, (4, 2, 2), strict=False))
            found = max(found, written)
    return found


def open_file(context: Context, latest: str) -> None:
    """Keep the source that the file is: it was made after the last day in it, if nobody says when."""
    own = context.own
    published = own.published_on
    if own.published_reason and latest:
        published = f"[{latest}..{own.published_on.strip('[]').rpartition('..')[2]}]"
    context.memory[FILE] = context.source(
        context.form.id, title=context.form.title, publisher=context.publisher, published=published,
        reason=own.published_reason and DATES_REASON, url=own.url, licence=own.licence,
    )  # fmt: skip


def read_sources(context: Context, path: Path) -> None:
    """Find the table of sources beside a file, and keep its rows: the cells of the file have only their numbers."""
    for beside in sorted(path.parent.glob("*sources*")):
        if beside.suffix in (".csv", ".gz") and beside != path:
            with open_plain(beside) as file:
                head = file.readline().decode("utf-8-sig", errors="replace")
            if all(name in head for name in SOURCE_COLUMNS):
                rows = read_exported_table(beside, SOURCE_COLUMNS)
                context.memory[TABLE] = {row["source_id"]: {n: row[n] for n in SOURCE_COLUMNS} for row in rows}


def read_day(row: Row, columns: Sequence[str], text: str) -> str:
    """The day, month or year in three columns; empty where they are. Raises InvalidDate for anything else."""
    month, day, year = (row.pop(name).strip() for name in columns)
    written = row.pop(text).strip()
    if not year:
        if written or month or day:
            raise InvalidDate(f"{written!r} has no year in {columns[2]}", parameter=text, value=written)
        return ""
    if not year.isdigit() or not (month or "1").isdigit() or not (day or "1").isdigit() or (day and not month):
        raise InvalidDate(f"{month}/{day}/{year}; expected numbers", parameter=text, value=written)
    edtf = "-".join(part.zfill(size) for part, size in ((year, 4), (month, 2), (day, 2)) if part)
    read_window(edtf, text)
    return edtf


def read_time(dates: Dates, source: WrittenSource) -> ValidTime:
    """From when to when, as far as the days say: a first citation that is no start leaves open when it began."""
    if not dates.first and not dates.last:
        return read_sighting(f"[..{source.published.latest}]", source.published)
    start = dates.first if dates.is_start and dates.first else f"[..{dates.first or dates.last}]"
    if dates.is_end:
        end = dates.last
    elif dates.goes_on and not dates.last:
        end = ".."
    else:
        end = f"[{dates.last or dates.first}..]"
    return read_state({"start": start, "end": end}, source.published)


def find_unit(context: Context, name: str, country: str, kind: str, aliases: tuple[str, ...] = ()) -> str:
    """The id of a unit by its name in a country, the same in all files."""
    name = " ".join(name.split())
    id_ = f"{context.prefix}{context.slug(f'{country} {name}')}"
    used = context.used.get(id_)
    known = context.entities.get(id_) or (used.made if used else None)
    if known:
        return known.id
    entity = WrittenEntity(id=id_, label="Actor", name=name, kind=kind, aliases=aliases)
    return context.put(entity) if context.form.id == UNITS else context.use_of(UNITS, entity)


def split_names(cell: str, name: str) -> tuple[str, ...]:
    """The other names in a cell."""
    found = (" ".join(part.split()) for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in found if part and part != name))


def list_sources(cell: str, column: str) -> list[str]:
    """The numbers of sources in a cell. Raises InvalidStatement for anything else."""
    found = [part.strip() for part in cell.split(";") if part.strip()]
    if wrong := next((part for part in found if not UUID.fullmatch(part)), None):
        raise InvalidStatement(f"{wrong!r} is no number of a source; expected a UUID", parameter=column, value=wrong)
    return list(dict.fromkeys(found))


def tell_relation(
    context: Context, predicate: str, subject: str, other: str, dates: Dates, cited: dict[str, tuple[str, str]],
    note: str, *, first: str = "", last: str = "",
) -> Iterator[WrittenStatement]:  # fmt: skip
    """What Security Force Monitor says of two, put together from cells; and that each source of a day saw it then.

    `cited` are the sources and the confidence of each cell by its name; `first` and `last` are the names of those of
    the days.
    """
    own = context.memory[FILE]
    confidence = "; ".join(f"{name}: confidence {how}" for name, (_, how) in cited.items() if how)
    sources = "; ".join(f"{name}: sources {ids}" for name, (ids, _) in cited.items() if ids)
    said: set[str] = context.memory.setdefault(SAID, set())
    raw = f"{predicate} {subject} {other} {dates} {note}"
    key, roles = hash_text(raw), {"subject": [subject], "object": [other]}
    whole = hash_text(f"{raw} {sources} {confidence}")
    if whole in said:
        context.leave_out(AGAIN)
        return
    yield context.statement(
        key=context.key(key, whole), predicate=predicate, roles=roles, validity=read_time(dates, own),
        cites=context.cite("; ".join(cited), own), note="; ".join(part for part in (note, confidence, sources) if part),
    )  # fmt: skip
    said.add(whole)
    for day, column in ((dates.first, first), (dates.last, last)):
        ids, how = cited.get(column, ("", ""))
        for id_ in list_sources(ids, column) if day else ():
            source = find_source(context, id_)
            own_key = hash_text(f"{predicate} {subject} {other} {column} {day} {id_}")
            if source is None or own_key in said:
                continue
            if source.published.latest < read_window(day).earliest:
                context.leave_out(LATER)
                continue
            yield context.statement(
                key=context.key(own_key), predicate=predicate, roles=roles, cites=context.cite(column, source),
                validity=read_sighting(day, source.published), note=f"{column}: confidence {how}" if how else None,
            )  # fmt: skip
            said.add(own_key)


def find_source(context: Context, id_: str) -> WrittenSource | None:
    """The source with a number; None where no table has it."""
    if TABLE not in context.memory:
        context.tell(NO_TABLE)
        return None
    row = context.memory[TABLE].get(id_)
    if row is None:
        context.tell(NAMELESS)
        return None
    publisher = row["publication_title"].strip()
    who = context.entity("Actor", publisher, WORDS["publishers"]) if publisher else context.publisher
    published, reason = read_publication(row["published_on"].strip())
    page = f", page {row['page'].strip()}" if row["page"].strip() else ""
    source = context.source(
        id_, title=f"{row['title'].strip() or id_}{page}", publisher=who, published=published, reason=reason,
        url=_find_address(row["source_url"]),
    )  # fmt: skip
    archived = _find_address(row["archive_url"])
    if archived:
        context.sources[source.id] = source = replace(source, archive=Archive(url=archived))
    return source


def read_publication(written: str) -> tuple[str, str | None]:
    """When a source was published, in EDTF; bounds and their reason where that is not said."""
    month, _, year = written.partition(" ")
    if month.casefold() in MONTHS and re.fullmatch(r"[12][0-9]{3}", year):
        return f"{year}-{MONTHS.index(month.casefold()) + 1:02}", None
    if found := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([12][0-9]{3})", written):
        written = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"  # month, day, year, as in all of its files
    try:
        if re.fullmatch(r"[12][0-9]{3}(-[0-9]{2}){0,2}", written):
            read_window(written)
            return written, None
    except InvalidDate:
        pass
    return UNDATED, UNDATED_REASON


def _find_address(text: str) -> str | None:
    try:
        return check_web_address(text.strip())
    except WhoholdsError:
        return None
