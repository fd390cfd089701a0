"""`whoholds entities`, `entity`, `events`, `statement`, `source`, `sources`, `search`, `status`."""

from typing import TYPE_CHECKING, Any

import click
import orjson

from app.cli.asking import Json as Row
from app.cli.asking import question_command, write_json
from app.cli.options import json_option, reading
from app.parameters.records import ENTITIES, ENTITY, EVENTS, SEARCH, SOURCE, SOURCES, STATEMENT, STATUS

if TYPE_CHECKING:
    from app.answers.question import Common
    from graph.store.reading.view import View

ENTITY_COLUMNS = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "is a": lambda row: f"{row['label']}, {row['kind']}" if "label" in row else row["type"],
    "also": lambda row: row.get("aliases"),
}
ID = click.Argument(["id"])


class Words(click.Argument):
    """Several words of a command that are one parameter."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> str:
        return " ".join(super().type_cast_value(ctx, value))


@question_command(ENTITIES, "entities", help="All entities.")
def entities(data: Row) -> None:
    from app.cli import show

    show.answer(data, ENTITY_COLUMNS)


def _entity_here(view: "View", asked: "Common", id_: str) -> Row:
    from app.answers.records import entity

    return entity(view, id_)


@question_command(ENTITY, "entity", help="One entity, by id or name.", arguments=[ID], here=_entity_here)
def entity(data: Row) -> None:
    _show_one(data, "entity")


@question_command(EVENTS, "events", help="Occurrences, and the statements on them.")
def events(data: Row) -> None:
    from app.cli import show

    columns = {
        "id": lambda row: row["id"],
        "name": lambda row: row["name"],
        "earliest": lambda row: row["earliest"],
        "latest": lambda row: row["latest"],
        "statements": lambda row: len(row["statements"]),
    }
    show.answer(data, columns)


def _statement_here(view: "View", asked: "Common", id_: str) -> Row:
    from app.answers.records import statement
    from graph.store.settings import load_settings

    return statement(view, id_, load_settings().texts, asked.explain)


@question_command(STATEMENT, "statement", help="One statement, by id or key.", arguments=[ID], here=_statement_here)
def statement(data: Row) -> None:
    found = data["statement"]
    if "boundsExplained" in found:
        found |= {"boundsExplained": _in_words(found["boundsExplained"])}
    _show_one(data, "statement")


def _source_here(view: "View", asked: "Common", id_: str) -> Row:
    from app.answers.records import source

    return source(view, id_)


@question_command(SOURCE, "source", help="One source, by id.", arguments=[ID], here=_source_here)
def source(data: Row) -> None:
    _show_one(data, "source")


@question_command(SOURCES, "sources", help="Sources that are loaded, and those that could be.")
def sources(data: Row) -> None:
    from app.cli import show
    from ingest.catalogue import shipped

    columns = {
        "id": lambda row: row["id"],
        "title": lambda row: row["title"],
        "publisher": lambda row: row["publisher"],
        "published": lambda row: row["publishedOn"],
    }
    show.answer(data, columns)
    for id_ in sorted(set(shipped()) - {row["id"] for row in data["rows"]}):
        click.echo(f"not loaded: {id_}; whoholds load {id_}")


@question_command(
    SEARCH,
    "search",
    help="Find entities and sources by words of their names.",
    arguments=[Words(["q"], metavar="WORDS...", nargs=-1, required=True)],
)
def search(data: Row) -> None:
    from app.cli import show

    show.answer(data, ENTITY_COLUMNS)


@click.command(help="What is loaded, where, and since when.")
@json_option
def status(as_json: bool) -> None:
    from app.cli import show
    from app.cli.service import Request, ask_service
    from graph.store.settings import load_settings

    settings = load_settings()
    body = ask_service(settings, Request(f"/v1{STATUS.path}", {}, by_version=False)) or _status_here()
    if as_json:
        return write_json(body)
    data = orjson.loads(body)
    click.echo(f"whoholds {data['software']}, {_where(data['engine'])}")
    show.answer(data, {"dataset": lambda row: row["id"], "statements": lambda row: row["statements"]})
    loads = {
        "version": lambda row: row["version"],
        "at": lambda row: str(row["at"])[:19],
        "dataset": lambda row: row["dataset"],
        "counts": lambda row: row["counts"],
    }
    return show.table(data["loads"][:10], loads)


def _status_here() -> bytes:
    from app.answers.status import status as answer
    from app.encoding import json_of

    with reading() as reader:
        return json_of(answer(reader))


def _where(kind: str) -> str:
    from graph.store.engine.embedded_files import read_state
    from graph.store.settings import load_settings

    settings = load_settings()
    if kind != "embedded":
        return f"{kind} at {settings.neo4j_uri}"
    state = read_state(settings.data)
    return f"{kind}{f' at bolt://127.0.0.1:{state.bolt_port}' if state else ''}, data in {settings.data}"


def _in_words(explained: dict[str, Any]) -> list[str]:
    """Such as `earliestEnd 2026-01-29: valid 2014/.. (report:alliance), published on 2026-01-29 (source:report)`."""
    return [
        f"{name} {bound['date']}: " + ", ".join(f"{step['rule']} ({step['key']})" for step in bound["because"])
        for name, bound in explained.items()
        if bound["because"]
    ]


def _show_one(data: Row, name: str) -> None:
    from app.cli import show

    show.fields(data[name])
    show.notes(data)


COMMANDS = (entities, entity, events, statement, source, sources, search, status)
