"""`whoholds load`, `whoholds check` and `whoholds unload`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.options import FAILED, OK, QUARANTINED, json_option, open_store, show_progress

if TYPE_CHECKING:
    from graph.store.writing.unloading import UnloadReport
    from ingest.dossier import ParsedSource
    from ingest.reading import LoadedSource

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _take_figures_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what a table of figures is, which has no source.yml."""
    command = click.option("--publisher", help="Of a table of figures: who made it. By default its coder.")(command)
    command = click.option("--title", help="Of a table of figures: its title. By default its id.")(command)
    return click.option("--as", "as_id", help="Of a table of figures: its id. By default the name of the file.")(
        command
    )


@click.command(
    help="Load sources, by id or by folder, or tables of figures (.csv), whose rows have the name of their file in "
    "their keys. Loading twice changes nothing."
)
@click.argument("source", nargs=-1, required=True)
@click.option("--file", type=FILE, help="A further file of the source: it closes no rows of the source's other files.")
@click.option("--replace", is_flag=True, help="Take the place of all that is loaded of a source with this id.")
@_take_figures_options
def load(
    source: tuple[str, ...], file: Path | None, replace: bool, as_id: str | None, title: str | None,
    publisher: str | None,
) -> int:  # fmt: skip
    from app.judgements import follow_judgements
    from graph.store.settings import load_settings
    from ingest.figures.tables import suggest_id
    from ingest.reading import is_lone_table, load_figures, load_source

    if file and len(source) > 1:
        raise click.BadParameter("it goes with one source only", param_hint="--file")
    tables = [one for one in source if is_lone_table(one, as_id)]
    _check_figures_options(tables, {"--as": as_id, "--title": title, "--publisher": publisher})
    if file and tables:
        raise click.BadParameter(f"it goes with the folder of a source, not with {tables[0]}", param_hint="--file")
    settings, code = load_settings(), OK
    with open_store() as store:
        for one in source:
            with show_progress(one) as progress:
                if one in tables:
                    id_ = as_id or suggest_id(Path(one))
                    loaded = load_figures(store, Path(one), id_, title, publisher, progress, replace)
                else:
                    loaded = load_source(store, one, file, progress, replace)
            for each in (*loaded.first, loaded):
                if each is not loaded:
                    click.echo(f"{each.parsed.form.id}: loaded first, since its ids are used")
                click.echo(_describe_load(each))
                _print_row_counts(each.parsed)
                code = max(code, _print_problems(each.parsed, each.warnings))
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
@_take_figures_options
def check(
    file: str | None, source: str | None, of_store: bool, as_id: str | None, title: str | None, publisher: str | None
) -> int:
    from ingest.reading import is_lone_table

    if of_store == bool(file):
        raise click.UsageError("give a FILE, or --store")
    is_table = bool(file) and not source and is_lone_table(str(file), as_id)
    _check_figures_options([file] if is_table else [], {"--as": as_id, "--title": title, "--publisher": publisher})
    if is_table:
        return _check_table(Path(str(file)), as_id, title, publisher)
    return _check_file(str(file), source) if file else _check_store()


def _check_figures_options(tables: Sequence[object], given: Mapping[str, str | None]) -> None:
    name = next((name for name, value in given.items() if value is not None), None)
    if name and not tables:
        raise click.BadParameter("it goes with a table of figures, such as figures.csv", param_hint=name)


def _check_table(path: Path, as_id: str | None, title: str | None, publisher: str | None) -> int:
    from graph.store.settings import load_settings
    from ingest.figures.tables import suggest_id
    from ingest.reading import check_figures

    settings, id_ = load_settings(), as_id or suggest_id(path)
    if settings.neo4j_uri or (settings.data / "db").exists():  # names mean what they would if it were loaded
        with open_store() as store:
            return _print_parsed(check_figures(path, id_, title, publisher, store), looked_for=True)
    return _print_parsed(check_figures(path, id_, title, publisher), looked_for=True)


def _check_file(file: str, source: str | None) -> int:
    from ingest.reading import read_source
    from ingest.source import find_folder

    path = Path(file)
    if path.is_file():
        parsed = read_source(find_folder(source or str(path.resolve().parent)), path)
    else:
        parsed = read_source(find_folder(file))
    return _print_parsed(parsed)


def _print_parsed(parsed: "ParsedSource", looked_for: bool = False) -> int:
    from app.answers.words import plural
    from ingest.reading import find_unexpected

    used = f"; {plural(len(parsed.used), 'id')} of other sources" if parsed.used else ""
    used += ", not looked for here" if parsed.used and not looked_for else ""
    click.echo(
        f"{parsed.form.id}: {len(parsed.entities)} entities and {len(parsed.statements)} statements can be read{used}"
    )
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
        aside = len({(row.file, row.line) for row in parsed.quarantine if row.file != "names.yml"})
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


@click.command(
    help="Unload a source, by its id or folder: its statements, its names and what its ids join are closed in one "
    "load. Earlier data versions have it still."
)
@click.argument("source")
@click.option("--keep-ids", is_flag=True, help="Leave ids that other sources use, with their names only.")
@json_option
def unload(source: str, keep_ids: bool, as_json: bool) -> None:
    from app.answers.words import join_words, plural
    from app.judgements import settle_judgements
    from graph.store.settings import load_settings
    from graph.store.writing.unloading import unload_dataset
    from ingest.source import read_source_form

    dataset = read_source_form(Path(source)).id if (Path(source) / "source.yml").is_file() else source
    judgements = settle_judgements(load_settings()).in_force
    with open_store() as store, show_progress(dataset) as progress:
        done = unload_dataset(store, dataset, judgements, keep_ids, progress)
    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        return write_json(json_of(_make_unload_json(done)))
    counted = [plural(done.statements, "statement"), plural(done.entities, "entity", "entities")]
    counts = join_words([*counted, plural(done.sources, "source")]) + " closed"
    click.echo(f"{done.dataset}: {counts}; data version {done.version}")
    if done.kept:
        click.echo(f"kept, since others use them: {', '.join(done.kept[:5])}{_count_rest(done.kept, 5)}")
    return None


def _make_unload_json(done: "UnloadReport") -> dict[str, Any]:
    return {
        "source": done.dataset,
        "dataVersion": done.version,
        "closed": {"statements": done.statements, "entities": done.entities, "sources": done.sources},
        "kept": done.kept,
    }


def _count_rest(items: list[str], shown: int) -> str:
    return f" and {len(items) - shown:,} more" if len(items) > shown else ""


COMMANDS = (load, check, unload)
