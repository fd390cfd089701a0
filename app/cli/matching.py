"""`whoholds match`: who may be the same in different sources, and a person's judgement on each pair."""

import json
from typing import Any

import click

from app.cli.asking import answer_bytes, write_json
from app.cli.options import OK, echo, json_option, open_store
from app.questions import load_outline

MOST_SHOWN = 20
CHOICES = {"s": "positive", "d": "negative", "u": "unsure", "n": None, "q": None}


@click.command(
    help="Propose who may be the same in different sources, with what speaks for it and against it; with SOURCE, only "
    "pairs of which that one has an id. Proposals change no answer: a person judges, by same, different, or --decide."
)
@click.argument("source", required=False)
@click.option("--decide", is_flag=True, help="Ask about each pair: same, different, unsure, or not now.")
@click.option("--limit", type=int, default=MOST_SHOWN, show_default=True, help="How many pairs.")
@click.option("--by", help="Who judges; else the name that you are logged in with.")
@json_option
def match(source: str | None, decide: bool, limit: int, by: str | None, as_json: bool) -> int:
    question = load_outline("matches")
    body = answer_bytes(question, {"source": source, "limit": limit})
    if as_json:
        write_json(body)
        return OK
    data = json.loads(body)
    if decide:
        _decide(data["rows"], by)
        return OK
    assert question.show is not None
    question.show(data)
    if data["rows"]:
        echo("to judge a pair: whoholds match --decide, or whoholds same ID ID, whoholds different ID ID")
    if data["truncated"]:
        echo("note: there are more pairs; --limit shows more", err=True)
    return OK


def _decide(rows: list[dict[str, Any]], by: str | None) -> None:
    """Ask about each pair; each answer is recorded at once, and may settle later pairs."""
    from app.judgements import judge
    from graph.store.reading.reader import Reader
    from graph.store.settings import load_settings

    settings = load_settings()
    with open_store() as store:
        reader = Reader(store)
        judged = 0
        for number, row in enumerate(rows, 1):
            ids = row["first"]["id"], row["second"]["id"]
            directory = reader.view().directory
            if directory.find_canonical(ids[0]) == directory.find_canonical(ids[1]):
                continue  # an answer before joined them
            echo(f"\n{number} of {len(rows)}")
            for side in (row["first"], row["second"]):
                echo(f"  {side['name']}  ({side['kind'].replace('_', ' ')}, {side['id']}, of {side['source']})")
            for heading, reasons in (("for it", row["reasons"]), ("against it", row["doubts"])):
                for reason in reasons:
                    echo(f"    {heading}: {reason['says']}")
            answer = click.prompt(
                "  s: the same, d: different, u: unsure, n: not now, q: end", type=click.Choice(list(CHOICES)),
                show_choices=False, default="n", show_default=True,
            )  # fmt: skip
            if answer == "q":
                break
            if verdict := CHOICES[answer]:
                why = click.prompt("  what it rests on", default="", show_default=False)
                done = judge(store, settings, ids, verdict, by=by, why=why or None)
                judged += 1
                echo(f"  recorded: {done.judgement.id}; whoholds undo {done.judgement.id} takes it back")
    echo(f"{judged} judged")


COMMANDS = (match,)
