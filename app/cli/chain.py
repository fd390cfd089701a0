"""`whoholds chain`: how a group was moved from holder to holder."""

from collections.abc import Mapping
from typing import Any

from app.cli.asking import question_command
from app.parameters.custody import CHAIN

Row = Mapping[str, Any]
MOST = 10  # chains shown in a table; --json has all


@question_command(
    CHAIN, "chain", help="How a group was moved: from whom, by whom, to whom, and which moves may follow one another."
)
def chain(data: Row) -> None:
    from app.cli import show

    numbers = {row["occurrence"]: number for number, row in enumerate(data["rows"], 1)}
    columns = {
        "no": lambda row: numbers[row["occurrence"]],
        "when": _when,
        "move": _move,
        "how many": _how_many,
        "alike": show.alike,
    }
    walks = [
        f"{' > '.join(str(numbers.get(id_, id_)) for id_ in walk['hops'])} ({walk['certainty']} order{_at_most(walk)})"
        for walk in data["chains"][:MOST]
    ]
    more = len(data["chains"]) - MOST
    walks += [f"{more} more chains; --json shows them"] if more > 0 else []
    return show.answer({**data, "notes": [*(f"chain: {walk}" for walk in walks), *data["notes"]]}, columns)


def _move(row: Row) -> str:
    """Such as `transfer of January: ISIS suspects from SDF, Hasakah, by United States, to Iraq`."""
    from app.cli.show import names

    ends = {
        "from": [*row["fromHolders"], *row["fromPlaces"]],
        "by": row["byWhom"],
        "to": [*row["toHolders"], *row["toPlaces"]],
    }
    told = [f"{word} {names(found)}" for word, found in ends.items() if found]
    return f"{row['name'] + ': ' if row['name'] else ''}{names(row['held'])} {', '.join(told) or 'moved'}"


def _when(row: Row) -> str:
    first, last = row["earliest"], row["latest"]
    return str(first) if first == last and first else f"{first or '..'}/{last or '..'}"


def _how_many(row: Row) -> str:
    return (", ".join(row["count"]["wordings"]) if row["count"] else "") + (" (denied)" if row["contested"] else "")


def _at_most(walk: Row) -> str:
    return "" if walk["atMost"] is None else f", at most {walk['atMost']:,} all the way"


COMMANDS = (chain,)
