"""What a sentence says, without words: facts that a writer of any language puts into a sentence.

Entities are ids; the writer knows how they are printed. Days are windows of dates.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.dates.linked_dates import LinkedDate
from graph.dates.windows import MAX, MIN, Window, read_window
from graph.evidence.support import find_named_window
from graph.model.counts import MOVED
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, AmountForm
from graph.selection.question import Reviewed

PLAIN = re.compile(r"\d{4}(-\d\d){0,2}\Z")
AROUND = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]\Z")
SENT_TROOPS = "sends_troops"  # what is told of those who fought beside one as members of a mission
MONTH, QUARTER, YEAR, DECADE = 31, 92, 366, 3653  # days


class Doubt(StrEnum):
    """How sure a clause is: said so, probable, probably as before, only perhaps, or said of long before and no more."""

    NONE = "none"
    PROBABLY = "probably"
    STILL = "still"
    PERHAPS = "perhaps"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """An amount with those who say so, and its days where they are not those asked about. No amount: nobody counts.

    `is_around`: the days are written as around or perhaps these. `is_total`: all who came up to then, on a `weekday`.
    """

    amount: Amount | None
    speakers: tuple[str, ...]
    days: Window | None = None
    unit: str = "people"
    is_around: bool = False
    is_total: bool = False
    weekday: str = ""
    is_peak: bool = False  # the most at one time
    denied_by: tuple[str, ...] = ()

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
    """The days asked about, and what changes the evidence: what was public by when, who is left out or trusted, and how
    far statements were `reviewed`.

    `day` is None where a question has no day, or where none was given for one that needs none. Not `is_surely_known`:
    what the sentence begins with was only perhaps public by `known_at`.
    """

    day: Window | None = None
    known_at: Window | None = None
    only_certain: bool = False
    excluded: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    leaves_parties: bool = False  # leaves out speakers who are party to what they speak of
    min_independent: int = 0
    has_lens: bool = False
    reviewed: Reviewed | None = None
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

    def is_unknowable(self, *, is_by: bool) -> bool:
        """Whether nobody could know by `known_at` of the days, or, `is_by`, of all up to their last."""
        if self.day is None or self.known_at is None:
            return False
        return (self.day.latest if is_by else self.day.earliest) > self.known_at.latest


def is_long(days: Window) -> bool:
    """Whether a time is so long that a count within it has no day."""
    return days.earliest > MIN and days.latest < MAX and (days.latest - days.earliest).days > YEAR


def is_told_of(days: Window, asked: Window, reach: int) -> bool:
    """Whether what is dated by these days alone tells of those asked about.

    Without a beginning, such as all the time up to 2025, it may have been on any earlier day, but it tells of no more
    than so many days before its last one.
    """
    return days.earliest > MIN or days.latest == MAX or (days.latest - asked.latest).days <= reach


def find_written_days(statement: StoredStatement) -> tuple[Window, bool]:
    """The days that a statement names, and whether it only says around them: of `2022~` the year 2022, and True.

    Bounds of the coder that reach to the days of the report are no days that it names: of these the years are given.
    """
    written, window = statement.validity.written, find_plain_window(statement)
    if around := AROUND.match(written):
        return read_window(around[1]), True
    if written.startswith(".."):
        return Window(MIN, window.latest), False
    return (_widen_to_years(window) if has_own_bounds(statement) else window), False


def find_plain_window(statement: StoredStatement) -> Window:
    """The days of a statement; those that are written, where it can only be on some of them for other reasons."""
    is_plain = statement.validity.kind == "on" and PLAIN.match(statement.validity.written)
    return read_window(statement.validity.written) if is_plain else find_named_window(statement)


def has_only_end(statement: StoredStatement) -> bool:
    """Whether it is of a state that lasted until a day, and nobody says since when."""
    bounds = statement.bounds
    return statement.validity.kind == "valid" and bounds.earliest_start == MIN and bounds.latest_end < MAX


def has_own_bounds(statement: StoredStatement) -> bool:
    """Whether the days are only those between which it must lie, such as [2026-01-29..2026-11-22], or open ones: more
    than a month, and limited by nothing but when it was said. The day of a running total keeps its bounds."""
    validity = statement.validity
    is_dated = validity.kind == "valid" or not (statement.linked or validity.written.startswith("["))
    if is_dated or is_running_total(statement):
        return False
    window = find_named_window(statement)
    is_wide = window.earliest == MIN or window.latest == MAX or (window.latest - window.earliest).days > MONTH
    return is_wide and window.latest >= statement.said.latest


def _widen_to_years(window: Window) -> Window:
    first, last = window
    if first == MIN:
        return Window(MIN, MAX)  # by when it was reported is all that limits it
    if last == MAX:
        return window  # on its first day or later
    return Window(first.replace(month=1, day=1), last if last == MAX else last.replace(month=12, day=31))


def is_running_total(statement: StoredStatement) -> bool:
    """Whether it counts all who came or went up to a day."""
    return bool(statement.count and statement.count.kind in MOVED and statement.count.kind != "flow")


def find_unit(statements: Iterable[StoredStatement]) -> str:
    """The unit in which reports of one occurrence count: people if one of them does, else the one that all have."""
    units = {statement.count.unit for statement in statements if statement.count}
    return units.pop() if len(units) == 1 else "people"


def find_weekday(statement: StoredStatement) -> str:
    """The day of the week on which it was, if that is all that is said of its day."""
    on = statement.linked.on if statement.linked else None
    return on.weekdays[0] if isinstance(on, LinkedDate) and len(on.weekdays) == 1 else ""
