"""Everyone's alliances over HTTP: by sign, around an actor, and while a load goes on."""

import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.model.entities import WrittenEntity
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.writer import load_content
from tests.app.conftest import caught_up, problem_of, served, settings_for
from tests.conftest import delete_everything
from tests.graph.store.reports import content, says

DAY = "2020-03-01"
CHAIN = ("ash", "birch", "cedar", "elm", "fir")
ACTORS = [
    WrittenEntity(id=id_, label="Actor", name=id_.title(), kind="organisation") for id_ in (*CHAIN, "holly", "ivy")
]
# ash and birch are friends, each of the others fights the next; holly is both to ivy
FIRST = [
    says("friends", "allied_with", subject="ash", object="birch", observed=DAY),
    *(says(f"{a}-{b}", "fights", subject=a, object=b, observed=DAY) for a, b in pairwise(CHAIN[1:])),
    says("one", "allied_with", subject="holly", object="ivy", observed=DAY),
    says("other", "fights", subject="ivy", object="holly", observed=DAY),
]


def world(number: int) -> Content:
    """The first statements, and for each further one a neutral pair of its own: as many as the number."""
    more = [
        WrittenEntity(id=f"{side}-{n}", label="Actor", name=f"{side} {n}", kind="organisation")
        for n in range(number)
        for side in "ab"
    ]
    pairs = [
        says(f"pair-{n}", "ceasefire_with", subject=f"a-{n}", object=f"b-{n}", observed=DAY) for n in range(number)
    ]
    return content([*FIRST, *pairs], entities=[*content([]).entities, *ACTORS, *more])


@pytest.fixture(scope="module")
def own(lent: Path) -> Path:
    with Store(settings_for(lent)) as store:
        load_content(store, world(0))
    return lent


@pytest.fixture
def address(own: Path) -> Iterator[str]:
    with served(create_app(settings_for(own))) as base:
        yield base


def ask(address: str, **asked: object) -> Any:
    return httpx.get(f"{address}/v1/alliances", params={"as_of": DAY, **asked}, timeout=60)


def ends(answer: httpx.Response) -> list[tuple[str, str]]:
    return sorted(tuple(sorted((row["a"]["id"], row["b"]["id"]))) for row in answer.json()["rows"])  # type: ignore[misc]


def test_rows_of_one_sign_are_those_of_that_sign(address: str) -> None:
    assert ends(ask(address, sign="friendly")) == [("ash", "birch")]
    assert ends(ask(address, sign="-1")) == [("birch", "cedar"), ("cedar", "elm"), ("elm", "fir")]
    assert ends(ask(address, sign="mixed")) == [("holly", "ivy")]
    assert ends(ask(address, sign="neutral")) == []
    assert problem_of(ask(address, sign="rosy"))["parameter"] == "sign"


def test_each_step_around_an_actor_adds_the_pairs_of_those_it_reaches(address: str) -> None:
    found = [ends(ask(address, actor="ash", depth=depth)) for depth in (1, 2, 3, 8)]
    chain = list(pairwise(CHAIN))
    assert found == [chain[:1], chain[:2], chain[:3], chain]


def test_a_depth_beyond_eight_or_without_an_actor_is_refused(address: str) -> None:
    assert "1 to 8" in str(problem_of(ask(address, actor="ash", depth=50))["detail"])
    assert problem_of(ask(address, depth=2))["parameter"] == "depth"


def test_a_pair_that_is_friendly_and_hostile_on_a_day_is_mixed_and_has_no_sign(address: str) -> None:
    (row,) = ask(address, sign="mixed").json()["rows"]
    assert (row["sign"], row["mixed"], row["signs"]) == (None, True, {"friendly": 1, "hostile": 1, "neutral": 0})
    assert len(row["statements"]) == 2


def test_whoever_asks_while_loads_go_on_sees_one_version_whole_and_never_a_part(own: Path, address: str) -> None:
    """Each load adds one neutral pair and changes nothing else, so its version tells how many there are."""
    first = ask(address).json()["dataVersion"]
    seen: list[tuple[int, int]] = []
    over = threading.Event()

    def reader() -> None:
        with httpx.Client(timeout=60) as client:
            while not over.is_set():
                answer = client.get(f"{address}/v1/alliances", params={"as_of": DAY, "sign": "neutral"}).json()
                seen.append((answer["dataVersion"], len(answer["rows"])))

    readers = [threading.Thread(target=reader) for _ in range(3)]
    for one in readers:
        one.start()
    with Store(settings_for(own)) as store:
        versions = [load_content(store, world(number)).version for number in range(1, 6)]
    caught_up(address)
    last = ask(address, sign="neutral").json()
    over.set()
    for one in readers:
        one.join()
    pairs = {first: 0} | {version: number for number, version in enumerate(versions, 1) if version}
    assert {version: pairs[version] for version, _ in seen} == dict(seen)
    assert len(set(seen)) == len({version for version, _ in seen})
    assert (last["dataVersion"], len(last["rows"])) == (versions[-1], 5)


def test_a_store_that_was_emptied_and_filled_anew_gives_nothing_of_what_it_held(own: Path, address: str) -> None:
    assert ends(ask(address, sign="friendly")) == [("ash", "birch")]
    with Store(settings_for(own)) as store:
        delete_everything(store.engine)
        load_content(store, content(FIRST[:1], entities=[*content([]).entities, *ACTORS]))
        load_content(store, content(FIRST[2:3], entities=[*content([]).entities, *ACTORS]))
    caught_up(address)
    while ask(address).json()["dataVersion"] != 2:
        caught_up(address)
    assert ends(ask(address)) == [("cedar", "elm")]
