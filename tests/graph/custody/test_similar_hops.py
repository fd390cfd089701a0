"""Which hops may be one: looked up by what is told of them, the same as by comparing each with each."""

from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from graph.custody import similar_hops as alike
from graph.custody.hops import build_hops
from graph.custody.similar_hops import MOST_ALIKE, MOST_LOOKED_AT, NEAR_DAYS, HopKind, find_similar_pairs
from graph.evidence.hierarchy import Containment
from tests.world.builder import said
from tests.world.effort import calls

START = date(2026, 1, 1)
Days = list[tuple[date, date]]


def world(seed: int, number: int = 40) -> tuple[list[HopKind], Days, Containment]:
    chance = Random(seed)
    links = [said("crow", "part_of", who=f"p{k}", whom="p0", valid="2020/2030") for k in (1, 2)]
    kinds = [
        HopKind(
            tuple(
                tuple(sorted({f"p{chance.randrange(6)}" for _ in range(chance.choice((0, 1, 1, 2)))})) for _ in range(3)
            ),
            frozenset({chance.choice(("transfers", "moves"))}),
        )
        for _ in range(number)
    ]
    first = sorted(START + timedelta(days=chance.randrange(30)) for _ in range(number))
    return kinds, [(day, day + timedelta(days=chance.randrange(3))) for day in first], Containment(links)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("few", [0, 100])
def test_pairs_looked_up_are_those_that_comparing_each_with_each_finds(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "FEW_KINDS", few)
    kinds, days, within = world(seed)
    apart = {(one, one + 2) for one in range(len(kinds))}
    expected: list[tuple[int, int]] = []
    for one, other in combinations(range(len(kinds)), 2):
        stand_in = [number for pair in expected for number in pair]
        if (
            (days[other][0] - days[one][1]).days <= NEAR_DAYS
            and kinds[one].predicates & kinds[other].predicates
            and all(map(within.is_compatible, kinds[one].sides, kinds[other].sides))
            and (one, other) not in apart
            and max(stand_in.count(one), stand_in.count(other)) < MOST_ALIKE
        ):
            expected.append((one, other))
    assert list(find_similar_pairs(kinds, days, within, lambda one, other: (one, other) in apart)) == expected
    assert len(kinds) <= MOST_LOOKED_AT


def test_a_hop_is_found_alike_however_many_others_lie_between() -> None:
    others = [said("crow", "transfers 1", on="2026-01-20", key=f"k{k:03}", from_place=f"p{k}") for k in range(100)]
    ends = [said("crow", "transfers 1", on="2026-01-20", key=key, from_place="fort") for key in ("a", "z")]
    found = {hop.id: hop.may_be for hop in build_hops([*others, *ends])}
    assert (found["a"], found["z"], found["k000"]) == (["z"], ["a"], [])


def test_a_hop_that_was_not_compared_with_all_others_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a kind that may be one with too many others only those that come next are compared: here 100 captures at as
    many places lie between two transfers of nobody knows whence."""
    between = [said("crow", "captures 1", "ash", on="2026-01-20", key=f"k{k:03}", at=f"p{k}") for k in range(100)]
    ends = [said("crow", "transfers 1", on="2026-01-20", key=key) for key in ("a", "z")]
    found = {hop.id: hop for hop in build_hops([*between, *ends])}
    assert (found["a"].may_be, found["a"].may_be_more) == (["z"], False)
    monkeypatch.setattr(alike, "MOST_KINDS", 10)
    found = {hop.id: hop for hop in build_hops([*between, *ends])}
    assert (found["a"].may_be, found["a"].may_be_more) == ([], True)
    assert [hop.id for hop in found.values() if hop.may_be_more] == ["a"]
    few = {hop.id: hop for hop in build_hops([*between[: MOST_LOOKED_AT - 1], *ends])}
    assert (few["a"].may_be, few["a"].may_be_more) == (["z"], False)


@pytest.mark.parametrize("routes", [1, 20, 10_000])
def test_looking_for_alike_hops_costs_in_proportion_to_them(routes: int) -> None:
    def work(number: int) -> int:
        reports = [
            said(
                "crow", "transfers 1", on=str(START + timedelta(days=k % 10)), key=f"k{k}", from_place=f"p{k % routes}"
            )
            for k in range(number)
        ]
        return calls(lambda: build_hops(reports))

    assert work(1_200) <= 5 * work(300)
