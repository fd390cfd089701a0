"""`whoholds sheet`: a workbook in which a report is coded."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import echo

if TYPE_CHECKING:
    from ingest.sheets.writing import SheetContent

REPORT = click.Path(path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.command(
    help="Write a workbook in which a report is coded, row by row: with suggestions from REPORT, a .txt, .html, .pdf "
    "or .docx, or an empty one with --new. Suggestions count for nothing until somebody takes them."
)
@click.argument("report", type=REPORT, required=False)
@click.option("--new", "is_new", is_flag=True, help="An empty workbook.")
@click.option("--without-text", is_flag=True, help="Put only the first words of each sentence beside its row.")
@click.option("--out", type=OUT, required=True, help="The file to write, such as report.xlsx.")
def sheet(report: Path | None, is_new: bool, without_text: bool, out: Path) -> None:
    from graph.vocabulary.in_force import try_own_words
    from ingest.own_words import read_own_words
    from ingest.sheets.tables import find_report_name
    from ingest.sheets.writing import SheetContent, write_workbook

    if is_new == bool(report):
        raise click.UsageError("give a REPORT, or --new for an empty workbook")
    check_output(out)
    content = suggest_content(report, out, not without_text) if report else SheetContent()
    with try_own_words(find_report_name(out.name), read_own_words(out.absolute().parent)):
        write_workbook(out, content)
    if report:
        _print_suggestions(content)
    echo(f"{out}: fill its tabs Source, Who and What, then run: whoholds check {out}")


def suggest_content(report: Path, out: Path, has_text: bool) -> "SheetContent":
    """The content of a workbook on a report, by the names of what is loaded and of the reference tables."""
    from app.cli.checking import open_known
    from ingest.reports.opening import read_report
    from ingest.reports.suggesting import suggest_sheet

    read = read_report(report)
    if report.absolute().parent != out.absolute().parent:  # a text is looked for beside its sheet
        read = replace(read, about=replace(read.about, text=""))
    with ExitStack() as stack:
        known, _ = open_known(stack)
        return suggest_sheet(read, [one.entity for one in known.by_id.values()], has_text)


def _print_suggestions(content: "SheetContent") -> None:
    from app.answers.words import plural

    known = sum(bool(row.get("id")) for row in content.who)
    found = [
        plural(known, "known name"),
        plural(len(content.who) - known, "new name"),
        plural(sum("predicate" in row for row in content.what), "statement"),
    ]
    paragraphs = plural(len({row["locator"] for row in content.what}), "paragraph")
    echo(f"suggested, to be taken or changed: {', '.join(found)} in {paragraphs}")


def check_output(out: Path) -> None:
    """Refuse a file that is there already, which may hold somebody's work, or that is no workbook by its name."""
    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{out.name} does not end in .xlsx", param_hint="--out")
    if out.exists():
        raise click.BadParameter(f"{out} is there already; name a new file", param_hint="--out")
    if not out.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.absolute().parent}", param_hint="--out")


COMMANDS = (sheet,)
