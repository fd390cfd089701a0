"""Why something may hold on a day: certain, within, between, after. Written once, for custody and alliances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.dates import MAX, MIN, Window
from graph.intervals import certain, gap_days, possible
from graph.recorded import Recorded
from graph.validity import Bounds
from graph.vocabulary import vocabulary

RANKS = ("certain", "within", "between", "after")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one statement gives for a state: the bounds of the state, and the days on which it was seen.

    `window` is the stretch between the days that the statement itself names; before and after are measured from it.
    """

    statement: Recorded
    bounds: Bounds
    window: Window
    stale_after_days: int
    derived: bool = False  # a gain makes a holder possible, never certain

    @property
    def end(self) -> Window | None:
        """The days within which the statement says the state ended, if it says that."""
        validity = self.statement.validity
        if self.derived or validity.kind != "valid" or self.bounds.latest_end == MAX:
            return None
        return Window(self.bounds.earliest_end, self.bounds.latest_end)


def stated(statement: Recorded) -> Evidence:
    """The evidence of a statement about a state."""
    bounds = statement.bounds
    if statement.validity.kind == "observed":
        seen = Window(bounds.earliest_end, bounds.latest_start)
    else:
        first = bounds.earliest_start if bounds.earliest_start > MIN else bounds.latest_start
        last = bounds.latest_end if bounds.latest_end < MAX else bounds.earliest_end
        seen = Window(min(first, last), max(first, last))
    return Evidence(statement, bounds, seen, _stale(statement))


def begun(statement: Recorded) -> Evidence:
    """The evidence of an event that began a state: it may have gone on from then, with no end named."""
    first, last = statement.bounds.earliest_start, statement.bounds.latest_end
    return Evidence(statement, Bounds(first, last, first, MAX), Window(first, last), _stale(statement), derived=True)


@dataclass(frozen=True, slots=True)
class Support:
    """The best reason for a state on the days asked about, the evidence behind it, and how far certainty is away."""

    kind: str
    evidence: tuple[Evidence, ...]
    gap_days: int | None


def support(evidence: Sequence[Evidence], a: date, b: date, ends: Iterable[Window] = ()) -> Support | None:
    """Why the state may hold on some day in [a, b]; None where it does not, or where all evidence is too far off.

    `ends` are windows in which something else ended the state. Evidence is that of one state: one holder and held,
    or one pair and sign.
    """
    there = [item for item in evidence if possible(item.bounds, a, b)]
    sure = [item for item in there if not item.derived and certain(item.bounds, a, b)]
    near = [item for item in there if item.window.earliest <= b and a <= item.window.latest]
    if sure:
        return _support("certain", [*sure, *(item for item in near if item not in sure)], a, b)
    if near:
        return _support("within", near, a, b)
    ended = [*ends, *(end for item in evidence if (end := item.end))]
    before = [item for item in there if item.window.latest < a]
    after = [item for item in there if item.window.earliest > b]
    if not before:
        return None
    last = max(item.window.latest for item in before)
    if after:
        first = min(item.window.earliest for item in after)
        if not any(end.latest > last and end.earliest < first for end in ended):
            around = [i for i in before if i.window.latest == last] + [i for i in after if i.window.earliest == first]
            return _support("between", around, a, b)
    fresh = [item for item in before if (a - item.window.latest).days <= item.stale_after_days]
    fresh = [item for item in fresh if not any(item.window.latest < end.latest < a for end in ended)]
    return _support("after", fresh, a, b) if fresh else None


def last_before(evidence: Sequence[Evidence], a: date) -> list[Evidence]:
    """The latest evidence from before a day, for `lastKnown`."""
    before = [item for item in evidence if item.window.latest < a]
    last = max((item.window.latest for item in before), default=MIN)
    return [item for item in before if item.window.latest == last]


def first_after(evidence: Sequence[Evidence], b: date) -> list[Evidence]:
    """The earliest evidence from after a day, for `firstKnown`."""
    after = [item for item in evidence if item.window.earliest > b]
    first = min((item.window.earliest for item in after), default=MAX)
    return [item for item in after if item.window.earliest == first]


def known_certainty(statements: Iterable[Recorded], known_at: Window | None) -> str:
    """Certain where one of the statements was public before the first day of known_at was over."""
    if known_at is None or any(statement.known.latest <= known_at.earliest for statement in statements):
        return "certain"
    return "possible"


def _support(kind: str, evidence: Sequence[Evidence], a: date, b: date) -> Support:
    gaps = [gap for item in evidence if (gap := gap_days(item.bounds, a, b)) is not None]
    ordered = sorted(evidence, key=lambda item: (item.window.latest, item.statement.key), reverse=True)
    return Support(kind, tuple(ordered), 0 if kind == "certain" else min(gaps, default=None))


def _stale(statement: Recorded) -> int:
    return vocabulary().predicates[statement.predicate].stale_after_days or 0
