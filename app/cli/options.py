"""Options that commands share beside those of a question, and the store that they read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from app.answers.question import Common
    from graph.store.reading.reader import Reader
    from graph.store.reading.view import View
    from graph.store.store import Store

json_option = click.option("--json", "as_json", is_flag=True, help="The same JSON as over HTTP, instead of a table.")


@contextmanager
def opened() -> Iterator["Store"]:
    """The store that the settings name; an embedded engine is started unless it runs."""
    from graph.store.engine import import_driver

    import_driver()
    from graph.store.store import Store

    with Store() as store:
        yield store


@contextmanager
def reading() -> Iterator["Reader"]:
    with opened() as store:
        from graph.store.reading.reader import Reader
        from graph.store.settings import load_settings

        yield Reader(store, load_settings().data / "columns")


@contextmanager
def viewing(version: int | None = None, **written: Any) -> Iterator[tuple["View", "Common"]]:
    """The store at a data version, and the common parameters as read."""
    from app.answers.question import common

    read = common(**written)
    with reading() as reader:
        from graph.store.reading.reader import open_view_at

        yield open_view_at(reader, version), read


@contextmanager
def bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Says how many of how many are done; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    parts = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(name, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
