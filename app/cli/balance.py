"""`whoholds balance`: whether friends and foes fall into two camps."""

from collections.abc import Mapping
from typing import Any

import click

from app.cli.asking import question_command
from app.parameters.alliances import BALANCE

Row = Mapping[str, Any]
SIGNS = {1: "friendly", -1: "hostile", None: "both"}


@question_command(
    BALANCE, "balance", help="Whether friends and foes fall into two camps: triangles, frustration, and what tips it."
)
def balance(data: Row) -> None:
    from app.cli import show

    click.echo(click.wrap_text(data["summary"], show.WIDTH))
    figures: show.Columns = {"what": lambda row: row["what"], "range": lambda row: row["range"]}
    show.table(_figures(data), figures, header=False)
    pair: show.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": lambda row: SIGNS[row["sign"]],
        "how sure": lambda row: row["certainty"],
    }
    camps: show.Columns = {
        "one": lambda row: row["one"],
        "other": lambda row: row["other"],
        "the only division": lambda row: "unknown" if row["unique"] is None else row["unique"],
    }
    _titled("Camps", data["camps"], camps)
    _titled("Against the camps", data["rows"], pair)
    _titled("Tipped by", data["tippedBy"], {**pair, "index": _moves})
    return show.notes(data)


def _titled(title: str, rows: list[Row], columns: Mapping[str, Any]) -> None:
    from app.cli import show

    if rows:
        click.echo(f"\n{title}")
        show.table(rows, columns)


def _figures(data: Row) -> list[Row]:
    if not data["camps"] and not data["pairs"]["mixed"]:
        return []
    found: list[Row] = [{"what": "frustration", "range": _index(data["frustration"])}]
    found += [{"what": f"{word} pairs", "range": data["pairs"][word]} for word in ("friendly", "hostile")]
    found += [{"what": f"triangles {kind}", "range": number} for kind, number in data["triangles"]["kinds"].items()]
    return found


def _index(found: Row) -> str:
    """Such as `3 to 7`, with `(5 to 7)` for a bound that is not proved."""
    least, most = (
        str(one["upper"]) if one["proved"] else f"({one['lower']} to {one['upper']})"
        for one in (found["min"], found["max"])
    )
    return least if least == most else f"{least} to {most}"


def _moves(row: Row) -> str:
    return f"{row['bound']} {row['from']} -> {row['to']}"


COMMANDS = (balance,)
