"""`whoholds compare`: how far two coders of one report agree, and what is left to be settled."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from app.cli.asking import write_json
from app.cli.options import OK, echo, json_option

FILE = click.Path(path_type=Path)


@click.command(
    help="Compare two sheets on one report, by two coders: per cent of agreement and Krippendorff's alpha (nominal) "
    "for each column, over the rows that both have. --out writes a workbook of the differences alone, to be settled."
)
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The workbook of differences to write.")
@json_option
def compare(first: Path, second: Path, out: Path | None, as_json: bool) -> int:
    from app.cli.checking import open_known
    from app.cli.sheets import check_output
    from ingest.sheets.comparing import compare_sheets, write_differences
    from ingest.sheets.reading import read_sheet
    from ingest.sheets.tables import read_sheet_file

    if out:
        check_output(out)
    sheets = [read_sheet_file(path) for path in (first, second)]
    with ExitStack() as stack:
        known, _ = open_known(stack)
        readings = [read_sheet(sheet, known) for sheet in sheets]
    found = compare_sheets(*readings)
    data = {
        "files": [first.name, second.name],
        "rows": {"both": found.both, "onlyFirst": found.only_first, "onlySecond": found.only_second},
        "columns": [
            {"column": one.column, "rows": one.rows, "perCent": one.per_cent, "alpha": one.alpha}
            for one in found.columns
        ],
        "differences": [
            {
                "paragraph": one.paragraph, "firstRow": one.first_row, "secondRow": one.second_row,
                "column": one.column, "first": one.first, "second": one.second,
            }
            for one in found.differences
        ],
        "unread": [len({problem.row for problem in reading.every_problem}) for reading in readings],
    }  # fmt: skip
    if out:
        write_differences(out, found, first.name, second.name)
    if as_json:
        from app.encoding import json_of

        write_json(json_of(data))
    else:
        _print_comparison(data, out)
    return OK


def _print_comparison(data: dict[str, Any], out: Path | None) -> None:
    from app import terminal

    rows, files = data["rows"], data["files"]
    echo(
        f"rows that both have: {rows['both']}; {rows['onlyFirst']} only in {files[0]}, {rows['onlySecond']} only in "
        f"{files[1]}"
    )
    terminal.print_table(
        data["columns"],
        {
            "column": lambda row: row["column"],
            "rows": lambda row: row["rows"],
            "agree": lambda row: "" if row["perCent"] is None else f"{row['perCent']:.0f} %",
            "alpha": lambda row: "not defined" if row["alpha"] is None else f"{row['alpha']:.3f}",
        },
    )
    for file, number in zip(files, data["unread"], strict=True):
        if number:
            echo(f"note: {file}: {number} rows cannot be read whole; whoholds check {file} says why", err=True)
    if out:
        from app.answers.words import plural

        echo(f"{out}: {plural(len(data['differences']), 'difference')} to be settled")


COMMANDS = (compare,)
