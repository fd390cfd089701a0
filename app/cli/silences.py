"""`whoholds silences`: what nobody says."""

from app.cli.asking import Json as Row
from app.cli.asking import question_command
from app.parameters.records import SILENCES


@question_command(SILENCES, "silences", help="What nobody says, and the statement that would tell.")
def silences(data: Row) -> None:
    from app.cli import show

    columns = {
        "kind": lambda row: row["kind"].replace("_", " "),
        "what is not said": lambda row: row["because"],
        "alike": show.alike,
        "what would tell": lambda row: row["wouldClose"]["sentence"],
    }
    return show.answer(data, columns)


COMMANDS = (silences,)
