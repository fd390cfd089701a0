"""`whoholds cypher`: a query from a file, from stdin, or by its name."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from app import terminal
from app.cli.asking import common_options, write_json
from app.cli.options import echo, json_option, open_reader
from graph.store.settings import QUERY_SECONDS

CYPHER_SECONDS = QUERY_SECONDS + 5  # for its turn too


@click.command(
    help="Run read-only Cypher: from a FILE, from stdin (-), or a query by its name.\n\n"
    "Names are those of the cookbook, and of your own files in queries/ of the data folder.\n\n"
    "A parameter that the file's header declares, `// $day DATE  the day`, is read by its type."
)
@click.argument("file")
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated.")
@common_options("limit")
@json_option
def cypher(file: str, given: tuple[str, ...], limit: str | None, as_json: bool) -> None:
    from app.answers.question import read_common
    from app.cli.service import Request, ask_service
    from graph.store.settings import load_settings

    text, parameters, number = _read_text(file), _read_parameters(given), read_common(limit=limit).limit
    question = {"query": text, "parameters": parameters, "limit": number}
    request = Request("/v1/cypher", {}, body=question, seconds=CYPHER_SECONDS, by_version=False)
    body = ask_service(load_settings(), request) or _answer_here(text, parameters, number)
    if as_json:
        return write_json(body)
    data = json.loads(body)
    columns = {name: lambda row, name=name: row[name] for name in data["columns"]}
    terminal.print_table_or_blocks(data["rows"], columns, with_empty=True)
    if not data["rows"]:
        echo("no rows")
    return terminal.print_notes(data)


def _answer_here(text: str, parameters: dict[str, Any], limit: int) -> bytes:
    from app.answers.cypher import cypher as answer
    from app.encoding import json_of

    with open_reader() as reader:
        return json_of(answer(reader, text, parameters, limit))


def _read_text(file: str) -> str:
    from app.answers.cypher import find_saved_query
    from app.answers.saved_queries import read_saved_queries
    from graph.errors import InvalidInput, NotFound
    from graph.store.settings import load_settings

    path = Path(file)
    if file != "-" and not path.is_file():
        if path.suffix or path.parent != Path() or path.exists():
            raise NotFound(f"there is no file {file}", parameter="FILE", value=file)
        return find_saved_query(read_saved_queries(load_settings().data), file).text
    try:
        content = sys.stdin.buffer.read() if file == "-" else path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}", parameter="FILE", value=file) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{file} is not UTF-8 text: {error.reason}", parameter="FILE", value=file) from None


def _read_parameters(given: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        name = name.strip().removeprefix("$")
        if not equals or not name:
            raise click.BadParameter(f"{item!r}; expected NAME=VALUE", param_hint="--param")
        if name in found:
            raise click.BadParameter(f"{name} is given twice", param_hint="--param")
        found[name] = value
    return found


COMMANDS = (cypher,)
