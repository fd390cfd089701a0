"""On which days the answers have a row that rests on a statement: what graph.support says, for all days at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from graph.dates import MAX, MIN, Window
from graph.intervals import certain
from graph.support import Evidence, support

DAY = timedelta(1)


def supported(evidence: Sequence[Evidence]) -> dict[str, list[Window]]:
    """The days by the id of each statement. Evidence is that of one state: one pair and sign, all on one kind of time.

    Support only changes on some days, so it is asked for once between two of them.
    """
    if len(evidence) == 1:
        return {evidence[0].statement.id: _alone(evidence[0])}
    found: dict[str, list[Window]] = defaultdict(list)
    changes = sorted({MIN, *(day for item in evidence for day in _changes(item))})
    for first, following in zip(changes, [*changes[1:], None], strict=True):
        there = support(evidence, first, first)
        for item in there.evidence if there else ():
            found[item.statement.id].append(Window(first, following - DAY if following else MAX))
    return found


def _alone(item: Evidence) -> list[Window]:
    """The same for a single statement, as most pairs have: in its window, for a while after it, and where certain."""
    if item.is_over:
        return []
    bounds, window = item.bounds, item.window
    after = min(bounds.latest_end, _later(window.latest, item.stale_after_days))
    days = [Window(window.earliest, max(window.latest, after))]
    if item.may_be_sure and certain(bounds, bounds.latest_start, bounds.earliest_end):
        days.append(Window(bounds.latest_start, bounds.earliest_end))
    return days


def _changes(item: Evidence) -> set[date]:
    """Days from which a statement may support something else than on the day before."""
    bounds, window = item.bounds, item.window
    begins = {bounds.earliest_start, bounds.latest_start, window.earliest}
    ends = {bounds.earliest_end, bounds.latest_end, window.latest, _later(window.latest, item.stale_after_days)}
    return begins | {day + DAY for day in ends if day < MAX}


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day < MAX - timedelta(days) else MAX
