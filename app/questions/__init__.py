"""The questions: one file per question, with the name of its function.

The first line of a file has the question, its command if it has one, and its address. The file ends with `QUESTION`.
Every file in this folder becomes a route and a command; there is no list to add it to.

A command that asks a running service needs only the outline of a question: its parameters and how its answer is
printed. What only the answer needs, which is all of `graph`, `app.answers` and `app.sentences`, is imported under
`if is_answering(__name__)`, and is left out of the outline.
"""

import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.question import Question

FOLDER = Path(__file__).parent
OUTLINES = "outline of "  # before the name of a file that is imported as an outline
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


@cache
def load_outline(name: str) -> "Question":
    """The question of a file without what answers it, so its `answer` may not be called.

    The file is run as a module of another name, next to the whole one that others may import.
    """
    spec = spec_from_file_location(f"{OUTLINES}{__name__}.{name}", FOLDER / f"{name}.py")
    assert spec is not None, name
    assert spec.loader is not None, name
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    question: Question = module.QUESTION
    return question


def is_answering(module: str) -> bool:
    """Whether the file of a question, by the `__name__` that it has, is imported with what answers it."""
    return not module.startswith(OUTLINES)


def _read_heading(file: Path) -> Heading:
    with file.open(encoding="utf-8") as lines:
        match = FIRST_LINE.match(next(lines, ""))
    if match is None:
        raise ValueError(f"{file.name}: its first line is not: what is asked, the command in backticks, the address")
    return Heading(file.stem, match["summary"], match["command"])
