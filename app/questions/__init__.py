"""One file a question, named as its function is.

The first line of a file says what is asked, then the command if there is one, then the address. The last thing in it is
`QUESTION`. What is in this folder is served and is a command: there is no list of questions that one is added to.
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
    """What the first line of a question's file says. `command` is None where the command line does not have it."""

    name: str
    summary: str
    command: str | None


@cache
def read_headings() -> tuple[Heading, ...]:
    """The headings of all questions, by the names of their files; no question is imported."""
    return tuple(_read_heading(file) for file in sorted(FOLDER.glob("[a-z]*.py")))


def load_question(name: str) -> "Question":
    """The question of a file. It is imported now, which takes long next to reading its heading."""
    found: Question = import_module(f"app.questions.{name}").QUESTION
    return found


def _read_heading(file: Path) -> Heading:
    with file.open(encoding="utf-8") as lines:
        match = FIRST_LINE.match(next(lines, ""))
    if match is None:
        raise ValueError(f"{file.name}: its first line is not: what is asked, the command in backticks, the address")
    return Heading(file.stem, match["summary"], match["command"])
