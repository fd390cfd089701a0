"""Ledgers that nothing closes: no count before, no count after, or a number without a limit between them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph.dates import MIN
from graph.identity import Judgement
from graph.ledger.ledger import Ledger, Row
from graph.ledger.reasons import open_because
from graph.recorded import Recorded
from graph.silences.silence import Missing, Silence, bounded, day_after, hull_of_days, together

Because = tuple[tuple[str, tuple[Recorded, ...]], ...]


def open_ledgers(found: Ledger, group: str, b: date, judgements: Sequence[Judgement] = ()) -> Iterator[Silence]:
    """One for each statement that is missing in the rows of a group's ledger, up to the last day asked about.

    Where nobody came or went there is nothing to add up; that nobody counted again is then stale, not open.
    """
    for row in found.rows:
        reports = [report for side in (row.gains, row.losses) for line in side.lines for report in line.reports]
        if not reports:
            continue
        because = tuple((told, by) for told, by in open_because(row, found, judgements))
        days = hull_of_days(reports)
        if not row.openings:
            before = days.earliest - timedelta(days=1) if days.earliest > MIN else None
            yield _open(row, because, group, "opening", reports, _count(row, group, None, before))
        elif not row.closings:
            last = max(days.latest, hull_of_days(row.openings).latest)
            yield _open(row, because, group, "closing", reports, _count(row, group, day_after(min(last, b)), None))
        elif None in (row.unaccounted or ()):
            for cause in _unbounded(row):
                seen = hull_of_days(cause)
                missing = _count(row, group, bounded(seen.earliest), bounded(seen.latest))
                yield _open(row, because, group, "unbounded", cause, missing)


def _unbounded(row: Row) -> Iterator[Sequence[Recorded]]:
    """Reports that set no limit: counts such as `thousands`, and moves that nobody counted."""
    for stock in (*row.openings, *row.closings):
        if stock.count and stock.count.max is None:
            yield [stock]
    for side in (row.gains, row.losses):
        yield from (line.reports for line in side.lines if line.range[1] is None)


def _count(row: Row, group: str, first: date | None, last: date | None) -> Missing:
    scope = row.scope
    return Missing(what="a count", whose=scope.holders, of=(group,), places=scope.places, first=first, last=last)


def _open(row: Row, because: Because, group: str, why: str, cause: Sequence[Recorded], missing: Missing) -> Silence:
    statements = {s.id: s for s in (*row.openings, *cause, *row.closings)}
    return Silence(
        kind="open_ledger",
        why=why,
        holders=row.scope.holders,
        held=(group,),
        statements=tuple(statements.values()),
        places=together(row.scope.places),
        people=row.opening or row.closing,
        missing=missing,
        open_because=because,
    )
