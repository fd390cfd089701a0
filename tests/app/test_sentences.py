"""No summary holds a number that its data does not hold with the same meaning: its day, its range, its speaker.

Of small worlds in the commonest shapes, of random worlds, and of the data that is shipped. What a number may mean is
worked out from the statements (sentence_checks.py), and read out of sentences by a plain reader (sentence_reader.py).
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from app.answers.alliances import alliances
from app.answers.chain import chain
from app.answers.contested import contested
from app.answers.custody import custody
from app.answers.ledger import ledger
from app.answers.plans import plans
from app.answers.question import common
from app.answers.series import series
from app.answers.silences import silences
from app.judgements import shipped_judgements
from graph.recorded import Recorded
from graph.store.engine import Engine
from graph.store.judging import apply_judgements
from graph.store.reader import Reader, View
from graph.store.store import Store
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from tests.app import sentence_checks as checks
from tests.conftest import wipe
from tests.world import plain_store
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_worlds import Question, World, worlds

RANDOM_WORLDS = 6


@pytest.fixture(scope="module")
def store(embedded_engine: Engine) -> Iterator[Store]:
    with Store(engine=embedded_engine) as found:
        yield found


def filled(store: Store, of: World) -> View:
    wipe(store.engine)
    return plain_store.fill(store, of).view()


def moves_in(view: View) -> list[Recorded]:
    predicates = vocabulary().predicates
    moving = [name for name, one in predicates.items() if one.custody and not one.is_state]
    return list(view.by_predicate(moving))


def faults_of_custody(view: View, held: str | None, day: str, holder: str | None = None) -> list[str]:
    asked = common(as_of=day, limit=10_000)
    days = asked.as_of.earliest, asked.as_of.latest
    answer = custody(view, asked, held, holder)
    moves = moves_in(view)
    found = [*checks.of_custody(answer, days, moves), *checks.of_days(answer, days)]
    found += [fault for row in answer["rows"] for fault in checks.of_wordings(row, moves)]
    return [f"{day}: {fault}: {answer['summary']}" for fault in found]


def convoys() -> World:
    return world(
        comes(150, "2026-01-21"),
        comes((1800, 2200), "2026-01-30", kind="cumulative"),
        comes(5704, "2026-01-21/2026-02-12", spread=True),
    )


SHAPES: dict[str, tuple[World, tuple[str, ...]]] = {
    "three prisons on one day": (
        world(holds(12, "2026-03-01", "annex"), holds(1450, "2026-03-01", "house"), holds(230, "2026-03-01", "centre")),
        ("2026-03-01", "2026-03-09", "2026-02-28"),
    ),
    "places on different days": (
        world(holds(12, "2026-03-01", "annex"), holds(30, "2026-03-04", "house"), holds(31, "2026-03-04", "annex")),
        ("2026-03-01", "2026-03-03", "2026-03-04", "2026-03-20"),
    ),
    "a count of another day": (world(holds(40, "2026-02-13"), holds(None, "2026-02-05")), ("2026-02-05", "2026-02-20")),
    "counts of two speakers": (
        world(holds(0, "2026-03-01"), holds(55999, "2026-03-01", said_by="other-desk")),
        ("2026-03-01", "2026-03-02"),
    ),
    "a newer total beside an older one": (convoys(), ("2026-01-25", "2026-02-05", "2026-02-14")),
    "moves both ways": (
        world(
            comes(5, "2026-01-01"),
            comes(7, "2026-02-01"),
            told("transfers", {"from_holder": "north", "to_holder": "south", "object": GROUP}, {"on": "2026-03-01"}, 3),
        ),
        ("2026-04-01", "2026-01-15"),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_of_custody_is_that_of_its_holder_and_day(store: Store, shape: str) -> None:
    of, days = SHAPES[shape]
    view = filled(store, of)
    assert not [fault for day in days for fault in faults_of_custody(view, GROUP, day)]


@pytest.mark.timeout(0)
@given(worlds(most=25))
@settings(
    max_examples=RANDOM_WORLDS,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the sentence tells enough; making a world small takes minutes
    suppress_health_check=list(HealthCheck),
)
def test_every_number_of_random_worlds_is_in_its_rows(store: Store, asked: tuple[World, list[Question]]) -> None:
    of, questions = asked
    view = filled(store, of)
    for one in questions:
        day = plain_store._written(one["as_of"])
        if one["kind"] == "custody":
            assert not faults_of_custody(view, one["held"], day, one["holder"])
        else:
            assert not faults(view, day, one.get("held") or "group-0")


def faults(view: View, day: str, held: str) -> list[str]:
    """What is wrong in the answers to all questions but that for custody."""
    asked = common(as_of=day, limit=10_000)
    days = asked.as_of.earliest, asked.as_of.latest
    answers: dict[str, tuple[dict[str, Any], Any]] = {
        "ledger": (ledger(view, asked, held), checks.of_ledger),
        "plans": (plans(view, asked), checks.of_plans),
        "contested": (contested(view, asked), partial(checks.of_kinds, kind_of=lambda row: [row["why"]])),
        "silences": (
            silences(view, asked),
            partial(checks.of_kinds, kind_of=lambda row: [row["kind"].replace("_", " ")]),
        ),
        "series": (series(view, asked, held), partial(checks.of_kinds, kind_of=lambda row: [])),
        "chain": (chain(view, asked, held), partial(checks.of_kinds, kind_of=lambda row: [])),
        "alliances": (alliances(view, asked), partial(checks.of_kinds, kind_of=sign_of)),
    }
    found = []
    for name, (answer, check) in answers.items():
        wrong = [*check(answer), *checks.of_days(answer, days)]
        found += [f"{name}, {day}: {fault}: {answer['summary']}" for fault in wrong]
    return found


def sign_of(row: dict[str, Any]) -> list[str]:
    return ["mixed" if row["mixed"] else {1: "friendly", -1: "hostile", 0: "neutral"}[row["sign"]]]


@pytest.fixture(scope="module")
def shipped(embedded_engine: Engine) -> Iterator[View]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as found:
        for source in ("isis-detainee-transfer", "reported-figures", "ucdp-actor"):
            load_source(found, source)
        apply_judgements(found, shipped_judgements())
        yield Reader(found).view()


HELD = ("isis-suspects", "foreign-isis-suspects", "al-hol-residents", None)
DAYS = ("2016-06-01", "2019-03-25", "2026-01-25", "2026-02-05", "2026-02-14", "2026-03-01")


@pytest.mark.parametrize("day", DAYS)
def test_every_number_of_what_is_shipped_is_in_its_rows(shipped: View, day: str) -> None:
    groups = [id_ for id_ in HELD if id_ is None or id_ in shipped.directory]
    assert not [fault for held in groups for fault in faults_of_custody(shipped, held, day)]
    assert not [fault for held in groups if held for fault in faults(shipped, day, held)]
