"""The whole network on a day from columns says what graph.alliances.pairs says of the same statements, one by one."""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.alliances.network import NO_GAP, NetworkDay, find_day, find_nearest
from graph.alliances.pairs import Alliances, PairRow, find_pair_rows
from graph.evidence.support import RANKS
from graph.model.statement import StoredStatement
from tests.graph.columns.plain import facts, hashed
from tests.world.builder import said
from tests.world.worlds import day_asked, relation

WORLDS = int(os.environ.get("WHOHOLDS_COLUMN_WORLDS", "200"))  # `make oracle` tries 5,000
many = settings(
    deadline=None,
    derandomize=WORLDS == 200,
    max_examples=WORLDS,
    suppress_health_check=list(HealthCheck),
    database=None,
)


def by_columns(found: NetworkDay) -> dict[tuple[str, str], object]:
    network = found.network
    rows = {}
    for number in range(len(network)):
        ends = sorted((network.nodes[network.a[number]], network.nodes[network.b[number]]))
        counts = network.friendly[number], network.hostile[number], network.neutral[number]
        gap = int(found.gap[number])
        rows[ends[0], ends[1]] = (
            RANKS[network.support[number]],
            None if gap == NO_GAP else gap,
            tuple(map(int, counts)),
            sorted(network.statements_of(number)),
        )
    return rows


def one_by_one(answer: Alliances) -> dict[tuple[str, str], object]:
    def row(one: PairRow) -> object:
        assert one.support is not None
        counts = tuple(one.signs[name] for name in ("friendly", "hostile", "neutral"))
        return one.support.kind, one.support.gap_days, counts, sorted(hashed(s.id) for s in one.statements)

    return {(min(one.a, one.b), max(one.a, one.b)): row(one) for one in answer.rows}


@many
@given(
    st.lists(relation(), max_size=12),
    day_asked,
    st.sampled_from([0, 0, 1, 30, 400]),
    st.sampled_from([None, None, 1, 60]),
)
def test_the_columns_say_what_statements_say_one_by_one(
    statements: list[StoredStatement], a: date, more: int, max_gap_days: int | None
) -> None:
    b = a + timedelta(more)
    answer = find_pair_rows(statements, a, b, max_gap_days=max_gap_days)
    ready = facts(statements)
    found = find_day(ready, a.toordinal(), b.toordinal(), max_gap_days)
    assert by_columns(found) == one_by_one(answer)
    before, after = find_nearest(ready, found, a.toordinal(), b.toordinal())
    for places, rows in ((before, answer.last_known), (after, answer.first_known)):
        assert sorted(ready.columns.list_statement_ids(ready.rows[places])) == sorted(
            hashed(s.id) for row in rows for s in row.statements
        )


def test_a_pair_that_two_names_of_one_actor_make_is_no_pair() -> None:
    ready = facts([said("crow", "allied_with", "ash", "ash", valid="2026-01/..")])
    assert len(find_day(ready, *[date(2026, 1, 20).toordinal()] * 2)) == 0
