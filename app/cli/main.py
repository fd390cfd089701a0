"""`whoholds`: the commands, and how they end."""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click

from app.cli.options import EXIT_CODES, WRONG_INPUT, be_quiet_about_a_closed_pipe, print_error
from app.collector import look_rarely
from app.questions import read_headings


class CommandEntry(NamedTuple):
    """A command by the first sentence of its help and the module whose `COMMANDS` has it, or by its question."""

    about: str
    module: str | None = None
    question: str | None = None

    def load(self, name: str) -> click.Command:
        if self.module:
            commands: tuple[click.Command, ...] = import_module(self.module).COMMANDS
            return next(command for command in commands if command.name == name)
        from app.cli.asking import question_command
        from app.questions import load_outline

        assert self.question is not None, name
        return question_command(load_outline(self.question), name, self.about)


class LazyGroup(click.Group):
    """Knows its commands by a table; their list is shown without importing any."""

    def __init__(self, *args: Any, table: Mapping[str, CommandEntry], **named: Any) -> None:
        super().__init__(*args, **named)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self.table[cmd_name].load(cmd_name) if cmd_name in self.table else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, self.table))
        shown = (click.Command(name, help=self.table[name].about) for name in self.list_commands(ctx))
        rows = [(str(command.name), command.get_short_help_str(width)) for command in shown]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


TABLE = {
    heading.command: CommandEntry(f"{heading.summary}.", question=heading.name)
    for heading in read_headings()
    if heading.command
} | {
    "backup": CommandEntry("Write all that the store holds into FOLDER.", "app.cli.backups"),
    "check": CommandEntry(
        "Read a FILE of a source, or a source's folder or id, and say what a load would set aside.", "app.cli.checking"
    ),
    "cite": CommandEntry(
        "Say where WORDS stand in TEXT, a text in UTF-8 or a WARC or WACZ file: offsets, hash and paragraph, as a line "
        "for a dossier.",
        "app.cli.citing",
    ),
    "compare": CommandEntry(
        "Compare two sheets on one report, by two coders: per cent of agreement and Krippendorff's alpha (nominal) "
        "for each column, over the rows that both have.",
        "app.cli.comparing",
    ),
    "cypher": CommandEntry(
        "Run read-only Cypher: from a FILE, from stdin (-), or a query by its name.", "app.cli.cypher"
    ),
    "date": CommandEntry(
        "Say which days an EDTF TEXT allows; else suggest EDTF for a date in English, Arabic or Kurdish, "
        "by names or numbers.",
        "app.cli.dates",
    ),
    "different": CommandEntry(
        "Judge that entities are not one, or that statements tell of different occurrences.", "app.cli.judging"
    ),
    "export": CommandEntry("Write what is known as files for other programs.", "app.cli.exporting"),
    "import-plan": CommandEntry(
        "Write files into DIR that fill an empty Neo4j by `neo4j-admin database import full`.", "app.cli.planning"
    ),
    "judgements": CommandEntry(
        "All judgements: yours and those that come with whoholds, and whether they are in force.", "app.cli.judging"
    ),
    "keys": CommandEntry("Keys by which a service that others can reach is used.", "app.cli.keys"),
    "load": CommandEntry(
        "Load sources, by id or by folder; reports coded in a spreadsheet; tables of figures.", "app.cli.loading"
    ),
    "log": CommandEntry(
        "What was done to the store, the newest last.",
        "app.cli.log",
    ),
    "match": CommandEntry(
        "Propose who may be the same in different sources, with what speaks for it and against it; with SOURCE, only "
        "pairs of which that one has an id.",
        "app.cli.matching",
    ),
    "mcp": CommandEntry(
        "Answer programs with a language model by the Model Context Protocol: eight tools, each a question.",
        "app.cli.agents",
    ),
    "model": CommandEntry(
        "The model that Cypher queries: labels and types of edges, with what each means.", "app.cli.model"
    ),
    "new": CommandEntry("Write a commented source with an invented example.", "app.cli.scaffold"),
    "pack": CommandEntry(
        "Write a QUESTION with its answer and all that it rests on into one file, or --verify such a FILE.",
        "app.cli.packing",
    ),
    "publish": CommandEntry("Make another store that holds all but what is internal.", "app.cli.publishing"),
    "restore": CommandEntry("Make an empty store hold what a backup in FOLDER does.", "app.cli.backups"),
    "same": CommandEntry(
        "Judge that entities are one, by ids or names; or that statements, by keys or ids, tell of one occurrence.",
        "app.cli.judging",
    ),
    "serve": CommandEntry("Serve answers over HTTP until Ctrl-C.", "app.cli.serving"),
    "sheet": CommandEntry("Write a workbook in which a report is coded, row by row.", "app.cli.sheets"),
    "status": CommandEntry("What is loaded, where, and since when.", "app.cli.status"),
    "stop": CommandEntry(
        "Stop the embedded engine of this data folder; it starts again when asked something.", "app.cli.serving"
    ),
    "undo": CommandEntry("Take a judgement back.", "app.cli.judging"),
    "unload": CommandEntry("Unload a source, by its id or folder.", "app.cli.loading"),
    "verify": CommandEntry(
        "Check the citations of all sources against the texts in FOLDER (WHOHOLDS_TEXTS, if left out), "
        "each a file of the name that the source gives.",
        "app.cli.verify",
    ),
    "withdraw": CommandEntry("Erase what a statement or source said, from every data version.", "app.cli.withdrawing"),
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
            from graph.store.engine.faults import explain_file_fault

            error = explain_file_fault(error) or error
        if isinstance(error, WhoholdsError):
            return print_error(error)
        raise


if __name__ == "__main__":
    main()
