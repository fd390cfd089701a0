"""`whoholds date`: is a text EDTF, and what was meant if not?"""

import click

from app.cli.failures import OK, WRONG_INPUT
from app.cli.options import json_option

COLUMNS = {
    "EDTF": lambda row: row["edtf"],
    "read as": lambda row: row["reads"],
    "allows": lambda row: row["words"],
}


@click.command(
    context_settings={"ignore_unknown_options": True},  # -0044 is a year
    help="Say which days an EDTF TEXT allows; else suggest EDTF for a date in English, Arabic or Kurdish, by names or "
    "numbers. No load follows a suggestion. Ends with 2 where TEXT is not EDTF.",
)
@click.argument("text", nargs=-1, required=True)
@json_option
def date(text: tuple[str, ...], as_json: bool) -> int:
    from app.answers.dates import read_date
    from app.cli import show

    data = read_date(" ".join(text))
    if as_json:
        show.as_json(data)
    elif data["edtf"]:
        click.echo(f"{data['text']} is EDTF. {_told(data)}")
    else:
        click.echo(f"{data['text']} is not EDTF: {data['refusal']}.")
        click.echo("It may be:" if data["suggestions"] else "Nothing is known that it may be.")
        show.table(data["suggestions"], COLUMNS)
    return OK if data["edtf"] else WRONG_INPUT


def _told(data: dict[str, dict[str, str] | str]) -> str:
    allows = data["allows"]
    return f"It allows {allows['words']}." if isinstance(allows, dict) else f"It is {data['refusal']}."


COMMANDS = (date,)
