"""`whoholds withdraw`: what a statement or source said is erased, for people's safety or by law."""

from typing import TYPE_CHECKING, Any

import click

from app.cli.options import echo, json_option, open_store

if TYPE_CHECKING:
    from graph.errors import Unavailable
    from graph.store.writing.withdrawing import Removal, WithdrawalReport

MOST_SHOWN = 10


@click.command(
    help="Erase what a statement or source said, from every data version. WHAT is the key of a statement or the id of "
    "a source. Its key, the day and the reason stay; the rest cannot be brought back, nor loaded again. What this can "
    "and cannot do is in docs/withdrawal.md."
)
@click.argument("what")
@click.option("--reason", required=True, help="Why. It stays, and answers print it: write nothing that is withdrawn.")
@click.option("--yes", is_flag=True, help="Without the question.")
@json_option
def withdraw(what: str, reason: str, yes: bool, as_json: bool) -> None:
    from app.journal import Journal
    from graph.errors import InvalidInput, Unavailable
    from graph.store.settings import load_settings
    from graph.store.writing.withdrawing import clean_files, find_removal
    from graph.store.writing.withdrawing import withdraw as erase

    with open_store() as store:
        try:
            removal = find_removal(store, what)
        except InvalidInput:  # withdrawn before, maybe by a command that was ended when it came to the files
            clean_files(store)
            raise
        if not yes:
            _print_removal(removal)
            click.confirm("Erase this for good?", abort=True, err=True)
        try:
            done = erase(store, what, reason)
        except Unavailable as error:
            _say_how_to_finish(error, what)
            raise
        Journal(load_settings().data).record(
            "withdraw",
            what=what,
            dataVersion=done.version,
            reason=reason,
            counts={"statements": len(done.removal.keys)},
        )
        clean_files(store)
    if as_json:
        from app.cli.asking import write_json
        from app.encoding import json_of

        return write_json(json_of(_make_json(done)))
    removal = done.removal
    echo(f"{what}: {_count(removal)} erased; data version {done.version}")
    if removal.judged:
        echo(f"judgements name what is erased; take them out with whoholds undo: {', '.join(removal.judged)}")
    return None


def _say_how_to_finish(error: "Unavailable", what: str) -> None:
    """Add to an error of the store that nothing is erased yet, and how to go on."""
    state = "nothing of it is erased, so answers still have it"
    finish = f"then run the same command again: whoholds withdraw {what} --reason .."
    error.hint = "; ".join(part for part in (state, error.hint, finish) if part)


def _count(removal: "Removal") -> str:
    from app.answers.words import join_words, plural

    versions = f" ({plural(len(removal.rows), 'version')})" if removal.rows else ""
    parts = [
        plural(len(removal.keys), "statement") + versions,
        plural(len(removal.entities), "entity", "entities"),
        plural(len(removal.sources), "source"),
    ]
    return join_words(parts)


def _print_removal(removal: "Removal") -> None:
    """What would go, on stderr: it is not to end in a file by accident."""

    def tell(head: str, lines: list[str]) -> None:
        if lines:
            echo(head, err=True)
        for line in lines[:MOST_SHOWN]:
            echo(f"  {line}", err=True)
        if len(lines) > MOST_SHOWN:
            echo(f"  and {len(lines) - MOST_SHOWN:,} more", err=True)

    tell(f"{_count(removal)} would be erased, from every data version. Statements:", removal.keys)
    tell("entities that nothing else names:", [f"{id_} ({name})" for id_, name in removal.entities.items()])
    tell("sources that nothing else cites:", [f"{id_} ({title})" for id_, title in removal.sources.items()])
    tell("ids that others name, and that stay without a name:", list(removal.nameless))
    tell("names that it gives to entities of others:", removal.names)
    tell("judgements that name something of it; take them out of force with whoholds undo:", removal.judged)


def _make_json(done: "WithdrawalReport") -> dict[str, Any]:
    removal = done.removal
    return {
        "withdrawn": removal.asked,
        "kind": removal.kind,
        "dataVersion": done.version,
        "statements": len(removal.keys),
        "versions": len(removal.rows),
        "entities": len(removal.entities),
        "sources": len(removal.sources),
        "nameless": len(removal.nameless),
        "judgements": removal.judged,
    }


COMMANDS = (withdraw,)
