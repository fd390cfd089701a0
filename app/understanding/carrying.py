"""What a question takes over from the one before it in the same text: names, and whose word counts."""

from collections.abc import Set
from dataclasses import dataclass, replace

from app.understanding.day_values import DAY_PARAMETERS
from app.understanding.name_values import NAMED
from app.understanding.parts import UnderstoodPart
from app.understanding.patterns import KNOWN_WHEN, SPEAKERS, THEM
from graph.model.directory import Directory

TEXTS = frozenset(("q",))  # parameters that are words as they are typed


@dataclass(frozen=True, slots=True)
class QuestionBefore:
    """The question before, and what its words mean."""

    asks: str
    parts: tuple[UnderstoodPart, ...]
    directory: Directory

    def carry(self, asks: str, is_again: bool, taken: Set[str], given: Set[str | None]) -> list[UnderstoodPart]:
        """What holds for a question that takes some parameters and says those that are given.

        That is whose word counts, and where the same is asked of no one else, also whom it is about.
        """
        # how many did the SDF hold asks of the same people as before
        is_same = is_again or (asks == self.asks and not given & (NAMED.keys() - {"holder"}))
        return [
            replace(part, is_carried=True)
            for part in self.parts
            if part.parameter in taken - given
            and part.value
            and part.parameter not in DAY_PARAMETERS
            and (is_same or part.parameter in (*SPEAKERS, KNOWN_WHEN))
        ]

    def find_meant(self, parameter: str, taken: Set[str]) -> list[UnderstoodPart]:
        """Whom a word such as `it` stands for as a parameter; `them` alone is everyone whom the question takes."""
        named = [
            part for part in self.parts if (part.ids or part.parameter in TEXTS) and part.parameter not in SPEAKERS
        ]
        if parameter == THEM:
            return [replace(part, is_carried=True) for part in named if part.parameter in taken]
        labels = NAMED.get(parameter, ())
        fitting = [part for part in named if part.ids and self.directory.get(part.ids[0]).label in labels]
        first = sorted(fitting, key=lambda part: part.parameter != parameter)[:1]
        return [replace(part, parameter=parameter, is_carried=True) for part in first]
