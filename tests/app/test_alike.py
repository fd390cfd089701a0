"""Thousands of near-equal rows: one of each kind first, groups with their number."""

from datetime import date, timedelta

import pytest

from app.answers.alike import MOST_UNGROUPED, group_alike, groups_json
from graph.custody.chain import MAX_CHAINS, MAX_HOPS, trace_chains
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.gaps.moves import find_uncorroborated_moves, group_moves
from graph.custody.hops import build_hops
from graph.errors import InvalidInput
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.effort import calls

FIRST = date(2020, 1, 1)


def moves(number: int) -> list[StoredStatement]:
    """Transfers among 18 places, five a day, told by one speaker."""
    return [
        said(
            "crow", f"transfers {n % 5 + 1}", "ash", on=str(FIRST + timedelta(n // 5)), said_on="2030-01-01",
            from_place=f"p{n % 18}", to_place=f"p{(n * 7 + 1) % 18}", key=f"t{n:06}",
        )
        for n in range(number)
    ]  # fmt: skip


def silent(number: int) -> list[EvidenceGap]:
    told = moves(number)
    return list(find_uncorroborated_moves(group_moves(told, [], date(2030, 1, 1)), lambda _: (1, 1)))


def kind(silence: EvidenceGap) -> object:
    return silence.kind, silence.held


def test_of_many_rows_one_of_each_kind_comes_first_and_none_is_lost() -> None:
    rows = silent(MOST_UNGROUPED + 30)
    found = group_alike(rows, lambda row: row.people)
    assert [row.people for row in found.rows[:5]] == [(n, n) for n in range(1, 6)]
    assert {id(row) for row in found.rows} == {id(row) for row in rows}
    assert [found.group_fields(row) for row in found.rows[:5]] == [{"alike": 16, "group": n} for n in range(5)]
    assert group_alike(rows[:MOST_UNGROUPED], lambda row: row.people).rows == rows[:MOST_UNGROUPED]


def test_a_group_tells_its_number_days_and_its_places() -> None:
    found = group_alike(silent(100), kind)
    assert groups_json(found, lambda row: row.kind) == {
        "groups": [
            {
                "first": "single_speaker",
                "number": 100,
                "statementCount": 100,
                "placeCount": 18,
                "earliest": date(2020, 1, 1),
                "latest": date(2020, 1, 20),
            }
        ],
        "groupCount": 1,
    }


def test_one_group_is_asked_for_by_its_place_and_others_are_refused() -> None:
    found = group_alike(silent(MOST_UNGROUPED + 30), lambda row: row.people)
    assert [row.people for row in found.select_group("1", found.rows)] == [(2, 2)] * 16
    assert found.select_group(None, found.rows) == found.rows
    for written in ("5", "-1", "one", ""):
        with pytest.raises(InvalidInput, match="expected a number from 0 to 4"):
            found.select_group(written, found.rows)
    alone = group_alike(silent(1), kind)
    assert alone.group_fields(alone.rows[0]) == {"alike": 1, "group": None}
    with pytest.raises(InvalidInput, match="no rows of this answer are alike"):
        alone.select_group("0", alone.rows)


def test_chains_are_looked_for_among_the_hops_that_move_most_people() -> None:
    found = build_hops(moves(MAX_HOPS + 500))
    walks = trace_chains(found)
    assert walks.among == MAX_HOPS
    assert len(walks.chains) <= MAX_CHAINS
    assert {hop.count for walk in walks.chains for hop in walk.hops} <= {(3, 3), (4, 4), (5, 5)}
    assert trace_chains(found[:40]).among == 40


def test_the_work_of_silences_and_hops_grows_with_the_moves() -> None:
    few, many = moves(500), moves(2_000)
    assert calls(lambda: build_hops(many)) < 5 * calls(lambda: build_hops(few))
    assert calls(lambda: group_alike(silent(2_000), kind)) < 5 * calls(lambda: group_alike(silent(500), kind))
