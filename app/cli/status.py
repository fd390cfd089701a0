"""`whoholds status`: what is loaded, where, and since when."""

import json
from typing import TYPE_CHECKING

import click

from app import terminal
from app.cli.asking import write_json
from app.cli.options import echo, json_option, open_reader, open_store
from app.question import PREFIX

if TYPE_CHECKING:
    from graph.store.engine.embedded_files import EngineState


@click.command(help="What is loaded, where, and since when.")
@json_option
def status(as_json: bool) -> None:
    from app.cli.service import Request, ask_service
    from graph.store.settings import load_settings

    settings = load_settings()
    body = ask_service(settings, Request(f"{PREFIX}/status", {}, by_version=False)) or _read_status_here()
    if as_json:
        return write_json(body)
    data = json.loads(body)
    echo(f"whoholds {data['software']}, {_describe_storage(data['engine'])}")
    terminal.print_answer(data, {"dataset": lambda row: row["id"], "statements": lambda row: row["statements"]})
    if data.get("internal"):
        echo("Something in it is internal: a service asks everybody for a key, and publish leaves it out.")
    if data["rows"] and (pending := _explain_pending()):
        echo(pending)
    loads = {
        "version": lambda row: row["version"],
        "at": lambda row: str(row["at"])[:19],
        "dataset": lambda row: row["dataset"],
        "counts": lambda row: row["counts"],
    }
    return terminal.print_table(data["loads"][:10], loads)


def _read_status_here() -> bytes:
    from app.answers.status import status as answer
    from app.encoding import json_of

    with open_reader() as reader:
        return json_of(answer(reader))


def _explain_pending() -> str:
    from app.judgements import explain_pending_judgements
    from graph.store.settings import load_settings

    with open_store() as store:
        return explain_pending_judgements(store, load_settings())


def _describe_storage(kind: str) -> str:
    from graph.store.engine.embedded_files import read_state
    from graph.store.settings import load_settings

    settings = load_settings()
    if kind != "embedded":
        return f"{kind} at {settings.neo4j_uri}"
    state = read_state(settings.data)
    if state is None:
        return f"{kind}, data in {settings.data}"
    return f"{kind} at bolt://127.0.0.1:{state.bolt_port}, data in {settings.data}\n{_describe_memory(state)}"


def _describe_memory(state: "EngineState") -> str:
    import psutil

    try:
        now = psutil.Process(state.pid).memory_info().rss
    except psutil.Error:
        return "The engine is being started again."
    heap = f"; its heap may grow to {state.heap_megabytes:,} MB" if state.heap_megabytes else ""
    return f"The engine takes {now // 2**20:,} MB of memory{heap}."


COMMANDS = (status,)
