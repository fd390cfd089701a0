"""Questions as people type them lead to the question that is meant; what nobody bears is said, and never left out.

Each row of typed.tsv was written by hand before the rules: the question, its address (`-` where it is none), an address
for each that it may mean, and the words that are not understood.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from app.answers.question import Asked, read_common
from app.questions import read_headings
from app.sentences import list_languages, open_writer
from app.sentences.question_words import list_slots, read_question_words
from app.understanding.carrying import TEXTS
from app.understanding.facts import find_reading_facts
from app.understanding.name_values import NAMED
from app.understanding.patterns import NUMBER, OCCURRENCE, SITE, THEM, TOPIC
from app.understanding.reading import TypedQuestion, read_question
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import ShippedSources

TODAY = date(2026, 11, 29)
SOURCES = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor")
LINES = [
    line for line in (Path(__file__).parent / "typed.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def select() -> Asked:
    return Selection(ShippedSources(SOURCES), read_common(today=TODAY))  # type: ignore[arg-type]


def read(text: str) -> TypedQuestion | None:
    return read_question(select(), text, TODAY)


def compare(address: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """An address so that two of them are equal that ask the same, in any language: ids of one entity are one."""
    parts = urlsplit(address)
    canonical = select().view.directory.find_canonical
    path = "/".join(canonical(unquote(part)) for part in parts.path.split("/"))
    return path, frozenset(
        (name, canonical(value).casefold()) for name, value in parse_qsl(parts.query) if name != "lang"
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["question"] for row in ROWS])
def test_a_typed_question_leads_to_the_question_that_is_meant(row: dict[str, str]) -> None:
    found = read(row["question"])
    if row["address"] == "-":
        assert found is None
        return
    assert found is not None
    if row["address"]:
        assert found.is_decided
        assert compare(found.best.address) == compare(row["address"])
    else:
        assert not found.is_decided
    assert " / ".join(found.not_understood) == row["not understood"]
    if row["choices"]:
        assert {compare(one.address) for one in found.choices} == set(map(compare, row["choices"].split(" ")))


@pytest.mark.parametrize("language", list_languages())
def test_what_a_question_reads_as_can_be_typed_again(language: str) -> None:
    writer = open_writer(Selection(select().view, read_common(lang=language))).records
    for row in ROWS:
        found = read(row["question"])
        # several of one name are printed as so many names
        if found and found.is_decided and not any(len(part.ids) > 1 for part in found.best.parts):
            again = read(writer.write_reading(find_reading_facts(found.best)))
            assert again is not None, row["question"]
            assert compare(again.best.address) == compare(found.best.address)
            assert again.is_decided


@pytest.mark.parametrize("language", list_languages())
def test_the_words_of_a_language_are_of_questions_and_parameters_that_there_are(language: str) -> None:
    words = read_question_words(language)
    assert words is not None
    names = {heading.name for heading in read_headings()}
    for one in words.questions:
        assert one["asks"] in names
        slots = {slot for pattern in (one["reads"], *one["patterns"]) for slot in list_slots(pattern)}
        assert slots <= {*NAMED, *TEXTS, THEM, TOPIC, SITE, OCCURRENCE, NUMBER}
    assert words.modifiers.keys() - {"known_at"} <= NAMED.keys()


def test_a_question_in_another_language_is_answered_in_it() -> None:
    for row in ROWS:
        if (found := read(row["question"])) and not row["not understood"]:
            is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in row["question"])
            assert ("lang=ar" in found.best.address) == is_arabic
            assert ("--lang ar" in (found.best.command or "")) == (is_arabic and found.best.command is not None)


def test_a_word_of_a_question_is_a_name_only_in_capitals() -> None:
    found = read("who is fighting IS?")
    assert found is not None
    assert compare(found.best.address) == ("/v1/alliances", frozenset({("actor", "isis")}))


def test_no_words_are_left_out_in_silence() -> None:
    for text in (
        "who held ISIS suspects and Narnians in 2019?",
        "who held ISIS suspects in Iraq in Narnia in 2019?",
        "who held ISIS suspects in Iraq in Syria in 2019?",
        "who held ISIS suspects without CENTCOM and Narnia in 2019?",
        "what happened in Iraq in January 2026?",
        "who is Faiq Zeidan in 2019?",
        "who fought beside Iraq in Syria in 2016?",
        "what was known on 22 January 2026?",
        "what was said about the SDF in 2019?",
        "who held ISIS suspects in 2019, leaving aside everything reported later, as was known on 1 May 2019?",
    ):
        found = read(text)
        assert found is None or not found.is_decided, text
        assert found is None or found.not_understood, text


@pytest.mark.parametrize("name", ["government of Syria", "Syria", "سوريا"])
@pytest.mark.parametrize(("day", "bearer"), [("2013", "ucdp-actor-118"), ("2026-01-25", "damascus")])
def test_several_who_bear_one_name_are_asked_together_and_where_one_is_wanted_the_one_of_the_day(
    name: str, day: str, bearer: str
) -> None:
    selection = Selection(select().view, read_common(as_of=day))
    canonical = selection.view.directory.find_canonical
    both = {"damascus", canonical("ucdp-actor-118")}
    assert set(selection.resolve_names_on(name, ["Actor"], "actor", selection.question.as_of)) == both
    assert selection.resolve_name(name, ["Actor"], "actor") == canonical(bearer)


def test_an_id_is_its_own_bearer_on_every_day() -> None:
    selection = Selection(select().view, read_common(as_of="2013"))
    assert selection.resolve_names_on("damascus", ["Actor"], "actor", selection.question.as_of) == ("damascus",)
