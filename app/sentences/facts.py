"""What a sentence says, without words: facts that a writer of any language puts into a sentence.

Entities are ids; the writer knows how they are printed. Days are windows of dates.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.dates.windows import MIN, Window, read_window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount

AROUND = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]\Z")


class Doubt(StrEnum):
    """How sure a clause is: said so, probable, probably as before, or only perhaps."""

    NONE = "none"
    PROBABLY = "probably"
    STILL = "still"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """An amount with those who say so, and its days where they are not those asked about. No amount: nobody counts.

    `is_around`: the days are written as around or perhaps these.
    """

    amount: Amount | None
    speakers: tuple[str, ...]
    days: Window | None = None
    unit: str = "people"
    is_around: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDays:
    """The days asked about, and what changes the evidence: what was public by when, and who is left out or trusted.

    `day` is None where a question has no day, or where none was given for one that needs none.
    """

    day: Window | None = None
    known_at: Window | None = None
    only_certain: bool = False
    excluded: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    has_lens: bool = False
    relations: tuple[str, ...] = ()
    is_today: bool = False


def find_written_days(statement: StoredStatement) -> tuple[Window, bool]:
    """The days that a statement names, and whether it only says around them: of `2022~` the year 2022, and True."""
    written, window = statement.validity.written, find_named_window(statement)
    if around := AROUND.match(written):
        return read_window(around[1]), True
    return (Window(MIN, window.latest) if written.startswith("..") else window), False
