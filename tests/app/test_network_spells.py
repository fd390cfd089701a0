"""A network over time says of every day what the network of that day says: by hand, at random, on sources."""

import os
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.answers.question import Common, read_common
from app.questions.network import network
from app.questions.network_spells import SPELL_FIELDS, network_spells
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from tests.app.test_alliances_over_time import DISPUTE, NARROWED, taking_sides, told, world_of
from tests.conftest import wipe
from tests.world import plain_store
from tests.world.plain_worlds import OFFSETS

Json = dict[str, Any]
WORLDS = int(os.environ.get("WHOHOLDS_ORACLE_WORLDS", "15"))
SAME = ("sign", "mixed", "certainty", "knownCertainty", "support")
FIRST = date(2026, 1, 1)


@pytest.fixture
def dispute(store: Store) -> View:
    wipe(store.engine)
    return plain_store.fill(store, world_of(DISPUTE)).view()


def spells_of(answer: Json) -> dict[str, list[tuple[Any, ...]]]:
    assert answer["spellFields"] == list(SPELL_FIELDS)
    return {f"{edge['a']} {edge['b']}": [tuple(spell) for spell in edge["spells"]] for edge in answer["edges"]}


def on(answer: Json, day: date) -> dict[tuple[str, str], Json]:
    """The edges of a day, as a page reads them from spells."""
    there = {
        (edge["a"], edge["b"]): dict(zip(answer["spellFields"], spell, strict=True))
        for edge in answer["edges"]
        for spell in edge["spells"]
        if spell[0] <= day.isoformat() <= spell[1]
    }
    return {pair: {name: spell[name] for name in SAME} for pair, spell in there.items()}


def turns(answer: Json) -> set[date]:
    """The first and last days of spells, and the days beside them."""
    found = {date.fromisoformat(day) for edge in answer["edges"] for spell in edge["spells"] for day in spell[:2]}
    return {day + timedelta(more) for day in found for more in (-1, 0, 1)}


def assert_as_on_each_day(view: View, asked: Common, answer: Json, days: Iterable[date], **narrowed: Any) -> None:
    first, last = answer["question"]["from"], answer["question"]["to"]
    for day in sorted(day for day in days if first <= day <= last):
        of_day = network(Selection(view, replace(asked, as_of=read_common(as_of=day.isoformat()).as_of)), **narrowed)
        assert on(answer, day) == {
            (edge["a"], edge["b"]): {name: edge[name] for name in SAME} for edge in of_day["edges"]
        }, day
        assert {node["id"] for node in of_day["nodes"]} <= {node["id"] for node in answer["nodes"]}


# the dispute


def test_friends_who_fell_out_have_a_spell_of_each_and_none_between(dispute: View) -> None:
    answer = network_spells(Selection(dispute, read_common()), "2026", "2026")
    found = spells_of(answer)
    assert list(found) == ["ash birch", "ash cedar", "birch cedar", "birch dogwood"][: len(found)]
    assert found["ash birch"][0] == ("2026-01-01", "2026-01-31", 1, False, "certain", "certain", "certain")
    assert ("2026-02-10", "2026-06-30", -1, False, "certain", "certain", "certain") in found["ash birch"]
    assert not any(start <= "2026-02-05" <= end for start, end, *_ in found["ash birch"])
    ash = next(node for node in answer["nodes"] if node["id"] == "ash")
    assert ash["degree"] == {"friendly": 2, "hostile": 1, "neutral": 0, "mixed": 0, "pairs": 2}
    assert answer["summary"].startswith("In 2026 ")


def test_without_days_the_period_is_that_of_all_evidence(dispute: View) -> None:
    answer = network_spells(Selection(dispute, read_common()))
    assert (answer["question"]["from"], answer["question"]["to"]) == (date(2019, 1, 1), date(2026, 12, 31))
    assert "asOf" not in answer["question"]


def test_at_most_so_many_actors_are_sent_those_with_the_most_pairs_first(dispute: View) -> None:
    answer = network_spells(Selection(dispute, read_common(limit=2)), "2026", "2026")
    assert answer["truncated"]
    assert len(answer["nodes"]) == 2
    assert len(answer["edges"]) == 1
    assert "of 4 actors" in answer["notes"][0] or "of 3 actors" in answer["notes"][0]


def test_an_actor_without_a_pair_stands_alone_and_days_without_evidence_are_named(dispute: View) -> None:
    answer = network_spells(Selection(dispute, read_common()), "2026", "2026", actor="crow")
    assert ([node["id"] for node in answer["nodes"]], answer["edges"]) == (["crow"], [])
    early = network_spells(Selection(dispute, read_common()), "1900", "1900")
    assert "What sources say here runs from 1 January 2019 to 31 December 2026" in early["notes"]


def test_an_empty_store_has_no_day_to_tell_of(dispute: View) -> None:
    empty = network_spells(Selection(Reader(dispute.store).view(0), read_common()))
    assert (empty["question"]["from"], empty["nodes"], empty["edges"]) == (None, [], [])


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"start": "2026", "end": "2019"}, "to"),
        ({"start": "soon"}, "from"),
        ({"sign": "warm"}, "sign"),
        ({"depth": 2}, "depth"),
    ],
)
def test_what_makes_no_sense_is_refused_by_parameter(dispute: View, given: Json, parameter: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        network_spells(Selection(dispute, read_common()), **given)
    assert refused.value.parameter == parameter


# every day, on random worlds


def with_parts(chance: random.Random, size: int) -> Json:
    """A world of sides taken, in which some actors are parts of others for a while."""
    world = taking_sides(chance, size)
    for number in range(chance.choice((0, 1, 3))):
        part, whole = chance.sample(("ash", "birch", "cedar", "dogwood"), 2)
        one, two = sorted(FIRST + timedelta(chance.choice(OFFSETS)) for _ in range(2))
        window = chance.choice(({"valid": f"{one}/{two}"}, {"valid": f"{one}/.."}, {"observed": f"{one}"}))
        said = {"said": str(two), "known": str(two + timedelta(chance.choice((0, 60))))}
        world["statements"].append(told(f"part-{number}", "part_of", part, whole, **window, **said))
    return world


@pytest.mark.timeout(0)
@given(
    st.integers(0, 2**32),
    st.sampled_from([3, 8, 20]),
    st.sampled_from([None, (0, 41), (5, 600)]),
    st.sampled_from([None, "2026-03-01", "2027-01-01/2027-02-01"]),
    st.sampled_from(NARROWED),
    st.sampled_from([{}, {}, {"sign": "hostile"}, {"actor": "ash"}, {"actor": "ash", "depth": 2, "sign": "friendly"},
                     {"actor": "birch", "depth": 3}]),
)  # fmt: skip
@settings(
    max_examples=WORLDS, derandomize=WORLDS == 15, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_day_has_the_edges_of_the_network_of_that_day(
    store: Store,
    seed: int,
    size: int,
    period: tuple[int, int] | None,
    known_at: str | None,
    narrowed: Json,
    asked: Json,
) -> None:
    wipe(store.engine)
    view = plain_store.fill(store, with_parts(random.Random(seed), size)).view()
    question = read_common(known_at=known_at, limit=10_000, **narrowed)
    days = [str(FIRST + timedelta(day)) for day in period] if period else [None, None]
    answer = network_spells(Selection(view, question), *days, **asked)
    if answer["question"]["from"]:
        some = {FIRST + timedelta(day + more) for day in OFFSETS for more in (-1, 0, 1)}
        assert_as_on_each_day(view, question, answer, some | turns(answer), **asked)


# the sources shipped


@pytest.fixture(scope="module")
def shipped(shipped_view: View) -> View:
    return shipped_view


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, {}),
        ({}, {"actor": "iraq", "depth": 2}),
        ({"known_at": "2026-02-01", "exclude": "parties"}, {}),
        ({"certainty": "certain", "max_gap_days": 400}, {"sign": "hostile"}),
    ],
)
def test_what_the_sources_tell_is_on_each_day_the_network_of_that_day(shipped: View, given: Json, asked: Json) -> None:
    question = read_common(limit=10_000, **given)
    answer = network_spells(Selection(shipped, question), **asked)
    days = sorted(turns(answer))
    chosen = random.Random(len(days)).sample(days, min(len(days), 40))
    assert_as_on_each_day(shipped, question, answer, chosen, **asked)


def test_the_sources_together_are_a_small_answer(shipped: View) -> None:
    answer = network_spells(Selection(shipped, read_common(limit=10_000)))
    assert len(answer["edges"]) > 2_000
    assert len(orjson.dumps(answer)) < 400 * len(answer["edges"])  # 5,000 edges in 2 MB
