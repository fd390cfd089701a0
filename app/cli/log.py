"""`whoholds log`: what was done to the store of this data folder, and whether the log of it is whole."""

from typing import TYPE_CHECKING

import click

from app.cli.options import FAILED, OK, echo, json_option

if TYPE_CHECKING:
    from app.journal import Entry, Journal, Verdict

SHOWN = ("source", "what", "key", "dataVersion", "reason", "by", "faults")


@click.command(
    help="What was done to the store, the newest last. That is loads, unloads, withdrawals, judgements, backups, "
    "publishing and keys. Each entry has the hash of the one before."
)
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="How many entries to show.")
@click.option("--verify", is_flag=True, help="Compare each entry with its hash and with the one before.")
@click.option("--noted", metavar="HASH", help="Verify, and look for this hash, which --verify printed once.")
@json_option
def log(last: int, verify: bool, noted: str | None, as_json: bool) -> int:
    from app.journal import Journal
    from graph.store.settings import load_settings

    journal = Journal(load_settings().data)
    if verify or noted is not None:
        return _print_verdict(journal.verify(noted), as_json)
    return _print_entries(journal, last, as_json)


def _print_verdict(found: "Verdict", as_json: bool) -> int:
    from app.cli.asking import write_json
    from app.encoding import json_of

    if as_json:
        write_json(json_of({"entries": found.entries, "last": found.last, "wrong": found.wrong}))
    else:
        for one in found.wrong:
            echo(one)
        if not found.wrong:
            echo(f"{found.entries} entries, each as it was written. The last: {found.last or 'none'}")
    return FAILED if found.wrong else OK


def _print_entries(journal: "Journal", last: int, as_json: bool) -> int:
    """The last entries, and on stderr what is wrong with the log, if anything is."""
    from app.cli.asking import write_json
    from app.encoding import json_of

    entries = list(journal.read())[-last:]
    if as_json:
        write_json(json_of({"rows": entries}))
    else:
        for entry in entries:
            echo(describe_entry(entry))
    wrong = journal.verify().wrong
    if wrong:
        echo(f"the log is not whole: {wrong[0]}{_count_more(wrong)}; see whoholds log --verify", err=True)
    return FAILED if wrong else OK


def _count_more(wrong: list[str]) -> str:
    return f", and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""


def describe_entry(entry: "Entry") -> str:
    """Such as `3  2026-02-05 12:30 UTC  load  source my-report  dataVersion 7  opened 12  sheet.xlsx`."""
    from app.encoding import escape_controls

    counts, files = entry.get("counts"), entry.get("files")  # of any type where a line was written by somebody else
    numbers = [f"{name} {number}" for name, number in counts.items() if number] if isinstance(counts, dict) else []
    listed = files if isinstance(files, list) else []
    names = [str(file.get("name")) for file in listed if isinstance(file, dict)]
    shown = [f"{name} {entry[name]}" for name in SHOWN if name in entry]
    at = str(entry["at"])[:16].replace("T", " ")
    more = [f"{len(names)} files"] if len(names) > 1 else names
    words = [str(entry["number"]), f"{at} UTC", str(entry["act"]), *shown, *numbers, *more]
    return "  ".join(map(escape_controls, words))


COMMANDS = (log,)
