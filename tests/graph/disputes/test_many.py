"""What is looked up in large worlds is what comparing each with each finds, and costs in proportion to the reports."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from graph.disputes.conflicts import group_by_common_day, group_compatible, has_clash, select_clashing
from graph.disputes.one_question import PartyIndex, find_days, find_parties, has_compatible_parties
from graph.disputes.question import collect_disputes
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.effort import calls

START = date(2026, 1, 1)


def counted(number: int, low: int, high: int, first: int, days: int) -> StoredStatement:
    window = f"{START + timedelta(days=first)}/{START + timedelta(days=first + days)}"
    return said(f"s{number % 3}", f"holds {low} to {high}", who="ash", observed=window, key=f"k{number:05}")


def moved(number: int, chance: Random) -> StoredStatement:
    roles = {
        role: (f"{role}-{chance.randrange(3)}",)
        for role in ("from_holder", "to_holder", "from_place", "to_place")
        if role == "to_holder" or chance.random() < 0.6
    }
    return said("crow", f"transfers {chance.choice((1, 1, 2))}", on="2026-01-20", key=f"k{number:05}", **roles)  # type: ignore[arg-type]


def compared(scope: Sequence[StoredStatement]) -> Iterator[list[str]]:
    """What at_one_time gives, found by comparing each that ends with all others."""
    days = {s.id: find_days(s) for s in scope}
    shown: set[str] = set()
    met: dict[str, date] = {}
    for ending in sorted(scope, key=lambda s: days[s.id].latest):
        last = days[ending.id].latest
        now = [s for s in scope if days[s.id].earliest <= last <= days[s.id].latest]
        if ending.id not in shown:
            if any(has_clash("figures", (ending, other)) for other in now):
                met[ending.id] = last
            if day := met.get(ending.id):
                together = [s for s in scope if days[s.id].earliest <= day <= days[s.id].latest]
                shown |= {s.id for s in select_clashing("figures", together)}
                yield sorted(s.key for s in together)
        going_on = [s for s in scope if days[s.id].earliest <= last and s.id not in shown and s.id not in met]
        for other in going_on:
            if days[other.id].latest >= last and has_clash("figures", (ending, other)):
                met[other.id] = last
        shown.add(ending.id)


@pytest.mark.parametrize("seed", range(60))
def test_figures_at_one_time_are_those_that_comparing_each_with_all_finds(seed: int) -> None:
    chance = Random(seed)
    scope = []
    for number in range(chance.randrange(2, 25)):
        low = chance.randrange(5)
        scope.append(counted(number, low, low + chance.randrange(4), chance.randrange(12), chance.randrange(9)))
    assert [sorted(s.key for s in some) for some in group_by_common_day(scope)] == list(compared(scope))


@pytest.mark.parametrize("seed", range(30))
def test_looking_reports_up_by_their_parties_finds_the_same_sets_as_comparing_all(seed: int) -> None:
    chance = Random(seed)
    reports = [moved(number, chance) for number in range(chance.randrange(2, 40))]
    odd = {s.id for s in reports if chance.random() < 0.1}  # as if a judgement tied them to whatever comes

    def compatible(one: StoredStatement, other: StoredStatement) -> bool:
        return bool(odd & {one.id, other.id}) or has_compatible_parties(one, other, None)

    def parties(statement: StoredStatement) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(find_parties(statement).items())

    def kind(statement: StoredStatement) -> object:
        return parties(statement), statement.id if statement.id in odd else None

    nearby = PartyIndex(parties, lambda statement: statement.id in odd)
    looked_up, with_all = (list(group_compatible(reports, compatible, kind, how)) for how in (nearby, None))
    assert looked_up == with_all


def test_wide_windows_of_one_scope_cost_in_proportion_to_their_number() -> None:
    def work(number: int) -> int:
        scope = [counted(k, 90 + k % 3, 120, k % 90, 400) for k in range(number)]
        scope.append(counted(number, 200, 210, 600, 5))  # clashes with nothing of its days
        return calls(lambda: list(group_by_common_day(scope)))

    assert work(800) <= 5 * work(200)


def test_moves_of_many_routes_on_one_day_cost_in_proportion_to_their_number() -> None:
    def work(number: int) -> int:
        reports = [
            said("crow", f"transfers {1 + k % 2}", on="2026-01-20", key=f"k{k}", from_holder="ash", to_holder="birch",
                 from_place=f"p{k // 2}", to_place="fort")
            for k in range(number)
        ]  # fmt: skip
        found = len(collect_disputes(reports))
        assert found == number // 2
        return calls(lambda: collect_disputes(reports))

    assert work(800) <= 5 * work(200)
