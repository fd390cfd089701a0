"""Whether one place, group or actor lies within another, or is part of it, at whatever time."""

from collections.abc import Iterable, Sequence

from graph.parts import Hierarchy
from graph.recorded import Recorded


class Within:
    """What meets what, by statements whose subject is part of, or lies in, their object.

    Two ids meet where they are one, or where one lies within the other.
    """

    def __init__(self, links: Iterable[Recorded] = ()) -> None:
        self._hierarchy = Hierarchy(links)

    def above(self, ids: Iterable[str]) -> frozenset[str]:
        """Some ids and all that they lie within."""
        return frozenset(upper for id_ in ids for upper in self._hierarchy.above(id_))

    def meet(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of the first meets one of the second."""
        if ones == others and ones:
            return True
        ones, others = set(ones), set(others)
        if not ones.isdisjoint(others):
            return True
        return not (ones.isdisjoint(self.above(others)) and others.isdisjoint(self.above(ones)))

    def compatible(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Whether they meet, or one of the two sides is not told."""
        return not ones or not others or self.meet(ones, others)
