"""Where there is silence: gaps in custody, what rests on one speaker, what is stale or uncounted, open ledgers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graph.custody import Row, custody
from graph.identity import Judgement
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.silences.moves import moved_on_one_word, moved_uncounted, moves_of, whereabouts
from graph.silences.silence import Independent, Missing, Silence, second_speaker
from graph.silences.stretches import stretches
from graph.standing import standing


def silences(
    statements: Sequence[Recorded],
    a: date,
    b: date,
    *,
    independent: Independent,
    judgements: Sequence[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    max_gap_days: int | None = None,
) -> list[Silence]:
    """All silences but those of ledgers, for the days [a, b], from statements on custody.

    `independent` tells how many independent speakers stand behind some statements; `publishers` as in `standing`,
    `max_gap_days` as in graph.support.
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


def _held_on_one_word(rows: Iterable[Row], independent: Independent) -> Iterator[Silence]:
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


def _on_one_word(why: str, row: Row, statements: Iterable[Recorded]) -> Silence:
    statements = tuple(statements)
    return Silence(
        kind="single_speaker",
        why=why,
        holders=(row.holder,),
        held=(row.held,),
        statements=statements,
        places=row.places,
        people=row.count.range if row.count else row.gained[0] if row.gained else None,
        missing=second_speaker(statements, (row.holder,), (row.held,), row.places),
    )


def _held_uncounted(rows: Iterable[Row], a: date, b: date) -> Iterator[Silence]:
    for row in rows:
        if row.count is None and row.gained is None:
            yield Silence(
                kind="uncounted",
                why="custody",
                holders=(row.holder,),
                held=(row.held,),
                statements=row.statements,
                places=row.places,
                missing=Missing(
                    what="a count", whose=(row.holder,), of=(row.held,), places=row.places, first=a, last=b
                ),
            )
