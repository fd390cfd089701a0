"""What is wrong with a question, in another language than English, in which errors are written.

`problems.csv` beside the writer of a language has each sentence in English and how it is said: `{value}` and the like
are taken over as they are, and `{words}` is said by the same table.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache

from app.sentences import DEFAULT_LANGUAGE, FOLDER, choose_language
from graph.errors import WhoholdsError

FILE = "problems.csv"
LONGEST = 1_000  # characters of a sentence that is compared with the table
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PARAMETER = r"[\w-]{1,40}"


def say_error(error: WhoholdsError, lang: str | None) -> None:
    """Put the message and the hint of an error into the language of `lang`, if there is such a language."""
    language = choose_language(lang or "")
    error.message = say_problem(error.message, language)
    error.hint = say_problem(error.hint, language) if error.hint else error.hint


def say_problem(text: str, language: str) -> str:
    """A sentence of an error in a language; as it is, if the table of the language does not have it."""
    if language == DEFAULT_LANGUAGE or len(text) > LONGEST:
        return text
    for pattern, said in read_problems(language):
        if met := pattern.fullmatch(text):
            named = met.groupdict()
            if "words" in named:
                named["words"] = _say_list(named["words"], language)
            return said.format_map(named)
    return text


def _say_list(words: str, language: str) -> str:
    """What is expected: by the table, else names that stay as they are, with `or` between them in the language."""
    said = say_problem(words, language)
    return words.replace(" or ", f" {say_problem('or', language)} ") if said == words else said


@cache
def read_problems(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """The table of a language, the sentences with most words of their own first."""
    with (FOLDER / language / FILE).open(encoding="utf-8", newline="") as file:
        rows = [(row["english"], row["said"]) for row in csv.DictReader(file)]
    rows.sort(key=lambda row: -len(PLACEHOLDER.sub("", row[0])))
    return [(_make_pattern(english), said) for english, said in rows]


def _make_pattern(english: str) -> re.Pattern[str]:
    parts = PLACEHOLDER.split(english)
    texts = [
        re.escape(part) if not place % 2 else f"(?P<{part}>{PARAMETER if part == 'parameter' else '.+?'})"
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(texts), re.DOTALL)
