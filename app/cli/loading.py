"""`whoholds load` and `whoholds unload`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from app.cli.options import OK, QUARANTINED, echo, json_option, open_store, show_progress

if TYPE_CHECKING:
    from graph.errors import WhoholdsError
    from graph.store.store import Store
    from graph.store.writing.unloading import UnloadReport
    from graph.store.writing.writer import Progress
    from ingest.dossier import ParsedSource
    from ingest.drafts import DraftChoice
    from ingest.loading import LoadedSource
    from ingest.others.forms import OtherForm

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def take_file_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what a file is that has no source.yml: a table of figures, or one in a form of others."""
    of = "Of a table of figures, or a file in a form of others:"
    for name, more in (
        ("--published", "Of a file in a form of others: the day on which it was made, in EDTF."),
        ("--publisher", f"{of} who made it. By default its coder."),
        ("--title", f"{of} its title. By default its id."),
    ):
        command = click.option(name, help=more)(command)
    command = click.option("--as", "as_id", help=f"{of} its id. By default the name of the file.")(command)
    return click.option("--form", help="The form of others that a file has. By default the one that its columns show.")(
        command
    )


@click.command(
    help="Load sources, by id or by folder; reports coded in a spreadsheet; tables of figures (.csv), whose rows "
    "have the name of their file in their keys; or files in forms of others. Loading twice changes nothing."
)
@click.argument("source", nargs=-1, required=True)
@click.option("--file", type=FILE, help="A further file of the source: it closes no rows of the source's other files.")
@click.option("--replace", is_flag=True, help="Take the place of all that is loaded of a source with this id.")
@click.option("--drafts", is_flag=True, help="Take rows whose state is draft too, which are left out otherwise.")
@take_file_options
def load(
    source: tuple[str, ...], file: Path | None, replace: bool, drafts: bool, form: str | None, as_id: str | None,
    title: str | None, publisher: str | None, published: str | None,
) -> int:  # fmt: skip
    from app.journal import hash_files, record_load
    from app.judgements import follow_judgements
    from graph.errors import WhoholdsError
    from graph.store.settings import load_settings
    from ingest.drafts import DraftChoice
    from ingest.source import find_folder

    if file and len(source) > 1:
        raise click.BadParameter("it goes with one source only", param_hint="--file")
    options = FileOptions(form, as_id, title, publisher, published)
    forms = find_forms(source, options)
    if file and (met := next((one for one, met in forms.items() if met != "folder"), None)):
        raise click.BadParameter(f"it goes with the folder of a source, not with {met}", param_hint="--file")
    settings, code = load_settings(), OK
    choice = DraftChoice(takes_drafts=drafts, texts=settings.texts)
    with open_store() as store:
        for one in source:
            read = [find_folder(one) if forms[one] == "folder" else Path(one), *([file] if file else [])]
            hashes = hash_files(read)
            with show_progress(one) as progress:
                loaded = load_one(store, one, forms[one], options, choice, progress, file, replace)
            record_load(settings.data, loaded, hashes)
            code = max(code, print_load(loaded))
        try:
            version = follow_judgements(store, settings)
        except WhoholdsError as error:
            say_what_is_kept(error, source)
            raise
        if version is not None:
            echo(f"judgements applied; data version {version}")
    return code


def say_what_is_kept(error: "WhoholdsError", sources: Sequence[str]) -> None:
    """Add to an error of the judgements that the sources before them are loaded, and how to finish."""
    kept = "what was loaded is kept, but judgements are not applied to it yet, so answers may differ"
    finish = f"then finish with whoholds load {' '.join(sources)}"
    error.hint = "; ".join(part for part in (kept, error.hint, finish) if part)


class FileOptions(NamedTuple):
    """What is said of a file that has no source.yml: its form, if it is one of others, id, title, maker and day."""

    form: str | None
    as_id: str | None
    title: str | None
    publisher: str | None
    published: str | None


Kind = Literal["sheet", "table", "folder"]


def find_forms(sources: Sequence[str], options: FileOptions) -> "dict[str, Kind | OtherForm]":
    """What each source is. Raises BadParameter for options of files where none is one."""
    from ingest.figures.loading import is_lone_table
    from ingest.sheets.tables import is_report_sheet

    def find_one(one: str) -> "Kind | OtherForm":
        if other := find_other(one, options.form):
            return other
        if not options.as_id and is_report_sheet(Path(one)):
            return "sheet"
        return "table" if is_lone_table(one, options.as_id) else "folder"

    forms = {one: find_one(one) for one in sources}
    others = [one for one, form in forms.items() if not isinstance(form, str)]
    tables = [*others, *(one for one, form in forms.items() if form == "table")]
    check_file_options(tables, {"--as": options.as_id, "--title": options.title, "--publisher": options.publisher})
    if options.published and not others:
        raise click.BadParameter("it goes with a file in a form of others", param_hint="--published")
    return forms


def find_other(one: str, form: str | None) -> "OtherForm | None":
    """The form of others that a file has: the one that is named, else by its columns; None where it has none."""
    from ingest.others.forms import find_form, recognise
    from ingest.shipped import list_shipped

    if form:
        return find_form(form)
    return None if one in list_shipped() else recognise(Path(one))


def load_one(
    store: "Store", one: str, form: "Kind | OtherForm", options: FileOptions, choice: "DraftChoice",
    progress: "Progress", file: Path | None = None, replace: bool = False,
) -> "LoadedSource":  # fmt: skip
    from ingest.figures.loading import load_figures
    from ingest.figures.tables import suggest_id
    from ingest.loading import load_source
    from ingest.others.reading import FileWords, load_file
    from ingest.sheets.loading import load_sheet

    if form == "sheet":
        return load_sheet(store, Path(one), progress, replace, choice)
    if form == "table":
        id_ = options.as_id or suggest_id(Path(one))
        return load_figures(store, Path(one), id_, options.title, options.publisher, progress, replace)
    if isinstance(form, str):
        return load_source(store, one, file, progress, replace, choice)
    return load_file(store, form, Path(one), FileWords(*options[1:]), progress, replace)


def print_load(loaded: "LoadedSource") -> int:
    """What a load did, and what it set aside. Returns the exit code."""
    from app.answers.loading import describe_load

    code = OK
    for each in (*loaded.first, loaded):
        if each is not loaded:
            echo(f"{each.parsed.form.id}: loaded first, since its ids are used")
        echo(describe_load(each))
        print_row_counts(each.parsed)
        code = max(code, print_problems(each.parsed, each.warnings))
    return code


def check_file_options(tables: Sequence[object], given: Mapping[str, str | None]) -> None:
    name = next((name for name, value in given.items() if value is not None), None)
    if name and not tables:
        raise click.BadParameter(
            "it goes with a table of figures, such as figures.csv, or a file in a form of others", param_hint=name
        )


def print_row_counts(parsed: "ParsedSource") -> None:
    """What became of each row of a data set, and what its adapter left out by a rule."""
    if parsed.rows:
        aside = len({(row.file, row.line) for row in parsed.quarantine if row.file != "names.yml"})
        echo(f"{parsed.form.id}: {parsed.rows:,} rows: {parsed.rows - aside:,} read, {aside:,} set aside")
    for what in parsed.every_note:
        echo(f"{parsed.form.id}: {what}")


def print_problems(parsed: "ParsedSource", warnings: list[str]) -> int:
    """What was set aside, and what is not as expected, on stderr."""
    for row in parsed.quarantine:
        echo(f"set aside: {row}", err=True)
    for warning in warnings:
        echo(f"warning: {warning}", err=True)
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
    from app.journal import Journal
    from app.judgements import settle_judgements
    from graph.store.settings import load_settings
    from graph.store.writing.unloading import unload_dataset
    from ingest.source import read_source_form

    dataset = read_source_form(Path(source)).id if (Path(source) / "source.yml").is_file() else source
    settings = load_settings()
    judgements = settle_judgements(settings).in_force
    with open_store() as store, show_progress(dataset) as progress:
        done = unload_dataset(store, dataset, judgements, keep_ids, progress)
        closed = {"statements": done.statements, "entities": done.entities, "sources": done.sources}
        Journal(settings.data).record("unload", source=done.dataset, dataVersion=done.version, counts=closed)
    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        return write_json(json_of(_make_unload_json(done)))
    counted = [plural(done.statements, "statement"), plural(done.entities, "entity", "entities")]
    counts = join_words([*counted, plural(done.sources, "source")]) + " closed"
    echo(f"{done.dataset}: {counts}; data version {done.version}")
    if done.kept:
        echo(f"kept, since others use them: {', '.join(done.kept[:5])}{_count_rest(done.kept, 5)}")
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


COMMANDS = (load, unload)
