"""One gap in the evidence, and the statement that would close it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from graph.custody.ledger.reason_facts import LedgerReason
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.one_question import find_days
from graph.model.counts import Range
from graph.model.statement import StoredStatement

KINDS = ("gap", "single_speaker", "stale", "uncounted", "open_ledger")
CountSpeakers = Callable[[Iterable[StoredStatement]], Range]


GapKind = Literal["gap", "single_speaker", "stale", "uncounted", "open_ledger"]
GapReason = Literal["custody", "count", "move", "whereabouts", "opening", "closing", "unbounded"]
ClosingStatement = Literal["a count", "a sighting", "an end", "a second speaker", "a judgement"]


@dataclass(slots=True, kw_only=True)
class MissingStatement:
    """The statement that would close a gap. `what` is a count, a sighting, an end, a second speaker, or a judgement.

    `whose` are the holders that it must be about; empty if any holder will do. `first` and `last` limit its days; None
    is no limit. `independent_of` are the speakers of whom its own must be independent. `at_least` is the smallest
    number of people that it must report. `Final` and not frozen for the reason in
    `graph.model.statement.StoredStatement`.
    """

    what: Final[ClosingStatement]
    whose: Final[tuple[str, ...]]
    of: Final[tuple[str, ...]]
    places: Final[tuple[str, ...]] = ()
    first: Final[date | None] = None
    last: Final[date | None] = None
    independent_of: Final[tuple[str, ...]] = ()
    at_least: Final[int | None] = None


@dataclass(slots=True, kw_only=True)
class EvidenceGap:
    """A gap in the evidence. `why` is a reason within its kind: custody, count, move, whereabouts, opening, closing,
    unbounded.

    `first` and `last` are the days without evidence, None if it is not about days. `people` is the number of people,
    if a statement gives it. `open_because` are all reasons why a ledger is open.
    """

    kind: Final[GapKind]
    why: Final[GapReason]
    holders: Final[tuple[str, ...]]
    held: Final[tuple[str, ...]]
    statements: Final[tuple[StoredStatement, ...]]
    missing: Final[MissingStatement]
    places: Final[tuple[str, ...]] = ()
    first: Final[date | None] = None
    last: Final[date | None] = None
    people: Final[Range | None] = None
    open_because: Final[tuple[tuple[LedgerReason, tuple[StoredStatement, ...]], ...]] = ()

    @property
    def days(self) -> int | None:
        """The number of days without evidence."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def rank_gap(gap: EvidenceGap, asked: Collection[str] = ()) -> tuple[object, ...]:
    """The sort key, by what an answer would settle: the group or entity asked about itself first, before its parts;
    then most people, then the longest time."""
    low, high = gap.people or (0, 0)
    people = low if high is None else high
    is_other = bool(asked) and set(asked).isdisjoint((*gap.held, *gap.holders))
    return is_other, -people, -(gap.days or 0), KINDS.index(gap.kind), gap.held, gap.holders, gap.why


def add_day(day: date) -> date:
    """The next day; MAX stays MAX."""
    return day + timedelta(days=1) if day < MAX else day


def span_days(statements: Iterable[StoredStatement]) -> Window:
    """The days from the first to the last that some statements name."""
    windows = [find_days(statement) for statement in statements]
    if len(windows) == 1:
        return windows[0]
    return Window(min(w.earliest for w in windows), max(w.latest for w in windows))


def drop_open_end(day: date) -> date | None:
    """The day; None for MIN and MAX, which mean that no source names a day."""
    return None if day in (MIN, MAX) else day


def sort_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, in order."""
    return tuple(sorted(set(ids)))


def ask_second_speaker(
    statements: Iterable[StoredStatement], whose: tuple[str, ...], of: tuple[str, ...], places: tuple[str, ...]
) -> MissingStatement:
    """The missing statement: one like these, by a speaker independent of theirs."""
    statements = list(statements)
    days = span_days(statements)
    speakers = {statement.said_by for statement in statements}
    return MissingStatement(
        what="a second speaker",
        whose=whose,
        of=of,
        places=places,
        first=drop_open_end(days.earliest),
        last=drop_open_end(days.latest),
        independent_of=tuple(sorted(speakers)),
    )
