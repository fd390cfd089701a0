"""`whoholds model`: what can be queried in Cypher."""

import difflib
from operator import itemgetter

import click

from app import terminal
from app.cli.asking import write_json
from app.cli.options import echo, json_option


@click.command(
    help="The model that Cypher queries: labels and types of edges, with what each means.\n\n"
    "With a NAME, only that label or type of edge, with its properties."
)
@click.argument("name", required=False)
@json_option
def model(name: str | None, as_json: bool) -> None:
    from app.answers.model import list_model_rows
    from app.answers.model import model as answer
    from app.encoding import json_of

    data = answer()
    if name is not None:
        _check_name(name, [*(one["name"] for one in data["labels"]), *(one["type"] for one in data["edges"])])
        data["labels"] = [one for one in data["labels"] if one["name"] == name]
        data["edges"] = [one for one in data["edges"] if one["type"] == name]
    if as_json:
        return write_json(json_of(data))
    rows = [dict(row) for row in list_model_rows(data) if name or row["property"] is None]
    if name:
        own, rows = rows[0], rows[1:]
        ends = f" ({own['ends']})" if own["ends"] else ""
        echo(f"{name}{ends}: {own['means']}")
    shown = ("property", "type", "means") if name else ("kind", "name", "ends", "means")
    return terminal.print_table_or_blocks(rows, {column: itemgetter(column) for column in shown})


def _check_name(name: str, known: list[str]) -> None:
    from graph.errors import NotFound

    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "whoholds model lists them"
        raise NotFound(f"the model has no label or type of edge {name!r}", parameter="NAME", value=name, hint=hint)


COMMANDS = (model,)
