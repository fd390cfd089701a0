"""The ledger over many statements on one group, beyond the store's round trips: from statements to rows that add up."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from graph.custody.ledger.ledger import LedgerPeriod, build_ledger
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.bench.measure import Result, as_served, in_turn
from tests.world.builder import GROUP, said

MOST_MS = 50.0
STEEPEST = 1.1
SIZES = (1_000, 10_000)
FIRST = date(2001, 1, 1)


def ledgers(rounds: int) -> Iterator[Result]:
    """The median of one ledger, with the collector as rare as in the service, and how it grows with ten times the
    statements: 1 is as they do."""
    worlds = {size: world(size) for size in SIZES}
    with as_served():
        median = in_turn({str(size): lambda size=size: closed(*worlds[size]) for size in SIZES}, rounds, warm=2)  # type: ignore[misc]
    small, large = (median[str(size)] for size in SIZES)
    rows = len(closed(*worlds[SIZES[1]]))
    yield Result(
        what=f"ledger over {SIZES[1]:,} statements, {rows} rows",
        engine="",
        value=large,
        unit="ms",
        against="of what the bar allows",
        ratio=large / MOST_MS,
        bar=f"<= {MOST_MS:.0f} ms, not asserted",
        met=large <= MOST_MS,
        details={"rows": rows},
    )
    growth = math.log(large / small) / math.log(SIZES[1] / SIZES[0])
    yield Result(
        what=f"growth of the ledger from {SIZES[0]:,} statements",
        engine="",
        value=small,
        unit="ms",
        against="as exponent",
        ratio=growth,
        bar=f"<= {STEEPEST}",
        met=growth <= STEEPEST,
    )


def closed(
    statements: Sequence[StoredStatement], judgements: Sequence[Judgement]
) -> list[tuple[LedgerPeriod, object, str]]:
    """The rows with what is unaccounted for, and whether they close."""
    return [(row, row.unaccounted, row.closes) for row in build_ledger(statements, GROUP, judgements=judgements).rows]


def world(size: int, seed: int = 1) -> tuple[list[StoredStatement], list[Judgement]]:
    """A flight a day, told by one to four speakers who differ in number and day, half of them joined by an Event and
    some by judgements; a count of both holders a week; a running figure a month."""
    chance = Random(seed)
    statements: list[StoredStatement] = []
    judgements: list[Judgement] = []
    number = 0
    while len(statements) < size:
        number += 1
        day = FIRST + timedelta(number)
        reports = [
            said(
                who,
                f"transfers {chance.randrange(140, 151)}",
                on=str(day + timedelta(who == "owl")),
                from_holder="ash",
                to_holder="birch",
                about=f"flight-{number}" if number % 2 else (),
            )
            for who in ("crow", "daw", "jay", "owl")[: chance.randrange(1, 5)]
        ]
        statements += reports
        if number % 2 == 0 and number % 3 and len(reports) > 1:
            judgements.append(_judged(reports, "negative" if number % 7 == 0 else "positive"))
        if number % 7 == 0:
            statements += [
                said(
                    chance.choice(["crow", "daw"]),
                    f"holds about {chance.randrange(1_000, 9_000)}",
                    holder,
                    observed=str(day),
                )
                for holder in ("ash", "birch")
            ]
        if number % 30 == 0:
            told = f"transfers {number * 145}"
            statements.append(said("crow", told, on=str(day), from_holder="ash", to_holder="birch", kind="cumulative"))
    return statements[:size], judgements


def _judged(reports: Sequence[StoredStatement], verdict: str) -> Judgement:
    ids = tuple(report.key for report in reports)
    return Judgement(id=ids[0], ids=ids, verdict=verdict, by="a judge", on="2026-01-01", why="a benchmark")
