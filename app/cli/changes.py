"""`whoholds changes`: what changed since a data version."""

from app.cli.asking import Json as Row
from app.cli.asking import question_command
from app.parameters.records import CHANGES


@question_command(CHANGES, "changes", help="What changed since a data version.")
def changes(data: Row) -> None:
    from app.cli import show

    columns = {
        "version": lambda row: row["version"],
        "change": lambda row: row["change"],
        "key": lambda row: row["key"] or row["dataset"],
        "predicate": lambda row: row["predicate"],
        "entities": lambda row: row["entities"],
    }
    return show.answer(data, columns)


COMMANDS = (changes,)
