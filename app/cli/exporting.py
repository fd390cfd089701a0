"""`whoholds export`: what is known as files; of these, a network for Gephi and other programs."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.asking import common_options
from app.cli.exporting_statements import statements
from app.cli.options import echo, open_view, show_progress
from app.cli.outputs import open_output

if TYPE_CHECKING:
    from app.answers.exporting import Export
    from app.exports.sheet import Sheet, SheetEdge

FORMS = ("gexf", "graphml", "csv", "arrow", "parquet")
BINARY = ("arrow", "parquet")
STEP = 1_000


@click.group(help="Write what is known as files for other programs.")
def export() -> None:
    pass


@export.command(
    help="Who was friendly, hostile or neutral to whom, over time or (--as-of) on a day.\n\n"
    "Over time, GEXF has an edge per pair and relation with spells for Gephi's timeline; the other forms have a line "
    "per pair and statement. On a day, all have the rows of `whoholds alliances`. A FILE that exists is replaced once "
    "all is written."
)
@click.option("--format", "form", type=click.Choice(FORMS), help="By default what the FILE's suffix says.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to; - is stdout, the default.")
@click.option("--from", "start", help="Only what has a day since the first one of this, in EDTF.")
@click.option("--to", "end", help="Only what has a day until the last one of this, in EDTF.")
@click.option(
    "--spells",
    type=click.Choice(["told", "supported", "possible", "certain"]),
    help="On which days a statement is there. told, the default: a state from its earliest start to its latest end, a "
    "sighting when it was seen. supported: when the answers rest on it. possible: when it may have been so. certain: "
    "when it surely was.",
)
@click.option("--actor", help="Only around this actor and its parts: an id or a name.")
@click.option("--as-of", help="The network of this day or period, in EDTF; over time if left out.")
@click.option("--certainty", help="With --as-of: possible, the default, or certain.")
@click.option("--max-gap-days", help="With --as-of: the longest stretch without evidence, in days.")
@common_options("known_at", "trust", "exclude", "min_independent", "reviewed", "version")
def network(
    form: str | None,
    output: str,
    start: str | None,
    end: str | None,
    spells: str | None,
    actor: str | None,
    as_of: str | None,
    certainty: str | None,
    max_gap_days: str | None,
    version: int | None,
    **written: str | None,
) -> None:
    from app.answers.exporting import export_day, export_period
    from graph.selection.selection import Selection

    form = _choose_form(form, output)
    if as_of is None:
        _refuse({"--certainty": certainty, "--max-gap-days": max_gap_days}, "goes with --as-of only")
    else:
        _refuse({"--from": start, "--to": end, "--spells": spells}, "does not go with --as-of")
    day = {"as_of": as_of, "certainty": certainty or "possible", "max_gap_days": max_gap_days}
    with open_view(version=version, **day, **written) as (view, read):
        if as_of is not None:
            found = export_day(Selection(view, read), actor)
        else:
            found = export_period(
                Selection(view, read),
                with_spells=form == "gexf",
                rule=spells or "told",
                actor=actor,
                start=start,
                end=end,
            )
    _write_export(found, form, output)
    for note in found.notes:
        echo(f"note: {note}", err=True)


def _choose_form(form: str | None, output: str) -> str:
    """The form asked for. Raises UsageError where nothing tells, and for bytes on a terminal."""
    form = form or Path(output).suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise click.UsageError(f"give --format, or a FILE with one of the suffixes .{', .'.join(FORMS)}")
    if form in BINARY and output == "-" and sys.stdout.isatty():
        raise click.UsageError(f"{form} is nothing for a terminal; give --output FILE")
    return form


def _refuse(options: dict[str, str | None], why: str) -> None:
    for name, value in options.items():
        if value is not None:
            raise click.UsageError(f"{name} {why}")


def _write_export(found: "Export", form: str, output: str) -> None:
    from app.exports.network_files import write_sheet

    with show_progress("edges") as progress, open_output(output) as out:
        write_sheet(out, _report_progress(found.sheet, found.size, progress), form)


def _report_progress(sheet: "Sheet", size: int, progress: Callable[[int, int], None]) -> "Sheet":
    def edges() -> Iterator["SheetEdge"]:
        for number, edge in enumerate(sheet.edges, 1):
            yield edge
            if number % STEP == 0 or number == size:
                progress(number, size)

    return replace(sheet, edges=edges())


export.add_command(statements)
COMMANDS = (export,)
