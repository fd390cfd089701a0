"""The period that the evidence covers: the default start and end of questions about a period."""

from datetime import date

from app.answers.question import read_bounded_days
from graph.alliances.series import find_extent
from graph.columns.evidence import EvidenceColumns
from graph.dates.windows import Window
from graph.errors import InvalidInput

NO_EVIDENCE = "there is no evidence at all of who is friendly or hostile to whom"


def read_extent(evidence: EvidenceColumns, start: str | None, end: str | None) -> Window | None:
    """The days from the first day of `start` to the last day of `end`; by default, where evidence begins and ends.

    None if a default is needed and there is no evidence. Raises InvalidDate or InvalidInput naming the parameter.
    """
    first = read_bounded_days(start, "from").earliest if start else None
    last = read_bounded_days(end, "to").latest if end else None
    if first and last and last < first:
        raise InvalidInput(f"to: {end!r} lies before from, {start!r}", parameter="to", value=end)
    if first is None or last is None:
        extent = find_extent(evidence)
        if extent is None:
            return None
        begins, ends = map(date.fromordinal, extent)
        first = first or min(begins, last or begins)
        last = last or max(ends, first)
    return Window(first, last)


def extent_notes(evidence: EvidenceColumns) -> list[str]:
    """The note on an empty answer: the first and the last day with any evidence."""
    extent = find_extent(evidence)
    if extent is None:
        return [NO_EVIDENCE]
    first, last = map(date.fromordinal, extent)
    return [f"the first day that any evidence tells of is {first}, the last {last}"]
