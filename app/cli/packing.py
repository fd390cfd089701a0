"""`whoholds pack`: a question with its answer and all that it rests on as one file, and whether such a file holds."""

import sys
from pathlib import Path

import click

from app.cli.options import FAILED, OK, echo, open_store


@click.command(
    help="Write a QUESTION with its answer and all that it rests on into one file, or --verify such a FILE.\n\n"
    "QUESTION is the address of an answer, such as '/v1/custody?held=isis-suspects&as_of=2026-02-05', or a sentence. "
    "With --verify every byte is compared, and the answer is computed again from the file alone, without an engine or "
    "a network; it ends with 1 where something is not the same. `whoholds restore FILE` loads it into an empty store. "
    "What is in it is in docs/packs.md."
)
@click.argument("question", metavar="QUESTION|FILE")
@click.option("--output", "-o", metavar="FILE", default="evidence.zip", show_default=True, help="Where to.")
@click.option("--verify", is_flag=True, help="Check a FILE instead.")
@click.option(
    "--authorities",
    metavar="PEM",
    type=click.Path(path_type=Path),
    help="With --verify: certificates of who may have stamped it.",
)
def pack(question: str, output: str, verify: bool, authorities: Path | None) -> int:
    if verify:
        return _verify(Path(question), authorities)
    from app.cli.outputs import open_output
    from app.packs.making import make_pack
    from graph.store.settings import load_settings

    with open_store() as store:
        made = make_pack(store, question, load_settings().stamp_authority)
    with open_output(output) as out:
        out.write(made.content)
    echo(made.answer.get("summary") or "", err=output == "-")
    echo(f"{output} holds it with {made.statements:,} statements that were read for it.", err=output == "-")
    if made.has_internal:
        echo("note: something in it is internal; give it to nobody who may not see that.", err=True)
    return OK


def _verify(file: Path, authorities: Path | None) -> int:
    from app.packs.checking import verify_pack

    found = verify_pack(file, authorities)
    echo(f"{found.address}\n{found.summary}")
    for one in found.changed:
        echo(f"changed: {one}")
    for one in found.differences:
        echo(f"not the same: {one}")
    if found.stamp:
        at = f" at {found.stamp.at.isoformat()}" if found.stamp.at else ""
        echo(f"time stamp: {found.stamp.state}{at}{f' ({found.stamp.note})' if found.stamp.note else ''}")
    if found.is_good:
        echo("Same: every byte is as it was packed, and the answer follows from the file alone.")
        return OK
    echo("Not the same.", err=True)
    sys.stdout.flush()
    return FAILED


COMMANDS = (pack,)
