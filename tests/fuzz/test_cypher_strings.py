"""Some thousand strings of the grammar; `make fuzz` makes a million, and asks two engines about what passes."""

import pytest

from tests.fuzz.cypher_rule import WRITING, find_fault, guard_texts
from tests.fuzz.cypher_strings import Grammar


def test_no_string_of_the_grammar_breaks_the_guard_or_passes_with_more_than_plain_words() -> None:
    found = guard_texts(range(3_000))
    assert found.made == 3_000
    assert found.passed
    assert found.suspicious
    assert found.wrong == []


def test_one_seed_makes_one_text_and_most_texts_have_a_word_that_writes() -> None:
    texts = [Grammar(seed).text() for seed in range(300)]
    assert texts == [Grammar(seed).text() for seed in range(300)]
    assert sum(bool(WRITING.search(text)) for text in texts) > 150


@pytest.mark.parametrize(
    ("passed", "fault"),
    [
        ("MATCH (n) RETURN n.set", None),
        ("RETURN 'a\\'b; // ü\\n' AS `x ; y`", None),
        ("RETURN date.truncate('day', x), n.x IN [(1)] AND (true)", None),
        ("RETURN util.sleep(1)", "a call of util.sleep"),
        ("RETURN `sql` . `eval`('x')", "a call of sql.eval"),
        ("CREATE (n)", "a call of create"),
        ("RETURN 1 // x", "a comment"),
        ("RETURN 1; RETURN 2", "a comment, a quote or an end"),
        ("RETURN '\\u0027'", "an escape"),
        ("RETURN\u20281", "the character"),
    ],
)
def test_the_independent_rule_finds_what_no_engine_may_get(passed: str, fault: str | None) -> None:
    found = find_fault(passed)
    assert (found is None) if fault is None else (found is not None and fault in found)
