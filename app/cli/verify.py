"""`whoholds verify`: do the citations hold in one's own copies of the sources?"""

from pathlib import Path
from typing import Any

import click

from app import terminal
from app.cli.asking import write_json
from app.cli.failures import FAILED, NOT_FOUND, OK
from app.cli.options import json_option, reading
from app.encoding import json_of

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
    "is at": lambda row: _places(row),
}


@click.command(
    help="Check the citations of all sources against the texts in FOLDER (WHOHOLDS_TEXTS, if left out), each a file "
    "of the name that the source gives. Ends with 1 if one has moved or is broken, or a text cannot be read; with 4 "
    "if there was no text to check."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@json_option
def verify(folder: Path | None, as_json: bool) -> int:
    from app.answers.verify import verify as answer
    from graph.store.settings import load_settings

    where = folder or load_settings().texts
    if where is None:
        raise click.UsageError("give a FOLDER, or set WHOHOLDS_TEXTS")
    with reading() as reader:
        data = answer(reader.view(), where)
    if as_json:
        write_json(json_of(data))
    else:
        _show(data)
    if data["rows"] and all(row["text"] == "missing" for row in data["rows"]):
        click.echo("warning: no text of any source is in the folder, so nothing was checked", err=True)
        return NOT_FOUND
    return FAILED if any(row["moved"] or row["broken"] or row["text"] == "unreadable" for row in data["rows"]) else OK


def _show(data: dict[str, Any]) -> None:

    terminal.print_answer(data, SOURCES)
    for row in data["rows"]:
        for note in row["notes"]:
            click.echo(f"{row['file'] or row['source']}: {note}")
        if row["text"] == "missing" and row["file"]:
            click.echo(f"{row['source']}: no text; expected {row['file']} in the folder")
    terminal.print_table([row for row in data["citations"] if row["state"] in ("moved", "broken")], CITATIONS)


def _places(row: dict[str, Any]) -> str:
    places = [f"{place['start']}-{place['end']}" for place in row["proposed"]]
    if not places:
        return "broken"
    return places[0] if len(places) == 1 else f"one of {', '.join(places)}"


COMMANDS = (verify,)
