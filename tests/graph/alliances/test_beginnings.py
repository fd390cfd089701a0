"""How many statements tell of a beginning within some days: by hand, and counted one by one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.alliances.network import find_day
from graph.alliances.series import BeginningCounts, count_beginnings, find_beginnings
from graph.dates.windows import MAX, MIN
from graph.evidence.hierarchy import is_fact
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary
from tests.graph.alliances.test_day import many
from tests.graph.columns.plain import facts
from tests.world.builder import said
from tests.world.worlds import day_asked, relation


def within(statements: list[StoredStatement], a: date, b: date) -> BeginningCounts:
    ready = facts(statements)
    return count_beginnings(find_beginnings(ready), find_day(ready, a.toordinal(), b.toordinal()))


def test_what_began_happened_or_was_seen_in_january() -> None:
    statements = [
        said("crow", "allied_with", "ash", "birch", valid="2026-01-10/2026-03-31", key="began-in-january"),
        said("crow", "fights", "ash", "cedar", observed="2026-01-05/2026-01-20", key="seen-in-january"),
        said("daw", "fights", "ash", "cedar", observed="2026-01-20/2026-02-10", key="seen-then-or-later"),
        said("crow", "supports", ("ash", "birch"), "elm", valid="2026-01/2026-06", key="began-some-day-of-january"),
        said("crow", "hostile_to", "birch", "cedar", valid="2025-11-01/2026-02-28", key="went-on"),
        said("daw", "supports", "cedar", "elm", valid="../2026-02-28", key="nobody-knows-since-when"),
    ]
    assert within(statements, date(2026, 1, 1), date(2026, 1, 31)) == BeginningCounts(certain=3, possible=1)
    assert within(statements, date(2026, 2, 1), date(2026, 2, 28)) == BeginningCounts(certain=0, possible=1)
    assert within(statements, date(2026, 1, 12), date(2026, 1, 12)) == BeginningCounts(certain=0, possible=2)
    assert within([], date(2026, 1, 1), date(2026, 1, 31)) == BeginningCounts(0, 0)


def one_by_one(statements: list[StoredStatement], a: date, b: date) -> BeginningCounts:
    certain = possible = 0
    for one in statements:
        predicate, bounds = vocabulary().predicates[one.predicate], one.bounds
        subjects, objects = one.role("subject"), one.role("object")
        if not is_fact(one) or predicate.sign is None or all(x == y for x in subjects for y in objects):
            continue
        seen = one.validity.kind == "observed"
        first = bounds.earliest_end if seen else bounds.earliest_start
        last = bounds.latest_start
        if first > MIN and last < MAX and first <= b and a <= last:
            certain += a <= first and last <= b
            possible += not (a <= first and last <= b)
    return BeginningCounts(certain, possible)


@many
@given(st.lists(relation(), max_size=12), day_asked, st.sampled_from([0, 1, 30, 400]))
def test_starts_are_those_of_single_statements(statements: list[StoredStatement], a: date, more: int) -> None:
    b = a + timedelta(more)
    assert within(statements, a, b) == one_by_one(statements, a, b)
