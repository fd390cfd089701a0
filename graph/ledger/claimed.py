"""For which holders, places and days a source claims that it reports every move: only then is silence a zero."""

from collections.abc import Callable, Iterable

from graph.claims import MovesClaim
from graph.ledger.shares import Scope
from graph.ledger.tally import Days


class Claims:
    """The claims about one group. `places_in` gives places with what lies in them."""

    def __init__(
        self, claims: Iterable[MovesClaim], group: str, places_in: Callable[[tuple[str, ...]], frozenset[str]]
    ) -> None:
        self._claims = [(claim, places_in(claim.places)) for claim in claims if claim.group == group]

    def cover(self, scope: Scope, opening: Days, next_ones: Days) -> bool:
        """Whether all moves of a scope are claimed to be reported, from the first day of an opening count on, to the
        last day of the next one. Claims of days that follow one another make one."""
        return bool(self._claims and scope.holders) and all(
            _hold(self._days(holder, scope.places), opening[0], next_ones[1]) for holder in scope.holders
        )

    def _days(self, holder: str, places: tuple[str, ...]) -> list[Days]:
        return sorted(
            (claim.first.toordinal(), claim.last.toordinal())
            for claim, where in self._claims
            if holder in claim.holders and (not claim.places or (places and where.issuperset(places)))
        )


def _hold(periods: Iterable[Days], first: int, last: int) -> bool:
    """Whether periods, in the order of their days, leave out no day of a stretch."""
    for begin, end in periods:
        if begin > first:
            return False
        first = max(first, end + 1)
        if first > last:
            return True
    return False
