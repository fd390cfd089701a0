"""`whoholds new`: a source to begin with."""

from pathlib import Path

import click

from app.cli.options import echo


@click.command(
    help="Write a commented source with an invented example into FOLDER, which is new or empty. It loads as it is: "
    "replace the example bit by bit."
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--figures", is_flag=True, help="A table of figures, for a spreadsheet program, and the names in it.")
def new(folder: Path, figures: bool) -> None:
    from ingest.scaffold import write_scaffold

    for path in write_scaffold(folder, figures):
        echo(f"wrote {path}")
    echo(f"next: change them, whoholds check {folder}, whoholds load {folder}")


COMMANDS = (new,)
