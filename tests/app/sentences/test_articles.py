"""English names have the article that a newspaper prints: a sample written by hand, and all names of two sources."""

import csv
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.sentences.languages.en.articles import add_article, add_indefinite
from app.sentences.languages.en.writer import EnglishWriter
from app.sentences.names import PrintedNames
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from tests.app.sentences.shipped_sources import ShippedSources

SAMPLE = list(csv.DictReader((Path(__file__).parent / "articles.csv").read_text(encoding="utf-8").splitlines()))
# nouns that cannot end the name of one organisation without an article or an owner before it
NEED_ONE = re.compile(
    r"\b(Army|Front|Movement|Council|Republic|Union|Party|Ministry|Brigade|Division|Cartel|Alliance|faction|Court"
    r"|Kingdom|Islands|Emirates|Organi[sz]ation|Forces|gang)\Z"
)


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: f"{row['label']} {row['name']}")
def test_a_name_has_the_article_that_a_newspaper_prints(row: dict[str, str]) -> None:
    view: Any = SimpleNamespace(
        directory=Directory([NamedEntity(id="x", label=row["label"], name=row["name"], kind=row["kind"])])  # type: ignore[arg-type]
    )
    assert EnglishWriter(PrintedNames(view, "en")).name("x") == row["printed"]


@pytest.fixture(scope="module")
def printed() -> list[tuple[str, str, str]]:
    """Label, kind and printed name of all who are in the reference tables and in the list of actors."""
    view: Any = ShippedSources(("reference", "ucdp-actor"))
    writer = EnglishWriter(PrintedNames(view, "en"))
    return [(one.label, one.kind, writer.name(one.id)) for one in view.directory]


def test_no_name_lacks_its_article_or_has_two(printed: list[tuple[str, str, str]]) -> None:
    assert len(printed) > 2_000
    names = {name for label, _, name in printed if label == "Actor"}
    bare = {
        name
        for name in names
        if NEED_ONE.search(name) and not re.match(r"(the|an?|La|Los|al|Communist forces) |.*'s |Reform the ", name)
    }
    assert bare == set()
    assert [name for name in names if re.search(r"\b(the|an?) (the|an?|Los|La) ", name)] == []
    owners = {owner for name in names for owner in re.findall(r"\Athe .*?\b(\w+)['’]s ", name)}
    assert owners <= {"People", "Women", "Lord", "God", "Student"}  # and no country or person


def test_the_article_of_a_printed_name_is_not_added_again(printed: list[tuple[str, str, str]]) -> None:
    assert [name for label, kind, name in printed if add_article(name, label, kind) != name] == []


@pytest.mark.parametrize(
    "words",
    [
        "a UN official", "a US official", "an SDF commander", "an FBI officer", "a European diplomat",
        "a Ugandan officer", "a Ukrainian soldier", "an Uzbek official", "a NATO official", "an unnamed man",
        "a university", "an hour", "a one-day visit", "an MP", "an Iraqi source", "a Kurdish source",
    ],
)  # fmt: skip
def test_a_or_an_is_chosen_by_how_the_next_word_is_said(words: str) -> None:
    assert add_indefinite(words.partition(" ")[2]) == words


@pytest.mark.parametrize("name", ["Contras", "Peshmerga", "Janjaweed", "Tupamaros", "Taliban"])
def test_a_name_of_many_takes_a_plural_verb(name: str) -> None:
    view: Any = SimpleNamespace(
        directory=Directory([NamedEntity(id="x", label="Actor", name=name, kind="armed_group")])
    )
    assert EnglishWriter(PrintedNames(view, "en")).records.clauses({}).is_plural(("x",))


@pytest.mark.parametrize(
    "name", ["guards who had stayed behind", "residents whom it met", "officials that asked not to be named"]
)
def test_several_who_are_only_described_take_a_plural_verb(name: str) -> None:
    view: Any = SimpleNamespace(directory=Directory([NamedEntity(id="x", label="Actor", name=name, kind="anonymous")]))
    assert EnglishWriter(PrintedNames(view, "en")).records.clauses({}).is_plural(("x",))
