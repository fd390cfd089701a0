"""How a command ends: what went wrong, in words on stderr, and the number that tells a script."""

import sys

import click

OK, FAILED, WRONG_INPUT, QUARANTINED, NOT_FOUND, NO_STORE, BUSY = range(7)

EXIT_CODES = """\b
Exit codes:
  0  done
  1  a check failed, or an error that was not foreseen
  2  a wrong option or input, or a query that is refused or fails
  3  done, but rows could not be read and were set aside
  4  an id, name, source or folder that there is not
  5  no database answers, its disk is full, or its files are damaged; the message names the folder and the way out
  6  another load is writing
"""


def tell(error: Exception) -> int:
    """Say what a WhoholdsError says, without a stack trace. Returns the exit code."""
    from graph.errors import Ambiguous, Busy, NotFound, Unavailable, WhoholdsError

    assert isinstance(error, WhoholdsError)
    named = not error.parameter or error.parameter.lower().replace("-", "_") in error.message.lower().replace("-", "_")
    click.echo(f"whoholds: {'' if named else f'{error.parameter}: '}{error.message}", err=True)
    for choice in error.choices if isinstance(error, Ambiguous) else ():
        click.echo(f"  {choice['id']}  {choice['name']} ({choice['kind']})", err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)
    codes = {NotFound: NOT_FOUND, Unavailable: NO_STORE, Busy: BUSY}
    return next((code for kind, code in codes.items() if isinstance(error, kind)), WRONG_INPUT)


def be_quiet_about_a_closed_pipe() -> None:
    """`whoholds custody | head -1` is no fault; Python would complain once more at its end."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
