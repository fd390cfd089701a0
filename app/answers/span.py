"""A question about a stretch of time rather than a day: all evidence, unless a start, an end or a day limits it."""

from typing import TypedDict

from app.answers.question import Common, days_asked
from graph.dates.windows import MAX, MIN, Window
from graph.errors import InvalidInput


class AskedDay(TypedDict):
    asOf: str | None


def span(
    asked: Common, start: str | None = None, end: str | None = None, names: tuple[str, str] = ("start", "end")
) -> Window:
    """The days asked about. `as_of` limits them to its last day only where it was given.

    Raises InvalidDate or InvalidInput naming the parameter; `names` are what the two are called.
    """
    first = days_asked(start, names[0]).earliest if start else MIN
    last = days_asked(end, names[1]).latest if end else MAX
    if asked.as_of_given:
        last = min(last, asked.as_of.latest)
    if first > last:
        name, value = (names[1], end) if end else ("as_of", asked.as_of_written)
        raise InvalidInput(f"{name}: {value!r} lies before {names[0]}, {start!r}", parameter=name, value=value)
    return Window(first, last)


def as_of_json(asked: Common) -> AskedDay:
    """`asOf` for a question that a day limits only where one was given."""
    return {"asOf": asked.as_of_written if asked.as_of_given else None}


def in_words(days: Window) -> str:
    """Such as ` from 2019-01-01 to 2026-02-05`, ` on 2026-02-05`; empty where nothing limits it."""
    if days.earliest == days.latest:
        return f" on {days.earliest}"
    start = f" from {days.earliest}" if days.earliest > MIN else ""
    return start + (f" to {days.latest}" if days.latest < MAX else "")
