"""`whoholds changes`: what changed since a data version."""

from typing import Any

import click

from app.cli.options import paged, viewing
from graph.selection.selection import Selection


@click.command(help="What changed since a data version.")
@click.option("--since", type=int, required=True, help="The data version after which to look.")
@click.option("--until", type=int, help="The last data version to look at; the newest if left out.")
@paged
def changes(since: int, until: int | None, as_json: bool, **written: Any) -> None:
    from app.answers.changes import changes as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), since, until)
    if as_json:
        return show.as_json(data)
    columns = {
        "version": lambda row: row["version"],
        "change": lambda row: row["change"],
        "key": lambda row: row["key"] or row["dataset"],
        "predicate": lambda row: row["predicate"],
        "entities": lambda row: row["entities"],
    }
    return show.answer(data, columns)


COMMANDS = (changes,)
