"""`whoholds alliances-series`, `alliances-diff` and `network`: friends and foes over time."""

from collections.abc import Mapping
from typing import Any

import click

from app.cli.asking import question_command
from app.parameters.alliances import ALLIANCES_DIFF, ALLIANCES_SERIES, NETWORK

Row = Mapping[str, Any]
SIGNS = {1: "friendly", -1: "hostile", 0: "neutral"}


@question_command(ALLIANCES_SERIES, "alliances-series", help="How many pairs were friendly or hostile, step by step.")
def series(data: Row) -> None:
    from app.cli import show

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
        name: lambda row, name=name: (row.get("measures") or {}).get(name)  # type: ignore[misc]
        for name in next((row["measures"] for row in data["rows"] if row.get("measures")), ())
    }
    when: show.Columns = {"from": lambda row: row["start"], "to": lambda row: row["end"]}
    return show.answer(data, {**when, **(pair if click.get_current_context().params["other"] else counts), **values})


@question_command(
    ALLIANCES_DIFF, "alliances-diff", help="Which pairs changed between two days, and what was only learnt."
)
def diff(data: Row) -> None:
    from app.cli import show

    columns: show.Columns = {
        "change": lambda row: row["change"],
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "before": lambda row: row["before"] and f"{_sign(row['before'])}, {_how_sure(row['before'])}",
        "after": lambda row: row["after"] and f"{_sign(row['after'])}, {_how_sure(row['after'])}",
    }
    return show.answer(data, columns)


@question_command(
    NETWORK, "network", help="The pairs of a network on a day; with --json also where to draw each actor."
)
def network(data: Row) -> None:
    from app.cli import show

    columns: show.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": _sign,
        "how sure": _how_sure,
        "statements": lambda row: row["statements"],
    }
    asked = list(next((node["measures"] for node in data["nodes"] if node.get("measures")), ()))
    if asked:
        nodes = sorted(data["nodes"], key=lambda node: -(node.get("measures", {}).get(asked[0]) or 0))
        values = {name: lambda node, name=name: node.get("measures", {}).get(name) for name in asked}
        return show.answer(dict(data) | {"rows": nodes}, {"actor": lambda node: node["name"], **values})
    return show.answer(dict(data) | {"rows": data["edges"]}, columns)


def _sign(row: Row) -> str:
    return "both" if row["mixed"] else SIGNS[row["sign"]]


def _how_sure(row: Row) -> str:
    return str(row["certainty"]) + (f" ({row['support']})" if row["support"] != row["certainty"] else "")


COMMANDS = (series, diff, network)
