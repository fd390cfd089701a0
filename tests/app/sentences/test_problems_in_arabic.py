"""Errors of questions are said in Arabic: right texts written by hand, and no sentence of an error is forgotten."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sentences.problems import SaidProblem, say_problem
from graph.errors import InvalidInput

ROOT = Path(__file__).parents[3]
# where errors of a question come from; what a file, a load or Cypher gets wrong is said in English
FOLDERS = ("app/questions", "app/answers", "graph/alliances", "graph/custody", "graph/dates")
FILES = ("app/routes.py", "app/formats.py")
NOT_OF_QUESTIONS = ("mistakes.py", "validity.py", "readings.py")
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
}


@pytest.mark.parametrize(("english", "said"), SAID.items())
def test_an_error_is_said_in_arabic_with_its_values_as_they_are(english: str, said: str) -> None:
    assert say_problem(english, "ar") == said
    assert say_problem(english, "en") == english


def test_what_the_table_does_not_have_stays_in_english_whatever_its_length() -> None:
    for text in ("something else", "x; expected " * 100_000):
        assert say_problem(text, "ar") == text


def list_messages() -> Iterator[tuple[str, str]]:
    """Each message and hint of an error of questions, with `x` for each value, and where it is written."""
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
                for text in filter(None, map(fill, texts)):
                    yield f"{file.relative_to(ROOT)}:{call.lineno}", text


def fill(text: ast.expr) -> str:
    """A text in which each value is `x`; nothing where it is no text of its own."""
    match text:
        case ast.Constant(value=str() as value):
            return value
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
        case ast.IfExp(body=body):
            return fill(body)
    return ""


def test_every_error_of_a_question_has_its_sentence_in_arabic() -> None:
    found = dict(list_messages())
    assert len(found) > 40
    assert [(place, text) for place, text in found.items() if say_problem(text, "ar") == text] == []


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
    assert problem.match("; " * 500_000) is None
