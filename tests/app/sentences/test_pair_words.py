"""Sentences on what two did over time, and on how pairs changed: each by its own relation, and for its years alone.

The sentences are written by hand; the parties are invented.
"""

from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.facts import AskedDays
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from app.sentences.networks import (
    ChangeFact,
    DiffFacts,
    NetworkFacts,
    NetworkSeriesFacts,
    PairSpell,
    RelationFact,
    StepFact,
)
from graph.dates.windows import read_window
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from tests.app.sentences.conftest import ENTITIES, GAZETTE


def tell_pair(*spells: PairSpell) -> NetworkSeriesFacts:
    step = StepFact(days=read_window("2016"), pairs=1, speakers=GAZETTE)
    return NetworkSeriesFacts(
        actors=("ash",), other="birch", sign=None, first=step, last=step, fewest=step, most=step, spells=spells
    )


def follow(joiner: str | None) -> PairSpell:
    """A hostile spell that no source states."""
    return PairSpell(sign=-1, days=read_window("2016"), speakers=GAZETTE, is_stated=False, is_sure=False, joiner=joiner)


def test_that_no_source_says_that_two_fought_is_said_of_the_years_asked_about_only(english: Any, arabic: Any) -> None:
    facts = tell_pair(follow("ash"))
    assert english.write_alliances_series(facts) == (
        "Ash stood with opponents of Birch in 2016, according to Gazette. "
        "No source here says that the two fought each other in these years."
    )
    assert "أنهما تقاتلا في هذه المدة" in arabic.write_alliances_series(facts)


def test_two_of_whom_nothing_is_said_are_told_with_the_days_asked_about(english: Any, arabic: Any) -> None:
    assert english.write_alliances_series(tell_pair()) == (
        "No source here says that Ash and Birch fought or stood together in 2016."
    )
    assert arabic.write_alliances_series(tell_pair()).endswith("تقاتلا أو تحالفا في عام 2016.")


def test_two_of_whom_only_follows_that_they_were_against_each_other_are_not_said_to_fight(
    english: Any, arabic: Any
) -> None:
    facts = tell_pair(follow(None))
    assert english.write_alliances_series(facts).startswith(
        "Ash and Birch were probably hostile to each other in 2016, according to Gazette. "
    )
    written = arabic.write_alliances_series(facts)
    assert written.startswith("كان Ash وBirch متعاديين على الأرجح في عام 2016، بحسب Gazette")
    assert not written.startswith("تقاتل")


def compare(*changes: ChangeFact) -> DiffFacts:
    first, last = read_window("2001"), read_window("2010")
    return DiffFacts(asked=AskedDays(), actors=(), first=first, last=last, changes=changes)


def change(kind: str, relation: str | None, count: int, sign: int | None = -1) -> ChangeFact:
    pairs = tuple((f"n{number}", f"m{number}") for number in range(min(count, 6)))
    return ChangeFact(kind=kind, sign=sign, pairs=pairs, count=count, relation=relation, speakers=GAZETTE)


@pytest.mark.parametrize(
    ("relation", "count", "sign", "words"),
    [
        ("disputes_with", 40, -1, "Another 40 pairs were in an armed dispute in 2001 and not in 2010"),
        ("fights", 40, -1, "Another 40 pairs fought each other in 2001 and not in 2010"),
        ("fights", 1, -1, "Another pair fought each other in 2001 and not in 2010"),
        ("together", 7, 1, "Another seven pairs stood together in 2001 and not in 2010"),
        ("besieges", 12, -1, "In another 12 pairs one side besieged the other in 2001 and not in 2010"),
        ("ceasefire_with", 12, 0, "Another 12 pairs had a ceasefire with each other in 2001 and not in 2010"),
        (None, 12, None, "Another 12 pairs both fought and stood together in 2001 and not in 2010"),
    ],
)
def test_pairs_that_have_no_room_for_names_are_counted_with_what_they_did(
    relation: str | None, count: int, sign: int | None, words: str
) -> None:
    """Of names so long that the second kind of change has room for its number only."""
    long = "Great Northern Isle Liberation Army"
    ids = [f"{side}{number}" for side in "nm" for number in range(6)]
    names = [NamedEntity(id=id_, label="Actor", name=f"{long} {id_}", kind="state") for id_ in ids]
    view: Any = SimpleNamespace(directory=Directory([*ENTITIES, *names]))
    facts = compare(change("began", "fights", 30), change("ended", relation, count, sign))
    written = EnglishWriter(PrintedNames(view, "en")).write_alliances_diff(facts)
    assert written.endswith(f". {words}, by what Gazette reports.")


def test_of_a_network_too_pairs_are_counted_with_what_they_did(english: Any) -> None:
    def tie(relation: str, sign: int, count: int, *pairs: tuple[str, str]) -> RelationFact:
        return RelationFact(relation=relation, sign=sign, pairs=pairs, count=count, speakers=GAZETTE)

    facts = NetworkFacts(
        asked=AskedDays(day=read_window("2016")),
        relations=(
            tie("fights", -1, 1, ("ash", "birch")),
            tie("disputes_with", -1, 9, ("cedar", "ash")),
            tie("ceasefire_with", 0, 12, ("elder", "ash")),
        ),
    )
    assert english.write_network(facts) == (
        "In 2016 Birch fought Ash, according to Gazette. "
        "Another nine pairs were in an armed dispute, and 12 had a ceasefire with each other, by the same account."
    )


def test_pairs_without_one_sign_are_not_said_to_have_stood_together(english: Any, arabic: Any) -> None:
    for actors, sentence in (
        ((), "Ash and Birch both fought and stood together in 2010 and not in 2001"),
        (("ash",), "Birch was both with and against Ash in 2010 and not in 2001"),
    ):
        pair = ChangeFact(kind="began", sign=None, pairs=(("ash", "birch"),), count=1, speakers=GAZETTE, actors=actors)
        facts = DiffFacts(
            asked=AskedDays(), actors=actors, first=read_window("2001"), last=read_window("2010"), changes=(pair,)
        )
        assert english.write_alliances_diff(facts).startswith(sentence)
        assert arabic.write_alliances_diff(facts).startswith("ذُكر قتال وتحالف معًا بين Ash وBirch في عام 2010 لا في")
