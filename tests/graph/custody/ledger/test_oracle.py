"""The ledger as the plain oracle works it out, in worlds where counts and moves lie close together."""

import os
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.ledger.ledger import LedgerPeriod, build_ledger
from graph.model.counts import Range
from tests.world import oracle
from tests.world.ledger_worlds import claimed, judged, links, made, recorded
from tests.world.plain_worlds import World

WORLDS = int(os.environ.get("WHOHOLDS_LEDGER_WORLDS", "100"))
LAST_DAY = date(2026, 1, 10)  # some of what these worlds tell of is later


def answered(world: World, until: date) -> list[dict[str, Any]]:
    """What the ledger answers, in the form of the oracle."""
    statements = recorded(world)
    rows = build_ledger(
        statements,
        "all",
        links=links(statements),
        judgements=judged(world),
        until=until,
        distinct=world["distinct"],
        claims=claimed(world),
    ).rows
    return sorted(map(_row, rows), key=repr)


def _row(row: LedgerPeriod) -> dict[str, Any]:
    return {
        "holders": row.scope.holders,
        "places": row.scope.places,
        "unit": row.scope.unit,
        "opening": row.opening,
        "openings": sorted((*_count(s.count), s.key) for s in row.openings),
        "closings": sorted((*_count(s.count), s.key) for s in row.closings),
        "gained": row.gains.range,
        "lost": row.losses.range,
        "unaccounted": row.unaccounted,
        "closes": row.closes,
    }


def _count(count: Any) -> Range:
    return count.min, count.max


numbers = st.integers(0, 2**90 - 1)


@given(
    st.lists(numbers, max_size=25),
    st.lists(st.integers(0, 2**30 - 1), max_size=5),
    st.sampled_from([LAST_DAY, date.max]),
)
@settings(max_examples=WORLDS, derandomize=WORLDS == 100, deadline=None, database=None)
def test_every_period_is_as_the_oracle_works_it_out(codes: list[int], judgements: list[int], until: date) -> None:
    world = made(codes, judgements)
    assert answered(world, until) == oracle.ledger(world, held="all", holder=None, as_of=(until, until), version=1)
