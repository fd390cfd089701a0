"""How much of a move concerns one set of holders at some places, according to all reports of the move."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from graph.custody.ledger.sums import Days
from graph.custody.moves import GAINS, LOSES, MoveForm, Share
from graph.dates.windows import MIN
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import MAX_DEPTH, find_parts, is_fact
from graph.model.sources import MovesClaim
from graph.model.statement import StoredStatement


class LedgerScope(NamedTuple):
    """Holders that are counted together, the places, and the unit of the counts."""

    holders: tuple[str, ...]
    places: tuple[str, ...]
    unit: str
    of: str | None


class Shares:
    """The shares of scopes in moves of one group and its parts (`family`)."""

    def __init__(
        self, family: Collection[str], facts: Sequence[StoredStatement], links: Sequence[StoredStatement]
    ) -> None:
        self._family, self._facts, self._links = frozenset(family), facts, links
        self._within: dict[tuple[str, ...], frozenset[str]] = {}
        self._had_at: dict[tuple[str, ...], frozenset[str]] = {}

    def find_share(self, forms: Collection[MoveForm], scope: LedgerScope, effect: str) -> Share:
        """The share that a scope has of what came (or went) in an occurrence reported in some forms: all, some or none.

        A report that leaves the holder or the place open does not contradict one that names it. The share is none if
        the move names other holders or another place, and if people stay with the scope: it is on both sides of the
        move, or the same holders are on both sides and the scope has no places.
        """
        if not scope.holders:
            named = {form.get_side(effect) for form in forms}
            return "all" if named - {None} == {()} else "none"
        if not scope.places and all(form.gains and set(form.gains) == set(form.loses or ()) for form in forms):
            return "none"
        found = self._rate_part(forms, scope, effect)
        if found == "all" and self._rate_part(forms, scope, LOSES if effect == GAINS else GAINS) == "all":
            return "none"
        return found

    def _rate_part(self, forms: Collection[MoveForm], scope: LedgerScope, effect: str) -> Share:
        who = _combine_shares(_find_share(named, scope.holders) for form in forms if (named := form.get_side(effect)))
        if who is None:
            who = "some" if effect == LOSES and self._can_be_theirs(forms, scope) else "none"
        held = _combine_shares(_find_share(form.held, self._family) for form in forms) or "none"
        if not scope.places or who == "none":
            return _take_least(who, held)
        where = (
            _combine_shares(
                self._rate_places(form.get_places(effect), scope) for form in forms if form.get_places(effect)
            )
            or "some"
        )
        return _take_least(who, held, where)

    def _rate_places(self, places: tuple[str, ...], scope: LedgerScope) -> Share:
        """all: the places lie within those of the scope. some: a place contains one of the scope, so it may be it."""
        found = _find_share(places, self.find_places_in(scope.places))
        return "some" if found == "none" and not self.find_places_in(places).isdisjoint(scope.places) else found

    def _can_be_theirs(self, forms: Collection[MoveForm], scope: LedgerScope) -> bool:
        """Whether a loss without a named holder may be theirs: no report says that they held people only elsewhere."""
        if set(scope.holders) <= {holder for form in forms for holder in form.gains or ()}:
            return False
        had_at = self._find_places_of(scope.holders)
        near = self.find_places_in(tuple(sorted(had_at)))
        return any(
            not form.left
            or not had_at
            or not near.isdisjoint(form.left)
            or not self.find_places_in(form.left).isdisjoint(had_at)
            for form in forms
            if form.loses == ()
        )

    def _find_places_of(self, holders: tuple[str, ...]) -> frozenset[str]:
        """The places where some holders are reported to hold, or to have gained, people of the group."""
        if holders not in self._had_at:
            self._had_at[holders] = frozenset().union(*(self._places_by_holder.get(holder, ()) for holder in holders))
        return self._had_at[holders]

    @cached_property
    def _places_by_holder(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        seen: set[tuple[object, ...]] = set()  # many statements name the same holders, groups and places
        for fact in self._facts:
            places = (*fact.role("at"), *fact.role("to_place"))
            alike = (fact.predicate, *fact.roles.items())
            if places and alike not in seen:
                seen.add(alike)
                if not self._family.isdisjoint(find_held_groups(fact)):
                    for holder in find_holders(fact):
                        found[holder].update(places)
        return found

    def find_places_in(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Some places, and all places within them."""
        if ids not in self._within:
            self._within[ids] = frozenset(place for id_ in ids for place in self._reach(id_, self._below))
        return self._within[ids]

    def find_places_near(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Some places, all places within them, and all that contain them. A move elsewhere cannot concern them."""
        return self.find_places_in(ids) | {place for id_ in ids for place in self._reach(id_, self._above)}

    @cached_property
    def _below(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for link in self._links:
            if is_fact(link):
                for upper in link.role("object"):
                    found[upper].update(link.role("subject"))
        return found

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for upper, lower in self._below.items():
            for one in lower:
                found[one].add(upper)
        return found

    @staticmethod
    def _reach(id_: str, steps: Mapping[str, set[str]]) -> set[str]:
        found = level = {id_}
        for _ in range(MAX_DEPTH):
            level = {other for one in level for other in steps.get(one, ())} - found
            if not level:
                break
            found = found | level
        return found


def find_family(group: str, links: Iterable[StoredStatement], until: date) -> frozenset[str]:
    """A group and all that may have been part of it on some day up to one."""
    return frozenset(find_parts(group, links, MIN, until))


def find_disjoint_pairs(family: Collection[str], links: Iterable[StoredStatement]) -> frozenset[frozenset[str]]:
    """Pairs of parts of one whole that, according to a source, have no people in common."""
    parts: dict[str, set[str]] = {}
    for link in links:
        if link.parts and is_fact(link):
            for whole in link.role("object"):
                parts.setdefault(whole, set()).update(set(link.role("subject")) & set(family))
    return frozenset(frozenset(pair) for found in parts.values() for pair in combinations(sorted(found), 2))


def _find_share(named: Sequence[str], mine: Collection[str]) -> Share:
    inside = sum(one in mine for one in named)
    return "none" if not inside else "all" if inside == len(named) else "some"


def _combine_shares(parts: Iterable[Share]) -> Share | None:
    """One share from those of several reports: "some" if they differ, None if there is none."""
    shares = set(parts)
    return (shares.pop() if len(shares) == 1 else "some") if shares else None


def _take_least(*parts: Share) -> Share:
    return "none" if "none" in parts else "some" if "some" in parts else "all"


class GroupClaims:
    """The claims about one group. `places_in` gives places with what lies in them."""

    def __init__(
        self, claims: Iterable[MovesClaim], group: str, places_in: Callable[[tuple[str, ...]], frozenset[str]]
    ) -> None:
        self._claims = [(claim, places_in(claim.places)) for claim in claims if claim.group == group]

    def can_cover(self, scope: LedgerScope, opening: Days, next_ones: Days) -> bool:
        """Whether all moves of a scope are claimed to be reported, from the first day of an opening count on, to the
        last day of the next one. Claims of days that follow one another make one."""
        return bool(self._claims and scope.holders) and all(
            _is_covered(self._list_days(holder, scope.places), opening[0], next_ones[1]) for holder in scope.holders
        )

    def _list_days(self, holder: str, places: tuple[str, ...]) -> list[Days]:
        return sorted(
            (claim.first.toordinal(), claim.last.toordinal())
            for claim, where in self._claims
            if holder in claim.holders and (not claim.places or (places and where.issuperset(places)))
        )


def _is_covered(periods: Iterable[Days], first: int, last: int) -> bool:
    """Whether periods, in the order of their days, cover every day from `first` to `last`."""
    for begin, end in periods:
        if begin > first:
            return False
        first = max(first, end + 1)
        if first > last:
            return True
    return False
