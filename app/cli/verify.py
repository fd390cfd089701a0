"""`whoholds verify`: do the citations hold in one's own copies of the sources, and what are archived copies worth?"""

from pathlib import Path
from typing import Any

import click

from app import terminal
from app.answers.shapes import Json
from app.answers.words import plural
from app.cli.asking import write_json
from app.cli.options import FAILED, NOT_FOUND, OK, echo, json_option, open_reader
from app.encoding import json_of
from app.verification import ARCHIVE_WORDS, STAMP_WORDS, check_citations

SOURCES = {
    "source": lambda row: row["source"],
    "text": lambda row: row["text"],
    "holds": lambda row: row["holds"],
    "moved": lambda row: row["moved"],
    "broken": lambda row: row["broken"],
    "not checked": lambda row: row["unchecked"],
    "archived copy": lambda row: _write_archive(row["archive"]),
}
CITATIONS = {
    "statement": lambda row: row["key"],
    "locator": lambda row: row["locator"],
    "was at": lambda row: "" if row["start"] is None else f"{row['start']}-{row['end']}",
    "is at": lambda row: _write_places(row),
}


@click.command(
    help="Check the citations of all sources against the texts in FOLDER (WHOHOLDS_TEXTS, if left out), each a file "
    "of the name that the source gives; and the archived copies (WACZ, WARC) and time stamps (RFC 3161) that sources "
    "name. Nothing is fetched. Ends with 1 if a citation has moved or is broken, a locator names another place, a text "
    "or a copy cannot be read or is another one, or a stamp is invalid; with 4 if there was nothing to check."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--authorities",
    type=click.Path(path_type=Path),
    help="A PEM file with certificates of time stamp authorities that you trust, instead of those that sources name.",
)
@json_option
def verify(folder: Path | None, authorities: Path | None, as_json: bool) -> int:
    from graph.store.settings import load_settings

    where = folder or load_settings().texts
    if where is None:
        raise click.UsageError("give a FOLDER, or set WHOHOLDS_TEXTS")
    with open_reader() as reader:
        data = check_citations(reader.view(), where, authorities)
    if as_json:
        write_json(json_of(data))
    else:
        _print_results(data)
    if data["rows"] and all(_is_missing(row) for row in data["rows"]):
        echo("warning: no text of any source is in the folder, so nothing was checked", err=True)
        return NOT_FOUND
    return FAILED if any(map(_is_at_fault, data["rows"])) else OK


def _is_missing(row: Json) -> bool:
    return row["text"] == "missing" and (row["archive"] is None or row["archive"]["state"] == "missing")


def _is_at_fault(row: Json) -> bool:
    archive = row["archive"]
    is_copy_at_fault = archive and (
        archive["state"] in ("broken", "unreadable") or (archive["stamp"] and archive["stamp"]["state"] == "invalid")
    )
    is_text_at_fault = row["moved"] or row["broken"] or row["locators"]["broken"] or row["text"] == "unreadable"
    return bool(is_text_at_fault or is_copy_at_fault)


def _print_results(data: dict[str, Any]) -> None:
    has_archives = any(row["archive"] for row in data["rows"])
    terminal.print_answer(data, {name: cell for name, cell in SOURCES.items() if has_archives or name != LAST})
    for row in data["rows"]:
        for note in row["notes"]:
            echo(f"{row['file'] or row['source']}: {note}")
        if row["text"] == "missing" and row["file"]:
            echo(f"{row['source']}: no text; expected {row['file']} in the folder")
        if row["archive"]:
            _print_archive(row["source"], row["archive"])
    terminal.print_table([row for row in data["citations"] if row["state"] in ("moved", "broken")], CITATIONS)
    for row in data["citations"]:
        if row["locatorState"] == "broken":
            there = f"; it is {row['locatorProposed']}" if row["locatorProposed"] else ""
            echo(f"{row['key']}: {row['locator']} is another place, or not there{there}")


LAST = "archived copy"


def _print_archive(source: str, archive: Json) -> None:
    for note in archive["notes"]:
        echo(f"{archive['file']}: {note}")
    if archive["state"] == "missing":
        echo(f"{source}: no archived copy; expected {archive['file']} in the folder")
    if lost := archive["citedWords"]["notThere"]:
        echo(
            f"{archive['file']}: the words of {plural(lost, 'citation')} are not on the archived page; a translation "
            "has other words"
        )
    stamp = archive["stamp"]
    if stamp and stamp["state"] == "missing" and archive["state"] != "missing":
        echo(f"{source}: no time stamp; expected {stamp['file']} in the folder")
    elif stamp and stamp["note"]:
        echo(f"{stamp['file']}: stamp {STAMP_WORDS[stamp['state']]}: {stamp['note']}")


def _write_archive(archive: Json | None) -> str:
    if archive is None:
        return ""
    stamp = archive["stamp"]
    stamped = f", stamp {STAMP_WORDS[stamp['state']]}" if stamp else ""
    at = f" ({stamp['at']:%Y-%m-%d %H:%M} UTC)" if stamp and stamp["at"] and stamp["state"] == "holds" else ""
    return f"{ARCHIVE_WORDS[archive['state']]}{stamped}{at}"


def _write_places(row: dict[str, Any]) -> str:
    places = [f"{place['start']}-{place['end']}" for place in row["proposed"]]
    if not places:
        return "broken"
    return places[0] if len(places) == 1 else f"one of {', '.join(places)}"


COMMANDS = (verify,)
