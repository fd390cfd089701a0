"""What a person may ask in Cypher: everything that reads, nothing that does more, whatever it is dressed in."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cypher.guard import check_query, find_parameters
from graph.cypher.schema import ALLOWED
from graph.cypher.tokens import WRITING, split_tokens
from graph.errors import RefusedQuery, TooLarge
from tests.attack.disguised import DISGUISED
from tests.attack.honest import HONEST, WITH_PARAMETERS
from tests.attack.refused import HARMLESS, REFUSED

STANDS_ALONE = re.compile("db(ms)?[`. ]|show", re.IGNORECASE)  # what is put in its place has no end of its own

refused_words = st.sampled_from(sorted(WRITING)).flatmap(
    lambda word: st.tuples(*(st.sampled_from((c, c.lower())) for c in word)).map("".join)
)
spaces = st.sampled_from([" ", "\n", "\t", "\r\n", " /* SET */ ", " // DROP\n", "/**/"])
harmless = st.sampled_from(
    ["MATCH", "(n:Actor {id: 'CREATE'})", "RETURN", "n.set", "-[:MERGE]->", "`DROP`", '"DELETE"', "1.5", "x", "[1, 2]"]
)


def refuse(text: str) -> str | None:
    """What the guard says against a text, or None where it passes."""
    try:
        check_query(text)
    except RefusedQuery as error:
        return error.message
    return None


def test_what_only_reads_passes() -> None:
    texts = HONEST + [text for text, _ in WITH_PARAMETERS + HARMLESS]
    assert {text: said for text in texts if (said := refuse(text)) is not None} == {}


def test_what_does_more_is_refused_and_the_word_is_named() -> None:
    said = [(text, met, refuse(text)) for _, text, met in REFUSED]
    assert said
    assert [one for one in said if one[2] is None or one[1] not in one[2]] == []


def test_what_does_more_is_refused_in_any_dress() -> None:
    assert DISGUISED
    assert [text for text in DISGUISED if refuse(text) is None] == []


@pytest.mark.parametrize(
    "end", [" SET n.x = 1", " DETACH DELETE n", " REMOVE n.x", " CREATE (x)", "\nMERGE (x {id: 1})"]
)
def test_no_honest_read_hides_a_write_behind_it(end: str) -> None:
    wholes = [check_query(text).text for text in HONEST if not STANDS_ALONE.search(text)]
    assert wholes
    assert [whole for whole in wholes if refuse(whole + end) is None] == []
    assert [whole for whole in wholes if refuse(f"{whole}{end} RETURN 1 AS y") is None] == []


def test_what_an_engine_gets_has_no_comment_no_end_and_no_numbered_character() -> None:
    text = "// SET\nMATCH (n) // x\nWHERE n.x = 'a//\\u0027' /* y\nz */ RETURN n ; // end\n;"
    assert check_query(text).text == "MATCH (n)\nWHERE n.x = 'a//\\''\nRETURN n"
    assert check_query("explain\nRETURN 1").kind == "explain"


def test_what_engines_take_differently_is_left_out_or_written_plainly() -> None:
    hint = "USING TEXT INDEX SEEK n:Actor(id, name)"
    text = f"CYPHER 5 planner=cost PROFILE MATCH (n:Actor) {hint} WHERE n.x > 1_000 RETURN n"
    assert check_query(text) == ("MATCH (n:Actor)  WHERE n.x > 1000 RETURN n", "profile")
    assert check_query("SHOW ALL FUNCTIONS YIELD name RETURN count(*) AS n").text.endswith(
        " AS `name` RETURN count(*) AS n"
    )


def test_a_function_of_the_list_may_be_called_and_written_in_any_letters() -> None:
    calls = [f"RETURN {name}(1) AS x, {{a: {name.upper()}(2)}} AS y" for name in ALLOWED]
    assert calls
    assert [call for call in calls if refuse(call) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "RETURN " + "1" * 90_000,
        "RETURN '" + "\\" * 90_000,
        "RETURN `" + "``" * 45_000,
        "/*" * 50_000,
        "RETURN " + "a." * 45_000 + "b(1)",
        "RETURN 1" + " AS x, 1" * 12_000,
        "//" + " a" * 45_000,
        "RETURN [" + "1," * 45_000 + "1]",
        "\u0300" * 40_000,
    ],
    ids=range(9),
)
def test_long_texts_of_one_shape_are_passed_or_refused_and_not_for_ever(text: str) -> None:
    try:
        check_query(text)
        find_parameters(text)
    except (RefusedQuery, TooLarge) as error:
        assert error.message  # noqa: PT017


@given(st.lists(st.tuples(harmless, spaces), max_size=8), refused_words, spaces, st.lists(harmless, max_size=4))
def test_a_word_that_passes_stands_where_a_value_may_begin(
    before: list[tuple[str, str]], word: str, space: str, after: list[str]
) -> None:
    head = "".join(piece + gap for piece, gap in before)
    text = f"{head} {word}{space}{' '.join(after)}"
    try:
        check_query(text)
    except RefusedQuery:
        return
    tokens = list(split_tokens(text))
    place = max(n for n, token in enumerate(tokens) if token.text.lower() == word.lower() and token.start >= len(head))
    previous = tokens[place - 1]
    assert previous.text in ("RETURN", "MATCH") or (previous.kind == "sign" and previous.text not in (")", "]", "}"))


@given(refused_words, st.text(st.characters(exclude_characters="'\"`\\", categories=["L", "N", "P", "Z"]), max_size=20))
def test_a_quoted_word_is_never_refused(word: str, around: str) -> None:
    around = "".join(around.split()).replace("*/", "")
    for text in (
        f"RETURN '{around} {word} {around}' AS x",
        f'RETURN "{word} {around}" AS x',
        f"RETURN 1 AS `{around}{word}`",
        f"RETURN 1 AS x // {word} {around}",
        f"/* {around} {word} */ RETURN 1 AS x",
        f"MATCH (n:{word})-[:{word}|{word}]->() RETURN n.{word}, ${word}, {{{word}: 1}}",
    ):
        check_query(text)


@settings(max_examples=300)
@given(st.text())
def test_no_text_breaks_the_guard(text: str) -> None:
    try:
        check_query(text)
    except RefusedQuery as error:
        assert error.message  # noqa: PT017


def test_a_number_does_not_hide_the_word_that_follows_it() -> None:
    for word in WRITING:
        with pytest.raises(RefusedQuery):
            check_query(f"MATCH (n) RETURN 0x1F{word} n")
