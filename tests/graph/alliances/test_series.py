"""What a network comes to in numbers, worked out by hand, and against single rows one by one."""

from datetime import date, timedelta

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.alliances.network import NetworkDay, find_day
from graph.alliances.pairs import PairRow, find_pair_rows
from graph.alliances.question import mark_entities, take_touching
from graph.alliances.series import (
    BeginningCounts,
    NetworkTally,
    find_alliances_series,
    find_series_scope,
    tally_networks,
)
from graph.dates.windows import read_window
from graph.errors import InvalidInput
from graph.model.statement import StoredStatement
from tests.graph.alliances.few import ask, tie
from tests.graph.alliances.test_day import many
from tests.graph.columns.plain import facts
from tests.world.builder import said
from tests.world.worlds import day_asked, relation

JANUARY = date(2026, 1, 15).toordinal()


def tally(rows: NetworkDay, last_known: int | None) -> NetworkTally:
    """The numbers of the rows of one step."""
    ((_, found),) = tally_networks([rows], last_known)
    return found


def test_five_actors_of_a_lake_dispute_in_numbers() -> None:
    ready = facts(
        [
            said("crow", "allied_with", "ash", "birch", valid="2026-01-01/2026-01-31"),
            said("crow", "supports", "birch", "cedar", observed="2026-01"),
            said("crow", "fights", "ash", "cedar", valid="2026-01-01/2026-01-31"),
            said("daw", "allied_with", "dogwood", "elm", valid="2026-01-01/2026-01-31"),
            said("daw", "fights", "dogwood", "elm", observed="2026-01-10/2026-01-20"),
            said("daw", "allied_with", "ash", "dogwood", valid="2026-02-01/2026-02-28"),
        ]
    )
    found = tally(find_day(ready, JANUARY, JANUARY), None)
    assert (found.pairs, found.friendly, found.hostile, found.neutral, found.mixed) == (4, 2, 1, 0, 1)
    assert found.certain == 3  # birch was only seen to support cedar at some time in January
    assert (found.actors, found.density) == (5, 4 / 10)
    assert found.components == 2
    assert found.friendly_components == 1  # what dogwood and elm are to each other is mixed
    around_ash = take_touching(find_day(ready, JANUARY, JANUARY), mark_entities(ready, {"ash"}))
    assert tally(around_ash, None)[:5] == (2, 1, 1, 0, 0)
    assert ready.extent == (date(2026, 1, 1).toordinal(), date(2026, 2, 28).toordinal())


def test_an_empty_network_is_nothing_of_everything() -> None:
    ready = facts([])
    assert tally(find_day(ready, JANUARY, JANUARY), None) == (0, 0, 0, 0, 0, 0, 0, None, 0, 0)
    assert ready.extent is None


def one_by_one(rows: list[PairRow]) -> tuple[object, ...]:
    every, friendly = (
        nx.Graph((row.a, row.b) for row in rows),
        nx.Graph((row.a, row.b) for row in rows if row.sign == 1),
    )
    signs = [sum(row.sign == sign for row in rows) for sign in (1, -1, 0)]
    actors = len(every)
    return (
        len(rows), *signs, sum(row.mixed for row in rows),
        sum(row.support is not None and row.support.kind == "certain" for row in rows),
        actors, nx.density(every) if actors > 1 else None,
        nx.number_connected_components(every), nx.number_connected_components(friendly),
    )  # fmt: skip


@many
@given(st.lists(relation(), max_size=12), day_asked, st.sampled_from([0, 0, 1, 30, 400]))
def test_the_numbers_are_those_of_rows_counted_one_by_one(
    statements: list[StoredStatement], a: date, more: int
) -> None:
    b = a + timedelta(more)
    found = tally(find_day(facts(statements), a.toordinal(), b.toordinal()), None)
    assert tuple(found) == one_by_one(find_pair_rows(statements, a, b).rows)


@many
@given(st.lists(relation(), max_size=12), st.lists(day_asked, max_size=6))
def test_many_steps_at_once_have_the_numbers_of_each_alone(statements: list[StoredStatement], days: list[date]) -> None:
    ready = facts(statements)
    steps = [find_day(ready, a.toordinal(), a.toordinal() + 40) for a in days]
    assert [found for _, found in tally_networks(steps, None)] == [tally(rows, None) for rows in steps]


def test_a_series_is_asked_of_a_selection_from_a_script() -> None:
    selection = ask(
        [
            tie("allied_with", "ash", "birch", valid="2026-01-01/2026-01-31"),
            tie("fights", "ash", "birch", valid="2026-02-10/2026-02-20"),
            tie("fights", "birch", "cedar", valid="2026-01-05/2026-02-25"),
        ]
    )
    months = [read_window("2026-01"), read_window("2026-02"), read_window("2026-03")]

    def numbers(**asked: str) -> list[tuple[int, int, int]]:
        scope = find_series_scope(selection, **asked)
        found = find_alliances_series(selection, scope, months)
        return [(step.tally.pairs, step.tally.friendly, step.tally.hostile) for step in found]

    assert numbers() == [(2, 1, 1), (2, 0, 2), (0, 0, 0)]
    assert numbers(actor="Ash") == [(1, 1, 0), (1, 0, 1), (0, 0, 0)]
    assert numbers(sign="friendly") == [(1, 1, 0), (0, 0, 0), (0, 0, 0)]
    scope = find_series_scope(selection, "ash", "birch", measures="degree")
    january, february, march = find_alliances_series(selection, scope, months)
    assert january.pair
    assert (january.pair.sign, january.measures) == (1, {"degree": 1})
    assert february.pair
    assert (february.pair.sign, february.starts) == (-1, BeginningCounts(1, 0))
    assert (march.pair, march.measures) == (None, None)
    assert find_alliances_series(selection, scope, []) == []
    with pytest.raises(InvalidInput, match="without an actor"):
        find_series_scope(selection, other="ash")
