"""Where a question with its parameters is: the address, and the command."""

import shlex
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

from app.question import PREFIX, Question
from app.questions import load_outline, read_headings

COMMON = ("as_of", "known_at", "exclude", "trust", "lang")  # in this order, behind a question's own parameters


@cache
def find_question(name: str) -> Question:
    """A question by the name of its file."""
    return load_outline(name)


def write_address(name: str, parameters: Mapping[str, str]) -> str:
    """Such as `/v1/custody?held=isis-suspects&as_of=2026-01`."""
    question = find_question(name)
    path = PREFIX + question.path.replace("{id}", quote(parameters.get("id", ""), safe=""))
    query = urlencode([(key, parameters[key]) for key in _sort(question, parameters)])
    return f"{path}?{query}" if query else path


def write_command(name: str, parameters: Mapping[str, str]) -> str | None:
    """Such as `whoholds custody --held isis-suspects --as-of 2026-01`; None where the question has no command."""
    command = next(one.command for one in read_headings() if one.name == name)
    if command is None:
        return None
    words = ["whoholds", command]
    words += [parameters["id"]] if "id" in parameters else []
    question = find_question(name)
    for key in _sort(question, parameters):
        words += parameters[key].split() if key == question.words else [f"--{key.replace('_', '-')}", parameters[key]]
    return shlex.join(words)


def _sort(question: Question, parameters: Mapping[str, str]) -> list[str]:
    own = [parameter.write_name(name) for name, parameter in question.own.items()]
    return [key for key in (*own, *COMMON) if key in parameters]
