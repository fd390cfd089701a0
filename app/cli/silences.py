"""`whoholds silences`: what nobody says."""

from typing import Any

import click

from app.cli.options import asked, group_option, viewing
from graph.selection.selection import Selection


@click.command(help="What nobody says, and the statement that would tell.")
@click.option("--entity", help="Id or name of any entity.")
@click.option("--held", help="Id or name of a group.")
@click.option("--kind", help="gap, single_speaker, stale, uncounted or open_ledger.")
@group_option
@asked
def silences(
    entity: str | None, held: str | None, kind: str | None, group: str | None, as_json: bool, **written: Any
) -> None:
    from app.answers.silences import silences as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), entity, held, kind, group)
    if as_json:
        return show.as_json(data)
    columns = {
        "kind": lambda row: row["kind"].replace("_", " "),
        "what is not said": lambda row: row["because"],
        "alike": show.alike,
        "what would tell": lambda row: row["wouldClose"]["sentence"],
    }
    return show.answer(data, columns)


COMMANDS = (silences,)
