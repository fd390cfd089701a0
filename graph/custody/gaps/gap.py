"""What nobody says, and the statement that would say it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.dates.windows import MAX, MIN, Window
from graph.disputes.one_question import days_of
from graph.model.counts import Range
from graph.model.stored_statement import StoredStatement

KINDS = ("gap", "single_speaker", "stale", "uncounted", "open_ledger")
Independent = Callable[[Iterable[StoredStatement]], Range]


@dataclass(slots=True, kw_only=True)
class MissingStatement:
    """The statement that would close a silence. `what` is a count, a sighting, an end, a second speaker, a judgement.

    `whose` are the holders whose count, sighting or end it is; nobody where anybody's will do. `first` and `last` are
    the days that it must be about, None where there is no such bound. `independent_of` are speakers that do not
    count again; `at_least` is how many people it must tell of. `Final` and not frozen for the reason that
    `graph.model.stored_statement.StoredStatement` gives.
    """

    what: Final[str]
    whose: Final[tuple[str, ...]]
    of: Final[tuple[str, ...]]
    places: Final[tuple[str, ...]] = ()
    first: Final[date | None] = None
    last: Final[date | None] = None
    independent_of: Final[tuple[str, ...]] = ()
    at_least: Final[int | None] = None


@dataclass(slots=True, kw_only=True)
class EvidenceGap:
    """`why` tells kinds apart in themselves: custody, count, move, whereabouts, opening, closing, unbounded.

    `first` and `last` are the silent days, None where it has none; `people` is how many it is
    about, where that is said.
    """

    kind: Final[str]
    why: Final[str]
    holders: Final[tuple[str, ...]]
    held: Final[tuple[str, ...]]
    statements: Final[tuple[StoredStatement, ...]]
    missing: Final[MissingStatement]
    places: Final[tuple[str, ...]] = ()
    first: Final[date | None] = None
    last: Final[date | None] = None
    people: Final[Range | None] = None
    open_because: Final[
        tuple[tuple[str, tuple[StoredStatement, ...]], ...]
    ] = ()  # of a ledger: all that leaves it open

    @property
    def days(self) -> int | None:
        return (self.last - self.first).days + 1 if self.first and self.last else None


def by_importance(silence: EvidenceGap) -> tuple[object, ...]:
    """The longest first, then those on most people."""
    low, high = silence.people or (0, 0)
    people = low if high is None else high
    return -(silence.days or 0), -people, KINDS.index(silence.kind), silence.held, silence.holders, silence.why


def day_after(day: date) -> date:
    return day + timedelta(days=1) if day < MAX else day


def hull_of_days(statements: Iterable[StoredStatement]) -> Window:
    """From the first to the last day that some statements name."""
    windows = [days_of(statement) for statement in statements]
    if len(windows) == 1:
        return windows[0]
    return Window(min(w.earliest for w in windows), max(w.latest for w in windows))


def bounded(day: date) -> date | None:
    return None if day in (MIN, MAX) else day


def together(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def second_speaker(
    statements: Iterable[StoredStatement], whose: tuple[str, ...], of: tuple[str, ...], places: tuple[str, ...]
) -> MissingStatement:
    """A statement like some others, by somebody independent of those who made them."""
    statements = list(statements)
    days = hull_of_days(statements)
    speakers = {statement.said_by for statement in statements}
    return MissingStatement(
        what="a second speaker",
        whose=whose,
        of=of,
        places=places,
        first=bounded(days.earliest),
        last=bounded(days.latest),
        independent_of=tuple(sorted(speakers)),
    )
