"""Balance as an answer: of the first report's alliances over HTTP, and how rows become a network."""

from datetime import date
from typing import Any

import httpx
import pytest

from graph.alliances.balance.question import find_network_balance, lower_certainty
from graph.alliances.network import NetworkDay, find_day
from graph.model.statement import StoredStatement
from tests.graph.columns.plain import facts, hashed
from tests.world.builder import said

DAY = date(2026, 1, 25)


def on_the_day(told: list[StoredStatement]) -> NetworkDay:
    return find_day(facts(told), DAY.toordinal(), DAY.toordinal())


def ask(base: str, **asked: object) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(
        f"{base}/v1/alliances/balance", params={"as_of": DAY, **asked}, timeout=60
    ).json()
    return answer


def test_three_pairs_that_are_only_possible_tip_the_first_report(base: str) -> None:
    """Damascus fights the SDF, Washington supports both: each of the three is only possible, and without it there are
    two camps."""
    found = ask(base)
    index = found["frustration"]
    assert (index["min"]["upper"], index["max"]["lower"], index["max"]["proved"]) == (0, 1, True)
    ends = [{tip["a"]["id"], tip["b"]["id"]} for tip in found["tippedBy"]]
    assert sorted(map(sorted, ends)) == [["damascus", "sdf"], ["damascus", "us"], ["sdf", "us"]]
    assert all((tip["bound"], tip["from"], tip["to"]) == ("max", 1, 0) for tip in found["tippedBy"])
    assert all(tip["certainty"] == "possible" and tip["statements"] for tip in found["tippedBy"])
    assert len(found["rows"]) == 1
    assert found["triangles"]["kinds"]["++-"] == {"min": 0, "max": 1}
    assert found["triangles"]["balanced"] == {"min": 0, "max": 1}  # what the coder infers is only possible
    assert found["summary"].startswith("On 25 January 2026 ")
    assert "would allow" in found["summary"]  # not all of it is certain
    assert "stood with both" in found["summary"]  # the three pairs, by name
    assert found["summary"].endswith(
        "Whichever way they are divided into two camps, at most one of six ties does not fit."
    )
    assert not found["truncated"]


def test_without_the_one_speaker_of_a_pair_that_tips_it_there_are_two_camps(base: str) -> None:
    (only,) = (tip["statements"] for tip in ask(base)["tippedBy"] if len(tip["statements"]) == 1)
    speaker = httpx.get(f"{base}/v1/statements/{only[0]}", timeout=60).json()["statement"]["saidBy"]["id"]
    found = ask(base, exclude=speaker)
    assert found["question"]["lens"]["exclude"][0]["id"] == speaker
    assert found["frustration"]["max"]["upper"] == 0
    assert found["tippedBy"] == []


def test_certain_pairs_alone_have_one_index_and_one_division(base: str) -> None:
    found = ask(base, certainty="certain", as_of="2018-01-01")  # that the SDF and the US fought ISIS is stated
    assert found["frustration"]["min"] == found["frustration"]["max"]
    assert found["tippedBy"] == []
    (camps,) = found["camps"]
    sides = [sorted(actor["id"] for actor in camps[side]) for side in ("one", "other")]
    assert sorted(sides) == [["isis"], ["sdf", "us"]]
    assert camps["unique"] is True
    assert "two camps" in found["summary"]


def test_around_an_actor_are_the_pairs_among_those_it_has_pairs_with(base: str) -> None:
    found = ask(base, actor="damascus")
    assert found["pairs"]["actors"] == 3
    assert found["triangles"]["all"] == {"min": 0, "max": 1}


def test_where_nothing_is_said_nothing_is_balanced(base: str) -> None:
    found = ask(base, as_of="1800")
    assert found["summary"].startswith("No source here says who fought or stood with whom in 1800.")
    assert (found["camps"], found["rows"], found["frustration"]["max"]["upper"]) == ([], [], 0)


def test_the_table_has_the_pairs_against_the_camps(base: str) -> None:
    lines = httpx.get(f"{base}/v1/alliances/balance.csv", params={"as_of": DAY}, timeout=60).text.splitlines()
    assert lines[0] == "a.id,a.name,a.kind,b.id,b.name,b.kind,sign,mixed,certainty,statements"
    assert len(lines) == 2


@pytest.mark.parametrize(("known", "index"), [("2026-01-20", (1, 1)), ("2026-01", (0, 1))])
def test_what_was_only_perhaps_public_is_not_in_the_minimum(known: str, index: tuple[int, int]) -> None:
    told = [
        said("crow", word, one, other, valid="2026-01-01/2026-02-01", said_on="2026-02-10", known=day)
        for word, one, other, day in (
            ("allied_with", "ash", "birch", "2026-01-02"),
            ("allied_with", "birch", "cedar", "2026-01-02"),
            ("fights", "ash", "cedar", known),
        )
    ]
    found = find_network_balance(lower_certainty(on_the_day(told), DAY.toordinal()))
    assert (found.least.upper, found.most.upper) == index


def test_pairs_that_are_friendly_and_hostile_at_once_always_tip() -> None:
    told = [
        said("crow", word, "ash", "birch", valid="2026-01-01/2026-02-01", said_on="2026-02-10")
        for word in ("allied_with", "fights")
    ]
    network = lower_certainty(on_the_day(told), None)
    found = find_network_balance(network)
    assert (found.least.upper, found.most.upper, found.camps) == (0, 1, [])
    assert [(tip.bound, tip.before, tip.after) for tip in found.tips.found] == [("min", 0, 1), ("max", 1, 0)]
    assert sorted(network.statements_of(0)) == sorted(hashed(statement.id) for statement in told)
