"""`whoholds alliances-series`, `alliances-diff` and `network`: friends and foes over time."""

from collections.abc import Mapping
from typing import Any

import click

from app.cli.options import drawn, over_time, viewing
from graph.selection.selection import Selection

Row = Mapping[str, Any]
SIGNS = {1: "friendly", -1: "hostile", 0: "neutral"}


@click.command("alliances-series", help="How many pairs were friendly or hostile, step by step.")
@click.option("--from", "start", help="From the first day of this, in EDTF; of evidence if left out.")
@click.option("--to", "end", help="To the last day of this, in EDTF; of evidence if left out.")
@click.option("--step", default="P1Y", show_default=True, help="P1D, P1M and the like; or day, month; or days.")
@click.option("--at", default="period", show_default=True, help="period, or day: the first one of each step.")
@click.option("--actor", help="Id or name of an actor: only its pairs.")
@click.option("--other", help="Id or name of another actor: the row of these two.")
@click.option("--sign", help="friendly, hostile, neutral or mixed.")
@click.option("--measures", help="Of the actor, by commas: degree, pagerank, betweenness, component, community.")
@over_time
def series(
    start: str | None,
    end: str | None,
    step: str,
    at: str,
    actor: str | None,
    other: str | None,
    sign: str | None,
    measures: str | None,
    as_json: bool,
    **written: Any,
) -> None:
    from app.answers.alliances_series import alliances_series as answer
    from app.answers.measuring import measures_asked
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), start, end, step, at, actor, other, sign, measures)
    if as_json:
        return show.as_json(data)
    pair: show.Columns = {
        "they are": lambda row: row["pair"] and _sign(row["pair"]),
        "how sure": lambda row: row["pair"] and _how_sure(row["pair"]),
        "statements": lambda row: row["pair"] and len(row["pair"]["statements"]),
    }
    counts: show.Columns = {
        name: lambda row, name=name: row[name]  # type: ignore[misc]
        for name in ("pairs", "friendly", "hostile", "neutral", "mixed", "certain")
    }
    values: show.Columns = {
        name: lambda row, name=name: (row["measures"] or {}).get(name)  # type: ignore[misc]
        for name in measures_asked(measures)
    }
    when: show.Columns = {"from": lambda row: row["start"], "to": lambda row: row["end"]}
    return show.answer(data, {**when, **(pair if other else counts), **values})


@click.command("alliances-diff", help="Which pairs changed between two days, and what was only learnt.")
@click.option("--from", "start", required=True, help="The first day, in EDTF.")
@click.option("--to", "end", required=True, help="The second day, in EDTF.")
@click.option("--from-known-at", help="What was known of the first day by this day is compared with --known-at.")
@click.option("--actor", help="Id or name of an actor: only its pairs.")
@click.option("--sign", help="friendly, hostile, neutral or mixed, before or after.")
@over_time
def diff(
    start: str,
    end: str,
    from_known_at: str | None,
    actor: str | None,
    sign: str | None,
    as_json: bool,
    **written: Any,
) -> None:
    from app.answers.alliances_diff import alliances_diff as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), start, end, from_known_at, actor, sign)
    if as_json:
        return show.as_json(data)
    columns: show.Columns = {
        "change": lambda row: row["change"],
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "before": lambda row: row["before"] and f"{_sign(row['before'])}, {_how_sure(row['before'])}",
        "after": lambda row: row["after"] and f"{_sign(row['after'])}, {_how_sure(row['after'])}",
    }
    return show.answer(data, columns)


@click.command(help="The pairs of a network on a day; with --json also where to draw each actor.")
@click.option("--actor", help="Id or name of an actor: only those around it.")
@click.option("--sign", help="friendly, hostile, neutral or mixed.")
@click.option("--depth", help="How many steps around the actor, 1 to 8.")
@click.option("--measures", help="Of each actor, by commas: degree, pagerank, betweenness, component, community.")
@drawn
def network(
    actor: str | None, sign: str | None, depth: str | None, measures: str | None, as_json: bool, **written: Any
) -> None:
    from app.answers.measuring import measures_asked
    from app.answers.network import network as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(Selection(view, read), actor, sign, depth, measures)
    if as_json:
        return show.as_json(data)
    columns: show.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": _sign,
        "how sure": _how_sure,
        "statements": lambda row: row["statements"],
    }
    if asked := measures_asked(measures):
        nodes = sorted(data["nodes"], key=lambda node: -(node.get("measures", {}).get(asked[0]) or 0))
        values = {name: lambda node, name=name: node.get("measures", {}).get(name) for name in asked}
        return show.answer(dict(data) | {"rows": nodes}, {"actor": lambda node: node["name"], **values})
    return show.answer(dict(data) | {"rows": data["edges"]}, columns)


def _sign(row: Row) -> str:
    return "both" if row["mixed"] else SIGNS[row["sign"]]


def _how_sure(row: Row) -> str:
    return str(row["certainty"]) + (f" ({row['support']})" if row["support"] != row["certainty"] else "")


COMMANDS = (series, diff, network)
