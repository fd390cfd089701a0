"""Where there is silence: gaps in custody, what rests on one speaker, what is stale or uncounted, open ledgers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from graph.custody.day import HolderRow, custody
from graph.custody.gaps.gap import (
    EvidenceGap,
    Independent,
    MissingStatement,
    bounded,
    day_after,
    hull_of_days,
    second_speaker,
    together,
)
from graph.custody.gaps.moves import moved_on_one_word, moved_uncounted, moves_of, whereabouts
from graph.custody.gaps.stretches import stretches
from graph.custody.ledger.ledger import Ledger, LedgerPeriod
from graph.custody.ledger.reasons import open_because
from graph.dates.windows import MIN
from graph.evidence.hierarchy import is_fact
from graph.evidence.retraction import standing
from graph.model.judgements import Judgement
from graph.model.stored_statement import StoredStatement


def silences(
    statements: Sequence[StoredStatement],
    a: date,
    b: date,
    *,
    independent: Independent,
    judgements: Sequence[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    max_gap_days: int | None = None,
) -> list[EvidenceGap]:
    """All silences but those of ledgers, for the days [a, b], from statements on custody.

    `independent` tells how many independent speakers stand behind some statements; `publishers` as in `standing`,
    `max_gap_days` as in graph.evidence.support.
    """
    statements = [s for s in standing(statements, publishers) if is_fact(s)]
    found = custody(statements, a, b, max_gap_days=max_gap_days, publishers=publishers, judgements=judgements)
    rows, blocks = found.rows, moves_of(statements, judgements, b)
    alone = list(_held_on_one_word(rows, independent))
    told = {statement.id for silence in alone for statement in silence.statements}
    return [
        *stretches(statements, a, b, max_gap_days),
        *whereabouts(blocks, statements, b),
        *alone,
        *(s for s in moved_on_one_word(blocks, independent) if not told.issuperset(r.id for r in s.statements)),
        *_held_uncounted(rows, a, b),
        *moved_uncounted(blocks),
    ]


def _held_on_one_word(rows: Iterable[HolderRow], independent: Independent) -> Iterator[EvidenceGap]:
    """Rows of custody, and the numbers in them, that surely no second speaker bears out."""
    for row in rows:
        if independent(row.statements)[0] <= 1:
            yield _on_one_word("custody", row, row.statements)
        elif row.count:
            best, by_place = row.count.best, row.count.places is not None
            scope = best.count.unit, best.count.of, best.holders, best.held, by_place
            counting = [
                c.statement
                for c in row.counts
                if (c.count.unit, c.count.of, c.holders, c.held, bool(c.places)) == scope
            ]
            if independent(counting)[0] <= 1:
                yield _on_one_word("count", row, counting)


def _on_one_word(why: str, row: HolderRow, statements: Iterable[StoredStatement]) -> EvidenceGap:
    statements = tuple(statements)
    return EvidenceGap(
        kind="single_speaker",
        why=why,
        holders=(row.holder,),
        held=(row.held,),
        statements=statements,
        places=row.places,
        people=row.count.range if row.count else row.gained[0] if row.gained else None,
        missing=second_speaker(statements, (row.holder,), (row.held,), row.places),
    )


def _held_uncounted(rows: Iterable[HolderRow], a: date, b: date) -> Iterator[EvidenceGap]:
    for row in rows:
        if row.count is None and row.gained is None:
            yield EvidenceGap(
                kind="uncounted",
                why="custody",
                holders=(row.holder,),
                held=(row.held,),
                statements=row.statements,
                places=row.places,
                missing=MissingStatement(
                    what="a count", whose=(row.holder,), of=(row.held,), places=row.places, first=a, last=b
                ),
            )


Because = tuple[tuple[str, tuple[StoredStatement, ...]], ...]


def open_ledgers(found: Ledger, group: str, b: date, judgements: Sequence[Judgement] = ()) -> Iterator[EvidenceGap]:
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


def _unbounded(row: LedgerPeriod) -> Iterator[Sequence[StoredStatement]]:
    """Reports that set no limit: counts such as `thousands`, and moves that nobody counted."""
    for stock in (*row.openings, *row.closings):
        if stock.count and stock.count.max is None:
            yield [stock]
    for side in (row.gains, row.losses):
        yield from (line.reports for line in side.lines if line.range[1] is None)


def _count(row: LedgerPeriod, group: str, first: date | None, last: date | None) -> MissingStatement:
    scope = row.scope
    return MissingStatement(
        what="a count", whose=scope.holders, of=(group,), places=scope.places, first=first, last=last
    )


def _open(
    row: LedgerPeriod,
    because: Because,
    group: str,
    why: str,
    cause: Sequence[StoredStatement],
    missing: MissingStatement,
) -> EvidenceGap:
    statements = {s.id: s for s in (*row.openings, *cause, *row.closings)}
    return EvidenceGap(
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
