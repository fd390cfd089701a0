"""`whoholds publish`: another store, without what is internal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import echo, json_option, open_store, show_progress

if TYPE_CHECKING:
    from app.publishing import Published

NO_FOLDER = "published"  # in the own data folder, for what a Neo4j needs whose service has its folder elsewhere


@click.command(
    help="Make another store that holds all but what is internal. DIR is its data folder; with --to it is a Neo4j, and "
    "DIR, which may be left out, the data folder of the service on it. Publishing again changes only what changed, and "
    "erases what was withdrawn or became internal. What this can and cannot do is in docs/publishing.md."
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--to", "uri", metavar="URI", help="A Neo4j, such as neo4j://public.example:7687.")
@click.option("--username", default="neo4j", show_default=True, help="Of a user of that Neo4j.")
@click.option("--password", help="Of that user; better given as WHOHOLDS_PUBLISH_PASSWORD.")
@click.option("--database", metavar="NAME", help="A database of that Neo4j.")
@json_option
def publish(
    folder: Path | None, uri: str | None, username: str, password: str | None, database: str | None, as_json: bool
) -> None:
    from dataclasses import replace

    from app.publishing import publish_to
    from graph.errors import InvalidInput
    from graph.store.settings import load_settings

    if folder is None and uri is None:
        raise InvalidInput("nothing says where to publish", parameter="DIR", hint="write a folder, or --to URI")
    settings = load_settings()
    target = replace(
        settings, data=folder.absolute() if folder else settings.data / NO_FOLDER, neo4j_uri=uri,
        neo4j_username=username, neo4j_password=password or settings.publish_password, neo4j_database=database,
    )  # fmt: skip
    with open_store() as store, show_progress("publish") as progress:
        done = publish_to(store, settings, target, folder, progress)
    _tell(done, as_json)


def _tell(done: "Published", as_json: bool) -> None:
    from app.answers.words import plural

    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        content = {"place": done.place, "dataVersion": done.report.version, "datasets": done.datasets}
        more = {"statements": done.statements, "leftOut": done.left_out, "counts": done.report.counts}
        return write_json(json_of({**content, **more}))
    changed = ", ".join(f"{name} {number:,}" for name, number in done.report.counts.items() if number) or "no change"
    echo(
        f"{done.place} holds {plural(done.statements, 'statement')} of {plural(len(done.datasets), 'dataset')} "
        f"({changed}); its data version is {done.report.version}."
    )
    for reason, number in done.left_out.items():
        echo(f"left out: {plural(number, 'statement')}, {reason}")
    return None


COMMANDS = (publish,)
