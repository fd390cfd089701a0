"""`whoholds import-plan`: files that fill an empty Neo4j many times faster than loads do."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.loading import FileOptions, Kind, find_forms, load_one, print_load, take_file_options
from app.cli.options import OK, echo, open_store, show_progress

if TYPE_CHECKING:
    from graph.store.store import Store
    from ingest.others.forms import OtherForm


@click.command(
    "import-plan",
    help="Write files into DIR that fill an empty Neo4j by `neo4j-admin database import full`. DIR must not be there "
    "yet. It holds what loads of these sources, named as in `load`, would make of an empty store, with judgements; "
    "without SOURCE, all that the store holds now. README.md in DIR says how to go on.",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("source", nargs=-1)
@click.option("--drafts", is_flag=True, help="Take rows whose state is draft too, which are left out otherwise.")
@take_file_options
def import_plan(
    folder: Path, source: tuple[str, ...], drafts: bool, form: str | None, as_id: str | None, title: str | None,
    publisher: str | None, published: str | None,
) -> int:  # fmt: skip
    from app.answers.words import plural
    from graph.store.planning.making import plan_loads, plan_store
    from graph.store.reading.reader import has_internal

    if drafts and not source:
        raise click.BadParameter("it goes with sources, which are loaded for the plan", param_hint="--drafts")
    is_internal = False
    options, code = FileOptions(form, as_id, title, publisher, published), OK
    forms = find_forms(source, options)

    def load(store: "Store") -> None:
        nonlocal code, is_internal
        code = _load_all(store, forms, options, drafts)
        is_internal = has_internal(store)

    with show_progress(str(folder)) as progress:
        if source:
            number = plan_loads(folder, load, progress)
        else:
            with open_store() as store:
                number, is_internal = plan_store(folder, store, progress), has_internal(store)
    echo(f"{folder} has {plural(number, 'version')} of statements; {folder / 'README.md'} says how to go on.")
    if is_internal:
        echo("Something in it is internal: keep it from who must not read that.")
    return code


def _load_all(
    store: "Store", forms: "Mapping[str, Kind | OtherForm]", options: FileOptions, drafts: bool
) -> int:  # fmt: skip
    from app.judgements import settle_judgements
    from graph.store.settings import load_settings
    from graph.store.writing.judgements import apply_judgements
    from ingest.drafts import DraftChoice

    settings, code = load_settings(), OK
    choice = DraftChoice(takes_drafts=drafts, texts=settings.texts)
    for one, kind in forms.items():
        code = max(code, print_load(load_one(store, one, kind, options, choice, lambda done, total: None)))
    apply_judgements(store, settle_judgements(settings).in_force)
    return code


COMMANDS = (import_plan,)
