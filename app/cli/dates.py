"""`whoholds date`: is a text EDTF, and what was meant if not?"""

from typing import TYPE_CHECKING

import click

from app import terminal
from app.cli.asking import write_json
from app.cli.failures import OK, WRONG_INPUT
from app.cli.options import json_option
from app.encoding import json_of

if TYPE_CHECKING:  # pydantic makes the start of the command slow
    from app.answers.dates import DateReading

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

    data = read_date(" ".join(text))
    if as_json:
        write_json(json_of(data))
    elif data["edtf"]:
        click.echo(f"{data['text']} is EDTF. {_sentence(data)}")
    else:
        click.echo(f"{data['text']} is not EDTF: {data['refusal']}.")
        click.echo("It may be:" if data["suggestions"] else "Nothing is known that it may be.")
        terminal.print_table(data["suggestions"], COLUMNS)
    return OK if data["edtf"] else WRONG_INPUT


def _sentence(data: "DateReading") -> str:
    allows = data["allows"]
    return f"It allows {allows['words']}." if allows else f"It is {data['refusal']}."


COMMANDS = (date,)
