"""The two sides of a question on what changed: two days, two days of knowledge, or two data versions."""

from app.answers.question import Asked, Common, read_bounded_days
from graph.dates.windows import Window
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot


def read_two_days(start: str, end: str | None, *, is_known_otherwise: bool) -> tuple[Window, Window]:
    """The two days, or periods; the first one twice where the second is left out.

    Raises InvalidInput where the second comes before the first, or where it is left out and nothing else differs.
    """
    if not end and not is_known_otherwise:
        raise InvalidInput(
            "to is missing, and nothing else tells the two sides apart",
            parameter="to",
            value=None,
            hint="give to (another day), from_known_at (an earlier day of knowledge) or from_version (earlier data)",
        )
    first = read_bounded_days(start, "from")
    last = read_bounded_days(end, "to") if end else first
    if last.earliest < first.earliest or last.latest < first.latest:
        raise InvalidInput(f"to: {end!r} lies before from, {start!r}", parameter="to", value=end)
    return first, last


def read_known_then(asked: Common, written: str | None) -> Window | None:
    """The earlier day of knowledge. Raises InvalidInput where it is later than `known_at`."""
    then = read_bounded_days(written, "from_known_at") if written else None
    if then and asked.known_at and asked.known_at.latest < then.latest:
        raise InvalidInput(
            f"from_known_at: {written!r} is later than known_at, {asked.known_at_written!r}",
            parameter="from_known_at",
            value=written,
            hint="what was known earlier is compared with what was known later",
        )
    return then


def open_sides(selection: Asked, version: int | None) -> tuple[Asked, Snapshot | None]:
    """The question, and the data as an earlier version had it; None if none is given.

    The question then knows the names that this version had, also those of sources that were unloaded since. Raises
    InvalidInput for a version later than that of the answer.
    """
    view = selection.view
    if version is None:
        return selection, None
    if version > view.version:
        raise InvalidInput(
            f"from_version: {version}; expected a data version from 0 to {view.version}",
            parameter="from_version",
            value=version,
        )
    then = view.open_version(version)
    if then.directory is view.directory:
        return selection, then
    return Selection(view.open_version(view.version, names_at=version), selection.question), then
