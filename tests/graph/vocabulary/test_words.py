"""The codebook: every word says what it means, and what is near to a misspelt one."""

import re

import pytest

from graph.cypher.model import read_model
from graph.vocabulary import vocabulary
from graph.vocabulary.codebook import list_words, search_words
from graph.vocabulary.nearest import find_near_names, find_near_predicates
from graph.vocabulary.predicates import TEXTS
from graph.vocabulary.reading import LINKS
from ingest.sheets.words import list_predicates

WORDS = vocabulary()
NAMED = re.compile(r"`(\w+)`")


def test_every_word_says_what_it_means() -> None:
    # what a text names in backticks is a predicate or a field of a statement
    fields = {"about", "at", "parts", "valid", "to_holder", "to_place", "from_holder", *WORDS.modes}
    for key, meaning in WORDS.meanings.items():
        texts = [getattr(meaning, name) for name in TEXTS]
        if key[0] == "unit":
            assert texts[0], key
            continue
        assert all(text.endswith(".") and text == text.strip() and text[0].isupper() for text in texts), key
        assert len(set(texts)) == len(texts), key
        assert {name for text in texts for name in NAMED.findall(text)} <= WORDS.predicates.keys() | fields, key


def test_no_word_is_left_out() -> None:
    named = {(type_, name) for type_, _, name in WORDS.meanings}
    assert {name for type_, name in named if type_ == "predicate"} == WORDS.predicates.keys()
    assert {name for type_, name in named if type_ == "mode"} == WORDS.modes.keys()
    assert {name for type_, name in named if type_ == "unit"} == WORDS.units
    for type_, words in (("kind", WORDS.kinds), ("term", WORDS.terms)):
        pairs = {(group, name) for met, group, name in WORDS.meanings if met == type_}
        assert pairs == {(group, name) for group, names in words.items() for name in names}


def test_codes_have_the_form_of_their_book() -> None:
    forms = {"CAMEO": r"[0-9]{2,4}", "PLOVER": r"[A-Z]+( \([a-z-]+\))?", "Wikidata": r"[PQ][1-9][0-9]*"}
    for meaning in WORDS.meanings.values():
        for book, code in meaning.codes.items():
            assert re.fullmatch(forms[book], code), (book, code)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("arests", "arrests"),
        ("hold", "holds"),
        ("Takes Hostage", "takes_hostage"),
        ("die_in_custody", "dies_in_custody"),
        ("figths", "fights"),
        ("abducts", "takes_hostage"),  # by what its use says
        ("internment", "interns"),
    ],
)
def test_a_misspelt_predicate_has_a_near_one(written: str, near: str) -> None:
    assert near in find_near_predicates(written, WORDS)


def test_what_is_near_to_nothing_has_none() -> None:
    assert find_near_predicates("xyzzy", WORDS) == []
    assert find_near_names("xyzzy", WORDS.modes) == []
    assert find_near_names("intendet", WORDS.modes)[0] == "intended"


def test_types_of_edges_that_words_may_not_have_are_those_of_the_model() -> None:
    assert {edge.type for edge in read_model().edges.values() if edge.kind == "link"} == LINKS


def find(written: str) -> tuple[list[str], bool]:
    words, has_it = search_words(list_words(WORDS, "predicate"), written, list_predicates().list_meant)
    return [word.name for word in words], has_it


@pytest.mark.parametrize(
    ("written", "found"),
    [  # of several words: those that have the phrase, else those of each
        ("arrests besieges", ["arrests", "besieges"]),
        ("besieges sanctions condemns", ["besieges", "sanctions", "condemns"]),
        ("takes hostage", ["takes_hostage"]),
        ("enforced disappearance", ["disappears"]),
        ("besieges xyzzy", ["besieges"]),
    ],
)
def test_several_words_are_searched_together_and_else_each(written: str, found: list[str]) -> None:
    assert find(written) == (found, True)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("kidnapped", ["takes_hostage", "disappears", "arrests"]),
        ("arrested", ["arrests"]),
        ("blockaded", ["besieges"]),
        ("اعتقلت", ["arrests"]),
    ],
)
def test_an_everyday_word_is_found_by_what_it_may_mean(written: str, first: list[str]) -> None:
    found, has_it = find(written)
    assert (set(found[: len(first)]), has_it) == (set(first), True)


@pytest.mark.parametrize(
    ("written", "right"), [("ran", False), ("olds", False), ("not confirmed", False), ("custody", True)]
)
def test_letters_inside_other_words_are_not_found(written: str, right: bool) -> None:
    words, has_it = search_words(list_words(WORDS, "predicate"), written)
    assert has_it is right
    assert "transfers" not in [word.name for word in words] or right


def test_a_word_is_found_in_other_forms_and_at_the_start_of_longer_words() -> None:
    assert "holds" in find("detain")[0]
    assert "exchanges" in find("swap")[0]
