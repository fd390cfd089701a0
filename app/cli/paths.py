"""`whoholds paths`: how two entities are tied to one another."""

from collections.abc import Mapping
from typing import Any

from app.cli.asking import question_command
from app.parameters.alliances import PATHS

Row = Mapping[str, Any]
ARROWS = {"forward": "->", "backward": "<-", "both": "--"}


@question_command(PATHS, "paths", help="How two entities are tied by what statements say; the shortest paths first.")
def paths(data: Row) -> None:
    from app.cli import show

    columns = {"hops": lambda row: row["length"], "path": _path, "how sure": _how_sure}
    return show.answer(data, columns)


def _path(row: Row) -> str:
    """Such as `United States -- allied_with -- SDF -> holds -> ISIS suspects`."""
    told: str = row["hops"][0]["a"]["name"]
    for hop in row["hops"]:
        arrow = ARROWS[hop["direction"]]
        days = f" {hop['earliest'] or '..'}/{hop['latest'] or '..'}" if hop["earliest"] or hop["latest"] else ""
        told += f" {arrow} {', '.join(hop['relations'])}{days} {arrow} {hop['b']['name']}"
    return told


def _how_sure(row: Row) -> str:
    sure: str = row["certainty"]
    return sure + ("; denied" if row["contested"] else "")


COMMANDS = (paths,)
