"""`whoholds sheet`: a workbook in which a report is coded."""

from pathlib import Path

import click

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command(help="Write a workbook in which a report is coded, row by row; --new writes an empty one.")
@click.option("--new", "is_new", is_flag=True, help="An empty workbook.")
@click.option("--out", type=OUT, required=True, help="The file to write, such as report.xlsx.")
def sheet(is_new: bool, out: Path) -> None:
    from ingest.sheets.writing import SheetContent, write_workbook

    if not is_new:
        raise click.UsageError("give --new for an empty workbook")
    check_output(out)
    write_workbook(out, SheetContent())
    click.echo(f"{out}: fill its tabs Source, Who and What, then run: whoholds check {out}")


def check_output(out: Path) -> None:
    """Refuse a file that is there already, which may hold somebody's work, or that is no workbook by its name."""
    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{out.name} does not end in .xlsx", param_hint="--out")
    if out.exists():
        raise click.BadParameter(f"{out} is there already; name a new file", param_hint="--out")
    if not out.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.absolute().parent}", param_hint="--out")


COMMANDS = (sheet,)
