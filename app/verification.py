"""Citations, locators, archived copies and time stamps of all sources, checked against the files of a folder."""

from collections import Counter, defaultdict
from pathlib import Path

from app.answers.notes import withdrawal_notes
from app.answers.shapes import Json
from app.answers.words import plural
from app.sentences import open_writer_of
from graph.errors import NotFound
from graph.evidence.archives import CheckedArchive, check_archive
from graph.evidence.citations import CheckedSource, FoundSpan, TextSpan, check_source
from graph.evidence.locators import UNCHECKED as LOCATOR_UNCHECKED
from graph.evidence.locators import FoundLocator, TextParts
from graph.model.locators import LocatorKind, read_locator
from graph.store.reading.view import View
from graph.store.store import Row

STATES = ("holds", "moved", "broken")
UNCHECKED = "unchecked"
LOCATOR_STATES = ("holds", "broken", UNCHECKED)


def check_citations(view: View, folder: Path, authorities: Path | None = None) -> Json:
    """One row per source that is cited with offsets, or names a text or an archived copy, and every citation of it.

    Raises NotFound without the folder, or without the file of authorities.
    """
    if not folder.is_dir():
        raise NotFound(f"no folder {str(folder)!r}", parameter="folder", value=str(folder))
    if authorities and not authorities.is_file():
        raise NotFound(f"no file {str(authorities)!r}", parameter="authorities", value=str(authorities))
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in view.store.read("read/citations", version=view.version):
        by_source[row["source"]].append(row)
    for source in view.loaded_sources:
        if source.archive and source.archive.file:
            by_source.setdefault(source.id, [])
    rows, citations = [], []
    for id_, cited in sorted(by_source.items()):
        source = view.sources[id_]
        archive = check_archive(source.archive, source.url, folder, authorities)
        checked = check_source(source, (span for row in cited if (span := _make_span(row))), folder, archive)
        citations_of_source = _make_citation_rows(cited, checked, archive)
        rows.append(_make_source_row(view, checked, archive, citations_of_source))
        citations += citations_of_source
    return {
        "dataVersion": view.version,
        "summary": _write_summary(rows),
        "rows": rows,
        "citations": citations,
        "notes": withdrawal_notes(open_writer_of(view).notes, view, None),
    }


def _make_span(row: Row) -> TextSpan | None:
    cites = row["cites"]
    return None if cites.get("start") is None else TextSpan(cites["start"], cites["end"], cites["sha256"])


def _make_citation_rows(cited: list[Row], checked: CheckedSource, archive: CheckedArchive | None) -> list[Json]:
    parts = TextParts(checked.content) if checked.content is not None else None
    return [_make_citation_row(row, checked, parts, archive) for row in cited]


def _make_citation_row(
    row: Row, checked: CheckedSource, parts: TextParts | None, archive: CheckedArchive | None
) -> Json:
    span = _make_span(row)
    found = checked.found.get(span, FoundSpan("broken", ())) if span and checked.content is not None else None
    locator = _check_locator(row["cites"]["locator"], parts, found, archive)
    return {
        "key": row["key"],
        "source": row["source"],
        "locator": row["cites"]["locator"],
        "start": span.start if span else None,
        "end": span.end if span else None,
        "state": found.state if found else UNCHECKED if span else None,
        "proposed": [{"start": start, "end": end} for start, end in found.places]
        if found and found.state == "moved"
        else [],
        "locatorState": locator.state,
        "locatorProposed": locator.proposed,
        "archived": _is_archived(found, checked, archive),
    }


def _check_locator(
    written: str, parts: TextParts | None, found: FoundSpan | None, archive: CheckedArchive | None
) -> FoundLocator:
    """Whether the source has what a locator names; a span that is broken tells nothing of its locator."""
    locator = read_locator(written)
    if locator is None:
        return LOCATOR_UNCHECKED
    if locator.kind is LocatorKind.ARCHIVE:
        if archive is None or not archive.records:
            return LOCATOR_UNCHECKED
        return FoundLocator("holds" if locator.name in archive.records else "broken")
    if parts is None or (found and not found.places):
        return LOCATOR_UNCHECKED
    return parts.check(locator, found.places[0] if found else None)


def _is_archived(found: FoundSpan | None, checked: CheckedSource, archive: CheckedArchive | None) -> bool | None:
    """Whether the cited words stand on the archived page; None where either is not there."""
    if archive is None or archive.text is None or found is None or not found.places or checked.content is None:
        return None
    start, end = found.places[0]
    return _join_words(checked.content[start:end]) in _join_words(archive.text)


def _join_words(text: str) -> str:
    return " ".join(text.split())


def _make_source_row(view: View, checked: CheckedSource, archive: CheckedArchive | None, citations: list[Json]) -> Json:
    counts = Counter(citation["state"] for citation in citations)
    locators = Counter(citation["locatorState"] for citation in citations)
    return {
        "source": checked.source,
        "title": view.sources[checked.source].title,
        "file": checked.file,
        "text": checked.text,
        **{state: counts[state] for state in (*STATES, UNCHECKED)},
        "locators": {state: locators[state] for state in LOCATOR_STATES},
        "archive": _make_archive_json(archive, citations),
        "notes": list(checked.notes),
    }


def _make_archive_json(archive: CheckedArchive | None, citations: list[Json]) -> Json | None:
    if archive is None:
        return None
    stamp = archive.stamp
    archived = Counter(citation["archived"] for citation in citations)
    return {
        "file": archive.file,
        "state": archive.state,
        "address": archive.address,
        "recorded": archive.recorded,
        "citedWords": {"there": archived[True], "notThere": archived[False]},
        "stamp": stamp and {"file": stamp.file, "state": stamp.state, "at": stamp.at, "note": stamp.note},
        "notes": list(archive.notes),
    }


def _write_summary(rows: list[Json]) -> str:
    total = {state: sum(row[state] for row in rows) for state in (*STATES, UNCHECKED)}
    held = f"{plural(sum(total.values()), 'citation')}: {total['holds']} hold, {total['moved']} moved, "
    said = f"{held}{total['broken']} broken, {total[UNCHECKED]} not checked."
    if wrong := sum(row["locators"]["broken"] for row in rows):
        said += f" {plural(wrong, 'locator')} {'names' if wrong == 1 else 'name'} another place."
    if archives := [row["archive"] for row in rows if row["archive"]]:
        states = Counter(archive["state"] for archive in archives)
        stamps = Counter(archive["stamp"]["state"] for archive in archives if archive["stamp"])
        said += f" {plural(len(archives), 'archived copy', 'archived copies')}: {_list_counts(states, ARCHIVE_WORDS)}."
        if stamps:
            said += f" {plural(sum(stamps.values()), 'time stamp')}: {_list_counts(stamps, STAMP_WORDS)}."
    return said


ARCHIVE_WORDS = {"holds": "whole", "broken": "broken", "unreadable": "unreadable", "missing": "not there"}
STAMP_WORDS = {"holds": "valid", "invalid": "invalid", "unchecked": "not checked", "missing": "not there"}


def _list_counts(counts: Counter[str], words: dict[str, str]) -> str:
    return ", ".join(f"{counts[state]} {word}" for state, word in words.items() if counts[state])
