"""What a network comes to in numbers, worked out by hand, and against single rows one by one."""

from datetime import date, timedelta

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.alliances.day import NetworkDay, day
from graph.alliances.pairs import PairRow, alliances
from graph.alliances.series import NetworkTally, among, tallies, told_of, touching
from graph.model.stored_statement import StoredStatement
from tests.graph.alliances.test_day import many
from tests.graph.columns.plain import facts
from tests.world.builder import said
from tests.world.worlds import day_asked, relation

JANUARY = date(2026, 1, 15).toordinal()


def tally(rows: NetworkDay, last_known: int | None) -> NetworkTally:
    """The numbers of the rows of one step."""
    ((_, found),) = tallies([rows], last_known)
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
    found = tally(day(ready, JANUARY, JANUARY), None)
    assert (found.pairs, found.friendly, found.hostile, found.neutral, found.mixed) == (4, 2, 1, 0, 1)
    assert found.certain == 3  # birch was only seen to support cedar at some time in January
    assert (found.actors, found.density) == (5, 4 / 10)
    assert found.components == 2
    assert found.friendly_components == 1  # what dogwood and elm are to each other is mixed
    around_ash = touching(day(ready, JANUARY, JANUARY), among(ready, {"ash"}))
    assert tally(around_ash, None)[:5] == (2, 1, 1, 0, 0)
    assert told_of(ready) == (date(2026, 1, 1).toordinal(), date(2026, 2, 28).toordinal())


def test_an_empty_network_is_nothing_of_everything() -> None:
    ready = facts([])
    assert tally(day(ready, JANUARY, JANUARY), None) == (0, 0, 0, 0, 0, 0, 0, None, 0, 0)
    assert told_of(ready) is None


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
    found = tally(day(facts(statements), a.toordinal(), b.toordinal()), None)
    assert tuple(found) == one_by_one(alliances(statements, a, b).rows)


@many
@given(st.lists(relation(), max_size=12), st.lists(day_asked, max_size=6))
def test_many_steps_at_once_have_the_numbers_of_each_alone(statements: list[StoredStatement], days: list[date]) -> None:
    ready = facts(statements)
    steps = [day(ready, a.toordinal(), a.toordinal() + 40) for a in days]
    assert [found for _, found in tallies(steps, None)] == [tally(rows, None) for rows in steps]
