"""`whoholds keys`: who may read, run Cypher and load files from other machines."""

from datetime import date
from typing import TYPE_CHECKING

import click

from app.cli.options import json_option

if TYPE_CHECKING:
    from app.keys import KeyFile


@click.group(
    invoke_without_command=True,
    help="Keys by which a service that others can reach is used. Without a command, the list of them. A reader may "
    "ask, a researcher may run Cypher too, a writer may load files too. On this machine none is needed.",
)
@click.pass_context
@json_option
def keys(context: click.Context, as_json: bool) -> None:
    if context.invoked_subcommand is None:
        _list_keys(as_json)


@keys.command("add", help="Make a key and print it, once: only a hash of it is kept. NAME says whose it is.")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["reader", "researcher", "writer"]), default="reader", show_default=True,
    help="What it opens.",
)  # fmt: skip
@click.option("--expires", metavar="YEAR-MONTH-DAY", help="The last day on which it opens (UTC), such as 2026-12-31.")
def add(name: str, role: str, expires: str | None) -> None:
    from app.keys import Role

    last = _read_day(expires) if expires is not None else None
    written = _open().add(name, Role(role), last)
    _record("add key", name, role)
    click.echo(written)
    click.echo(f"the key of {name}, a {role}{_until(last)}; it is not shown again", err=True)


@keys.command("remove", help="Take a key back: a running service refuses it from now on.")
@click.argument("name")
def remove(name: str) -> None:
    _open().remove(name)
    _record("remove key", name)
    click.echo(f"{name} has no key any more", err=True)


def _read_day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(f"{written!r} is no day; write it as 2026-12-31", param_hint="--expires") from None


def _list_keys(as_json: bool) -> None:
    from app.keys import today

    rows = [
        {"name": key.name, "role": str(key.role), "made": str(key.made), "expires": key.expires and str(key.expires),
         "inForce": key.is_in_force(today())}
        for key in _open().list()
    ]  # fmt: skip
    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        return write_json(json_of({"rows": rows}))
    if not rows:
        click.echo("There are no keys. Make one with: whoholds keys add NAME --role reader")
    for row in rows:
        expires = f"until {row['expires']}" if row["expires"] else "without end"
        over = "" if row["inForce"] else ", over"
        click.echo(f"{row['name']}: {row['role']}, made {row['made']}, {expires}{over}")
    return None


def _open() -> "KeyFile":
    from app.keys import KeyFile
    from graph.store.settings import load_settings

    return KeyFile(load_settings().data)


def _record(act: str, name: str, role: str | None = None) -> None:
    from app.journal import Journal
    from graph.store.settings import load_settings

    Journal(load_settings().data).record(act, key=name, role=role)


def _until(last: date | None) -> str:
    return f", until {last}" if last else ""


COMMANDS = (keys,)
