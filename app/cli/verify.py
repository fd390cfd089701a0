"""`whoholds verify`: do the citations hold in one's own copies of the sources?"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import click

from app import terminal
from app.answers.notes import version_notes
from app.answers.shapes import Json
from app.answers.words import plural
from app.cli.asking import write_json
from app.cli.options import FAILED, NOT_FOUND, OK, json_option, open_reader
from app.encoding import json_of
from graph.errors import NotFound
from graph.evidence.citations import CheckedSource, FoundSpan, TextSpan, check_source
from graph.store.reading.view import View
from graph.store.store import Row

STATES = ("holds", "moved", "broken")
UNCHECKED = "unchecked"


def check_citations(view: View, folder: Path) -> Json:
    """One row per source that is cited with offsets, and every such citation. Raises NotFound without the folder."""
    if not folder.is_dir():
        raise NotFound(f"no folder {str(folder)!r}", parameter="folder", value=str(folder))
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in view.store.read("read/citations", version=view.version):
        by_source[row["source"]].append(row)
    rows, citations = [], []
    for id_, cited in sorted(by_source.items()):
        checked = check_source(view.sources[id_], map(_make_span, cited), folder)
        citations_of_source = [_make_citation_row(row, checked) for row in cited]
        rows.append(_make_source_row(view, checked, citations_of_source))
        citations += citations_of_source
    return {
        "dataVersion": view.version,
        "summary": _write_summary(rows),
        "rows": rows,
        "citations": citations,
        "notes": version_notes(view),
    }


def _make_span(row: Row) -> TextSpan:
    return TextSpan(row["cites"]["start"], row["cites"]["end"], row["cites"]["sha256"])


def _make_citation_row(row: Row, checked: CheckedSource) -> Json:
    span = _make_span(row)
    found = checked.found.get(span, FoundSpan("broken", ()))
    moved = checked.found and found.state == "moved"
    return {
        "key": row["key"],
        "source": row["source"],
        "locator": row["cites"]["locator"],
        "start": span.start,
        "end": span.end,
        "state": found.state if checked.found else UNCHECKED,
        "proposed": [{"start": start, "end": end} for start, end in found.places] if moved else [],
    }


def _make_source_row(view: View, checked: CheckedSource, citations: list[Json]) -> Json:
    counts = Counter(citation["state"] for citation in citations)
    return {
        "source": checked.source,
        "title": view.sources[checked.source].title,
        "file": checked.file,
        "text": checked.text,
        **{state: counts[state] for state in (*STATES, UNCHECKED)},
        "notes": list(checked.notes),
    }


def _write_summary(rows: list[Json]) -> str:
    total = {state: sum(row[state] for row in rows) for state in (*STATES, UNCHECKED)}
    held = f"{plural(sum(total.values()), 'citation')}: {total['holds']} hold, {total['moved']} moved, "
    return f"{held}{total['broken']} broken, {total[UNCHECKED]} not checked."


SOURCES = {
    "source": lambda row: row["source"],
    "text": lambda row: row["text"],
    "holds": lambda row: row["holds"],
    "moved": lambda row: row["moved"],
    "broken": lambda row: row["broken"],
    "not checked": lambda row: row["unchecked"],
}
CITATIONS = {
    "statement": lambda row: row["key"],
    "locator": lambda row: row["locator"],
    "was at": lambda row: f"{row['start']}-{row['end']}",
    "is at": lambda row: _write_places(row),
}


@click.command(
    help="Check the citations of all sources against the texts in FOLDER (WHOHOLDS_TEXTS, if left out), each a file "
    "of the name that the source gives. Ends with 1 if one has moved or is broken, or a text cannot be read; with 4 "
    "if there was no text to check."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@json_option
def verify(folder: Path | None, as_json: bool) -> int:
    from graph.store.settings import load_settings

    where = folder or load_settings().texts
    if where is None:
        raise click.UsageError("give a FOLDER, or set WHOHOLDS_TEXTS")
    with open_reader() as reader:
        data = check_citations(reader.view(), where)
    if as_json:
        write_json(json_of(data))
    else:
        _print_results(data)
    if data["rows"] and all(row["text"] == "missing" for row in data["rows"]):
        click.echo("warning: no text of any source is in the folder, so nothing was checked", err=True)
        return NOT_FOUND
    return FAILED if any(row["moved"] or row["broken"] or row["text"] == "unreadable" for row in data["rows"]) else OK


def _print_results(data: dict[str, Any]) -> None:

    terminal.print_answer(data, SOURCES)
    for row in data["rows"]:
        for note in row["notes"]:
            click.echo(f"{row['file'] or row['source']}: {note}")
        if row["text"] == "missing" and row["file"]:
            click.echo(f"{row['source']}: no text; expected {row['file']} in the folder")
    terminal.print_table([row for row in data["citations"] if row["state"] in ("moved", "broken")], CITATIONS)


def _write_places(row: dict[str, Any]) -> str:
    places = [f"{place['start']}-{place['end']}" for place in row["proposed"]]
    if not places:
        return "broken"
    return places[0] if len(places) == 1 else f"one of {', '.join(places)}"


COMMANDS = (verify,)
