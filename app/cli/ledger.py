"""`whoholds ledger`: whether the counts of a group add up."""

from collections.abc import Mapping
from typing import Any

from app.cli.asking import question_command
from app.parameters.custody import LEDGER

Row = Mapping[str, Any]
MOST = 12  # notes on what leaves rows open; --json has all


@question_command(
    LEDGER,
    "ledger",
    help="What came and went between two counts of a group, and whether the reports explain the difference.",
)
def ledger(data: Row) -> None:
    from app.cli import show

    columns = {
        "held by": _scope,
        "opening": lambda row: _counted(row, "start", "openings"),
        "came": lambda row: _sum(row["gains"], row["gained"]),
        "went": lambda row: _sum(row["losses"], row["lost"]),
        "next count": lambda row: _counted(row, "end", "closings"),
        "no report says where": lambda row: _gap(row["unaccounted"]),
        "explained": lambda row: row["closes"],
    }
    notes = [*_open(data["rows"]), *map(_parts, data["parts"]), *data["notes"]]
    return show.answer({**data, "notes": notes}, columns)


def _gap(found: Row | None) -> str:
    """What is left over in words; nothing where no count can be compared."""
    from app.answers.words import gap_words

    return gap_words(found["min"], found["max"]) if found else ""


def _scope(row: Row) -> str:
    from app.cli.show import names

    where = f", at {names(row['places'])}" if row["places"] else ""
    unit = "" if row["unit"] == "people" else f" ({row['unit']})"
    return f"{names(row['holders']) or 'nobody named'}{where}{unit}"


def _counted(row: Row, days: str, counts: str) -> str:
    """Such as `150, 144 (2026-01-21)`."""
    if row[days] is None:
        return ""
    first, last = (row[days][end] or ".." for end in ("earliest", "latest"))
    told = ", ".join(dict.fromkeys(count["wording"] or str(count["min"]) for count in row[counts]))
    return f"{told} ({first if first == last != '..' else f'{first}/{last}'})"


def _sum(lines: list[Row], total: Row) -> str:
    from app.cli.show import range_words

    return range_words(total) if lines else ""


def _open(rows: list[Row]) -> list[str]:
    told = [
        f"{_scope(row)}{_since(row)}: {reason['why']}{_keys(reason['keys'])}"
        for row in rows
        for reason in row["openBecause"]
    ]
    return [*told[:MOST], *([f"{len(told) - MOST} more reasons; --json shows them"] if len(told) > MOST else [])]


def _since(row: Row) -> str:
    if not row["start"]:
        return ""
    first, last = row["start"]["earliest"], row["start"]["latest"]
    return f", from {first}" if first else f", from {last} or before" if last else ""


def _keys(keys: list[str]) -> str:
    shown = ", ".join(keys[:4]) + (f" and {len(keys) - 4} more" if len(keys) > 4 else "")
    return f" ({shown})" if keys else ""


def _parts(check: Row) -> str:
    from app.cli.show import range_words

    fits = "agree with" if check["agrees"] == "possible" else "do not make"
    return f"parts: {range_words(check['sum'])} {fits} the {range_words(check['whole'])} of {check['whole']['key']}"


COMMANDS = (ledger,)
