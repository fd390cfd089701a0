"""Places where a holder may have held a group, day by day: the support for many days, computed once for a pair."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import NamedTuple

from graph.dates.windows import MAX, Window
from graph.evidence.custody_roles import Stocks, find_held_groups, find_losers
from graph.evidence.hierarchy import Containment
from graph.evidence.support import (
    Evidence,
    find_ending_days,
    find_named_window,
    is_end_after,
    make_gain_evidence,
    make_state_evidence,
)
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Pair = tuple[str, str]  # holder, held
NEVER = MAX.toordinal() + 1


class PresenceStretch(NamedTuple):
    """Days (ordinals) on which one item of evidence supports a pair, its places, and whether these are stated."""

    first: int
    last: int
    places: tuple[str, ...]
    stated: bool


class Presence:
    """The places at which one holder may have had one group, day by day.

    It gives the same result as `find_support` for each day. An item of evidence supports the pair within its window;
    after it until it is stale or the state ended; between it and the next evidence; and on its certain days.
    """

    def __init__(
        self,
        evidence: Sequence[Evidence],
        ends: Iterable[Window],
        max_gap_days: int | None = None,
        within: Containment | None = None,
    ) -> None:
        stretches = list(_make_stretches(evidence, ends, max_gap_days))
        self._within = within or Containment()
        at: dict[str | None, list[PresenceStretch]] = defaultdict(list)
        inside: dict[str, list[PresenceStretch]] = defaultdict(list)
        for stretch in stretches:
            for place in stretch.places or (None,):
                at[place].append(stretch)
            for place in self._within.find_ancestors(stretch.places):
                inside[place].append(stretch)
        self._at = {place: _Days(found) for place, found in at.items()}
        self._inside = {place: _Days(found) for place, found in inside.items()}
        self._stated = {place: _Days(s for s in found if s.stated) for place, found in at.items()}
        self._anywhere = _Days(stretches)

    @property
    def places(self) -> set[str]:
        """The places in the evidence, and all larger places around them."""
        return set(self._inside)

    def can_be_at(self, places: Collection[str], days: Window) -> bool:
        """Whether they may have been at one of some places, inside it or in a larger place around it; without places,
        anywhere. Evidence that names no place allows every place."""
        if not places:
            return self._anywhere.has_day_in(days)
        if any(
            place in self._at and self._at[place].has_day_in(days)
            for place in (*self._within.find_ancestors(places), None)
        ):
            return True
        return any(self.is_placed_at(place, days) for place in places)

    def is_placed_at(self, place: str, days: Window) -> bool:
        """Whether evidence places them there or in a place inside it, by a statement or by a move to it."""
        return place in self._inside and self._inside[place].has_day_in(days)

    def is_said_at(self, place: str, days: Window) -> bool:
        """Whether a statement says that they were held at exactly this place."""
        return place in self._stated and self._stated[place].has_day_in(days)


class SoleHolders:
    """The only holder reported to hold a group at a place. Moves out of it that name no holder are its losses."""

    def __init__(self, presences: Mapping[Pair, Presence]) -> None:
        self._presences = presences
        self._at: dict[tuple[str, str], list[str]] = defaultdict(list)  # group, place: holders
        for (holder, held), presence in presences.items():
            for place in presence.places:
                self._at[held, place].append(holder)

    def find_holder(self, groups: Collection[str], places: Collection[str], days: Window) -> str | None:
        """The only holder of some groups at all places that they left in some days; None if there is not one."""
        found = {self._find_at_place(held, place, days) for held in groups for place in places}
        return found.pop() if len(found) == 1 else None

    def _find_at_place(self, held: str, place: str, days: Window) -> str | None:
        sole_holder: str | None = None
        for holder in self._at.get((held, place), ()):
            if self._presences[holder, held].is_placed_at(place, days):
                if sole_holder:
                    return None
                sole_holder = holder
        return sole_holder if sole_holder and self._presences[sole_holder, held].is_said_at(place, days) else None

    def name_loser(self, loss: StoredStatement) -> StoredStatement:
        """A loss that names no holder, with the only holder reported there as its loser; unchanged if there is none."""
        role = vocabulary().predicates[loss.predicate].find_role("loses")
        if role is None or find_losers(loss):
            return loss
        places = {*loss.role("from_place"), *loss.role("at")}
        if (holder := self.find_holder(find_held_groups(loss), places, find_named_window(loss))) is None:
            return loss
        return replace(loss, roles={**loss.roles, role: (holder,)})


def find_sole_holders(facts: Iterable[StoredStatement], groups: Collection[str], within: Containment) -> SoleHolders:
    """The only holders reported to hold some groups, by place."""
    evidence: dict[Pair, list[Evidence]] = defaultdict(list)
    lost: dict[Pair, list[StoredStatement]] = defaultdict(list)
    words = vocabulary().predicates
    for fact in facts:
        custody, roles = words[fact.predicate].custody, fact.roles
        held_role = words[fact.predicate].find_role("held")
        for held in roles.get(held_role, ()) if held_role else ():
            if held not in groups:
                continue
            for role, effect in custody.items():
                for holder in roles.get(role, ()):
                    if effect == "holds":
                        evidence[holder, held].append(make_state_evidence(fact))
                    elif effect == "gains":
                        evidence[holder, held].append(make_gain_evidence(fact))
                    elif effect == "loses":
                        lost[holder, held].append(fact)
    return SoleHolders(
        {pair: Presence(items, find_ends(items, lost[pair]), within=within) for pair, items in evidence.items()}
    )


def find_ends(evidence: Iterable[Evidence], losses: Iterable[StoredStatement]) -> list[Window]:
    """The windows in which a holding ended: those of the losses of all the people held."""
    losses = list(losses)
    stocks = Stocks(evidence) if losses else None
    return [find_ending_days(loss) for loss in losses if stocks and stocks.is_loss_of_all(loss)]


class _Days:
    """Merged stretches, to look up whether any of their days lies in a window."""

    def __init__(self, stretches: Iterable[PresenceStretch]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last, _, _ in sorted(stretches, key=lambda stretch: stretch[:2]):
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def has_day_in(self, days: Window) -> bool:
        index = bisect_left(self._lasts, days.earliest.toordinal())
        return index < len(self._firsts) and self._firsts[index] <= days.latest.toordinal()


class _Ends:
    """Ends of a state, to look up the day by which the first end after some evidence was over."""

    def __init__(self, ends: Iterable[Window]) -> None:
        self._ends = sorted(((end.earliest, end.latest) for end in ends), reverse=True)
        self._soonest: list[date] = []  # of this one and all that begin later
        for _, latest in self._ends:
            self._soonest.append(min(latest, self._soonest[-1]) if self._soonest else latest)
        self._earliest = [-earliest.toordinal() for earliest, _ in self._ends]

    def find_end(self, item: Evidence) -> int:
        """The day (an ordinal) by which the state was over after some evidence; NEVER if nothing ended it."""
        first = item.window.latest.toordinal() + (0 if is_end_after(Window(item.window.latest, MAX), item) else 1)
        index = bisect_right(self._earliest, -first)
        return self._soonest[index - 1].toordinal() if index else NEVER


def _make_stretches(
    evidence: Sequence[Evidence], ends: Iterable[Window], max_gap_days: int | None
) -> Iterator[PresenceStretch]:
    general = list(ends)
    own_ends: dict[str, list[Window]] = defaultdict(list)
    for item in evidence:
        if item.end:
            own_ends[item.statement.predicate].append(item.end)
    ends_by_predicate = {
        name: _Ends([*general, *own_ends[name]]) for name in {item.statement.predicate for item in evidence}
    }
    items = sorted((item for item in evidence if not item.is_over), key=lambda item: item.window.earliest)
    end_days = [ends_by_predicate[item.statement.predicate].find_end(item) for item in items]
    for item, end in zip(items, end_days, strict=True):
        yield from _make_own_stretches(item, end, max_gap_days)
    yield from _bridge_gaps(items, end_days, max_gap_days)


def _make_own_stretches(item: Evidence, end: int, max_gap_days: int | None) -> Iterator[PresenceStretch]:
    """The days on which an item of evidence alone supports the pair. `end` is the day by which the state was over."""
    bounds, places, is_stated = item.bounds, _list_places(item), not item.derived
    first, last = item.window.earliest.toordinal(), item.window.latest.toordinal()
    fresh = last + (item.stale_after_days if max_gap_days is None else max_gap_days)
    begins, ends = max(first, bounds.earliest_start.toordinal()), bounds.latest_end.toordinal()
    yield PresenceStretch(begins, min(max(last, min(fresh, end)), ends), places, is_stated)
    if is_stated and bounds.latest_start <= bounds.earliest_end:
        yield PresenceStretch(bounds.latest_start.toordinal(), bounds.earliest_end.toordinal(), places, True)


def _bridge_gaps(items: Sequence[Evidence], ends: Sequence[int], max_gap_days: int | None) -> Iterator[PresenceStretch]:
    """The days between two neighbouring items of evidence, if nothing ended the state between them; yielded for both
    items. Other evidence may lie on such a day too."""
    # Sweep over the days: `upcoming` is a heap of the first days of later evidence whose state may have begun; its
    # top is the nearest evidence after a day; `lasts` is sorted, so bisection gives the nearest evidence before it.
    begins = [(item.bounds.earliest_start.toordinal(), item.window.earliest.toordinal()) for item in items]
    ended = sorted((item.window.latest.toordinal(), end) for item, end in zip(items, ends, strict=True))
    lasts = [last for last, _ in ended]
    longest = list(accumulate((end for _, end in ended), max))  # of each and of those seen before it
    # from one of these days to the next neither the nearest evidence before nor the one after changes
    days = sorted({day for pair in begins for day in pair} | {last + 1 for last in lasts})
    pending = sorted(begins, reverse=True)  # evidence whose state has not begun yet, the earliest last
    upcoming: list[int] = []
    before: dict[int, list[PresenceGap]] = defaultdict(list)  # by the last day of the earlier evidence
    after: dict[int, list[PresenceGap]] = defaultdict(list)  # by the first day of the later evidence
    for day, until in pairwise(days):
        while pending and pending[-1][0] <= day:
            heappush(upcoming, pending.pop()[1])
        while upcoming and upcoming[0] <= day:
            heappop(upcoming)
        index = bisect_left(lasts, day) - 1
        if not upcoming or index < 0 or longest[index] < upcoming[0]:
            continue
        while ended[index][1] < upcoming[0]:
            index -= 1
        if max_gap_days is None or upcoming[0] - lasts[index] <= max_gap_days:
            gap = PresenceGap(day, until - 1, upcoming[0])
            _extend_gaps(before[lasts[index]], gap)
            _extend_gaps(after[upcoming[0]], gap)
    for item, end in zip(items, ends, strict=True):
        first, last = item.window.earliest.toordinal(), item.window.latest.toordinal()
        begin, latest = item.bounds.earliest_start.toordinal(), item.bounds.latest_end.toordinal()
        found = [(gap.first, min(gap.last, latest)) for gap in before.get(last, ()) if end >= gap.following]
        found += [(gap.first, gap.last) for gap in after.get(first, ())]
        for start, stop in found:
            if max(start, begin) <= stop:
                yield PresenceStretch(max(start, begin), stop, _list_places(item), not item.derived)


class PresenceGap(NamedTuple):
    """Days (ordinals) between two items of evidence. The later item begins on `following`."""

    first: int
    last: int
    following: int


def _extend_gaps(gaps: list[PresenceGap], gap: PresenceGap) -> None:
    """Append a gap, or extend the last one if both lead to the same evidence. Call it in order of time."""
    if gaps and gaps[-1].last == gap.first - 1 and gaps[-1].following == gap.following:
        gaps[-1] = gaps[-1]._replace(last=gap.last)
    else:
        gaps.append(gap)


def _list_places(item: Evidence) -> tuple[str, ...]:
    return (*item.statement.role("at"), *item.statement.role("to_place"))
