"""Where a holder may have held a group, day by day: the support of many days, worked out once for one pair."""

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
from graph.evidence.support import Evidence, find_named_window, is_end_after, make_gain_evidence, make_state_evidence
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Pair = tuple[str, str]  # holder, held
NEVER = MAX.toordinal() + 1


class PresenceStretch(NamedTuple):
    """Days (ordinals) on which a piece of evidence supports a pair, where it places them, and whether it says so."""

    first: int
    last: int
    places: tuple[str, ...]
    stated: bool


class Presence:
    """The places at which one holder may have had one group, day by day.

    It gives what `find_support` would find for each day, piece by piece: on the days of its window; after them until it
    is stale or something ended it; between it and the next evidence; and wherever it is certain.
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
        """Where evidence places them, with all that these places lie in."""
        return set(self._inside)

    def can_be_at(self, places: Collection[str], days: Window) -> bool:
        """Whether they may have been at one of some places, in it or around it; without places, anywhere. Who is placed
        nowhere may be."""
        if not places:
            return self._anywhere.has_day_in(days)
        if any(
            place in self._at and self._at[place].has_day_in(days)
            for place in (*self._within.find_ancestors(places), None)
        ):
            return True
        return any(self.is_placed_at(place, days) for place in places)

    def is_placed_at(self, place: str, days: Window) -> bool:
        """Whether evidence places them there, or in something that lies there, by what is said or by a move that
        brought them."""
        return place in self._inside and self._inside[place].has_day_in(days)

    def is_said_at(self, place: str, days: Window) -> bool:
        """Whether a statement says that they were held just there."""
        return place in self._stated and self._stated[place].has_day_in(days)


class SoleHolders:
    """The only holder reported to hold a group at a place: who lost people by moves out of it that name no holder."""

    def __init__(self, presences: Mapping[Pair, Presence]) -> None:
        self._presences = presences
        self._at: dict[tuple[str, str], list[str]] = defaultdict(list)  # group, place: holders
        for (holder, held), presence in presences.items():
            for place in presence.places:
                self._at[held, place].append(holder)

    def find_holder(self, groups: Collection[str], left: Collection[str], days: Window) -> str | None:
        """The only holder of some groups at all places that they left on some days; None if there is none."""
        found = {self._find_at_place(held, place, days) for held in groups for place in left}
        return found.pop() if len(found) == 1 else None

    def _find_at_place(self, held: str, place: str, days: Window) -> str | None:
        there: str | None = None
        for holder in self._at.get((held, place), ()):
            if self._presences[holder, held].is_placed_at(place, days):
                if there:
                    return None
                there = holder
        return there if there and self._presences[there, held].is_said_at(place, days) else None

    def name_loser(self, loss: StoredStatement) -> StoredStatement:
        """A loss without a named holder as that of the only holder reported there; unchanged if there is none."""
        role = vocabulary().predicates[loss.predicate].find_role("loses")
        if role is None or find_losers(loss):
            return loss
        left = {*loss.role("from_place"), *loss.role("at")}
        if (holder := self.find_holder(find_held_groups(loss), left, find_named_window(loss))) is None:
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
    """When losses of one who is named in them ended what the evidence shows: those of all that were held."""
    losses = list(losses)
    stocks = Stocks(evidence) if losses else None
    return [find_named_window(loss) for loss in losses if stocks and stocks.is_loss_of_all(loss)]


class _Days:
    """Stretches merged, to ask whether some of their days are among those of a window."""

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
        place = bisect_left(self._lasts, days.earliest.toordinal())
        return place < len(self._firsts) and self._firsts[place] <= days.latest.toordinal()


class _Ends:
    """The ends of a state, to ask by which day the first one that surely came after some evidence was over."""

    def __init__(self, ends: Iterable[Window]) -> None:
        self._ends = sorted(((end.earliest, end.latest) for end in ends), reverse=True)
        self._soonest: list[date] = []  # of this one and all that begin later
        for _, latest in self._ends:
            self._soonest.append(min(latest, self._soonest[-1]) if self._soonest else latest)
        self._earliest = [-earliest.toordinal() for earliest, _ in self._ends]

    def find_end(self, item: Evidence) -> int:
        """The day (an ordinal) by which the state was over after some evidence; NEVER if nothing ended it."""
        first = item.window.latest.toordinal() + (0 if is_end_after(Window(item.window.latest, MAX), item) else 1)
        number = bisect_right(self._earliest, -first)
        return self._soonest[number - 1].toordinal() if number else NEVER


def _make_stretches(
    evidence: Sequence[Evidence], ends: Iterable[Window], max_gap_days: int | None
) -> Iterator[PresenceStretch]:
    general = list(ends)
    own: dict[str, list[Window]] = defaultdict(list)
    for item in evidence:
        if item.end:
            own[item.statement.predicate].append(item.end)
    ended = {name: _Ends([*general, *own[name]]) for name in {item.statement.predicate for item in evidence}}
    items = sorted((item for item in evidence if not item.is_over), key=lambda item: item.window.earliest)
    over = [ended[item.statement.predicate].find_end(item) for item in items]
    for item, end in zip(items, over, strict=True):
        yield from _make_own_stretches(item, end, max_gap_days)
    yield from _bridge_gaps(items, over, max_gap_days)


def _make_own_stretches(item: Evidence, end: int, max_gap_days: int | None) -> Iterator[PresenceStretch]:
    """The days on which a piece of evidence supports by itself. `end` is when the state that it saw was surely over."""
    bounds, places, is_stated = item.bounds, _list_places(item), not item.derived
    first, last = item.window.earliest.toordinal(), item.window.latest.toordinal()
    fresh = last + (item.stale_after_days if max_gap_days is None else max_gap_days)
    begins, ends = max(first, bounds.earliest_start.toordinal()), bounds.latest_end.toordinal()
    yield PresenceStretch(begins, min(max(last, min(fresh, end)), ends), places, is_stated)
    if is_stated and bounds.latest_start <= bounds.earliest_end:
        yield PresenceStretch(bounds.latest_start.toordinal(), bounds.earliest_end.toordinal(), places, True)


def _bridge_gaps(items: Sequence[Evidence], over: Sequence[int], max_gap_days: int | None) -> Iterator[PresenceStretch]:
    """The days between the nearest evidence before and after them, where nothing ended it until the later one; for
    both of them. A day on which other evidence lies may be between such two as well."""
    # Sweep over the days: `ahead` is a heap of first sightings still to come of what may already have begun, so its
    # top is the nearest evidence after a day; `lasts` is sorted, so bisection gives the nearest evidence before it.
    begins = [(item.bounds.earliest_start.toordinal(), item.window.earliest.toordinal()) for item in items]
    ended = sorted((item.window.latest.toordinal(), end) for item, end in zip(items, over, strict=True))
    lasts = [last for last, _ in ended]
    longest = list(accumulate((end for _, end in ended), max))  # of each and of those seen before it
    # from one of these days to the next neither the nearest evidence before nor the one after changes
    days = sorted({day for pair in begins for day in pair} | {last + 1 for last in lasts})
    coming = sorted(begins, reverse=True)  # what may be so before it is seen, the first day of that last
    ahead: list[int] = []
    before: dict[int, list[PresenceGap]] = defaultdict(list)  # by the last day of the earlier evidence
    after: dict[int, list[PresenceGap]] = defaultdict(list)  # by the first day of the later evidence
    for day, until in pairwise(days):
        while coming and coming[-1][0] <= day:
            heappush(ahead, coming.pop()[1])
        while ahead and ahead[0] <= day:
            heappop(ahead)
        place = bisect_left(lasts, day) - 1
        if not ahead or place < 0 or longest[place] < ahead[0]:
            continue
        while ended[place][1] < ahead[0]:
            place -= 1
        if max_gap_days is None or ahead[0] - lasts[place] <= max_gap_days:
            gap = PresenceGap(day, until - 1, ahead[0])
            _extend_gaps(before[lasts[place]], gap)
            _extend_gaps(after[ahead[0]], gap)
    for item, end in zip(items, over, strict=True):
        first, last = item.window.earliest.toordinal(), item.window.latest.toordinal()
        begin, latest = item.bounds.earliest_start.toordinal(), item.bounds.latest_end.toordinal()
        found = [(gap.first, min(gap.last, latest)) for gap in before.get(last, ()) if end >= gap.following]
        found += [(gap.first, gap.last) for gap in after.get(first, ())]
        for start, stop in found:
            if max(start, begin) <= stop:
                yield PresenceStretch(max(start, begin), stop, _list_places(item), not item.derived)


class PresenceGap(NamedTuple):
    """Days (ordinals) between two pieces of evidence, the later one from `following` on."""

    first: int
    last: int
    following: int


def _extend_gaps(gaps: list[PresenceGap], gap: PresenceGap) -> None:
    """Add a gap to others in order of time: to the last one where that leads to the same evidence."""
    if gaps and gaps[-1].last == gap.first - 1 and gaps[-1].following == gap.following:
        gaps[-1] = gaps[-1]._replace(last=gap.last)
    else:
        gaps.append(gap)


def _list_places(item: Evidence) -> tuple[str, ...]:
    return (*item.statement.role("at"), *item.statement.role("to_place"))
