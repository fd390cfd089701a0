"""Errors of questions are said in Arabic: right texts written by hand, and no sentence of an error is forgotten."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from app.sentences.problems import SaidProblem, say_problem
from graph.errors import InvalidInput

ROOT = Path(__file__).parents[3]
# where errors of a question come from; what a file, a load or Cypher gets wrong is said in English
FOLDERS = ("app/questions", "app/answers", "graph/alliances", "graph/custody", "graph/dates")
FILES = ("app/routes.py", "app/formats.py")
NOT_OF_QUESTIONS = ("mistakes.py", "saved_queries.py", "validity.py", "readings.py")
ERRORS = ("InvalidInput", "InvalidDate", "NotFound", "TooLarge", "ProblemAnswer")
SAID = {
    "limit: '0'; expected 1 to 1000": "قيمة limit غير مقبولة: '0'؛ والمطلوب من 1 إلى 1000",
    "notes: 'x'; expected all": "قيمة notes غير مقبولة: 'x'؛ والمطلوب all",
    "max_gap_days: 'x'; expected a number of days": "قيمة max_gap_days غير مقبولة: 'x'؛ والمطلوب عدد أيام",
    "sign: 'x'; expected one of all, friendly": "قيمة sign غير مقبولة: 'x'؛ والمطلوب واحد من all, friendly",
    "not an EDTF date: 'x'": "ليس هذا تاريخًا بصيغة EDTF: 'x'",
    "did you mean held?": "هل تقصد held؟",
    "q is not given": "المعامل q غير مذكور",
    "Invalid input": "مدخل غير صالح",
    "group: '9'; expected a number from 0 to 3": "قيمة group غير مقبولة: '9'؛ والمطلوب عدد من 0 إلى 3",
    "group: '9'; no rows of this answer are alike": "قيمة group غير مقبولة: '9'؛ فلا صفوف متشابهة في هذا الجواب",
    "did you mean Road to Peace?": "هل تقصد Road to Peace؟",  # names stay as they are
    "input should be less than or equal to 0.5": "والمطلوب عدد لا يزيد على 0.5",
}
UNKNOWN = (  # to the table: of what is no question
    "'x' is no name for a key; expected 1 to 100 characters",
    "3 queries that the database could not be made to end are still running",
    "wait for it to end; if it died, the lock falls in 30 s",
    "from here to there",
    "the key is not to be read by others: set its rights to 0600",
)
KEPT = {  # Latin words that are no English: what is typed, and the names of forms
    "actor", "agreed", "all", "arrow", "certain", "checked", "csv", "day", "docs", "edtf", "explain", "from",
    "from_known_at", "from_version", "get", "gexf", "graphml", "include", "json", "known_at", "max_gap_days",
    "measures", "network", "next", "nextstatements", "other", "parquet", "parties", "party", "period", "possible",
    "rows", "statements", "time_respecting", "to",
}  # fmt: skip


@pytest.mark.parametrize(("english", "said"), SAID.items())
def test_an_error_is_said_in_arabic_with_its_values_as_they_are(english: str, said: str) -> None:
    assert say_problem(english, "ar") == said
    assert say_problem(english, "en") == english


def test_what_the_table_does_not_have_stays_in_english_whatever_its_length() -> None:
    for text in (*UNKNOWN, "something else", "x; expected " * 100_000):
        assert say_problem(text, "ar") == text


def list_messages() -> Iterator[tuple[str, str]]:
    """Each message and hint of an error of questions, with `1` for each value, and where it is written."""
    files = [
        *map(ROOT.joinpath, FILES),
        *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))),
    ]
    for file in files:
        if file.name in NOT_OF_QUESTIONS:
            continue
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ERRORS:
                texts = [*call.args, *(word.value for word in call.keywords if word.arg == "hint")]
                for text in (text for one in texts for text in fill(one)):
                    yield f"{file.relative_to(ROOT)}:{call.lineno}", text


def fill(text: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, in which each value is `1`; none where it is no text of its own."""
    match text:
        case ast.Constant(value=str() as value):
            yield value
        case ast.JoinedStr(values=parts):
            pieces = [[str(part.value)] if isinstance(part, ast.Constant) else list_values(part) for part in parts]
            yield from map("".join, product(*pieces))
        case ast.IfExp(body=body, orelse=other):
            yield from (*fill(body), *fill(other))


def list_values(part: ast.expr) -> list[str]:
    """What a value within a text may be: the texts of a condition, or `1`."""
    match part:
        case ast.FormattedValue(value=ast.IfExp() as condition):
            return list(fill(condition)) or ["1"]
    return ["1"]


def test_both_texts_of_a_condition_are_read() -> None:
    text = ast.parse("f'{a}: {\"one\" if b else f\"two {c}\"}' if d else 'three'", mode="eval").body
    assert list(fill(text)) == ["1: one", "1: two 1", "three"]


def test_every_error_of_a_question_has_its_sentence_in_arabic() -> None:
    found = list(list_messages())
    assert len(found) > 40
    said = [(place, text, say_problem(text, "ar")) for place, text in found]
    assert [(place, text) for place, text, arabic in said if arabic == text] == []
    left = [(place, text, word) for place, text, arabic in said for word in list_english(text, arabic)]
    assert left == []


def list_english(text: str, said: str) -> list[str]:
    """The words of an English sentence that are left in what it is said as, but for the parameter it begins with."""
    first, *words = re.findall(r"[a-z_]{2,}", text.casefold())
    return [word for word in re.findall(r"[a-z_]{2,}", said.casefold()) if word in {*words} - {first, *KEPT}]


def test_a_list_of_choices_in_an_error_has_arabic_words_between_them() -> None:
    error = InvalidInput("direction: 'x'; expected either, with or against")
    assert not re.search(r"\bor\b", say_problem(error.message, "ar"))


def test_what_stands_for_a_placeholder_is_as_short_as_it_can_be() -> None:
    problem = SaidProblem(("", "parameter", ": ", "value", "; expected ", "words", ""), "")
    assert problem.match("as_of: x; expected a day; expected b") == {
        "parameter": "as_of",
        "value": "x",
        "words": "a day; expected b",
    }
    assert problem.match("as_of: ; expected a day") is None
    assert problem.match("two words: x; expected a day") is None
    assert SaidProblem(("nothing here",), "").match("nothing here") == {}
    assert SaidProblem(("nothing here",), "").match("nothing here at all") is None


def test_a_long_text_of_a_stranger_takes_one_pass() -> None:
    problem = SaidProblem(("", "a", "; ", "b", "; ", "c", "!"), "")
    text = Searched("; " * 500_000)
    assert problem.match(text) is None
    assert len(text.starts) == 2  # one search for each placeholder but the last
    assert text.starts == sorted(set(text.starts))  # each from where the one before ended


class Searched(str):
    """A text that notes from where it is searched."""

    def __init__(self, _: str) -> None:
        self.starts: list[int] = []

    def find(self, sub: str, start: Any = None, end: Any = None) -> int:
        self.starts.append(start or 0)
        return super().find(sub, start, end)
