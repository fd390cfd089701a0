"""Names as sentences print them: those of the file of a language are of whom it means, and of nobody else."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.answers.question import read_common
from app.answers.statement_rows import answer_in_shape
from app.question import Question
from app.questions.ledger import QUESTION as LEDGER
from app.questions.plans import QUESTION as PLANS
from app.sentences.languages.ar.writer import ArabicWriter
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames, read_printed
from graph.dates.windows import Window, read_window
from graph.errors import NotFound
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from tests.app.sentences.shipped_sources import read_shipped

STATE = NamedEntity(id="us", label="Actor", name="United States", kind="state")


def write(
    entity: NamedEntity,
    writer: Any = EnglishWriter,
    language: str = "en",
    *others: NamedEntity,
    days: Window | None = None,
) -> str:
    view: Any = SimpleNamespace(directory=Directory([entity, *others]))
    return str(writer(PrintedNames(view, language, days)).name(entity.id))


def test_whom_the_file_means_is_printed_as_it_says() -> None:
    assert write(STATE) == "the United States"
    assert write(replace(STATE, name="America", aliases=("United States",))) == "the United States"
    assert write(STATE, ArabicWriter, "ar") == "الولايات المتحدة"


@pytest.mark.parametrize(("writer", "language"), [(EnglishWriter, "en"), (ArabicWriter, "ar")])
def test_another_with_the_same_id_keeps_its_own_name(writer: Any, language: str) -> None:
    other = NamedEntity(id="us", label="Actor", name="Unity Syndicate", kind="armed_group")
    assert write(other, writer, language) == "Unity Syndicate"


def test_a_name_loses_its_brackets_and_gets_its_article() -> None:
    assert write(NamedEntity(id="x", label="Actor", name="Government of Mordor (Old)", kind="government")) == "Mordor"
    assert (
        write(NamedEntity(id="x", label="Actor", name="Ministry of Tides", kind="ministry")) == "the Ministry of Tides"
    )
    assert write(NamedEntity(id="x", label="Actor", name="Tide Ministry", kind="ministry")) == "the Tide Ministry"


@pytest.mark.parametrize(
    ("letters", "others", "printed"),
    [
        ("DPR", ("Донецкая народная республика", "Donetsk People's Republic"), "the Donetsk People's Republic"),
        ("TRB", ("Tripoli Revolutionaries Brigade",), "the Tripoli Revolutionaries Brigade"),
        ("HPC", ("Hmar People's Convention",), "the Hmar People's Convention"),
        ("NDV", ("Niger Delta Vigilantes",), "NDV"),  # may be another language's
    ],
)
def test_who_is_called_by_letters_alone_is_printed_in_full(letters: str, others: tuple[str, ...], printed: str) -> None:
    assert write(NamedEntity(id="x", label="Actor", name=letters, kind="armed_group", aliases=others)) == printed


HANOI = NamedEntity(
    id="h", label="Actor", name="Government of Vietnam (North Vietnam)", kind="government", external_ids=("gw:816",)
)


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        ("1968", "North Vietnam", "فيتنام الشمالية"),
        ("1968-01-30", "North Vietnam", "فيتنام الشمالية"),
        ("1966/1970", "North Vietnam", "فيتنام الشمالية"),
        ("1975", "North Vietnam", "فيتنام الشمالية"),  # to July 1976
        ("1977", "Vietnam", "Government of Vietnam"),
        ("1960/1980", "Vietnam", "Government of Vietnam"),  # both names
    ],
)
def test_of_a_day_somebody_has_the_name_of_that_day(days: str, english: str, arabic: str) -> None:
    assert write(HANOI, days=read_window(days)) == english
    assert write(HANOI, ArabicWriter, "ar", days=read_window(days)) == arabic


def test_without_a_day_somebody_has_the_name_of_today() -> None:
    assert write(HANOI) == "Vietnam"


def test_a_party_is_not_called_as_its_army() -> None:
    party = NamedEntity(
        id="p", label="Actor", name="HIO", kind="armed_group", aliases=("Hill Independence Organization",)
    )
    army = NamedEntity(
        id="a",
        label="Actor",
        name="Hill Independence Army",
        kind="armed_group",
        languages=(("en", "Hill Independence Army"), ("en", "HIO"), ("ar", "جيش استقلال التلال")),
        canonical="p",
    )
    assert write(party, EnglishWriter, "en", army) == "the Hill Independence Organization"
    assert write(party, ArabicWriter, "ar", army) == "HIO"
    same = replace(party, aliases=("Army of the Hills",))
    assert write(same, EnglishWriter, "en", army) == "the Hill Independence Army"


def test_a_name_that_says_nothing_alone_keeps_what_its_source_adds() -> None:
    def faction(id_: str, of: str) -> NamedEntity:
        return NamedEntity(id=id_, label="Actor", name=f"Military faction ({of})", kind="armed_group")

    assert write(faction("m", "forces of Ada Moon"), EnglishWriter, "en", faction("n", "navy")) == (
        "the forces of Ada Moon"
    )
    assert write(faction("n", "navy")) == "a military faction of the navy"
    muslims = NamedEntity(id="m", label="Actor", name="Muslims (Arda)", kind="collective")
    other = replace(muslims, id="o", name="Muslims (Beor)")
    land = NamedEntity(id="arda", label="Place", name="Arda", kind="country")
    assert write(muslims, EnglishWriter, "en", other, land) == "Muslims in Arda"


def test_what_is_only_numbered_has_the_name_that_another_gives_for_the_number() -> None:
    numbered = NamedEntity(id="s", label="Actor", name="state 520", kind="state", external_ids=("cow:520",))
    named = NamedEntity(
        id="arda", label="Actor", name="Arda", kind="state", external_ids=("cow:520",), languages=(("ar", "أردا"),)
    )
    assert write(numbered, EnglishWriter, "en", named) == "Arda"
    assert write(numbered, ArabicWriter, "ar", named) == "أردا"
    assert write(numbered) == "state 520"


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (LEDGER, "ask custody for nationality=rf-nat-tunisian"),
        (PLANS, "write nationality=rf-nat-tunisian"),
    ],
)
def test_a_hint_names_a_parameter_that_the_question_has_or_a_question_that_has_it(asked: Question, hint: str) -> None:
    with pytest.raises(NotFound) as refused:
        answer_in_shape(asked, cast(Any, read_shipped()), read_common(), [], {"held": "Tunisian"}, False)
    assert refused.value.hint == hint


def test_two_of_one_name_are_told_apart_by_a_fuller_name() -> None:
    party = NamedEntity(
        id="hig", label="Actor", name="Hezb-e-Islami (Gulbuddin)", kind="armed_group", aliases=("Hezb-e-Islami",),
        languages=(("en", "Hezb-e-Islami (Gulbuddin)"),),
    )  # fmt: skip
    faction = replace(
        party, id="hik", name="Hezb-e-Islami (Khalis)", aliases=("Hezb-e Islami Khalis",),
        languages=(("en", "Hezb-e-Islami (Khalis)"),),
    )  # fmt: skip
    assert write(party, EnglishWriter, "en", faction) == "Hezb-e-Islami"
    assert write(faction, EnglishWriter, "en", party) == "Hezb-e Islami Khalis"


def test_the_government_of_a_time_is_called_as_it_was_asked_about() -> None:
    state = NamedEntity(
        id="syria-until-2024", label="Actor", name="Syria until December 2024", kind="state",
        languages=(("en", "Syria until December 2024"), ("en", "Assad regime"), ("en", "Syria")),
    )  # fmt: skip
    view: Any = SimpleNamespace(directory=Directory([state]))

    def write_asked(name: str) -> str:
        return EnglishWriter(PrintedNames(view, "en", None, {state.id: name})).name(state.id)

    assert write_asked("the Assad regime") == "the Assad regime"
    assert write_asked("syria-until-2024") == "the Syrian government of the time"


def test_a_description_in_arabic_is_the_same_in_every_case() -> None:
    """No printed description begins with a sound plural of the nominative, which is wrong behind «بحسب»."""
    for id_, row in read_printed("ar").items():
        first = row["name"].split()[0] if row["name"] else ""
        if row["of"][:1].islower() and first != "سجون":  # a broken plural, whose letters stay
            assert not first.endswith(("و", "ون")), id_
