"""`whoholds paths`: how two entities are tied to one another."""

from collections.abc import Mapping
from typing import Any

import click

from app.cli.options import asked, viewing
from graph.selection.selection import Selection

Row = Mapping[str, Any]
ARROWS = {"forward": "->", "backward": "<-", "both": "--"}


@click.command(help="How two entities are tied by what statements say; the shortest paths first.")
@click.option("--from", "source", required=True, help="Id or name of any entity.")
@click.option("--to", "target", required=True, help="Id or name of any entity.")
@click.option("--max-hops", default="4", show_default=True, help="How many hops a path has at most, 1 to 8.")
@click.option("--direction", default="any", show_default=True, help="forward: only from subject to object.")
@click.option("--kinds", help="Only these predicates or types of edges, parted by commas.")
@click.option("--exclude-kinds", help="Not these predicates or types of edges.")
@click.option("--time-respecting", is_flag=True, help="Hops one after another, within --as-of or at any time.")
@asked
def paths(
    source: str,
    target: str,
    max_hops: str,
    direction: str,
    kinds: str | None,
    exclude_kinds: str | None,
    time_respecting: bool,
    as_json: bool,
    **written: Any,
) -> None:
    from app.answers.paths import paths as answer
    from app.cli import show

    with viewing(**written) as (view, read):
        data = answer(
            Selection(view, read),
            source,
            target,
            max_hops=max_hops,
            direction=direction,
            kinds=kinds,
            exclude_kinds=exclude_kinds,
            time_respecting=time_respecting,
        )
    if as_json:
        return show.as_json(data)
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
