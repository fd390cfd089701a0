"""How questions are asked in a language, as `questions.yml` beside its writer has it; it also says them again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from app.sentences import FOLDER
from graph.vocabulary import LOADER

FILE = "questions.yml"


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The content of the file: for each question its patterns and how it is said, and the words that patterns use."""

    language: str
    questions: tuple[Mapping[str, Any], ...]
    modifiers: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, tuple[str, ...]]
    relative: Mapping[str, str]
    shifted: Mapping[str, str]
    demonyms: Mapping[str, str]
    called: Mapping[str, str]
    everyone_reads: str = ""  # that speakers who are party to the events are left out
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def list_words(self, name: str) -> tuple[str, ...]:
        """A list of the file that stands for itself, such as `ignored`; empty where the file has none."""
        return self.lists.get(name, ())

    def find_reading(self, asks: str, parameters: Mapping[str, Any]) -> str:
        """How the question is said: the first text of the file whose names are all given."""
        texts = [one["reads"] for one in self.questions if one["asks"] == asks]
        fitting = [text for text in texts if all(name in parameters for name in list_slots(text))]
        return max(fitting, key=lambda text: len(list_slots(text)), default="")


@cache
def read_question_words(language: str) -> QuestionWords | None:
    """What the file of a language says; None where it has no such file."""
    file = FOLDER / language / FILE
    if not file.exists():
        return None
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    return QuestionWords(
        language=language,
        questions=tuple(content["questions"]),
        modifiers=content["modifiers"],
        words={name: _split_list(written) for name, written in content["words"].items()},
        relative=content.get("relative", {}),
        shifted=content.get("shifted", {}),
        demonyms=content.get("demonyms", {}),
        called=content.get("called", {}),
        everyone_reads=content.get("everyone_reads", ""),
        lists={name: _split_list(written) for name, written in content.items() if isinstance(written, str)},
    )


def list_slots(pattern: str) -> list[str]:
    """The parameters that a pattern names in braces."""
    return [part.partition("}")[0] for part in pattern.split("{")[1:]]


def _split_list(written: str) -> tuple[str, ...]:
    return tuple(word for part in written.split(",") if (word := part.strip()))
