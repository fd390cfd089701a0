"""Options that several commands share, and the store that they read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from app.answers.question import Common
    from graph.store.reader import Reader, View
    from graph.store.store import Store

Decorated = Callable[..., Any]

json_option = click.option("--json", "as_json", is_flag=True, help="The same JSON as over HTTP, instead of a table.")
version_option = click.option("--data-version", "version", type=int, help="An earlier data version.")
limit_option = click.option("--limit", show_default="1000", help="How many rows at most.")
include_option = click.option("--include", help="explain: what gave each bound, and what the answer rests on.")
known_at_option = click.option("--known-at", help="Only what may have been public by this day.")
group_option = click.option("--group", help="Only rows that are alike: the place of their group in `groups`, from 0.")
label_option = click.option("--label", help="Actor, Group, Nationality, Place or Event.")


def paged(command: Decorated) -> Decorated:
    """For lists that no day changes."""
    return json_option(version_option(limit_option(command)))


as_of_option = click.option("--as-of", help="The day or period asked about, in EDTF; today if left out.")


def asked(command: Decorated) -> Decorated:
    """For questions about a day."""
    return as_of_option(over_time(include_option(command)))


def over_time(command: Decorated) -> Decorated:
    """For questions about days of their own."""
    return paged(_narrowed(command))


def drawn(command: Decorated) -> Decorated:
    """For a picture of a day, without pages."""
    limit = click.option("--limit", default="2000", show_default=True, help="How many actors at most.")
    return json_option(version_option(limit(as_of_option(_narrowed(command)))))


def heard(command: Decorated) -> Decorated:
    """The speaker lens."""
    for option in (
        click.option("--min-independent", help="Only what so many independent speakers say at least."),
        click.option("--exclude", help="Not what these speakers say; `parties`: nobody who speaks of its own deeds."),
        click.option("--trust", help="Only what these speakers say: ids or names, parted by commas."),
    ):
        command = option(command)
    return command


def _narrowed(command: Decorated) -> Decorated:
    """What was known, how sure it is, and who says so."""
    command = heard(command)
    for option in (
        click.option("--certainty", default="possible", show_default=True, help="possible or certain."),
        click.option("--max-gap-days", help="The longest stretch without evidence, in days."),
        known_at_option,
    ):
        command = option(command)
    return command


@contextmanager
def opened() -> Iterator["Store"]:
    """The store that the settings name; an embedded engine is started unless it runs."""
    from graph.store.store import Store

    with Store() as store:
        yield store


@contextmanager
def reading() -> Iterator["Reader"]:
    from graph.store.reader import Reader
    from graph.store.settings import load_settings

    with opened() as store:
        yield Reader(store, load_settings().data / "columns")


@contextmanager
def viewing(version: int | None = None, **written: Any) -> Iterator[tuple["View", "Common"]]:
    """The store at a data version, and the common parameters as read."""
    from app.answers.question import common
    from app.service import view_at

    read = common(**written)
    with reading() as reader:
        yield view_at(reader, version), read
