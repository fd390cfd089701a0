"""The language of a summary: the parameter, then what the reader accepts, then English."""

from importlib import import_module

import pytest

from app.sentences import choose_language, list_languages, read_language
from app.sentences.facts import SENT_TROOPS
from graph.errors import InvalidInput
from graph.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("fr, en;q=0.5", "en"),
        ("xx-YY", "en"),
        ("en;q=0", "en"),
        ("*", "en"),
        (";;;q=,", "en"),
        ("en;q=much", "en"),
    ],
)
def test_the_first_language_that_there_is_wins(header: str, language: str) -> None:
    assert choose_language(header) == language


def test_a_tag_may_name_a_region() -> None:
    assert read_language("en-US") == "en"


def test_a_language_that_no_file_writes_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_language("tlh")
    assert refused.value.parameter == "lang"
    for language in list_languages():
        assert language in refused.value.message


@pytest.mark.parametrize("language", list_languages())
def test_every_predicate_has_its_verb_in_every_language(language: str) -> None:
    verbs = import_module(f"app.sentences.languages.{language}.verbs").VERBS
    assert set(verbs) == {*vocabulary().predicates, SENT_TROOPS}  # a verb of its own for many who fought beside one
