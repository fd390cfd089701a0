"""`whoholds export statements`: all that a data version holds, as files that other programs open."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

import click

from app.cli.options import echo, open_view
from app.cli.outputs import open_output

if TYPE_CHECKING:
    from graph.store.reading.view import View

FOLDERS = ("csv", "parquet")
SUFFIXES = {"xlsx": ".xlsx", "geojson": ".geojson", "jsonld": ".jsonld", "ftm": ".ftm.json", "ftm-csv": ".ftm.csv"}


@click.command(
    help="All statements with their speakers, sources, times, numbers and responses, all entities and judgements.\n\n"
    "csv and parquet: a new FOLDER with a table a file and its datapackage.json (Frictionless). xlsx: a workbook. "
    "geojson: places, and the statements that name some. ftm, ftm-csv: FollowTheMoney, as entities and as its "
    "statements. jsonld: JSON-LD. A FILE that exists is replaced once all is written. What each form has is in "
    "docs/files.md."
)
@click.option("--format", "form", type=click.Choice([*FOLDERS, *SUFFIXES]), help="By default what the suffix says.")
@click.option("--output", "-o", metavar="FILE", required=True, help="Where to; for csv and parquet a new FOLDER.")
@click.option("--version", type=int, help="As an earlier data version had it; names are those of now.")
def statements(form: str | None, output: str, version: int | None) -> None:
    form = form or _find_form(output)
    with open_view(version=version) as (view, _):
        if form in FOLDERS:
            _write_folder(view, form, Path(output))
        else:
            _write_file(view, form, output)
        _warn_of_internal(view)


def _find_form(output: str) -> str:
    for form, suffix in reversed(SUFFIXES.items()):
        if output.lower().endswith(suffix):
            return form
    raise click.UsageError(f"give --format, or a FILE that ends with one of {', '.join(SUFFIXES.values())}")


def _write_folder(view: "View", form: str, folder: Path) -> None:
    from app.exports.data_package import write_package
    from app.exports.record_tables import RECORD_TABLES
    from graph.errors import InvalidInput
    from graph.store.backup.making import folder_in_the_making

    if folder.exists():
        raise InvalidInput(
            f"{folder} is there already", parameter="--output", value=str(folder), hint="name one that is not there yet"
        )
    with folder_in_the_making(folder) as part:
        write_package(part, "parquet" if form == "parquet" else "csv", view, RECORD_TABLES)


def _write_file(view: "View", form: str, output: str) -> None:
    with open_output(output) as out:
        if form == "xlsx":
            from app.exports.record_tables import RECORD_TABLES
            from app.exports.workbook import write_workbook

            write_workbook(out, view, RECORD_TABLES)
            return
        with _open_text(out) as text:
            _find_writer(form)(text, view)


def _find_writer(form: str) -> "Callable[[TextIO, View], None]":
    from app.exports import follow_the_money, geojson, linked_data

    return {
        "ftm": follow_the_money.write_entities,
        "ftm-csv": follow_the_money.write_statements,
        "geojson": lambda out, view: out.writelines(geojson.geojson(view)),
        "jsonld": lambda out, view: out.writelines(linked_data.json_ld(view)),
    }[form]


@contextmanager
def _open_text(out: IO[bytes]) -> Iterator[TextIO]:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()  # flushes, and leaves the file open


def _warn_of_internal(view: "View") -> None:
    from graph.store.reading.reader import has_internal

    if has_internal(view.store):
        echo("note: something in the store is internal, and in this file too; whoholds publish leaves it out.",
                   err=True)  # fmt: skip
