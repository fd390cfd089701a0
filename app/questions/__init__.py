"""The questions: one file per question, with the name of its function.

The first line of a file has the question, its command if it has one, and its address. The file ends with `QUESTION`.
Every file in this folder becomes a route and a command; there is no list to add it to.
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.question import Question

FOLDER = Path(__file__).parent
FIRST_LINE = re.compile(r'"""(?P<summary>.{1,110}?): (?:`whoholds (?P<command>[a-z-]{1,40})`, )?/v1/')


class Heading(NamedTuple):
    """The first line of a question's file. `command` is None if the question has no command."""

    name: str
    summary: str
    command: str | None


@cache
def read_headings() -> tuple[Heading, ...]:
    """The headings of all questions, by the names of their files; no question is imported."""
    return tuple(_read_heading(file) for file in sorted(FOLDER.glob("[a-z]*.py")))


def load_question(name: str) -> "Question":
    """The question of a file. This imports the file, which takes much longer than reading its heading."""
    question: Question = import_module(f"app.questions.{name}").QUESTION
    return question


def _read_heading(file: Path) -> Heading:
    with file.open(encoding="utf-8") as lines:
        match = FIRST_LINE.match(next(lines, ""))
    if match is None:
        raise ValueError(f"{file.name}: its first line is not: what is asked, the command in backticks, the address")
    return Heading(file.stem, match["summary"], match["command"])
