"""`whoholds`: the commands, and how they end."""

import logging
import sys

import click

from app.cli.failures import EXIT_CODES, WRONG_INPUT, be_quiet_about_a_closed_pipe, tell
from app.cli.lazy_group import CommandEntry, LazyGroup
from app.collector import look_rarely

TABLE = {
    "alliances": CommandEntry("app.cli.questions", "Who was friendly or hostile to whom on a day."),
    "alliances-diff": CommandEntry(
        "app.cli.alliances_over_time", "Which pairs changed between two days, and what was only learnt."
    ),
    "alliances-series": CommandEntry(
        "app.cli.alliances_over_time", "How many pairs were friendly or hostile, step by step."
    ),
    "balance": CommandEntry(
        "app.cli.balance", "Whether friends and foes fall into two camps: triangles, frustration, and what tips it."
    ),
    "chain": CommandEntry(
        "app.cli.chain", "How a group was moved: from whom, by whom, to whom, and which moves may follow one another."
    ),
    "changes": CommandEntry("app.cli.changes", "What changed since a data version."),
    "check": CommandEntry(
        "app.cli.loading", "Read a FILE of a source, or a source's folder or id, and say what a load would set aside."
    ),
    "contested": CommandEntry(
        "app.cli.questions", "What is denied, corrected or questioned, and where figures disagree."
    ),
    "custody": CommandEntry("app.cli.questions", "Who held whom on a day."),
    "cypher": CommandEntry(
        "app.cli.cypher", "Run read-only Cypher: from a FILE, from stdin (-), or a query of the cookbook by its name."
    ),
    "date": CommandEntry(
        "app.cli.dates",
        "Say which days an EDTF TEXT allows; else suggest EDTF for a date in English, Arabic or Kurdish, "
        "by names or numbers.",
    ),
    "different": CommandEntry(
        "app.cli.judging", "Judge that entities are not one, or that statements tell of different occurrences."
    ),
    "entities": CommandEntry("app.cli.records", "All entities."),
    "entity": CommandEntry("app.cli.records", "One entity, by id or name."),
    "events": CommandEntry("app.cli.records", "Occurrences, and the statements on them."),
    "export": CommandEntry("app.cli.exporting", "Write what is known as files for other programs."),
    "judgements": CommandEntry(
        "app.cli.judging", "All judgements: yours and those that come with whoholds, and whether they are in force."
    ),
    "ledger": CommandEntry(
        "app.cli.ledger",
        "What came and went between two counts of a group, and whether the reports explain the difference.",
    ),
    "load": CommandEntry("app.cli.loading", "Load sources, by id or by folder."),
    "network": CommandEntry(
        "app.cli.alliances_over_time", "The pairs of a network on a day; with --json also where to draw each actor."
    ),
    "paths": CommandEntry(
        "app.cli.paths", "How two entities are tied by what statements say; the shortest paths first."
    ),
    "plans": CommandEntry(
        "app.cli.questions", "What was intended, agreed, offered, urged or expected, apart from what was done."
    ),
    "same": CommandEntry(
        "app.cli.judging",
        "Judge that entities are one, by ids or names; or that statements, by keys or ids, tell of one occurrence.",
    ),
    "search": CommandEntry("app.cli.records", "Find entities and sources by words of their names."),
    "series": CommandEntry("app.cli.series", "How many of a group were held over time: counts, and who came and went."),
    "serve": CommandEntry("app.cli.serving", "Serve answers over HTTP until Ctrl-C."),
    "silences": CommandEntry("app.cli.silences", "What nobody says, and the statement that would tell."),
    "source": CommandEntry("app.cli.records", "One source, by id."),
    "sources": CommandEntry("app.cli.records", "Sources that are loaded, and those that could be."),
    "statement": CommandEntry("app.cli.records", "One statement, by id or key."),
    "status": CommandEntry("app.cli.records", "What is loaded, where, and since when."),
    "stop": CommandEntry(
        "app.cli.serving", "Stop the embedded engine of this data folder; it starts again when asked something."
    ),
    "undo": CommandEntry("app.cli.judging", "Take a judgement back."),
    "verify": CommandEntry(
        "app.cli.verify",
        "Check the citations of all sources against the texts in FOLDER (WHOHOLDS_TEXTS, if left out), "
        "each a file of the name that the source gives.",
    ),
}


@click.group(
    cls=LazyGroup,
    table=TABLE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
    help="Who holds whom, on which day, how many, and who says so.\n\nBegin with: whoholds load isis-detainee-transfer",
)
@click.version_option(package_name="whoholds", message="%(version)s")
def cli() -> None:
    pass


def main() -> None:
    """Run one command and end with its exit code."""
    look_rarely()
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # we tell its errors in our words
    sys.exit(run_command())


def run_command() -> int:
    """Run the command that `sys.argv` holds. Returns its exit code; raises what was not foreseen."""
    try:
        found = cli.main(standalone_mode=False)
        sys.stdout.flush()
        return found if isinstance(found, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG_INPUT
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        be_quiet_about_a_closed_pipe()
        return 0
    except Exception as error:
        from graph.errors import WhoholdsError

        if isinstance(error, OSError):
            from graph.store.engine.faults import of_file

            error = of_file(error) or error
        if isinstance(error, WhoholdsError):
            return tell(error)
        raise


if __name__ == "__main__":
    main()
