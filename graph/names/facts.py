"""What is to be said of a name that is asked for, without words: how it was read, or why it was refused."""

from dataclasses import dataclass
from datetime import date

from graph.names.entries import MatchKind


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as none has it, and whom it was read as: one, with how it matches, or all that bear it."""

    asked: str
    ids: tuple[str, ...]
    how: MatchKind


@dataclass(frozen=True, slots=True)
class NameOnDays:
    """A name that several bore one after another, and those who did on the days asked about."""

    asked: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predecessors:
    """Who is asked about came after others, on a day at the earliest that is after those asked about."""

    id: str
    others: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Governed:
    """Who is asked about governed a state from one day to another, each without bounds if open; sources name it."""

    id: str
    state: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PastName:
    """A name that one had, or that is of its rulers, up to a day, which is asked about as no other day is."""

    asked: str
    id: str
    last: date


NameNote = ReadName | NameOnDays | Predecessors | Governed | PastName


@dataclass(frozen=True, slots=True)
class SeveralMeanings:
    """A name that several have; `shows_labels`: some are called the same, and are told apart by what they are."""

    asked: str
    ids: tuple[str, ...]
    shows_labels: bool


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that none of some labels has, with the near ones, or with who of another label has it."""

    asked: str
    labels: tuple[str, ...]
    near: tuple[str, ...]
    other: str | None = None
    parameter: str | None = None  # that takes the other
    question: str | None = None  # that has the parameter, where the one that was asked has it not


RefusedName = SeveralMeanings | UnknownName
