"""`whoholds series`: how many were held over time, a line per number, with a bar."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import click

from app.cli.options import asked, viewing
from graph.selection.selection import Selection

Row = Mapping[str, Any]
WIDTH = 12  # of a bar
SURE, PERHAPS, BEYOND = "█", "░", ">"


@click.command(help="How many of a group were held over time: counts, and who came and went.")
@click.option("--held", required=True, help="Id or name of a group.")
@click.option("--holder", help="Id or name of an actor.")
@click.option("--place", help="Id or name of a place.")
@click.option("--start", help="From the first day of this, in EDTF.")
@click.option("--end", help="To the last day of this, in EDTF.")
@asked
def series(
    held: str, holder: str | None, place: str | None, start: str | None, end: str | None, as_json: bool, **written: Any
) -> None:
    from app.answers.series import series as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), held, holder, place, start, end)
    if as_json:
        return show.as_json(data)
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
