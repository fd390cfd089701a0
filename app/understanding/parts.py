"""What parts of a typed text mean: values of parameters, each with the words that stand for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnderstoodPart:
    """Words of a text, and the value of a parameter that they stand for.

    No parameter: the answer has it anyway. No value: the question has it where it is left out, as today. `ids` are
    those whom a name means, `place` is that of the first word. `is_carried`: it is said in the question before.
    """

    words: str
    parameter: str | None
    value: str | None
    ids: tuple[str, ...] = ()
    place: int = 0
    is_carried: bool = False
