"""What is wrong with a question, in another language than English, in which errors are written.

`problems.csv` beside the writer of a language has each sentence in English and how it is said: `{value}` and the like
are taken over as they are, and `{words}` is said by the same table.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from app.sentences import DEFAULT_LANGUAGE, FOLDER, choose_language
from graph.errors import WhoholdsError

FILE = "problems.csv"
LONGEST = 1_000  # characters of a sentence that is compared with the table
PLACEHOLDER = re.compile(r"\{(\w{1,20})\}")
NUMBER = re.compile(r"-?[\d.,]{1,40}")
# what can stand for a placeholder; for any other, any text
STANDING = {
    "parameter": re.compile(r"[\w-]{1,40}"),
    "low": NUMBER,
    "high": NUMBER,
    "number": NUMBER,
    "most": NUMBER,
}


class SaidProblem(NamedTuple):
    """A row of the table: the English sentence in pieces, text and placeholder in turn; and how it is said."""

    pieces: tuple[str, ...]
    said: str

    def match(self, text: str) -> dict[str, str] | None:
        """What stands for each placeholder; None for another sentence. Each is as short as it can be, and never empty;
        a number is in digits.

        One pass over the text, whatever it is: texts of strangers are in it.
        """
        first, *rest = self.pieces
        if not text.startswith(first):
            return None
        found: dict[str, str] = {}
        start = len(first)
        for name, following in zip(rest[::2], rest[1::2], strict=True):
            is_last = len(found) == len(rest) // 2 - 1
            end = len(text) - len(following) if is_last else text.find(following, start + 1)
            if end <= start or not text.startswith(following, end):
                return None
            found[name] = text[start:end]
            start = end + len(following)
        is_fitting = all(name not in STANDING or STANDING[name].fullmatch(value) for name, value in found.items())
        return found if start == len(text) and is_fitting else None


def say_error(error: WhoholdsError, lang: str | None) -> None:
    """Put the message and the hint of an error into the language of `lang`, if there is such a language."""
    language = choose_language(lang or "")
    error.message = say_problem(error.message, language)
    error.hint = say_problem(error.hint, language) if error.hint else error.hint


def say_problem(text: str, language: str) -> str:
    """A sentence of an error in a language; as it is, if the table of the language does not have it."""
    if language == DEFAULT_LANGUAGE or len(text) > LONGEST:
        return text
    for problem in read_problems(language):
        if (named := problem.match(text)) is not None:
            if "words" in named:
                named["words"] = _say_list(named["words"], language)
            return problem.said.format_map(named)
    return text


def _say_list(words: str, language: str) -> str:
    """What is expected: by the table, else names that stay as they are, with `or` between them in the language."""
    said = say_problem(words, language)
    return words.replace(" or ", f" {say_problem('or', language)} ") if said == words else said


@cache
def read_problems(language: str) -> Sequence[SaidProblem]:
    """The table of a language, the sentences with most words of their own first."""
    with (FOLDER / language / FILE).open(encoding="utf-8", newline="") as file:
        problems = [SaidProblem(tuple(PLACEHOLDER.split(row["english"])), row["said"]) for row in csv.DictReader(file)]
    return sorted(problems, key=lambda problem: -sum(map(len, problem.pieces[::2])))
