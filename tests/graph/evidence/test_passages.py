"""Words are found in a text where they stand, nearly stand, or where something like them does."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence.passages import Closeness, find_passages

TEXT = (
    "At dawn the miller rode to Ålesund.\n\n“He  sold”\nthe two sacks — said A\u0301lvarez.\nHe sold two sacks.\n"
    "قَالَ الطحان إنه باع كيسين.\nThe ferry (𝔉) was late.\n"
)


def places(words: str) -> list[tuple[str, str | None, str]]:
    found = find_passages(TEXT, words)
    for one in found:
        assert TEXT[one.start : one.end] == one.words
        assert hashlib.sha256(one.words.encode()).hexdigest() == one.sha256
    return [(one.words, one.paragraph, one.closeness.value) for one in found]


def test_every_place_of_the_words_is_found() -> None:
    assert places("two sacks") == [("two sacks", "paragraph 3", "exact"), ("two sacks", "paragraph 4", "exact")]
    assert places("𝔉) was") == [("𝔉) was", "paragraph 6", "exact")] or places("𝔉) was")[0][1] == "paragraph 6"


@pytest.mark.parametrize(
    ("words", "there", "differs"),
    [
        ("the  miller\nrode", "the miller rode", "white space"),
        ('"He sold" the two', "“He  sold”\nthe two", "white space and quotes or dashes"),
        ("sacks - said", "sacks — said", "quotes or dashes"),
        ("rode to Alesund", "rode to Ålesund", "marks on letters"),
        ("said Álvarez", "said A\u0301lvarez", "composed letters"),
        ("AT DAWN", "At dawn", "capitals"),
        ("قال الطحان", "قَالَ الطحان", "marks on letters"),
        ("the mil\u00adler", "the miller", "invisible signs"),
    ],
)
def test_what_is_easily_mistyped_is_found_and_said(words: str, there: str, differs: str) -> None:
    (found,) = find_passages(TEXT, words)
    assert (found.words, found.closeness, found.differs) == (there, Closeness.NEARLY, differs)
    assert TEXT[found.start : found.end] == there


def test_marks_belong_to_the_letter_before_them() -> None:
    (found,) = find_passages("so cafe\u0301 is", "SO CAFE")
    assert found.words == "so cafe\u0301"


def test_other_words_give_the_nearest_passages() -> None:
    found = find_passages(TEXT, "the miller walks to Alesund")
    assert found[0].closeness is Closeness.NEAR
    assert "miller rode to" in found[0].words
    assert found[0].paragraph == "paragraph 1"
    assert len(found) <= 3


@pytest.mark.parametrize("words", ["", "  \n", "zzzz qqqq xxxx"])
def test_words_like_nothing_there_are_nowhere(words: str) -> None:
    assert find_passages(TEXT, words) == []


@settings(deadline=None, derandomize=True)
@given(st.text('aB é\u0301\n“"—𝔉ق\u200d', max_size=40), st.data())
def test_each_part_of_a_text_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    found = find_passages(text, words)
    assert not words.strip() or (start, end) in {(one.start, one.end) for one in found}
    assert all(text[one.start : one.end] == one.words for one in found)
    for one in find_passages(text, words.upper()):
        assert text[one.start : one.end] == one.words
