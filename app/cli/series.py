"""`whoholds series`: how many were held over time, a line per number, with a bar."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import click

from app.cli.asking import question_command
from app.parameters.custody import SERIES

Row = Mapping[str, Any]
WIDTH = 12  # of a bar
SURE, PERHAPS, BEYOND = "█", "░", ">"


@question_command(SERIES, "series", help="How many of a group were held over time: counts, and who came and went.")
def series(data: Row) -> None:
    from app.cli import show

    click.echo(click.wrap_text(data["summary"], show.WIDTH))
    for row in data["rows"]:
        click.echo(f"\n{click.wrap_text(_scope(row), show.WIDTH)}")
        items = [*row["points"], *row["segments"], *row["flows"]]
        most = max((number for item in items for number in (item["min"], item["max"]) if number), default=0)
        columns: show.Columns = {
            "when": _when,
            "how many": _how_many,
            "bar": partial(_bar, most),
            "said by": lambda item: item["saidBy"],
        }
        show.table(items, columns)
    show.explained(data)
    return show.notes(data)


def _scope(row: Row) -> str:
    """Such as `Iraq: ISIS suspects, at Baghdad`."""
    from app.cli.show import names

    holders = " with ".join(holder["name"] for holder in row["holders"]) or "nobody named"
    places = f", at {names(row['places'])}" if row["places"] else ""
    unit = f", in {row['unit']}" if row["unit"] != "people" else ""
    return f"{holders}: {names(row['held'])}{places}{unit}{', of ' + row['of'] if row['of'] else ''}"


def _when(item: Row) -> str:
    if "start" in item:
        return f"{_days(item['start'])} to {_days(item['end'])}{' or later' if item['ongoing'] else ''}"
    return _days(item)


def _days(window: Row) -> str:
    first, last = window["earliest"], window["latest"]
    if first == last:
        return str(first) if first else "at some time"
    return f"{first or '..'}/{last or '..'}"


def _how_many(item: Row) -> str:
    told = [item["direction"]] if "direction" in item else []
    told += [item["wording"] or "(nobody says how many)"]
    told += [f"({item['kind']})"] if item["kind"] not in (None, "stock", "flow") else []
    told += ["(disputed)"] if item.get("disagree") or item["deniedBy"] else []
    return " ".join(told)


def _bar(most: int, item: Row) -> str:
    """Full up to the least, pale up to the most, open where there is no upper bound."""
    if item["min"] is None or not most:
        return ""
    sure = round(int(item["min"]) * WIDTH / most)
    if item["max"] is None:
        return SURE * sure + BEYOND
    return SURE * sure + PERHAPS * (round(int(item["max"]) * WIDTH / most) - sure)


COMMANDS = (series,)
