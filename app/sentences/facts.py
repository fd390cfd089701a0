"""What a sentence says, without words: facts that a writer of any language puts into a sentence.

Entities are ids; the writer knows how they are printed. Days are windows of dates.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.dates.windows import MAX, MIN, Window, read_window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, AmountForm

AROUND = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]\Z")
MONTH, YEAR = 31, 366  # days


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

    @property
    def is_vague(self) -> bool:
        """Whether it is a word such as thousands, and no number."""
        return self.amount is not None and self.amount.form is AmountForm.VAGUE

    @property
    def has_no_day(self) -> bool:
        """Whether its days are so many that it counts on no day of them."""
        return self.days is not None and is_long(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDays:
    """The days asked about, and what changes the evidence: what was public by when, and who is left out or trusted.

    `day` is None where a question has no day, or where none was given for one that needs none. Not `is_surely_known`:
    what the sentence begins with was only perhaps public by `known_at`.
    """

    day: Window | None = None
    known_at: Window | None = None
    only_certain: bool = False
    excluded: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    has_lens: bool = False
    relations: tuple[str, ...] = ()
    is_today: bool = False
    is_surely_known: bool = True

    @property
    def is_of_known_days(self) -> bool:
        """Whether the days are within a month of those of `known_at`, so that one of the two need not be said."""
        if self.day is None or self.known_at is None:
            return False
        ends = zip(self.day, self.known_at, strict=True)
        return all(abs((one - other).days) <= MONTH for one, other in ends)


def is_long(days: Window) -> bool:
    """Whether a time is so long that a count within it has no day."""
    return days.earliest > MIN and days.latest < MAX and (days.latest - days.earliest).days > YEAR


def find_written_days(statement: StoredStatement) -> tuple[Window, bool]:
    """The days that a statement names, and whether it only says around them: of `2022~` the year 2022, and True."""
    written, window = statement.validity.written, find_named_window(statement)
    if around := AROUND.match(written):
        return read_window(around[1]), True
    return (Window(MIN, window.latest) if written.startswith("..") else window), False
