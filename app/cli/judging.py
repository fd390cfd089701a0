"""`whoholds same`, `different`, `judgements` and `undo`: which ids are one, and which are not."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import click

from app.answers.shapes import Json
from app.cli.asking import write_json
from app.cli.options import echo, json_option, open_store
from app.encoding import json_of
from app.judgements import Judged, own_file, settle_judgements
from graph.model.judgement_file import read_judgements
from graph.model.judgements import Judgement, is_key
from graph.store.reading.view import View
from graph.store.settings import Settings

WAITS = "waits until"


def list_judgements(view: View, settings: Settings) -> Json:
    """All judgements of the files, the user's own first. `note` says why one is out of force, or what it waits for."""
    found = settle_judgements(settings)
    own = {judgement.id for judgement in read_judgements(own_file(settings))}
    waits = _make_waiting_note(view, found.in_force)
    rows = [_make_judgement_row(judgement, judgement.id in own, True, waits(judgement)) for judgement in found.in_force]
    rows += [_make_judgement_row(judgement, False, False, why) for judgement, why in found.aside]
    rows.sort(key=lambda row: (row["from"] != "you", row["id"]))
    return {"dataVersion": view.version, "rows": rows, "notes": []}


def _make_judgement_row(judgement: Judgement, own: bool, in_force: bool, note: str | None) -> Json:
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "ids": list(judgement.ids),
        "by": judgement.by,
        "on": judgement.on,
        "why": judgement.why,
        "from": "you" if own else "whoholds",
        "inForce": in_force,
        "note": note,
    }


def _make_waiting_note(view: View, judgements: Sequence[Judgement]) -> Callable[[Judgement], str | None]:
    keys = sorted({id_ for judgement in judgements for id_ in judgement.ids if is_key(id_)})
    known = {row["key"] for row in view.store.read("read/known_keys", keys=keys, version=view.version)}
    known |= {entity.id for entity in view.directory}

    def note(judgement: Judgement) -> str | None:
        missing = [id_ for id_ in judgement.ids if id_ not in known]
        if missing:
            return f"{WAITS} {', '.join(missing)} is loaded"
        return "joins nothing and keeps nothing apart" if judgement.verdict == "unsure" else None

    return note


WHY = click.option("--why", help="What it rests on; else only who judged, and when.")
BY = click.option("--by", help="Who judges; else the name that you are logged in with.")
WIDTH = 80
INDENT: dict[str, Any] = {"initial_indent": "    ", "subsequent_indent": "    ", "break_on_hyphens": False}
IDS = click.argument("id", nargs=-1, required=True)


@click.command(
    help="Judge that entities are one, by ids or names; or that statements, by keys or ids, tell of one occurrence. "
    "The first one stands for the others."
)
@IDS
@WHY
@BY
@click.option("--unsure", is_flag=True, help="They may be one: recorded and shown, but nothing is joined.")
def same(id: tuple[str, ...], why: str | None, by: str | None, unsure: bool) -> None:  # noqa: A002
    _judge(id, "unsure" if unsure else "positive", why, by)


@click.command(help="Judge that entities are not one, or that statements tell of different occurrences.")
@IDS
@WHY
@BY
def different(id: tuple[str, ...], why: str | None, by: str | None) -> None:  # noqa: A002
    _judge(id, "negative", why, by)


@click.command(help="Take a judgement back. In place of one that comes with whoholds, your own `unsure` is recorded.")
@click.argument("id")
@BY
def undo(id: str, by: str | None) -> None:  # noqa: A002
    from app.judgements import take_back
    from graph.store.settings import load_settings

    with open_store() as store:
        done = take_back(store, load_settings(), id, by=by)
    if done.recorded:
        echo(f"{id} comes with whoholds: your {done.judgement.id} says unsure in its place")
    else:
        echo(f"taken back: {done.judgement.id}")
    _print_judged(done)


@click.command(help="All judgements: yours and those that come with whoholds, and whether they are in force.")
@click.option("--apply", "follow", is_flag=True, help="First make the store follow the files as they are now.")
@json_option
def judgements(follow: bool, as_json: bool) -> None:
    from app.judgements import follow_judgements, settle_judgements
    from graph.model.judgements import find_canonical_ids
    from graph.store.reading.reader import Reader
    from graph.store.settings import load_settings

    settings = load_settings()
    with open_store() as store:
        if follow:
            _print_version(follow_judgements(store, settings))
        data = list_judgements(Reader(store).view(), settings)
    if as_json:
        write_json(json_of(data))
    else:
        echo("\n".join(map(_write_judgement, data["rows"])) or "no judgements")
    find_canonical_ids(
        settle_judgements(settings).in_force
    )  # files that contradict themselves are told, after the list


def _write_judgement(row: dict[str, Any]) -> str:
    from app.cli.judging import WAITS

    waits = row["inForce"] and (row["note"] or "").startswith(WAITS)
    force = "not yet in force" if waits else "in force" if row["inForce"] else "out of force"
    origin = f"by {row['by']} on {row['on']}, from {row['from']}, {force}{': ' if row['note'] else ''}"
    lines = (row["why"], f"{origin}{row['note'] or ''}")
    head = textwrap.fill(f"{row['id']} ({row['verdict']}): {', '.join(row['ids'])}", WIDTH, subsequent_indent="    ")
    return "\n".join([head, *(textwrap.fill(line, WIDTH, **INDENT) for line in lines)])


def _judge(ids: tuple[str, ...], verdict: str, why: str | None, by: str | None) -> None:
    from app.judgements import judge
    from graph.store.settings import load_settings

    if len(ids) < 2:
        raise click.UsageError("give two or more ids or names")
    with open_store() as store:
        done = judge(store, load_settings(), ids, verdict, by=by, why=why)
    if done.new:
        echo(f"recorded: {done.judgement.id} ({', '.join(done.judgement.ids)}: {verdict})")
    else:
        echo(f"you judged so before: {done.judgement.id}; it stays as it is, with its reason: {done.judgement.why}")
    if verdict == "unsure":
        echo("unsure joins nothing and keeps nothing apart")
    _print_judged(done)


def _print_judged(done: "Judged") -> None:
    for judgement, why in done.aside:
        echo(f"out of force: {judgement.id}; {why}")
    _print_version(done.version)


def _print_version(version: int | None) -> None:
    echo("the graph is as it was" if version is None else f"judgements applied; data version {version}")


COMMANDS = (same, different, undo, judgements)
