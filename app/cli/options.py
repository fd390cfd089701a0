"""What commands share: options, the store that they read, a progress bar, and how they fail."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from app.answers.question import Common
    from graph.store.reading.reader import Reader
    from graph.store.reading.view import View
    from graph.store.store import Store


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
130  ended by Ctrl-C, or a question such as that of withdraw was answered with no
"""


def echo(text: str = "", *, err: bool = False) -> None:
    """Print lines of text that may hold what others wrote: names, wordings, notes, files, errors.

    Signs that move the cursor are printed as escapes, so that no text can wipe or forge a line of the terminal.
    """
    from app.encoding import escape_lines

    click.echo(escape_lines(text), err=err)


def print_error(error: Exception) -> int:
    """Say what a WhoholdsError says, without a stack trace. Returns the exit code."""
    from graph.errors import Ambiguous, Busy, NotFound, Unavailable, WhoholdsError

    assert isinstance(error, WhoholdsError)
    named = not error.parameter or error.parameter.lower().replace("-", "_") in error.message.lower().replace("-", "_")
    echo(f"whoholds: {'' if named else f'{error.parameter}: '}{error.message}", err=True)
    for choice in error.choices if isinstance(error, (Ambiguous, NotFound)) else ():
        why = f"; {choice['why']}" if "why" in choice else ""
        echo(f"  {choice['id']}  {choice['name']} ({choice['kind'].replace('_', ' ')}{why})", err=True)
    if error.hint:
        echo(f"  {error.hint}", err=True)
    codes = {NotFound: NOT_FOUND, Unavailable: NO_STORE, Busy: BUSY}
    return next((code for kind, code in codes.items() if isinstance(error, kind)), WRONG_INPUT)


def be_quiet_about_a_closed_pipe() -> None:
    """`whoholds custody | head -1` is no fault; Python would complain once more at its end."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


json_option = click.option("--json", "as_json", is_flag=True, help="The same JSON as over HTTP, instead of a table.")
cite_option = click.option(
    "--cite",
    type=click.Choice(("text", "bibtex", "csl")),
    help="A citation of the answer, with its pin: a line of text, BibTeX or CSL-JSON.",
)
csv_option = click.option("--csv", "as_csv", is_flag=True, help="The same CSV as over HTTP.")


@contextmanager
def open_store() -> Iterator["Store"]:
    """The store that the settings name; an embedded engine is started unless it runs."""
    from graph.store.engine import import_driver

    import_driver()
    from graph.store.store import Store

    with Store() as store:
        yield store


@contextmanager
def open_reader() -> Iterator["Reader"]:
    with open_store() as store:
        from graph.store.reading.reader import Reader
        from graph.store.settings import load_settings

        yield Reader(store, load_settings().data / "columns")


@contextmanager
def open_view(version: int | None = None, **written: Any) -> Iterator[tuple["View", "Common"]]:
    """The store at a data version, and the common parameters as read."""
    from app.answers.question import read_common

    read = read_common(**written)
    with open_reader() as reader:
        from graph.store.reading.reader import open_view_at

        yield open_view_at(reader, version), read


@contextmanager
def show_progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """Says how many of how many are done; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    parts = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(name, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
