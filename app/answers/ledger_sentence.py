"""The one plain sentence on top of a ledger."""

from collections.abc import Sequence
from datetime import date

from app.answers.question import Common
from app.answers.sentences import joined, no_statement, numbers, plural
from graph.ledger.ledger import Row
from graph.store.reader import View


def account(view: View, asked: Common, held: str, rows: Sequence[Row]) -> str:
    """How many people are unaccounted for, and when: the widest gap first; or that nothing is missing, or open."""
    who = view.directory.get(held).name
    if not rows:
        return f"{no_statement(asked)} how many {who} anybody held, or how many came or went."
    missing = sorted((row for row in rows if row.closes == "no"), key=_size, reverse=True)
    if missing:
        more = len(missing) - 1
        others = f"; {plural(more, 'other period does', 'other periods do')} not add up either" if more else ""
        return f"{_gap(view, who, missing[0])}{others}."
    closed = [row for row in rows if row.closes != "open"]
    if not closed:
        return f"Nobody counted {who} twice in one place and way, so the ledger of them is open."
    sure = sum(row.closes == "certain" for row in closed)
    told = f"{sure} of them for certain" if sure else "none of them for certain"
    return f"Of {who}, {plural(len(closed), 'period')} between two counts can be accounted for, {told}."


def _period(row: Row) -> str:
    """The days of a row in words, such as `between 21 January 2026 and 23 January 2026`."""
    start, end = (_day(days[0]) if days else None for days in (row.start, row.end))
    if start and end:
        return f"between {start} and {end}"
    return f"since {start}" if start else "at some time"


def _gap(view: View, who: str, row: Row) -> str:
    low, high = row.unaccounted or (0, 0)
    held_by = joined([view.directory.get(id_).name for id_ in row.scope.holders])
    of = f"({who}, held by {held_by})"
    when = _period(row)
    if low is not None and low > 0:
        return f"{when[0].upper()}{when[1:]} some {numbers((low, high))} {row.scope.unit} are unaccounted for {of}"
    more = numbers((-(high or 0), None if low is None else -low))
    return f"{when[0].upper()}{when[1:]} some {more} {row.scope.unit} more were counted than can have come {of}"


def _size(row: Row) -> int:
    """How many are missing, or too many, at least."""
    low, high = row.unaccounted or (0, 0)
    return max(low or 0, -high if high is not None else 0)


def _day(ordinal: int) -> str:
    found = date.fromordinal(ordinal)
    return f"{found.day} {found:%B %Y}"
