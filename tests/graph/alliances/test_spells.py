"""Pieces of a period say on every day of it what the day alone says."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.alliances.drawing import RowPieces, Spells, cut_pieces, join_spells, take_around, take_first_pieces
from graph.alliances.network import NetworkDay, find_day
from graph.columns.preparing import find_stretches_by
from graph.evidence.support import RANKS
from graph.model.statement import StoredStatement
from tests.graph.alliances.test_day import by_columns, many
from tests.graph.columns.plain import facts
from tests.world.builder import said
from tests.world.worlds import DAYS, day_asked, relation

JANUARY = date(2026, 1, 1)
ALL_DAYS = sorted({*DAYS, *(day + timedelta(1) for day in DAYS), date(2025, 12, 1), date(2026, 6, 1), date(2029, 1, 1)})


def on(rows: RowPieces, number: int) -> RowPieces:
    """The pieces that hold a day."""
    return rows.take(np.flatnonzero((rows.start <= number) & (number <= rows.end)))


def without_gap(rows: NetworkDay) -> dict[tuple[str, str], object]:
    return {pair: (found[0], *found[2:]) for pair, found in by_columns(rows).items()}  # type: ignore[index,misc]


@many
@given(
    st.lists(relation(), max_size=12),
    day_asked,
    st.sampled_from([0, 1, 40, 1000]),
    st.sampled_from([None, None, 0, 1, 60, 1000]),
)
def test_every_day_of_a_period_has_the_rows_of_that_day(
    statements: list[StoredStatement], first: date, more: int, max_gap_days: int | None
) -> None:
    ready = facts(statements)
    a, b = first.toordinal(), first.toordinal() + more
    rows = cut_pieces(ready, a, b, None if max_gap_days is None else find_stretches_by(ready, max_gap_days))
    assert all(a <= start <= end <= b for start, end in zip(rows.start, rows.end, strict=True))
    for number in sorted({a, b, *(one.toordinal() for one in ALL_DAYS if a <= one.toordinal() <= b)}):
        assert without_gap(on(rows, number)) == without_gap(find_day(ready, number, number, max_gap_days))


def said_by(found: Spells, rows: RowPieces, number: int) -> list[tuple[int, ...]]:
    network = rows.network
    at = found.piece[(found.start <= number) & (number <= found.end)]
    return [(int(rows.pairs[n]), int(network.sign[n]), bool(network.mixed[n]), int(rows.support[n])) for n in at]


@many
@given(st.lists(relation(), max_size=12), day_asked, st.sampled_from([0, 40, 1000]))
def test_spells_are_pieces_that_say_the_same_and_as_few_as_can_be(
    statements: list[StoredStatement], first: date, more: int
) -> None:
    a, b = first.toordinal(), first.toordinal() + more
    rows = cut_pieces(facts(statements), a, b)
    found = join_spells(rows, np.ones(len(rows), bool))
    whole = Spells(np.arange(len(rows)), rows.start, rows.end)
    for number in sorted({a, b, *(one.toordinal() for one in ALL_DAYS if a <= one.toordinal() <= b)}):
        assert said_by(found, rows, number) == said_by(whole, rows, number)
    told = [
        (int(rows.pairs[n]), int(start), int(end), rows.network.sign[n], rows.network.mixed[n], rows.support[n])
        for n, start, end in zip(*found, strict=True)
    ]
    for one, following in pairwise(told):
        assert one[0] < following[0] or one[2] < following[1]
        assert (one[0], one[2] + 1, *one[3:]) != (following[0], following[1], *following[3:])


def chain() -> RowPieces:
    """ash fights birch all January, birch fights cedar from the 10th to the 20th, cedar fights dogwood on the 15th."""
    return cut_pieces(
        facts(
            [
                said("crow", "fights", "ash", "birch", valid="2026-01-01/2026-01-31"),
                said("crow", "fights", "birch", "cedar", valid="2026-01-10/2026-01-20"),
                said("crow", "fights", "cedar", "dogwood", valid="2026-01-15/2026-01-15"),
            ]
        ),
        JANUARY.toordinal(), JANUARY.toordinal() + 30,
    )  # fmt: skip


def reached(rows: RowPieces, centre: str, days: tuple[int, int], depth: int) -> dict[str, tuple[int, int]]:
    """For each pair, and its days in January 2026."""
    number = rows.evidence.columns.names.entities.find(centre)
    assert number is not None
    before = JANUARY.toordinal() - 1
    found = take_around(rows, {number: [(before + days[0], before + days[1])]}, depth)
    found = found.take(np.flatnonzero(found.support == RANKS.index("certain")))
    names = found.network.nodes
    return {
        f"{names[a]} {names[b]}": (int(start) - before, int(end) - before)
        for a, b, start, end in zip(found.network.a, found.network.b, found.start, found.end, strict=True)
    }


def test_who_is_around_an_actor_is_so_on_the_days_on_which_the_way_is_there() -> None:
    rows = chain()
    assert len(take_first_pieces(rows)) == 3
    assert reached(rows, "ash", (1, 31), 1) == {"ash birch": (1, 31)}
    assert reached(rows, "ash", (1, 31), 2) == {"ash birch": (1, 31), "birch cedar": (10, 20)}
    assert reached(rows, "ash", (1, 31), 3)["cedar dogwood"] == (15, 15)
    assert reached(rows, "ash", (12, 14), 8) == {"ash birch": (12, 14), "birch cedar": (12, 14)}
    assert reached(rows, "dogwood", (1, 31), 8) == {
        "ash birch": (15, 15), "birch cedar": (15, 15), "cedar dogwood": (15, 15),
    }  # fmt: skip


def test_without_evidence_there_are_no_pieces() -> None:
    rows = cut_pieces(facts([]), 1, 1000)
    assert (len(rows), len(join_spells(rows, np.ones(0, bool)).piece), len(take_around(rows, {}, 2))) == (0, 0, 0)
