"""A statement as the store gives it back: what answers are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.dates.linked_dates import LinkedTimes
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import Window
from graph.model.counts import ReportedCount
from graph.model.statement import OPEN, Citation, Polarity, Reading, Scope, Stance


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A response to a statement: the statement that responds, its speaker, how it responds, and when it became known.

    `sure` is False where it may not yet have been public, or may have been taken back, by the day asked about.
    """

    id: str
    key: str
    stance: Stance
    scope: Scope
    said_by: str
    known: Window
    sure: bool = True


@dataclass(frozen=True, slots=True)
class DateReason:
    """One step in the explanation of a bound: according to whom, by which rule, and the day so far.

    `statement` is an id, None where a source gave it; `key` that of the statement, or `source:ID`.
    """

    statement: str | None
    key: str
    rule: str
    day: date


@dataclass(slots=True, kw_only=True)
class StoredStatement:
    """One version of a statement in the store. Roles name entities by the ids that the source's coder gave them.

    Nothing changes one: `Final`, which the type checker watches over, and not frozen, as a question makes one of each
    statement that it reads, and a frozen one takes more than twice as long to make.
    """

    id: Final[str]
    key: Final[str]
    dataset: Final[str]
    predicate: Final[str]
    polarity: Final[Polarity]
    mode: Final[str]
    reading: Final[Reading]
    roles: Final[Mapping[str, tuple[str, ...]]]
    about: Final[tuple[str, ...]]
    said_by: Final[str]
    said_on: Final[str | None]
    said: Final[Window]
    known_from: Final[str]
    known: Final[Window]
    validity: Final[ValidTime]
    count: Final[ReportedCount | None]
    whole: Final[bool]
    terms: Final[tuple[str, ...]]
    parts: Final[str | None]
    cites: Final[Citation]
    note: Final[str | None]
    linked: Final[LinkedTimes | None] = None
    opened_in: Final[int]
    closed_in: Final[int] = OPEN
    responses: Final[tuple[StoredReply, ...]] = ()
    responds_to: Final[tuple[StoredReply, ...]] = ()
    fulfils: Final[tuple[str, ...]] = ()  # ids of plans
    fulfilled_by: Final[tuple[str, ...]] = ()  # ids of what was done
    reasons: Final[Mapping[str, tuple[DateReason, ...]] | None] = (
        None  # what gave each of the four bounds, where that was asked
    )

    @property
    def bounds(self) -> Bounds:
        return self.validity.bounds

    def role(self, name: str | None) -> tuple[str, ...]:
        return self.roles.get(name, ()) if name else ()
