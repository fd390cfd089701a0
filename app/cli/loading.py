"""`whoholds load` and `whoholds check`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import FAILED, OK, QUARANTINED, open_store, show_progress

if TYPE_CHECKING:
    from ingest.dossier import ParsedSource
    from ingest.reading import LoadedSource

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help="Load sources, by id or by folder. Loading twice changes nothing.")
@click.argument("source", nargs=-1, required=True)
@click.option("--file", type=FILE, help="Another file of the source's form, in place of its own.")
def load(source: tuple[str, ...], file: Path | None) -> int:
    from app.judgements import follow_judgements
    from graph.store.settings import load_settings
    from ingest.reading import load_source

    if file and len(source) > 1:
        raise click.BadParameter("it goes with one source only", param_hint="--file")
    settings, code = load_settings(), OK
    with open_store() as store:
        for one in source:
            with show_progress(one) as progress:
                loaded = load_source(store, one, file, progress)
            click.echo(_describe_load(loaded))
            _print_row_counts(loaded.parsed)
            code = max(code, _print_problems(loaded.parsed, loaded.warnings))
        version = follow_judgements(store, settings)
        if version is not None:
            click.echo(f"judgements applied; data version {version}")
    return code


@click.command(
    help="Read a FILE of a source, or a source's folder or id, and say what a load would set aside. With --store, "
    "compare the store's shortcut edges with its statements."
)
@click.argument("file", required=False)
@click.option("--source", help="The source whose source.yml goes with FILE, if there is none beside it.")
@click.option("--store", "of_store", is_flag=True, help="Check the store instead of a file.")
def check(file: str | None, source: str | None, of_store: bool) -> int:
    if of_store == bool(file):
        raise click.UsageError("give a FILE, or --store")
    return _check_file(str(file), source) if file else _check_store()


def _check_file(file: str, source: str | None) -> int:
    from ingest.reading import find_unexpected, read_source
    from ingest.source import find_folder

    path = Path(file)
    if path.is_file():
        parsed = read_source(find_folder(source or str(path.resolve().parent)), path)
    else:
        parsed = read_source(find_folder(file))
    click.echo(f"{parsed.form.id}: {len(parsed.entities)} entities and {len(parsed.statements)} statements can be read")
    _print_row_counts(parsed)
    return _print_problems(parsed, find_unexpected(parsed))


def _check_store() -> int:
    from graph.store.writing.shortcuts import compare_shortcuts

    with open_store() as store:
        missing, beyond = compare_shortcuts(store)
    for what, edges in (("missing", missing), ("beyond the statements", beyond)):
        for edge in edges:
            click.echo(f"{what}: ({edge.start})-[:{edge.type}]->({edge.end}), {edge.properties.get('statement')}")
    click.echo("the shortcut edges are what the statements say" if not missing and not beyond else "they differ")
    return FAILED if missing or beyond else OK


def _describe_load(loaded: "LoadedSource") -> str:
    report = loaded.report
    if report.version is None:
        return f"{report.dataset}: nothing changed"
    counts = ", ".join(f"{number:,} {name}" for name, number in report.counts.items() if number)
    return f"{report.dataset}: {counts or 'its name, or the rules that it is read by'}; data version {report.version}"


def _print_row_counts(parsed: "ParsedSource") -> None:
    """What became of each row of a data set, and what its adapter left out by a rule."""
    if parsed.rows:
        aside = len({row.line for row in parsed.quarantine if row.file == parsed.quarantine.file})
        click.echo(f"{parsed.form.id}: {parsed.rows:,} rows: {parsed.rows - aside:,} read, {aside:,} set aside")
    for what in parsed.notes:
        click.echo(f"{parsed.form.id}: {what}")


def _print_problems(parsed: "ParsedSource", warnings: list[str]) -> int:
    """What was set aside, and what is not as expected, on stderr."""
    for row in parsed.quarantine:
        click.echo(f"set aside: {row}", err=True)
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    return QUARANTINED if parsed.quarantine.rows else OK


COMMANDS = (load, check)
