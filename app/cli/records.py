"""`whoholds entities`, `entity`, `events`, `statement`, `source`, `sources`, `search`, `status`."""

from typing import Any

import click

from app.cli.options import asked, include_option, json_option, label_option, paged, reading, version_option, viewing
from graph.selection.selection import Selection

ENTITY = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "is a": lambda row: f"{row['label']}, {row['kind']}" if "label" in row else row["type"],
    "also": lambda row: row.get("aliases"),
}


@click.command(help="All entities.")
@label_option
@click.option("--kind", help="A kind, such as armed_force.")
@paged
def entities(label: str | None, kind: str | None, as_json: bool, **written: Any) -> None:
    from app.answers import records
    from app.cli import show

    with viewing(**written) as (view, read):
        data = records.entities(Selection(view, read), label, kind)
    show.as_json(data) if as_json else show.answer(data, ENTITY)


@click.command(help="One entity, by id or name.")
@click.argument("id")
@version_option
@json_option
def entity(id: str, as_json: bool, **written: Any) -> None:  # noqa: A002
    from app.answers import records

    with viewing(**written) as (view, _):
        data = records.entity(view, id)
    _show_one(data, "entity", as_json)


@click.command(help="Occurrences, and the statements on them.")
@asked
def events(as_json: bool, **written: Any) -> None:
    from app.answers import records
    from app.cli import show

    with viewing(**written) as (view, read):
        data = records.events(Selection(view, read))
    columns = {
        "id": lambda row: row["id"],
        "name": lambda row: row["name"],
        "earliest": lambda row: row["earliest"],
        "latest": lambda row: row["latest"],
        "statements": lambda row: len(row["statements"]),
    }
    show.as_json(data) if as_json else show.answer(data, columns)


@click.command(help="One statement, by id or key.")
@click.argument("id")
@include_option
@version_option
@json_option
def statement(id: str, as_json: bool, **written: Any) -> None:  # noqa: A002
    from app.answers import records
    from graph.store.settings import load_settings

    with viewing(**written) as (view, read):
        data = records.statement(view, id, load_settings().texts, read.explain)
    if not as_json and read.explain:
        data["statement"] |= {"boundsExplained": _in_words(data["statement"]["boundsExplained"])}
    _show_one(data, "statement", as_json)


@click.command(help="One source, by id.")
@click.argument("id")
@version_option
@json_option
def source(id: str, as_json: bool, **written: Any) -> None:  # noqa: A002
    from app.answers import records

    with viewing(**written) as (view, _):
        data = records.source(view, id)
    _show_one(data, "source", as_json)


@click.command(help="Sources that are loaded, and those that could be.")
@paged
def sources(as_json: bool, **written: Any) -> None:
    from app.answers import records
    from app.cli import show
    from ingest.catalogue import shipped

    with viewing(**written) as (view, read):
        data = records.sources(Selection(view, read))
    if as_json:
        return show.as_json(data)
    columns = {
        "id": lambda row: row["id"],
        "title": lambda row: row["title"],
        "publisher": lambda row: row["publisher"],
        "published": lambda row: row["publishedOn"],
    }
    show.answer(data, columns)
    for id_ in sorted(set(shipped()) - {row["id"] for row in data["rows"]}):
        click.echo(f"not loaded: {id_}; whoholds load {id_}")
    return None


@click.command(help="Find entities and sources by words of their names.")
@click.argument("words", nargs=-1, required=True)
@label_option
@paged
def search(words: tuple[str, ...], label: str | None, as_json: bool, **written: Any) -> None:
    from app.answers import records
    from app.cli import show

    with viewing(**written) as (view, read):
        data = records.search(Selection(view, read), " ".join(words), label)
    show.as_json(data) if as_json else show.answer(data, ENTITY)


@click.command(help="What is loaded, where, and since when.")
@json_option
def status(as_json: bool) -> None:
    from app.answers.status import status as answer
    from app.cli import show
    from graph.store.settings import load_settings

    settings = load_settings()
    with reading() as reader:
        data, engine = answer(reader), reader.store.engine
    if as_json:
        return show.as_json(data)
    where = f"{engine.kind} at {engine.uri}" + (f", data in {settings.data}" if engine.kind == "embedded" else "")
    click.echo(f"whoholds {data['software']}, {where}")
    show.answer(data, {"dataset": lambda row: row["id"], "statements": lambda row: row["statements"]})
    loads = {
        "version": lambda row: row["version"],
        "at": lambda row: str(row["at"])[:19],
        "dataset": lambda row: row["dataset"],
        "counts": lambda row: row["counts"],
    }
    return show.table(data["loads"][:10], loads)


def _in_words(explained: dict[str, Any]) -> list[str]:
    """Such as `earliestEnd 2026-01-29: valid 2014/.. (report:alliance), published on 2026-01-29 (source:report)`."""
    return [
        f"{name} {bound['date']}: " + ", ".join(f"{step['rule']} ({step['key']})" for step in bound["because"])
        for name, bound in explained.items()
        if bound["because"]
    ]


def _show_one(data: dict[str, Any], name: str, as_json: bool) -> None:
    from app.cli import show

    if as_json:
        return show.as_json(data)
    show.fields(data[name])
    return show.notes(data)


COMMANDS = (entities, entity, events, statement, source, sources, search, status)
