"""`whoholds`: the commands, and how they end."""

import logging
import sys

import click

from app.cli import (
    alliances_over_time,
    balance,
    chain,
    changes,
    cypher,
    dates,
    exporting,
    judging,
    ledger,
    loading,
    paths,
    questions,
    records,
    series,
    serving,
    silences,
    verify,
)
from app.cli.failures import EXIT_CODES, WRONG_INPUT, be_quiet_about_a_closed_pipe, tell
from app.collector import look_rarely


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
    help="Who holds whom, on which day, how many, and who says so.\n\nBegin with: whoholds load isis-detainee-transfer",
)
@click.version_option(package_name="whoholds", message="%(version)s")
def cli() -> None:
    pass


for module in (
    questions,
    balance,
    alliances_over_time,
    silences,
    series,
    chain,
    ledger,
    paths,
    records,
    changes,
    cypher,
    loading,
    serving,
    judging,
    verify,
    dates,
    exporting,
):
    for command in module.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Run one command and end with its exit code."""
    look_rarely()
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # we tell its errors in our words
    sys.exit(_run())


def _run() -> int:
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
            from graph.store.trouble import of_file

            error = of_file(error) or error
        if isinstance(error, WhoholdsError):
            return tell(error)
        raise


if __name__ == "__main__":
    main()
